// A customer in collecting: from a broken promise to a plan, a dispute, a hold, and the case
// handed over; its statement on paper.

import { readFile } from 'node:fs/promises';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Collecting, daysFromNow } from './pages/collecting.ts';
import { People } from './pages/people.ts';
import { Shell } from './pages/shell.ts';

const NAME = 'Lonas Tepozán Imaginarias';

let collecting: Collecting;
let people: People;

/** A new customer with one invoice that is a hundred days late, on its own screen. */
test.beforeEach(async ({ page }) => {
  const shell = new Shell(page);
  await shell.open();
  await shell.enterDemo();
  people = new People(page);
  collecting = new Collecting(page);
  await people.go('/invoices/new');
  await people.customer.fill(NAME);
  await page.getByRole('option', { name: `Crear «${NAME}»` }).waitFor();
  await people.customer.press('Enter');
  await people.field('Número').fill('LT-1');
  await people.field('Emisión').fill(daysFromNow(-130));
  await people.due.fill(daysFromNow(-100));
  await people.amount.fill('1000');
  await people.amount.press('Enter');
  await people.toast().waitFor();
  await people.go('/customers');
  await people.find('lonas tepozan');
  await expect(people.doors).toHaveText([NAME]);
  await people.doors.first().click();
  await people.heading(NAME).waitFor();
});

/** Notes a promise of forty days ago that nobody kept. */
async function breakPromise(): Promise<void> {
  await collecting.note('Llamada');
  await collecting.outcome('Promete pagar…');
  await collecting.field('Promete pagar el', daysFromNow(-30));
  await collecting.madeOn(daysFromNow(-40));
  await collecting.save();
}

test('from a broken promise to a plan to the case handed over, the time line tells it', async ({ page }) => {
  await expect(collecting.state).toContainText('Protocolo');
  await breakPromise();
  await expect(collecting.line('Llamada · Promete pagar')).toHaveCount(1);
  await expect(collecting.line('No se cumplió la promesa')).toContainText('$ 1,000.00');
  await expect(collecting.state).toContainText('No cumplió su promesa de pago');
  await expect(collecting.state).toContainText('Incumplida');

  await collecting.note('Llamada');
  await collecting.outcome('Convenio de pago…');
  await collecting.field('Cuotas', '2');
  await collecting.field('La primera, el', daysFromNow(10));
  await collecting.dialog.getByRole('button', { name: 'Repartir en partes iguales' }).click();
  await collecting.save();
  await expect(collecting.line('Convenio de pago en 2 partes')).toContainText('Al corriente');
  await expect(collecting.timeLine).toContainText('Por venir');
  await expectAccessible(page);

  await page.getByRole('group', { name: 'Mostrar' }).getByRole('button', { name: 'Promesas y convenios' }).click();
  await expect(page).toHaveURL(/kind=agreements/);
  await expect(collecting.line('Llamada · Promete pagar')).toHaveCount(0);
  await expect(collecting.line('Convenio de pago en 2 partes')).toHaveCount(1);

  await collecting.state.getByRole('button', { name: 'Qué conviene hacer…' }).click();
  await expect(collecting.dialog).toContainText('Lo que más deja');
  await expect(collecting.dialog).toContainText('cifras de ejemplo');
  await expectAccessible(page, { within: 'dialog[open]' });
  await collecting.dialog.getByRole('link', { name: 'Preparar expediente…' }).click();
  await expect(page).toHaveURL(/statement\?kind=case/);
  const file = await collecting.download('Descargar CSV');
  expect(file.suggestedFilename()).toMatch(/^case-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  for (const told of [NAME, 'LT-1', 'Promete pagar', 'Incumplida', 'Convenios de pago']) expect(text).toContain(told);
});

test('a contact is corrected, and both stay in sight', async () => {
  await collecting.note('Llamada');
  await collecting.outcome('No contesta');
  const wrong = collecting.line('Llamada · No contesta');
  await wrong.getByRole('button', { name: 'Corregir…' }).click();
  await collecting.outcome('Recado');
  await collecting.save();
  await expect(collecting.timeLine.locator('s')).toHaveText(['Llamada · No contesta']);
  await expect(wrong).toContainText('Corregida: Llamada · Recado');
  await expect(collecting.line(/^Llamada · Recado/)).toContainText('corrige la del');
});

test('a hold and a dispute pause, and are ended with their reasons', async ({ page }) => {
  await collecting.state.getByRole('button', { name: 'Poner en pausa…' }).click();
  await collecting.dialog.getByRole('button', { name: 'Poner en pausa' }).click();
  await expect(collecting.dialog).toContainText('Falta este dato');
  await collecting.field('Motivo', 'Inventario anual');
  await expectAccessible(page, { within: 'dialog[open]' });
  await collecting.save();
  await expect(collecting.line('En pausa: Inventario anual')).toHaveCount(1);
  await collecting.state.getByRole('button', { name: 'Quitar la pausa…' }).click();
  await collecting.save();
  await expect(collecting.line('Se quitó la pausa')).toHaveCount(1);

  await collecting.main.locator('.open-items a.door').click();
  await people.heading(/LT-1/).waitFor();
  await collecting.state.getByRole('button', { name: 'Abrir aclaración…' }).click();
  await collecting.field('Qué la resolvería', 'Nota de crédito');
  await collecting.save();
  await expect(collecting.main.locator('.identity')).toContainText('En aclaración');
  await expectAccessible(page);
  await people.go('/receivables');
  await expect(collecting.main.locator('tr').filter({ hasText: NAME })).toContainText('En aclaración 1,000.00');
  await page.goBack();
  await collecting.state.getByRole('button', { name: 'Resolver…' }).click();
  await collecting.field('Cómo se resolvió', 'Se explicó el precio');
  await collecting.save();
  await expect(collecting.main.locator('.identity')).not.toContainText('En aclaración');
});

test('interest is worked out step by step and issued as a charge', async ({ page }) => {
  await collecting.main.locator('.open-items a.door').click();
  await people.heading(/LT-1/).waitFor();
  const interest = collecting.main.locator('.late-interest');
  // 1000 × 6 % × 100 / 365
  await expect(interest).toContainText('$ 16.44');
  await interest.getByRole('button', { name: 'Emitir interés…' }).click();
  await expectAccessible(page, { within: 'dialog[open]' });
  await collecting.save();
  await expect(interest).toContainText('Ya emitido: $ 16.44');
  await expect(collecting.main).toContainText('LT-1-INT');
});

test('the statement of a small customer is one page', async ({ page }) => {
  await collecting.main.getByRole('link', { name: 'Estado de cuenta' }).click();
  await expect(collecting.main).toContainText('Antigüedad del saldo');
  await expect(collecting.main).toContainText('Cómo pagar');
  await expectAccessible(page);
  const paper = (await page.pdf({ format: 'Letter' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.getByRole('button', { name: 'Partidas abiertas' }).click();
  await expect(page).toHaveURL(/kind=open/);
  await expect(collecting.main.locator('table.statement tbody tr')).toHaveCount(1);
  await collecting.main.getByLabel('Idioma').selectOption('en');
  await expect(collecting.main).toContainText('Statement of account');
});

test('what is to come goes into a calendar, with the same ids each time', async () => {
  await breakPromise();
  await collecting.note('Llamada');
  await collecting.outcome('Promete pagar…');
  await collecting.field('Promete pagar el', daysFromNow(5));
  await collecting.save();
  const ids = async () => {
    const file = await collecting.download('Calendario');
    const text = await readFile(await file.path(), 'utf8');
    return text.split('\r\n').filter((line) => line.startsWith('UID:'));
  };
  const first = await ids();
  expect(first.length).toBeGreaterThan(0);
  expect(await ids()).toEqual(first);
});

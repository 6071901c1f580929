// Customers and invoices as a person uses them, with the demonstration.

import { readFile } from 'node:fs/promises';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { People } from './pages/people.ts';
import { Shell } from './pages/shell.ts';

let people: People;

test.beforeEach(async ({ page }) => {
  const shell = new Shell(page);
  await shell.open();
  await shell.enterDemo();
  people = new People(page);
});

test('an invoice is entered with the keyboard alone, and another after it', async ({ page }) => {
  await people.go('/invoices?state=all');
  await people.heading('Facturas').waitFor();
  await page.keyboard.press('n');
  await expect(people.customer).toBeFocused();
  const number = await people.field('Número').inputValue();
  expect(number).not.toBe('');
  await page.keyboard.type('a');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await people.amount.focus();
  await page.keyboard.type('1,250.50');
  await page.keyboard.press('Shift+Enter');

  await expect(people.toast()).toContainText(number);
  await expect(people.customer).toBeFocused();
  await expect(people.customer).toHaveValue('');
  await expect(people.field('Número')).not.toHaveValue(number);

  // The list of customers, the field, the form.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await people.heading('Facturas').waitFor();
  await expect(people.doors.first()).toHaveText(number);
});

test('a customer is created with its first invoice, and both are undone as one', async ({ page }) => {
  const name = 'Cerámica Tlaloc Imaginaria, S.A. de C.V.';
  await people.go('/invoices/new');
  await people.customer.fill(name);
  await page.getByRole('option', { name: `Crear «${name}»` }).waitFor();
  await people.customer.press('Enter');
  await expect(people.form).toContainText('Se registrará como cliente nuevo.');
  await people.due.fill('30/60/90');
  await people.amount.fill('900');
  await expect(people.form).toContainText('Vence en 3 partes');
  await people.amount.press('Enter');
  await people.toast().waitFor();

  await people.go('/customers');
  await people.find('ceramica tlaloc');
  await expect(people.doors).toHaveText([name]);
  await people.toast().getByRole('button', { name: 'Deshacer' }).click();
  await expect(people.main).toContainText('Ningún cliente coincide');
});

test('what is missing is marked and what was typed stays', async () => {
  await people.go('/invoices/new');
  await people.due.fill('cuando se pueda');
  await people.amount.fill('10');
  await people.amount.press('Enter');
  await expect(people.form.getByRole('alert')).toContainText('Revise los datos señalados');
  await expect(people.customer).toBeFocused();
  await expect(people.form).toContainText('No se entiende.');
  await expect(people.amount).toHaveValue('10');
});

test('instalments by hand say what they leave of the total', async ({ page }) => {
  await people.go('/invoices/new');
  await people.customer.fill('a');
  await page.getByRole('option').first().waitFor();
  await people.customer.press('Enter');
  await people.amount.fill('1000');
  await people.form.getByText('Más datos').click();
  await people.form.getByRole('button', { name: 'Escribir los vencimientos a mano' }).click();
  await people.field('Importe (1)').fill('600');
  await expect(people.form).toContainText('Faltan');
  await people.form.getByRole('button', { name: 'Agregar vencimiento' }).click();
  await people.field('Vence (2)').fill('31/12/2031');
  await people.field('Importe (2)').fill('400');
  await expect(people.form).toContainText('Suman el total.');
  await expectAccessible(page);
  await people.amount.press('Enter');
  await expect(people.toast()).toContainText('quedó registrada');
});

test('an invoice is cancelled with a reason, which is taken back', async ({ page }) => {
  await people.go('/invoices');
  await people.doors.first().click();
  await page.getByRole('button', { name: 'Cancelar factura…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancelar factura' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Falta el motivo');
  await dialog.getByLabel('Motivo').fill('Pedido devuelto');
  await expectAccessible(page);
  await dialog.getByLabel('Motivo').press('Enter');
  await expect(people.main).toContainText('Pedido devuelto');
  await people.toast().getByRole('button', { name: 'Deshacer' }).click();
  await expect(page.getByRole('button', { name: 'Cancelar factura…' })).toBeVisible();
});

test('what settled an invoice is taken back from a day on', async ({ page }) => {
  await people.go('/invoices?state=paid');
  await people.doors.first().click();
  await page.getByRole('button', { name: 'Deshacer aplicación…' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deshacer aplicación' }).click();
  await expect(people.main).toContainText('Se deshizo el');
  await expect(people.main.getByRole('link', { name: 'Registrar pago' })).toBeVisible();
});

test('the list narrows, sorts and leaves as a file, all in its address', async ({ page }) => {
  await people.go('/invoices?state=overdue');
  await people.main.getByRole('button', { name: 'Abierto' }).click();
  await expect(page).toHaveURL(/state=overdue&sort=-open$/);
  const customer = (await people.column(2))[0] ?? '';
  await people.find(customer);
  await expect(page).toHaveURL(/q=/);
  await expect.poll(async () => new Set(await people.column(2)).size).toBe(1);

  const download = page.waitForEvent('download');
  await people.main.getByRole('button', { name: 'Exportar CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^invoices-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  const invoices = lines.filter((line) => !line.startsWith('Total,'));
  expect(invoices.length).toBeLessThan(lines.length);
  expect(invoices.length - 1).toBe((await people.column(1)).length);
  expect(lines[0]).toContain('Cliente');
});

test('a customer is changed, and its tax id is doubted but never refused', async () => {
  await people.go('/customers?sort=-balance');
  await people.doors.first().click();
  await people.main.getByRole('link', { name: 'Editar' }).click();
  await people.heading('Editar cliente').waitFor();
  await people.field(/^RFC/).fill('ABC01');
  await expect(people.form).toContainText('no tiene la forma');
  await people.form.getByText('Más datos').click();
  await people.field(/^Condiciones/).fill('45 dias fin de mes');
  await expect(people.form).toContainText('Se entiende: 45 días, luego fin de mes');
  await people.form.getByRole('button', { name: 'Guardar' }).click();
  await expect(people.toast()).toContainText('Se guardaron los datos');
  await expect(people.main).toContainText('45 días, luego fin de mes');
});

test('the time line narrows to one kind, and its lines are doors', async ({ page }) => {
  await people.go('/customers?sort=-balance');
  await people.doors.first().click();
  await people.main.getByRole('button', { name: 'Pagos', exact: true }).click();
  await expect(page).toHaveURL(/kind=payments/);
  const first = people.main.locator('.time-line a.door').first();
  await expect(first).toHaveText(/^Pago/);
  await first.click();
  await expect(page).toHaveURL(/#\/payments\/[0-9A-Z]{26}/);
  await page.goBack();
  await expect(page).toHaveURL(/kind=payments/);
});

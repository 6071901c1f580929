// The collector's morning: the list from top to bottom by keys alone, what a case says, and
// links that carry the message to the character.

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';
import { Today } from './pages/today.ts';

test.beforeEach(async ({ page }) => {
  // A Tuesday: on a Sunday nobody is to be contacted.
  await page.clock.setFixedTime(new Date('2026-11-24T10:00:00-06:00'));
  const shell = new Shell(page);
  await shell.open('/today');
  await shell.enterDemo();
  await new Today(page).rows.first().waitFor();
});

test('the list is worked from top to bottom without a mouse', async ({ page }) => {
  const today = new Today(page);
  const first = await today.nameOf(today.row(0));
  const second = await today.nameOf(today.row(1));
  const third = await today.nameOf(today.row(2));

  await page.keyboard.press('j');
  await expect(today.row(0).locator('a.door')).toBeFocused();
  await page.keyboard.press('j');
  await expect(today.row(1).locator('a.door')).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(today.opened).toHaveText(first);
  await expect(page).toHaveURL(/[?&]case=[0-9A-Z]{26}/);

  // What says everything is noted at once, and the next one's turn has come.
  const quick = today.case.getByRole('button', { name: /^(No contesta|Enviado)/ });
  const key = await quick.getAttribute('data-key');
  await page.keyboard.press(key ?? '');
  await expect(today.toast()).toContainText(first);
  await expect(today.opened).toHaveText(second);
  await expect(today.rows.first().locator('a.door')).toBeFocused();

  // A promise asks for its day, and proposes what is open.
  await page.keyboard.press((await today.case.getByRole('button', { name: /^Promete pagar/ }).getAttribute('data-key')) ?? '');
  await expect(today.dialog).toBeVisible();
  await expect(today.dialog.getByLabel('Promete pagar el')).toBeFocused();
  await expect(today.dialog.getByLabel('Importe prometido')).not.toHaveValue('');
  await page.keyboard.type('mañana');
  await page.keyboard.press('Enter');
  await expect(today.dialog).toBeHidden();
  await expect(today.toast()).toContainText(`Promete pagar · ${second}`);
  await expect(today.opened).toHaveText(third);

  await page.keyboard.press('Escape');
  await expect(today.case).toHaveCount(0);
  await expect(today.rows.first().locator('a.door')).toBeFocused();

  await today.toast().getByRole('button', { name: 'Deshacer' }).click();
  await expect(today.main.getByRole('link', { name: second, exact: true }).first()).toBeVisible();
});

test('a WhatsApp link carries the text to the character', async ({ page }) => {
  const today = new Today(page);
  await today.only('whatsapp');
  await today.by('WhatsApp').locator('a.door').click();
  const text = today.case.getByLabel('Mensaje');
  await text.fill('Señora Núñez: ¿recibió F-1 & F-2? 100 % = 1+1\nGracias.');
  const href = (await today.case.getByRole('link', { name: 'Abrir en WhatsApp' }).getAttribute('href')) ?? '';
  const [to, query] = href.split('?text=');
  expect(to).toMatch(/^https:\/\/wa\.me\/\d{8,15}$/);
  expect(query).not.toContain('+');
  expect(decodeURIComponent(query ?? '')).toBe(await text.inputValue());
});

test('a mailto link carries subject and text to the character', async ({ page }) => {
  const today = new Today(page);
  await today.only('email');
  await today.by('Correo').locator('a.door').click();
  const text = today.case.getByLabel('Mensaje');
  await text.fill('Señora Núñez:\n\n¿Recibió F-1 & F-2? 100 % = 1+1');
  await today.case.getByLabel('Asunto').fill('Saldo & más');
  const href = (await today.case.getByRole('link', { name: 'Abrir en el correo' }).getAttribute('href')) ?? '';
  const body = href.split('&body=')[1] ?? '';
  expect(href).toMatch(/^mailto:[^?]+@[^?]+\?subject=Saldo%20%26%20m%C3%A1s&body=/);
  expect(body).not.toContain('+');
  expect(body).toContain('%0D%0A%0D%0A');
  expect(decodeURIComponent(body).replaceAll('\r\n', '\n')).toBe(await text.inputValue());
});

test('nothing is noted as sent before the user says so', async ({ page }) => {
  const today = new Today(page);
  await today.only('email');
  const row = today.by('Correo');
  const name = await today.nameOf(row);
  await row.locator('a.door').click();
  // The program that would open is none of this test's business.
  const link = today.case.getByRole('link', { name: 'Abrir en el correo' });
  await link.evaluate((element) => element.addEventListener('click', (event) => event.preventDefault()));
  await link.click();
  await expect(today.case.getByText('¿Se envió?')).toBeVisible();
  await today.case.getByRole('button', { name: 'No se envió' }).click();
  await expect(today.case.getByText('¿Se envió?')).toBeHidden();
  await expect(page.locator('.toast')).toHaveCount(0);
  await link.click();
  await today.case.getByRole('button', { name: 'Sí, anotar como enviado' }).click();
  await expect(today.toast()).toContainText(`Enviado · ${name}`);
});

test('the day is in the address, and the coming week goes into a calendar', async ({ page }) => {
  const today = new Today(page);
  const day = today.main.getByLabel('Al día');
  await day.fill('31/12/2029');
  await day.press('Enter');
  await expect(page).toHaveURL(/as-of=2029-12-31/);
  await today.main.getByRole('button', { name: 'Volver a hoy' }).click();
  await today.rows.first().waitFor();
  const download = page.waitForEvent('download');
  await today.main.getByRole('button', { name: 'Descargar calendario' }).click();
  expect((await download).suggestedFilename()).toMatch(/^cobranza-\d{4}-\d\d-\d\d\.ics$/);
});

test('the list and a case are accessible, wide and on a phone', async ({ page }) => {
  test.slow();
  const today = new Today(page);
  await expectAccessible(page);
  await today.row(0).locator('a.door').click();
  await expect(today.opened).toBeFocused();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
  await today.case.getByRole('button', { name: /^Promete pagar/ }).click();
  await expect(today.dialog).toBeVisible();
  await expectAccessible(page);
});

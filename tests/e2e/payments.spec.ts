import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Payments } from './pages/payments.ts';
import { Shell } from './pages/shell.ts';

test.beforeEach(async ({ page }) => {
  await new Shell(page).open();
  await page.getByRole('button', { name: /demostración/ }).click();
  await page.getByText('Está viendo una cartera de demostración').waitFor();
});

test('a payment is entered with the keyboard alone, shown, and taken back', async ({ page }) => {
  const payments = new Payments(page);
  await payments.openList();
  await page.keyboard.press('p');
  await expect(payments.customer).toBeFocused();
  await page.keyboard.type('a');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await expect(payments.amount).toBeFocused();
  await page.keyboard.type('1.23');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/#\/payments\/[0-9A-Z]+$/);
  await expect(payments.main.getByText('1.23').first()).toBeVisible();
  await payments.toast().getByRole('button', { name: 'Deshacer' }).click();
  await expect(page.getByRole('heading', { name: 'Ya no está en esta cartera' }).first()).toBeAttached();
});

test('more than there is is refused with both figures, and the proposal comes back', async ({ page }) => {
  const payments = new Payments(page);
  await payments.openSheet();
  await payments.fill('a', '100');
  await expect(payments.remainder).not.toBeEmpty();
  const proposed = await payments.applied().first().inputValue();

  await payments.applied().first().fill('100.01');
  await expect(payments.remainder).toContainText('100.01');
  await expect(payments.remainder).toContainText('100.00');
  await payments.sheet.getByRole('button', { name: /^Guardar ↵/ }).click();
  await expect(payments.sheet.getByRole('alert')).toContainText('Corrija lo señalado');
  await expect(page).toHaveURL(/#\/payments\/new/);

  await payments.sheet.getByRole('button', { name: 'Sugerir de nuevo' }).click();
  await expect(payments.applied().first()).toHaveValue(proposed);
});

test('a cheque goes from the sheet to the bank and comes back', async ({ page }) => {
  const payments = new Payments(page);
  await payments.openSheet();
  await payments.fill('a', '10');
  await payments.sheet.getByLabel('Cómo llegó').selectOption('cheque');
  await payments.sheet.getByLabel('Número de cheque').fill('90210');
  await payments.sheet.getByLabel('Número de cheque').press('Shift+Enter');
  await expect(payments.customer).toBeFocused();
  await expect(payments.customer).toHaveValue('');

  await payments.openCheques();
  await page.getByRole('button', { name: 'Depositado hoy: 90210' }).click();
  await page.getByRole('button', { name: 'Devuelto… 90210' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cheque 90210: devuelto' });
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(payments.toast()).toContainText('Cheque 90210 devuelto');
  await expect(page.getByRole('button', { name: /90210/ })).toHaveCount(0);
});

test('the list is filtered by its address and by its fields', async ({ page }) => {
  const payments = new Payments(page);
  await payments.openList('?kind=withholding');
  const kinds = payments.main.locator('tbody tr:not([aria-hidden]) td:nth-of-type(2)');
  await expect(kinds.first()).toHaveText('Retención');
  await payments.main.getByRole('searchbox').fill('nada se llama así');
  await expect(payments.main.getByText('Ningún abono coincide')).toBeVisible();
  await payments.main.getByRole('button', { name: 'Quitar filtros' }).click();
  await expect(payments.main.getByRole('rowheader').first()).toBeVisible();
});

for (const [name, open] of [
  ['the list', (payments: Payments) => payments.openList()],
  ['the cheques in hand', (payments: Payments) => payments.openCheques()],
  ['the sheet', async (payments: Payments) => {
    await payments.openSheet();
    await payments.fill('a', '100');
    await expect(payments.remainder).not.toBeEmpty();
  }],
] as const) {
  test(`anyone can use ${name}`, async ({ page }) => {
    await open(new Payments(page));
    await expectAccessible(page, { within: 'main' });
  });
}

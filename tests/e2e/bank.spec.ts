// What the bank's movements are: taken on by group, by choice, by keys and by hand, and back.

import type { Page } from '@playwright/test';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Bank } from './pages/bank.ts';
import { ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';

const INVOICES = `Cliente,Factura,Fecha,Vencimiento,Total,Saldo
Comercial del Valle,A-1024,15/01/2026,14/02/2026,"1,800.00","1,800.00"
Comercial del Valle,A-1025,19/01/2026,18/02/2026,"1,800.00","1,800.00"
Talleres Ejemplo,A-1026,20/01/2026,19/02/2026,500.00,500.00
Robótica Austral,A-1027,21/01/2026,20/02/2026,900.00,900.00`;

const STATEMENT = `FECHA,DESCRIPCIÓN,CARGO,ABONO,SALDO
21/02/2026,INTERESES BANCO EJEMPLAR,,12.00,"5,682.00"
20/02/2026,DEPOSITO EN EFECTIVO,,"1,400.00","5,670.00"
19/02/2026,SERV BANCA INTERNET,-30.00,,"4,270.00"
18/02/2026,SPEI COMERCIAL DEL VALLE,,"1,800.00","4,300.00"
17/02/2026,SPEI JUANA PEREZ GOMEZ,,500.00,"2,500.00"
16/02/2026,PAGO FACTURA A-1027,,900.00,"2,000.00"`;

async function bringIn(page: Page): Promise<Bank> {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('facturas.csv', INVOICES);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
  await page.getByRole('button', { name: /^Importar otr/ }).click();
  await screen.drop('estado.csv', STATEMENT);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
  const bank = new Bank(page);
  await bank.open();
  return bank;
}

/** What is owed in all, on the aging report. */
async function expectOwed(page: Page, amount: string): Promise<void> {
  await new Shell(page).open('#/receivables');
  await expect(page.getByRole('main')).toContainText(amount);
}

test('movements are taken on by group, by choice and with their payer, and back', async ({ page }) => {
  const bank = await bringIn(page);
  await expect(bank.group('Seguras').locator('.bank-row')).toHaveCount(1);
  await expect(bank.group('Seguras')).toContainText('Cita la factura A-1027. El importe es exacto.');
  await expect(bank.group('Sin sugerencia').locator('.bank-row')).toHaveCount(2);
  await expect(page.getByText('1 salida de dinero no se muestra')).toBeVisible();
  await expectAccessible(page);

  await bank.acceptCertain.click();
  await expect(page.getByText('Se concilió 1 movimiento.')).toBeVisible();
  await expect(bank.rows).toHaveCount(4);

  // Two invoices of the same amount: nothing is taken until one is chosen.
  const tie = bank.row('COMERCIAL DEL VALLE');
  await tie.getByRole('button', { name: 'Aceptar' }).click();
  await expect(page.getByText('Elija primero una de las opciones.')).toBeVisible();
  await tie.getByRole('radio').nth(1).check();
  await tie.getByRole('button', { name: 'Aceptar' }).click();
  await expect(bank.rows).toHaveCount(3);

  const juana = bank.row('JUANA PEREZ');
  await juana.getByRole('checkbox', { name: 'Recordar que este pagador es Talleres Ejemplo' }).check();
  await juana.getByRole('button', { name: 'Aceptar' }).click();
  await expect(bank.rows).toHaveCount(2);

  await bank.show('Pagadores');
  await expect(page.locator('.lines')).toContainText('spei juana perez gomez');
  await page.getByRole('button', { name: /^Olvidar/ }).click();
  await expect(page.getByText('Se recuerda a un pagador solo cuando usted lo pide')).toBeVisible();

  await bank.show('Conciliados');
  await expect(bank.rows).toHaveCount(3);
  await expectAccessible(page);
  await bank.row('A-1027').getByRole('button', { name: /^Quitar conciliación/ }).click();
  await expect(bank.rows).toHaveCount(2);
  await bank.show('Por conciliar');
  await expect(bank.group('Seguras').locator('.bank-row')).toHaveCount(1);

  await bank.show('Estados de cuenta');
  await expect(page.getByRole('row', { name: /estado\.csv/ })).toContainText('Cuadra');
  await expectOwed(page, '2,700.00');
});

test('a movement is split by keys alone, and another is nobody’s', async ({ page }) => {
  const bank = await bringIn(page);
  const focused = page.locator('.bank-row:focus');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toContainText('A-1027');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Conciliado: $ 900.00 de Robótica Austral')).toBeVisible();

  // On to the deposit that nothing is known of.
  await expect(focused).toBeVisible();
  while (!(await focused.textContent())?.includes('DEPOSITO EN EFECTIVO')) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('s');
  await expect(bank.dialog.getByRole('combobox', { name: 'Cliente' })).toBeFocused();
  await page.keyboard.type('Talleres');
  await page.keyboard.press('Enter');
  await bank.dialog.getByLabel('Importe').fill('500');
  await bank.dialog.getByRole('button', { name: 'Agregar una parte' }).click();
  const customers = bank.dialog.getByRole('combobox', { name: 'Cliente' });
  await expect(customers).toHaveCount(2);
  await customers.nth(1).fill('Comercial del Valle');
  await expect(bank.dialog.getByLabel('Importe').nth(1)).toHaveValue('900.00');
  await bank.dialog.getByLabel('Se aplica a').nth(1).selectOption({ label: 'Nada: queda como saldo a favor' });
  await expect(bank.dialog).toContainText('Todo el importe está repartido.');
  await expectAccessible(page, { within: 'dialog[open]' });
  await bank.dialog.getByRole('button', { name: 'Conciliar' }).click();
  await expect(page.getByText('Movimiento conciliado: $ 1,400.00.')).toBeVisible();

  await bank.row('INTERESES').getByRole('button', { name: /^No es de cobranza/ }).click();
  await bank.dialog.getByRole('checkbox').check();
  await bank.dialog.getByRole('button', { name: 'Apartar' }).click();
  await expect(bank.row('INTERESES')).toHaveCount(0);
  await bank.show('No son de cobranza');
  await expect(bank.row('INTERESES')).toContainText('Usted lo apartó.');
  await bank.row('INTERESES').getByRole('button', { name: /^Volver a conciliar/ }).click();
  await expect(bank.row('INTERESES')).toContainText('Por lo que se recuerda de su pagador.');
  await expectOwed(page, '3,600.00');
});

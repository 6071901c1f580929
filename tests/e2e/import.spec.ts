import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { fixture, ImportScreen } from './pages/import.ts';

const icon = fileURLToPath(new URL('../../assets/icon-192.png', import.meta.url));

test('a list goes from the file to the ledger, and back', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await expectAccessible(page);
  await screen.choose(fixture('facturas.csv'));

  await expect(screen.figure('Facturas nuevas')).toHaveText('3');
  await expect(screen.figure('Clientes nuevos')).toHaveText('2');
  await expect(screen.figure('Filas con problemas')).toHaveText('1');
  await expect(page.getByRole('row', { name: /Por cobrar/ })).toContainText('2,200.50');
  await expect(page.getByRole('row', { name: /31\/02\/2026/ })).toContainText('no es una fecha');
  await expectAccessible(page);

  const download = await screen.download('Descargar filas con problemas');
  expect(download.suggestedFilename()).toBe('facturas-problemas.csv');
  const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('F-104');

  await screen.enter.click();
  await expect(screen.result).toBeVisible();
  await expect(screen.figure('Pagos')).toHaveText('2');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Deshacer la importación' }).click();
  await expect(page.getByText('Se deshizo la importación')).toBeVisible();
  await page.getByRole('button', { name: 'Volver a la lista' }).click();
  await expect(screen.figure('Facturas nuevas')).toHaveText('3');
});

test('the same list again finds everything known', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  const text = readFileSync(fixture('facturas.csv'), 'utf8');
  await screen.drop('facturas.csv', text);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  await page.getByRole('button', { name: 'Importar otra lista' }).click();
  await screen.drop('facturas.csv', text);
  await expect(screen.figure('Ya registradas')).toHaveText('4');
  await expect(page.getByText('No hay nada que importar')).toBeVisible();
  await expect(screen.enter).toBeHidden();

  // Paid since: the payment is offered, and nothing else.
  await screen.drop('facturas.csv', text.replace('"1,200.50","1,200.50",', '"1,200.50",0.00,28/02/2026'));
  await expect(page.getByRole('button', { name: 'Importar 1 pago' })).toBeVisible();
});

test('what a list does not say is asked, with what each answer means, and remembered', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.choose(fixture('fechas-dudosas.csv'));
  await expect(page.getByRole('group', { name: '«03/04/2026», ¿qué día es?' })).toBeVisible();
  await expectAccessible(page);

  // With the keyboard alone: the focus stands on the first answer.
  await expect(page.getByRole('button', { name: /3 de abril de 2026/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: '«1.234», ¿qué número es?' })).toBeVisible();
  await page.getByRole('button', { name: /1,234 millares/ }).press('Enter');
  await expect(page.getByRole('row', { name: /Por cobrar/ })).toContainText('13,734.00');

  await page.reload();
  await screen.choose(fixture('fechas-dudosas.csv'));
  await expect(page.getByText('Se leyó como la vez anterior')).toBeVisible();
  await expect(page.getByRole('row', { name: /Por cobrar/ })).toContainText('13,734.00');
  const kept = await page.evaluate(() => JSON.stringify(localStorage));
  expect(kept).not.toContain('Abarrotes');
});

test('a table is pasted anywhere, or into a dialog', async ({ page }) => {
  const screen = new ImportScreen(page);
  const table = 'Cliente\tFactura\tFecha\tSaldo\nEl Faro\tA-1\t2026-01-10\t100.00\n';
  await screen.open();
  await screen.paste(table);
  await expect(screen.figure('Facturas nuevas')).toHaveText('1');

  await page.reload();
  await page.getByRole('button', { name: 'Pegar una tabla…' }).click();
  await page.getByLabel('Celdas copiadas').fill(table);
  await page.getByRole('button', { name: 'Leer la tabla' }).click();
  await expect(screen.figure('Facturas nuevas')).toHaveText('1');
});

test('files of which nothing can be taken are named, and say why', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('libro.xlsx', 'PK\u0003\u0004');
  await expect(page.getByRole('row', { name: /libro\.xlsx/ })).toContainText('dañado');
  await screen.drop('foto.csv', '\u0089PNG\u0000');
  await expect(page.getByRole('row', { name: /foto\.csv/ })).toContainText('No se reconoce');
  await screen.choose(icon);
  await expect(page.getByRole('row', { name: /icon-192\.png/ })).toContainText('Es una imagen');
  await expectAccessible(page);
});

test('a workbook is a list like any other', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.choose(fixture('facturas.xlsx'));
  await expect(page.getByLabel('Hoja')).toHaveValue('1');
  await expect(screen.figure('Facturas nuevas')).toHaveText('2');
  await expect(page.getByText('Antes de seguir')).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Por cobrar/ })).toContainText('1,500.50');
  await page.getByLabel('Hoja').selectOption({ label: 'Notas' });
  await expect(page.getByText('Antes de seguir')).toBeVisible();
  await page.getByLabel('Hoja').selectOption({ label: 'Facturas' });
  await expect(page.getByRole('row', { name: /H-201/ })).toContainText('4 mar 2026');
});

test('a mixed bag of files comes in, and goes out again', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  const files = ['facturas.csv', 'factura.xml', 'facturas.xlsx', 'marzo.zip'].map(fixture);
  await screen.choose(...files, icon);

  await expect(page.getByRole('row', { name: /icon-192\.png/ })).toContainText('Es una imagen');
  await expect(page.getByRole('group', { name: '¿Cuál es su identificación fiscal?' })).toBeVisible();
  await expectAccessible(page);
  // With the keyboard alone: the focus stands on the party that most documents name.
  const own = page.getByRole('button', { name: /TDN150310AB1/ });
  await expect(own).toBeFocused();
  await page.keyboard.press('Enter');

  await expect(screen.figure('Facturas nuevas')).toHaveText('2');
  await expect(screen.figure('Notas de crédito')).toHaveText('1');
  await expect(screen.figure('Pagos')).toHaveText('1');
  const entered = await screen.group('Se registran');
  await expect(entered.getByRole('row')).toHaveCount(5);
  await expect(entered.getByRole('row', { name: /I 2/ })).toContainText('17 may 2026');
  await expect(await screen.group('No son ventas suyas')).toContainText('Proveedora del Bajío');
  await expect(await screen.group('Se dejan fuera')).toContainText('nómina');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Importar 4 documentos' }).click();
  await expect(screen.result).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Deshacer la importación' }).click();
  await expect(page.getByText('Se deshizo la importación')).toBeVisible();
  await page.getByRole('button', { name: 'Volver a los documentos' }).click();
  // What was said is still known, though it was taken back with the rest.
  await page.getByRole('button', { name: 'Importar 4 documentos' }).click();
  await expect(screen.result).toBeVisible();

  // One list after the other.
  await page.getByRole('button', { name: 'Seguir con «facturas.csv»' }).click();
  await expect(screen.figure('Facturas nuevas')).toHaveText('3');
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
  await page.getByRole('button', { name: 'Seguir con «facturas.xlsx»' }).click();
  await expect(screen.figure('Facturas nuevas')).toHaveText('2');
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  await page.getByRole('link', { name: 'Ver quién debe' }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText('Papelería Luna de los Reyes');
  await expect(main).toContainText('250.50');
  // Paid and credited: nothing is owed of the other.
  await expect(main.getByRole('link', { name: 'Ferretería El Faro' })).toHaveCount(0);

  await page.goto('#/import');
  await screen.choose(fixture('marzo.zip'));
  await expect(page.getByText('No hay nada que importar')).toBeVisible();
  await expect(screen.figure('Ya registradas')).toHaveText('3');
});

test('a bank’s table is asked about, remembered, and read as a list where it is none', async ({ page }) => {
  const screen = new ImportScreen(page);
  const table = 'Fecha;Concepto;Importe\n13/04/2026;Pago A-1;1.234\n14/04/2026;Luz;-5.678\n';
  await screen.open();
  await screen.drop('banco.csv', table);
  await expect(page.getByRole('group', { name: '«1.234», ¿qué número es?' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /1,234 millares/ }).press('Enter');
  await expect(screen.statement('banco.csv')).toContainText('1,234.00');
  await expect(screen.statement('banco.csv')).toContainText('Sin comprobar');
  await expect(page.getByRole('button', { name: 'Importar 2 movimientos' })).toBeVisible();
  await expectAccessible(page);

  await page.reload();
  await screen.drop('banco.csv', table);
  await expect(screen.statement('banco.csv')).toContainText('1,234.00');
  await page.getByText('Columnas de banco.csv').click();
  await expect(page.getByText('Se leyó como la vez anterior.')).toBeVisible();
  const column = page.getByRole('combobox', { name: 'Concepto' });
  await column.focus();
  await column.selectOption({ label: 'Quién paga' });
  await expect(page.getByRole('button', { name: 'Importar 2 movimientos' })).toBeVisible();
  await expect(column).toBeFocused();
  await page.getByRole('button', { name: 'No es un estado de cuenta' }).click();
  await expect(page.getByRole('heading', { name: 'Lo que se entendió' })).toBeVisible();
  await page.getByRole('button', { name: 'Es un estado de cuenta del banco' }).click();
  await expect(screen.statement('banco.csv')).toContainText('1,234.00');
});

test('what is dropped on another screen opens the import', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await page.goto('#/receivables');
  await page.locator('main h1:not(.awaits)').waitFor();
  await screen.drop('facturas.csv', readFileSync(fixture('facturas.csv'), 'utf8'));
  await expect(page.getByRole('heading', { level: 1, name: 'Importar' })).toBeVisible();
  await expect(screen.figure('Facturas nuevas')).toHaveText('3');
});

test('columns are corrected where they stand', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.choose(fixture('facturas.csv'));
  await page.getByText('Columnas: se importan').click();
  const column = page.getByRole('combobox', { name: '«Fecha de pago»' });
  await column.focus();
  await column.selectOption({ label: 'No importar' });
  // Without its date the payment is still there, by what is left to pay.
  await expect(page.getByText('Pagos sin fecha (2)')).toBeVisible();
  await expect(column).toBeFocused();
});

const sample = fileURLToPath(
  new URL('../../../shared/samples/payment-history/late-payments-half.csv', import.meta.url),
);
const history = process.env.CARTERA_SAMPLES
  ? `${process.env.CARTERA_SAMPLES}/payment-history/late-payments-half.csv`
  : sample;

test('two years of real invoices need no question', async ({ page }) => {
  test.skip(!existsSync(history), 'the list is not part of this repository');
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.choose(history);
  await expect(screen.figure('Facturas nuevas')).toHaveText('1,267');
  await expect(page.getByText('Antes de seguir')).toHaveCount(0);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  for (const [address, open] of [
    ['as-of=2013-06-30', ['2,996.59', '2,510.53', '486.06']],
    ['as-of=2013-06-30&basis=issue', ['2,996.59', '2,510.53', '486.06']],
    ['as-of=2012-06-30', ['3,169.77', '2,382.27', '787.50']],
    ['as-of=2013-12-31', ['395.09', '49.51', '345.58']],
  ] as const) {
    await page.goto(`#/receivables?${address}`);
    for (const amount of open) await expect(page.getByRole('main')).toContainText(amount);
  }
});

// What goes out: every table as CSV and as a workbook, the whole ledger as a folder of
// tables, open items as journals; and what comes back in.

import { readFile } from 'node:fs/promises';

import type { Download, Locator, Page } from '@playwright/test';

import { expect, test } from './helpers/test.ts';
import { unzip } from './helpers/unzip.ts';
import { fixture, ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';

/** What a press hands out. */
async function handedOut(page: Page, button: Locator): Promise<Download> {
  const download = page.waitForEvent('download');
  await button.click();
  return await download;
}

async function textOf(file: Download): Promise<string> {
  return await readFile(await file.path(), 'utf8');
}

/** The parts of a workbook: that of its first sheet, and the words its cells hold. */
async function workbookOf(file: Download): Promise<{ sheet: string; words: string; styles: string }> {
  const parts = unzip(await readFile(await file.path()));
  const part = (name: string) => parts.get(name)?.toString('utf8') ?? '';
  return { sheet: part('xl/worksheets/sheet1.xml'), words: part('xl/sharedStrings.xml'), styles: part('xl/styles.xml') };
}

test('a table goes out as a workbook, and comes back in', async ({ page }, info) => {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.choose(fixture('facturas.csv'));
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  await page.goto('#/invoices');
  const csv = await screen.download('Exportar CSV');
  expect(csv.suggestedFilename()).toMatch(/^invoices-.*\.csv$/);
  const workbook = await screen.download('Excel');
  expect(workbook.suggestedFilename()).toMatch(/^invoices-.*\.xlsx$/);
  const { sheet, words } = await workbookOf(workbook);
  // A header that stays, widths of its own, and totals.
  expect(sheet).toContain('state="frozen"');
  expect(sheet).toContain('<cols>');
  expect(words).toContain('<t>Total</t>');
  const file = info.outputPath('facturas.xlsx');
  await workbook.saveAs(file);

  await page.goto('#/import');
  await screen.choose(file);
  // The list showed what is open: all but the one that is paid.
  await expect(screen.figure('Ya registradas')).toHaveText('2');
  await expect(page.getByText('Antes de seguir')).toHaveCount(0);
});

test.describe('of the demonstration', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('');
    await new Shell(page).enterDemo();
  });

  test('every list leaves as CSV and as a workbook', async ({ page }) => {
    test.slow();
    const main = page.getByRole('main');
    const head = async (route: string, name: RegExp, first: string) => {
      await new Shell(page).open(`#/${route}`);
      const csv = await handedOut(page, main.getByRole('button', { name: 'Exportar CSV' }));
      expect(csv.suggestedFilename()).toMatch(name);
      expect(csv.suggestedFilename()).toMatch(/\.csv$/);
      expect((await textOf(csv)).split('\r\n')[0], route).toContain(first);
      const excel = await handedOut(page, main.getByRole('button', { name: 'Excel', exact: true }).first());
      expect(excel.suggestedFilename(), route).toMatch(/\.xlsx$/);
      const { sheet, styles } = await workbookOf(excel);
      expect(sheet, route).toContain('state="frozen"');
      expect(styles, route).toContain('<numFmt');
    };
    await head('receivables', /^aging-/, 'Cliente,');
    await head('customers', /^customers-/, 'Razón social');
    await head('payments', /^payments-/, 'Fecha,Cliente');
    await head('payments/cheques', /^cheques-/, 'Grupo,Cliente');
    await head('indicators', /^indicators-.*-MXN/, 'Mes que termina');

    await new Shell(page).open('#/customers?sort=-balance');
    await main.locator('a.door').first().click();
    const customer = await main.locator('h1').innerText();
    await page.goto(`${page.url()}/statement`);
    const statement = await handedOut(page, main.getByRole('button', { name: 'Excel', exact: true }));
    expect(statement.suggestedFilename()).toMatch(/^statement-.*\.xlsx$/);
    // The tab is called after the customer, as far as tabs may be.
    const parts = unzip(await readFile(await statement.path()));
    expect(parts.get('xl/workbook.xml')?.toString('utf8')).toContain(`name="${customer.slice(0, 20)}`);
  });

  test('tables within a screen leave by the links beside them', async ({ page }) => {
    test.slow();
    const links = async (route: string, name: string, file: RegExp) => {
      await new Shell(page).open(`#/${route}`);
      const way = page.getByRole('button', { name: 'CSV', exact: true });
      const group = page.getByRole('group', { name, exact: true }).filter({ has: way }).first();
      const csv = await handedOut(page, group.getByRole('button', { name: 'CSV', exact: true }));
      expect(csv.suggestedFilename()).toMatch(file);
      expect((await textOf(csv)).split('\r\n').length, route).toBeGreaterThan(2);
      const excel = await handedOut(page, group.getByRole('button', { name: 'Excel', exact: true }));
      expect(excel.suggestedFilename(), route).toMatch(/\.xlsx$/);
    };
    await links('today', 'Por hacer', /^worklist-/);
    await links('today', 'Carga que viene', /^work-ahead-/);
    await links('receivables', 'Estimación de incobrables', /^allowance-/);
    await links('receivables?drill=MXN.0', 'Documentos', /^behind-/);
    await links('customers?signs=some', 'Señales de alerta', /^signs-/);
    await links('settings/currencies', 'Tipos de cambio', /^rates-/);
  });

  test('the whole ledger leaves as a folder of tables, and open items as journals', async ({ page }) => {
    test.slow();
    await new Shell(page).open('#/settings/copies');
    const zip = await handedOut(page, page.getByRole('button', { name: 'Descargar ZIP' }));
    expect(zip.suggestedFilename()).toMatch(/^cartera-tables-\d{4}-\d\d-\d\d\.zip$/);
    const files = unzip(await readFile(await zip.path()));
    expect([...files.keys()]).toEqual(expect.arrayContaining(['LEAME.txt', 'customers.csv', 'invoices.csv', 'allocations.csv']));
    const rows = (name: string) => (files.get(name)?.toString('utf8') ?? '').trim().split('\r\n').slice(1);
    const open = rows('instalments.csv').map((row) => row.split(',')).filter((row) => row[3] === 'MXN');
    const sum = (cells: (string | undefined)[]) => cells.map((cell) => Math.round(Number(cell) * 100)).reduce((one, more) => one + more, 0);
    const owed = sum(open.map((row) => row.at(-1)));

    const hledger = await handedOut(page, page.getByRole('button', { name: 'hledger' }));
    expect(hledger.suggestedFilename()).toMatch(/^open-items-.*\.journal$/);
    const postings = [...(await textOf(hledger)).matchAll(/^ {4}assets:receivable:.* {2}(\S+) MXN {2}; due:/gm)];
    expect(sum(postings.map((found) => found[1]))).toBe(owed);

    const beancount = await handedOut(page, page.getByRole('button', { name: 'beancount' }));
    expect(await textOf(beancount)).toMatch(/^\d{4}-\d\d-\d\d open Assets:Receivable:[A-Z0-9][A-Za-z0-9-]*$/m);
  });
});

test('what looks like a formula goes out as text, in tables and workbooks', async ({ page }) => {
  const screen = new ImportScreen(page);
  await screen.open();
  const name = '=HYPERLINK(1)';
  await screen.drop('lista.csv', `Cliente,Factura,Fecha,Vence,Importe\n${name},+F-1,2026-01-10,2026-02-10,1000.00\n`);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  await new Shell(page).open('#/customers');
  expect(await textOf(await screen.download('Exportar CSV'))).toContain(`\r\n'${name},'${name},`);
  const { sheet, words } = await workbookOf(await screen.download('Excel'));
  expect(words).toContain(`<t>${name}</t>`);
  expect(sheet).not.toContain('<f>');

  await new Shell(page).open('#/settings/copies');
  const zip = await handedOut(page, page.getByRole('button', { name: 'Descargar ZIP' }));
  const files = unzip(await readFile(await zip.path()));
  expect(files.get('customers.csv')?.toString('utf8')).toContain(`,'${name},`);
  expect(files.get('invoices.csv')?.toString('utf8')).toContain(",'+F-1,");
});

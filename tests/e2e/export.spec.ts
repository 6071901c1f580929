import { readFileSync } from 'node:fs';

import { expect, test } from './helpers/test.ts';
import { fixture, ImportScreen } from './pages/import.ts';

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
  const file = info.outputPath('facturas.xlsx');
  await workbook.saveAs(file);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');

  await page.goto('#/import');
  await screen.choose(file);
  // The list showed what is open: all but the one that is paid.
  await expect(screen.figure('Ya registradas')).toHaveText('2');
  await expect(page.getByText('Antes de seguir')).toHaveCount(0);
});

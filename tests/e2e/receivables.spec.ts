// Who owes what and how late: every choice is in the address, every figure opens.

import { readFile } from 'node:fs/promises';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Receivables } from './pages/receivables.ts';
import { Shell } from './pages/shell.ts';

test.beforeEach(async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/today');
  await shell.enterDemo();
});

test('the day is written as people write days and stands in the address', async ({ page }) => {
  await new Shell(page).open('/receivables');
  const report = new Receivables(page);

  await report.write(report.asOf, '30/6/2013');
  await expect(page).toHaveURL(/as-of=2013-06-30/);
  await expect(report.asOf).toHaveValue('30 jun 2013');
  await expect(page.getByText('Nadie debía nada ese día')).toBeVisible();

  await report.write(report.asOf, 'cuando sea');
  await expect(report.asOf).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert').filter({ hasText: 'Escriba una fecha' })).toBeVisible();

  await page.getByRole('button', { name: 'Volver a hoy' }).click();
  await expect(page).not.toHaveURL(/as-of/);
  await expect(report.lines.first()).toBeVisible();
});

test('a range narrows the lines, and pressing it again shows all', async ({ page }) => {
  await new Shell(page).open('/receivables?currency=MXN');
  const report = new Receivables(page);
  const all = (await report.count.textContent()) ?? '';

  await report.range('Más de 90').click();
  await expect(page).toHaveURL(/bucket=4/);
  await expect(report.range('Más de 90')).toHaveAttribute('aria-pressed', 'true');
  await expect(report.count).not.toHaveText(all);

  await report.range('Más de 90').click();
  await expect(page).not.toHaveURL(/bucket/);
  await expect(report.count).toHaveText(all);
});

test('a figure opens what is behind it; Esc returns to the figure', async ({ page }) => {
  await new Shell(page).open('/receivables?currency=MXN');
  const report = new Receivables(page);
  const figure = report.lines.locator('a.behind').first();
  const amount = (await figure.textContent()) ?? '';

  await figure.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/drill=MXN/);
  await expect(report.behind.locator('.drill-sum')).toContainText(amount);
  await expectAccessible(page);

  await page.keyboard.press('Escape');
  await expect(report.behind).toHaveCount(0);
  await expect(page).not.toHaveURL(/drill/);
  await expect(figure).toBeFocused();

  await figure.click();
  await report.behind.locator('a.door').first().click();
  await expect(page).toHaveURL(/#\/invoices\//);
  await page.goBack();
  await expect(report.behind).toBeVisible();
});

test('lines sort by any column and group by what is chosen', async ({ page }) => {
  await new Shell(page).open('/receivables?currency=MXN');
  const report = new Receivables(page);

  const days = page.getByRole('columnheader', { name: 'Días' });
  await days.getByRole('button').click();
  await expect(days).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-days/);
  await expect(days.getByRole('button')).toBeFocused();

  await report.per.selectOption('invoice');
  await expect(page.getByRole('columnheader', { name: 'Vence' })).toBeVisible();
  await expect(report.count).toHaveText(/documentos$/);
});

test('the file has the headers of the interface and plain numbers', async ({ page }) => {
  await new Shell(page).open('/receivables?currency=MXN');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportar CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^aging-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.split('\r\n')[0]).toContain('Cliente,');
  const lines = text.trim().split('\r\n').slice(1);
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) expect(line).toMatch(/,MXN,(-?\d+(\.\d+)?,){7}/);
});

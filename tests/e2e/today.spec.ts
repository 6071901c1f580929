// The figures of today lead to where they come from. The list has a spec of its own.

import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

test('the figures lead to where they come from', async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/today');
  await shell.enterDemo();
  await page.getByRole('link', { name: /^Vencido/ }).first().click();
  await expect(page).toHaveURL(/#\/invoices\?state=overdue$/);
  await page.goBack();
  await page.getByRole('link', { name: /^Por cobrar/ }).first().click();
  await expect(page).toHaveURL(/#\/receivables/);
});

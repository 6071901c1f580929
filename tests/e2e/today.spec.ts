// What to look at first, and the ways on from there.

import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

test('the late come first, the largest at the top, each with a way to record a payment', async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/today');
  await shell.enterDemo();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Hoy, /);
  const late = page.locator('section', { has: page.getByRole('heading', { name: /^Vencidas hace más de/ }) });
  const first = late.getByRole('listitem').first();
  await expect(first.locator('.badge')).toHaveText(/días$/);
  const name = (await first.locator('a.door').textContent()) ?? '';

  await first.getByRole('link', { name: `Registrar pago de ${name}` }).click();
  await expect(page).toHaveURL(/#\/payments\/new\?customer=[0-9A-Z]{26}$/);
  await page.goBack();
  await first.locator('a.door').click();
  await expect(page).toHaveURL(/#\/customers\/[0-9A-Z]{26}$/);
});

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

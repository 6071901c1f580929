// Every screen, empty and with the demonstration: an accessibility checker finds nothing in
// either theme, and nothing hangs over the edge at any width.

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

const screens = [
  '/today',
  '/receivables',
  '/receivables?by=invoice',
  '/receivables?basis=issue',
  '/customers',
  '/customers/new',
  '/invoices',
  '/invoices/new',
  '/payments',
  '/payments/new',
  '/payments/cheques',
  '/cash-flow',
  '/protocols',
  '/import',
  '/settings/firm',
  '/settings/collecting',
  '/settings/calendar',
  '/settings/currencies',
  '/settings/appearance',
  '/settings/ledgers',
  '/settings/copies',
  '/settings/history',
  '/no-such-screen',
];

const widths = [1280, 820, 390];

/** Screens per test: few enough that a slow machine is done in time. */
const PER_TEST = 4;

for (const filled of [false, true]) {
  for (let from = 0; from < screens.length; from += PER_TEST) {
    const some = screens.slice(from, from + PER_TEST);
    const ledger = filled ? 'with the demonstration' : 'of an empty ledger';
    test(`${some.join(', ')} ${ledger} are accessible and fit`, async ({ page }) => {
      test.slow();
      const shell = new Shell(page);
      await shell.open('/today');
      if (filled) await shell.enterDemo();
      for (const screen of some) {
        await test.step(screen, async () => {
          await shell.open(screen);
          await expect(page.locator('main h1')).toHaveCount(1);
          await expectAccessible(page);
          for (const width of widths) {
            await page.setViewportSize({ width, height: 900 });
            const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            expect(over, `${screen} hangs over the edge at ${width} px`).toBeLessThanOrEqual(0);
          }
        });
      }
    });
  }
}

test('one customer, one invoice and one payment are accessible', async ({ page }) => {
  test.slow();
  const shell = new Shell(page);
  await shell.open('/today');
  await shell.enterDemo();
  for (const list of ['/customers', '/invoices', '/payments']) {
    await test.step(list, async () => {
      await shell.open(list);
      await page.locator('main a.door').first().click();
      await expect(page).toHaveURL(new RegExp(`#${list}/[0-9A-Z]{26}`));
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }
});

test('words follow the language, and nothing is left in the other one', async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/settings/appearance');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('link', { name: 'Receivables' }).first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: 'Receivables' }).first()).toBeVisible();
});

// Names and notes that pretend to be something else are shown as what they are: text.

import { expect, test } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';

const HOSTILE = [
  '<img src=x onerror="window.ran=1">',
  '<script>window.ran=1</script>',
  '<svg><style onload="window.ran=1"></style></svg>',
  '</title></svg><iframe src="javascript:parent.ran=1"></iframe>',
  'javascript:window.ran=1',
  '=HYPERLINK("http://127.0.0.1:9/?"&A1,"Ver")',
  '{{cliente}} {total} ${window.ran=1} %s',
  '\u202EELBAREVERSE\u202C oculto',
  "'; window.ran=1; //",
  '&lt;b&gt;negritas&lt;/b&gt;',
];

const SCREENS = ['today', 'receivables', 'customers', 'invoices', 'payments', 'settings/history', 'receivables?by=invoice'];

test('hostile names are text on every screen', async ({ page }) => {
  test.slow();
  page.on('dialog', (dialog) => expect(dialog.message()).toBe('no dialog'));
  const screen = new ImportScreen(page);
  await screen.open();
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = HOSTILE.map((name, at) => [cell(name), cell(`${name} ${at}`), '2026-01-10', '2026-02-10', `${at + 1}000.00`].join(','));
  await screen.drop('<b>lista</b>.csv', `Cliente,Factura,Fecha,Vence,Importe\n${rows.join('\n')}\n`);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  const shell = new Shell(page);
  const isUntouched = async (where: string) => {
    const strange = await page.locator('iframe, img, main script, [onerror], [onload], a[href^="javascript"]').count();
    expect(strange, where).toBe(0);
    expect(await page.evaluate(() => 'ran' in window), where).toBe(false);
  };
  for (const route of SCREENS) {
    await shell.open(`#/${route}`);
    await isUntouched(route);
  }
  await shell.open('#/customers');
  for (const name of HOSTILE) await expect(page.getByRole('link', { name, exact: true }).first(), name).toBeAttached();

  const customers = await page.locator('main a.door').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(customers).toHaveLength(HOSTILE.length);
  for (const customer of customers) {
    await shell.open(customer);
    await isUntouched(customer);
    await shell.open(`${customer}/statement`);
    await isUntouched(`${customer}/statement`);
    await expect(page.locator('a[href^="http:"]')).toHaveCount(0);
  }
});

// The page without a network, and a newer version of it, under / and under a path.

import { expect, test as base } from './helpers/test.ts';
import { Host } from './helpers/host.ts';
import { ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';

const test = base.extend<{ host: Host }>({
  host: async ({}, use) => {
    const host = await Host.of('some/path/');
    await use(host);
    await host.remove();
  },
  baseURL: async ({ host }, use) => use(host.address),
});

test.use({ serviceWorkers: 'allow' });

/** Waits until the browser keeps the page's files. */
async function isKept(shell: Shell): Promise<void> {
  await shell.page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
}

test('with the host stopped the page opens, shows the ledger and imports a file', async ({ page, host }) => {
  test.slow();
  const shell = new Shell(page);
  await shell.open();
  await isKept(shell);
  await shell.enterDemo();
  host.stop();

  await page.reload();
  await expect(page.locator('.shell')).toBeAttached();
  await shell.open('#/receivables');
  await expect(page.getByRole('table').first()).toBeVisible();

  await page.getByRole('button', { name: 'Salir de la demostración' }).click();
  await expect(page.getByRole('button', { name: /Ver la demostración/ })).toBeVisible();
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('lista.csv', 'Cliente,Factura,Fecha,Vence,Importe\nUno,A-1,2026-01-31,2026-02-28,1500.00\n');
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
  await page.reload();
  await shell.open('#/invoices');
  await expect(page.getByRole('main')).toContainText('A-1');
});

test('a newer version is offered, not forced, and not while something is being entered', async ({ page, host }) => {
  const shell = new Shell(page);
  const mark = page.locator('meta[name=mark]');
  await shell.open();
  await isKept(shell);
  await shell.enterDemo();
  await host.publish('2');
  await page.reload();
  await expect(mark, 'the version in use stays').toHaveCount(0);

  const offer = page.getByRole('button', { name: 'Usar la versión nueva' });
  await expect(offer).toBeVisible({ timeout: 15_000 });
  await shell.open('#/invoices/new');
  await expect(offer).toHaveCount(0);
  await shell.open('#/receivables');
  await offer.click();
  await expect(mark).toHaveAttribute('content', '2', { timeout: 15_000 });
  await expect(page.locator('.shell')).toBeAttached();
  await expect(offer).toHaveCount(0);
});

test('the page can be installed', async ({ page, request }) => {
  await new Shell(page).open();
  const address = await page.locator('link[rel=manifest]').evaluate((link: HTMLLinkElement) => link.href);
  const manifest = await (await request.get(address)).json();
  expect(manifest).toMatchObject({ name: 'Cartera', display: 'standalone', start_url: './', scope: './' });
  const sizes = manifest.icons.map((icon: { sizes: string }) => icon.sizes);
  expect(sizes).toContain('192x192');
  expect(sizes).toContain('512x512');
  for (const { src } of manifest.icons) {
    const icon = await request.get(new URL(src, address).href);
    expect(icon.headers()['content-type']).toBe('image/png');
  }
});

// The same files at the root of a host and under a path of it: nothing is asked for outside
// the page's own folder, and everything that is asked for is there.

import { fileURLToPath } from 'node:url';

import { filesUnder } from '../../tools/files.mjs';
import { firstLoad } from '../../tools/size.mjs';
import { Host } from './helpers/host.ts';
import { expect, test as base } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';
import { Stopped, makePanic } from './pages/stopped.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

for (const path of ['', 'some/path/']) {
  const test = base.extend<{ host: Host }>({
    host: async ({}, use) => {
      const host = await Host.of(path);
      await use(host);
      await host.remove();
    },
    baseURL: async ({ host }, use) => use(host.address),
  });

  test.describe(`under /${path}`, () => {
    test.use({ serviceWorkers: 'allow' });

    test('the page opens, works and comes back, from its own files', async ({ page, host, watch }) => {
      test.slow();
      const asked = new Set<string>();
      const refused: string[] = [];
      page.context().on('response', (response) => {
        if (!response.url().startsWith('http')) return;
        asked.add(response.url());
        if (response.status() >= 400) refused.push(response.url());
      });
      const shell = new Shell(page);
      await shell.open();
      await expect(page).toHaveTitle('Cartera');
      const isKept = await page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
      expect(isKept).toBe(host.address);

      const screen = new ImportScreen(page);
      await screen.open();
      await screen.drop('lista.csv', 'Cliente,Factura,Fecha,Vence,Importe\nAndina,A-1,2026-01-31,2026-02-28,1500.25\n');
      await screen.enter.click();
      await expect(screen.result).toBeVisible();
      await shell.open('#/receivables');
      await page.reload();
      await expect(page.getByRole('main').getByRole('table').first()).toContainText('1,500.25');

      // What loads only when the program stopped comes from there too.
      watch.expected(/panicked at|RuntimeError|unreachable|refused|wasm-function/);
      await makePanic(page);
      await page.evaluate(() => (location.hash = '#/customers'));
      const stopped = new Stopped(page);
      await stopped.shown();
      await stopped.main.getByRole('button', { name: 'Volver al inicio' }).click();
      await expect(page.locator('.shell')).toBeAttached();
      expect(page.url().startsWith(host.address)).toBe(true);

      expect(refused).toEqual([]);
      const names = [...asked].map((address) => address.split(/[?#]/)[0]?.replace(host.address, '') || 'index.html');
      const all = await filesUnder(dist);
      expect(names.filter((name) => !all.includes(name)), 'nothing but its files').toEqual([]);
      expect(names).toEqual(expect.arrayContaining((await firstLoad(dist)).filter((name) => !/\.(svg|webmanifest)$/.test(name))));
    });
  });
}

// What loads when: the welcome with little, the screens when they are needed, all of it
// ahead of need, and what is said when it does not come.

import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { filesUnder } from '../../tools/files.mjs';
import { firstLoad } from '../../tools/size.mjs';
import { expect, test } from './helpers/test.ts';
import { Shell } from './pages/shell.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The names of the parts, with the screens' style sheet. Beside them the size budget counts out the worker that
 * reads files, the page as one file, and what makes it installable, which the browser asks for by itself. */
async function parts(): Promise<string[]> {
  const counted = await firstLoad(dist);
  const later = (await filesUnder(dist)).filter((path: string) => !counted.includes(path));
  return later.filter((path: string) => /\.(wasm|css)$/.test(path) && !path.startsWith('reader-'));
}

function isPart(names: string[]): (url: URL) => boolean {
  return (url) => names.some((name) => url.pathname.endsWith(`/${name}`));
}

async function waitForParts(page: Page, names: string[]): Promise<void> {
  const loaded = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').filter((entry) => (entry as PerformanceResourceTiming).responseEnd > 0)
        .map((entry) => entry.name),
    );
  for (const name of names) await expect.poll(async () => (await loaded()).join(' ')).toContain(name);
}

test('the welcome stands on what the size budget counts alone', async ({ page, watch }) => {
  const names = await parts();
  expect(names.length).toBeGreaterThan(1);
  watch.expected(/Failed to load resource|Failed to fetch|did not load/);
  let refused = 0;
  await page.route(isPart(names), (route) => {
    refused += 1;
    return route.abort();
  });

  await new Shell(page).open();

  await expect(page.getByRole('link', { name: /Importar un archivo/ })).toBeVisible();
  await expect.poll(() => refused, 'the rest is asked for without anyone going there').toBeGreaterThan(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a screen that does not come says so, and comes when it is asked for again', async ({ page, watch }) => {
  watch.expected(/Failed to load resource|Failed to fetch|did not load/);
  await page.route(isPart(await parts()), (route) => route.abort());
  await new Shell(page).open();

  await page.getByRole('link', { name: 'Ajustes' }).first().click();
  await expect(page.getByRole('alert')).toContainText('No se pudo cargar esta parte');
  await expect(page.locator('main h1')).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.locator('.toasts')).toContainText('Parece que no hay conexión');
  await page.getByRole('link', { name: 'Cartera' }).first().click();
  await page.getByRole('button', { name: /Ver la demostración/ }).click();
  await expect(page.locator('.toast').nth(1)).toContainText('Parece que no hay conexión');
  await page.getByRole('link', { name: 'Ajustes' }).first().click();

  await page.unrouteAll();
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click();
  await expect(page.getByRole('navigation', { name: 'Secciones de ajustes' })).toBeVisible();
  await expect(page.getByText('No se pudo cargar')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('a screen whose style sheet does not come is not shown without it', async ({ page, watch }) => {
  watch.expected(/Failed to load resource|did not load/);
  const sheets = (await parts()).filter((name) => name.endsWith('.css'));
  expect(sheets).toHaveLength(1);
  await page.route(isPart(sheets), (route) => route.abort());
  await page.goto('./#/import');
  await expect(page.getByRole('alert')).toContainText('No se pudo cargar esta parte');

  await page.unrouteAll();
  await page.getByRole('button', { name: 'Intentar de nuevo' }).click();
  await expect(page.locator('main h1')).toHaveText('Importar');
});

test('the style sheet of the screens waits for the program', async ({ page, watch }) => {
  watch.expected(/Failed to load resource|Failed to fetch|did not load/);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.route(/\/cartera-[0-9a-f]+\.wasm$/, (route) => route.abort());
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  expect(asked.some((path) => /\/style-[^/]+\.css$/.test(path))).toBe(true);
  expect(asked.filter((path) => path.includes('/screens-'))).toEqual([]);
});

test('a screen on its way has a heading, and the focus goes on to its own', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(isPart(await parts()), async (route) => {
    await released;
    await route.continue();
  });
  await new Shell(page).open();

  await page.getByRole('link', { name: 'Importar', exact: true }).first().click();
  await expect(page.locator('main h1')).toBeFocused();
  await expect(page.locator('main h1')).toHaveText('Un momento…');
  release();
  await expect(page.locator('main h1')).toHaveText('Importar');
  await expect(page.locator('main h1')).toBeFocused();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('once it has loaded, no screen needs the network', async ({ page, context, watch }) => {
  // The browser asks for the icon again with each screen's title.
  watch.expected(/ERR_INTERNET_DISCONNECTED/);
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(new URL(request.url()).pathname));
  const shell = new Shell(page);
  await shell.open();
  await waitForParts(page, await parts());

  await context.setOffline(true);
  await shell.enterDemo();
  for (const name of ['Cartera', 'Clientes', 'Facturas', 'Pagos', 'Importar', 'Ajustes', 'Hoy']) {
    await page.getByRole('navigation', { name: 'Pantallas' }).getByRole('link', { name, exact: true }).first().click();
    await expect(page.locator('main h1:not(.awaits)')).toBeAttached();
    await expect(page.getByText('No se pudo cargar')).toHaveCount(0);
  }
  expect(failed.filter((path) => !path.endsWith('.svg'))).toEqual([]);
  await context.setOffline(false);
});

test('it loads from a host that does not know the type of the files', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  await new Shell(page).open('/import');
  await expect(page.locator('main h1')).toHaveText('Importar');
  // What is loaded ahead may still be on its way.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

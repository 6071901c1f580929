// The program stops in the middle of something: what the screen in its place says and gives.

import type { Browser, Page } from '@playwright/test';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test, type Watch } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Settings } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';
import { Stopped, holdMemory, makePanic, spoilMemory } from './pages/stopped.ts';

const PASSPHRASE = 'canción de la montaña azul';

/** The errors of a program that stops. */
function expectStop(watch: Watch): void {
  watch.expected(/panicked at|RuntimeError|unreachable|memory access|table index|refused|wasm-function|indirect call/);
}

async function enterList(page: Page): Promise<void> {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('lista.csv', 'Cliente,Factura,Fecha,Vence,Importe\nAndina Ñandú,A-1,2026-01-31,2026-02-28,1500.25\nPacífico,P-1,2026-02-01,2026-03-01,99.99\n');
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
}

async function receivables(page: Page): Promise<string> {
  await new Shell(page).open('#/receivables');
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
  return (await page.getByRole('main').getByRole('table').allInnerTexts()).join('\n');
}

/** What a file shows once it is restored in a browser that never saw the ledger. */
async function restoredElsewhere(browser: Browser, file: string, passphrase?: string): Promise<string> {
  const context = await browser.newContext({ locale: 'es-MX', serviceWorkers: 'block' });
  const other = new Settings(await context.newPage());
  await other.open('copies');
  await other.choose(file);
  if (passphrase) {
    await other.page.getByLabel('Contraseña').fill(passphrase);
    await other.page.getByRole('button', { name: 'Abrir la copia' }).click();
  }
  await other.restore();
  const shown = await receivables(other.page);
  await context.close();
  return shown;
}

test('after a panic a screen says what is safe, and the ledger is a file that restores', async ({ page, browser, watch }) => {
  test.slow();
  expectStop(watch);
  await enterList(page);
  const figures = await receivables(page);
  await makePanic(page);
  await page.evaluate(() => (location.hash = '#/customers'));
  const stopped = new Stopped(page);
  await stopped.shown();
  await expect(stopped.main).toContainText('Todo lo que se mostró como guardado sigue a salvo');
  await expect(stopped.main, 'where, and not on whose machine').toContainText(/Detalle técnico: [\w.-]+\/src\/[\w/]+\.rs:\d+:\d+|Detalle técnico: src\/[\w/]+\.rs:\d+:\d+/);
  const { file, name } = await stopped.download();
  expect(name).toMatch(/^cartera-\d{4}-\d{2}-\d{2}\.jsonl$/);
  await expect(stopped.main.getByRole('status')).toHaveText('La copia se descargó.');
  expect(await restoredElsewhere(browser, file)).toBe(figures);

  await stopped.main.getByRole('button', { name: 'Volver a cargar' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Clientes' })).toBeVisible();
  expect(await receivables(page), 'and here nothing is missing').toBe(figures);
});

test('after a trap too, in English, and it can be read by everyone', async ({ page, watch }) => {
  test.slow();
  expectStop(watch);
  await holdMemory(page);
  await enterList(page);
  await page.evaluate(() => localStorage.setItem('cartera.lang', '"en"'));
  await spoilMemory(page);
  await page.evaluate(() => (location.hash = '#/customers'));
  const stopped = new Stopped(page);
  await stopped.shown();
  await expect(page).toHaveTitle('Cartera stopped');
  await expect(stopped.heading).toBeFocused();
  await expect(stopped.main).toContainText('Everything it had shown as saved is safe in this browser.');
  await expectAccessible(page);
  await page.reload();
  await stopped.shown();
  await stopped.main.getByRole('button', { name: 'Back to the start' }).click();
  await expect(page.locator('.shell')).toBeAttached();
  expect(new URL(page.url()).hash).not.toContain('customers');
});

test('a ledger with a lock comes out under its lock, and not under another passphrase', async ({ page, browser, watch }) => {
  test.slow();
  expectStop(watch);
  await enterList(page);
  const figures = await receivables(page);
  await new Shell(page).open('#/settings/lock');
  await page.getByLabel('Contraseña nueva').fill(PASSPHRASE);
  await page.getByLabel('Otra vez').fill(PASSPHRASE);
  await page.getByLabel(/Entiendo que si la olvido/).check();
  await page.getByRole('button', { name: 'Poner candado' }).click();
  await expect(page.getByText('Esta cartera tiene candado')).toBeVisible({ timeout: 15_000 });

  await makePanic(page);
  await page.evaluate(() => (location.hash = '#/customers'));
  const stopped = new Stopped(page);
  await stopped.shown();
  await expectAccessible(page);
  await stopped.main.getByLabel('Contraseña').fill('no es esta de ninguna manera');
  await stopped.main.getByRole('button', { name: 'Descargar una copia' }).click();
  await expect(stopped.main.getByRole('status')).toHaveText('Esa no es la contraseña. No se cambió nada.');
  await stopped.main.getByLabel('Contraseña').fill(PASSPHRASE);
  const { file, name } = await stopped.download();
  expect(name).toMatch(/\.cartera$/);
  expect(await restoredElsewhere(browser, file, PASSPHRASE)).toBe(figures);
});

test('what cannot be read is said, and the rest is whole', async ({ page, browser, watch }) => {
  test.slow();
  expectStop(watch);
  await enterList(page);
  await makePanic(page);
  await page.evaluate(() => (location.hash = '#/customers'));
  const stopped = new Stopped(page);
  await stopped.shown();
  await page.evaluate(async () => {
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('cartera-ledger-'));
    const opening = indexedDB.open(found?.name ?? '');
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const records = opening.result.transaction('records', 'readwrite').objectStore('records');
    const getting = records.get(1);
    await new Promise((resolve) => (getting.onsuccess = resolve));
    const bytes = getting.result as Uint8Array;
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    const putting = records.put(bytes, 1);
    await new Promise((resolve) => (putting.onsuccess = resolve));
    opening.result.close();
  });
  const { file } = await stopped.download();
  await expect(stopped.main.getByRole('status')).toHaveText('La copia se descargó. No se pudo leer un registro; los demás están completos.');
  expect(await restoredElsewhere(browser, file)).toContain('1,500.25');
});

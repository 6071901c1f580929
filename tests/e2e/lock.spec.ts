// A lock on the ledger: what it asks for, what it hides, and what is found on the disk.

import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Settings } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';

const PASSPHRASE = 'canción de la montaña azul';
/** A name that stands nowhere else. */
const NAME = 'Zarzaparrilla Quebrantahuesos';

async function putLock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await new Shell(page).open('#/settings/lock');
  await page.getByLabel('Contraseña nueva').fill(passphrase);
  await page.getByLabel('Otra vez').fill(passphrase);
  await page.getByLabel(/Entiendo que si la olvido/).check();
  await page.getByRole('button', { name: 'Poner candado' }).click();
  await expect(page.getByText('Esta cartera tiene candado')).toBeVisible({ timeout: 15_000 });
}

async function unlock(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await expect(page.getByRole('heading', { name: 'La cartera está cerrada con candado' })).toBeVisible();
  await page.getByLabel('Contraseña').fill(passphrase);
  await page.keyboard.press('Enter');
}

async function enterList(page: Page): Promise<void> {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('lista.csv', `Cliente,Factura,Fecha,Vence,Importe\n${NAME},ZQ-1,2026-01-31,2026-02-28,1500.25\n`);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();
}

async function receivables(page: Page): Promise<string> {
  await new Shell(page).open('#/receivables');
  await expect(page.getByRole('table').first()).toBeVisible();
  // Not the charts: they tell the point that the pointer happens to rest on.
  return (await page.getByRole('main').getByRole('table').allInnerTexts()).join('\n');
}

test('a lock asks for its passphrase, is changed and taken off, and the figures stay', async ({ page }) => {
  test.slow();
  await enterList(page);
  const figures = await receivables(page);

  await new Shell(page).open('#/settings/lock');
  await expectAccessible(page);
  await page.getByLabel('Contraseña nueva').fill('corta');
  await page.getByLabel('Otra vez').fill('corta');
  await page.getByRole('button', { name: 'Poner candado' }).click();
  await expect(page.getByText('Al menos 10 caracteres')).toBeVisible();
  await expect(page.getByText('Confírmelo para seguir')).toBeVisible();
  await putLock(page);
  await expectAccessible(page);

  await page.reload();
  await unlock(page, 'no es esta de ninguna manera');
  await expect(page.getByText('Esa no es la contraseña')).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
  await unlock(page);
  expect(await receivables(page)).toBe(figures);

  // What is stored after it is under the lock too.
  await page.locator('.rail-foot').getByRole('button', { name: 'Cerrar con candado' }).click();
  await expect(page.getByText(NAME)).toHaveCount(0);
  await unlock(page);
  await expect(page.locator('.shell')).toBeAttached({ timeout: 15_000 });

  await new Shell(page).open('#/settings/lock');
  await page.getByLabel('Contraseña actual').first().fill(PASSPHRASE);
  await page.getByLabel('Contraseña nueva').fill('otra contraseña muy larga');
  await page.getByLabel('Otra vez').fill('otra contraseña muy larga');
  await page.getByRole('button', { name: 'Cambiar la contraseña' }).click();
  await expect(page.getByText('La contraseña cambió')).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await unlock(page);
  await expect(page.getByText('Esa no es la contraseña')).toBeVisible({ timeout: 15_000 });
  await unlock(page, 'otra contraseña muy larga');
  expect(await receivables(page)).toBe(figures);

  await new Shell(page).open('#/settings/lock');
  await page.getByLabel('Contraseña actual').last().fill('otra contraseña muy larga');
  await page.getByRole('button', { name: 'Quitar el candado' }).click();
  await expect(page.getByText('Esta cartera no tiene candado')).toBeVisible({ timeout: 15_000 });
  await page.reload();
  expect(await receivables(page)).toBe(figures);
});

test('another tab closes with the lock, and neither loses anything', async ({ page, context }) => {
  test.slow();
  await enterList(page);
  const figures = await receivables(page);
  const other = await context.newPage();
  expect(await receivables(other)).toBe(figures);
  await putLock(page);
  await unlock(other);
  expect(await receivables(other)).toBe(figures);
  await page.locator('.rail-foot').getByRole('button', { name: 'Cerrar con candado' }).click();
  await expect(other.getByRole('heading', { name: 'La cartera está cerrada con candado' })).toBeVisible();
});

test('a copy of a locked ledger opens elsewhere with its passphrase only', async ({ page, browser }) => {
  test.slow();
  await enterList(page);
  const figures = await receivables(page);
  await putLock(page);
  const settings = new Settings(page);
  await settings.open('copies');
  const file = await settings.download();

  expect((await readFile(file)).includes(NAME)).toBe(false);

  const elsewhere = await browser.newContext();
  const other = new Settings(await elsewhere.newPage());
  await other.open('copies');
  await other.choose(file);
  await other.page.getByLabel('Contraseña').fill('no es esta de ninguna manera');
  await other.page.getByRole('button', { name: 'Abrir la copia' }).click();
  await expect(other.page.getByText('Esa no es la contraseña')).toBeVisible({ timeout: 15_000 });
  await other.page.getByLabel('Contraseña').fill(PASSPHRASE);
  await other.page.getByRole('button', { name: 'Abrir la copia' }).click();
  await expect(other.page.getByRole('region', { name: 'Esto contiene la copia' })).toBeVisible({ timeout: 15_000 });
  await other.restore();
  expect(await receivables(other.page)).toBe(figures);
  await other.page.reload();
  await unlock(other.page);
  expect(await receivables(other.page)).toBe(figures);
  await elsewhere.close();
});

test('nothing of a ledger locked from the start is found on the disk', async ({ baseURL, launchOptions }) => {
  test.slow();
  const profile = await mkdtemp(join(tmpdir(), 'cartera-lock-'));
  const open = () =>
    chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale: 'es-MX', serviceWorkers: 'block' });
  let context = await open();
  let page = await context.newPage();
  await putLock(page);
  await enterList(page);
  const figures = await receivables(page);
  await context.close();

  const files = (await readdir(profile, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const needles = [NAME, 'ZQ-1', PASSPHRASE].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  let read = 0;
  for (const file of files) {
    const path = join(file.parentPath ?? file.path, file.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    read += bytes.length;
    for (const needle of needles) expect(bytes.includes(needle), `${needle} in ${file.name}`).toBe(false);
  }
  expect(read, 'there is something to search').toBeGreaterThan(100_000);

  context = await open();
  page = await context.newPage();
  await page.goto('');
  await unlock(page);
  expect(await receivables(page)).toBe(figures);
  await context.close();
  await rm(profile, { recursive: true, force: true });
});

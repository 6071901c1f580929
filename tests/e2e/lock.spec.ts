// A lock on the ledger: what it asks for, what it hides, and what is found on the disk.

import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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
const OTHER_NAME = 'Quisquilloso Trabalenguas';

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

async function enterList(page: Page, name = NAME, invoice = 'ZQ-1', amount = '1500.25'): Promise<void> {
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('lista.csv', `Cliente,Factura,Fecha,Vence,Importe\n${name},${invoice},2026-01-31,2026-02-28,${amount}\n`);
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

/** What must not stand in the clear anywhere: texts, and amounts as records write them. */
const SECRETS = [NAME, OTHER_NAME, 'ZQ-1', 'ZQ-2', '"minor":150025', '"minor":220050', PASSPHRASE];

/** How many bytes there are in a folder; that none of them tells a secret. */
async function searchForSecrets(folder: string): Promise<number> {
  const needles = SECRETS.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const told: string[] = [];
  let read = 0;
  for (const file of files) {
    const bytes = await readFile(join(file.parentPath ?? file.path, file.name)).catch(() => Buffer.alloc(0));
    read += bytes.length;
    told.push(...needles.filter((needle) => bytes.includes(needle)).map((needle) => `${needle} in ${file.name}`));
  }
  expect(told, 'found in the clear').toEqual([]);
  return read;
}

/** Looks into a copy under the lock, with the passphrase where it is asked for. */
async function openCopy(settings: Settings, file: string): Promise<void> {
  await settings.open('copies');
  await settings.choose(file);
  const holds = settings.page.getByRole('region', { name: 'Esto contiene la copia' });
  const passphrase = settings.page.getByLabel('Contraseña');
  await expect(holds.or(passphrase)).toBeVisible({ timeout: 15_000 });
  if (await passphrase.isVisible()) {
    await passphrase.fill(PASSPHRASE);
    await settings.page.getByRole('button', { name: 'Abrir la copia' }).click();
  }
  await expect(holds).toBeVisible({ timeout: 15_000 });
}

/** What the file of the user's own holds, as the browser's own file system plays it. */
function outsideFile(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    return (await (await root.getFileHandle('segunda.cartera', { create: true })).getFile()).text();
  });
}

test('locked from the start, copied out, merged and restored: the same figures, and nothing of it on the disk', async ({ baseURL, launchOptions }) => {
  test.setTimeout(240_000);
  const folder = await mkdtemp(join(tmpdir(), 'cartera-lock-'));
  const open = (profile: string) =>
    chromium.launchPersistentContext(join(folder, profile), { ...launchOptions, baseURL, locale: 'es-MX', serviceWorkers: 'block' });
  try {
    // The laptop: a lock before anything else, and a file outside that every change goes to.
    let laptop = await open('laptop');
    await laptop.addInitScript(() => {
      const here = window as unknown as { showSaveFilePicker: () => Promise<FileSystemFileHandle> };
      here.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('segunda.cartera', { create: true });
      const handle = FileSystemHandle.prototype as unknown as Record<string, () => Promise<string>>;
      handle.queryPermission = handle.requestPermission = async () => 'granted';
    });
    let page = await laptop.newPage();
    await putLock(page);
    await enterList(page, NAME, 'ZQ-1', '1500.25');
    const atFirst = await receivables(page);
    let here = new Settings(page);
    await here.open('copies');
    await here.button('Elegir el archivo…').click();
    await expect(here.main).toContainText('segunda.cartera está al día.');
    expect(await outsideFile(page)).toMatch(/^\{"cartera":"locked backup"/);
    const copiedOut = join(folder, 'first.cartera');
    await cp(await here.download(), copiedOut);

    // The desktop goes on from the copy.
    const desktop = await open('desktop');
    const there = new Settings(await desktop.newPage());
    await openCopy(there, copiedOut);
    await there.restore();
    expect(await receivables(there.page)).toBe(atFirst);
    await enterList(there.page, OTHER_NAME, 'ZQ-2', '2200.50');
    const figures = await receivables(there.page);
    expect(figures).not.toBe(atFirst);
    await there.open('copies');
    const theirs = join(folder, 'second.cartera');
    await cp(await there.download(), theirs);

    // The laptop takes on what the desktop did; what was there before is kept, under the lock.
    await openCopy(here, theirs);
    await here.button('Unir con la cartera abierta').click();
    await expect(here.toasts).toContainText('Las dos carteras quedaron unidas', { timeout: 15_000 });
    expect(await receivables(page)).toBe(figures);
    await here.open('copies');
    const kept = page.getByRole('region', { name: 'Copias en este navegador' });
    const beforeMerging = kept.getByRole('listitem').filter({ hasText: 'Antes de unir' });
    await expect(beforeMerging).toHaveCount(1);
    await beforeMerging.getByRole('button', { name: /^Ver qué contiene/ }).click();
    await expect(page.getByRole('region', { name: 'Esto contiene la copia' })).toContainText('1,500.25');
    const merged = join(folder, 'third.cartera');
    await here.open('copies');
    await cp(await here.download(), merged);

    // A third browser restores it.
    const fresh = await open('fresh');
    const elsewhere = new Settings(await fresh.newPage());
    await openCopy(elsewhere, merged);
    await elsewhere.restore();
    expect(await receivables(elsewhere.page), 'to the cent').toBe(figures);
    for (const context of [laptop, desktop, fresh]) await context.close();

    // All three profiles, and the copies.
    expect(await searchForSecrets(folder), 'there is something to search').toBeGreaterThan(300_000);

    laptop = await open('laptop');
    page = await laptop.newPage();
    here = new Settings(page);
    await page.goto('');
    await unlock(page);
    expect(await receivables(page)).toBe(figures);
    await laptop.close();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

// What must never be lost: copies, several tabs, a browser that closes or throws data away.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Browser, type Page } from '@playwright/test';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Settings } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';

/** The records of a copy, without the line that says when it was made. */
async function records(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1);
}

/** What the screen of receivables says. */
async function receivables(page: Page): Promise<string> {
  await new Shell(page).open('#/receivables');
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  // Not the charts: they tell the point that the pointer happens to rest on.
  await expect(page.getByRole('main').getByRole('table').first()).toBeVisible();
  return (await page.getByRole('main').getByRole('table').allInnerTexts()).join('\n');
}

test('a copy restores into an empty browser with identical figures', async ({ page, browser }) => {
  test.slow();
  const here = new Settings(page);
  await here.open('ledgers');
  await here.enterDemo();
  const before = await receivables(page);
  await here.open('copies');
  const file = await here.download();
  await expect(here.main).toContainText('La última copia es de hoy');
  await expect(here.main).toContainText('Tiene todo lo registrado hasta ahora.');
  await here.choose(file);
  const holds = here.page.getByRole('region', { name: 'Esto contiene la copia' });
  await expect(holds).toContainText('Contiene exactamente lo mismo.');
  const figures = await holds.locator('dd').allInnerTexts();

  const elsewhere = await browser.newContext();
  const other = new Settings(await elsewhere.newPage());
  await other.open('copies');
  await other.choose(file);
  const shown = other.page.getByRole('region', { name: 'Esto contiene la copia' });
  await expect(shown).toContainText('Es de otra cartera.');
  const promised = await shown.locator('dd').allInnerTexts();
  expect(promised.slice(1, -1)).toEqual(figures.slice(1, -1));
  await other.restore();

  expect(await receivables(other.page)).toBe(before);
  await other.open('copies');
  const again = await other.download();
  expect(await records(again)).toEqual(await records(file));
  await elsewhere.close();
});

test('a copy that is dropped on any screen, or opened from the system, is looked into', async ({ page }) => {
  // What the browser calls when the installed page opens a file; only an installed one has it.
  await page.addInitScript(() => {
    const queue = { setConsumer: (consumer: unknown) => Object.assign(window, { opened: consumer }) };
    Object.defineProperty(window, 'launchQueue', { value: queue });
  });
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('copies');
  const copy = await readFile(await settings.download(), 'utf8');
  const holds = page.getByRole('region', { name: 'Esto contiene la copia' });

  await page.goto('#/receivables');
  await page.locator('main h1:not(.awaits)').waitFor();
  await new ImportScreen(page).drop('copia.jsonl', copy);
  await settings.at('copies');
  await expect(holds).toContainText('Contiene exactamente lo mismo.');

  await page.goto('#/receivables');
  await page.locator('main h1:not(.awaits)').waitFor();
  await page.evaluate((copy) => {
    const handle = { getFile: () => Promise.resolve(new File([copy], 'copia.jsonl')) };
    (window as unknown as { opened: (launch: unknown) => void }).opened({ files: [handle] });
  }, copy);
  await settings.at('copies');
  await expect(holds).toContainText('Contiene exactamente lo mismo.');
});

test('a damaged copy is refused with its line, and nothing is touched', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('copies');
  const whole = await readFile(await settings.download(), 'utf8');
  const lines = whole.trimEnd().split('\n');
  const file = (text: string) => ({ name: 'cartera.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) });

  await settings.choose(file('Cliente,Saldo\nAndina,100'));
  await expect(settings.main.getByRole('alert')).toContainText(['', 'no es una copia de Cartera']);
  const changed = lines.map((line, place) => (place === 0 ? line : line.replace('Comercial Andina', 'Comercial Andino')));
  await settings.choose(file(changed.join('\n')));
  await expect(settings.main).toContainText(`La línea ${lines.length} de la copia está dañada.`);
  await settings.choose(file([lines[0], ...lines.slice(2)].join('\n')));
  await expect(settings.main).toContainText('Antes de la línea 2 falta un registro');
  await settings.choose(file(lines.slice(0, -1).join('\n')));
  await expect(settings.main).toContainText(`trae ${lines.length - 2} de ${lines.length - 1} registros`);
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
});

test('the demonstration comes and goes, and own data is not touched', async ({ page }) => {
  test.slow();
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('history');
  const before = await settings.history.allInnerTexts();
  await settings.goTo('ledgers');
  await settings.enterDemo();
  await expect(settings.firmInRail).toHaveText('Estudio Lumbre');

  await page.reload();
  await expect(settings.firmInRail, 'loading again leaves the user where they were').toHaveText('Estudio Lumbre');
  await settings.open('firm');
  await settings.nameFirm('Otra Demostración');

  await page.locator('.notice').getByRole('button', { name: 'Salir de la demostración' }).click();
  await settings.at('ledgers');
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  await expect(settings.main.getByText('Demostración', { exact: true })).toHaveCount(0);
  await settings.goTo('history');
  expect(await settings.history.allInnerTexts()).toEqual(before);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases).not.toContain('cartera-ledger-demo');
});

test('a second tab follows the first, says so, and can take over', async ({ page, context }) => {
  test.slow();
  const first = new Settings(page);
  await first.open('firm');
  await first.nameFirm('Comercial Andina');

  const second = new Settings(await context.newPage());
  await second.open('firm');
  const told = second.page.locator('.notice.warn');
  await expect(told).toContainText('Esta cartera está abierta en otra pestaña');
  await expect(second.saved).toHaveText('Solo lectura');
  await expectAccessible(second.page);

  await first.nameFirm('Comercial del Sur');
  await expect(second.firmInRail, 'it follows live').toHaveText('Comercial del Sur');
  await second.field(/^Nombre de la empresa/).fill('Desde la segunda');
  await second.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(second.main.getByRole('alert')).toContainText('Esta pestaña solo lee.');
  await expect(second.field(/^Nombre de la empresa/), 'what was typed stays').toHaveValue('Desde la segunda');

  await told.getByRole('button', { name: 'Editar aquí' }).click();
  await expect(told).toHaveCount(0);
  await expect(first.page.locator('.notice.warn')).toBeVisible();
  await second.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(second.toasts).toContainText('Ajustes guardados');
  await expect(first.firmInRail).toHaveText('Desde la segunda');

  await second.page.close();
  await expect(first.page.locator('.notice.warn'), 'the next in line writes').toHaveCount(0);
  await first.nameFirm('De nuevo la primera');
});

test('a tab that shows the demonstration goes home when another leaves it', async ({ page, context }) => {
  const first = new Settings(page);
  await first.open('firm');
  await first.nameFirm('Comercial Andina');
  await first.goTo('ledgers');
  await first.enterDemo();
  const second = new Settings(await context.newPage());
  await second.open('ledgers');
  await expect(second.firmInRail, 'a new tab opens what is the user\'s own').toHaveText('Comercial Andina');
  await second.main.getByRole('button', { name: 'Abrir Demostración' }).click();
  await expect(second.firmInRail).toHaveText('Estudio Lumbre');
  await expect(second.page.locator('.notice.warn'), 'one demonstration, shared').toBeVisible();

  await first.page.locator('.notice').getByRole('button', { name: 'Salir de la demostración' }).first().click();
  await expect(first.firmInRail).toHaveText('Comercial Andina');
  await expect(second.firmInRail).toHaveText('Comercial Andina');
});

test('closing the browser right after «Guardado» loses nothing', async ({ baseURL }, { project }) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'cartera-e2e-'));
  const open = async () => {
    const { launchOptions, locale, timezoneId, viewport } = project.use;
    const context = await chromium.launchPersistentContext(folder, { ...launchOptions, baseURL, locale, timezoneId, viewport });
    return { context, settings: new Settings(context.pages()[0] ?? (await context.newPage())) };
  };
  try {
    for (const name of ['Comercial Andina', 'Comercial del Sur', 'Comercial del Norte']) {
      const { context, settings } = await open();
      await settings.open('firm');
      await settings.field(/^Nombre de la empresa/).fill(name);
      await settings.main.getByRole('button', { name: 'Guardar' }).click();
      await expect(settings.firmInRail).toHaveText(name);
      await expect(settings.saved).toHaveText('Guardado');
      // Not a farewell: the browser's process goes at once.
      const session = await context.newCDPSession(settings.page);
      await session.send('Browser.crash').catch(() => undefined);
      await context.close().catch(() => undefined);
    }
    const { context, settings } = await open();
    await settings.open('history');
    await expect(settings.firmInRail).toHaveText('Comercial del Norte');
    await expect(settings.history).toHaveCount(4);
    await context.close();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

test('data that the browser threw away is missed, and a copy takes its place', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('copies');
  const file = await settings.download();

  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name ?? '');
        deleting.onsuccess = resolve;
        deleting.onerror = reject;
      });
    }
  });
  await expect(page.locator('.notice.problem')).toContainText('Esta cartera se borró de este navegador.');

  await page.reload();
  const missed = page.getByRole('heading', { level: 1, name: 'El navegador borró los datos de esta cartera' });
  await expect(missed).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(missed, 'it does not begin anew by itself').toBeVisible();

  await page.getByRole('button', { name: 'Restaurar una copia…' }).click();
  await settings.at('copies');
  await settings.choose(file);
  await settings.restore();
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  await page.reload();
  await expect(settings.firmInRail, 'the restored one is the user\'s ledger now').toHaveText('Comercial Andina');
  await expect(missed).toHaveCount(0);
});

/** A second device that has the first one's ledger, from its copy. */
async function another(browser: Browser, file: string): Promise<Settings> {
  const context = await browser.newContext({ locale: 'es-MX', serviceWorkers: 'block' });
  const other = new Settings(await context.newPage());
  await other.open('copies');
  await other.choose(file);
  await other.restore();
  return other;
}

test('two devices that went different ways are merged, and either way round is the same', async ({ page, browser }) => {
  test.slow();
  const laptop = new Settings(page);
  await laptop.open('firm');
  await laptop.nameFirm('Comercial Andina');
  await laptop.goTo('copies');
  const desktop = await another(browser, await laptop.download());

  await laptop.open('firm');
  await laptop.nameFirm('Comercial Andina del Sur');
  await desktop.open('firm');
  await desktop.nameFirm('Comercial Andina y Cía.');
  await desktop.open('copies');
  const theirs = await desktop.download();

  await laptop.open('copies');
  const mine = await laptop.download();
  await laptop.choose(theirs);
  const holds = page.getByRole('region', { name: 'Esto contiene la copia' });
  await expect(holds).toContainText('siguieron caminos distintos');
  await expect(holds.getByRole('heading', { name: 'No van a cuadrar' })).toBeVisible();
  await expectAccessible(page);
  await laptop.button('Unir con la cartera abierta').click();
  await expect(laptop.toasts).toContainText('Las dos carteras quedaron unidas');
  await expect(laptop.firmInRail, 'the earlier change counts').toHaveText('Comercial Andina del Sur');

  await desktop.choose(mine);
  await desktop.button('Unir con la cartera abierta').click();
  await expect(desktop.toasts).toContainText('Las dos carteras quedaron unidas');
  await laptop.open('copies');
  await desktop.open('copies');
  expect(await records(await laptop.download()), 'both hold the same, byte for byte').toEqual(
    await records(await desktop.download()),
  );

  // What did not fit is settled.
  await laptop.open('history');
  const unsettled = page.getByRole('region', { name: 'Registros por resolver' });
  await expect(unsettled.getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await unsettled.getByRole('button', { name: 'Registrar de nuevo' }).click();
  await expect(laptop.toasts).toContainText('cambió');
  await unsettled.getByRole('button', { name: 'Dejar así' }).click();
  await expect(unsettled).toHaveCount(0);

  // And the way back.
  await laptop.open('copies');
  const kept = page.getByRole('region', { name: 'Copias en este navegador' });
  await expect(kept).toContainText('Antes de unir');
  await kept.getByRole('listitem').filter({ hasText: 'Antes de unir' }).getByRole('button', { name: /^Ver qué contiene/ }).click();
  await laptop.button('Volver a esta copia').click();
  await expect(laptop.toasts).toContainText('La cartera volvió a la copia');
  await laptop.open('copies');
  expect(await records(await laptop.download())).toEqual(await records(mine));
  await expect(kept, 'what it replaced is kept').toContainText('Antes de volver a otra copia');
  await page.reload();
  await expect(laptop.firmInRail).toHaveText('Comercial Andina del Sur');
  await desktop.page.context().close();
});

/** A file of the user's, as the browser's own file system plays it; its lines. */
function lines(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await (await root.getFileHandle('segunda.jsonl', { create: true })).getFile();
    return (await file.text()).trimEnd().split('\n');
  });
}

test('every saved change goes to a file of the user’s own, and asks again when it may not', async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    const here = window as unknown as { showSaveFilePicker: () => Promise<FileSystemFileHandle> };
    here.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('segunda.jsonl', { create: true });
    const handle = FileSystemHandle.prototype as unknown as Record<string, () => Promise<string>>;
    handle.queryPermission = async () => (localStorage.getItem('test.refuses') ? 'prompt' : 'granted');
    handle.requestPermission = async () => {
      localStorage.removeItem('test.refuses');
      return 'granted';
    };
  });
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('copies');
  await settings.button('Elegir el archivo…').click();
  await expect(settings.main).toContainText('segunda.jsonl está al día.');
  await expectAccessible(page);
  const file = await settings.download();
  expect((await lines(page)).slice(1)).toEqual(await records(file));

  await settings.goTo('firm');
  await settings.nameFirm('Comercial del Sur');
  await expect.poll(async () => (await lines(page)).length, { timeout: 15_000 }).toBe(4);
  expect((await lines(page)).at(-1)).toContain('Comercial del Sur');

  await page.evaluate(() => localStorage.setItem('test.refuses', 'yes'));
  await page.reload();
  await settings.nameFirm('Comercial del Norte');
  // Not where something is being entered.
  await new Shell(page).open('#/invoices');
  const notice = page.locator('.notice').filter({ hasText: 'segunda.jsonl no se está actualizando' });
  await expect(notice).toBeVisible({ timeout: 15_000 });
  expect((await lines(page)).length, 'what was there stays').toBe(4);
  await notice.getByRole('button', { name: 'Permitir otra vez' }).click();
  await expect(notice).toHaveCount(0);
  expect((await lines(page)).length).toBe(5);

  await settings.open('copies');
  await settings.button('Dejar de actualizarlo').click();
  await expect(settings.button('Elegir el archivo…')).toBeVisible();
});

test('a copy is asked for after a week, and can be put off for a day', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('copies');
  await settings.download();
  await settings.goTo('firm');
  await settings.nameFirm('Comercial del Sur');
  const notice = page.locator('.notice').filter({ hasText: 'no saca una copia' });
  await expect(notice).toHaveCount(0);
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.startsWith('cartera.copied.'));
    if (!key) throw new Error('no copy was noted');
    const copied = JSON.parse(localStorage.getItem(key) ?? '') as { at_ms: number };
    localStorage.setItem(key, JSON.stringify({ ...copied, at_ms: copied.at_ms - 8 * 24 * 3600 * 1000 }));
  });
  await new Shell(page).open('#/invoices');
  await page.reload();
  await expect(notice).toContainText('Hace 8 días');
  await expectAccessible(page);
  await notice.getByRole('button', { name: 'Mañana' }).click();
  await expect(notice).toHaveCount(0);
  await page.reload();
  await expect(settings.firmInRail).toHaveText('Comercial del Sur');
  await settings.open('copies');
  await new Shell(page).open('#/invoices');
  await expect(notice).toHaveCount(0);
});

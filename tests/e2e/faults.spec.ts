// Storage that refuses, goes away or is another version's, in a real browser: each has
// words, a way out, and leaves the ledger whole. What is found is a table of docs/faults.md.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Locator, type Page } from '@playwright/test';

import { expectAccessible } from './helpers/accessibility.ts';
import { FaultTable } from './helpers/fault-table.ts';
import { KillableBrowser } from './helpers/killable.ts';
import { downgrade, storedLedgers } from './helpers/stored.ts';
import { expect, test } from './helpers/test.ts';
import { Settings } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';
import { Stopped, makePanic } from './pages/stopped.ts';

// One after the other in one process: they fill one table.
test.describe.configure({ mode: 'default' });

const table = new FaultTable('tests/e2e/faults.spec.ts', ['what goes wrong', 'what the page says', 'the way out', 'the ledger']);

// Some of them may have been asked for; the whole table is written by all of them only.
test.afterAll(() => table.settle({ part: !process.env.UPDATE_DOCS }));

/** The words of a notice or a screen. */
async function words(of: Locator): Promise<string> {
  await expect(of).toBeVisible();
  return (await of.innerText()).trim();
}

/** A ledger with a name, and how it lies in the browser. */
async function begin(page: Page): Promise<{ settings: Settings; before: string }> {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  return { settings, before: await stored(page) };
}

/** What is stored, in a form to compare; that it is whole. */
async function stored(page: Page): Promise<string> {
  const ledgers = await storedLedgers(page);
  for (const { faults } of ledgers) expect(faults).toEqual([]);
  return JSON.stringify(ledgers.map(({ hashes }) => hashes));
}

/** Tries to give the firm another name. */
async function tryToName(settings: Settings, name: string): Promise<void> {
  await settings.field(/^Nombre de la empresa/).fill(name);
  await settings.main.getByRole('button', { name: 'Guardar' }).click();
}

const notice = (page: Page) => page.locator('.notice.problem');
const reload = (page: Page) => page.getByRole('button', { name: 'Volver a cargar' });

/** A page of the same origin that is not Cartera. */
async function beside(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto('icon-not-there');
  return other;
}

/** Opens the ledger's database in a version; what holds it is let go when that page closes. */
function openAt(page: Page, version: number): Promise<void> {
  return page.evaluate(async (version) => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((name) => name.startsWith('cartera-ledger-')) ?? '';
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open(name, version);
      opening.onsuccess = () => resolve(opening.result.close());
      opening.onerror = () => reject(opening.error);
      opening.onblocked = () => reject(new Error('blocked'));
    });
  }, version);
}

test('a full disk', async ({ baseURL, launchOptions }) => {
  test.slow();
  const profile = await mkdtemp(join(tmpdir(), 'cartera-full-'));
  const open = () => chromium.launchPersistentContext(profile, { ...launchOptions, baseURL, locale: 'es-MX', serviceWorkers: 'block' });
  let context = await open();
  try {
    const { before } = await begin(await context.newPage());
    // The browser asks how much room there is when it opens a database, and remembers.
    await context.close();
    context = await open();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const origin = new URL(baseURL ?? '').origin;
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const settings = new Settings(page);
    await settings.open('firm');
    await tryToName(settings, 'Comercial del Sur');
    const said = await words(notice(page).locator('p'));
    expect(said).toContain('esta acción no se guardó');
    await expect(settings.saved).toHaveText('No se guardó lo último');
    await expect(settings.field(/^Nombre de la empresa/), 'what was typed stays').toHaveValue('Comercial del Sur');
    await expect(settings.firmInRail, 'and is not applied').toHaveText('Comercial Andina');
    await expectAccessible(page);
    expect(await stored(page)).toBe(before);

    await new Shell(page).open('#/invoices');
    await expect(notice(page), 'the notice stays').toBeVisible();
    await notice(page).getByRole('link', { name: 'Descargar una copia' }).click();
    await settings.at('copies');
    expect((await readFile(await settings.download(), 'utf8')).trimEnd().split('\n')).toHaveLength(3);

    await session.send('Storage.overrideQuotaForOrigin', { origin });
    await settings.goTo('firm');
    await settings.nameFirm('Comercial del Sur');
    await expect(notice(page)).toHaveCount(0);
    table.add('The disk or the quota is full', said, 'A copy downloads while it is full; with room again, saving works and the notice goes', 'as before');
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

test('a full disk at the very first action', async ({ page, baseURL }) => {
  const settings = new Settings(page);
  const session = await page.context().newCDPSession(page);
  const origin = new URL(baseURL ?? '').origin;
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await settings.open('firm');
  await tryToName(settings, 'Comercial Andina');
  const said = await words(notice(page).locator('p'));
  expect(await stored(page)).toBe('[]');
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await settings.nameFirm('Comercial Andina');
  await expect(notice(page)).toHaveCount(0);
  table.add('The same at the very first action', said, 'With room again, saving works and the notice goes', 'as before: none');
});

test('storage blocked in the browser’s settings', async ({ baseURL, launchOptions }) => {
  test.slow();
  const profile = await mkdtemp(join(tmpdir(), 'cartera-blocked-'));
  const preferences = (cookies: number) =>
    writeFile(join(profile, 'Default/Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies } } }));
  const BLOCK = 2;
  const ALLOW = 1;
  await mkdir(join(profile, 'Default'));
  await preferences(BLOCK);
  let browser = await KillableBrowser.open(profile, launchOptions);
  try {
    await browser.page.goto(baseURL ?? '');
    await expect(browser.page.getByRole('heading', { level: 1, name: 'No se pudo abrir la cartera' })).toBeVisible();
    const said = await words(browser.page.locator('.welcome .lead'));
    await expect(reload(browser.page)).toBeVisible();
    await browser.kill();
    await preferences(ALLOW);
    browser = await KillableBrowser.open(profile, launchOptions);
    const settings = new Settings(browser.page);
    await browser.page.goto(`${baseURL}#/settings/firm`);
    await settings.nameFirm('Comercial Andina');
    table.add('Storage is blocked in the browser’s settings', said, 'Allow it and load again', 'none yet');
  } finally {
    await browser.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

test('a private window', async ({ page }) => {
  // Tests run in private windows: what is stored is kept until they are closed.
  const { settings, before } = await begin(page);
  await settings.goTo('ledgers');
  const said = await words(page.getByRole('region', { name: 'Espacio en el navegador' }).locator('p').first());
  await expect(page.getByRole('button', { name: 'Pedir que los conserve' })).toBeVisible();
  await settings.goTo('copies');
  await settings.download();
  expect(await stored(page)).toBe(before);
  table.add('A private window that keeps data until it is closed', said, 'A copy downloads', 'there until the window is closed');
});

test('a private window that keeps nothing', async ({ page }) => {
  await page.addInitScript(() => {
    // As Firefox did for years.
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted on a database that did not allow mutations.', 'InvalidStateError');
    };
  });
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1, name: 'No se pudo abrir la cartera' })).toBeVisible();
  const said = await words(page.locator('.welcome .lead'));
  await expectAccessible(page);
  await expect(reload(page)).toBeVisible();
  table.add('A private window that keeps nothing', said, 'Open it in a window that is not private', 'none');
});

test('a browser without IndexedDB', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await page.goto('');
  await expect(page.getByRole('heading', { level: 1, name: 'No se pudo abrir la cartera' })).toBeVisible();
  const said = await words(page.locator('.welcome .lead'));
  await expect(reload(page)).toBeVisible();
  table.add('The browser has no IndexedDB', said, 'Another browser', 'none');
});

test('the database is deleted from another tab', async ({ page, watch }) => {
  test.slow();
  watch.expected(/404/);
  const { settings } = await begin(page);
  await settings.goTo('copies');
  const file = await settings.download();
  const other = await beside(page);
  await other.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve) => (indexedDB.deleteDatabase(name ?? '').onsuccess = resolve));
    }
  });
  const said = await words(notice(page).locator('p'));
  await settings.goTo('firm');
  await tryToName(settings, 'Comercial del Sur');
  await expect(settings.firmInRail, 'nothing is recorded into nowhere').toHaveText('Comercial Andina');
  await reload(page).click();
  await expect(page.getByRole('heading', { level: 1, name: 'El navegador borró los datos de esta cartera' })).toBeVisible();
  await page.getByRole('button', { name: 'Restaurar una copia…' }).click();
  await settings.choose(file);
  await settings.restore();
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  table.add('The database is deleted under the running page', said, 'Load again: the page says what is missing, does not begin anew, and restores a copy', 'as in the copy');
});

test('the browser clears the site’s data', async ({ page, baseURL }) => {
  const { settings } = await begin(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(baseURL ?? '').origin, storageTypes: 'indexeddb' });
  const said = await words(notice(page).locator('p'));
  await tryToName(settings, 'Comercial del Sur');
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  await reload(page).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'El navegador borró los datos de esta cartera' })).toBeVisible();
  const then = await words(page.locator('.welcome .lead'));
  expect(then).toContain('no empezará de cero sin que usted lo diga');
  await page.getByRole('button', { name: 'Empezar de cero' }).click();
  await settings.open('firm');
  await settings.nameFirm('Comercial Nueva');
  table.add('The browser clears the site’s data', said, 'Load again: restore a copy, or begin anew when the user says so', 'gone, and said so');
});

test('a newer version of the page made the database', async ({ page, watch }) => {
  watch.expected(/404/);
  const { settings, before } = await begin(page);
  const other = await beside(page);
  await page.goto('about:blank');
  await openAt(other, 99);
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1, name: 'No se pudo abrir la cartera' })).toBeVisible();
  const said = await words(page.locator('.welcome .lead'));
  await expectAccessible(page);
  await expect(reload(page)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Elegir archivo…' })).toBeVisible();
  expect(await stored(other)).toBe(before);
  expect(await settings.main.innerText()).toContain('restaurarla aquí como una cartera nueva');
  table.add('The database is newer than the page', said, 'Load again, when the newer page is there; meanwhile a copy can be restored as another ledger', 'as before');
});

test('a second tab upgrades the database', async ({ page, watch }) => {
  watch.expected(/404/);
  const { settings, before } = await begin(page);
  const other = await beside(page);
  await openAt(other, 99);
  const said = await words(notice(page).locator('p'));
  await tryToName(settings, 'Comercial del Sur');
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  expect(await stored(other)).toBe(before);
  await reload(page).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'No se pudo abrir la cartera' })).toBeVisible();
  table.add('A second tab upgrades the database', said, 'Load again', 'as before');
});

test('an older tab does not let go of an older database', async ({ page, watch }) => {
  test.slow();
  watch.expected(/404/);
  const { settings, before } = await begin(page);
  const other = await beside(page);
  await page.goto('about:blank');
  await downgrade(other, { holds: true });
  await page.goto('./#/settings/firm');
  const said = await words(page.getByRole('alert'));
  await other.close();
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  expect(await stored(page)).toBe(before);
  await settings.nameFirm('Comercial del Sur');
  table.add('An older tab keeps an older database open', said, 'Close that tab: the page goes on by itself', 'as before');
});

test('the clock is set back a year', async ({ page }) => {
  test.slow();
  await page.clock.setFixedTime(new Date('2026-03-10T10:00:00-06:00'));
  const { settings } = await begin(page);
  await expect(notice(page)).toHaveCount(0);
  await page.clock.setFixedTime(new Date('2025-03-10T10:00:00-06:00'));
  await page.reload();
  const said = await words(notice(page).locator('p'));
  await expectAccessible(page);
  await settings.nameFirm('Comercial del Sur');
  expect(await stored(page), 'records keep their order').toBeTruthy();
  await page.clock.setFixedTime(new Date('2026-03-10T11:00:00-06:00'));
  await reload(page).click();
  await expect(settings.firmInRail).toHaveText('Comercial del Sur');
  await settings.open('history');
  await expect(settings.history.first()).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
  await stored(page);
  table.add('The clock is set back a year', said, 'Set it right and load again; meanwhile records are taken, in their order', 'as after');
});

test('a stored record is damaged', async ({ page }) => {
  const { settings } = await begin(page);
  await settings.nameFirm('Comercial del Sur');
  await page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const database = await answer(indexedDB.open(names.find((name) => name.startsWith('cartera-ledger-')) ?? ''));
    const records = database.transaction('records', 'readwrite').objectStore('records');
    const bytes = await answer<Uint8Array>(records.get(2));
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await answer(records.put(bytes, 2));
    database.close();
  });
  await page.reload();
  const said = await words(notice(page).locator('p'));
  await expect(settings.firmInRail, 'those after it count').toHaveText('Comercial del Sur');
  await notice(page).getByRole('link', { name: 'Descargar una copia' }).click();
  await settings.at('copies');
  await settings.download();
  table.add('A stored record is damaged', said, 'A copy of all others downloads, and the damaged one beside it', 'as before, but for that record, which is set aside');
});

test('the program panics', async ({ page, watch }) => {
  watch.expected(/panicked at|RuntimeError|unreachable|refused|wasm-function/);
  const { before } = await begin(page);
  await makePanic(page);
  await page.evaluate(() => (location.hash = '#/customers'));
  const stopped = new Stopped(page);
  await stopped.shown();
  const said = await words(stopped.main.locator('.lead'));
  await stopped.download();
  expect(await stored(page)).toBe(before);
  await reload(page).click();
  await expect(page.locator('.shell')).toBeAttached();
  table.add('The program panics or traps', said, 'Load again, go to the start, or download the ledger as a file that restores', 'as before');
});

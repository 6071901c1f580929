// The browser is killed while the page is at a write of an action, for every action that
// writes: what a new browser shows is what was there before, or what was to be there. What
// is found is a table of docs/faults.md. `make torture` goes through all writes.

import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { chromium, type LaunchOptions, type Page } from '@playwright/test';

import { FaultTable } from './helpers/fault-table.ts';
import { KillableBrowser } from './helpers/killable.ts';
import { downgrade, storedLedgers } from './helpers/stored.ts';
import { expect, test } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';
import { Payments } from './pages/payments.ts';
import { Settings } from './pages/settings.ts';

test.describe.configure({ mode: 'default' });

const EVERY_WRITE = Boolean(process.env.CARTERA_KILLS);
const PASSPHRASE = 'canción de la montaña azul';
/** What is tried with every test run. */
const OFTEN = ['a payment', 'restoring a copy as another ledger', 'upgrading a database of version 1'];
/** The name of a copy that is restored in several transactions. */
const LONG = 'larga.jsonl';
/** A write that never comes. */
const NEVER = 0;
const JOURNAL = ['records', 'seq_by_id', 'head'];

const table = new FaultTable('tests/e2e/kills.spec.ts', ['what writes', 'its writes', 'killed at the first', 'killed at the last', 'killed when stored, before the page knew']);

test.afterAll(() => table.settle({ part: !EVERY_WRITE }));

/** Something that writes: what it does up to the click that sets it off, and that click. */
interface Flow {
  name: string;
  /** The stores whose writes count. */
  stores: string[];
  /** Comes as far as the last click; gives back that click. */
  approach: (page: Page, base: string, copy: string) => Promise<() => Promise<void>>;
  /** Whether it is over. */
  isOver: (page: Page) => Promise<void>;
  /** What is seen by whoever opens the browser again. */
  look: (page: Page, base: string) => Promise<string>;
}

/** A list of invoices that the import is about to enter. */
async function approachImport(page: Page, base: string): Promise<() => Promise<void>> {
  await page.goto(`${base}#/import`);
  await page.getByRole('heading', { level: 1, name: 'Importar' }).waitFor();
  const screen = new ImportScreen(page);
  const rows = Array.from({ length: 300 }, (_, n) => `Pacífico,P-${n},2026-01-31,2026-02-28,100.25\n`);
  await screen.drop('lista.csv', `Cliente,Factura,Fecha,Vence,Importe\n${rows.join('')}`);
  await screen.enter.waitFor();
  return () => screen.enter.click();
}

async function approachCopy(page: Page, base: string, copy: string): Promise<Settings> {
  const settings = new Settings(page);
  await page.goto(`${base}#/settings/copies`);
  await settings.at('copies');
  await settings.choose(copy);
  await page.getByRole('region', { name: 'Esto contiene la copia' }).waitFor();
  return settings;
}

const FLOWS: Flow[] = [
  {
    name: 'a payment',
    stores: JOURNAL,
    approach: async (page, base) => {
      await page.goto(`${base}#/payments/new`);
      const payments = new Payments(page);
      await payments.fill('Andina', '12.34');
      return () => payments.amount.press('Enter');
    },
    isOver: (page) => page.locator('main .payment-columns').waitFor(),
    look: counts,
  },
  {
    name: 'an import of 300 invoices',
    stores: JOURNAL,
    approach: approachImport,
    isOver: (page) => new ImportScreen(page).result.waitFor(),
    look: counts,
  },
  {
    name: 'undoing',
    stores: JOURNAL,
    approach: async (page, base) => {
      await page.goto(`${base}#/settings/history`);
      const undo = new Settings(page).history.first().getByRole('button', { name: /^Deshacer/ });
      await undo.waitFor();
      return () => undo.click();
    },
    isOver: (page) => expect(new Settings(page).history).toHaveCount(4),
    look: counts,
  },
  {
    name: 'a snapshot',
    stores: ['snapshots', 'snapshot_parts'],
    approach: approachImport,
    isOver: async (page) => {
      await new ImportScreen(page).result.waitFor();
      await expect.poll(() => page.evaluate(() => Number(localStorage.getItem('test.writes')))).toBeGreaterThan(1);
    },
    look: counts,
  },
  {
    name: 'restoring a copy as another ledger',
    stores: [...JOURNAL, 'ledgers'],
    approach: async (page, base, copy) => {
      const settings = await approachCopy(page, base, join(dirname(copy), LONG));
      return () => settings.main.getByRole('button', { name: 'Restaurar como cartera nueva' }).click();
    },
    isOver: (page) => expect(new Settings(page).toasts).toContainText('Se restauró y está abierta', { timeout: 20_000 }),
    look: counts,
  },
  {
    name: 'going back to an older copy',
    stores: JOURNAL,
    approach: async (page, base, copy) => {
      const settings = await approachCopy(page, base, copy);
      return () => settings.button('Volver a esta copia').click();
    },
    isOver: (page) => expect(new Settings(page).toasts).toContainText('La cartera volvió a la copia'),
    look: counts,
  },
  {
    name: 'putting a lock on',
    stores: [...JOURNAL, 'lock', 'set_aside', 'snapshots', 'snapshot_parts'],
    approach: async (page, base) => {
      await page.goto(`${base}#/settings/lock`);
      await page.getByLabel('Contraseña nueva').fill(PASSPHRASE);
      await page.getByLabel('Otra vez').fill(PASSPHRASE);
      await page.getByLabel(/Entiendo que si la olvido/).check();
      return () => page.getByRole('button', { name: 'Poner candado' }).click();
    },
    isOver: (page) => expect(page.getByText('Esta cartera tiene candado')).toBeVisible({ timeout: 15_000 }),
    look: figures,
  },
  {
    name: 'upgrading a database of version 1',
    stores: ['snapshots', 'snapshot_parts', 'set_aside', 'lock'],
    approach: async (page, base) => {
      await page.goto(`${base}icon-not-there`);
      await downgrade(page);
      // Not `goto`, which waits for an answer that a killed browser owes for ever.
      return () => page.evaluate((address) => void (location.href = address), base);
    },
    isOver: (page) => expect(page.locator('.shell')).toBeAttached(),
    look: counts,
  },
];

/** What the stored ledgers hold; every one is whole. */
async function counts(page: Page): Promise<string> {
  const ledgers = await storedLedgers(page);
  for (const { faults } of ledgers) expect(faults).toEqual([]);
  return ledgers.map(({ hashes, payments }) => `${hashes.length} (${payments.join()})`).sort().join(' + ');
}

/** What the screen says, under a lock or not. */
async function figures(page: Page, base: string): Promise<string> {
  const locked = page.getByRole('heading', { name: 'La cartera está cerrada con candado' });
  const isLocked = await locked.isVisible();
  if (isLocked) {
    await page.getByLabel('Contraseña').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.locator('.shell')).toBeAttached({ timeout: 15_000 });
  }
  await page.goto(`${base}#/receivables`);
  await expect(page.getByRole('main').getByRole('table').first()).toContainText('1,500.25');
  return isLocked ? 'under the lock' : 'without one';
}

/** Has the page stop for ever at a write, or once all is stored, and say so. */
async function watchWrites(page: Page, onStop: () => void): Promise<void> {
  await page.exposeFunction('atTheWrite', onStop);
  await page.addInitScript(() => {
    let writes = 0;
    const armed = (): { stores: string[]; at: number | { stored: number } } | null => JSON.parse(localStorage.getItem('test.kill') ?? 'null');
    const stop = () => {
      (window as unknown as { atTheWrite: () => void }).atTheWrite();
      for (;;) /* until it is killed */;
    };
    const heard = new WeakSet<IDBTransaction>();
    const count = (store: IDBObjectStore) => {
      const kill = armed();
      if (!kill?.stores.includes(store.name)) return;
      if (!heard.has(store.transaction)) {
        heard.add(store.transaction);
        store.transaction.addEventListener('complete', () => typeof kill.at === 'object' && writes >= kill.at.stored && stop(), { capture: true });
      }
      localStorage.setItem('test.writes', String(++writes));
      if (writes === kill.at) stop();
    };
    const stores = IDBObjectStore.prototype as unknown as Record<string, (...given: unknown[]) => IDBRequest>;
    for (const name of ['add', 'put', 'delete', 'clear']) {
      const own = stores[name];
      stores[name] = function (this: IDBObjectStore, ...given) {
        const request = own?.apply(this, given) as IDBRequest;
        count(this);
        return request;
      };
    }
    const { createObjectStore } = IDBDatabase.prototype;
    IDBDatabase.prototype.createObjectStore = function (...given) {
      const store = createObjectStore.apply(this, given);
      count(store);
      return store;
    };
  });
}

/** A copy with so many more records, each of which gives the firm another name. */
function lengthened(copy: string, more: number): string {
  const [first = '', ...lines] = copy.trimEnd().split('\n');
  const last = JSON.parse(lines.at(-1) ?? '');
  const named = lines.flatMap((line) => JSON.parse(line).record.facts).findLast((fact) => fact.firm_changed).firm_changed.after;
  const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let id = [...last.record.header.id].reduce((sum: bigint, letter: string) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);
  let { sha256, seq } = last;
  let before = named;
  for (let n = 0; n < more; n++) {
    id += 1n << 20n;
    const letters = Array.from({ length: 26 }, (_, place) => LETTERS[Number((id >> BigInt(5 * (25 - place))) & 31n)]).join('');
    const after = { ...named, name: `Comercial ${n}` };
    const header = { ...last.record.header, id: letters, prev: sha256, deed: 'changed_settings' };
    const record = JSON.stringify({ header, facts: [{ firm_changed: { before, after } }] });
    sha256 = createHash('sha256').update(record).digest('hex');
    lines.push(`{"seq":${++seq},"version":${last.version},"sha256":"${sha256}","record":${record}}`);
    before = after;
  }
  return `${[JSON.stringify({ ...JSON.parse(first), records: lines.length }), ...lines].join('\n')}\n`;
}

/** A profile with a ledger of three records, and an older copy of it as a file. */
async function prepare(folder: string, baseURL: string, launchOptions: LaunchOptions): Promise<string> {
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), { ...launchOptions, baseURL, locale: 'es-MX', serviceWorkers: 'block' });
  const page = await context.newPage();
  const screen = new ImportScreen(page);
  await screen.open();
  await screen.drop('lista.csv', 'Cliente,Factura,Fecha,Vence,Importe\nAndina,A-1,2026-01-31,2026-02-28,1500.25\n');
  await screen.enter.click();
  await screen.result.waitFor();
  const settings = new Settings(page);
  await settings.open('copies');
  const copy = join(folder, 'copia.jsonl');
  await cp(await settings.download(), copy);
  await writeFile(join(folder, LONG), lengthened(await readFile(copy, 'utf8'), 250));
  await settings.goTo('firm');
  await settings.nameFirm('Comercial Andina');
  await context.close();
  return copy;
}

test('killed at its writes, an action is there or is not', async ({ baseURL, launchOptions }) => {
  test.setTimeout(EVERY_WRITE ? 7_200_000 : 900_000);
  const base = baseURL ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'cartera-kills-'));
  let browser: KillableBrowser | undefined;
  /** Opens the page on a copy of the prepared profile, or on one where something happened. */
  const open = async (profile: string, isFresh: boolean) => {
    if (isFresh) {
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      await cp(join(folder, 'profile'), profile, { recursive: true });
    }
    browser = await KillableBrowser.open(profile, launchOptions);
    return browser;
  };
  try {
    const copy = await prepare(folder, base, launchOptions);
    for (const flow of FLOWS.filter(({ name }) => EVERY_WRITE || OFTEN.includes(name))) {
      const profile = join(folder, 'one');
      /** Does it up to a write; what is found afterwards. Without one, to its end. */
      const killedAt = async (at: number | { stored: number }): Promise<string> => {
        const first = await open(profile, true);
        let isThere = () => undefined as void;
        const stopped = new Promise<void>((resolve) => (isThere = resolve));
        await watchWrites(first.page, isThere);
        const act = await flow.approach(first.page, base, copy);
        await first.page.evaluate((kill) => {
          localStorage.removeItem('test.writes');
          localStorage.setItem('test.kill', JSON.stringify(kill));
        }, { stores: flow.stores, at });
        const acting = act().catch(() => undefined);
        if (at === NEVER) {
          await acting;
          await flow.isOver(first.page);
          writes = await first.page.evaluate(() => Number(localStorage.getItem('test.writes')));
        } else {
          await stopped;
        }
        await first.kill();
        await acting;
        return afterwards();
      };
      const afterwards = async () => {
        const { page } = await open(profile, false);
        await page.goto(base);
        await expect(page.locator('.shell').or(page.getByRole('heading', { name: 'La cartera está cerrada con candado' }))).toBeAttached();
        await expect(page.locator('.notice.problem')).toHaveCount(0);
        const found = await flow.look(page, base);
        await browser?.kill();
        return found;
      };
      let writes = 0;
      await open(profile, true);
      await browser?.kill();
      const before = await afterwards();
      const after = await killedAt(NEVER);
      expect(writes, `${flow.name} writes`).toBeGreaterThan(1);
      const outcome = async (at: number | { stored: number }) => {
        const found = await killedAt(at);
        expect([before, after], `${flow.name}, killed at ${JSON.stringify(at)} of ${writes}`).toContain(found);
        return found === after ? 'as after' : 'as before';
      };
      const first = await outcome(1);
      // Of many writes some: they are alike.
      const step = Math.ceil(writes / 12);
      for (let at = 1 + step; EVERY_WRITE && at < writes; at += step) await outcome(at);
      const last = await outcome(writes);
      const stored = await outcome({ stored: writes });
      console.log(flow.name, writes, before, '→', after, ':', first, last, stored);
      table.add(flow.name, String(writes), first, last, stored);
    }
  } finally {
    await browser?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

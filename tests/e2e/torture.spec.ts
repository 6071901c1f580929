// The browser is killed at random moments while payments are recorded, again and again on
// one ledger: what was shown as saved is there, and nothing is half there. A few times with
// every test run; `make torture` does it 500 times. CARTERA_SEED repeats a run.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Page } from '@playwright/test';

import { KillableBrowser } from './helpers/killable.ts';
import { storedLedgers } from './helpers/stored.ts';
import { expect, test } from './helpers/test.ts';
import { ImportScreen } from './pages/import.ts';

const KILLS = Number(process.env.CARTERA_KILLS ?? 8);
const SEED = Number(process.env.CARTERA_SEED ?? Date.now() % 2 ** 32);
/** A kill comes at some moment within this time, in which a few payments are recorded. */
const WITHIN_MS = 1_500;
const KILL_TAKES_MS = 15_000;
/** A machine that does other things too is slow, and that is no loss of data. */
const PATIENT = { timeout: 60_000 };

/** Random numbers below 1 from a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Records a payment of so many pesos in the sheet; the address under which it is shown. */
async function pay(page: Page, customer: string, pesos: number): Promise<string> {
  await page.evaluate((hash) => (location.hash = hash), `#/payments/new?customer=${customer}`);
  const amount = page.locator('form.payment-sheet').getByRole('textbox', { name: 'Importe', exact: true });
  await amount.fill(String(pesos));
  await amount.press('Enter');
  await page.locator('main .payment-columns').waitFor();
  return new URL(page.url()).hash;
}

test(`the browser is killed ${KILLS} times while payments are recorded, and nothing is lost`, async ({ baseURL, launchOptions }) => {
  test.setTimeout(60_000 + KILLS * KILL_TAKES_MS);
  console.log(`seed ${SEED} (CARTERA_SEED=${SEED} repeats it)`);
  const random = chance(SEED);
  const profile = await mkdtemp(join(tmpdir(), 'cartera-torture-'));
  const shown = new Map<number, string>();
  let tried = 0;
  let unanswered = 0;
  let browser: KillableBrowser | undefined;
  try {
    let customer = '';
    for (let kill = 0; kill <= KILLS; kill++) {
      browser = await KillableBrowser.open(profile, launchOptions);
      const { page } = browser;
      const last = [...shown.values()].at(-1);
      await page.goto(`${baseURL}${last ?? ''}`);
      await expect(page.locator('.shell')).toBeAttached(PATIENT);

      // What was shown last is shown again, and nothing is reported as damaged.
      if (last) await expect(page.locator('main .payment-columns')).toBeVisible(PATIENT);
      await expect(page.locator('.notice.problem')).toHaveCount(0);
      for (const { faults, payments } of await storedLedgers(page)) {
        expect(faults, 'every record follows the one before it').toEqual([]);
        expect(new Set(payments).size, 'none is there twice').toBe(payments.length);
        const stored = new Set(payments.map((minor) => minor / 100));
        expect([...shown.keys()].filter((pesos) => !stored.has(pesos)), 'payments shown as saved and not there').toEqual([]);
        expect(Math.max(0, ...stored), 'nothing is there that was not recorded').toBeLessThanOrEqual(tried);
        unanswered = stored.size - shown.size;
      }
      if (kill === KILLS) break;
      if (kill % 25 === 0) console.log(`${kill} of ${KILLS} kills, ${shown.size} payments shown as saved, all there`);

      if (!customer) {
        const list = new ImportScreen(page);
        await page.goto(`${baseURL}#/import`);
        await page.getByRole('heading', { level: 1, name: 'Importar' }).waitFor();
        await list.drop('lista.csv', 'Cliente,Factura,Fecha,Vence,Importe\nAndina,A-1,2026-01-31,2026-02-28,900000.00\n');
        await list.enter.click();
        await list.result.waitFor();
        await page.goto(`${baseURL}#/customers`);
        const door = await page.getByRole('link', { name: 'Andina' }).first().getAttribute('href');
        customer = door?.split('/').at(-1) ?? '';
        expect(customer).not.toBe('');
      }
      const record = async () => {
        for (;;) shown.set(++tried, await pay(page, customer, tried));
      };
      const recording = record().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, random() * WITHIN_MS));
      await browser.kill();
      await recording;
    }
    const report = `${KILLS} kills, ${tried} payments begun, ${shown.size} shown as saved and all there, ${unanswered} stored of which the page could not tell any more, 0 lost, 0 half`;
    console.log(report);
    test.info().annotations.push({ type: 'kills', description: report });
    expect(shown.size, 'payments were recorded').toBeGreaterThan(0);
  } finally {
    await browser?.kill();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});

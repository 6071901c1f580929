// A ledger under a lock: how long opening it takes, and what encryption adds to saving.

import { figure } from './lib/report.mjs';
import { median, summary } from './lib/stats.mjs';
import { storeLedger } from './lib/stored-ledger.mjs';
import { watch } from './lib/watch.mjs';
import { record } from './payment.mjs';

const INVOICES = 10_000;
const PASSPHRASE = 'canción de la montaña azul';
const WARM_UP = 5;
const SAVES = 40;
const OPENINGS = 8;
const MOST_ADDED_MS = 20;
const MOST_UNLOCK_MS = 2_000;

export async function measureLock({ newBrowser, origin, folders, quick }) {
  const browser = await newBrowser();
  try {
    const customer = await storeLedger(browser.context, origin, folders, INVOICES);
    const page = await browser.context.newPage();
    await watch(page);
    await page.goto(`${origin}#/receivables`);
    const save = async () => {
      const samples = [];
      for (let turn = 0; turn < WARM_UP + (quick ? 10 : SAVES); turn++) {
        const tookMs = await record(page, customer, turn);
        if (turn >= WARM_UP) samples.push(tookMs);
      }
      return samples;
    };
    const plain = await save();
    await lock(page);
    const locked = await save();
    // The first one opens without a snapshot: putting a lock on takes them away.
    const unlocked = [];
    for (let turn = 0; turn < 1 + (quick ? 3 : OPENINGS); turn++) {
      const tookMs = await unlock(page, origin);
      if (turn > 0) unlocked.push(tookMs);
    }
    const addedMs = median(locked) - median(plain);
    const { p95 } = summary(unlocked);
    return [
      {
        title: `A ledger of ${INVOICES.toLocaleString('en')} invoices under a lock`,
        how:
          'Recording a payment, from the press of Enter to the frame with the payment’s own screen, without a lock and ' +
          `then with one, after ${WARM_UP} each that are not counted. Opening, from the press of Enter after the ` +
          'passphrase to the frame with the first rows: 600,000 rounds of PBKDF2, and the ledger decrypted and read.',
        unit: 'ms',
        rows: [
          { what: 'a payment, no lock', samples: plain },
          { what: 'a payment, under the lock', samples: locked },
          { what: 'Enter to the open ledger', samples: unlocked },
        ],
        judged: [
          { what: `the lock adds at most ${MOST_ADDED_MS} ms to a save, median`, value: `${figure(addedMs)} ms`, met: addedMs <= MOST_ADDED_MS },
          { what: `opens within ${MOST_UNLOCK_MS} ms, 95th percentile`, value: `${figure(p95)} ms`, met: p95 <= MOST_UNLOCK_MS },
        ],
      },
    ];
  } finally {
    await browser.close();
  }
}

async function lock(page) {
  await page.evaluate(() => (location.hash = '#/settings/lock'));
  const words = page.locator('form.lock-form input[type=password]');
  await words.first().waitFor();
  for (const word of await words.all()) await word.fill(PASSPHRASE);
  await page.locator('form.lock-form input[type=checkbox]').check();
  await page.locator('form.lock-form button[type=submit]').click();
  // The page of a ledger that has a lock offers to change it and to take it off.
  await page.locator('#remove-lock').waitFor();
}

async function unlock(page, origin) {
  await page.goto('about:blank');
  await page.goto(`${origin}#/receivables`);
  const word = page.locator('form.lock-form input[type=password]');
  await word.fill(PASSPHRASE);
  const took = page.evaluate(
    (shown) =>
      new Promise((resolve) => {
        const pressed = async (event) => {
          if (event.key !== 'Enter') return;
          removeEventListener('keydown', pressed, true);
          resolve((await window.bench.drawn(shown)) - event.timeStamp);
        };
        addEventListener('keydown', pressed, true);
      }),
    'main table tbody tr:not([aria-hidden])',
  );
  await page.evaluate(() => undefined);
  await word.press('Enter');
  return took;
}

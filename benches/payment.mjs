// Recording a payment: from the key that saves it to the frame in which it stands on the
// screen, durably stored.

import { figure } from './lib/report.mjs';
import { summary } from './lib/stats.mjs';
import { storeLedger } from './lib/stored-ledger.mjs';
import { watch } from './lib/watch.mjs';

const INVOICES = 10_000;
const WARM_UP = 5;
const RUNS = 40;
const MOST_MS = 50;

/** The payment's own amount; those of its lines come after. */
const AMOUNT = '.payment-sheet > .fields .input.amount';
/** The screen of one payment, which says that it is in the ledger. */
const PAYMENT = 'main .payment-columns';

export async function measurePayment({ newBrowser, origin, folders, quick }) {
  const browser = await newBrowser();
  try {
    const customer = await storeLedger(browser.context, origin, folders, INVOICES);
    const page = await browser.context.newPage();
    await watch(page);
    await page.goto(`${origin}#/receivables`);
    const samples = [];
    for (let turn = 0; turn < WARM_UP + (quick ? 10 : RUNS); turn++) {
      const tookMs = await record(page, customer, turn);
      if (turn >= WARM_UP) samples.push(tookMs);
    }
    const { p95 } = summary(samples);
    return [
      {
        title: `Recording a payment among ${INVOICES.toLocaleString('en')} invoices`,
        how:
          'From the press of Enter in the sheet to the frame with the payment’s own screen: checked, stored so that ' +
          `it is on the disk, in the book, drawn. After ${WARM_UP} that are not counted.`,
        unit: 'ms',
        rows: [{ what: 'Enter to the payment on screen', samples }],
        judged: [{ what: `at most ${MOST_MS} ms, 95th percentile`, value: `${figure(p95)} ms`, met: p95 <= MOST_MS }],
      },
    ];
  } finally {
    await browser.close();
  }
}

/** Records a payment of a customer; how long that took in milliseconds. */
export async function record(page, customer, turn) {
  await page.evaluate((hash) => (location.hash = hash), `#/payments/new?customer=${customer}`);
  const amount = page.locator(AMOUNT).first();
  await amount.fill(String(10 + turn));
  // Whoever records a payment reads the sheet before pressing the key.
  await page.waitForTimeout(300);
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
    PAYMENT,
  );
  await page.evaluate(() => undefined);
  await amount.press('Enter');
  return took;
}

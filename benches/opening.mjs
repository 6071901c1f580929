// Opening the page on a ledger: from the start of the navigation to the frame in which the
// first table's rows stand.

import { figure } from './lib/report.mjs';
import { median } from './lib/stats.mjs';
import { storeLedger } from './lib/stored-ledger.mjs';
import { longest, watch } from './lib/watch.mjs';

const SIZES = [
  { invoices: 10_000, runs: 20, mostMs: 400 },
  { invoices: 100_000, runs: 10, mostMs: 2_000 },
];

/** Visits before those that count, long enough for the browser to keep compiled code. */
const WARM_UP = 3;
const VISIT_MS = 4_000;

const ROWS = 'main table tbody tr:not([aria-hidden])';
const EMPTY = 'main h1[tabindex]';

export async function measureOpening({ newBrowser, origin, folders, quick }) {
  const rows = [];
  const judged = [];
  const times = (runs) => WARM_UP + (quick ? 5 : runs);
  const add = (what, visits) => {
    const [cold, warm] = [visits[0], visits.slice(WARM_UP)];
    rows.push({ what, samples: warm.map((visit) => visit.drawnMs) });
    rows.push({ what: '  processor time of the page', samples: warm.map((visit) => visit.threadMs) });
    rows.push({ what: '  longest task', samples: warm.map((visit) => visit.longestTaskMs) });
    rows.push({ what: '  the first visit', samples: [cold.drawnMs] });
    return median(warm.map((visit) => visit.drawnMs));
  };
  const withProfile = async (run) => {
    const browser = await newBrowser();
    try {
      return await run(browser.context);
    } finally {
      await browser.close();
    }
  };

  add('no ledger', await withProfile((context) => visit(context, origin, EMPTY, times(10))));
  for (const { invoices, runs, mostMs } of quick ? SIZES.slice(0, 1) : SIZES) {
    const what = `${invoices.toLocaleString('en')} invoices`;
    const visits = await withProfile(async (context) => {
      await storeLedger(context, origin, folders, invoices);
      return visit(context, origin, ROWS, times(runs));
    });
    const took = add(what, visits);
    judged.push({ what: `${what} in at most ${mostMs} ms, median`, value: `${figure(took)} ms`, met: took <= mostMs });
  }
  return [
    {
      title: 'Opening the page until the first table stands',
      how:
        'Receivables, from the start of the navigation to the frame with the first rows; without a ledger, to the ' +
        'welcome. From a server on this machine, each visit in a new tab of the same profile; the first visit stands ' +
        `apart, and the first ${WARM_UP} are not among the others. Two invoices in three are paid; a snapshot and 40 ` +
        'later records are stored. Tasks under 50 ms count as 0.',
      unit: 'ms',
      rows,
      judged,
    },
  ];
}

/** Opens the page so many times, one after another. */
async function visit(context, origin, selector, times) {
  const visits = [];
  for (let turn = 0; turn < times; turn++) {
    const page = await context.newPage();
    await watch(page);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(`${origin}#/receivables`);
    const drawnMs = await page.evaluate((wanted) => window.bench.drawn(wanted), selector);
    const { metrics } = await session.send('Performance.getMetrics');
    const threadMs = 1_000 * metrics.find(({ name }) => name === 'ThreadTime').value;
    // Long tasks are told of a little later.
    await page.waitForTimeout(turn < WARM_UP ? VISIT_MS : 150);
    const longestTaskMs = longest(await page.evaluate(() => window.bench.tasks));
    visits.push({ drawnMs, threadMs, longestTaskMs });
    await page.close();
  }
  return visits;
}

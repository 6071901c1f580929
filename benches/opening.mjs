// Opening the page on a ledger: from the start of the navigation to the frame in which the
// first table's rows stand.

import { benchPage } from './lib/browser.mjs';
import { figure } from './lib/report.mjs';
import { median } from './lib/stats.mjs';

const SIZES = [
  { invoices: 10_000, runs: 20, mostMs: 400 },
  { invoices: 100_000, runs: 10, mostMs: 2_000 },
];

/** Loads that warm the browser's caches of code, and are not counted. */
const WARM_UP = 2;

const ROWS = 'h1[tabindex]';

export async function measureOpening({ newBrowser, origin, folders, quick }) {
  const rows = [];
  const judged = [];
  for (const { invoices, runs, mostMs } of quick ? SIZES.slice(0, 1) : SIZES) {
    // A profile each: the page opens the ledger opened last, and others cost nothing.
    const browser = await newBrowser();
    try {
      await storeLedger(browser.context, origin, folders, invoices);
      const [cold, ...later] = await open(browser.context, origin, 1 + WARM_UP + (quick ? 5 : runs));
      const warm = later.slice(WARM_UP);
      const what = `${invoices.toLocaleString('en')} invoices`;
      rows.push({ what: `${what}, warm`, samples: warm.map((load) => load.tableMs) });
      rows.push({ what: '  until the code is there', samples: warm.map((load) => load.codeMs) });
      rows.push({ what: '  longest task', samples: warm.map((load) => load.longestTaskMs) });
      rows.push({ what: '  the first visit', samples: [cold.tableMs] });
      const took = median(warm.map((load) => load.tableMs));
      judged.push({ what: `${what} in at most ${mostMs} ms, median`, value: `${figure(took)} ms`, met: took <= mostMs });
    } finally {
      await browser.close();
    }
  }
  return [
    {
      title: 'Opening the page until the first table stands',
      how:
        'Receivables, from the start of the navigation to the frame with the first rows. Warm: the third and later ' +
        'visits with the same profile, each in a new tab, from a server on this machine. Two invoices in three are paid; ' +
        'a snapshot and 40 later records are stored.',
      unit: 'ms',
      rows,
      judged,
    },
  ];
}

/** Stores a ledger as the page stores it, and returns the id of a customer who owes. */
export async function storeLedger(context, origin, folders, invoices) {
  const page = await benchPage(context, origin, folders);
  const customer = await page.evaluate(async (count) => {
    const { default: init, store_ledger } = await import('/bench/wasm/bench.js');
    await init();
    return store_ledger(count, 7n);
  }, invoices);
  await page.close();
  return customer;
}

/** Opens the page so many times, one after another. */
async function open(context, origin, times) {
  const loads = [];
  for (let turn = 0; turn < times; turn++) {
    const page = await context.newPage();
    await page.addInitScript(watchForRows, ROWS);
    await page.goto(`${origin}#/receivables`);
    loads.push(await page.evaluate(() => window.firstRows));
    await page.close();
  }
  return loads;
}

/** Runs in the page before its own scripts. */
function watchForRows(selector) {
  let longestTaskMs = 0;
  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  tasks.observe({ type: 'longtask', buffered: true });
  window.firstRows = new Promise((resolve) => {
    const changes = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      changes.disconnect();
      // The next frame draws them; the task after it runs when it has been handed over.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const tableMs = performance.now();
          const code = performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.wasm'));
          const codeMs = Math.max(...code.map((entry) => entry.responseEnd));
          // Long tasks are told of a little later.
          setTimeout(() => resolve({ tableMs, codeMs, longestTaskMs }), 100);
        };
        port2.postMessage(null);
      });
    });
    changes.observe(document, { childList: true, subtree: true });
  });
}

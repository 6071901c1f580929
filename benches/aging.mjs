// The aging report: Cartera's library against what else could compute it in a browser.

import { benchPage } from './lib/browser.mjs';
import { figure } from './lib/report.mjs';
import { median } from './lib/stats.mjs';

const CONTESTANTS = [
  ['cartera', 'Cartera, WebAssembly'],
  ['objects', 'plain objects, JavaScript'],
  ['columns', 'typed columns, JavaScript'],
  ['decimal', 'decimal.js'],
  ['sql', 'sql.js'],
];

const SIZES = [
  { count: 100_000, rounds: 5, warmUp: 5, runs: 20, mostMs: 5 },
  { count: 1_000_000, rounds: 2, warmUp: 3, runs: 5 },
];

/** Cartera is to be so many times as fast as decimal.js and as sql.js. */
const TIMES = 10;

export async function measureAging({ newBrowser, origin, folders, quick }) {
  const browser = await newBrowser();
  try {
    return await measureIn(browser.context, origin, folders, quick);
  } finally {
    await browser.close();
  }
}

async function measureIn(context, origin, folders, quick) {
  const tables = [];
  for (const { count, rounds, warmUp, runs, mostMs } of quick ? SIZES.slice(0, 1) : SIZES) {
    const first = new Map(CONTESTANTS.map(([name]) => [name, []]));
    const warm = new Map(CONTESTANTS.map(([name]) => [name, []]));
    const prepared = new Map();
    let expected;
    // In turns, so that what else the machine does falls on all of them.
    for (let round = 0; round < (quick ? 1 : rounds); round++) {
      for (const [name] of CONTESTANTS) {
        const page = await benchPage(context, origin, folders);
        const result = await page.evaluate(
          async (job) => (await import('/bench/web/aging/measure.mjs')).measure(job),
          { contestant: name, count, warmUp, runs },
        );
        await page.close();
        expected ??= result.found;
        requireSame(name, expected, result.found);
        first.get(name).push(result.firstMs);
        warm.get(name).push(...result.warmMs);
        prepared.set(name, result.preparedMs);
      }
    }
    tables.push(table(count, warmUp, expected, first, warm, prepared, mostMs));
  }
  return tables;
}

function requireSame(name, expected, found) {
  if (JSON.stringify(expected) !== JSON.stringify(found)) {
    throw new Error(
      `${name} comes to another report.\nexpected ${JSON.stringify(expected)}\nfound    ${JSON.stringify(found)}`,
    );
  }
}

function table(count, warmUp, found, first, warm, prepared, mostMs) {
  const own = median(warm.get('cartera'));
  const times = (name) => median(warm.get(name)) / own;
  const rows = CONTESTANTS.flatMap(([name, what]) => [
    {
      what,
      samples: warm.get(name),
      note: name === 'cartera' ? '' : `${figure(times(name))} × Cartera`,
      preparedMs: prepared.get(name),
    },
    { what: `  first call`, samples: first.get(name) },
  ]);
  const judged = ['decimal', 'sql'].map((name) => ({
    what: `at least ${TIMES} × as fast as ${CONTESTANTS.find(([known]) => known === name)[1]}`,
    value: `${figure(times(name))} ×`,
    met: times(name) >= TIMES,
  }));
  if (mostMs) judged.unshift({ what: `at most ${mostMs} ms, median`, value: `${figure(own)} ms`, met: own <= mostMs });
  const customers = found.totals.reduce((sum, section) => sum + section.rows, 0);
  return {
    title: `Aging report, ${count.toLocaleString('en')} open items`,
    how:
      `5,000 customers, 3 currencies, ${customers.toLocaleString('en')} rows and the totals; one item in ten is paid in part. ` +
      `Each in a page of its own with its data ready; all came to the same amounts in every row. ` +
      `The first call of a page stands apart; the others follow ${warmUp} calls that are not counted.`,
    unit: 'ms',
    rows,
    judged,
  };
}

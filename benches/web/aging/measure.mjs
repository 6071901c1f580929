// Runs one contestant in a page of its own and says what it found and how long it took.
//
// A contestant exports `prepare(items)`, not timed, which returns `{ run, rows }`: `run`
// makes the whole report (a row a customer and currency, and the totals), timed; `rows`
// gives the last report's rows for comparison, as arrays of currency, customer, five
// buckets, balance, open items and days of the oldest, amounts in minor units.

import { CURRENCIES, makeItems } from './items.mjs';

export async function measure({ contestant, count, warmUp, runs }) {
  if (!crossOriginIsolated) throw new Error('the clock is coarse: the page is not isolated');
  const { prepare } = await import(`./${contestant}.mjs`);
  const begun = performance.now();
  const { run, rows } = await prepare(makeItems(count));
  const preparedMs = performance.now() - begun;
  const taken = [];
  for (let turn = 0; turn < 1 + warmUp + runs; turn++) {
    const start = performance.now();
    run();
    taken.push(performance.now() - start);
    // Compilers finish, and garbage goes, between runs as it does between clicks.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { preparedMs, firstMs: taken[0], warmMs: taken.slice(1 + warmUp), found: await found(rows()) };
}

/** The totals of each currency, and a hash of all rows, whatever their order. */
async function found(rows) {
  rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const totals = CURRENCIES.map((currency, place) => {
    const own = rows.filter((row) => row[0] === place);
    const sum = (column) => own.reduce((total, row) => total + row[column], 0);
    return { currency, rows: own.length, buckets: [2, 3, 4, 5, 6].map(sum), balance: sum(7), items: sum(8) };
  });
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return { totals, rows: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

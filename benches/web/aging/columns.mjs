// The fastest we can write it in JavaScript: typed columns in, typed cells out, no maps and
// no objects. Nobody keeps a ledger so; it shows how near the floor the others are.

import { AS_OF_DAY, CURRENCIES, CUSTOMERS, EDGES } from './items.mjs';

/** Five buckets, the balance, the open items and the days of the oldest. */
const WIDTH = 8;

export function prepare(items) {
  let report;
  return {
    run: () => (report = aging(items, AS_OF_DAY)),
    rows() {
      const rows = [];
      for (let cell = 0; cell < CURRENCIES.length * CUSTOMERS; cell++) {
        const row = report.cells.subarray(cell * WIDTH, (cell + 1) * WIDTH);
        if (row[6] > 0) rows.push([Math.floor(cell / CUSTOMERS), cell % CUSTOMERS, ...row]);
      }
      return rows;
    },
  };
}

function aging({ count, customer, currency, issuedDay, dueDay, amountMinor, paidMinor }, asOfDay) {
  const cells = new Float64Array(CURRENCIES.length * CUSTOMERS * WIDTH);
  for (let at = 0; at < count; at++) {
    const openMinor = amountMinor[at] - paidMinor[at];
    if (issuedDay[at] > asOfDay || openMinor === 0) continue;
    const days = asOfDay - dueDay[at];
    const bucket = days <= 0 ? 0 : days <= EDGES[0] ? 1 : days <= EDGES[1] ? 2 : days <= EDGES[2] ? 3 : 4;
    const cell = (currency[at] * CUSTOMERS + customer[at]) * WIDTH;
    cells[cell + bucket] += openMinor;
    cells[cell + 5] += openMinor;
    if (cells[cell + 6] === 0 || days > cells[cell + 7]) cells[cell + 7] = days;
    cells[cell + 6] += 1;
  }
  const totals = new Float64Array(CURRENCIES.length * WIDTH);
  for (let cell = 0; cell < CURRENCIES.length * CUSTOMERS; cell++) {
    const total = Math.floor(cell / CUSTOMERS) * WIDTH;
    for (let column = 0; column < WIDTH - 1; column++) totals[total + column] += cells[cell * WIDTH + column];
  }
  return { cells, totals };
}

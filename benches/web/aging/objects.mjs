// Plain objects and numbers of minor units, as one would write it in JavaScript.

import { AS_OF_DAY, CURRENCIES, EDGES } from './items.mjs';

export function prepare(columns) {
  const items = Array.from({ length: columns.count }, (_, at) => ({
    customer: columns.customer[at],
    currency: CURRENCIES[columns.currency[at]],
    issuedDay: columns.issuedDay[at],
    dueDay: columns.dueDay[at],
    amountMinor: columns.amountMinor[at],
    paidMinor: columns.paidMinor[at],
  }));
  let report;
  return {
    run: () => (report = aging(items, AS_OF_DAY)),
    rows: () =>
      [...report].flatMap(([currency, { rows }]) =>
        [...rows].map(([customer, row]) => [
          CURRENCIES.indexOf(currency),
          customer,
          ...row.buckets,
          row.balanceMinor,
          row.items,
          row.oldestDays,
        ]),
      ),
  };
}

function aging(items, asOfDay) {
  const sections = new Map();
  for (const item of items) {
    if (item.issuedDay > asOfDay) continue;
    const openMinor = item.amountMinor - item.paidMinor;
    if (openMinor === 0) continue;
    let section = sections.get(item.currency);
    if (!section) sections.set(item.currency, (section = { rows: new Map(), totals: emptyRow() }));
    let row = section.rows.get(item.customer);
    if (!row) section.rows.set(item.customer, (row = emptyRow()));
    const days = asOfDay - item.dueDay;
    row.buckets[bucketOf(days)] += openMinor;
    row.balanceMinor += openMinor;
    row.items += 1;
    if (days > row.oldestDays) row.oldestDays = days;
  }
  for (const { rows, totals } of sections.values()) {
    for (const row of rows.values()) {
      row.buckets.forEach((minor, bucket) => (totals.buckets[bucket] += minor));
      totals.balanceMinor += row.balanceMinor;
      totals.items += row.items;
      totals.oldestDays = Math.max(totals.oldestDays, row.oldestDays);
    }
  }
  return sections;
}

function emptyRow() {
  return { buckets: [0, 0, 0, 0, 0], balanceMinor: 0, items: 0, oldestDays: -Infinity };
}

export function bucketOf(days) {
  if (days <= 0) return 0;
  if (days <= EDGES[0]) return 1;
  if (days <= EDGES[1]) return 2;
  if (days <= EDGES[2]) return 3;
  return 4;
}

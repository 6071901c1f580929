// decimal.js: amounts as decimals of the currency's unit, added exactly.

import Decimal from '/bench/npm/decimal.js/decimal.mjs';
import { AS_OF_DAY, CURRENCIES } from './items.mjs';
import { bucketOf } from './objects.mjs';

export function prepare(columns) {
  const items = Array.from({ length: columns.count }, (_, at) => ({
    customer: columns.customer[at],
    currency: CURRENCIES[columns.currency[at]],
    issuedDay: columns.issuedDay[at],
    dueDay: columns.dueDay[at],
    amount: new Decimal(columns.amountMinor[at]).div(100),
    paid: new Decimal(columns.paidMinor[at]).div(100),
  }));
  let report;
  const minor = (amount) => amount.times(100).toNumber();
  return {
    run: () => (report = aging(items, AS_OF_DAY)),
    rows: () =>
      [...report].flatMap(([currency, { rows }]) =>
        [...rows].map(([customer, row]) => [
          CURRENCIES.indexOf(currency),
          customer,
          ...row.buckets.map(minor),
          minor(row.balance),
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
    // Most are not paid at all, and need no subtraction.
    const open = item.paid.isZero() ? item.amount : item.amount.minus(item.paid);
    if (open.isZero()) continue;
    let section = sections.get(item.currency);
    if (!section) sections.set(item.currency, (section = { rows: new Map(), totals: emptyRow() }));
    let row = section.rows.get(item.customer);
    if (!row) section.rows.set(item.customer, (row = emptyRow()));
    const days = asOfDay - item.dueDay;
    const bucket = bucketOf(days);
    row.buckets[bucket] = row.buckets[bucket].plus(open);
    row.items += 1;
    if (days > row.oldestDays) row.oldestDays = days;
  }
  for (const { rows, totals } of sections.values()) {
    for (const row of rows.values()) {
      // The balance from the buckets: an addition a row, not one an item.
      row.balance = row.buckets.reduce((sum, amount) => sum.plus(amount));
      totals.buckets = totals.buckets.map((amount, bucket) => amount.plus(row.buckets[bucket]));
      totals.balance = totals.balance.plus(row.balance);
      totals.items += row.items;
      totals.oldestDays = Math.max(totals.oldestDays, row.oldestDays);
    }
  }
  return sections;
}

const ZERO = new Decimal(0);

function emptyRow() {
  return { buckets: [ZERO, ZERO, ZERO, ZERO, ZERO], balance: ZERO, items: 0, oldestDays: -Infinity };
}

// The items that every contestant gets: the same from the same seed.

export const CURRENCIES = ['MXN', 'USD', 'EUR'];
export const CUSTOMERS = 5_000;
/** The last day of each range of days past due; not yet due before, and more days after. */
export const EDGES = [30, 60, 90];
/** 2026-03-31, as days since 1970-01-01. */
export const AS_OF_DAY = Date.UTC(2026, 2, 31) / 86_400_000;

/**
 * Columns of open items: customer, currency, days of issue and due date, amounts in minor
 * units. One in ten is paid in part. Half are past due.
 */
export function makeItems(count, seed = 7) {
  const random = mulberry32(seed);
  const below = (bound) => Math.floor(random() * bound);
  const items = {
    count,
    customer: new Uint32Array(count),
    currency: new Uint8Array(count),
    issuedDay: new Uint32Array(count),
    dueDay: new Uint32Array(count),
    amountMinor: new Float64Array(count),
    paidMinor: new Float64Array(count),
  };
  for (let at = 0; at < count; at++) {
    items.customer[at] = below(CUSTOMERS);
    items.currency[at] = [0, 0, 0, 1, 1, 2][below(6)];
    items.issuedDay[at] = AS_OF_DAY - below(240);
    items.dueDay[at] = items.issuedDay[at] + [15, 30, 60, 90, 120][below(5)];
    items.amountMinor[at] = 1_000 + below(10_000_000);
    items.paidMinor[at] = below(10) === 0 ? 1 + below(items.amountMinor[at] - 1) : 0;
  }
  return items;
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

// Cartera's own library, in WebAssembly.

import init, { Portfolio } from '/bench/wasm/bench.js';
import { AS_OF_DAY, CURRENCIES, CUSTOMERS } from './items.mjs';

export async function prepare(items) {
  await init();
  const portfolio = new Portfolio(
    CUSTOMERS,
    CURRENCIES,
    items.customer,
    items.currency,
    items.issuedDay,
    items.dueDay,
    items.amountMinor,
    items.paidMinor,
    AS_OF_DAY,
  );
  return {
    run: () => portfolio.aging(),
    worklist: () => portfolio.worklist(),
    projection: {
      begin: (currency, days, paths) => portfolio.begin_projection(currency, days, paths),
      advance: (paths) => portfolio.advance_projection(paths),
      finish: () => [...portfolio.finish_projection()],
    },
    rows() {
      const numbers = portfolio.rows(CURRENCIES);
      return Array.from({ length: numbers.length / 10 }, (_, at) => [...numbers.slice(at * 10, at * 10 + 10)]);
    },
  };
}

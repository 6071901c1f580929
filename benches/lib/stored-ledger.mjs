// Ledgers of any size in the browser's storage.

import { benchPage } from './browser.mjs';

/**
 * Stores a ledger as the page stores it, and as the one the page opens next. Returns the id
 * of a customer who owes something.
 */
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

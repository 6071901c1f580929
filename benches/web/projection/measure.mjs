// Times the projection of all open items in a page of its own, slice by slice.

import { CURRENCIES, makeItems } from '../aging/items.mjs';
import { prepare } from '../aging/cartera.mjs';

/**
 * Projects every currency once uncounted and `runs` times counted: the milliseconds of the
 * whole, and of the longest time in which the page could not have answered.
 */
export async function measure({ count, days, paths, slice, runs }) {
  const { projection } = await prepare(makeItems(count));
  const once = () => {
    let [items, longestMs] = [0, 0];
    const time = (work) => {
      const start = performance.now();
      const result = work();
      longestMs = Math.max(longestMs, performance.now() - start);
      return result;
    };
    const start = performance.now();
    for (const currency of CURRENCIES) {
      time(() => projection.begin(currency, days, paths));
      while (!time(() => projection.advance(slice)));
      items += time(() => projection.finish())[0];
    }
    return { items, totalMs: performance.now() - start, longestMs };
  };
  const first = once();
  const warm = Array.from({ length: runs }, once);
  return {
    items: first.items,
    firstMs: first.totalMs,
    totalMs: warm.map(({ totalMs }) => totalMs),
    longestMs: warm.map(({ longestMs }) => longestMs),
  };
}

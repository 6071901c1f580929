// Times what movements of the bank may be, in a page of its own, slice by slice.

import init, { Matching } from '/bench/wasm/bench.js';

/**
 * Looks at all movements once uncounted and `runs` times counted, as the screen does: slices
 * of about `sliceMs` milliseconds. The milliseconds of the whole, and of the longest time in
 * which the page could not have answered.
 */
export async function measure({ sliceMs, few, runs }) {
  await init();
  const matching = new Matching();
  const once = () => {
    let [longestMs, found] = [0, []];
    const time = (work) => {
      const start = performance.now();
      work();
      longestMs = Math.max(longestMs, performance.now() - start);
    };
    const start = performance.now();
    time(() => matching.begin());
    let more = true;
    while (more) {
      time(() => {
        const until = performance.now() + sliceMs;
        do more = matching.advance(few);
        while (more && performance.now() < until);
      });
    }
    time(() => (found = [...matching.finish()]));
    return { totalMs: performance.now() - start, longestMs, found };
  };
  const first = once();
  const warm = Array.from({ length: runs }, once);
  return {
    items: matching.items(),
    found: first.found,
    firstMs: first.totalMs,
    totalMs: warm.map(({ totalMs }) => totalMs),
    longestMs: [first, ...warm].map(({ longestMs }) => longestMs),
  };
}

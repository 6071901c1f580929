// Times the worklist of a day in a page of its own.

import { makeItems } from '../aging/items.mjs';
import { prepare } from '../aging/cartera.mjs';

/** Works the list out `warmUp` times uncounted and `runs` times counted. */
export async function measure({ count, warmUp, runs }) {
  const { worklist } = await prepare(makeItems(count));
  const time = () => {
    const start = performance.now();
    worklist();
    return performance.now() - start;
  };
  const firstMs = time();
  for (let run = 0; run < warmUp; run++) time();
  const warmMs = Array.from({ length: runs }, time);
  return { firstMs, warmMs, found: [...worklist()] };
}

// What movements of the bank may be, over a large portfolio.

import { benchPage } from './lib/browser.mjs';
import { figure } from './lib/report.mjs';
import { median, summary } from './lib/stats.mjs';

const MOST_MS = 2_000;
const MOST_SLICE_MS = 100;

export async function measureMatching({ newBrowser, origin, folders, quick }) {
  const browser = await newBrowser();
  try {
    const [first, total, longest] = [[], [], []];
    let about;
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const page = await benchPage(browser.context, origin, folders);
      const result = await page.evaluate(
        async (job) => (await import('/bench/web/matching/measure.mjs')).measure(job),
        { sliceMs: 10, few: 8, runs: 3 },
      );
      await page.close();
      first.push(result.firstMs);
      total.push(...result.totalMs);
      longest.push(...result.longestMs);
      about = result;
    }
    const movements = about.found.reduce((sum, count) => sum + count, 0).toLocaleString('en');
    const [certain, likely, weak, nothing] = about.found.map((count) => count.toLocaleString('en'));
    const worst = summary(longest).max;
    return [{
      title: `Matching ${movements} movements of the bank with ${about.items.toLocaleString('en')} open items`,
      how:
        `2,000 customers with names alike, in slices of 10 ms as the screen takes them: ${certain} certain, ${likely} ` +
        `likely, ${weak} weak, ${nothing} without a suggestion. The indexes are part of it; the first call of a page stands apart.`,
      unit: 'ms',
      rows: [
        { what: 'Cartera, WebAssembly', samples: total },
        { what: '  its longest slice', samples: longest },
        { what: '  first call', samples: first },
      ],
      judged: [
        { what: `at most ${MOST_MS.toLocaleString('en')} ms, median`, value: `${figure(median(total))} ms`, met: median(total) <= MOST_MS },
        { what: `no slice over ${MOST_SLICE_MS} ms`, value: `${figure(worst)} ms`, met: worst <= MOST_SLICE_MS },
      ],
    }];
  } finally {
    await browser.close();
  }
}

// What comes in: how good the projection is on a list of real payments, and how long it
// takes over a large portfolio.

import { execFileSync } from 'node:child_process';

import { benchPage } from './lib/browser.mjs';
import { figure } from './lib/report.mjs';
import { median } from './lib/stats.mjs';

const COUNT = 100_000;
const PATHS = 1_000;
const DAYS = 91;
/** Courses of events to a slice, in work. */
const SLICE = 50;
const MOST_MS = 1_000;

export async function measureProjection({ newBrowser, origin, folders, root, quick }) {
  const table = execFileSync('cargo', ['bench', '--locked', '--quiet', '--bench', 'projection'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(`\nHow good the projection is, on real payments\n\n${table}`);
  const browser = await newBrowser();
  try {
    const [first, total, longest] = [[], [], []];
    let items;
    for (let round = 0; round < (quick ? 1 : 3); round++) {
      const page = await benchPage(browser.context, origin, folders);
      const result = await page.evaluate(
        async (job) => (await import('/bench/web/projection/measure.mjs')).measure(job),
        { count: COUNT, days: DAYS, paths: PATHS, slice: SLICE, runs: 5 },
      );
      await page.close();
      first.push(result.firstMs);
      total.push(...result.totalMs);
      longest.push(...result.longestMs);
      items = result.items;
    }
    return [{
      title: `Projection of ${items.toLocaleString('en')} open items, ${PATHS.toLocaleString('en')} courses of events`,
      how:
        `${DAYS} days ahead, 5,000 customers, three currencies one after the other, in slices of ${SLICE} courses' work; ` +
        'learning how customers pay is part of it. The first call of a page stands apart.',
      unit: 'ms',
      rows: [
        { what: 'Cartera, WebAssembly', samples: total },
        { what: '  its longest slice', samples: longest },
        { what: '  first call', samples: first },
      ],
      judged: [{ what: `at most ${MOST_MS} ms, median`, value: `${figure(median(total))} ms`, met: median(total) <= MOST_MS }],
    }];
  } finally {
    await browser.close();
  }
}

// The worklist of a day over a large portfolio.

import { benchPage } from './lib/browser.mjs';
import { figure } from './lib/report.mjs';
import { median } from './lib/stats.mjs';

const COUNT = 100_000;
const MOST_MS = 50;

export async function measureWorklist({ newBrowser, origin, folders, quick }) {
  const browser = await newBrowser();
  try {
    const [first, warm] = [[], []];
    let found;
    for (let round = 0; round < (quick ? 1 : 5); round++) {
      const page = await benchPage(browser.context, origin, folders);
      const result = await page.evaluate(
        async (job) => (await import('/bench/web/worklist/measure.mjs')).measure(job),
        { count: COUNT, warmUp: 3, runs: 10 },
      );
      await page.close();
      first.push(result.firstMs);
      warm.push(...result.warmMs);
      found = result.found;
    }
    const [actions, waiting, covered] = found.map((number) => number.toLocaleString('en'));
    return [{
      title: `Worklist of a day, ${COUNT.toLocaleString('en')} open items`,
      how:
        `5,000 customers of one country with the standard protocol and nothing said yet: ${actions} actions for today ` +
        `over ${covered} items, ${waiting} that wait. The first call of a page stands apart.`,
      unit: 'ms',
      rows: [
        { what: 'Cartera, WebAssembly', samples: warm },
        { what: '  first call', samples: first },
      ],
      judged: [{ what: `at most ${MOST_MS} ms, median`, value: `${figure(median(warm))} ms`, met: median(warm) <= MOST_MS }],
    }];
  } finally {
    await browser.close();
  }
}

// node benches/run.mjs [--quick] [aging] [size] …: measures what must be fast, prints it
// beside what it is compared to, and keeps it in target/bench/. Needs the built page.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { measureAging } from './aging.mjs';
import { measureImport } from './importing.mjs';
import { openBrowser } from './lib/browser.mjs';
import { machine } from './lib/machine.mjs';
import { print, save } from './lib/report.mjs';
import { withSite } from './lib/site.mjs';
import { buildWasm } from './lib/wasm.mjs';
import { measureLock } from './lock.mjs';
import { measureMatching } from './matching.mjs';
import { measureOpening } from './opening.mjs';
import { measurePayment } from './payment.mjs';
import { measureProjection } from './projection.mjs';
import { measureReading } from './reading.mjs';
import { measureSize } from './size.mjs';
import { measureWorklist } from './worklist.mjs';

const MEASURES = {
  aging: measureAging,
  worklist: measureWorklist,
  projection: measureProjection,
  opening: measureOpening,
  payment: measurePayment,
  lock: measureLock,
  import: measureImport,
  reading: measureReading,
  matching: measureMatching,
  size: measureSize,
};

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = `${root}dist`;
const out = `${root}target/bench`;

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const asked = args.filter((arg) => arg !== '--quick');
const unknown = asked.find((name) => !(name in MEASURES));
if (unknown) fail(`There is no measure “${unknown}”: ${Object.keys(MEASURES).join(', ')}.`);
if (!existsSync(`${dist}/index.html`)) fail('There is no page in dist/: `make dist` builds it.');

await buildWasm(root, `${out}/wasm`);
await withSite(root, dist, async (origin) => {
  const newBrowser = () => openBrowser(root);
  const first = await newBrowser();
  const about = machine(root, first.version);
  await first.close();
  console.log(Object.entries(about).map(([name, value]) => `${name}: ${value}`).join('\n'));
  const folders = { web: `${root}benches/web`, wasm: `${out}/wasm`, npm: `${root}node_modules` };
  const tables = [];
  for (const name of asked.length > 0 ? asked : Object.keys(MEASURES)) {
    const measured = await MEASURES[name]({ newBrowser, origin, folders, dist, root, quick });
    measured.forEach(print);
    tables.push(...measured);
    await save(out, about, tables);
  }
  console.log('\nKept in target/bench/summary.md and summary.json.');
});

function fail(why) {
  console.error(why);
  process.exit(1);
}

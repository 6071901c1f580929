// The size budget: what a person downloads before the page can show anything.
//
// Counted: index.html, every file it names, and what those scripts import, each
// compressed with brotli at its highest level, as a good static host sends it.
// Not counted: the parts it loads once the first screen stands, or on need. End-to-end
// tests check that the first screen stands without them, and that nothing else loads.

import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { filesUnder, isDisabled } from './files.mjs';
import { SHEET } from './styles.mjs';

export const BUDGET_BYTES = 300_000;

/** A little more than the page weighs: the check fails when it grows. Lower it with every saving. */
export const CEILING_BYTES = 298_000;

/** The files of the page in `dir` that load before any data, by path. */
export async function firstLoad(dir) {
  const all = await filesUnder(dir);
  const page = await readFile(join(dir, 'index.html'), 'utf8');
  const html = page.replace(SHEET, (link) => (isDisabled(link) ? '' : link));
  const counted = new Set(['index.html', ...all.filter((path) => html.includes(path))]);
  for (const path of counted) {
    if (!path.endsWith('.js')) continue;
    const code = await readFile(join(dir, path), 'utf8');
    for (const [, from] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+)["']/g)) {
      counted.add(posix.join(posix.dirname(path), from));
    }
  }
  return [...counted].sort();
}

function brotliBytes(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** The files of the page in `dir` with their sizes: those that load first, the others, the worker's. */
export async function sizes(dir) {
  const counted = await firstLoad(dir);
  const size = async (path) => {
    const bytes = await readFile(join(dir, path));
    return { path, plain: bytes.length, brotli: brotliBytes(bytes) };
  };
  const others = (await filesUnder(dir)).filter((path) => !counted.includes(path));
  const isWorker = (path) => path.startsWith('reader-');
  const groups = [counted, others.filter((path) => !isWorker(path)), others.filter(isWorker)];
  const [first, later, worker] = await Promise.all(groups.map((paths) => Promise.all(paths.map(size))));
  return { first, later, worker };
}

async function report(dir) {
  const { first, later, worker } = await sizes(dir);
  const row = ({ plain, brotli, path }) =>
    console.log(`${plain.toLocaleString('en').padStart(11)} ${brotli.toLocaleString('en').padStart(11)}  ${path}`);
  const sum = (files, what) => files.reduce((total, file) => total + file[what], 0);

  console.log('      bytes      brotli  loads first');
  first.forEach(row);
  const total = { plain: sum(first, 'plain'), brotli: sum(first, 'brotli'), path: 'in all' };
  row(total);
  if (later.length > 0) {
    console.log('                         loads later (not in the budget)');
    later.forEach(row);
    row({ plain: sum(later, 'plain'), brotli: sum(later, 'brotli'), path: 'later, in all' });
  }
  console.log('                         the worker that reads files (loads when files come in)');
  worker.forEach(row);
  const share = ((100 * total.brotli) / BUDGET_BYTES).toFixed(0);
  const fits = total.brotli <= Math.min(BUDGET_BYTES, CEILING_BYTES);
  console.log(
    `${fits ? 'Within' : 'OVER'} the budget: ${total.brotli.toLocaleString('en')} of ` +
      `${BUDGET_BYTES.toLocaleString('en')} bytes (${share} %); not above ${CEILING_BYTES.toLocaleString('en')}.`,
  );
  return fits;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await report(process.argv[2] ?? 'dist')) ? 0 : 1;
}

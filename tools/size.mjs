// The size budget: what a person downloads before the page can show anything.
//
// Counted: index.html, every file it names, and what those scripts import, each
// compressed with brotli at its highest level, as a good static host sends it.
// Not counted: what the page fetches later, on need. An end-to-end test checks
// that opening the page requests nothing that is not counted here.

import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { filesUnder } from './files.mjs';

const BUDGET_BYTES = 300_000;

/** The files of the page in `dir` that load before any data, by path. */
export async function firstLoad(dir) {
  const all = await filesUnder(dir);
  const html = await readFile(join(dir, 'index.html'), 'utf8');
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

async function report(dir) {
  const counted = await firstLoad(dir);
  const later = (await filesUnder(dir)).filter((path) => !counted.includes(path));
  const row = (plain, brotli, name) =>
    console.log(`${plain.toLocaleString('en').padStart(11)} ${brotli.toLocaleString('en').padStart(11)}  ${name}`);
  const sum = async (paths) => {
    const total = { plain: 0, brotli: 0 };
    for (const path of paths) {
      const bytes = await readFile(join(dir, path));
      const brotli = brotliBytes(bytes);
      total.plain += bytes.length;
      total.brotli += brotli;
      row(bytes.length, brotli, path);
    }
    return total;
  };

  console.log('      bytes      brotli  loads first');
  const total = await sum(counted);
  row(total.plain, total.brotli, 'in all');
  if (later.length > 0) {
    console.log('                         loads later, on need (not in the budget)');
    await sum(later);
  }
  const share = ((100 * total.brotli) / BUDGET_BYTES).toFixed(0);
  const fits = total.brotli <= BUDGET_BYTES;
  console.log(
    `${fits ? 'Within' : 'OVER'} the budget: ${total.brotli.toLocaleString('en')} of ` +
      `${BUDGET_BYTES.toLocaleString('en')} bytes (${share} %).`,
  );
  return fits;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = (await report(process.argv[2] ?? 'dist')) ? 0 : 1;
}

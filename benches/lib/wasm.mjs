// The library for the browser, built as the page is: the same lock file, profile, glue and
// optimiser, the optimiser's options read from index.html.

import { execFileSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';

/** Builds benches/web into a folder: `bench.js` and `bench_bg.wasm`. */
export async function buildWasm(root, out) {
  const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const target = 'wasm32-unknown-unknown';
  run('cargo', ['build', '--locked', '--quiet', '--release', '--package', 'cartera-bench', '--target', target]);
  await mkdir(out, { recursive: true });
  const built = `${root}target/${target}/release/cartera_bench.wasm`;
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-name', 'bench', '--out-dir', out, built]);
  const html = await readFile(`${root}index.html`, 'utf8');
  const option = (name) => new RegExp(`data-wasm-opt${name}="([^"]*)"`).exec(html)[1];
  const optimised = `${out}/bench_bg.wasm`;
  run('wasm-opt', [`-O${option('')}`, ...option('-params').split(' '), optimised, '-o', optimised]);
}

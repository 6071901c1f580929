// The library for the browser, built as the page is: the same lock file, profile, glue and
// optimiser, but in one piece.

import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

import { OPTIMISE } from '../../tools/parts.mjs';

/** Builds benches/web into a folder: `bench.js` and `bench_bg.wasm`. */
export async function buildWasm(root, out) {
  const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const target = 'wasm32-unknown-unknown';
  run('cargo', ['build', '--locked', '--quiet', '--release', '--package', 'cartera-bench', '--target', target]);
  await mkdir(out, { recursive: true });
  const built = `${root}target/${target}/release/cartera_bench.wasm`;
  run('wasm-bindgen', ['--target', 'web', '--no-typescript', '--out-name', 'bench', '--out-dir', out, built]);
  const optimised = `${out}/bench_bg.wasm`;
  run('wasm-opt', [...OPTIMISE, optimised, '-o', optimised]);
}

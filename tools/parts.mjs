// The program as WebAssembly: compiled, cut into parts, bound to JavaScript, optimised.
//
// The cut comes before wasm-bindgen, which sees the main part only, and needs what the
// linker knows of who refers to whom (`--emit-relocs`). Where it is cut, src/ui/parts.rs
// says. The script that loads parts imports the one that wasm-bindgen writes, and is
// imported by it.

import { execFile, execFileSync } from 'node:child_process';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TARGET = 'wasm32-unknown-unknown';

/** The optimiser's options. Rust names the features it compiled for in a section that does
 * not survive all tools, so the optimiser is told them. */
export const OPTIMISE = [
  '-Os',
  // LLVM has inlined what is worth it; more of it compresses badly.
  '--one-caller-inline-max-function-size=0',
  '--always-inline-max-function-size=0',
  '--quiet',
  '--enable-bulk-memory',
  '--enable-multivalue',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
];

/**
 * Builds the parts in a folder of `work`. Returns the paths of the script that starts the
 * page and of every part; the main one is `cartera_bg.wasm`. `quick` is for working on the
 * screens: larger and slower, built in a fraction of the time.
 */
export async function buildParts(root, work, quick) {
  const run = (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const out = join(work, 'parts');
  await mkdir(out, { recursive: true });

  const program = ['--bin', 'cartera', '--target', TARGET];
  const profile = quick ? 'quick' : 'release';
  run('cargo', ['rustc', '--locked', '--profile', profile, ...program, '--', '-C', 'link-arg=--emit-relocs']);
  run('wasm-split-cli', [join(root, 'target', TARGET, profile, 'cartera.wasm'), out, '--out-name', 'cartera']);
  const uncut = join(work, 'cartera.wasm');
  await rename(join(out, 'cartera.wasm'), uncut);
  // The linker's exports are kept for the table of functions, which the parts share.
  const bind = ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--remove-name-section'];
  run('wasm-bindgen', [...bind, '--out-name', 'cartera', '--out-dir', out, uncut]);

  const wasm = (await readdir(out)).filter((name) => name.endsWith('.wasm')).map((name) => join(out, name));
  const rest = [...wasm];
  const optimise = async () => {
    for (let file = rest.pop(); file; file = rest.pop()) {
      await promisify(execFile)('wasm-opt', [...OPTIMISE, file, '-o', file]);
    }
  };
  if (!quick) await Promise.all(Array.from({ length: availableParallelism() }, optimise));

  const script = join(out, 'start.js');
  await copyFile(join(root, 'assets/start.js'), script);
  await copyFile(join(root, 'assets/trusted.js'), join(out, 'trusted.js'));
  return { script, wasm };
}

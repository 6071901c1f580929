// The program as WebAssembly: compiled, cut into parts, bound to JavaScript, optimised; and
// the worker that reads files, which is a program of its own.
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
  const run = runner(root);
  const out = join(work, 'parts');
  await mkdir(out, { recursive: true });

  const built = compile(run, root, 'cartera', quick, ['--', '-C', 'link-arg=--emit-relocs']);
  run('wasm-split-cli', [built, out, '--out-name', 'cartera']);
  const uncut = join(work, 'cartera.wasm');
  await rename(join(out, 'cartera.wasm'), uncut);
  // The linker's exports are kept for the table of functions, which the parts share.
  const bind = ['--target', 'web', '--no-typescript', '--keep-lld-exports', '--remove-name-section'];
  run('wasm-bindgen', [...bind, '--out-name', 'cartera', '--out-dir', out, uncut]);

  const wasm = (await readdir(out)).filter((name) => name.endsWith('.wasm')).map((name) => join(out, name));
  if (!quick) await optimise(wasm);
  const script = join(out, 'start.js');
  await copyFile(join(root, 'assets/start.js'), script);
  for (const name of ['trusted.js', 'stopped.js', 'stopped-copy.js', 'stopped-digests.js']) {
    await copyFile(join(root, 'assets', name), join(out, name));
  }
  return { script, wasm };
}

/**
 * Builds the worker in a folder of `work`. Returns the paths of its script and of its
 * WebAssembly.
 */
export async function buildReader(root, work, quick) {
  const run = runner(root);
  const out = join(work, 'reader');
  await mkdir(out, { recursive: true });
  const built = compile(run, root, 'reader', quick);
  const bind = ['--target', 'web', '--no-typescript', '--remove-name-section'];
  run('wasm-bindgen', [...bind, '--out-name', 'reader', '--out-dir', out, built]);
  const wasm = join(out, 'reader_bg.wasm');
  if (!quick) await optimise([wasm]);
  const script = join(out, 'reader-worker.js');
  await copyFile(join(root, 'assets/reader-worker.js'), script);
  return { script, wasm };
}

function runner(root) {
  return (command, args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Compiles one of the programs; returns where it is. */
function compile(run, root, program, quick, more = []) {
  const profile = quick ? 'quick' : 'release';
  run('cargo', ['rustc', '--locked', '--profile', profile, '--bin', program, '--target', TARGET, ...more]);
  return join(root, 'target', TARGET, profile, `${program}.wasm`);
}

async function optimise(files) {
  const rest = [...files];
  const work = async () => {
    for (let file = rest.pop(); file; file = rest.pop()) {
      await promisify(execFile)('wasm-opt', [...OPTIMISE, file, '-o', file]);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

// The JavaScript that starts the page and binds it to its WebAssembly: one small file; and
// the worker's.

import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/**
 * The code of a script and of all it imports, minified. `isAlone` is for the page as one
 * file, which has nothing to fetch; `define` gives constants of the code their values.
 */
export async function bundleScript(script, { isAlone = false, define = {} } = {}) {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    target: 'esnext',
    // Parts load also from a host that does not know what a .wasm file is.
    define: {
      'WebAssembly.instantiateStreaming': 'instantiate',
      ...(isAlone && { fetch: 'unpacked' }),
      IS_ALONE: String(isAlone),
      ...Object.fromEntries(Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)])),
    },
    inject: ['instantiate.js', ...(isAlone ? ['packed.js'] : [])].map((name) => fileURLToPath(new URL(name, import.meta.url))),
    write: false,
    // wasm-bindgen names the script that loads parts once for each part: it is one and the same.
    logOverride: { 'duplicate-object-key': 'silent' },
  });
  return outputFiles[0].text;
}

/**
 * The code of the worker's script, minified. Not a module: one that is made of a blob does
 * not start on a page that was opened from a disk.
 */
export async function bundleWorker(script) {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    format: 'iife',
    minify: true,
    legalComments: 'none',
    target: 'esnext',
    // Its program is handed to it: it never asks where it is itself.
    logOverride: { 'empty-import-meta': 'silent' },
    write: false,
  });
  return outputFiles[0].text;
}

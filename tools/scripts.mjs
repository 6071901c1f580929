// The JavaScript that starts the page and binds it to its WebAssembly: one small file.

import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

/** The code of a script and of all it imports, minified. */
export async function bundleScript(script) {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    format: 'esm',
    minify: true,
    legalComments: 'none',
    target: 'esnext',
    // Parts load also from a host that does not know what a .wasm file is.
    define: { 'WebAssembly.instantiateStreaming': 'instantiate' },
    inject: [fileURLToPath(new URL('instantiate.js', import.meta.url))],
    write: false,
    // wasm-bindgen names the script that loads parts once for each part: it is one and the same.
    logOverride: { 'duplicate-object-key': 'silent' },
  });
  return outputFiles[0].text;
}

// The JavaScript that starts the page and binds it to its WebAssembly: one small file.

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
    write: false,
    // wasm-bindgen names the script that loads parts once for each part: it is one and the same.
    logOverride: { 'duplicate-object-key': 'silent' },
  });
  return outputFiles[0].text;
}

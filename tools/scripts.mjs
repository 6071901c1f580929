// The JavaScript that binds the page to its WebAssembly: smaller, and named by content.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { transform } from 'esbuild';

import { contentName, filesUnder } from './files.mjs';

/** Minifies every script in `dir`, in place. */
export async function minifyScripts(dir) {
  for (const name of (await filesUnder(dir)).filter((name) => name.endsWith('.js'))) {
    const path = join(dir, name);
    const { code } = await transform(await readFile(path, 'utf8'), {
      minify: true,
      legalComments: 'none',
      target: 'esnext',
    });
    await writeFile(path, code);
  }
}

/**
 * Renames what Trunk named by a hash it took before the bytes were final, and
 * returns the page with the new names. Otherwise a browser that kept the old
 * file under the same name would refuse it for its integrity.
 */
export async function nameByContent(dir, html) {
  const hashed = /^(.+)-[0-9a-f]{15,16}(_bg\.wasm|\.js)$/;
  const names = (await filesUnder(dir)).filter((name) => hashed.test(name));
  // Scripts after what they name, for the name is part of their bytes.
  names.sort((a, b) => Number(a.endsWith('.js')) - Number(b.endsWith('.js')));
  for (const name of names) {
    const [, stem, ending] = name.match(hashed);
    const renamed = `${stem}-${contentName(await readFile(join(dir, name)))}${ending}`;
    await rename(join(dir, name), join(dir, renamed));
    html = html.replaceAll(name, renamed);
    for (const script of (await filesUnder(dir)).filter((file) => file.endsWith('.js'))) {
      const code = await readFile(join(dir, script), 'utf8');
      if (code.includes(name)) await writeFile(join(dir, script), code.replaceAll(name, renamed));
    }
  }
  return html;
}

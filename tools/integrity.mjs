// Integrity attributes: the browser refuses a file whose bytes are not those built.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { attribute, digest } from './files.mjs';

/** Returns `html` with every empty integrity attribute filled in from the file it guards. */
export async function withIntegrity(dir, html) {
  for (const [tag] of html.matchAll(/<(?:link|script)\b[^>]*\sintegrity=""[^>]*>/g)) {
    const name = attribute(tag, 'href') ?? attribute(tag, 'src');
    const value = digest('sha384', await readFile(join(dir, name)));
    html = html.replace(tag, tag.replace('integrity=""', `integrity="${value}"`));
  }
  return html;
}

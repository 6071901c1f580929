// Integrity attributes: the browser refuses a file whose bytes are not those built.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { attribute, digest } from './files.mjs';

const INTEGRITY = /\sintegrity="[^"]*"/;

/**
 * Returns `html` with every integrity attribute computed again from the file it
 * guards, and without those that no browser heeds: on icons, and on what is
 * preloaded to be fetched, where they only cause a warning.
 */
export async function refreshIntegrity(dir, html) {
  for (const [tag] of html.matchAll(/<(?:link|script)\b[^>]*\sintegrity="[^>]*>/g)) {
    if (['icon', 'preload'].includes(attribute(tag, 'rel'))) {
      html = html.replace(tag, tag.replace(INTEGRITY, ''));
      continue;
    }
    const name = (attribute(tag, 'href') ?? attribute(tag, 'src')).replace(/^\.\//, '');
    const value = digest('sha384', await readFile(join(dir, name)));
    html = html.replace(tag, tag.replace(INTEGRITY, ` integrity="${value}"`));
  }
  return html;
}

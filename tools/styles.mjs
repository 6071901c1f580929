// One style sheet instead of several: one request, and it compresses better.

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { transform } from 'esbuild';

import { attribute, contentName } from './files.mjs';

const SHEET = /[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?/g;

/** Joins the sheets of `html` in their order, minified, and returns the page with the one. */
export async function joinStyles(dir, html) {
  const links = html.match(SHEET) ?? [];
  if (links.length === 0) return html;
  const names = links.map((link) => attribute(link, 'href').replace(/^\.\//, ''));
  if (links.some((link) => attribute(link, 'media'))) {
    throw new Error('a sheet has a media attribute: write @media inside the sheet instead');
  }
  const sources = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  const { code, warnings } = await transform(sources.join('\n'), { loader: 'css', minify: true });
  if (warnings.length > 0) {
    throw new Error(`style sheet: ${warnings.map((warning) => warning.text).join('; ')}`);
  }
  await Promise.all(names.map((name) => rm(join(dir, name), { force: true })));
  const name = `style-${contentName(code)}.css`;
  await writeFile(join(dir, name), code);
  // The digest is set right with the others, in integrity.mjs.
  const sheet = `    <link rel="stylesheet" href="./${name}" integrity="sha384-">\n`;
  let first = true;
  return html.replace(SHEET, () => {
    const link = first ? sheet : '';
    first = false;
    return link;
  });
}

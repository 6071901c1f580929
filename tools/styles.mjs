// Two style sheets instead of many: one request each, and they compress better. The first is
// for what stands before a ledger is open, the second, disabled until then, for the screens.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { transform } from 'esbuild';

import { attribute, contentName, isDisabled } from './files.mjs';

/** A link to a sheet, with the blanks and the end of its line. */
export const SHEET = /[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?/g;

/**
 * Joins the sheets that `html` names in `root`, in their order, minified, into two in `out`:
 * those that load at once and those that are disabled. Returns the page with the two.
 */
export async function joinStyles(root, out, html) {
  const links = html.match(SHEET);
  if (links.some((link) => attribute(link, 'media'))) {
    throw new Error('a sheet has a media attribute: write @media inside the sheet instead');
  }
  const atOnce = links.filter((link) => !isDisabled(link));
  const later = links.filter(isDisabled);
  if (links.join() !== [...atOnce, ...later].join()) {
    throw new Error('a sheet that loads at once stands after a disabled one');
  }
  const two = [
    `    <link rel="stylesheet" href="./${await joined(root, out, 'style', atOnce)}" integrity="">\n`,
    `    <link rel="stylesheet" href="./${await joined(root, out, 'screens', later)}" integrity="" disabled>\n`,
  ];
  let at = 0;
  return html.replace(SHEET, () => (at++ === 0 ? two.join('') : ''));
}

/** Writes the sheets of `links` as one; returns its name. */
async function joined(root, out, stem, links) {
  const sources = await Promise.all(links.map((link) => readFile(join(root, attribute(link, 'href')), 'utf8')));
  const { code, warnings } = await transform(sources.join('\n'), { loader: 'css', minify: true });
  if (warnings.length > 0) {
    throw new Error(`style sheet: ${warnings.map((warning) => warning.text).join('; ')}`);
  }
  const name = `${stem}-${contentName(code)}.css`;
  await writeFile(join(out, name), code);
  return name;
}

// The whole page as one file that opens from a disk or from a mail: style, script, icon and
// the parts of the program and the worker inside.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

import { attribute } from './files.mjs';
import { withPolicy } from './policy.mjs';
import { SHEET } from './styles.mjs';

/**
 * The page of `html`, whose files are in `dir`, as one file. `code` is its script as
 * `bundleScript` makes it for one file, `parts` the names of the files it asks for.
 */
export async function oneFile(dir, html, code, parts) {
  const inline = async (tag, make) => {
    const name = attribute(tag, 'href');
    const replacement = make(await readFile(join(dir, name)));
    html = html.replace(tag, () => replacement);
  };
  // Only a host has files beside the page.
  html = html.replace(/\s*<link rel="(?:preload|manifest)"[^>]*>/g, '');
  for (const [sheet] of html.matchAll(SHEET)) await inline(sheet, (css) => `<style>${css}</style>\n`);
  const [icon] = html.match(/<link\b[^>]*\brel="icon"[^>]*>/);
  await inline(icon, (svg) =>
    `<link rel="icon" type="image/svg+xml" href="data:image/svg+xml;base64,${svg.toString('base64')}">`);

  const blocks = await Promise.all(parts.map(async (name) => {
    const packed = await promisify(gzip)(await readFile(join(dir, name)), { level: constants.Z_BEST_COMPRESSION });
    return `<script type="text/plain" id="${name}">${packed.toString('base64')}</script>`;
  }));
  // What ends a script within its text would end it in the page.
  const script = `<script type="module">${code.replaceAll('</script', '<\\/script')}</script>`;
  html = html.replace(/\s*<script\b[^>]*><\/script>/, '');
  html = html.replace('</body>', () => [...blocks, script, '</body>'].join('\n'));
  return withPolicy(html, { isAlone: true });
}

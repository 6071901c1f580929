// Trunk's post_build hook: finishes the page in Trunk's staging folder.
//
// The order matters. A file's name and integrity follow from its bytes, and the
// policy from the scripts in the page, so: first what changes bytes, then names,
// then integrity, then the policy. A step that lists or hashes files (an offline
// list, say) comes last.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { refreshIntegrity } from './integrity.mjs';
import { minifyScripts, nameByContent } from './scripts.mjs';
import { joinStyles } from './styles.mjs';
import { withPolicy } from './policy.mjs';

const dir = process.env.TRUNK_STAGING_DIR;
if (!dir) {
  console.error('finish.mjs is run by Trunk, which sets TRUNK_STAGING_DIR.');
  process.exit(1);
}

const index = join(dir, 'index.html');
let html = await readFile(index, 'utf8');
if (process.env.TRUNK_PROFILE === 'release') {
  html = html.replace(/<!--[\s\S]*?-->\s*/g, '');
  html = await joinStyles(dir, html);
  await minifyScripts(dir);
  html = await nameByContent(dir, html);
  html = await refreshIntegrity(dir, html);
}
await writeFile(index, withPolicy(html));

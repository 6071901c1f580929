// What makes the page installable and lets it open without a network: its manifest, its
// icons, and the service worker with the list of its files.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { contentName, filesUnder } from './files.mjs';

const ICONS = [
  { file: 'icon-192.png', sizes: '192x192', purpose: 'any' },
  { file: 'icon-512.png', sizes: '512x512', purpose: 'any' },
  { file: 'icon-maskable-512.png', sizes: '512x512', purpose: 'maskable' },
];

/** Writes the manifest and its icons from `root` into the page in `dir`; returns its name. */
export async function writeManifest(root, dir) {
  const manifest = JSON.parse(await readFile(join(root, 'assets/manifest.json'), 'utf8'));
  manifest.icons = await Promise.all(ICONS.map(async ({ file, sizes, purpose }) => {
    const from = join(root, 'assets', file);
    const src = file.replace('.png', `-${contentName(await readFile(from))}.png`);
    await copyFile(from, join(dir, src));
    return { src, sizes, type: 'image/png', purpose };
  }));
  const text = JSON.stringify(manifest);
  const name = `manifest-${contentName(text)}.webmanifest`;
  await writeFile(join(dir, name), text);
  return name;
}

/** Writes the service worker into the page in `dir`, which has all its other files by now. */
export async function writeServiceWorker(root, dir) {
  const files = await filesUnder(dir);
  const index = await readFile(join(dir, 'index.html'));
  const code = await readFile(join(root, 'assets/sw.js'), 'utf8');
  // All but the page itself is named by its content.
  const version = contentName(files.join('\n') + contentName(index) + code);
  const list = `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\n`;
  await writeFile(join(dir, 'sw.js'), list + code);
}

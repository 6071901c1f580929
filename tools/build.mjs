// Builds the page: `node tools/build.mjs` compiles the program, cuts it into parts
// (tools/parts.mjs), and puts the page together in dist/. With `--quick` it is not
// optimised, for looking at screens while working on them.
//
// The order matters. A file's name and integrity follow from its bytes, the script's
// bytes from the names of the parts, and the policy from the scripts in the page, so:
// first what changes bytes, then names, then integrity, then the policy, and last the list
// of files to keep for when there is no network. The page as one file stands beside them.

import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { attribute, contentName, digest } from './files.mjs';
import { withIntegrity } from './integrity.mjs';
import { writeManifest, writeServiceWorker } from './offline.mjs';
import { oneFile } from './one-file.mjs';
import { buildParts, buildReader } from './parts.mjs';
import { withPolicy } from './policy.mjs';
import { bundleScript, bundleWorker } from './scripts.mjs';
import { joinStyles } from './styles.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = join(root, 'target/page');
const staged = join(work, 'dist');
await rm(work, { recursive: true, force: true });
await mkdir(staged, { recursive: true });

let html = await readFile(join(root, 'index.html'), 'utf8');
html = html.replace(/<!--[\s\S]*?-->\s*/g, '');
html = await joinStyles(root, staged, html);
html = await placeIcon(html);
html = html.replace('assets/manifest.json', `./${await writeManifest(root, staged)}`);

const isQuick = process.argv.includes('--quick');
const { script, wasm } = await buildParts(root, work, isQuick);
const reader = await buildReader(root, work, isQuick);
const worker = join(work, 'reader-worker.js');
await writeFile(worker, await bundleWorker(reader.script));
// What the page's script loads, by the name it says.
const files = [...wasm, reader.wasm, worker];
const names = await Promise.all(files.map((file) => place(file)));
const main = names[files.findIndex((file) => file.endsWith('/cartera_bg.wasm'))];
// What is shown after the program stopped is loaded only then, by a name and with the
// integrity that the page's script says.
const stopped = join(work, 'stopped.js');
const stoppedCode = await bundleScript(join(root, 'assets/stopped.js'));
await writeFile(stopped, stoppedCode);
const define = { STOPPED: await place(stopped), STOPPED_INTEGRITY: digest('sha384', stoppedCode) };
const code = withNames(await bundleScript(script, { define }));
const scriptName = `cartera-${contentName(code)}.js`;
await writeFile(join(staged, scriptName), code);
html = html.replace(/<script\b[^>]*><\/script>/, [
  `<link rel="preload" href="./${main}" as="fetch" type="application/wasm" crossorigin="anonymous">`,
  `    <script type="module" src="./${scriptName}" integrity=""></script>`,
].join('\n'));

const alone = await oneFile(staged, html, withNames(await bundleScript(script, { isAlone: true })), names);
html = await withIntegrity(staged, html);
await writeFile(join(staged, 'index.html'), withPolicy(html));
await writeServiceWorker(root, staged);
await writeFile(join(staged, 'cartera.html'), alone);
await rm(join(root, 'dist'), { recursive: true, force: true });
await rename(staged, join(root, 'dist'));

/** Puts a file into the page, named by its content, and returns that name. */
async function place(file) {
  const ending = extname(file);
  const built = file.slice(file.lastIndexOf('/') + 1, -ending.length);
  const stem = built.replace(/_bg$|-worker$|^split_/, '').replace(/^chunk_\d+$/, 'shared');
  const name = `${stem}-${contentName(await readFile(file))}${ending}`;
  await copyFile(file, join(staged, name));
  return name;
}

/** The code with the names in the page of what it loads. */
function withNames(code) {
  return files.reduce((text, file, index) => {
    const before = file.slice(file.lastIndexOf('/') + 1);
    if (!text.includes(before)) throw new Error(`nothing loads ${before}`);
    return text.replaceAll(before, names[index]);
  }, code);
}

async function placeIcon(html) {
  const [tag] = html.match(/<link\b[^>]*\brel="icon"[^>]*>/);
  const href = attribute(tag, 'href');
  return html.replace(tag, tag.replace(href, `./${await place(join(root, href))}`));
}

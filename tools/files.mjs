// Small things the tools share: the files of a folder, hashes, the tags of a page.

import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** The files under `dir`, as paths relative to it with forward slashes, sorted. */
export async function filesUnder(dir) {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** `sha256-…` or `sha384-…` of `bytes`, as integrity attributes and policies write it. */
export function digest(algorithm, bytes) {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;
}

/** The part of a file's name that says which bytes it holds: 16 hexadecimal digits. */
export function contentName(bytes) {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** The value of `name` in a tag's text, or undefined. */
export function attribute(tag, name) {
  const match = tag.match(new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i'));
  return match && (match[1] ?? match[2] ?? match[3]);
}

/** Whether a tag bears `disabled`: of a link to a style sheet, that it does not load by itself. */
export function isDisabled(tag) {
  return /\sdisabled\b/.test(tag);
}

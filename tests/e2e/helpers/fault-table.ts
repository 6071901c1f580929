// A table of docs/faults.md: written by the tests that fill it (UPDATE_DOCS=1), and else
// compared with what they found.

import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect } from './test.ts';

const FILE = fileURLToPath(new URL('../../../docs/faults.md', import.meta.url));
const END = '<!-- to here -->';

export class FaultTable {
  readonly #rows: string[][] = [];

  /** The table that stands after the line naming `spec`. */
  constructor(
    private readonly spec: string,
    private readonly heads: string[],
  ) {}

  add(...cells: string[]): void {
    expect(cells.every((cell) => cell.trim() !== ''), 'no cell is empty').toBe(true);
    expect(cells.length).toBe(this.heads.length);
    this.#rows.push(cells);
  }

  /**
   * Writes the table, or compares it. All tests that fill it must have run before, but for
   * one of which only a `part` was found: its other rows stay as they are.
   */
  async settle({ part = false } = {}): Promise<void> {
    const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()).join(' | ')} |\n`;
    const page = await readFile(FILE, 'utf8');
    const begin = `<!-- from ${this.spec} -->\n`;
    const from = page.indexOf(begin) + begin.length;
    const to = page.indexOf(END, from);
    expect(from, `docs/faults.md has a place for ${this.spec}`).toBeGreaterThan(begin.length);
    const known = part ? page.slice(from, to).split('\n').slice(2, -1).map((row) => `${row}\n`) : [];
    const found = this.#rows.map(line);
    const what = (row: string) => row.split(' | ')[0];
    const rows = part ? known.map((row) => found.find((other) => what(other) === what(row)) ?? row) : found;
    if (part) expect(rows, 'every row has its place').toEqual(expect.arrayContaining(found));
    const isLess = rows.length < page.slice(from, to).trimEnd().split('\n').length - 2;
    expect(isLess, 'rows are missing: a test failed, or it was not run').toBe(false);
    const table = [line(this.heads), line(this.heads.map(() => '---')), ...rows].join('');
    if (process.env.UPDATE_DOCS) await writeFile(FILE, page.slice(0, from) + table + page.slice(to));
    else expect(page.slice(from, to), 'run it with UPDATE_DOCS=1').toBe(table);
  }
}

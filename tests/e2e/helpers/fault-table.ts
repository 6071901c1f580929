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

  /** Writes the table, or compares it. All tests that fill it must have run before. */
  async settle(): Promise<void> {
    const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim()).join(' | ')} |\n`;
    const table = [this.heads, this.heads.map(() => '---'), ...this.#rows].map(line).join('');
    const page = await readFile(FILE, 'utf8');
    const begin = `<!-- from ${this.spec} -->\n`;
    const from = page.indexOf(begin) + begin.length;
    const to = page.indexOf(END, from);
    expect(from, `docs/faults.md has a place for ${this.spec}`).toBeGreaterThan(begin.length);
    if (process.env.UPDATE_DOCS) await writeFile(FILE, page.slice(0, from) + table + page.slice(to));
    else expect(page.slice(from, to), 'run it with UPDATE_DOCS=1').toBe(table);
  }
}

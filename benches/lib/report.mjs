// What was measured, for a person: printed as it comes, and kept as Markdown and JSON.
//
// A table is `{ title, how, unit, rows, judged }`. A row is `{ what, samples, note }`, with
// the measurements in the table's unit; `judged` says how the figures stand to what was
// aimed at: `{ what, value, met }`.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { summary } from './stats.mjs';

const HEAD = ['', 'runs', 'min', 'median', 'p95', 'max', ''];

/** Prints a table. */
export function print(table) {
  const lines = [HEAD, ...table.rows.map((row) => cells(row))];
  const widths = HEAD.map((_, at) => Math.max(...lines.map((line) => line[at].length)));
  console.log(`\n${table.title}\n${table.how}\n`);
  for (const line of lines) {
    const shown = line.map((cell, at) =>
      at === 0 || at === HEAD.length - 1 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]),
    );
    console.log(`  ${shown.join('  ').trimEnd()}`);
  }
  console.log(`  (${table.unit})`);
  for (const judged of table.judged ?? []) console.log(`  ${verdict(judged)}`);
}

/** Writes `summary.md` and `summary.json` into a folder. */
export async function save(folder, machine, tables) {
  await mkdir(folder, { recursive: true });
  const full = tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, ...summary(row.samples) })),
  }));
  await writeFile(join(folder, 'summary.json'), `${JSON.stringify({ machine, tables: full }, null, 1)}\n`);
  await writeFile(join(folder, 'summary.md'), markdown(machine, tables));
}

function markdown(machine, tables) {
  const about = Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`);
  const parts = tables.map((table) =>
    [
      `## ${table.title}`,
      `${table.how} In ${table.unit}.`,
      [
        `| ${HEAD.join(' | ').trim()} |`.replace(/^\| \|/, '| what |'),
        '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
        ...table.rows.map((row) => `| ${cells(row).join(' | ')} |`),
      ].join('\n'),
      ...(table.judged?.length ? [table.judged.map((judged) => `- ${verdict(judged)}`).join('\n')] : []),
    ].join('\n\n'),
  );
  return `# Measurements\n\n${about.join('\n')}\n\n${parts.join('\n\n')}\n`;
}

function cells({ what, samples, note = '' }) {
  const { runs, min, median, p95, max } = summary(samples);
  return [what, String(runs), ...[min, median, p95, max].map(figure), note];
}

function verdict({ what, value, met }) {
  return `${met ? '✓' : '✗'} ${what}: ${value}`;
}

/** Three digits that matter, or all before the point. */
export function figure(value) {
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString('en');
  return value.toFixed(value >= 10 ? 1 : 2);
}

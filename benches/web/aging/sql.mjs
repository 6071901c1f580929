// sql.js: SQLite in WebAssembly, one statement over one table in memory. The index holds
// every column that the statement reads, in the order it groups by: without it the same
// statement takes longer.

import { AS_OF_DAY, CURRENCIES, EDGES } from './items.mjs';

const DAYS = '($as_of - due_day)';
const [FIRST, SECOND, THIRD] = EDGES;
const REPORT = `
  SELECT currency, customer,
    SUM(CASE WHEN ${DAYS} <= 0 THEN open_minor ELSE 0 END),
    SUM(CASE WHEN ${DAYS} BETWEEN 1 AND ${FIRST} THEN open_minor ELSE 0 END),
    SUM(CASE WHEN ${DAYS} BETWEEN ${FIRST + 1} AND ${SECOND} THEN open_minor ELSE 0 END),
    SUM(CASE WHEN ${DAYS} BETWEEN ${SECOND + 1} AND ${THIRD} THEN open_minor ELSE 0 END),
    SUM(CASE WHEN ${DAYS} > ${THIRD} THEN open_minor ELSE 0 END),
    SUM(open_minor), COUNT(*), MAX(${DAYS})
  FROM (
    SELECT currency, customer, due_day, amount_minor - paid_minor AS open_minor
    FROM items WHERE issued_day <= $as_of
  )
  WHERE open_minor <> 0
  GROUP BY currency, customer`;

export async function prepare(items) {
  const sql = await loadSqlJs();
  const database = new sql.Database();
  database.run(`CREATE TABLE items (
    currency INTEGER, customer INTEGER, issued_day INTEGER, due_day INTEGER,
    amount_minor INTEGER, paid_minor INTEGER)`);
  database.run('BEGIN');
  const insert = database.prepare('INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)');
  for (let at = 0; at < items.count; at++) {
    insert.run([
      items.currency[at],
      items.customer[at],
      items.issuedDay[at],
      items.dueDay[at],
      items.amountMinor[at],
      items.paidMinor[at],
    ]);
  }
  insert.free();
  database.run('COMMIT');
  database.run(`CREATE INDEX items_by_customer ON items
    (currency, customer, issued_day, due_day, amount_minor, paid_minor)`);
  database.run('ANALYZE');
  const statement = database.prepare(REPORT);
  let report;
  return {
    run: () => (report = aging(statement)),
    rows: () => report.rows,
  };
}

function aging(statement) {
  const rows = [];
  const totals = CURRENCIES.map(() => [0, 0, 0, 0, 0, 0, 0]);
  statement.bind({ $as_of: AS_OF_DAY });
  while (statement.step()) {
    const row = statement.get();
    rows.push(row);
    const total = totals[row[0]];
    for (let column = 0; column < total.length; column++) total[column] += row[column + 2];
  }
  statement.reset();
  return { rows, totals };
}

async function loadSqlJs() {
  const script = document.createElement('script');
  script.src = '/bench/npm/sql.js/dist/sql-wasm.js';
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return window.initSqlJs({ locateFile: (file) => `/bench/npm/sql.js/dist/${file}` });
}

// The ledgers of this browser as copies that the page restores (docs/backup.md), without the
// program: it reads what src/browser/indexed_db_journal.rs stores and writes what
// src/files/backup.rs and src/browser/locked_copy.rs write. It only reads.

import { crc32, sha256 } from './stopped-digests.js';

const PREFIX = 'cartera-ledger-';
const text = new TextDecoder();
const bytes = (string) => new TextEncoder().encode(string);

export class WrongPassphrase extends Error {}

/** The ledgers that hold anything, the one that was `open` first; never the demonstration. */
export async function keptLedgers(open) {
  // Where the browser does not tell, there is at least the one that was open.
  const known = (await indexedDB.databases?.()) ?? (open ? [{ name: PREFIX + open }] : []);
  const names = known.map(({ name }) => name).filter((name) => name.startsWith(PREFIX) && name !== `${PREFIX}demo`);
  const ledgers = await Promise.all(names.map(async (database) => {
    const { head, lock } = await read(database, ['head', 'lock']);
    const id = database.slice(PREFIX.length);
    const { name = '', is_unfinished } = await entryOf(id);
    return { database, id, name, lock: lock.values[0], isWhole: head.values.length > 0 && !is_unfinished };
  }));
  const full = ledgers.filter(({ isWhole }) => isWhole);
  return full.sort((a, b) => Number(b.id === open) - Number(a.id === open) || (a.id < b.id ? -1 : 1));
}

/** A ledger as a file, its name, and how many records could not be read. */
export async function copyOf({ database, lock, name }, passphrase) {
  const vault = lock && (await Vault.open(lock, passphrase));
  const { records, head } = await read(database, ['records', 'head']);
  const lines = [];
  const unreadable = [];
  let firm = '';
  let expected = 1;
  for (const [at, seq] of records.keys.entries()) {
    for (; expected < seq; expected++) unreadable.push(expected);
    expected = seq + 1;
    const sealed = records.values[at];
    const found = line(seq, vault ? await vault.value(`${database}/records/${seq}`, sealed) : sealed);
    if (!found) {
      unreadable.push(seq);
      continue;
    }
    firm = found.firm ?? firm;
    lines.push(...found.pieces);
  }
  const last = headSeq(vault ? await vault.value(`${database}/head`, head.values[0]) : head.values[0]);
  for (; expected <= last; expected++) unreadable.push(expected);

  const first = { cartera: 'backup', version: 1, name: firm || name, made_at_ms: Date.now(), records: lines.length / 3 };
  if (unreadable.length > 0) first.unreadable = unreadable;
  const copy = new Blob([`${JSON.stringify(first)}\n`, ...lines], { type: 'application/x-ndjson' });
  const day = new Date();
  const today = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  return {
    file: vault ? await vault.copy(copy) : copy,
    name: `cartera-${today}.${vault ? 'cartera' : 'jsonl'}`,
    unreadable: unreadable.length,
  };
}

/** A record's line, in three pieces; none where its bytes are not believed. */
function line(seq, sealed) {
  const opened = openEnvelope(sealed);
  if (!opened) return undefined;
  const { version, payload } = opened;
  let said;
  try {
    said = JSON.parse(text.decode(payload));
  } catch {
    return undefined;
  }
  const changes = (said.facts ?? []).map((fact) => fact.firm_changed?.after?.name).filter(Boolean);
  const before = `{"seq":${seq},"version":${version},"sha256":"${hex(sha256(payload))}","record":`;
  return { pieces: [before, payload, '}\n'], firm: changes.at(-1) };
}

/** A record's version and payload: src/ledger/envelope.rs. */
function openEnvelope(sealed) {
  if (!(sealed instanceof Uint8Array) || sealed.length < 14 || text.decode(sealed.subarray(0, 4)) !== 'CRTR') return undefined;
  const view = new DataView(sealed.buffer, sealed.byteOffset);
  const payload = sealed.subarray(14);
  if (view.getUint32(6, true) !== payload.length) return undefined;
  if (view.getUint32(10, true) !== crc32(sealed.subarray(0, 10), payload)) return undefined;
  return { version: view.getUint16(4, true), payload };
}

/** How many records the head counts: src/browser/stored.rs. */
function headSeq(head) {
  return head instanceof Uint8Array && head.length > 9 ? Number(new DataView(head.buffer, head.byteOffset).getBigUint64(1, true)) : 0;
}

/** Its entry in the list: src/browser/ledgers.rs. One that was lost is no reason to stop. */
async function entryOf(id) {
  try {
    const { ledgers } = await read('cartera-ledgers', ['ledgers']);
    return JSON.parse(text.decode(ledgers.values[ledgers.keys.indexOf(id)]));
  } catch {
    return {};
  }
}

/** All keys and values of some stores of a database that is there. */
async function read(name, stores) {
  const opening = indexedDB.open(name);
  // It is not there: nothing is made.
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await answer(opening);
  try {
    const present = stores.filter((store) => database.objectStoreNames.contains(store));
    const found = Object.fromEntries(stores.map((store) => [store, { keys: [], values: [] }]));
    const transaction = present.length > 0 && database.transaction(present, 'readonly');
    await Promise.all(present.map(async (store) => {
      const all = transaction.objectStore(store);
      const [keys, values] = await Promise.all([answer(all.getAllKeys()), answer(all.getAll())]);
      found[store] = { keys, values };
    }));
    return found;
  } finally {
    database.close();
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The lock of a ledger, open: src/browser/vault.rs. */
class Vault {
  constructor(header, key) {
    Object.assign(this, { header, key });
  }

  static async open(header, passphrase) {
    if (!globalThis.crypto?.subtle) throw new Error('no cryptography without https');
    const iterations = new DataView(header.buffer, header.byteOffset).getUint32(8, true);
    const raw = bytes(passphrase.normalize('NFC'));
    const base = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey']);
    const by = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: header.slice(12, 28) };
    const key = await crypto.subtle.deriveKey(by, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
    const vault = new Vault(header, key);
    const check = await vault.value('check', header.slice(28));
    if (!check) throw new WrongPassphrase();
    return vault;
  }

  /** A value of a place; none where it is not of this lock and place. */
  async value(place, sealed) {
    try {
      const by = { name: 'AES-GCM', iv: sealed.slice(12, 24), additionalData: bytes(place) };
      return new Uint8Array(await crypto.subtle.decrypt(by, this.key, sealed.slice(24)));
    } catch {
      return undefined;
    }
  }

  /** A copy under the lock. */
  async copy(plain) {
    const { header, key } = this;
    const view = new DataView(header.buffer, header.byteOffset);
    const list = (from, to) => `[${[...header.slice(from, to)].join(',')}]`;
    // By hand: the id is larger than the numbers that JSON.stringify knows.
    const lock = `{"id":${view.getBigUint64(0, true)},"rounds":${view.getUint32(8, true)},"salt":${list(12, 28)},"check":${list(28)}}`;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const by = { name: 'AES-GCM', iv, additionalData: bytes('copy') };
    const sealed = await crypto.subtle.encrypt(by, key, await plain.arrayBuffer());
    return new Blob([`{"cartera":"locked backup","version":1,"lock":${lock}}\n`, 'CRL\x01', header.slice(0, 8), iv, sealed]);
  }
}

function hex(of) {
  return [...of].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

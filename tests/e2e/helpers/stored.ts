// What is stored of the ledgers, read past the page: for tests that must not take its word.

import type { Page } from '@playwright/test';

/** A ledger that is not under a lock, as it lies in the browser. */
export interface StoredLedger {
  database: string;
  /** The hashes of its records, in their order. */
  hashes: string[];
  /** The amounts of the payments entered, in minor units, in their order. */
  payments: number[];
  /** What is not as it must be: a link that is missing, a head that does not fit. */
  faults: string[];
}

/** All ledgers that hold anything and are finished: what the page lists. */
export function storedLedgers(page: Page): Promise<StoredLedger[]> {
  return page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const unfinished = new Set<string>();
    if (names.includes('cartera-ledgers')) {
      const list = await answer(indexedDB.open('cartera-ledgers'));
      const entries = list.transaction('ledgers', 'readonly').objectStore('ledgers');
      const [ids, values] = await Promise.all([answer(entries.getAllKeys()), answer<Uint8Array<ArrayBuffer>[]>(entries.getAll())]);
      list.close();
      for (const [at, value] of values.entries()) {
        if (JSON.parse(new TextDecoder().decode(value)).is_unfinished) unfinished.add(`cartera-ledger-${String(ids[at])}`);
      }
    }
    const found: StoredLedger[] = [];
    for (const name of names) {
      if (!name.startsWith('cartera-ledger-') || unfinished.has(name)) continue;
      const database = await answer(indexedDB.open(name));
      const transaction = database.transaction(['records', 'seq_by_id', 'head'], 'readonly');
      const store = (of: string) => transaction.objectStore(of);
      const [seqs, records, ids, head] = await Promise.all([
        answer(store('records').getAllKeys()),
        answer<Uint8Array<ArrayBuffer>[]>(store('records').getAll()),
        answer(store('seq_by_id').count()),
        answer<Uint8Array<ArrayBuffer> | undefined>(store('head').get('head')),
      ]);
      database.close();
      const faults: string[] = [];
      const hashes: string[] = [];
      const payments: number[] = [];
      for (const [at, sealed] of records.entries()) {
        const payload = sealed.slice(14);
        const said = JSON.parse(new TextDecoder().decode(payload));
        if ((said.header.prev ?? null) !== (hashes.at(-1) ?? null)) faults.push(`record ${at + 1} does not follow`);
        if (seqs[at] !== at + 1) faults.push(`record ${at + 1} stands at ${seqs[at]}`);
        hashes.push(hex(new Uint8Array(await crypto.subtle.digest('SHA-256', payload))));
        for (const fact of said.facts) if (fact.credit_added) payments.push(fact.credit_added.amount.minor);
      }
      if (ids !== records.length) faults.push(`${ids} ids for ${records.length} records`);
      if (records.length > 0 || head) {
        const seq = head ? Number(new DataView(head.buffer, head.byteOffset).getBigUint64(1, true)) : 0;
        const hash = head ? hex(head.slice(35, 67)) : '';
        if (seq !== records.length || hash !== hashes.at(-1)) faults.push(`the head is at ${seq} of ${records.length}`);
        found.push({ database: name, hashes, payments, faults });
      }
    }
    return found;
  });
}

/** Turns the ledger's database into one of version 1, as the first pages made it; `holds` keeps it open. */
export function downgrade(page: Page, { holds = false } = {}): Promise<void> {
  return page.evaluate(async (holds) => {
    const answer = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const stores = ['records', 'seq_by_id', 'head'];
    const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
    const name = names.find((name) => name.startsWith('cartera-ledger-')) ?? '';
    const database = await answer(indexedDB.open(name));
    const values = await Promise.all(stores.map(async (store) => {
      const from = database.transaction(store, 'readonly').objectStore(store);
      const [keys, found] = await Promise.all([answer(from.getAllKeys()), answer(from.getAll())]);
      return keys.map((key, at) => [key, found[at]] as const);
    }));
    database.close();
    await answer(indexedDB.deleteDatabase(name));
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      for (const [at, store] of stores.entries()) {
        const made = opening.result.createObjectStore(store);
        for (const [key, value] of values[at] ?? []) made.put(value, key);
      }
    };
    const made = await answer(opening);
    if (holds) Object.assign(window, { held: made });
    else made.close();
  }, holds);
}

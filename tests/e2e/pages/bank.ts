// The screen on which the bank's movements are matched.

import type { Locator, Page } from '@playwright/test';

import { Shell } from './shell.ts';

export class Bank {
  /** The one button that takes on all that is certain. */
  readonly acceptCertain: Locator;
  readonly rows: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.acceptCertain = page.getByRole('button', { name: /^Aceptar (la segura|las \d+ seguras)$/ });
    this.rows = page.locator('.bank-row');
    this.dialog = page.locator('dialog[open]');
  }

  async open(): Promise<void> {
    await new Shell(this.page).open('#/payments/bank');
    await this.page.getByRole('heading', { level: 1, name: 'Conciliación bancaria' }).waitFor();
  }

  /** The movements under a heading such as `Seguras`. */
  group(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** A movement by what the bank wrote. */
  row(words: string | RegExp): Locator {
    return this.rows.filter({ hasText: words });
  }

  /** Another of the lists: `Conciliados`, `No son de cobranza`. */
  async show(list: string): Promise<void> {
    await this.page.getByRole('group', { name: 'Qué movimientos se muestran' }).getByRole('button', { name: list }).click();
  }
}

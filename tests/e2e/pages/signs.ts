// Warning signs, by the names a person reads: on Today, on a customer's page, in the list.

import type { Locator, Page } from '@playwright/test';

export class Signs {
  readonly main: Locator;
  readonly dialog: Locator;
  /** The list of new ones on Today. */
  readonly fresh: Locator;
  /** Those of a customer, one each. */
  readonly shown: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.dialog = page.locator('dialog[open]');
    this.fresh = this.main.locator('section', { has: page.getByRole('heading', { level: 2, name: 'Señales nuevas' }) });
    this.shown = this.main.locator('section.signs .sign-list > li');
  }

  /** The sign of a name. */
  named(name: string): Locator {
    return this.shown.filter({ has: this.page.getByRole('heading', { level: 3, name }) });
  }

  /** Says that the first new sign was looked at. */
  async review(note: string): Promise<void> {
    await this.main.getByRole('button', { name: /^Marcar como vista: / }).first().click();
    await this.dialog.getByLabel(/^Qué se vio o se decidió/).fill(note);
    await this.dialog.getByRole('button', { name: 'Marcar como vista' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  /** Notes a sign that somebody saw. */
  async note(kind: string, what: string): Promise<void> {
    await this.main.getByRole('button', { name: 'Anotar señal…' }).click();
    await this.dialog.getByLabel('Señal', { exact: true }).selectOption(kind);
    await this.dialog.getByLabel(/^Qué se notó/).fill(what);
    await this.dialog.getByRole('button', { name: 'Anotar señal' }).click();
    await this.dialog.waitFor({ state: 'detached' });
  }
}

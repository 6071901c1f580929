// Today's list and the case of a customer, by the names a person reads.

import type { Locator, Page } from '@playwright/test';

export class Today {
  readonly main: Locator;
  /** Whom to contact, overdue or due, from the top down. */
  readonly rows: Locator;
  readonly case: Locator;
  readonly dialog: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    const due = this.main.locator('section', { has: page.getByRole('heading', { level: 2, name: /^(Vencidas|Hoy) \d/ }) });
    this.rows = due.locator('li[data-customer]');
    this.case = this.main.locator('.case');
    this.dialog = page.getByRole('dialog');
  }

  /** Narrows the list to a channel. */
  async only(channel: 'call' | 'email' | 'whatsapp'): Promise<void> {
    await this.main.getByLabel('Canal').selectOption(channel);
    await this.rows.first().waitFor();
  }

  row(place: number): Locator {
    return this.rows.nth(place);
  }

  /** The first row whose channel is this one. */
  by(channel: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('link', { name: new RegExp(`^${channel} a `) }) }).first();
  }

  async nameOf(row: Locator): Promise<string> {
    return (await row.locator('a.door').textContent()) ?? '';
  }

  /** The name of the customer whose case is open. */
  get opened(): Locator {
    return this.case.getByRole('heading', { level: 2 });
  }

  toast(): Locator {
    return this.page.locator('.toast').last();
  }
}

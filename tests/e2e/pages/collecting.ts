// A customer's page in collecting: noting what was said, what stands, the statement.

import type { Download, Locator, Page } from '@playwright/test';

export class Collecting {
  readonly main: Locator;
  readonly dialog: Locator;
  readonly timeLine: Locator;
  /** Protocol, what is due, what is in force. */
  readonly state: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.dialog = page.locator('dialog[open]');
    this.timeLine = this.main.locator('.time-line');
    this.state = this.main.locator('.collecting');
  }

  /** A line of the time line. */
  line(text: string | RegExp): Locator {
    return this.timeLine.locator('.lines > li').filter({ hasText: text });
  }

  /** Opens the dialog that notes a contact by a channel. */
  async note(channel: string): Promise<void> {
    await this.timeLine.getByRole('group', { name: 'Anotar' }).getByRole('button', { name: channel }).click();
    await this.dialog.waitFor();
  }

  async outcome(name: string): Promise<void> {
    await this.dialog.getByRole('button', { name, exact: true }).click();
  }

  /** Says that the contact was made on another day. */
  async madeOn(day: string): Promise<void> {
    await this.dialog.getByText('Otro día, otra hora o persona').click();
    await this.dialog.getByLabel('Día', { exact: true }).fill(day);
  }

  async field(name: string, value: string): Promise<void> {
    // One that may stay blank says so in its label.
    await this.dialog.getByLabel(new RegExp(`^${name}( · opcional)?$`)).fill(value);
  }

  /** Presses the dialog's main button and waits until it is done. */
  async save(): Promise<void> {
    await this.dialog.locator('button[type="submit"]').click();
    await this.dialog.waitFor({ state: 'detached' });
  }

  async download(name: string): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.main.getByRole('button', { name }).click();
    return download;
  }
}

/** A day as people write it, some days from today where the browser is: `1/12/2026`. */
export function daysFromNow(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return new Intl.DateTimeFormat('es-MX', { timeZone: 'America/Mexico_City', day: 'numeric', month: 'numeric', year: 'numeric' }).format(day);
}

// The page as a person first meets it: what is the same on every screen.

import { expect, type Page } from '@playwright/test';

export class Shell {
  constructor(readonly page: Page) {}

  /** Opens the page at an address such as `/receivables?by=segment`, and waits for its heading. */
  async open(route = ''): Promise<void> {
    // Relative to the page itself, which may be a file.
    await this.page.goto(route ? `#${route.replace(/^#/, '')}` : '');
    // One that awaits its screen has a heading that stands in for it.
    await this.page.locator('main h1:not(.awaits)').waitFor({ state: 'attached' });
    // Opening the ledger shows a heading of its own first.
    await expect(this.page.locator('.shell')).toBeAttached();
  }

  /** From the first visit: the demonstration, filled. */
  async enterDemo(): Promise<void> {
    await this.page.getByRole('button', { name: /Ver la demostración/ }).click();
    await expect(this.page.getByText('cartera de demostración')).toBeVisible({ timeout: 20_000 });
    await expect(this.page.locator('.welcome')).toHaveCount(0, { timeout: 20_000 });
  }
}

// When the money comes in, as a person reads it.

import type { Locator, Page } from '@playwright/test';

export class CashFlow {
  constructor(readonly page: Page) {}

  /** What the screen says first. */
  get sentence(): Locator {
    return this.page.locator('.cash-flow-screen .lead');
  }

  /** On what it rests. */
  get knowledge(): Locator {
    return this.page.locator('.cash-flow-screen .knowledge');
  }

  /** The figures under it. */
  get figures(): Locator {
    return this.page.locator('.cash-flow-screen .figures');
  }

  /** The weeks or months ahead. */
  get lines(): Locator {
    return this.page.locator('table.cash-lines tbody tr');
  }

  /** The sums under them. */
  get totals(): Locator {
    return this.page.locator('table.cash-lines tfoot tr');
  }

  /** The bars of the chart, those that are over with them. */
  get bars(): Locator {
    return this.page.locator('.cash-chart svg .column');
  }

  /** The choice of a scenario. */
  scenario(name: string): Locator {
    return this.page.getByRole('group', { name: 'Escenario' }).getByRole('button', { name, exact: true });
  }

  /** What is behind a figure, or a form. */
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The cash on hand and what is planned. */
  get plans(): Locator {
    return this.page.locator('.cash-plans');
  }

  /** Waits until the band has been drawn. */
  async drawn(): Promise<void> {
    await this.lines.first().waitFor();
    // A line has no area that could be seen.
    await this.page.locator('.cash-chart svg .column .whisker').first().waitFor({ state: 'attached', timeout: 30_000 });
  }

  /** Notes the cash on hand. */
  async count(amount: string): Promise<void> {
    await this.plans.getByRole('button', { name: 'Anotar el saldo…' }).click();
    await this.dialog.getByLabel('En caja y bancos').fill(amount);
    await this.dialog.getByRole('button', { name: 'Guardar' }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }
}

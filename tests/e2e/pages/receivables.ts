// The aging report as a person reads it.

import type { Locator, Page } from '@playwright/test';

export class Receivables {
  constructor(readonly page: Page) {}

  /** The day of the report, in the sentence of controls. */
  get asOf(): Locator {
    return this.page.getByLabel('Al día');
  }

  /** What a line is. */
  get per(): Locator {
    return this.page.getByLabel('Una línea por');
  }

  /** The lines of the first table, without its head and totals. */
  get lines(): Locator {
    return this.page.locator('table.aging').first().locator('tbody tr:not([aria-hidden])');
  }

  /** The first cell of the first table's last line: how many lines there are. */
  get count(): Locator {
    return this.page.locator('table.aging').first().locator('tfoot th');
  }

  /** The button of a column under the first bar. */
  range(name: string): Locator {
    return this.page.getByRole('group', { name: 'Mostrar solo un rango' }).first().getByRole('button', { name });
  }

  /** What is behind a figure. */
  get behind(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Writes into a control of the sentence as people do, and leaves it with Enter. */
  async write(control: Locator, text: string): Promise<void> {
    await control.fill(text);
    await control.press('Enter');
  }
}

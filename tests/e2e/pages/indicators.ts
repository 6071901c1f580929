// The screen of indicators as a person reads it.

import type { Locator, Page } from '@playwright/test';

export class Indicators {
  constructor(readonly page: Page) {}

  /** The day, in the sentence of controls. */
  get asOf(): Locator {
    return this.page.getByLabel('Al día');
  }

  /** A choice of the sentence. */
  choice(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  /** The names of the figures. */
  get names(): Locator {
    return this.page.locator('.key-figures a.door');
  }

  /** The line of a figure. */
  line(name: string): Locator {
    const link = this.page.getByRole('link', { name, exact: true });
    return this.page.locator('.key-figures tbody tr').filter({ has: link });
  }

  /** The figure of a line, without its unit's room. */
  value(name: string): Locator {
    return this.line(name).locator('.value');
  }

  /** What is behind a figure. */
  get behind(): Locator {
    return this.page.getByRole('dialog');
  }

  /** A side of the figure that is open. */
  side(name: string): Locator {
    const heading = this.page.getByRole('heading', { name, exact: true });
    return this.behind.locator('details.side').filter({ has: heading });
  }
}

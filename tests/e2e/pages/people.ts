// The customer and invoice screens, by the names a person reads.

import type { Locator, Page } from '@playwright/test';

export class People {
  readonly main: Locator;
  readonly form: Locator;
  /** The customer's field of an invoice. */
  readonly customer: Locator;
  readonly amount: Locator;
  readonly due: Locator;
  readonly doors: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.form = this.main.locator('form');
    this.customer = this.form.getByRole('combobox', { name: 'Cliente' });
    this.amount = this.form.getByRole('textbox', { name: 'Importe', exact: true });
    this.due = this.form.getByLabel('Condiciones o vencimiento');
    this.doors = this.main.locator('tbody a.door');
  }

  async go(route: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, route);
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  field(name: string | RegExp): Locator {
    return this.form.getByLabel(name, { exact: typeof name === 'string' });
  }

  /** Narrows a list by letters. */
  async find(text: string): Promise<void> {
    await this.main.getByRole('searchbox').fill(text);
  }

  /** The text of a column, from the first row down. */
  column(place: number): Promise<string[]> {
    return this.main.locator(`tbody tr > :nth-child(${place})`).allInnerTexts();
  }

  toast(): Locator {
    return this.page.locator('.toast').last();
  }
}

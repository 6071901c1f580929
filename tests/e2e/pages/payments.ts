// The payment screens: the list, the sheet, one payment, cheques in hand.

import type { Locator, Page } from '@playwright/test';

export class Payments {
  readonly sheet: Locator;
  readonly customer: Locator;
  readonly amount: Locator;
  readonly remainder: Locator;
  readonly main: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.sheet = page.locator('form.payment-sheet');
    this.customer = this.sheet.getByRole('combobox', { name: 'Cliente' });
    this.amount = this.sheet.getByRole('textbox', { name: 'Importe', exact: true });
    this.remainder = this.sheet.locator('.remainder');
  }

  async openList(query = ''): Promise<void> {
    await this.go(`#/payments${query}`);
    await this.page.getByRole('heading', { level: 1, name: 'Pagos' }).waitFor();
  }

  async openCheques(): Promise<void> {
    await this.go('#/payments/cheques');
    await this.page.getByRole('heading', { level: 1, name: 'Cheques en cartera' }).waitFor();
  }

  /** Opens an empty sheet. */
  async openSheet(): Promise<void> {
    await this.go('#/payments/new');
    await this.page.getByRole('heading', { level: 1, name: 'Registrar pago' }).waitFor();
  }

  /** Fills the sheet for the first customer that fits, with the keyboard. */
  async fill(customer: string, amount: string): Promise<void> {
    await this.customer.fill(customer);
    await this.page.getByRole('option').first().waitFor();
    await this.customer.press('Enter');
    await this.amount.fill(amount);
  }

  /** What is applied to the lines, in their order. */
  applied(): Locator {
    return this.sheet.getByRole('textbox', { name: /^Importe para / });
  }

  tick(line: number): Locator {
    return this.sheet.getByRole('checkbox', { name: /^Aplicar a / }).nth(line);
  }

  toast(): Locator {
    return this.page.locator('.toast').last();
  }

  private async go(route: string): Promise<void> {
    await this.page.evaluate((hash) => {
      location.hash = hash;
    }, route);
  }
}

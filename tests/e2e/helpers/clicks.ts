// Clicks that are counted: what a month may cost is a number, and a test asserts it.

import type { Locator } from '@playwright/test';

export class Clicks {
  #count = 0;

  /** How many there were. */
  get count(): number {
    return this.#count;
  }

  async on(target: Locator): Promise<void> {
    await target.click();
    this.#count++;
  }
}

// The page as a person first meets it: what is the same on every screen.

import type { Page } from '@playwright/test';

export class Shell {
  constructor(readonly page: Page) {}

  /** Opens the page and waits until its WebAssembly has drawn something. */
  async open(route = ''): Promise<void> {
    await this.page.goto(`./${route}`);
    await this.page.waitForFunction(() => document.body.querySelector(':scope > :not(noscript, script)') !== null);
  }
}

// `test` and `expect` for every spec. Beside the page they hand out, they watch
// it: a request to another origin, an error in the console (a refusal by the
// security policy is one) or an uncaught error fails the test, whatever it checks.

import { test as base, expect } from '@playwright/test';

export { expect };

/** What the watch saw. A test that provokes an error takes it out with `expected`. */
export class Watch {
  readonly #seen: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Errors whose text matches are part of this test. */
  expected(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What was seen and not expected. */
  get problems(): string[] {
    return this.#seen.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }

  see(text: string): void {
    this.#seen.push(text);
  }
}

export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch = new Watch();
      const own = new URL(baseURL ?? '');
      const outside = (address: string) => {
        const url = new URL(address);
        // Files have no origin: a page from the disk may ask for itself and nothing else.
        if (own.protocol === 'file:' && url.protocol !== 'blob:') {
          return !['data:', 'about:'].includes(url.protocol) && url.pathname !== own.pathname;
        }
        // A blob's origin is that of the page which made it; data has none and goes nowhere.
        return !['data:', 'about:'].includes(url.protocol) && url.origin !== own.origin;
      };
      context.on('request', (request) => {
        if (outside(request.url())) watch.see(`request to another origin: ${request.url()}`);
      });
      context.on('console', (message) => {
        if (message.type() === 'error') watch.see(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => watch.see(`uncaught: ${error.error().stack || error.error()}`));
      context.on('page', (page) => {
        page.on('websocket', (socket) => watch.see(`web socket: ${socket.url()}`));
        page.on('crash', () => watch.see(`the page crashed: ${page.url()}`));
      });
      await use(watch);
      expect(watch.problems, 'errors and requests that no test expected').toEqual([]);
    },
    { auto: true },
  ],
});

// The screen that takes the page's place after its program stopped.

import { expect, type Locator, type Page } from '@playwright/test';

export class Stopped {
  readonly heading: Locator;
  readonly main: Locator;

  constructor(readonly page: Page) {
    this.heading = page.getByRole('heading', { level: 1, name: /^Cartera (se detuvo|stopped)$/ });
    this.main = page.getByRole('main');
  }

  /** Waits until it is there, with all it offers. */
  async shown(): Promise<void> {
    await expect(this.heading).toBeVisible();
    await expect(this.main).toContainText(/Detalle técnico|Technical detail/);
  }

  /** Downloads the ledger that was open; where the file is. */
  async download(): Promise<{ file: string; name: string }> {
    const downloading = this.page.waitForEvent('download');
    await this.main.getByRole('button', { name: /^(Descargar una copia|Download a copy)$/ }).click();
    const download = await downloading;
    return { file: await download.path(), name: download.suggestedFilename() };
  }
}

/** The next element that the program makes is refused to it, as by an extension that meddles
 * with the page: the program panics. */
export async function makePanic(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { createElement } = Document.prototype;
    Document.prototype.createElement = () => {
      Document.prototype.createElement = createElement;
      throw new Error('refused');
    };
  });
}

/** Keeps hold of the program's memory; to be called before the page is opened. */
export async function holdMemory(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const holding = window as unknown as { memory?: WebAssembly.Memory };
    for (const name of ['instantiate', 'instantiateStreaming'] as const) {
      const own = WebAssembly[name] as (...given: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
      Object.assign(WebAssembly, {
        [name]: async (...given: unknown[]) => {
          const made = await own(...given);
          const { memory } = made.instance.exports;
          if (memory instanceof WebAssembly.Memory) holding.memory ??= memory;
          return made;
        },
      });
    }
  });
}

/** Fills the program's memory with nonsense: whatever it does next ends in a trap. */
export async function spoilMemory(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { memory } = window as unknown as { memory?: WebAssembly.Memory };
    if (!memory) throw new Error('the memory was not held');
    new Uint8Array(memory.buffer).fill(0xff);
  });
}

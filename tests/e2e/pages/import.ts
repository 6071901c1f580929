// The import screen, as the person who brings a list sees it.

import { fileURLToPath } from 'node:url';

import type { Download, Locator, Page } from '@playwright/test';

import { Shell } from './shell.ts';

export class ImportScreen {
  /** The button that enters the list, whatever it offers. */
  readonly enter: Locator;
  readonly result: Locator;

  constructor(readonly page: Page) {
    this.enter = page.getByRole('button', { name: /^Importar [\d,]+/ });
    this.result = page.getByRole('heading', { name: 'Importación terminada' });
  }

  async open(): Promise<void> {
    await new Shell(this.page).open('#/import');
    await this.page.getByRole('heading', { level: 1, name: 'Importar' }).waitFor();
  }

  /** Chooses a file by the button. */
  async choose(file: string): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: /^(Elegir|Otro) archivo/ }).click();
    await (await chooser).setFiles(file);
  }

  /** Drops a file somewhere on the screen, not on the place for it. */
  async drop(name: string, text: string): Promise<void> {
    const data = await this.page.evaluateHandle(
      ([name, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text ?? ''], name ?? '', { type: 'text/csv' }));
        return data;
      },
      [name, text],
    );
    await this.page.dispatchEvent('h1', 'drop', { dataTransfer: data });
  }

  /** Pastes text as a spreadsheet's clipboard has it. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  }

  /** The number under a name, as `Facturas nuevas`. */
  figure(name: string): Locator {
    return this.page.locator('.figure').filter({ hasText: name }).locator('dd');
  }

  async download(button: string): Promise<Download> {
    const download = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: button }).click();
    return download;
  }
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
}

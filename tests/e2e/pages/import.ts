// The import screen, as the person who brings a list sees it.

import { fileURLToPath } from 'node:url';

import type { Download, Locator, Page } from '@playwright/test';

import { Shell } from './shell.ts';

export class ImportScreen {
  /** The button that enters the list, whatever it offers. */
  readonly enter: Locator;
  readonly result: Locator;

  constructor(readonly page: Page) {
    this.enter = page.getByRole('button', { name: /^Importar [\d,]+ / });
    this.result = page.getByRole('heading', { name: 'Importación terminada' });
  }

  async open(): Promise<void> {
    await new Shell(this.page).open('#/import');
    await this.page.getByRole('heading', { level: 1, name: 'Importar' }).waitFor();
  }

  /** Chooses files by the button. */
  async choose(...files: string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: /^(Elegir|Otros) archivos/ }).click();
    await (await chooser).setFiles(files);
  }

  /** The documents under a heading such as `Se registran`, unfolded. */
  async group(name: string): Promise<Locator> {
    const group = this.page.locator('details').filter({ has: this.page.getByText(name, { exact: false }) });
    if (!(await group.evaluate((details) => (details as HTMLDetailsElement).open))) await group.locator('summary').click();
    return group.getByRole('table');
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

  /** Drops files somewhere on the screen, all at once. */
  async dropAll(files: { name: string; bytes: Buffer }[]): Promise<void> {
    const encoded = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
    const data = await this.page.evaluateHandle((files) => {
      const data = new DataTransfer();
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    }, encoded);
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

  /** The row of a statement, by words in it. */
  statement(words: string | RegExp): Locator {
    return this.page.getByRole('table', { name: 'Estados de cuenta' }).getByRole('row').filter({ hasText: words });
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

// The protocols: what a person does there, by the names they read.

import { expect, type Locator, type Page } from '@playwright/test';

import { Shell } from './shell.ts';

export class Protocols {
  readonly main: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.toasts = page.locator('.toasts');
  }

  /** Opens the list of the demonstration. */
  async openDemo(): Promise<void> {
    const shell = new Shell(this.page);
    await shell.open();
    await shell.enterDemo();
    await this.openList();
  }

  async openList(): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pantallas' }).getByRole('link', { name: 'Protocolos' }).click();
    await this.atTitle('Protocolos');
  }

  async openOne(name: string): Promise<void> {
    await this.main.getByRole('link', { name, exact: true }).click();
    await this.atTitle(name);
  }

  async atTitle(name: string): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }

  /** A step on the line. */
  step(name: string | RegExp): Locator {
    return this.main.getByRole('slider', { name });
  }

  button(name: string | RegExp): Locator {
    return this.main.getByRole('button', { name });
  }

  /** What the words of the step would look like. */
  get preview(): Locator {
    return this.main.getByRole('region', { name: 'Así se verá' });
  }

  /** Saves from the day that is proposed: today. */
  async saveFromToday(): Promise<void> {
    await this.button('Guardar…').click();
    const dialog = this.page.getByRole('dialog', { name: 'Guardar los cambios' });
    await dialog.getByRole('button', { name: 'Guardar', exact: true }).click();
    await expect(this.toasts).toContainText('vale desde el');
    await expect(dialog).toBeHidden();
  }

  /** Downloads the protocol; where the file is. */
  async download(name: string): Promise<string> {
    const downloading = this.page.waitForEvent('download');
    await this.button('Descargar').click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(name);
    return download.path();
  }

  /** Chooses a file to import. */
  async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Elegir archivo…' }).click();
    await (await choosing).setFiles(file);
  }
}

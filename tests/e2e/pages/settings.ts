// The settings: what a person does there, by the names they read.

import { expect, type Locator, type Page } from '@playwright/test';

import { Shell } from './shell.ts';

export type Section = 'firm' | 'collecting' | 'calendar' | 'signs' | 'currencies' | 'appearance' | 'ledgers' | 'copies' | 'history';

const TITLES: Record<Section, string> = {
  firm: 'Empresa',
  collecting: 'Cobranza',
  calendar: 'Calendario',
  signs: 'Señales',
  currencies: 'Monedas',
  appearance: 'Apariencia',
  ledgers: 'Carteras',
  copies: 'Copias',
  history: 'Historial',
};

export class Settings {
  readonly main: Locator;
  /** The firm's name at the foot of the rail. */
  readonly firmInRail: Locator;
  /** Whether what was done is saved. */
  readonly saved: Locator;
  readonly toasts: Locator;

  constructor(readonly page: Page) {
    this.main = page.getByRole('main');
    this.firmInRail = page.locator('.rail .firm');
    this.saved = page.locator('.rail').getByRole('status');
    this.toasts = page.locator('.toasts');
  }

  /** Opens a section by its address and waits for its heading. */
  async open(section: Section): Promise<void> {
    await new Shell(this.page).open(`#/settings/${section}`);
    await this.at(section);
  }

  /** Goes to a section by its tab. */
  async goTo(section: Section): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Secciones de ajustes' }).getByRole('link', { name: TITLES[section] }).click();
    await this.at(section);
  }

  async at(section: Section): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: TITLES[section] })).toBeVisible();
  }

  field(label: string | RegExp): Locator {
    return this.main.getByLabel(label, { exact: typeof label === 'string' });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** Names the firm, which is the least that makes a ledger, and waits until it is saved. */
  async nameFirm(name: string): Promise<void> {
    await this.field(/^Nombre de la empresa/).fill(name);
    await this.main.getByRole('button', { name: 'Guardar' }).click();
    await expect(this.toasts).toContainText('Ajustes guardados');
    await expect(this.saved).toHaveText('Guardado');
    await expect(this.firmInRail).toHaveText(name);
  }

  /** Opens the demonstration from the list of ledgers. */
  async enterDemo(): Promise<void> {
    await this.main.getByRole('button', { name: 'Ver la demostración' }).click();
    await expect(this.button('Salir de la demostración').first()).toBeVisible({ timeout: 20_000 });
  }

  /** Downloads a copy of the open ledger; where the file is. */
  async download(): Promise<string> {
    const downloading = this.page.waitForEvent('download');
    await this.main.getByRole('button', { name: 'Descargar una copia' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^cartera-\d{4}-\d{2}-\d{2}\.(jsonl|cartera)$/);
    return download.path();
  }

  /** Chooses a copy's file; what is in it is shown, nothing is done yet. */
  async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const choosing = this.page.waitForEvent('filechooser');
    await this.main.getByRole('button', { name: 'Elegir archivo…' }).click();
    await (await choosing).setFiles(file);
  }

  /** Restores the copy that is shown. */
  async restore(): Promise<void> {
    await this.main.getByRole('button', { name: 'Restaurar como cartera nueva' }).click();
    await expect(this.toasts).toContainText('Se restauró y está abierta', { timeout: 20_000 });
  }

  /** The lines of the history, newest first. */
  get history(): Locator {
    return this.main.locator('table.history tbody tr');
  }
}

// A month of three people, from the files they have to a matched ledger in less than ten
// clicks, and back. What each must come to is worked out in tests/months.rs.

import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';

import { Clicks } from './helpers/clicks.ts';
import { expect, test } from './helpers/test.ts';
import { Bank } from './pages/bank.ts';
import { ImportScreen } from './pages/import.ts';

const file = (name: string) => fileURLToPath(new URL(`fixtures/months/${name}`, import.meta.url));

/** Files in, the tax id said, agreed, and on to the bank's movements. */
async function bringIn(page: Page, clicks: Clicks, names: string[], taxId: string): Promise<ImportScreen> {
  const screen = new ImportScreen(page);
  await screen.open();
  const chooser = page.waitForEvent('filechooser');
  await clicks.on(page.getByRole('button', { name: 'Elegir archivos…' }));
  await (await chooser).setFiles(names.map(file));
  await clicks.on(page.getByRole('group', { name: '¿Cuál es su identificación fiscal?' }).getByRole('button', { name: taxId }));
  await expect(screen.enter).toBeVisible();
  return screen;
}

async function goOn(page: Page, clicks: Clicks, screen: ImportScreen): Promise<Bank> {
  await clicks.on(screen.enter);
  await expect(screen.result).toBeVisible();
  await clicks.on(page.getByRole('link', { name: 'Conciliar los movimientos' }));
  return new Bank(page);
}

/** The customers who owe, on the aging report. */
async function expectOwing(page: Page, owing: Record<string, string>): Promise<void> {
  await page.goto('#/receivables');
  const rows = page.locator('table.aging tbody tr:not([aria-hidden])');
  await expect(rows).toHaveCount(Object.keys(owing).length);
  for (const [name, amount] of Object.entries(owing)) {
    await expect(rows.filter({ hasText: name })).toContainText(amount);
  }
}

test.describe('Mexico', () => {
  test('CFDI in a ZIP and BBVA’s statement', async ({ page }) => {
    const clicks = new Clicks();
    const names = ['mexico-cfdi.zip', 'mexico-bbva.csv'];
    const screen = await bringIn(page, clicks, names, 'PASL850312AB1');
    await expect(screen.figure('Facturas nuevas')).toHaveText('5');
    await expect(screen.statement('BBVA México')).toContainText('Cuadra');
    await expect(screen.statement('BBVA México')).toContainText('= 44,002.00');
    await expect(page.getByRole('button', { name: 'Importar 7 documentos y 8 movimientos' })).toBeVisible();

    const bank = await goOn(page, clicks, screen);
    await expect(bank.group('Seguras').getByRole('link', { name: /^Ya registrado: pago del .*2,000\.00/ })).toBeVisible();
    await clicks.on(bank.acceptCertain);
    // Three are payments; the fourth brings what the receipt certified.
    await expect(page.getByText('Se conciliaron 4 movimientos.')).toBeVisible();
    expect(clicks.count).toBeLessThan(10);

    await expectOwing(page, { 'COMERCIAL DEL VALLE': '2,320.00', 'CAFE NUBE': '1,160.00' });
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await expect(page.getByRole('main')).toContainText('38,880.00');
  });
});

test.describe('Colombia', () => {
  test.use({ locale: 'es-CO', timezoneId: 'America/Bogota' });

  test('DIAN’s containers and a bank’s CSV, with taxes withheld', async ({ page }) => {
    const clicks = new Clicks();
    const screen = await bringIn(page, clicks, ['colombia-dian.zip', 'colombia-banco.csv'], '901234567');
    await expect(screen.figure('Facturas nuevas')).toHaveText('4');
    await expect(screen.statement('031-445566-77')).toContainText('Cuadra');

    const bank = await goOn(page, clicks, screen);
    await clicks.on(bank.acceptCertain);
    await expect(page.getByText('Se concilió 1 movimiento.')).toBeVisible();
    // What is short of a withholding has its reason, and is accepted one by one.
    await expect(bank.group('Probables')).toContainText(/[Rr]etefuente/);
    for (const left of [1, 0]) {
      await clicks.on(bank.group('Probables').getByRole('button', { name: 'Aceptar', exact: true }).first());
      await expect(bank.group('Probables').getByRole('button', { name: 'Aceptar', exact: true })).toHaveCount(left);
    }
    expect(clicks.count).toBeLessThan(10);

    await expectOwing(page, { 'Almacenes Andinos': '595.000' });
    // The last of the two: FE201 and what was withheld of it.
    await page.getByRole('button', { name: 'Deshacer' }).last().click();
    await expect(page.locator('table.aging tbody tr:not([aria-hidden])')).toContainText('2.975.000');
  });
});

test.describe('Spain', () => {
  test.use({ locale: 'es-ES', timezoneId: 'Europe/Madrid' });

  test('Facturae and Norma 43', async ({ page }) => {
    const clicks = new Clicks();
    const invoices = ['espana-2026-011.xml', 'espana-2026-012.xml', 'espana-2026-013.xml'];
    const screen = await bringIn(page, clicks, [...invoices, 'espana-norma43.n43'], '12345678Z');
    await expect(screen.figure('Facturas nuevas')).toHaveText('3');
    await expect(screen.statement('Norma 43')).toContainText('Cuadra');

    const bank = await goOn(page, clicks, screen);
    await clicks.on(bank.acceptCertain);
    await expect(page.getByText('Se conciliaron 3 movimientos.')).toBeVisible();
    expect(clicks.count).toBeLessThan(10);

    await expectOwing(page, { 'Ayuntamiento de Villanueva': '1.120,00' });
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await expect(page.locator('table.aging tbody tr:not([aria-hidden])')).toHaveCount(3);
  });
});

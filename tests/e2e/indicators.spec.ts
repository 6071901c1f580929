// Are we getting better: every figure says what it is, what it was, and opens its documents.

import { readFile } from 'node:fs/promises';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Indicators } from './pages/indicators.ts';
import { Shell } from './pages/shell.ts';

/** «$ 1,234.50» or «1,234.50» as cents. */
function cents(text: string): number {
  const sign = /[−-]/.test(text) ? -1 : 1;
  return sign * Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);
}

/** A figure of a text, such as 55.2 of «55.2 días» or −1234.5 of «−$ 1,234.50». */
function number(text: string): number {
  const sign = /[−-]/.test(text) ? -1 : 1;
  return sign * Number(text.replace(/[^\d.]/g, ''));
}

const total = (all: number[]): number => all.reduce((sum, one) => sum + one, 0);

test('an empty ledger says what would be here and offers the way to it', async ({ page }) => {
  const shell = new Shell(page);
  await shell.open('/indicators');
  await expect(page.getByRole('heading', { name: 'Aún no hay nada que medir' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Nueva factura' }).click();
  await expect(page).toHaveURL(/#\/invoices\/new/);
});

test.describe('with the demonstration', () => {
  test.beforeEach(async ({ page }) => {
    const shell = new Shell(page);
    await shell.open('/today');
    await shell.enterDemo();
    await page.keyboard.press('g');
    await page.keyboard.press('k');
    await expect(page.getByRole('heading', { level: 1, name: 'Indicadores' })).toBeVisible();
  });

  test('a figure opens its documents, and they sum to it', async ({ page }) => {
    const screen = new Indicators(page);
    const owed = await screen.value('Total por cobrar').innerText();
    await screen.line('Parte vencida').getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/figure=overdue/);
    const whole = screen.side('Por cobrar');
    await expect(whole.locator('summary')).toContainText(owed.trim());

    const late = screen.side('Vencido');
    const sum = cents(await late.locator('summary .strong').innerText());
    const amounts = await late.locator('tbody td:last-child').allInnerTexts();
    expect(amounts.map(cents).reduce((total, one) => total + one, 0)).toBe(sum);
    await expectAccessible(page, { within: 'dialog' });

    await page.keyboard.press('Escape');
    await expect(screen.behind).toHaveCount(0);
    await expect(page).not.toHaveURL(/figure/);
  });

  test('the file behind a figure holds every line', async ({ page }) => {
    const screen = new Indicators(page);
    const owed = cents(await screen.value('Total por cobrar').innerText());
    await screen.line('Total por cobrar').getByRole('link').click();
    const download = page.waitForEvent('download');
    await screen.behind.getByRole('button', { name: 'Exportar CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^owed-\d{4}-\d\d-\d\d-MXN\.csv$/);
    const text = await readFile(await file.path(), 'utf8');
    const [total, ...lines] = text.trim().split('\r\n').slice(1).reverse();
    expect(total).toMatch(/^Total · Por cobrar,/);
    expect(Math.round(Number(total?.split(',').at(-1)) * 100)).toBe(owed);
    const amounts = lines.map((line) => line.split(',').at(-1) ?? '');
    const sum = amounts.map((amount) => Math.round(Number(amount) * 100)).reduce((total, one) => total + one, 0);
    expect(sum).toBe(owed);
  });

  // Sides are divided as the definitions say; the lines of each sum to it on the screen and
  // in the file, whose last column is the amount.
  test('every figure opens what it comes from, and that comes to the figure', async ({ page }) => {
    test.slow();
    const screen = new Indicators(page);
    const names = await screen.names.allInnerTexts();
    expect(names).toHaveLength(19);
    for (const name of names) {
      const shown = await screen.line(name).locator('.value').allInnerTexts();
      await screen.line(name).getByRole('link').focus();
      await page.keyboard.press('Enter');
      await expect(screen.behind.getByRole('heading', { level: 2, name, exact: true })).toBeVisible();
      const download = page.waitForEvent('download');
      await screen.behind.getByRole('button', { name: 'Exportar CSV' }).click();
      const rows = (await readFile(await (await download).path(), 'utf8')).trim().split('\r\n').slice(1);

      const sums: number[] = [];
      for (const side of await screen.behind.locator('details.side').all()) {
        const heading = (await side.locator('h3').innerText()).trim();
        const sum = number((await side.locator('summary .strong').textContent()) ?? '');
        const lines = (await side.locator('tbody td:last-child').allTextContents()).map(number);
        expect(total(lines), `${name}: lines of ${heading}`).toBeCloseTo(sum, 2);
        const filed = rows.filter((row) => row.split(',')[0] === heading).map((row) => Number(row.split(',').at(-1)));
        expect(total(filed), `${name}: file of ${heading}`).toBeCloseTo(sum, 2);
        sums.push(sum);
      }
      const [upper = NaN, lower] = sums;
      const equation = (await screen.behind.locator('.drill-sum .quiet').textContent()) ?? '';
      const days = Number(/× (\d+) días$/.exec(equation)?.[1] ?? 1);
      let value = lower === undefined ? upper : (upper / lower) * days;
      if (name === 'Rotación de cartera') value *= 2;
      if (name === 'DSO contado por meses hacia atrás') {
        expect(lower).toBeCloseTo(upper, 2);
        value = total(equation.split('+').map(number));
      }
      const [figure] = shown;
      if (figure === undefined) throw new Error(`${name} has no figure`);
      if (figure.includes('%')) value *= 100;
      const digits = /\.(\d+)/.exec(figure)?.[1]?.length ?? 0;
      expect(Math.abs(number(figure) - value), `${name}: ${figure} and ${value}`).toBeLessThanOrEqual(0.5001 * 10 ** -digits);

      await page.keyboard.press('Escape');
      await expect(screen.behind).toHaveCount(0);
      await expect(screen.line(name).getByRole('link')).toBeFocused();
    }
  });

  test('a promise says what was promised', async ({ page }) => {
    const screen = new Indicators(page);
    await screen.line('Promesas cumplidas').getByRole('link').click();
    const promise = screen.behind.locator('details.side tbody th small').first();
    await expect(promise).toHaveText(/ · (US)?\$\s[\d,]+\.\d\d$/);
  });

  test('with the keyboard alone, the focus is never lost', async ({ page }) => {
    const screen = new Indicators(page);
    await screen.choice('Cierre de un mes').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page).toHaveURL(/month=/);
    await expect(screen.choice('Cierre de un mes')).toBeFocused();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('button', { name: 'Volver a hoy' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/month=/);
    await expect(screen.asOf).toBeFocused();
    await screen.choice('responsable').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page).toHaveURL(/responsible=/);
    await expect(screen.choice('responsable')).toBeFocused();

    // Opened by its address there is nothing to give the focus back to but the figure itself.
    await page.goto('#/indicators?figure=dso');
    await page.reload();
    await expect(screen.behind).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(screen.line('Días de venta por cobrar (DSO)').getByRole('link')).toBeFocused();
  });

  test('a definition is a tap away and does not open the figure', async ({ page }) => {
    const screen = new Indicators(page);
    const line = screen.line('Mejor DSO posible');
    await line.getByText('Definición').click();
    await expect(line.getByText('si nada estuviera vencido')).toBeVisible();
    await expect(page).not.toHaveURL(/figure/);
  });

  test('a month, a person and a currency are chosen and stand in the address', async ({ page }) => {
    const screen = new Indicators(page);
    const now = await screen.value('Total por cobrar').innerText();
    await screen.choice('Cierre de un mes').selectOption({ index: 2 });
    await expect(page).toHaveURL(/month=\d{4}-\d\d/);
    await expect(screen.value('Total por cobrar')).not.toHaveText(now);
    await page.getByRole('button', { name: 'Volver a hoy' }).click();
    await expect(screen.value('Total por cobrar')).toHaveText(now);

    await screen.choice('responsable').selectOption({ index: 1 });
    await expect(page).toHaveURL(/responsible=/);
    const own = await screen.value('Total por cobrar').innerText();
    expect(cents(own)).toBeLessThan(cents(now));
    await screen.choice('responsable').selectOption({ index: 0 });

    await screen.choice('moneda').selectOption('USD');
    await expect(screen.value('Total por cobrar')).toContainText('US$');

    await screen.asOf.fill('1/1/2015');
    await screen.asOf.press('Enter');
    await expect(page.getByRole('heading', { name: 'Nada con estos filtros hasta ese día' })).toBeVisible();
    await page.getByRole('link', { name: 'Quitar los filtros' }).click();
    await expect(screen.value('Total por cobrar')).toHaveText(now);
  });

  test('the chart is gone through by keys and taken along', async ({ page }) => {
    const chart = page.getByRole('group', { name: /^Días de venta por cobrar\./ });
    await chart.focus();
    await page.keyboard.press('End');
    const told = page.locator('.chart-part').last().getByRole('status');
    await expect(told).toContainText('Mejor DSO posible:');
    const last = await told.innerText();
    await page.keyboard.press('ArrowLeft');
    await expect(told).not.toHaveText(last);

    const figure = page.locator('figure').filter({ has: chart });
    const download = page.waitForEvent('download');
    await figure.getByRole('button', { name: 'Descargar CSV' }).click();
    const file = await download;
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\r\n')[0]).toContain('Mes que termina,');
  });

  test('the chart is copied as a picture', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copiar imagen' }).last().click();
    await expect(page.getByText('Imagen copiada')).toBeVisible();
    const bytes = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const blob = await item?.getType('image/png');
      return blob?.size ?? 0;
    });
    expect(bytes).toBeGreaterThan(5_000);
  });

  for (const lang of ['es', 'en'] as const) {
    test(`nothing stands in anybody's way (${lang})`, async ({ page }) => {
      if (lang === 'en') {
        await page.evaluate(() => localStorage.setItem('cartera.lang', '"en"'));
        await page.reload();
        await expect(page.getByRole('heading', { level: 1, name: 'Indicators' })).toBeVisible();
      }
      await expect(page.locator('.series-trend')).toBeVisible();
      await page.locator('details.definition summary').first().click();
      await expectAccessible(page);
    });
  }
});

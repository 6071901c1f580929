// When the money comes in: the sentence, the weeks, what is behind each, the cash and what is
// planned besides; and that little is said to be little.

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { CashFlow } from './pages/cash-flow.ts';
import { ImportScreen } from './pages/import.ts';
import { Shell } from './pages/shell.ts';

/** The figure of a text such as `$ 1,234.50`, in cents. */
const cents = (text: string): number => Number(text.replace(/[^0-9]/g, ''));

test.describe('with the demonstration', () => {
  test.beforeEach(async ({ page }) => {
    // A thousand courses of events are drawn before the first look.
    test.slow();
    const shell = new Shell(page);
    await shell.open('/today');
    await shell.enterDemo();
    await shell.open('/cash-flow');
  });

  test('says what is expected, how certain it is, and on what that rests', async ({ page }) => {
    const screen = new CashFlow(page);
    await screen.drawn();
    await expect(screen.sentence).toContainText(/En 13 semanas se espera cobrar .*, entre .* en ocho de cada diez casos/);
    await expect(screen.knowledge).toContainText(/Se apoya en [\d,]+ vencimientos pagados/);
    await expect(screen.lines).toHaveCount(13);
    await expect(screen.bars).toHaveCount(17);
    await expectAccessible(page);
  });

  test('a week opens the invoices it is expected from, whose sum is the figure', async ({ page }) => {
    const screen = new CashFlow(page);
    await screen.drawn();
    const figure = screen.lines.first().locator('a.behind');
    const amount = (await figure.textContent()) ?? '';
    await figure.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/drill=/);
    await expect(screen.dialog.locator('.drill-sum')).toContainText(amount);
    await expect(screen.dialog.getByText('según su costumbre').first()).toBeVisible();
    const lines = await screen.dialog.locator('tbody tr td.keep').allTextContents();
    expect(lines.map(cents).reduce((sum, line) => sum + line, 0)).toBe(cents(amount));
    await expectAccessible(page);

    await page.keyboard.press('Escape');
    await expect(screen.dialog).toBeHidden();
    await expect(page).not.toHaveURL(/drill/);
  });

  test('cash and what is planned show whether it suffices, and can be taken back', async ({ page }) => {
    const screen = new CashFlow(page);
    await screen.drawn();
    await screen.count('420,000');
    await expect(screen.plans.getByText('$ 420,000.00')).toBeVisible();
    await expect(screen.sentence).toContainText('La caja no baja de los');

    await page.getByRole('button', { name: 'Movimiento previsto…' }).first().click();
    await expectAccessible(page);
    await screen.dialog.getByLabel('Concepto').fill('Impuestos');
    await screen.dialog.getByLabel('Importe').fill('90,000,000');
    await screen.dialog.getByRole('button', { name: 'Una vez' }).click();
    await screen.dialog.getByLabel('Fecha').fill('mañana');
    await screen.dialog.getByRole('button', { name: 'Guardar' }).click();
    await expect(screen.sentence).toContainText('La caja no alcanza');
    await expect(screen.lines.first()).toContainText('90,000,000.00');

    await page.reload();
    await screen.drawn();
    await expect(screen.sentence).toContainText('La caja no alcanza');
    await screen.plans.getByRole('button', { name: 'Quitar Impuestos' }).click();
    await expect(screen.sentence).toContainText('La caja no baja de los');
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await expect(screen.sentence).toContainText('La caja no alcanza');
  });

  test('scenarios stand in the address; the worse one brings less', async ({ page }) => {
    const screen = new CashFlow(page);
    await screen.drawn();
    const expected = cents((await screen.totals.locator('td.keep').textContent()) ?? '');

    await screen.scenario('Adverso').click();
    await expect(page).toHaveURL(/scenario=stressed/);
    await page.getByLabel('Días más tarde que paga cada cliente').fill('45');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/later=45/);
    await expect(screen.sentence).toContainText('Con lo que se supone');
    await expect
      .poll(async () => cents((await screen.totals.locator('td.keep').textContent()) ?? ''))
      .toBeLessThan(expected);
    await expectAccessible(page);

    await screen.scenario('Según contrato').click();
    await expect(screen.sentence).toContainText('Si todo se pagara a su vencimiento');
  });

  test('with the keyboard alone, the focus is never lost', async ({ page }) => {
    const screen = new CashFlow(page);
    await screen.drawn();
    await screen.scenario('Adverso').focus();
    await page.keyboard.press('Enter');
    const failing = page.getByRole('combobox', { name: 'Cliente que no paga' });
    await failing.focus();
    await page.keyboard.type('Far');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/failing=/);
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('button', { name: /^Quitar a / })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/failing=/);
    await expect(failing).toBeFocused();
    await screen.scenario('Esperado').focus();
    await page.keyboard.press('Enter');
    await expect(screen.scenario('Esperado')).toBeFocused();

    // From a week to an invoice, and all the way back.
    const figure = screen.lines.first().locator('a.behind');
    await figure.focus();
    await page.keyboard.press('Enter');
    await screen.dialog.locator('tbody a.door').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Factura / })).toBeFocused();
    await page.goBack();
    await screen.lines.first().waitFor();
    await expect(screen.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(screen.dialog).toBeHidden();
    await expect(figure).toBeFocused();

    // Planned, changed, taken out, and taken back.
    const plan = screen.plans.getByRole('button', { name: 'Movimiento previsto…' });
    await plan.focus();
    await page.keyboard.press('Enter');
    await expect(screen.dialog.getByLabel('Concepto')).toBeFocused();
    await page.keyboard.type('Renta');
    await screen.dialog.getByLabel('Importe').focus();
    await page.keyboard.type('15000');
    await page.keyboard.press('Enter');
    await expect(plan).toBeFocused();
    const change = screen.plans.getByRole('button', { name: 'Cambiar Renta' });
    await change.focus();
    await page.keyboard.press('Enter');
    await expect(screen.dialog.getByLabel('Concepto')).toHaveValue('Renta');
    await screen.dialog.getByLabel('Importe').fill('18000');
    await page.keyboard.press('Enter');
    await expect(screen.plans).toContainText('18,000.00');
    await expect(screen.plans.locator(':focus')).toHaveCount(1);
    await screen.plans.getByRole('button', { name: 'Quitar Renta' }).focus();
    await page.keyboard.press('Enter');
    await expect(screen.plans.getByRole('button', { name: 'Quitar Renta' })).toHaveCount(0);
    await expect(screen.plans.locator(':focus')).toHaveCount(1);
    await page.keyboard.press('Control+z');
    await expect(screen.plans).toContainText('18,000.00');
    await expect(page.locator(':focus')).toHaveCount(1);
  });

  test('says how good it was', async ({ page }) => {
    const review = page.locator('.cash-review');
    await expect(review.getByText(/cierres de mes erró en promedio/)).toBeVisible({ timeout: 30_000 });
    await expect(review.locator('svg .column').first()).toBeVisible();
  });

  test('is complete in English', async ({ page }) => {
    await page.evaluate(() => localStorage.setItem('cartera.lang', '"en"'));
    await page.reload();
    const screen = new CashFlow(page);
    await screen.drawn();
    await expect(screen.sentence).toContainText('In 13 weeks');
    await expect(screen.knowledge).toContainText('It rests on');
    await expectAccessible(page);
  });
});

/** Five invoices, of which one is paid: two customers are known by name only. */
const FIVE = `Cliente,Factura,Fecha,Vencimiento,Total,Saldo,Fecha de pago
Abarrotes Sol,A-101,2026-01-05,2026-02-04,1200.00,0.00,2026-02-16
Abarrotes Sol,A-102,2026-02-08,2026-03-10,830.00,830.00,
Ferretería Luna,A-103,2026-02-15,2026-03-17,2375.50,2375.50,
Papelería Mar,A-104,2026-02-20,2026-03-22,14520.00,14520.00,
Papelería Mar,A-105,2026-02-25,2026-03-27,410.00,410.00,
`;

test('with five invoices it says that it knows little', async ({ page }) => {
  await page.clock.setSystemTime('2026-03-01T18:00:00Z');
  const list = new ImportScreen(page);
  await list.open();
  await list.drop('facturas.csv', FIVE);
  await list.enter.click();
  await expect(list.result).toBeVisible();
  await page.goto('#/cash-flow');
  const screen = new CashFlow(page);
  await screen.drawn();
  await expect(screen.knowledge).toContainText('Hay 1 pago registrado: la proyección se apoya sobre todo en los plazos.');
  await expect(screen.knowledge).toContainText('2 nunca han pagado');
  await expect(page.locator('.cash-review')).toContainText('Aún no hay suficientes cierres de mes');
  await expect(page.locator('.cash-chart')).toContainText('Donde una sola factura pesa mucho');
  await screen.scenario('Según contrato').click();
  await expect(screen.totals.locator('td.keep')).toHaveText('18,135.50');
});

const samples = process.env.CARTERA_SAMPLES ?? fileURLToPath(new URL('../../../shared/samples', import.meta.url));
const history = `${samples}/payment-history/late-payments-half.csv`;

// The figures are those of tests/payment_history.rs, which asks the library.
test('of two years of real payments the page expects what the library does', async ({ page }) => {
  test.skip(!existsSync(history), 'the list is not part of this repository');
  test.slow();
  const rows = readFileSync(history, 'utf8').trim().split('\n').length - 1;
  console.log(`${rows} rows read`);
  const list = new ImportScreen(page);
  await list.open();
  await list.choose(history);
  await expect(list.figure('Facturas nuevas')).toHaveText(rows.toLocaleString('en-US'));
  await list.enter.click();
  await expect(list.result).toBeVisible({ timeout: 30_000 });

  // The list ends in 2014: what was to be expected is asked on a day of 2013.
  await page.clock.setSystemTime('2013-06-30T18:00:00Z');
  await page.goto('#/cash-flow');
  await page.reload();
  const screen = new CashFlow(page);
  await screen.drawn();
  await expect(screen.sentence).toContainText('En 13 semanas se espera cobrar $ 2,986.99 de los $ 2,996.59 que le deben');
  await expect(screen.figures).toContainText('$ 2,545.32');
  await expect(screen.lines.first().locator('td.keep')).toHaveText('658.71');
  await expect(screen.totals.locator('td.keep')).toHaveText('2,986.99');
  await expect(page.locator('.cash-review').getByText(/cierres de mes erró en promedio/)).toBeVisible({ timeout: 30_000 });
});

test('an empty ledger says what would be here and how to fill it', async ({ page }) => {
  await new Shell(page).open('/cash-flow');
  await expect(page.getByRole('heading', { name: 'Aquí verá cuándo entra el dinero' })).toBeVisible();
  await expect(page.locator('main').getByRole('link', { name: 'Nueva factura' })).toBeVisible();
  await expectAccessible(page);
});

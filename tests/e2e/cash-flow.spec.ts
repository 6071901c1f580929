// When the money comes in: the sentence, the weeks, what is behind each, the cash and what is
// planned besides; and that little is said to be little.

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { CashFlow } from './pages/cash-flow.ts';
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

test('an empty ledger says what would be here and how to fill it', async ({ page }) => {
  await new Shell(page).open('/cash-flow');
  await expect(page.getByRole('heading', { name: 'Aquí verá cuándo entra el dinero' })).toBeVisible();
  await expect(page.locator('main').getByRole('link', { name: 'Nueva factura' })).toBeVisible();
  await expectAccessible(page);
});

// Warning signs: new on Today, looked at on the customer, noted by hand, in the order of the
// list, with thresholds of one's own.

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { People } from './pages/people.ts';
import { Settings } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';
import { Signs } from './pages/signs.ts';

let people: People;
let signs: Signs;

test.beforeEach(async ({ page }) => {
  const shell = new Shell(page);
  await shell.open();
  await shell.enterDemo();
  people = new People(page);
  signs = new Signs(page);
});

test('a new sign is on Today until somebody looks at it', async ({ page }) => {
  await people.go('/today');
  const door = signs.fresh.locator('a.door').first();
  const name = (await door.textContent()) ?? '';
  await door.click();
  await people.heading(name).waitFor();
  const count = await signs.shown.count();
  expect(count).toBeGreaterThan(0);
  const fresh = signs.shown.getByText('Nueva', { exact: true });
  await expect(fresh).toHaveCount(count);
  // What it is read from leads to where it is, and the rule is a tap away.
  await expect(signs.shown.first().locator('.evidence a').first()).toHaveAttribute('href', /^#\/(invoices|payments|customers)\//);
  await signs.shown.first().getByText('Cómo se define').click();
  await expect(signs.shown.first().getByRole('link', { name: 'Cambiar umbrales' })).toBeVisible();
  await expectAccessible(page);

  for (let left = count - 1; left >= 0; left--) {
    await signs.review('Hablé con su contador');
    await expect(fresh).toHaveCount(left);
  }
  await expect(signs.shown.first()).toContainText('Hablé con su contador');
  await expect(signs.shown).toHaveCount(count);
  await expect(signs.main.locator('.time-line')).toContainText('Señal revisada');
  await people.go('/today');
  await signs.fresh.waitFor();
  await expect(signs.fresh.getByRole('link', { name, exact: true })).toHaveCount(0);
});

test('a sign noted by hand stands until it is ended', async ({ page }) => {
  await people.go('/customers');
  await people.doors.first().click();
  await signs.note('Vende a precios inusualmente bajos', 'Remata en el mercado');
  const noted = signs.named('Vende a precios inusualmente bajos');
  await expect(noted).toContainText('Remata en el mercado');
  await expect(noted).toContainText('Seria');
  await page.reload();
  await expect(noted).toContainText('Anotada el');
  await noted.getByRole('button', { name: /^Terminar: / }).click();
  await signs.dialog.getByRole('button', { name: 'Terminar' }).click();
  await expect(noted).toHaveCount(0);
  await expect(signs.main.locator('.time-line')).toContainText('Terminó la señal de alerta');
});

test('with the keyboard alone, the focus is never lost', async ({ page }) => {
  await people.go('/customers?signs=grave&sort=-signs');
  await people.doors.first().focus();
  await page.keyboard.press('Enter');
  await signs.shown.first().waitFor();
  const section = signs.main.locator('section.signs');
  const review = section.getByRole('button', { name: /^Marcar como vista: / }).first();
  await review.focus();
  await page.keyboard.press('Enter');
  await expect(signs.dialog.getByLabel(/^Qué se vio o se decidió/)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(review).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Hablé con su contador');
  await page.keyboard.press('Enter');
  await expect(section).toContainText('Hablé con su contador');
  // The button is gone: the focus stays in the part it stood in.
  await expect(section.locator(':focus')).toHaveCount(1);

  await signs.note('Vende a precios inusualmente bajos', 'Remata en el mercado');
  const noted = signs.named('Vende a precios inusualmente bajos');
  await noted.getByRole('button', { name: /^Terminar: / }).focus();
  await page.keyboard.press('Enter');
  await signs.dialog.getByRole('button', { name: 'Terminar' }).focus();
  await page.keyboard.press('Enter');
  await expect(noted).toHaveCount(0);
  await expect(section.locator(':focus')).toHaveCount(1);

  const settings = new Settings(page);
  await people.go('/settings/signs');
  await settings.at('signs');
  const days = settings.field('Más tarde que lo usual, por lo menos');
  await days.fill('0');
  await page.keyboard.press('Enter');
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await expect(days).toBeFocused();
  await days.fill('12');
  await page.keyboard.press('Enter');
  await expect(days).toBeFocused();
  await settings.button('Volver a los valores que vienen con Cartera').focus();
  await page.keyboard.press('Enter');
  await expect(days).toHaveValue('10');
  await expect(settings.button('Guardar')).toBeFocused();
});

test('the list puts the gravest first, and thresholds change what shows', async ({ page }) => {
  await people.go('/customers?signs=grave&sort=-signs');
  await people.doors.first().waitFor();
  const graves = await signs.main.locator('tbody tr .badge.problem:visible').allInnerTexts();
  expect(graves.length).toBeGreaterThan(1);
  const counts = graves.map((text) => Number.parseInt(text, 10));
  expect(counts).toEqual([...counts].sort((one, other) => other - one));

  const settings = new Settings(page);
  await people.go('/settings/signs');
  await settings.at('signs');
  const days = settings.field('Más tarde que lo usual, por lo menos');
  await days.fill('0');
  await settings.button('Guardar').click();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await days.fill('600');
  await settings.button('Guardar').click();
  await expect(people.toast()).toContainText('guardad');
  await expectAccessible(page);
  await people.go('/customers?signs=some&sort=-signs');
  await people.doors.first().click();
  await signs.shown.first().waitFor();
  await expect(signs.named('Paga más tarde que de costumbre')).toHaveCount(0);
  await people.go('/settings/signs');
  await settings.button('Volver a los valores que vienen con Cartera').click();
  await expect(days).toHaveValue('10');
});

import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Settings, type Section } from './pages/settings.ts';
import { Shell } from './pages/shell.ts';

test('the first visit offers three ways in and says where the data lives', async ({ page }) => {
  await new Shell(page).open();
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Quién le debe, cuánto y desde cuándo');
  await expect(main.getByRole('link', { name: /^Importar un archivo/ })).toBeVisible();
  await expect(main.getByRole('link', { name: /^Agregar la primera factura/ })).toBeVisible();
  await expect(main.getByRole('button', { name: /^Ver la demostración/ })).toBeVisible();
  await expect(main).toContainText('Nada se envía a ninguna parte');
  await expectAccessible(page);

  await main.getByRole('button', { name: 'English' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Who owes you, how much, since when');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(main.getByRole('heading', { level: 1 }), 'it is remembered').toHaveText('Who owes you, how much, since when');
});

test('every section is accessible, and reached by its tab', async ({ page }) => {
  test.slow();
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  const sections: Section[] = ['currencies', 'appearance', 'ledgers', 'copies', 'history', 'firm'];
  for (const section of sections) {
    await settings.goTo(section);
    await expectAccessible(page);
  }
});

test('the firm is saved as one, and wrong fields say what is wrong', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.field('Condiciones de pago habituales').fill('cuando pueda');
  await settings.field('Rangos de días vencidos').fill('90, 30');
  await settings.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.main.getByRole('alert')).toContainText('Revise los datos marcados.');
  await expect(settings.field('Condiciones de pago habituales'), 'the first wrong field is ready to be put right').toBeFocused();
  await expect(settings.main).toContainText('Escriba el último día de cada rango');

  await settings.field('Condiciones de pago habituales').fill('30/60/90 dias');
  await expect(settings.main).toContainText('30/60/90 días: una factura de hoy vence en partes');
  await settings.field('Rangos de días vencidos').fill('15, 30, 60');
  await expect(settings.main).toContainText('Por vencer · 1–15 · 16–30 · 31–60 · Más de 60');
  await settings.field('Más de 60').fill('50 %');
  await settings.field(/^RFC/).fill('ELU0809270');
  await settings.nameFirm('Comercial Andina');

  await page.reload();
  await expect(settings.field('Rangos de días vencidos')).toHaveValue('15, 30, 60');
  await expect(settings.field('Más de 60')).toHaveValue('50');
  await expect(settings.field('Condiciones de pago habituales')).toHaveValue('30/60/90 días');

  await settings.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.toasts).toContainText('No hay cambios que guardar.');
});

test('the country changes how numbers are written', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.field('País').selectOption({ label: 'Colombia' });
  await expect(settings.main).toContainText('Los números se escriben así: 1.234,50');
  await expect(settings.field(/^NIT/), 'its tax id has the country\'s name').toBeVisible();
  await settings.field('Moneda de la cartera').selectOption('COP');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('currencies');
  await settings.field('Moneda').selectOption('USD');
  await settings.field('Valor de 1 USD (COP)').fill('4.150,25');
  await settings.main.getByRole('button', { name: 'Agregar tipo de cambio' }).click();
  await expect(settings.main).toContainText('1 USD = 4.150,25 COP');
});

test('rates are entered, taken out, and put back', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('currencies');
  await settings.main.getByRole('button', { name: 'Agregar tipo de cambio' }).click();
  await expect(settings.main).toContainText('Escriba un número mayor que cero.');
  for (const [day, value] of [['1/1/2026', '17.05'], ['1/2/2026', '17.2534']] as const) {
    await settings.field('Desde').fill(day);
    await settings.field('Valor de 1 USD (MXN)').fill(value);
    await settings.field('Valor de 1 USD (MXN)').press('Enter');
    await expect(settings.field('Valor de 1 USD (MXN)'), 'ready for the next').toHaveValue('');
  }
  const rates = settings.main.locator('table.rates tbody tr');
  await expect(rates).toHaveText([/1 feb 2026\s*17\.2534/, /1 ene 2026\s*17\.0500/]);
  await expect(settings.main).toContainText('1 USD = 17.2534 MXN');

  await settings.button('Quitar el tipo de cambio de USD · 1 feb 2026').click();
  await expect(rates).toHaveCount(1);
  await expect(settings.main).toContainText('1 USD = 17.05 MXN');
  await settings.toasts.getByRole('button', { name: 'Deshacer' }).last().click();
  await expect(rates).toHaveCount(2);

  await settings.goTo('firm');
  await settings.field('Moneda de la cartera').selectOption('EUR');
  await expect(settings.main).toContainText('Hay tipos de cambio expresados en MXN.');
  await settings.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.main.getByRole('alert')).toContainText('MXN');
});

test('the history takes back and does again', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.nameFirm('Comercial del Sur');
  await settings.goTo('history');
  await expect(settings.history).toHaveCount(3);
  await expect(settings.history.first()).toContainText('Cambió la configuración');

  await settings.history.nth(1).getByRole('button').click();
  await expect(settings.toasts, 'a later change stands on it').toContainText('cambi');
  await expect(settings.firmInRail).toHaveText('Comercial del Sur');

  await settings.history.first().getByRole('button', { name: /^Deshacer/ }).click();
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  await expect(settings.history).toHaveCount(4);
  await expect(settings.history.first()).toContainText('Deshizo: cambió la configuración');
  await expect(settings.history.nth(1)).toContainText('Deshecho');

  await settings.history.nth(1).getByRole('button', { name: /^Rehacer/ }).click();
  await expect(settings.firmInRail).toHaveText('Comercial del Sur');
  await expect(settings.history.nth(2).getByRole('button', { name: /^Deshacer/ })).toBeVisible();

  const downloading = page.waitForEvent('download');
  await settings.main.getByRole('button', { name: 'Exportar CSV' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^historial-.*\.csv$/);
});

test('ledgers are made, named, changed between and removed', async ({ page }) => {
  test.slow();
  const settings = new Settings(page);
  await settings.open('firm');
  await settings.nameFirm('Comercial Andina');
  await settings.goTo('ledgers');
  const lines = settings.main.locator('.ledgers > li');
  await expect(lines).toHaveText([/Comercial Andina.*Abierta/]);

  await settings.button('Crear otra cartera…').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Nombre')).toBeFocused();
  await expectAccessible(page);
  await dialog.getByLabel('Nombre').press('Enter');
  await expect(dialog).toContainText('Escriba un nombre.');
  await dialog.getByLabel('Nombre').fill('Textiles del Sur');
  await dialog.getByLabel('Nombre').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Quién le debe, cuánto y desde cuándo');
  await expect(settings.firmInRail).toHaveText('Textiles del Sur');

  await settings.open('ledgers');
  await settings.button('Cambiar el nombre de Textiles del Sur…').click();
  await dialog.getByLabel('Nombre').fill('Textiles del Norte');
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.button('Abrir Comercial Andina')).toBeVisible();
  await expect(lines).toHaveText([/Comercial Andina/, /Textiles del Norte.*Abierta/]);

  await settings.button('Abrir Comercial Andina').click();
  await expect(settings.firmInRail).toHaveText('Comercial Andina');
  await settings.open('ledgers');
  await settings.button('Eliminar Textiles del Norte…').click();
  await expectAccessible(page);
  await dialog.getByLabel(/^Para confirmar/).fill('Textiles');
  await dialog.getByRole('button', { name: 'Eliminar para siempre' }).click();
  await expect(dialog).toContainText('No coincide con el nombre.');
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Descargar una copia' }).click();
  await downloading;
  await dialog.getByLabel(/^Para confirmar/).fill('textiles del norte');
  await dialog.getByLabel(/^Para confirmar/).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(lines).toHaveText([/Comercial Andina.*Abierta/]);
  await expect(settings.firmInRail).toHaveText('Comercial Andina');

  await settings.button('Eliminar Comercial Andina…').click();
  await dialog.getByLabel(/^Para confirmar/).fill('Comercial Andina');
  await dialog.getByLabel(/^Para confirmar/).press('Enter');
  await expect(settings.toasts).toContainText('se eliminó de este navegador');
  await new Shell(page).open();
  await expect(page.getByRole('heading', { level: 1 }), 'removing the last one begins anew').toHaveText('Quién le debe, cuánto y desde cuándo');
});

test('language and theme are chosen and remembered', async ({ page }) => {
  const settings = new Settings(page);
  await settings.open('appearance');
  await settings.main.getByRole('button', { name: 'Oscuro' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await settings.main.getByRole('button', { name: 'English' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Appearance');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(settings.main.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  await settings.main.getByRole('button', { name: 'Show the keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

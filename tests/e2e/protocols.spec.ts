import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Protocols } from './pages/protocols.ts';
import { Settings } from './pages/settings.ts';

test('a step is moved, its words are put right, and the protocol counts from today', async ({ page }) => {
  test.slow();
  const protocols = new Protocols(page);
  await protocols.openDemo();
  await expectAccessible(page);
  await protocols.openOne('Estándar');
  await expect(protocols.main.getByText('Sin cambios', { exact: true })).toBeVisible();

  const first = protocols.step(/^Paso 1:/);
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-valuenow', '-8');
  await expect(first, 'it keeps the focus').toBeFocused();
  await expect(protocols.main.getByLabel('Día', { exact: true })).toHaveValue('-8');
  await expect(protocols.main.getByText('Cambios sin guardar', { exact: true })).toBeVisible();

  const last = protocols.step(/^Paso 8:/);
  const at = await last.boundingBox();
  if (!at) throw new Error('the last step is not drawn');
  await page.mouse.move(at.x + at.width / 2, at.y + 12);
  await page.mouse.down();
  await page.mouse.move(at.x + at.width / 2 - 60, at.y + 14, { steps: 6 });
  await page.mouse.up();
  const moved = Number(await last.getAttribute('aria-valuenow'));
  expect(moved, 'it was dragged to an earlier day').toBeLessThan(88);
  expect(moved).toBeGreaterThan(60);

  await first.click();
  const body = protocols.main.getByLabel('Qué decir', { exact: true });
  const before = await body.inputValue();
  await body.fill('Buen día, {clente}:\n{facturas}');
  await expect(protocols.main.getByText('Carácter 11: No hay un campo «clente». ¿Quiso decir «cliente»?').first()).toBeVisible();
  await expect(protocols.main.locator('.marks mark')).toHaveText('{clente}');
  await expect(protocols.preview).toContainText('Corrija el texto');
  await protocols.button('Guardar…').click();
  await expect(page.getByRole('dialog'), 'it is refused').toHaveCount(0);
  await expect(protocols.main.getByRole('alert')).toContainText('Paso 1: Texto en español. Carácter 11');
  await expectAccessible(page);

  await protocols.button('Ir al error').click();
  await expect(body).toBeFocused();
  await body.fill('Buen día, ');
  await protocols.main.getByText('Insertar un campo').click();
  await protocols.button(/^\{cliente\}/).click();
  await expect(body).toHaveValue('Buen día, {cliente}');
  await expect(protocols.preview).toContainText(/Buen día, \S+/);
  await body.fill(before);
  await expect(protocols.main.getByRole('alert')).toHaveText('');

  // Leaving asks first.
  await page.getByRole('navigation', { name: 'Pantallas' }).getByRole('link', { name: 'Clientes' }).click();
  const leaving = page.getByRole('dialog', { name: 'Hay cambios sin guardar' });
  await leaving.getByRole('button', { name: 'Seguir editando' }).click();
  await expect(first).toHaveAttribute('aria-valuenow', '-8');

  await protocols.saveFromToday();
  await expect(protocols.main.getByText('Sin cambios', { exact: true })).toBeVisible();
  const versions = protocols.main.locator('#versions li');
  await expect(versions).toHaveCount(2);
  await expect(versions.first()).toContainText('Vigente');
  await expect(versions.last()).toContainText('La que viene con Cartera');
  await expect(protocols.step(/^Paso 1:/)).toHaveAttribute('aria-valuenow', '-8');

  await versions.last().getByRole('link').click();
  await expect(protocols.step(/^Paso 1:/)).toHaveAttribute('aria-valuenow', '-10');
  await expect(protocols.main.getByText('Está viendo otra versión')).toBeVisible();
});

test('a protocol goes out as a file and comes in as another one', async ({ page }) => {
  test.slow();
  const protocols = new Protocols(page);
  await protocols.openDemo();
  await protocols.openOne('Estándar');
  const file = await protocols.download('cartera-protocol-estandar.json');
  await protocols.openList();

  await protocols.button('Importar archivo…').click();
  const dialog = page.getByRole('dialog', { name: 'Importar un protocolo' });
  await protocols.choose({ name: 'otro.json', mimeType: 'application/json', buffer: Buffer.from('{"otro": 1}') });
  await expect(dialog.getByRole('alert')).toContainText('Este archivo no es un protocolo de Cartera.');
  await expectAccessible(page, { within: 'dialog[open]' });
  await protocols.choose(file);
  await expect(protocols.toasts).toContainText('Protocolo «Estándar» importado');
  await protocols.atTitle('Estándar');
  await expect(page.getByRole('slider')).toHaveCount(8);
  await protocols.openList();
  await expect(protocols.main.getByRole('link', { name: 'Estándar', exact: true })).toHaveCount(2);

  // One of the firm's own, for a segment.
  await protocols.button('Nuevo protocolo…').click();
  await page.getByLabel('Empezar con').selectOption({ label: 'Una copia de «Cordial, para clientes clave»' });
  await page.getByRole('button', { name: 'Continuar' }).click();
  await protocols.main.getByLabel('Nombre del protocolo').fill('El nuestro');
  await protocols.button('Quitar paso').click();
  await protocols.button('Agregar paso').click();
  await expect(protocols.main.getByLabel('Nombre del paso')).toBeFocused();
  await protocols.saveFromToday();
  await protocols.atTitle('El nuestro');
  await protocols.openList();
  await protocols.main.getByLabel('Comercios').selectOption({ label: 'El nuestro' });
  await expect(protocols.toasts).toContainText('Protocolo asignado');
  await expect(protocols.main.getByRole('row', { name: /El nuestro/ })).toContainText(/\d+ clientes? · Comercios/);

  // Out of use, it is the last of the list and nobody has it.
  await protocols.openOne('El nuestro');
  await protocols.button('Retirar').click();
  await expect(protocols.toasts).toContainText('está retirado');
  await expect(protocols.button('Volver a ofrecer')).toBeVisible();
  await protocols.openList();
  await expect(protocols.main.getByRole('row').last()).toContainText('Retirado');
  await expect(protocols.main.getByRole('row').last()).toContainText('Ningún cliente');
});

test('how to pay, interest and the ways on are set as one', async ({ page }) => {
  test.slow();
  await new Protocols(page).openDemo();
  const settings = new Settings(page);
  await settings.open('collecting');
  await expectAccessible(page);
  await settings.field('En español').fill('Transferencia a la CLABE 012 345');
  await settings.field('Tasa pactada, % anual').fill('1500');
  await settings.main.getByRole('button', { name: 'Agregar tasa…' }).click();
  await settings.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.main).toContainText('no está entre 0 y 1000');
  await settings.field('Tasa pactada, % anual').fill('18');
  await settings.main.getByRole('button', { name: 'Quitar la tasa 1' }).click();
  await settings.field('Demandar: Se recupera, % de lo abierto').fill('55');
  await settings.main.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.toasts).toContainText('Ajustes guardados');
  await page.reload();
  await expect(settings.field('Tasa pactada, % anual')).toHaveValue('18');
  await expect(settings.field('Demandar: Se recupera, % de lo abierto')).toHaveValue('55');
});

test('a day of the firm and a rule of contact are kept, and taken back', async ({ page }) => {
  test.slow();
  await new Protocols(page).openDemo();
  const settings = new Settings(page);
  await settings.open('calendar');
  await expectAccessible(page);
  await settings.field('Día').fill('no es un día');
  await settings.main.getByRole('button', { name: 'Agregar día' }).click();
  await expect(settings.field('Día')).toBeFocused();
  await settings.field('Día').fill('mañana');
  await settings.field(/^Motivo/).fill('Inventario');
  await settings.main.getByRole('button', { name: 'Agregar día' }).click();
  await expect(settings.main.getByRole('listitem').filter({ hasText: 'Inventario' })).toBeVisible();
  await expect(settings.toasts).toContainText('Día propio agregado');

  await settings.main.getByRole('button', { name: 'Editar: La regla de la casa' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'La regla de la casa' });
  await expectAccessible(page, { within: 'dialog[open]' });
  await dialog.getByLabel('lunes, hasta').fill('8:00');
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(dialog).toContainText('Escriba las horas así');
  await dialog.getByLabel('lunes, hasta').fill('17:30');
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(settings.main).toContainText('Lunes de 9:00 a 17:30');
  await expect(settings.main).toContainText('Editada por usted');
  await settings.main.getByRole('button', { name: 'Volver a la que viene con Cartera' }).click();
  await expect(settings.main).not.toContainText('Editada por usted');
});

test('a customer can have a protocol of its own', async ({ page }) => {
  const protocols = new Protocols(page);
  await protocols.openDemo();
  await page.goto('#/customers/new?name=Imprenta del Puerto');
  await protocols.main.getByText('Más datos').click();
  const choice = protocols.main.getByLabel('Protocolo de cobranza');
  await expect(choice.locator('option').first()).toHaveText(/^El de su tipo de cliente \(/);
  await choice.selectOption({ label: 'Estricto, para clientes de riesgo' });
  await protocols.button('Guardar').click();
  await protocols.atTitle('Imprenta del Puerto');
  await protocols.openList();
  await expect(protocols.main.getByRole('row', { name: /Estricto/ })).toContainText('1 por elección propia');
});

// Thirty files of all kinds dropped at once: what is ours comes in, what is not is named,
// and the bank's statement finds what it pays.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { zip } from '../../tools/zip.mjs';
import { expectAccessible } from './helpers/accessibility.ts';
import { expect, test } from './helpers/test.ts';
import { Bank } from './pages/bank.ts';
import { fixture, ImportScreen } from './pages/import.ts';

type Dropped = { name: string; bytes: Buffer };

const at = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)));
const own = (name: string): Dropped => ({ name, bytes: readFileSync(fixture(name)) });
const einvoice = (name: string): Dropped => ({ name, bytes: at(`../fixtures/einvoice/${name}`) });
const bank = (name: string): Dropped => ({ name, bytes: at(`../fixtures/bank/${name}`) });
const made = (name: string, content: string | Buffer): Dropped => ({ name, bytes: Buffer.from(content) });

/** A CFDI of the firm of whose files most of the bag are. */
const cfdi = (folio: number, customer: string, total: string) => `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Serie="F" Folio="${folio}" Fecha="2026-05-04T10:00:00" Moneda="MXN" SubTotal="${total}" Total="${total}" TipoDeComprobante="I" MetodoPago="PPD" FormaPago="99" CondicionesDePago="Pago a 30 días">
  <cfdi:Emisor Rfc="TDN150310AB1" Nombre="Talleres del Norte"/>
  <cfdi:Receptor Rfc="CAF190101AB${folio % 10}" Nombre="${customer}"/>
  <cfdi:Complemento><tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" UUID="00000${folio}-0000-4000-8000-00000000BEEF"/></cfdi:Complemento>
</cfdi:Comprobante>`;

function bag(): Dropped[] {
  const marzo = own('marzo.zip').bytes;
  const invoice = cfdi(304, 'CAFE CUATRO VIENTOS', '400.00');
  const pdf = `%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Length ${Buffer.byteLength(invoice)}>>\nstream\n${invoice}\nendstream\nendobj\n%%EOF\n`;
  const inner = zip([['F303.xml', cfdi(303, 'LIBRERIA TRES TORRES', '3000.00')]]);
  return [
    own('factura.xml'),
    own('marzo.zip'),
    own('facturas.csv'),
    own('facturas.xlsx'),
    ...['es-batch.xml', 'es-corrective-negative.xml', 'co-attached.xml', 'co-purchase.xml'].map(einvoice),
    ...['cl-envelope.xml', 'cl-assigned.xml', 'eu-cii-prepaid.xml', 'eu-ubl-generic.xml'].map(einvoice),
    ...['pe-fee-receipt.xml', 'ec-authorised.xml', 'ec-withholding.xml', 'mx-withholding.xml'].map(einvoice),
    ...['mx-payroll.xml', 'mx-transfer.xml', 'pe-voided.xml', 'eu-order.xml'].map(einvoice),
    made('mayo.zip', zip([
      ['F301.xml', cfdi(301, 'PANADERIA UNO', '1000.00')],
      ['__MACOSX/._F301.xml', 'resource fork'],
      ['F302.xml', cfdi(302, 'TALLER DOS RUEDAS', '2000.00')],
      ['adentro.zip', inner],
    ])),
    made('con-xml.pdf', pdf),
    made('sin-xml.pdf', '%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n'),
    bank('cuenta.ofx'),
    made('rota.xml', '<cfdi:Comprobante Version="4.0"'),
    made('roto.zip', marzo.subarray(0, marzo.length / 2)),
    made('vacio.txt', ''),
    made('foto.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])),
    made('programa.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0])),
    { name: 'icono.png', bytes: at('../../assets/icon-192.png') },
  ];
}

const STATEMENT = [
  'FECHA,DESCRIPCIÓN,CARGO,ABONO,SALDO',
  '20/05/2026,DEPOSITO EN EFECTIVO,,77.00,"8,077.00"',
  '19/05/2026,COMISION,-20.00,,"8,000.00"',
  '18/05/2026,SPEI RECIBIDO /0098765432 072 TALLER DOS RUEDAS FACTURA F-302,,"2,000.00","8,020.00"',
  '15/05/2026,SPEI RECIBIDO /0012345678 014 PANADERIA UNO PAGO F-301,,"1,000.00","6,020.00"',
  '',
].join('\r\n');

test('thirty files of all kinds, the bank, and back', async ({ page }) => {
  test.setTimeout(90_000);
  const screen = new ImportScreen(page);
  const files = bag();
  expect(files).toHaveLength(30);
  await screen.open();
  await screen.dropAll(files);

  // Whose they are: the party that most documents name.
  await expect(page.getByRole('group', { name: '¿Cuál es su identificación fiscal?' })).toBeVisible();
  await page.getByRole('button', { name: /TDN150310AB1/ }).click();

  // What has nothing to import is named, and says why.
  const left = page.getByRole('table').filter({ has: page.getByRole('rowheader', { name: 'rota.xml' }) });
  for (const [name, why] of [
    ['rota.xml', 'XML'],
    ['roto.zip', 'dañado'],
    ['vacio.txt', 'vacío'],
    ['foto.jpg', 'imagen'],
    ['icono.png', 'imagen'],
    ['programa.bin', 'No se reconoce'],
    ['sin-xml.pdf', 'PDF'],
    ['mx-withholding.xml', 'retenc'],
    ['ec-withholding.xml', 'retenc'],
    ['mx-payroll.xml', 'nómina'],
    ['eu-order.xml', 'pedido'],
  ] as const) {
    await expect(left.getByRole('row', { name: new RegExp(name) })).toContainText(new RegExp(why, 'i'));
  }

  // F 301 to F 304, and two of the others' fixtures.
  await expect(screen.figure('Facturas nuevas')).toHaveText('6');
  await expect(screen.statement(/OFX/)).toHaveCount(2);
  const entered = await screen.group('Se registran');
  for (const folio of [301, 302, 303, 304]) {
    await expect(entered.getByRole('row', { name: new RegExp(`F ${folio}`) })).toHaveCount(1);
  }
  await expect(page.getByText('Las listas se registran después')).toBeVisible();
  await expectAccessible(page);
  await screen.enter.click();
  await expect(screen.result).toBeVisible();

  // The lists follow, one by one.
  for (const name of ['facturas.csv', 'facturas.xlsx']) {
    await page.getByRole('button', { name: `Seguir con «${name}»` }).click();
    await screen.enter.click();
    await expect(screen.result).toBeVisible();
  }

  await page.goto('#/receivables');
  const main = page.getByRole('main');
  for (const name of ['PANADERIA UNO', 'TALLER DOS RUEDAS', 'LIBRERIA TRES TORRES', 'CAFE CUATRO VIENTOS']) {
    await expect(main.getByRole('link', { name, exact: true })).toBeVisible();
  }

  await screen.dropAll([made('mayo.csv', STATEMENT)]);
  const row = screen.statement(/BBVA/);
  await expect(row).toContainText('Cuadra');
  // 5,020 + 3,077 − 20.
  await expect(row).toContainText('5,020.00 + 3,077.00 − 20.00 = 8,077.00');
  await page.getByRole('button', { name: 'Importar 4 movimientos' }).click();
  await page.getByRole('link', { name: 'Conciliar los movimientos' }).click();

  const matching = new Bank(page);
  await matching.acceptCertain.click();
  await expect(page.getByText('Se conciliaron 2 movimientos.')).toBeVisible();
  await page.goto('#/receivables');
  await expect(main.getByRole('link', { name: 'LIBRERIA TRES TORRES', exact: true })).toBeVisible();
  await expect(main.getByRole('link', { name: 'PANADERIA UNO', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect(main.getByRole('link', { name: 'PANADERIA UNO', exact: true })).toBeVisible();
});

//! What the columns of a bank's table hold, by the words at their head.

use serde::{Deserialize, Serialize};

use crate::files::fold::squash;
use crate::files::table::Row;

/// What a column of a bank's table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BankColumn {
    /// Nothing that is needed.
    Ignore,
    /// The day on which it was booked.
    BookedOn,
    /// The value day.
    ValueOn,
    /// The amount: with its sign, or without one beside an indicator.
    Amount,
    /// What came in.
    Credit,
    /// What went out.
    Debit,
    /// Whether it came in or went out: D or C, debe or haber.
    Indicator,
    /// The balance after it.
    Balance,
    /// The currency.
    Currency,
    /// What it is about; may be several columns.
    Text,
    /// A reference; may be several columns.
    Reference,
    /// The reference that the user gave the payer: an invoice's number.
    CreditorReference,
    /// The reference from end to end (clave de rastreo).
    EndToEnd,
    /// A cheque's number.
    Cheque,
    /// The bank's own id of the movement.
    BankId,
    /// Who is on the other side.
    Payer,
    /// The other side's account.
    PayerAccount,
    /// The other side's tax id.
    PayerTaxId,
    /// What the payer paid before a gateway's fee.
    Gross,
    /// Whether it was completed.
    Status,
    /// What kind of movement a gateway calls it.
    Kind,
    /// The account.
    Account,
}

impl BankColumn {
    /// All of them, in the order a form offers them.
    pub const ALL: [Self; 22] = [
        Self::BookedOn,
        Self::ValueOn,
        Self::Amount,
        Self::Credit,
        Self::Debit,
        Self::Indicator,
        Self::Balance,
        Self::Currency,
        Self::Text,
        Self::Payer,
        Self::PayerAccount,
        Self::PayerTaxId,
        Self::Reference,
        Self::CreditorReference,
        Self::EndToEnd,
        Self::Cheque,
        Self::BankId,
        Self::Gross,
        Self::Status,
        Self::Kind,
        Self::Account,
        Self::Ignore,
    ];

    /// Whether several columns may have it.
    pub fn is_repeatable(self) -> bool {
        matches!(self, Self::Ignore | Self::Text | Self::Reference)
    }

    /// Whether its cells are amounts.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Amount | Self::Credit | Self::Debit | Self::Balance | Self::Gross)
    }
}

/// How many rows from the top a header is looked for.
pub(super) const SEARCH_ROWS: usize = 40;

/// Header words in Spanish, English and Portuguese, folded and run together.
const WORDS: &[(BankColumn, &str)] = &[
    (
        BankColumn::BookedOn,
        "fecha fechaoperacion fechadeoperacion fechadelaoperacion foperacion fechamovimiento \
         fechademovimiento fechacontable fechadecontabilizacion fcontable fechadeproceso dia date \
         bookingdate transactiondate posteddate postingdate operationdate completeddate data \
         datamovimento datalancamento fechadeliquidacion",
    ),
    (
        BankColumn::ValueOn,
        "fechavalor fechadevalor fvalor fechavaluta valuta valuedate datavalor fechaaplicacion",
    ),
    (
        BankColumn::Amount,
        "monto importe valor cantidad amount importeoperacion montooperacion \
         importemovimiento montotransaccion valormovimiento value quantia montante net neto",
    ),
    (
        BankColumn::Credit,
        "abono abonos deposito depositos haber credito creditos ingreso ingresos entrada entradas \
         credit credits creditamount deposit deposits paidin moneyin importehaber montocredito \
         montoabono montodeposito importeabono acreditacion acreditaciones netcreditamount",
    ),
    (
        BankColumn::Debit,
        "cargo cargos retiro retiros debe debito debitos egreso egresos salida salidas gasto \
         gastos debit debits debitamount withdrawal withdrawals paidout moneyout importedebe \
         montodebito montocargo montoretiro importecargo giros netdebitamount",
    ),
    (
        BankColumn::Indicator,
        "dc cd debitocredito creditodebito cargoabono abonocargo debehaber signo tipodemovimiento \
         tipomovimiento naturaleza debitcredit creditdebit drcr crdr sign debitorcredit \
         creditordebit ca ac",
    ),
    (
        BankColumn::Balance,
        "saldo saldos saldofinal saldototal saldocontable saldodisponible saldoactual disponible \
         balance runningbalance saldodespues saldoresultante saldoposterior",
    ),
    (BankColumn::Currency, "moneda divisa currency ccy currencycode mon"),
    (
        BankColumn::Text,
        "descripcion concepto conceptos detalle detalles descripciondetallada descripcionoperacion \
         movimiento observaciones memo label description details narrative particulars \
         transactiondescription leyenda referencialeyenda referenciaampliada glosa comentario \
         informacionadicional historico descricao transaccion operacion note notes motivo",
    ),
    (
        BankColumn::Reference,
        "referencia referencias ref folio noautorizacion numeroautorizacion autorizacion \
         referencianumerica refnumerica refexterna reference referencenumber numerodereferencia \
         numeroreferencia nroreferencia referencia1 referencia2 documento nodocumento \
         numerodocumento nrodocumento numerodeoperacion numerooperacion nrooperacion nooperacion \
         operacionnumero comprobante doc transactionreference",
    ),
    (
        BankColumn::CreditorReference,
        "externalreference paymentreference invoicenumber numerodefactura numerofactura factura \
         customerreference",
    ),
    (BankColumn::EndToEnd, "clavederastreo claverastreo endtoendid endtoend rastreo"),
    (BankColumn::Cheque, "cheque nocheque numerocheque numerodecheque check checknumber chequeno"),
    (
        BankColumn::BankId,
        "transferwiseid transactionid balancetransactionid sourceid iddetransaccion idtransaccion \
         iddelmovimiento idoperacion",
    ),
    (
        BankColumn::Payer,
        "ordenante beneficiario contraparte nombreordenante nombredelordenante payername payer \
         counterparty counterpartyname name nombre remitente pagador nombrebeneficiario \
         partnername",
    ),
    (
        BankColumn::PayerAccount,
        "cuentaordenante clabeordenante cuentacontraparte cuentabeneficiario counterpartyaccount \
         payeraccount accountordering ibancontraparte counterpartyiban cuentadeorigen cuentaorigen",
    ),
    (
        BankColumn::PayerTaxId,
        "rfc rfcordenante nit nitordenante ruc rut rutorigen rutordenante cuit cuitordenante \
         cuitcuil documentoordenante taxid",
    ),
    (BankColumn::Gross, "bruto gross grossamount montobruto transactionamount"),
    (BankColumn::Status, "estado estatus status situacion"),
    (BankColumn::Kind, "tipo type transactiontype recordtype reportingcategory tipotransaccion"),
    (
        BankColumn::Account,
        "cuenta numerodecuenta nocuenta numerocuenta nrocuenta account accountnumber iban clabe",
    ),
];

/// The column that a header's words name; `None` where they name none we know. What is
/// added about the currency (`(MXN)`, `€`) does not matter.
///
/// ```
/// use cartera::files::bank::sheet::{BankColumn, column_named};
/// assert_eq!(column_named("Fecha de Operación"), Some(BankColumn::BookedOn));
/// assert_eq!(column_named("ABONO (MXN)"), Some(BankColumn::Credit));
/// assert_eq!(column_named("disputed"), None);
/// ```
pub fn column_named(header: &str) -> Option<BankColumn> {
    if header.len() > 64 {
        return None;
    }
    let find = |word: &str| {
        let known = WORDS.iter().find(|(_, list)| list.split(' ').any(|known| known == word));
        known.filter(|_| !word.is_empty()).map(|(column, _)| *column)
    };
    let whole = squash(header);
    find(&whole).or_else(|| {
        let bare = header.split(['(', '[']).next().unwrap_or_default();
        find(&squash(bare)).or_else(|| {
            let cut = whole.len().checked_sub(3)?;
            let (word, code) = whole.split_at_checked(cut)?;
            crate::ledger::Currency::from_code(code).and_then(|_| find(word))
        })
    })
}

/// How well a row reads as the header of a bank's table: how many different columns it
/// names, none unless a day and an amount are among them.
pub(super) fn header_score(row: Row<'_>) -> usize {
    let mut seen: Vec<BankColumn> = Vec::new();
    for column in row.cells().filter_map(column_named) {
        if !seen.contains(&column) {
            seen.push(column);
        }
    }
    let has = |wanted: &[BankColumn]| wanted.iter().any(|column| seen.contains(column));
    let day = has(&[BankColumn::BookedOn, BankColumn::ValueOn]);
    let amount = has(&[BankColumn::Amount, BankColumn::Credit, BankColumn::Debit]);
    if day && amount && seen.len() >= 3 { seen.len() } else { 0 }
}

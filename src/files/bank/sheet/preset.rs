//! The tables of banks and gateways that are known by their headers.

use super::role::BankColumn::{self, *};
use crate::files::dates::DateOrder;
use crate::files::fold::squash;
use crate::files::table::Row;

/// A bank or gateway whose table is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// BBVA México, personal accounts.
    BbvaMexico,
    /// BBVA México, business accounts.
    BbvaMexicoBusiness,
    /// Banorte.
    Banorte,
    /// Afirme.
    Afirme,
    /// Inbursa.
    Inbursa,
    /// Mifel.
    Mifel,
    /// Bankaool.
    Bankaool,
    /// Banco de Crédito del Perú.
    Bcp,
    /// ING España.
    IngSpain,
    /// Banco Santander España.
    SantanderSpain,
    /// BBVA España.
    BbvaSpain,
    /// Wise.
    Wise,
    /// PayPal.
    PayPal,
    /// Stripe.
    Stripe,
    /// Mercado Pago, all transactions.
    MercadoPagoSettlement,
    /// Mercado Pago, available money.
    MercadoPagoRelease,
}

/// What is known of a provider's table.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// Whose it is.
    pub provider: Provider,
    /// Its name.
    pub name: &'static str,
    /// The headers by which it is known, squashed, and what each column holds.
    columns: &'static [(&'static str, BankColumn)],
    /// How many of them must be there for the table to be known.
    least: usize,
    /// The order of its dates.
    pub order: Option<DateOrder>,
}

/// Every preset.
pub static PRESETS: &[Preset] = &[
    Preset {
        provider: Provider::Wise,
        name: "Wise",
        columns: &[
            ("transferwiseid", BankId),
            ("date", BookedOn),
            ("amount", Amount),
            ("currency", Currency),
            ("description", Text),
            ("paymentreference", CreditorReference),
            ("runningbalance", Balance),
            ("payername", Payer),
            ("payeename", Ignore),
            ("payeeaccountnumber", Ignore),
            ("exchangefrom", Ignore),
            ("exchangeto", Ignore),
            ("note", Text),
            ("totalfees", Ignore),
        ],
        least: 8,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::PayPal,
        name: "PayPal",
        columns: &[
            ("date", BookedOn),
            ("fecha", BookedOn),
            ("timezone", Ignore),
            ("zonahoraria", Ignore),
            ("name", Payer),
            ("nombre", Payer),
            ("type", Kind),
            ("tipo", Kind),
            ("status", Status),
            ("estado", Status),
            ("currency", Currency),
            ("divisa", Currency),
            ("gross", Gross),
            ("bruto", Gross),
            ("fee", Ignore),
            ("comision", Ignore),
            ("net", Amount),
            ("neto", Amount),
            ("transactionid", BankId),
            ("iddetransaccion", BankId),
            ("itemtitle", Text),
            ("subject", Text),
            ("note", Text),
            ("invoicenumber", CreditorReference),
            ("numerodefactura", CreditorReference),
            ("balance", Balance),
            ("saldo", Balance),
        ],
        least: 9,
        order: None,
    },
    Preset {
        provider: Provider::Stripe,
        name: "Stripe",
        columns: &[
            ("balancetransactionid", BankId),
            ("createdutc", BookedOn),
            ("availableonutc", ValueOn),
            ("currency", Currency),
            ("gross", Gross),
            ("fee", Ignore),
            ("net", Amount),
            ("reportingcategory", Kind),
            ("description", Text),
        ],
        least: 7,
        order: None,
    },
    Preset {
        provider: Provider::MercadoPagoSettlement,
        name: "Mercado Pago",
        columns: &[
            ("externalreference", CreditorReference),
            ("sourceid", BankId),
            ("paymentmethod", Ignore),
            ("transactiontype", Kind),
            ("transactionamount", Gross),
            ("transactiondate", BookedOn),
            ("feeamount", Ignore),
            ("settlementnetamount", Amount),
            ("settlementcurrency", Currency),
            ("transactioncurrency", Ignore),
            ("settlementdate", ValueOn),
            ("realamount", Ignore),
        ],
        least: 5,
        order: None,
    },
    Preset {
        provider: Provider::MercadoPagoRelease,
        name: "Mercado Pago",
        columns: &[
            ("date", BookedOn),
            ("sourceid", BankId),
            ("externalreference", CreditorReference),
            ("recordtype", Kind),
            ("description", Text),
            ("netcreditamount", Credit),
            ("netdebitamount", Debit),
            ("grossamount", Gross),
            ("mpfeeamount", Ignore),
        ],
        least: 6,
        order: None,
    },
    Preset {
        provider: Provider::Banorte,
        name: "Banorte",
        columns: &[
            ("cuenta", Account),
            ("fechadeoperacion", BookedOn),
            ("fecha", ValueOn),
            ("referencia", Reference),
            ("descripcion", Text),
            ("codtransac", Ignore),
            ("sucursal", Ignore),
            ("depositos", Credit),
            ("retiros", Debit),
            ("saldo", Balance),
            ("movimiento", Ignore),
            ("descripciondetallada", Text),
            ("cheque", Cheque),
        ],
        least: 10,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::Afirme,
        name: "Afirme",
        columns: &[
            ("concepto", Text),
            ("fechaddmmyy", BookedOn),
            ("fecha", BookedOn),
            ("referencia", Reference),
            ("cargo", Debit),
            ("abono", Credit),
            ("saldo", Balance),
            ("cuenta", Account),
            ("codigo", Ignore),
            ("nosecuencia", Ignore),
        ],
        least: 9,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::Inbursa,
        name: "Inbursa",
        columns: &[
            ("fecha", BookedOn),
            ("referencia", Reference),
            ("refexterna", Reference),
            ("referencialeyenda", Text),
            ("refnumerica", Reference),
            ("movimiento", Text),
            ("cargo", Debit),
            ("abono", Credit),
            ("saldo", Balance),
            ("ordenante", Payer),
            ("clavederastreo", EndToEnd),
        ],
        least: 9,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::Mifel,
        name: "Mifel",
        columns: &[
            ("fecha", BookedOn),
            ("descripcion", Text),
            ("folio", Ignore),
            ("referencia", Reference),
            ("cargomxn", Debit),
            ("abonomxn", Credit),
            ("saldototalmxn", Balance),
            ("rfc", PayerTaxId),
            ("ivamxn", Ignore),
            ("cheque", Cheque),
        ],
        least: 9,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::Bankaool,
        name: "Bankaool",
        columns: &[
            ("fecha", BookedOn),
            ("descripcion", Text),
            ("referencia", Reference),
            ("monto", Amount),
            ("saldo", Balance),
            ("claverastreo", EndToEnd),
            ("comprobanteelectronico", Ignore),
        ],
        least: 7,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::Bcp,
        name: "BCP",
        columns: &[
            ("fecha", BookedOn),
            ("fechavaluta", ValueOn),
            ("descripcionoperacion", Text),
            ("monto", Amount),
            ("saldo", Balance),
            ("sucursalagencia", Ignore),
            ("operacionnumero", Reference),
            ("operacionhora", Ignore),
            ("usuario", Ignore),
            ("utc", Ignore),
            ("referencia2", Reference),
        ],
        least: 8,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::BbvaSpain,
        name: "BBVA",
        columns: &[
            ("fvalor", ValueOn),
            ("fecha", BookedOn),
            ("concepto", Text),
            ("movimiento", Text),
            ("importe", Amount),
            ("divisa", Currency),
            ("disponible", Balance),
            ("observaciones", Text),
        ],
        least: 8,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::SantanderSpain,
        name: "Santander",
        columns: &[
            ("fechaoperacion", BookedOn),
            ("fechavalor", ValueOn),
            ("concepto", Text),
            ("importeeur", Amount),
            ("saldo", Balance),
        ],
        least: 5,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::IngSpain,
        name: "ING",
        columns: &[
            ("fvalor", BookedOn),
            ("categoria", Ignore),
            ("subcategoria", Ignore),
            ("descripcion", Text),
            ("comentario", Text),
            ("importe", Amount),
            ("saldo", Balance),
        ],
        least: 5,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::BbvaMexicoBusiness,
        name: "BBVA México",
        columns: &[
            ("fechaoperacion", BookedOn),
            ("concepto", Text),
            ("referencia", Reference),
            ("referenciaampliada", Text),
            ("cargo", Debit),
            ("abono", Credit),
            ("saldo", Balance),
        ],
        least: 7,
        order: Some(DateOrder::Dmy),
    },
    Preset {
        provider: Provider::BbvaMexico,
        name: "BBVA México",
        columns: &[
            ("fecha", BookedOn),
            ("descripcion", Text),
            ("cargo", Debit),
            ("abono", Credit),
            ("saldo", Balance),
        ],
        // Many banks write these five and more; just these are BBVA's.
        least: 5,
        order: Some(DateOrder::Dmy),
    },
];

impl Preset {
    /// The preset whose headers a row has; one that says less only where it has no others.
    pub(super) fn of(row: Row<'_>) -> Option<&'static Self> {
        let headers: Vec<String> = row.cells().map(squash).collect();
        let filled = headers.iter().filter(|header| !header.is_empty()).count();
        let fits = |preset: &&Self| {
            let known = preset
                .columns
                .iter()
                .filter(|(word, _)| headers.iter().any(|header| header == word));
            let count = known.count();
            let is_plain = matches!(preset.provider, Provider::BbvaMexico | Provider::IngSpain);
            count >= preset.least && (!is_plain || filled <= preset.columns.len())
        };
        PRESETS.iter().find(fits)
    }

    /// What the column with a header holds; `None` where the preset does not say.
    pub(super) fn column(&self, header: &str) -> Option<BankColumn> {
        let word = squash(header);
        self.columns.iter().find(|(known, _)| *known == word).map(|(_, column)| *column)
    }

    /// Whether a row of some status and kind is money that moved: completed, and no leg of
    /// the gateway's own bookkeeping.
    pub(super) fn counts(&self, status: &str, kind: &str) -> bool {
        let (status, kind) = (squash(status), squash(kind));
        let completed = ["", "completed", "completado", "completada", "concluido"];
        let inner = match self.provider {
            Provider::PayPal => &[
                "generalcurrencyconversion",
                "conversiondedivisas",
                "bankdeposittoppaccount",
                "generalauthorization",
                "accountholdforopenauthorization",
                "reversalofgeneralaccounthold",
            ][..],
            Provider::MercadoPagoRelease => {
                &["initialavailablebalance", "availablebalance", "total", "subtotal"][..]
            }
            _ => &[],
        };
        (self.provider != Provider::PayPal || completed.contains(&status.as_str()))
            && !inner.contains(&kind.as_str())
    }

    /// Whether a kind of row takes earlier money back.
    pub(super) fn is_reversal(&self, kind: &str) -> bool {
        let kind = squash(kind);
        let gateway = matches!(
            self.provider,
            Provider::MercadoPagoSettlement
                | Provider::MercadoPagoRelease
                | Provider::PayPal
                | Provider::Stripe
        );
        let words = ["refund", "chargeback", "dispute", "paymentrefund", "reversal", "reembolso"];
        gateway && words.iter().any(|word| kind == *word)
    }
}

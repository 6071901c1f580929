//! What a tax document says, whatever format it came in: who bills whom, what is owed and
//! when, what was paid, and what there is to know before collecting it.
//!
//! A document is neutral: whether it is a receivable or a payable is decided later, by the
//! firm's own tax id.

mod due;
mod notice;
mod problem;

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use due::{DaysFrom, DueFound, DueSource, Instalment, LegalTerm};
pub use notice::{Deduction, Notice};
pub use problem::{Fault, FaultKind, Limit, Problem};

use crate::files::fold::squash;
use crate::ledger::tax_id::TaxId;
use crate::ledger::{Country, Money};

/// A document that says what is owed or what was paid.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Document {
    /// Where it was read.
    pub source: Source,
    /// The format it is written in.
    pub format: Format,
    /// Who bills: the payee, also where the customer issued the paper.
    pub issuer: Party,
    /// Who is billed.
    pub receiver: Party,
    /// Whose own file it was taken from, where the file says so: one who lists what was
    /// issued leaves out the issuer.
    pub kept_by: Option<Role>,
    /// Its number as it is printed, with its series. Empty only in a draft that has none.
    pub number: String,
    /// The series alone; empty where there is none.
    pub series: String,
    /// The tax authority's id: UUID, CUFE, clave de acceso, CAE. Compared without case.
    pub fiscal_id: Option<String>,
    /// The day of issue, as it is written, in the issuer's zone.
    pub issued_on: NaiveDate,
    /// The documents it refers to.
    pub related: Vec<Relation>,
    /// What it says.
    pub content: Content,
    /// What is to be known about it.
    pub notices: Vec<Notice>,
}

impl Document {
    /// A key that is equal for two copies of one document, whatever they were taken from:
    /// the tax authority's id, else who issued it, what it is and its number. `own` is who
    /// keeps the files: lists of what one issued do not say so.
    ///
    /// ARCA's code is no id by itself: one may cover several documents.
    pub fn key(&self, own: &Party) -> String {
        let kind = match &self.content {
            Content::Receipt(_) => "receipt",
            Content::Claim(claim) => match claim.kind {
                ClaimKind::Invoice => "invoice",
                ClaimKind::DebitNote => "debit",
                ClaimKind::CreditNote => "credit",
            },
        };
        if let Some(id) = self.fiscal_id.as_ref().filter(|_| self.format != Format::Arca) {
            return ["id:", &id.to_ascii_lowercase()].concat();
        }
        let issuer = match self.kept_by {
            Some(Role::Issuer) => own,
            _ => &self.issuer,
        };
        let issuer = match issuer.read_tax_id().and_then(|id| id.same_party_key()) {
            Some(key) => key,
            None => squash(&issuer.name),
        };
        let series = squash(&self.series);
        [&issuer, "|", kind, "|", &series, "|", &squash(&self.number)].concat()
    }
}

/// What a document says.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Content {
    /// Something is owed, or less is.
    Claim(Box<Claim>),
    /// Something was paid: a receipt, perhaps without any payment in it.
    Receipt(Vec<ReceiptPayment>),
}

/// Something owed, or, in a credit note, no longer owed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Claim {
    /// What kind of claim.
    pub kind: ClaimKind,
    /// The total with taxes. Never below zero: a negative invoice is a credit note.
    pub total: Money,
    /// What is to be collected: the total less what was paid before or is withheld. Below
    /// zero where more was paid than is owed.
    pub payable: Money,
    /// Taxes that the customer keeps and that `payable` no longer holds.
    pub withheld: Option<Money>,
    /// Units of the issuer's home currency for one unit, where stated.
    pub rate: Option<Decimal>,
    /// When it is due.
    pub due: DueFound,
    /// What was written about terms of payment; empty where nothing was.
    pub terms_text: String,
}

/// The kinds of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ClaimKind {
    /// An invoice.
    Invoice,
    /// A debit note: more is owed on top of an invoice.
    DebitNote,
    /// A credit note: less is owed. Its amounts are positive.
    CreditNote,
}

/// Somebody named in a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    /// The tax id as it is written, without blanks around it; empty where there is none.
    pub tax_id: String,
    /// The country that issued the tax id.
    pub country: Option<Country>,
    /// The name, with single blanks; empty where there is none.
    pub name: String,
    /// An address for messages; empty where there is none.
    pub email: String,
}

impl Party {
    /// The tax id, read and checked; `None` where there is none. Ids that stand for nobody
    /// in particular have [`TaxId::is_generic`], and customers are never merged on them.
    pub fn read_tax_id(&self) -> Option<TaxId> {
        (!self.tax_id.is_empty()).then(|| TaxId::parse(&self.tax_id, self.country))
    }
}

/// One of the two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Role {
    /// Who bills.
    Issuer,
    /// Who is billed.
    Receiver,
}

/// Another document that one refers to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Relation {
    /// What it does to the other.
    pub kind: RelationKind,
    /// The other's fiscal id.
    pub fiscal_id: Option<String>,
    /// The other's number.
    pub number: Option<String>,
}

/// What a document does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum RelationKind {
    /// It takes something off it, or adds to it.
    Corrects,
    /// It takes all of it off.
    Cancels,
    /// It stands in its place.
    Replaces,
    /// It uses up an advance that the other billed.
    UsesAdvance,
    /// Anything else.
    Mentions,
}

/// A payment that a receipt certifies.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReceiptPayment {
    /// The day of payment.
    pub on: NaiveDate,
    /// What was paid.
    pub amount: Money,
    /// Units of the issuer's home currency for one unit of the payment's, where stated.
    pub rate: Option<Decimal>,
    /// The bank's or the payer's reference; empty where there is none.
    pub reference: String,
    /// The account it came from; empty where there is none.
    pub from_account: String,
    /// What it was used for. The same invoice may stand here twice; both count.
    pub allocations: Vec<ReceiptAllocation>,
}

/// The part of a payment that was used for one invoice.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ReceiptAllocation {
    /// The invoice's fiscal id; receipts exist that leave it out.
    pub fiscal_id: Option<String>,
    /// The invoice's number with its series.
    pub number: Option<String>,
    /// What was paid of it, in the invoice's currency.
    pub paid: Money,
    /// Units of the invoice's currency for one unit of the payment's: `paid` divided by it
    /// is what it took of the payment. `None` where the currencies differ and none is told.
    pub rate: Option<Decimal>,
    /// Which part payment this is, counted from 1.
    pub part: Option<u32>,
    /// What was owed before, by the receipt.
    pub left_before: Option<Money>,
    /// What is owed after, by the receipt: to be compared with the ledger.
    pub left_after: Option<Money>,
}

/// What the tax authority says of a document without showing it: a row of a list of what
/// was issued. It has no currency, so it creates nothing; it tells what is cancelled.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FiscalStatus {
    /// Where it was read.
    pub source: Source,
    /// The row of the file, counted from 1.
    pub row: u32,
    /// The document's fiscal id.
    pub fiscal_id: String,
    /// Who issued it.
    pub issuer: Party,
    /// Who received it.
    pub receiver: Party,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The total, in a currency that the list does not tell.
    pub amount: Decimal,
    /// What kind of document.
    pub effect: Effect,
    /// Whether it holds.
    pub standing: Standing,
}

/// What a listed document does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Effect {
    /// It bills.
    Invoice,
    /// It credits.
    CreditNote,
    /// It certifies a payment.
    Payment,
    /// Payroll, transfer of goods: not of interest.
    Other,
}

/// Whether a listed document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Standing {
    /// It holds.
    Valid,
    /// It was cancelled, on a day if the list tells it.
    Cancelled(Option<NaiveDate>),
}

/// Where something was read: the file, and the way into it through archives and wrappers.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// `abril.zip/ad001.zip/ad001.xml`.
    pub path: Arc<str>,
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Mexico: CFDI of version 3.2.
    Cfdi32,
    /// Mexico: CFDI of version 3.3.
    Cfdi33,
    /// Mexico: CFDI of version 4.0.
    Cfdi40,
    /// Colombia: UBL of the DIAN.
    Dian,
    /// Peru: UBL 2.0 of the SUNAT.
    Sunat20,
    /// Peru: UBL 2.1 of the SUNAT.
    Sunat21,
    /// Peru: fee receipt of a freelancer (recibo por honorarios electrónico).
    SunatFees,
    /// Ecuador: comprobante electrónico of the SRI.
    Sri,
    /// Chile: DTE of the SII.
    Dte,
    /// Chile: the monthly register of the SII as a table.
    Rcv,
    /// Spain: Facturae.
    Facturae,
    /// EN 16931 in UBL: Peppol, XRechnung.
    En16931Ubl,
    /// Other UBL.
    Ubl,
    /// EN 16931 in CII: Factur-X, ZUGFeRD 2, XRechnung.
    Cii,
    /// ZUGFeRD 1.
    Zugferd1,
    /// Argentina: «Mis Comprobantes» of ARCA as a table.
    Arca,
}

/// A document that is no invoice and was left out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NotInvoice {
    /// Where it was read.
    pub source: Source,
    /// Its number, where it has one.
    pub number: String,
    /// What it is.
    pub what: NotInvoiceKind,
}

/// What a document is that is no invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum NotInvoiceKind {
    /// A withholding certificate.
    Withholding,
    /// A perception certificate.
    Perception,
    /// A payroll receipt.
    Payroll,
    /// Goods moved, nothing sold.
    Transfer,
    /// A despatch guide.
    Despatch,
    /// An order.
    Order,
    /// The tax authority's or the receiver's answer to a document.
    Acknowledgement,
    /// The daily summary of small receipts.
    DailySummary,
    /// The notice that documents are void.
    Voiding,
    /// A document that the buyer issues for a purchase.
    Purchase,
    /// The settlement of an agent who sells for others.
    AgentSettlement,
    /// A list of documents of third parties.
    ThirdParties,
    /// A picture of an invoice in an archive, without its data: the data stand beside it.
    PrintedCopy,
}

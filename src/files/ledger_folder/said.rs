//! Everything besides what is owed: settings, what was said and agreed, plans, history.

use chrono::{DateTime, SecondsFormat};
use rust_decimal::Decimal;

use super::Rows;
use super::cells::{code, maybe};
use crate::files::csv_out::{date_cell, money_cell};
use crate::ledger::book::Book;
use crate::ledger::dealing::What;
use crate::ledger::planned_flow::Rhythm;
use crate::text::{Lang, terms};

pub(super) fn firm(book: &Book, rows: &mut Rows) {
    let it = book.firm();
    let numbers = |numbers: Vec<String>| numbers.join(" ");
    let points = |points: &Decimal| points.normalize().to_string();
    rows.add(&["name", &it.name]);
    rows.add(&["tax_id", &it.tax_id]);
    rows.add(&["country", &code(&it.country)]);
    rows.add(&["language", &code(&it.language)]);
    rows.add(&["home_currency", it.home_currency.code()]);
    rows.add(&["terms", &terms::label(Lang::En, &it.terms)]);
    let edges = it.bucket_edges.iter().map(u16::to_string).collect();
    rows.add(&["bucket_edges_days", &numbers(edges)]);
    let allowance = it.allowance_percent.iter().map(points).collect();
    rows.add(&["allowance_percent", &numbers(allowance)]);
    rows.add(&["tolerance", &points(&it.tolerance)]);
    rows.add(&["holidays", &it.holidays.map(|country| code(&country)).unwrap_or_default()]);
    rows.add(&["person", &it.person]);
    rows.add(&["dunning_json", &code(&it.dunning)]);
    rows.add(&["signs_json", &code(&it.signs)]);
}

pub(super) const DEALING: &[&str] = &[
    "dealing_id",
    "customer_id",
    "contact_id",
    "kind",
    "on",
    "until",
    "invoice_ids",
    "currency",
    "amount",
    "ended_on",
    "ended_how",
    "details_json",
];

pub(super) fn dealings(book: &Book, rows: &mut Rows) {
    for (_, customer) in book.customers() {
        for entry in customer.dealings.iter() {
            let it = &entry.dealing;
            let (kind, until, amount) = match &it.what {
                What::Contact(_) => ("contact", None, None),
                What::Promise(promise) => ("promise", Some(promise.due_on), Some(promise.amount)),
                What::Dispute(dispute) => ("dispute", None, dispute.amount),
                What::Plan(plan) => ("plan", plan.parts.last().map(|part| part.due_on), None),
                What::Hold(hold) => ("hold", hold.until, None),
                What::Sign(_) => ("sign", None, None),
                What::SignReview(_) => ("sign_review", None, None),
            };
            let items = it.what.items().iter().map(|item| item.invoice);
            let mut invoices: Vec<_> = items.chain(it.what.invoice()).collect();
            invoices.dedup();
            let invoices: Vec<_> = invoices.iter().map(ToString::to_string).collect();
            let ended = entry.ended.as_deref();
            rows.add(&[
                &it.id.to_string(),
                &it.customer.to_string(),
                &it.contact.map(|id| id.to_string()).unwrap_or_default(),
                kind,
                &date_cell(it.what.day()),
                &maybe(until),
                &invoices.join(" "),
                amount.map(|amount| amount.currency.code()).unwrap_or_default(),
                &amount.map(money_cell).unwrap_or_default(),
                &maybe(ended.map(|ending| ending.on)),
                ended.map(|ending| ending.how.as_str()).unwrap_or_default(),
                &code(&it.what),
            ]);
        }
    }
}

pub(super) const PROTOCOL_STEP: &[&str] = &[
    "version_id",
    "protocol_id",
    "since",
    "protocol_es",
    "protocol_en",
    "retired",
    "step_id",
    "days_from_due",
    "channel",
    "stage",
    "step_es",
    "step_en",
    "details_json",
];

pub(super) fn protocol_steps(book: &Book, rows: &mut Rows) {
    for it in book.protocols() {
        let (id, protocol, since) =
            (it.id.to_string(), it.protocol.to_string(), date_cell(it.since));
        for step in &it.steps {
            rows.add(&[
                &id,
                &protocol,
                &since,
                &it.name.es,
                &it.name.en,
                yes_or_no(it.retired),
                &step.id.to_string(),
                &step.day.to_string(),
                &code(&step.channel),
                &code(&step.stage),
                &step.name.es,
                &step.name.en,
                &code(step),
            ]);
        }
    }
}

pub(super) const PLANNED_FLOW: &[&str] =
    &["flow_id", "name", "direction", "currency", "amount", "rhythm", "day", "from", "until"];

pub(super) fn planned_flows(book: &Book, rows: &mut Rows) {
    for it in book.flows() {
        let (rhythm, day, from, until) = match it.rhythm {
            Rhythm::Once { on } => ("once", String::new(), on, Some(on)),
            Rhythm::Weekly { weekday, from, until } => ("weekly", weekday.to_string(), from, until),
            Rhythm::Monthly { day, from, until } => ("monthly", day.to_string(), from, until),
        };
        rows.add(&[
            &it.id.to_string(),
            &it.name,
            &code(&it.direction),
            it.amount.currency.code(),
            &money_cell(it.amount),
            rhythm,
            &day,
            &date_cell(from),
            &maybe(until),
        ]);
    }
}

pub(super) fn cash_counts(book: &Book, rows: &mut Rows) {
    for it in book.cash_counts() {
        let (id, on) = (it.id.to_string(), date_cell(it.on));
        rows.add(&[&id, &on, it.amount.currency.code(), &money_cell(it.amount)]);
    }
}

pub(super) fn rates(book: &Book, rows: &mut Rows) {
    for it in book.rates() {
        let (id, on) = (it.id.to_string(), date_cell(it.on));
        rows.add(&[&id, it.currency.code(), &on, &it.value.to_string()]);
    }
}

pub(super) fn history(book: &Book, rows: &mut Rows) {
    for it in book.log() {
        let at = i64::try_from(it.at_ms).ok().and_then(DateTime::from_timestamp_millis);
        let at = at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true));
        rows.add(&[
            &it.record.to_string(),
            &at.unwrap_or_default(),
            &it.person,
            &code(&it.deed),
            &it.facts.to_string(),
            yes_or_no(it.undone),
        ]);
    }
}

fn yes_or_no(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

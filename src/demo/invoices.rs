//! What is invoiced: when, to whom and how much.

use chrono::{Datelike, NaiveDate};

use crate::ledger::action::Due;
use crate::ledger::invoice::{Delivery, InvoiceKind};
use crate::ledger::{Currency, Money};

use super::chance::Chance;
use super::customers::Profile;
use super::days::{months, next_of, plus, working_from};
use super::fates::Fate;

/// An invoice to be entered.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// Whose, by its place among the profiles.
    pub customer: usize,
    /// What kind of document.
    pub kind: InvoiceKind,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// The day it was acknowledged.
    pub acknowledged_on: Option<NaiveDate>,
    /// When it falls due.
    pub due: Due,
    /// How much.
    pub total: Money,
    /// Purchase order.
    pub reference: String,
    /// Notes.
    pub notes: String,
    /// How far it has come.
    pub delivery: Delivery,
    /// The invoice it belongs to, by its place among the planned.
    pub of: Option<usize>,
    /// What becomes of it.
    pub fate: Fate,
}

/// Every usual invoice of the customers up to `today`, customer by customer.
pub(super) fn plan(
    profiles: &[Profile],
    since: NaiveDate,
    today: NaiveDate,
    chance: &mut Chance,
) -> Vec<Planned> {
    let months = months(since, today);
    // Good and bad months are so for everybody; over the years a little more is sold.
    let trade: Vec<f64> = (0..months.len())
        .map(|place| (0.92 + 0.16 * chance.unit()) * (1.0 + 0.006 * place as f64))
        .collect();
    let mut planned = Vec::new();
    for (customer, profile) in profiles.iter().enumerate() {
        let orders = chance.percent(35);
        let retainer_day = chance.pick(&[1, 1, 5, 15, 25]);
        let retainer = amount(profile.usual_amount * 0.9, 0.0, profile.currency(), chance);
        for (&month, trade) in months.iter().zip(&trade) {
            let days = i64::from(month.num_days_in_month());
            let mut push = |day: i64, total: Money, chance: &mut Chance| {
                let issued_on = working_from(plus(month, day));
                let (first, last) = profile.invoiced;
                if issued_on >= first.max(since) && issued_on <= last.min(today) {
                    planned.push(usual(customer, profile, issued_on, total, today, orders, chance));
                }
            };
            let mut count = (profile.per_month + chance.unit()) as i64;
            if profile.retainer {
                push(retainer_day - 1, retainer, chance);
                count -= 1;
            }
            for place in 0..count {
                let day = ((place as f64 + chance.unit()) / count as f64 * days as f64) as i64;
                let usual_amount = profile.usual_amount * trade;
                let total = amount(usual_amount, 0.55, profile.currency(), chance);
                push(day, total, chance);
            }
        }
    }
    planned
}

/// An invoice like the customer's others.
pub(super) fn usual(
    customer: usize,
    profile: &Profile,
    issued_on: NaiveDate,
    total: Money,
    today: NaiveDate,
    orders: bool,
    chance: &mut Chance,
) -> Planned {
    let review_days = &profile.customer.review_days;
    let reviewed_on = (!review_days.is_empty()).then(|| next_of(issued_on, review_days));
    let acknowledged_on = reviewed_on.filter(|&day| day <= today);
    let delivery = match (reviewed_on, acknowledged_on) {
        (_, Some(_)) => Delivery::Acknowledged,
        (Some(_), None) => Delivery::Sent,
        _ if issued_on > plus(today, -3) => Delivery::Sent,
        _ => Delivery::Received,
    };
    let reference =
        if orders { format!("OC-{}", chance.between(10_400, 89_900)) } else { String::new() };
    Planned {
        customer,
        kind: InvoiceKind::Invoice,
        issued_on,
        acknowledged_on,
        due: Due::Terms(profile.terms()),
        total,
        reference,
        notes: String::new(),
        delivery,
        of: None,
        fate: Fate::Usual,
    }
}

/// A total about so many main units before tax: a round price, sometimes with cents, and
/// 16 % of tax in pesos; exports bear none.
pub(super) fn amount(about: f64, spread: f64, currency: Currency, chance: &mut Chance) -> Money {
    let drawn = chance.log_normal(about, spread);
    let step = match drawn {
        _ if chance.percent(12) => 0.25,
        10_000.0.. => 50.0,
        2_000.0.. => 10.0,
        _ => 5.0,
    };
    let steps = ((drawn / step) as i64).max(1);
    let price_minor = steps * (step * 100.0) as i64;
    let tax_minor = if currency == Currency::MXN { (price_minor * 16 + 50) / 100 } else { 0 };
    Money::new(price_minor + tax_minor, currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_prices_with_tax() {
        let mut chance = Chance::new(4);
        let drawn: Vec<i64> = (0..500)
            .map(|_| amount(9_000.0, 0.6, Currency::MXN, &mut chance).amount_minor)
            .collect();
        let whole = drawn.iter().filter(|&&minor| minor % 580 == 0).count();
        assert!(whole > 350, "most prices are round before tax: {whole}");
        assert!(drawn.iter().all(|&minor| (100_000..8_000_000).contains(&minor)));
        let export = amount(900.0, 0.0, Currency::USD, &mut chance).amount_minor;
        assert!((89_000..=90_000).contains(&export), "no tax on exports: {export}");
    }
}

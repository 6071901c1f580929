//! Why a payment may be short of what is open: a discount, tax withheld, a small
//! difference, a gateway's fee.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::index::Matcher;
use super::names::words;
use super::suggestion::{AmountFit, ProposedCredit, ProposedKind};
use crate::files::bank::Movement;
use crate::ledger::{Currency, Money};

/// An explanation: what settles beside the payment.
pub(super) struct Explained {
    pub fit: AmountFit,
    /// What each part is settled by beside the payment, in minor units; as many as parts.
    pub beside_minor: Vec<i64>,
    /// What that is.
    pub kinds: Vec<ProposedKind>,
    pub fee_minor: i64,
}

impl Matcher<'_> {
    /// The explanations of a payment of `paid_minor` for parts that are open with more, the
    /// likeliest first. A tax withheld is never also offered as a small difference.
    pub(super) fn explain(
        &self,
        movement: &Movement,
        parts: &[u32],
        paid_minor: i64,
    ) -> Vec<Explained> {
        let open_minor: i64 = parts.iter().map(|&part| self.open[part as usize].open_minor).sum();
        let short_minor = open_minor - paid_minor;
        if short_minor <= 0 || parts.is_empty() {
            return Vec::new();
        }
        let currency = self.open[parts[0] as usize].currency;
        let mut found = Vec::new();
        found.extend(self.early_discount(movement, parts, short_minor));
        let withheld = self.withheld(parts, short_minor, currency);
        let is_withheld = !withheld.is_empty();
        found.extend(withheld);
        if !is_withheld {
            found.extend(self.small_difference(movement, parts, open_minor, short_minor));
        }
        found.extend(self.unstated_fee(movement, parts, open_minor, short_minor));
        // Of a few cents, two taxes and their rounding may be more than there is.
        found.retain(|explained| {
            let mut each = parts.iter().zip(&explained.beside_minor);
            each.all(|(&part, minor)| (0..=self.open[part as usize].open_minor).contains(minor))
        });
        found
    }

    /// The discounts agreed on all of the invoices, where the payment came in time and
    /// nothing else was paid on them.
    fn early_discount(
        &self,
        movement: &Movement,
        parts: &[u32],
        short_minor: i64,
    ) -> Option<Explained> {
        let mut until = None;
        let mut beside_minor = Vec::new();
        for &part in parts {
            let open = &self.open[part as usize];
            let invoice = &self.book.invoice(open.invoice).invoice;
            let is_whole =
                invoice.instalments.len() == 1 && open.open_minor == invoice.total.amount_minor;
            let terms = invoice.terms.as_ref().filter(|_| is_whole)?;
            let (day, discount) = terms.early_discount(invoice.issued_on, invoice.total)?;
            if movement.booked_on.min(movement.value_on.unwrap_or(movement.booked_on)) > day {
                return None;
            }
            until = Some(until.map_or(day, |known: chrono::NaiveDate| known.min(day)));
            beside_minor.push(discount.amount_minor);
        }
        settle_rounding(&mut beside_minor, short_minor, 1)?;
        let fit = AmountFit::EarlyDiscount { until: until? };
        let kinds = vec![ProposedKind::EarlyDiscount; parts.len()];
        Some(Explained { fit, beside_minor, kinds, fee_minor: 0 })
    }

    /// The one rule, or the two that go together, that come to what is missing.
    fn withheld(&self, parts: &[u32], short_minor: i64, currency: Currency) -> Vec<Explained> {
        let rules = &self.settings.withholdings;
        // Where nobody writes cents, nobody withholds them.
        let step = 10_i64.pow(currency.minor_digits() - currency.display_digits());
        let of = |rule: usize| -> Vec<i64> {
            let each = parts.iter().map(|&part| {
                let open = &self.open[part as usize];
                rules[rule].of_minor(open.amount_minor).min(open.open_minor)
            });
            each.collect()
        };
        let each: Vec<Vec<i64>> = (0..rules.len()).map(of).collect();
        let mut found: Vec<Explained> = Vec::new();
        for (rule, amounts) in each.iter().enumerate() {
            let mut beside_minor = amounts.clone();
            if settle_rounding(&mut beside_minor, short_minor, step).is_some() {
                let key = rules[rule].key;
                let fit = AmountFit::Withholding { rules: vec![key] };
                let kinds = vec![ProposedKind::Withholding { rule: key }; parts.len()];
                found.push(Explained { fit, beside_minor, kinds, fee_minor: 0 });
            }
        }
        if !found.is_empty() {
            // Two writings of one tax come to the same.
            found.truncate(1);
            return found;
        }
        for one in 0..rules.len() {
            for other in one + 1..rules.len() {
                // Income and VAT are withheld together; two shares of one tax are not.
                if is_vat(&rules[one].from) == is_vat(&rules[other].from) {
                    continue;
                }
                let mut beside_minor: Vec<i64> =
                    each[one].iter().zip(&each[other]).map(|(a, b)| a + b).collect();
                if settle_rounding(&mut beside_minor, short_minor, step).is_some() {
                    let keys = vec![rules[one].key, rules[other].key];
                    let kinds = vec![ProposedKind::Withholding { rule: keys[0] }; parts.len()];
                    let fit = AmountFit::Withholding { rules: keys };
                    return vec![Explained { fit, beside_minor, kinds, fee_minor: 0 }];
                }
            }
        }
        found
    }

    fn small_difference(
        &self,
        movement: &Movement,
        parts: &[u32],
        open_minor: i64,
        short_minor: i64,
    ) -> Option<Explained> {
        let currency = self.open[parts[0] as usize].currency;
        let fixed = self.converted_from_home(self.settings.tolerance, currency, movement.booked_on);
        let fixed_minor = fixed.map_or(0, |money| money.amount_minor);
        let share_minor = share(open_minor, self.settings.tolerance_percent);
        if short_minor > fixed_minor.max(share_minor) {
            return None;
        }
        // It comes off the last part.
        let mut beside_minor = vec![0; parts.len()];
        let last = self.open[*parts.last()? as usize];
        if short_minor > last.open_minor {
            return None;
        }
        *beside_minor.last_mut()? = short_minor;
        let fit = AmountFit::SmallDifference { short: Money::new(short_minor, currency) };
        let kinds = vec![ProposedKind::SmallDifference; parts.len()];
        Some(Explained { fit, beside_minor, kinds, fee_minor: 0 })
    }

    /// A gateway that the movement names kept its fee, and the file does not say how much.
    fn unstated_fee(
        &self,
        movement: &Movement,
        parts: &[u32],
        open_minor: i64,
        short_minor: i64,
    ) -> Option<Explained> {
        let most = share(open_minor, self.settings.fee_percent);
        if movement.gross.is_some() || short_minor > most || !names_gateway(movement) {
            return None;
        }
        let fee = Money::new(short_minor, self.open[parts[0] as usize].currency);
        Some(Explained {
            fit: AmountFit::GatewayFee { fee, is_stated: false },
            beside_minor: vec![0; parts.len()],
            kinds: vec![ProposedKind::SmallDifference; parts.len()],
            fee_minor: short_minor,
        })
    }

    /// The credits of an explanation.
    pub(super) fn credits_of(&self, parts: &[u32], explained: &Explained) -> Vec<ProposedCredit> {
        let each = parts.iter().zip(&explained.beside_minor).zip(&explained.kinds);
        each.filter(|((_, minor), _)| **minor > 0)
            .map(|((&part, &minor), &kind)| {
                let open = &self.open[part as usize];
                let amount = Money::new(minor, open.currency);
                ProposedCredit { kind, customer: open.customer_id, item: open.item, amount }
            })
            .collect()
    }
}

/// Makes amounts that come to nearly a sum come to just that, at the last one's expense;
/// `None` where they are further off than `step` for each.
fn settle_rounding(amounts: &mut [i64], sum: i64, step: i64) -> Option<()> {
    let off = sum - amounts.iter().sum::<i64>();
    if off.abs() > step * amounts.len() as i64 {
        return None;
    }
    let last = amounts.last_mut()?;
    *last += off;
    (*last > 0).then_some(())
}

fn is_vat(from: &super::WithheldFrom) -> bool {
    matches!(from, super::WithheldFrom::Vat { .. })
}

/// A share in per cent of an amount, rounded down.
fn share(minor: i64, percent: Decimal) -> i64 {
    let share =
        Decimal::from(minor).checked_mul(percent).and_then(|s| s.checked_div(Decimal::ONE_HUNDRED));
    share.and_then(|share| share.trunc().to_i64()).unwrap_or(0)
}

/// Whether a movement comes from a payment gateway that keeps its fee.
pub(super) fn names_gateway(movement: &Movement) -> bool {
    const NAMES: &str = "paypal stripe mercadopago payu wompi conekta openpay clip kushki bold \
        epayco culqi niubiz izipay izettle zettle sumup redsys payoneer transbank getnet flow \
        dlocal placetopay payphone rappipay billpocket";
    let is_known = |word: &str| NAMES.split_ascii_whitespace().any(|name| name == word);
    let texts = [&movement.payer, &movement.text];
    texts.into_iter().any(|text| {
        let mut before = String::new();
        words(text).any(|word| {
            let pair = before == "mercado" && word == "pago";
            let known = pair || is_known(&word);
            before = word;
            known
        })
    })
}

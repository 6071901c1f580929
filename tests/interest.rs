//! Late interest, against facts published by others and by its properties.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use cartera::dunning::interest::{
    InterestNote, InterestProblem, InterestSum, Source, StepRate, daily_of_effective, interest,
    invoice_interest,
};
use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, cancel_invoice, enter_credit,
    enter_customer, enter_invoice, take_back,
};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::interest_terms::{
    DayCount, InterestTerms, OwnFactor, OwnRate, PaymentsFirst, Regime,
};
use cartera::ledger::invoice::{Instalment, InstalmentRef, InvoiceKind};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id, Money};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Facts of others: an amount, a yearly rate in per cent, days over a year of 365, the
/// interest to the cent and the fixed sum on top where there is one.
///
/// - I1: ERPNext, accounts/doctype/dunning/test_dunning.py: 0.41, with a fee of 10.00 10.41.
/// - I2: support.paidnice.com, article 11600906. It publishes 169.68 because it rounds a
///   day's interest to 1.68 first; rounded once it is 169.49.
/// - UK-1: statutory-interest.pages.dev (as GOV.UK): 85.00 a year, 0.23 a day.
/// - UK-3: tools.gera.services, "about 384".
/// - UK-4: toolfy.io publishes 32.66; rounded once it is 32.67.
#[test]
fn interest_is_that_of_the_published_cases() {
    let cases = [
        ("I1", 10_000, "10", 15, 41),
        ("I2", 500_000, "12.25", 101, 16_949),
        ("UK-1 a year", 100_000, "8.5", 365, 8_500),
        ("UK-1 a day", 100_000, "8.5", 1, 23),
        ("UK-1 fifty days", 100_000, "8.5", 50, 1_164),
        ("UK-3", 1_200_000, "13", 90, 38_466),
        ("UK-4", 200_000, "13.25", 45, 3_267),
    ];
    for (case, minor, percent, days, expected) in cases {
        let one = One::due("GBP", minor, "2026-01-31");
        let sum = one.sum(&agreed(percent), days).unwrap();
        assert_eq!(sum.interest.amount_minor, expected, "{case}");
    }
}

/// I1 and I2 again: what a day bears, to four decimals.
#[test]
fn a_day_bears_what_was_published() {
    for (minor, percent, expected) in [(10_000, "10", "0.0274"), (500_000, "12.25", "1.6781")] {
        let sum = One::due("GBP", minor, "2026-01-31").sum(&agreed(percent), 1).unwrap();
        assert_eq!(sum.exact.round_dp(4), number(expected));
    }
}

/// I8: yaydoo.com, 2 % a month for three months on 1,000 is 60; here 24 % a year in months
/// of 30 days.
#[test]
fn months_of_thirty_days_bear_a_monthly_rate() {
    let terms = InterestTerms { day_count: DayCount::Thirty360, ..agreed("24") };
    let one = One::due("MXN", 100_000, "2026-01-31");
    assert_eq!(one.sum_on(&terms, date("2026-04-30")).unwrap().interest.amount_minor, 6_000);
}

/// MX-1: the Código de Comercio's 6 % over 45 days.
#[test]
fn mexican_law_bears_six_per_cent() {
    let one = One::due("MXN", 10_000_000, "2026-03-31");
    let law = of(Regime::Mexico);
    assert_eq!(one.sum(&law, 45).unwrap().interest.amount_minor, 73_973);
    let over_360 = InterestTerms { day_count: DayCount::Actual360, ..law };
    assert_eq!(one.sum(&over_360, 45).unwrap().interest.amount_minor, 75_000);
}

/// CO-1: November 2025, 24.99 % effective. Not capitalised, and never a twelfth or a 365th
/// of the effective rate, which would ask for too much.
#[test]
fn a_colombian_effective_rate_becomes_a_daily_one() {
    let one = One::due("COP", 1_000_000_000, "2025-10-31");
    let sum = one.sum_on(&of(Regime::Colombia), date("2025-11-30")).unwrap();
    assert_eq!(sum.interest.amount_minor, 18_339_594);
    let StepRate::Daily { daily, .. } = sum.steps[0].rate else { panic!("{:?}", sum.steps) };
    assert_eq!(daily.round_dp(8), number("0.00061132"));
    let capitalised = (0..30).fold(Decimal::ONE, |growth, _| growth * (Decimal::ONE + daily));
    let capitalised = (capitalised - Decimal::ONE) * Decimal::from(10_000_000);
    assert_eq!(capitalised.round_dp(2), number("185030.90"));
}

#[test]
fn a_colombian_debt_takes_each_months_rate() {
    let one = One::due("COP", 1_000_000_000, "2025-11-15");
    let sum = one.sum_on(&of(Regime::Colombia), date("2026-01-10")).unwrap();
    let days: Vec<_> = sum.steps.iter().map(|step| (step.to.to_string(), step.days)).collect();
    let expected = [("2025-11-30", 15), ("2025-12-31", 31), ("2026-01-10", 10)];
    assert_eq!(days, expected.map(|(to, days)| (to.to_owned(), days)));
    let percents = sum.steps.iter().map(|step| match step.rate {
        StepRate::Daily { effective_percent, .. } => effective_percent,
        _ => Decimal::ZERO,
    });
    assert!(percents.eq(["24.99", "25.02", "24.36"].map(number)));
}

/// PE-1: the SBS factors of December 2013 follow from the daily rates published with them
/// (data.ccpaqp.org.pe), over a year of 360 days.
#[test]
fn peruvian_factors_follow_from_the_daily_rates() {
    let hundredths = [
        231, 230, 231, 230, 230, 230, 230, 230, 230, 231, 229, 228, 228, 228, 226, 226, 227, 225,
        223, 223, 223, 224, 223, 223, 225, 224, 224, 224, 223, 223,
    ];
    let factor = hundredths.iter().fold(number("6.60851"), |factor, &percent| {
        factor * (Decimal::ONE + daily_of_effective(Decimal::new(percent, 2), 360).unwrap())
    });
    assert!((factor - number("6.62087")).abs() < number("0.00001"), "{factor}");
}

/// PE-2: 10,000 soles from 1 to 31 December 2013.
#[test]
fn peruvian_interest_is_what_the_factor_grows_by() {
    let one = One::due("PEN", 1_000_000, "2013-12-01");
    let sum = one.sum_on(&of(Regime::Peru), date("2013-12-31")).unwrap();
    assert_eq!(sum.interest.amount_minor, 1_870);
    let missing = date("2013-12-30");
    let problem = one.sum_on(&of(Regime::Peru), missing).unwrap_err();
    let regime = Regime::Peru;
    assert_eq!(problem, InterestProblem::RateMissing { regime, from: missing, until: missing });
    // The user looks the day's factor up.
    let factor = number("6.62047");
    let own = OwnFactor { currency: currency("PEN"), on: missing, factor };
    let terms = InterestTerms { own_factors: vec![own], ..of(Regime::Peru) };
    assert_eq!(one.sum_on(&terms, missing).unwrap().interest.amount_minor, 1_810);
}

/// ES-1: each half year has its own rate, and 40 euros come on top.
#[test]
fn a_european_debt_takes_each_half_years_rate() {
    let one = One::due("EUR", 1_000_000, "2025-03-31");
    let sum = one.sum_on(&with_compensation(Regime::EuropeanUnion), date("2025-09-30")).unwrap();
    let parts: Vec<_> = sum.steps.iter().map(|step| (step.days, step.amount.round_dp(2))).collect();
    assert_eq!(parts, [(91, number("277.99")), (92, number("255.84"))]);
    assert_eq!(
        sum.interest.amount_minor, 53_382,
        "the parts are not rounded before they are summed"
    );
    assert_eq!(sum.compensation.unwrap().amount_minor, 4_000);
    assert_eq!(sum.total().amount_minor, 57_382);
    let unconfirmed =
        InterestNote::Unconfirmed { from: date("2025-04-01"), to: date("2025-09-30") };
    assert_eq!(sum.notes, [unconfirmed]);
}

/// SI 2002/1675: the rate of the half year in which interest starts stays.
#[test]
fn a_british_debt_keeps_the_rate_it_began_with() {
    let one = One::due("GBP", 1_200_000, "2023-06-30");
    let sum = one.sum(&with_compensation(Regime::UnitedKingdom), 400).unwrap();
    assert_eq!(sum.steps.len(), 1);
    assert_eq!(sum.steps[0].rate, StepRate::Yearly { percent: number("13.00"), year_days: 365 });
    assert_eq!(sum.compensation.unwrap().amount_minor, 10_000);
    // Due a day earlier, interest starts in June: UK-3's 13 % is not its rate.
    let earlier = One::due("GBP", 1_200_000, "2023-06-29");
    let step = earlier.sum(&of(Regime::UnitedKingdom), 400).unwrap().steps[0].clone();
    assert_eq!(step.rate, StepRate::Yearly { percent: number("11.50"), year_days: 365 });
}

/// CL-1: 10 % a year for a month of 30 days, and 1 % once. The rate is the user's: none
/// ships.
#[test]
fn a_chilean_debt_needs_the_users_own_rate() {
    let one = One::due("CLP", 5_148_000, "2026-03-31");
    let on = date("2026-04-30");
    let problem = one.sum_on(&of(Regime::Chile), on).unwrap_err();
    let from = date("2026-04-01");
    assert_eq!(problem, InterestProblem::RateMissing { regime: Regime::Chile, from, until: on });
    let terms = InterestTerms {
        own_rates: vec![own_rate(Regime::Chile, "2026-01-01", "2026-12-31", "10")],
        ..with_compensation(Regime::Chile)
    };
    let sum = one.sum_on(&terms, on).unwrap();
    assert_eq!(sum.interest.amount_minor, 42_900);
    assert_eq!(sum.compensation.unwrap().amount_minor, 51_480);
    assert_eq!(sum.steps[0].source, Source::Own(0));
}

#[test]
fn a_rate_is_never_carried_past_the_last_known_period() {
    let one = One::due("EUR", 1_000_000, "2026-12-01");
    let terms = of(Regime::EuropeanUnion);
    assert!(one.sum_on(&terms, date("2026-12-31")).is_ok());
    let problem = one.sum_on(&terms, date("2027-01-15")).unwrap_err();
    let (from, until) = (date("2027-01-01"), date("2027-01-15"));
    let regime = Regime::EuropeanUnion;
    assert_eq!(problem, InterestProblem::RateMissing { regime, from, until });
    // Missing up to where the next is known.
    let own = vec![own_rate(regime, "2027-01-10", "2027-06-30", "10")];
    let problem = one.sum_on(&InterestTerms { own_rates: own, ..terms }, until).unwrap_err();
    let until = date("2027-01-09");
    assert_eq!(problem, InterestProblem::RateMissing { regime, from, until });
}

#[test]
fn the_users_own_rate_comes_before_one_that_ships_and_the_last_added_before_others() {
    let regime = Regime::EuropeanUnion;
    let one = One::due("EUR", 36_500_000, "2024-05-31");
    let own_rates = vec![
        own_rate(regime, "2024-06-11", "2024-06-20", "20"),
        own_rate(regime, "2024-06-16", "2024-06-18", "30"),
    ];
    let terms = InterestTerms { own_rates, ..of(regime) };
    let steps = one.sum_on(&terms, date("2024-06-30")).unwrap().steps;
    let found: Vec<_> = steps
        .iter()
        .map(|step| match step.rate {
            StepRate::Yearly { percent, .. } => (step.days, percent.normalize().to_string()),
            _ => panic!("{step:?}"),
        })
        .collect();
    let expected = [(10, "12.5"), (5, "20"), (3, "30"), (2, "20"), (10, "12.5")];
    assert_eq!(found, expected.map(|(days, percent)| (days, percent.to_owned())));
}

#[test]
fn where_only_what_was_agreed_counts_it_must_have_been_agreed() {
    let one = One::due("USD", 100_000, "2026-01-31");
    let problem = one.sum(&of(Regime::Contract), 10).unwrap_err();
    assert_eq!(problem, InterestProblem::NothingAgreed);
    let percent = number("1000.01");
    let problem = one.sum(&agreed("1000.01"), 10).unwrap_err();
    assert_eq!(problem, InterestProblem::PercentOutOfRange { percent });
    assert!(one.sum(&agreed("-1"), 10).is_err());
}

/// Código de Comercio (Colombia), art. 884: whoever asks for more than 1.5 × IBC loses all
/// interest.
#[test]
fn an_agreed_rate_above_the_colombian_cap_is_pointed_out() {
    let one = One::due("COP", 1_000_000_000, "2026-03-15");
    let on = date("2026-04-10");
    let terms = InterestTerms { regime: Some(Regime::Colombia), ..agreed("23") };
    let cap_percent = number("25.52");
    let unknown = InterestNote::CapUnknown { from: date("2026-04-01"), to: on };
    let above =
        InterestNote::AboveCap { from: date("2026-03-16"), to: date("2026-03-31"), cap_percent };
    assert_eq!(one.sum_on(&terms, on).unwrap().notes, [above, unknown]);
    let terms = InterestTerms { regime: Some(Regime::Colombia), ..agreed("22") };
    assert_eq!(one.sum_on(&terms, on).unwrap().notes, [unknown]);
}

#[test]
fn the_day_of_a_payment_is_the_last_on_which_what_was_paid_bears_interest() {
    let mut one = One::due("MXN", 36_500_000, "2026-03-31");
    one.pay("2026-04-10", 16_500_000);
    let sum = one.sum_on(&agreed("10"), date("2026-04-20")).unwrap();
    let days: Vec<_> = sum.steps.iter().map(|step| (step.days, step.amount)).collect();
    assert_eq!(days, [(10, number("1000")), (10, number("547.94520547945205479452054795"))]);
    assert_eq!(sum.steps[1].from, date("2026-04-11"));
    // Paid in full, what had accrued stays.
    one.pay("2026-04-20", 20_000_000);
    let later = one.sum_on(&agreed("10"), date("2026-12-31")).unwrap();
    assert_eq!(later.interest, sum.interest);
}

#[test]
fn payments_can_be_taken_to_settle_interest_first() {
    let mut one = One::due("MXN", 36_500_000, "2026-03-31");
    one.pay("2026-04-10", 16_500_000);
    let terms = InterestTerms { payments_first: PaymentsFirst::Interest, ..agreed("10") };
    let sum = one.sum_on(&terms, date("2026-04-20")).unwrap();
    // 1,000.00 of the payment settle interest, so 201,000.00 go on bearing it.
    let balances: Vec<_> = sum.steps.iter().map(|step| step.balance.normalize()).collect();
    assert_eq!(balances, [number("365000"), number("201000")]);
    assert_eq!(sum.interest.amount_minor, 100_000 + 55_068);
}

#[test]
fn what_is_paid_within_the_grace_bears_nothing_and_the_rest_from_the_first_day() {
    let mut one = One::due("MXN", 36_500_000, "2026-03-31");
    one.pay("2026-04-05", 16_500_000);
    let terms = InterestTerms { grace_days: 5, ..agreed("10") };
    assert!(one.sum_on(&terms, date("2026-04-05")).unwrap().interest.is_zero());
    let sum = one.sum_on(&terms, date("2026-04-06")).unwrap();
    assert_eq!((sum.steps[0].from, sum.steps[0].days), (date("2026-04-01"), 6));
    assert_eq!(sum.exact.round_dp(2), number("328.77"));
}

#[test]
fn nothing_is_asked_on_charges_or_cancelled_invoices() {
    let mut one = One::due("MXN", 36_500_000, "2026-03-31");
    let on = date("2026-06-30");
    assert!(!one.sum_on(&agreed("10"), on).unwrap().interest.is_zero());
    let charge = one.charge(date("2026-04-30"));
    assert!(charge.sum_on(&agreed("10"), on).unwrap().interest.is_zero());
    let id = one.item.invoice;
    one.act(|draft| cancel_invoice(draft, id, date("2026-06-01"), "error".to_owned()).unwrap());
    assert!(one.sum_on(&agreed("10"), on).unwrap().interest.is_zero());
}

#[test]
fn an_invoice_entered_late_bears_interest_only_from_its_issue() {
    let one = One::issued("MXN", 36_500_000, "2026-04-10", "2026-03-31");
    let sum = one.sum_on(&agreed("10"), date("2026-04-20")).unwrap();
    assert_eq!((sum.steps[0].from, sum.steps[0].days), (date("2026-04-11"), 10));
}

/// Three instalments of a third of a cent's interest each are a cent.
#[test]
fn an_invoice_in_parts_is_rounded_once() {
    let mut one = One::due("EUR", 100, "2026-01-31");
    let (customer, day) = (one.customer, date("2026-02-28"));
    let parts = [0; 3].map(|_| Instalment { due_on: day, amount_minor: 3_650 });
    let total = Money::new(3 * 3_650, currency("EUR"));
    let due = Due::Instalments(parts.to_vec());
    let form = InvoiceForm::new(customer, "F-2", date("2026-01-31"), due, total);
    let id = one.act(|draft| enter_invoice(draft, form).unwrap());
    let ix = one.book.find_invoice(id).unwrap();
    let terms = InterestTerms {
        fixed_compensation: true,
        regime: Some(Regime::EuropeanUnion),
        ..agreed("4")
    };
    // 36.50 × 4 % / 365 is 0.004 a day: nothing each, a cent together.
    let sum = invoice_interest(&one.book, ix, &terms, date("2026-03-01")).unwrap();
    assert!(sum.items.iter().all(|(_, part)| part.interest.is_zero()));
    assert_eq!((sum.interest.amount_minor, sum.compensation.amount_minor), (1, 12_000));
}

#[test]
fn the_largest_debt_overflows_nothing() {
    for first in [PaymentsFirst::Principal, PaymentsFirst::Interest] {
        let mut one = One::due("CLP", Money::MAX_MINOR, "1990-01-31");
        one.pay("2000-01-31", Money::MAX_MINOR / 3);
        let terms = InterestTerms { payments_first: first, ..agreed("1000") };
        assert_eq!(one.sum_on(&terms, date("2090-01-31")), Err(InterestProblem::TooLarge));
        assert_eq!(one.sum_on(&terms, NaiveDate::MAX), Err(InterestProblem::TooLarge));
    }
}

proptest! {
    /// A rate told in several periods bears what it bears told in one.
    #[test]
    fn splitting_an_interval_changes_nothing(
        minor in 1..1_000_000_000_i64,
        hundredths in 1..5_000_i64,
        cuts in prop::collection::vec(1..700_u64, 0..6),
        days in 1..700_u64,
        payments in payments(),
        interest_first: bool,
    ) {
        let one = One::paid(minor, &payments);
        let regime = Regime::Chile;
        let percent = Decimal::new(hundredths, 2).to_string();
        let payments_first =
            if interest_first { PaymentsFirst::Interest } else { PaymentsFirst::Principal };
        let base = InterestTerms { payments_first, ..of(regime) };
        let whole = vec![own_rate(regime, "2024-01-01", "2027-12-31", &percent)];
        let mut starts: Vec<_> = cuts.iter().map(|&cut| one.due_on + Days::new(cut)).collect();
        starts.extend([date("2024-01-01"), date("2028-01-01")]);
        starts.sort_unstable();
        starts.dedup();
        let parts = starts.windows(2).map(|pair| OwnRate {
            from: pair[0],
            until: pair[1].pred_opt().unwrap(),
            ..whole[0].clone()
        });
        let parts = InterestTerms { own_rates: parts.collect(), ..base.clone() };
        let whole = InterestTerms { own_rates: whole, ..base };
        let (whole, parts) = (one.sum(&whole, days).unwrap(), one.sum(&parts, days).unwrap());
        prop_assert!((whole.exact - parts.exact).abs() < Decimal::new(1, 15));
        if !interest_first {
            prop_assert_eq!(whole.exact, parts.exact);
            prop_assert_eq!(whole.interest, parts.interest);
        }
    }

    /// Interest up to a day and interest of the days after it are the interest of all.
    #[test]
    fn every_day_adds_its_own_interest(
        minor in 1..1_000_000_000_i64,
        days in 2..700_u64,
        payments in payments(),
        count in prop::sample::select(&DayCount::ALL[..]),
    ) {
        let one = One::paid(minor, &payments);
        let terms = InterestTerms { day_count: count, ..agreed("17.3") };
        let all = one.sum(&terms, days).unwrap();
        let before = one.sum(&terms, days - 1).unwrap();
        let last = all.steps.last().map_or(Decimal::ZERO, |step| {
            if step.to == one.due_on + Days::new(days) { step.amount / Decimal::from(step.days.max(1)) }
            else { Decimal::ZERO }
        });
        if count != DayCount::Thirty360 {
            prop_assert!((all.exact - before.exact - last).abs() < Decimal::new(1, 12));
        }
        prop_assert!(all.exact + Decimal::new(1, 15) >= before.exact);
        let parts: Decimal = all.steps.iter().map(|step| step.amount).sum();
        prop_assert!((all.exact - parts).abs() < Decimal::new(1, 12));
        // Money::from_decimal rounds half away from zero, once.
        prop_assert_eq!(Some(all.interest), Money::from_decimal(all.exact, all.interest.currency));
    }

    /// Another payment never makes interest dearer.
    #[test]
    fn paying_never_raises_interest(
        minor in 1_000..1_000_000_000_i64,
        payments in payments(),
        extra in (0..700_u64, 1..=40_u8),
        days in 1..700_u64,
        grace_days in 0..40_u16,
        interest_first: bool,
        regime in prop::sample::select(vec![Regime::Mexico, Regime::EuropeanUnion]),
    ) {
        let payments_first =
            if interest_first { PaymentsFirst::Interest } else { PaymentsFirst::Principal };
        let terms = InterestTerms { grace_days, payments_first, ..of(regime) };
        let without = One::paid(minor, &payments).sum(&terms, days).unwrap();
        let mut more = payments;
        more.push(extra);
        let with = One::paid(minor, &more).sum(&terms, days).unwrap();
        // Quotients are cut at the 28th digit, each in its own place.
        let last_digits = Decimal::new(1, 15);
        prop_assert!(with.exact <= without.exact + last_digits, "{} > {}", with.exact, without.exact);
        prop_assert!(with.interest.amount_minor <= without.interest.amount_minor);
    }

    #[test]
    fn nothing_accrues_before_the_due_date_and_the_grace_are_over(
        minor in 1..1_000_000_000_i64,
        grace_days in 0..60_u16,
        early in 0..90_i64,
        regime in prop::sample::select(&Regime::ALL[..]),
    ) {
        let one = One::paid(minor, &[]);
        let terms = InterestTerms { grace_days, ..with_compensation(regime) };
        let on = one.due_on + Days::new(grace_days.into()) - chrono::TimeDelta::days(early);
        let sum = one.sum_on(&terms, on).unwrap();
        prop_assert!(sum.interest.is_zero() && sum.steps.is_empty());
        prop_assert_eq!(sum.compensation, None);
    }

    /// What is applied and taken back on the same day leaves no trace.
    #[test]
    fn an_allocation_that_never_counted_changes_nothing(
        minor in 100..1_000_000_000_i64,
        at in 0..300_u64,
        days in 1..400_u64,
    ) {
        let mut one = One::paid(minor, &[]);
        let terms = of(Regime::Mexico);
        let before = one.sum(&terms, days).unwrap();
        let day = one.due_on + Days::new(at);
        one.pay(&day.to_string(), minor / 2);
        let ix = one.book.find_item(one.item).unwrap();
        let allocation = one.book.allocations_to(ix).next().unwrap().allocation.id;
        one.act(|draft| take_back(draft, allocation, day).unwrap());
        prop_assert_eq!(one.sum(&terms, days).unwrap().exact, before.exact);
    }
}

/// Days after the due date and per cent of the whole, of payments.
fn payments() -> impl Strategy<Value = Vec<(u64, u8)>> {
    prop::collection::vec((0..700_u64, 1..20_u8), 0..4)
}

/// A ledger with one invoice.
struct One {
    book: Book,
    customer: Id,
    item: InstalmentRef,
    due_on: NaiveDate,
    currency: Currency,
    records: u64,
}

impl One {
    fn due(code: &str, minor: i64, due: &str) -> Self {
        let issued = date(due) - Days::new(30);
        Self::issued(code, minor, &issued.to_string(), due)
    }

    fn issued(code: &str, minor: i64, issued: &str, due: &str) -> Self {
        let mut one = Self {
            book: Book::default(),
            customer: Id::new(0, 0),
            item: InstalmentRef { invoice: Id::new(0, 0), number: 1 },
            due_on: date(due),
            currency: currency(code),
            records: 0,
        };
        let total = Money::new(minor, one.currency);
        let (due, issued) = (Due::On(one.due_on), date(issued));
        (one.customer, one.item.invoice) = one.act(|draft| {
            let named = Customer::named(Id::new(0, 0), "Distribuidora Nogal");
            let customer = enter_customer(draft, named).unwrap();
            let form = InvoiceForm::new(customer, "F-1", issued, due, total);
            (customer, enter_invoice(draft, form).unwrap())
        });
        one
    }

    /// An invoice due at the end of 2024, with payments; what is too much is left out.
    fn paid(minor: i64, payments: &[(u64, u8)]) -> Self {
        let mut one = Self::due("EUR", minor, "2024-12-31");
        for &(days, percent) in payments {
            let part = minor / 100 * i64::from(percent);
            if part > 0 {
                one.pay(&(one.due_on + Days::new(days)).to_string(), part);
            }
        }
        one
    }

    fn pay(&mut self, on: &str, minor: i64) {
        let form = CreditForm {
            kind: CreditKind::Payment { method: Method::Transfer },
            customer: self.customer,
            date: date(on),
            amount: Money::new(minor, self.currency),
            rate: None,
            reference: String::new(),
            notes: String::new(),
            lines: vec![Line::new(self.item, minor)],
        };
        self.act(|draft| enter_credit(draft, form).unwrap());
    }

    /// A charge on the invoice, as a ledger of its own.
    fn charge(&self, on: NaiveDate) -> Self {
        let mut other = Self { book: self.book.clone(), due_on: on, ..*self };
        let total = Money::new(5_000, self.currency);
        let form = InvoiceForm {
            kind: InvoiceKind::Interest,
            of: Some(self.item.invoice),
            ..InvoiceForm::new(self.customer, "F-1-INT", on, Due::On(on), total)
        };
        other.item.invoice = other.act(|draft| enter_invoice(draft, form).unwrap());
        other
    }

    fn act<T>(&mut self, what: impl FnOnce(&mut Draft) -> T) -> T {
        self.records += 1;
        let moment = Moment { at_ms: self.records, random: self.records, device: "t".to_owned() };
        let mut draft = Draft::begin(&self.book, Deed::Began, &moment);
        let done = what(&mut draft);
        self.book = draft.into_book();
        done
    }

    fn sum(&self, terms: &InterestTerms, days: u64) -> Result<InterestSum, InterestProblem> {
        self.sum_on(terms, self.due_on + Days::new(days))
    }

    fn sum_on(&self, terms: &InterestTerms, on: NaiveDate) -> Result<InterestSum, InterestProblem> {
        interest(&self.book, self.book.find_item(self.item).unwrap(), terms, on)
    }
}

fn agreed(percent: &str) -> InterestTerms {
    InterestTerms { agreed_percent: Some(number(percent)), ..of(Regime::Contract) }
}

fn of(regime: Regime) -> InterestTerms {
    InterestTerms { regime: Some(regime), ..InterestTerms::default() }
}

fn with_compensation(regime: Regime) -> InterestTerms {
    InterestTerms { fixed_compensation: true, ..of(regime) }
}

fn own_rate(regime: Regime, from: &str, until: &str, percent: &str) -> OwnRate {
    let (from, until, percent) = (date(from), date(until), number(percent));
    OwnRate { regime, from, until, percent, source: String::new() }
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn currency(code: &str) -> Currency {
    Currency::from_code(code).unwrap()
}

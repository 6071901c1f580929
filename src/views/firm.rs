//! The firm's settings as a form: what stands in its fields, and what is wrong with them.

use rust_decimal::Decimal;

use crate::aging::MAX_COLUMNS;
use crate::ledger::book::Book;
use crate::ledger::dunning_settings::DunningSettings;
use crate::ledger::firm::Firm;
use crate::ledger::sign_settings::SignSettings;
use crate::ledger::terms::parse_terms;
use crate::ledger::{Country, Currency};
use crate::text::Lang;
use crate::text::format::{NumberStyle, decimal, parse_amount};
use crate::text::terms;

/// What stands in the fields, as typed or chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirmDraft {
    /// Name.
    pub name: String,
    /// Own tax id.
    pub tax_id: String,
    /// Code of the country.
    pub country: String,
    /// Code of the currency the books are kept in.
    pub home_currency: String,
    /// Language of letters and exports.
    pub language: Lang,
    /// Terms for customers that have none: `30 días`.
    pub terms: String,
    /// Last days of the overdue buckets: `30, 60, 90`.
    pub bucket_edges: String,
    /// What is expected to be lost of each bucket, in percent, not yet due first.
    pub allowance: Vec<String>,
    /// The largest small difference, in units of the home currency.
    pub tolerance: String,
    /// Code of the country whose holidays count; empty for the firm's own.
    pub holidays: String,
    /// Who keeps the ledger.
    pub person: String,
    /// What is set elsewhere, and stays as it is.
    pub dunning: DunningSettings,
    /// Thresholds of warning signs, kept as they are: they have a form of their own.
    pub signs: SignSettings,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirmField {
    /// The country.
    Country,
    /// The home currency.
    HomeCurrency,
    /// The terms.
    Terms,
    /// The buckets.
    BucketEdges,
    /// The percentage of a bucket, by its place.
    Allowance(usize),
    /// The small difference.
    Tolerance,
    /// Whose holidays.
    Holidays,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirmProblem {
    /// The choice is none of those offered.
    NotChosen,
    /// The terms are not understood.
    UnknownTerms,
    /// They are not whole days that rise.
    NotRisingDays,
    /// There are more buckets than a report has columns.
    TooManyBuckets,
    /// It is no number from 0 to 100.
    NotAPercent,
    /// It is no amount from zero on.
    NotAnAmount,
}

/// Overdue buckets there can be, but for the last.
pub const MOST_EDGES: usize = MAX_COLUMNS - 2;

impl FirmDraft {
    /// The fields for settings as they are.
    pub fn of(firm: &Firm, lang: Lang, style: NumberStyle) -> Self {
        let edges: Vec<String> = firm.bucket_edges.iter().map(u16::to_string).collect();
        let shown = |number: &Decimal| decimal(number.normalize(), style);
        let buckets = firm.bucket_edges.len() + 2;
        let mut allowance: Vec<String> = firm.allowance_percent.iter().map(shown).collect();
        allowance.resize(buckets, String::new());
        Self {
            name: firm.name.clone(),
            tax_id: firm.tax_id.clone(),
            country: firm.country.code().to_owned(),
            home_currency: firm.home_currency.code().to_owned(),
            language: firm.language,
            terms: terms::label(lang, &firm.terms),
            bucket_edges: edges.join(", "),
            allowance,
            tolerance: shown(&firm.tolerance),
            holidays: firm.holidays.map_or_else(String::new, |country| country.code().to_owned()),
            person: firm.person.clone(),
            dunning: firm.dunning.clone(),
            signs: firm.signs.clone(),
        }
    }

    /// The settings that the fields say, in the style that numbers are typed in.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn validate(&self, style: NumberStyle) -> Result<Firm, Vec<(FirmField, FirmProblem)>> {
        let mut problems = Vec::new();
        let mut wrong = |field, why| problems.push((field, why));

        let country = Country::from_code(&self.country);
        if country.is_none() {
            wrong(FirmField::Country, FirmProblem::NotChosen);
        }
        let home_currency = Currency::from_code(&self.home_currency);
        if home_currency.is_none() {
            wrong(FirmField::HomeCurrency, FirmProblem::NotChosen);
        }
        let terms = parse_terms(&self.terms);
        if terms.is_none() {
            wrong(FirmField::Terms, FirmProblem::UnknownTerms);
        }
        let edges = parse_edges(&self.bucket_edges);
        if let Err(why) = edges {
            wrong(FirmField::BucketEdges, why);
        }
        let buckets = edges.as_ref().map_or(self.allowance.len(), |edges| edges.len() + 2);
        let mut allowance = Vec::with_capacity(buckets);
        for (place, typed) in self.allowance.iter().take(buckets).enumerate() {
            match parse_percent(typed, style) {
                Some(percent) => allowance.push(percent),
                None => wrong(FirmField::Allowance(place), FirmProblem::NotAPercent),
            }
        }
        allowance.resize(buckets, Decimal::ZERO);
        let none_given = self.allowance.iter().take(buckets).all(|typed| typed.trim().is_empty());
        let tolerance = match self.tolerance.trim() {
            "" => Some(Decimal::ZERO),
            typed => parse_amount(typed, style).filter(|amount| *amount >= Decimal::ZERO),
        };
        if tolerance.is_none() {
            wrong(FirmField::Tolerance, FirmProblem::NotAnAmount);
        }
        let holidays = Country::from_code(&self.holidays);
        if holidays.is_none() && !self.holidays.is_empty() {
            wrong(FirmField::Holidays, FirmProblem::NotChosen);
        }

        match (country, home_currency, terms, edges, tolerance) {
            (
                Some(country),
                Some(home_currency),
                Some(terms),
                Ok(bucket_edges),
                Some(tolerance),
            ) if problems.is_empty() => Ok(Firm {
                name: self.name.trim().to_owned(),
                tax_id: self.tax_id.trim().to_owned(),
                country,
                language: self.language,
                home_currency,
                terms,
                bucket_edges,
                allowance_percent: if none_given { Vec::new() } else { allowance },
                tolerance,
                holidays,
                person: self.person.trim().to_owned(),
                dunning: self.dunning.clone(),
                signs: self.signs.clone(),
            }),
            _ => Err(problems),
        }
    }
}

/// Reads the last days of the overdue buckets: `30, 60, 90`, `30/60/90`, `30 60 90`.
///
/// # Errors
/// When they are not whole days that rise from 1, or more than [`MOST_EDGES`].
pub fn parse_edges(text: &str) -> Result<Vec<u16>, FirmProblem> {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '-'));
    let days: Result<Vec<u16>, _> =
        parts.filter(|part| !part.is_empty()).map(str::parse::<u16>).collect();
    let days = days.map_err(|_| FirmProblem::NotRisingDays)?;
    let rise = days.is_sorted_by(|one, next| one < next);
    if !rise || days.first().is_none_or(|&first| first == 0) {
        return Err(FirmProblem::NotRisingDays);
    }
    if days.len() > MOST_EDGES {
        return Err(FirmProblem::TooManyBuckets);
    }
    Ok(days)
}

/// Reads a percentage with or without its sign; nothing is zero.
fn parse_percent(text: &str, style: NumberStyle) -> Option<Decimal> {
    let plain = text.trim().trim_end_matches('%').trim_end();
    if plain.is_empty() {
        return Some(Decimal::ZERO);
    }
    let percents = Decimal::ZERO..=Decimal::ONE_HUNDRED;
    parse_amount(plain, style).filter(|percent| percents.contains(percent))
}

/// What it means to keep the books in another currency from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeChange {
    /// Nothing: it is the currency they are kept in, or nothing was entered yet.
    Nothing,
    /// What was entered stays in the currency it was entered in: nothing is converted.
    NothingConverted {
        /// Invoices and credits in the ledger.
        documents: usize,
    },
    /// It cannot be done: rates are in units of the present one.
    RatesInUse {
        /// Rates, and documents that carry one.
        rates: usize,
    },
}

/// What changing the home currency of a book would mean.
pub fn home_change(book: &Book, to: Currency) -> HomeChange {
    if to == book.firm().home_currency {
        return HomeChange::Nothing;
    }
    let rates = book.rates().len()
        + book.invoices().filter(|(_, entry)| entry.invoice.rate.is_some()).count()
        + book.credits().filter(|(_, entry)| entry.credit.rate.is_some()).count();
    if rates > 0 {
        return HomeChange::RatesInUse { rates };
    }
    match book.invoices().count() + book.credits().count() {
        0 => HomeChange::Nothing,
        documents => HomeChange::NothingConverted { documents },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::{Draft, Moment, enter_rate, set_firm};
    use crate::ledger::record::Deed;

    const POINT: NumberStyle = NumberStyle::POINT;

    fn firm() -> Firm {
        Firm {
            name: "Estudio Lindero".to_owned(),
            allowance_percent: [0, 1, 5, 20, 60].map(Decimal::from).to_vec(),
            holidays: Some(Country::CO),
            ..Firm::default()
        }
    }

    #[test]
    fn settings_come_back_as_they_were() {
        for (lang, style) in [(Lang::Es, NumberStyle::COMMA), (Lang::En, POINT)] {
            let draft = FirmDraft::of(&firm(), lang, style);
            assert_eq!(draft.validate(style), Ok(firm()));
        }
        let plain = Firm::default();
        assert_eq!(FirmDraft::of(&plain, Lang::Es, POINT).validate(POINT), Ok(plain));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let draft = FirmDraft {
            country: String::new(),
            home_currency: "XXX".to_owned(),
            terms: "cuando pueda".to_owned(),
            bucket_edges: "60, 30".to_owned(),
            allowance: ["5", "101", "-1", "abc", ""].map(str::to_owned).to_vec(),
            tolerance: "-1".to_owned(),
            holidays: "ZZ".to_owned(),
            ..FirmDraft::default()
        };
        let expected = [
            (FirmField::Country, FirmProblem::NotChosen),
            (FirmField::HomeCurrency, FirmProblem::NotChosen),
            (FirmField::Terms, FirmProblem::UnknownTerms),
            (FirmField::BucketEdges, FirmProblem::NotRisingDays),
            (FirmField::Allowance(1), FirmProblem::NotAPercent),
            (FirmField::Allowance(2), FirmProblem::NotAPercent),
            (FirmField::Allowance(3), FirmProblem::NotAPercent),
            (FirmField::Tolerance, FirmProblem::NotAnAmount),
            (FirmField::Holidays, FirmProblem::NotChosen),
        ];
        assert_eq!(draft.validate(POINT), Err(expected.to_vec()));
    }

    #[test]
    fn buckets_are_read_as_people_part_them() {
        for text in ["30, 60, 90", "30/60/90", " 30 60  90 ", "30-60-90", "30; 60; 90"] {
            assert_eq!(parse_edges(text), Ok(vec![30, 60, 90]), "{text}");
        }
        for text in ["", "0, 30", "30, 30", "90 60", "30 días", "30.5", "70000"] {
            assert_eq!(parse_edges(text), Err(FirmProblem::NotRisingDays), "{text}");
        }
        assert_eq!(parse_edges("1 2 3 4 5 6").map(|edges| edges.len()), Ok(MOST_EDGES));
        assert_eq!(parse_edges("1 2 3 4 5 6 7"), Err(FirmProblem::TooManyBuckets));
    }

    #[test]
    fn other_buckets_take_as_many_percentages() {
        let mut draft = FirmDraft::of(&firm(), Lang::Es, POINT);
        draft.bucket_edges = "15, 30, 60, 90".to_owned();
        let saved = draft.validate(POINT).unwrap();
        assert_eq!(saved.allowance_percent, [0, 1, 5, 20, 60, 0].map(Decimal::from));
        draft.bucket_edges = "30".to_owned();
        assert_eq!(draft.validate(POINT).unwrap().allowance_percent.len(), 3);
        draft.allowance = vec![" ".to_owned(); 3];
        assert_eq!(draft.validate(POINT).unwrap().allowance_percent, []);
        draft.allowance[1] = "2.5 %".to_owned();
        let percents = draft.validate(POINT).unwrap().allowance_percent;
        assert_eq!(percents, [Decimal::ZERO, Decimal::new(25, 1), Decimal::ZERO]);
    }

    #[test]
    fn another_home_currency_waits_until_no_rate_counts_in_it() {
        let moment = Moment { at_ms: 1_767_225_600_000, random: 7, device: "a".to_owned() };
        let mut draft = Draft::begin(&Book::default(), Deed::Began, &moment);
        let cop = Currency::from_code("COP").unwrap();
        assert_eq!(home_change(draft.book(), cop), HomeChange::Nothing);
        let on = "2026-01-01".parse().unwrap();
        enter_rate(&mut draft, Currency::USD, on, Decimal::new(1_725, 2)).unwrap();
        assert_eq!(home_change(draft.book(), cop), HomeChange::RatesInUse { rates: 1 });
        assert_eq!(home_change(draft.book(), Currency::MXN), HomeChange::Nothing);
        let other = Firm { home_currency: cop, ..Firm::default() };
        assert!(set_firm(&mut draft, other).is_err(), "the book says the same");
    }
}

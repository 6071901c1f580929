//! The settings of collecting as a form: what stands in its fields, and what is wrong.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::dunning::interest::{ShippedFactor, ShippedRate, shipped_factors, shipped_rates};
use crate::ledger::dunning_settings::DunningSettings;
use crate::ledger::escalation_terms::{EscalationTerms, WayTerms};
use crate::ledger::interest_terms::{
    DayCount, InterestTerms, InterestTermsProblem, OwnFactor, OwnRate, PaymentsFirst, Regime,
};
use crate::ledger::protocol::Bilingual;
use crate::ledger::{Country, Currency};
use crate::order;
use crate::text::Lang;
use crate::text::format::{NumberStyle, date_medium, decimal, parse_amount, parse_date};

/// What stands in the fields, as typed or chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct CollectingDraft {
    /// How to pay, in Spanish and in English.
    pub how_to_pay: [String; 2],
    /// Days of grace of promises.
    pub grace: String,
    /// Whose law; the firm's country decides when absent.
    pub regime: Option<Regime>,
    /// The agreed rate, in per cent a year; none when blank.
    pub agreed: String,
    /// What a year is taken for.
    pub day_count: DayCount,
    /// Days of grace of interest.
    pub interest_grace: String,
    /// What payments settle first.
    pub payments_first: PaymentsFirst,
    /// Whether the fixed sum is asked for.
    pub compensation: bool,
    /// The user's own rates.
    pub rates: Vec<RateRow>,
    /// The user's own factors.
    pub factors: Vec<FactorRow>,
    /// Days past due from which a case is looked at.
    pub from_days: String,
    /// What money costs, in per cent a year.
    pub money: String,
    /// The ways on,: going on, handing over, suing, writing off; of each recovery, fee, cost, months.
    pub ways: [[String; 4]; 4],
}

/// A rate as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct RateRow {
    /// Under whose rules.
    pub regime: Regime,
    /// The first day, the last day, per cent a year, and the source.
    pub texts: [String; 4],
}

/// A factor as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct FactorRow {
    /// For debts in this currency.
    pub currency: Currency,
    /// The day and the factor.
    pub texts: [String; 2],
}

/// A field that holds text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectingField {
    /// How to pay, in a language.
    HowToPay(Lang),
    /// Days of grace of promises.
    Grace,
    /// The agreed rate.
    Agreed,
    /// Days of grace of interest.
    InterestGrace,
    /// A text of one of the user's rates: which rate, which text.
    Rate(usize, usize),
    /// A text of one of the user's factors: which factor, which text.
    Factor(usize, usize),
    /// Days past due from which a case is looked at.
    FromDays,
    /// What money costs.
    Money,
    /// A figure of a way on: which way, which figure.
    Way(usize, usize),
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectingProblem {
    /// It is no whole number of days or months in a range.
    NotWhole {
        /// The most there can be.
        most: u16,
    },
    /// It is no number.
    NotANumber,
    /// It is no percentage from 0 to 100.
    NotAPercent,
    /// It is no date.
    NotADate,
    /// It is no amount from zero on.
    NotAnAmount,
    /// As the terms of interest say.
    Interest(InterestTermsProblem),
}

impl CollectingDraft {
    /// The settings as they would be typed.
    pub fn of(settings: &DunningSettings, lang: Lang, style: NumberStyle) -> Self {
        let number = |number: Decimal| decimal(number.normalize(), style);
        let interest = &settings.interest;
        let terms = &settings.escalation;
        let way = |way: &WayTerms| {
            [
                number(way.recovery_percent),
                number(way.fee_percent),
                number(way.cost),
                way.months.to_string(),
            ]
        };
        let rate = |own: &OwnRate| RateRow {
            regime: own.regime,
            texts: [
                date_medium(lang, own.from),
                date_medium(lang, own.until),
                number(own.percent),
                own.source.clone(),
            ],
        };
        let factor = |own: &OwnFactor| FactorRow {
            currency: own.currency,
            texts: [date_medium(lang, own.on), number(own.factor)],
        };
        Self {
            how_to_pay: [settings.payment_details.es.clone(), settings.payment_details.en.clone()],
            grace: settings.grace_days.to_string(),
            regime: interest.regime,
            agreed: interest.agreed_percent.map(number).unwrap_or_default(),
            day_count: interest.day_count,
            interest_grace: interest.grace_days.to_string(),
            payments_first: interest.payments_first,
            compensation: interest.fixed_compensation,
            rates: interest.own_rates.iter().map(rate).collect(),
            factors: interest.own_factors.iter().map(factor).collect(),
            from_days: terms.from_days.to_string(),
            money: number(terms.money_percent),
            ways: [&terms.go_on, &terms.hand_over, &terms.sue, &terms.write_off].map(way),
        }
    }

    /// What stands in a field; nothing in one of a row that is gone.
    pub fn text(&self, field: CollectingField) -> &str {
        match field {
            CollectingField::HowToPay(Lang::Es) => &self.how_to_pay[0],
            CollectingField::HowToPay(Lang::En) => &self.how_to_pay[1],
            CollectingField::Grace => &self.grace,
            CollectingField::Agreed => &self.agreed,
            CollectingField::InterestGrace => &self.interest_grace,
            CollectingField::Rate(row, at) => self.rates.get(row).map_or("", |row| &row.texts[at]),
            CollectingField::Factor(row, at) => {
                self.factors.get(row).map_or("", |row| &row.texts[at])
            }
            CollectingField::FromDays => &self.from_days,
            CollectingField::Money => &self.money,
            CollectingField::Way(way, at) => &self.ways[way][at],
        }
    }

    /// Puts a text into a field.
    pub fn set(&mut self, field: CollectingField, text: String) {
        let place = match field {
            CollectingField::HowToPay(Lang::Es) => &mut self.how_to_pay[0],
            CollectingField::HowToPay(Lang::En) => &mut self.how_to_pay[1],
            CollectingField::Grace => &mut self.grace,
            CollectingField::Agreed => &mut self.agreed,
            CollectingField::InterestGrace => &mut self.interest_grace,
            CollectingField::Rate(row, at) => match self.rates.get_mut(row) {
                Some(row) => &mut row.texts[at],
                None => return,
            },
            CollectingField::Factor(row, at) => match self.factors.get_mut(row) {
                Some(row) => &mut row.texts[at],
                None => return,
            },
            CollectingField::FromDays => &mut self.from_days,
            CollectingField::Money => &mut self.money,
            CollectingField::Way(way, at) => &mut self.ways[way][at],
        };
        *place = text;
    }

    /// Adds a rate under the rules that hold for a country.
    pub fn add_rate(&mut self, country: Country) {
        let regime = self.regime.unwrap_or(Regime::of_country(country));
        self.rates.push(RateRow { regime, texts: Default::default() });
    }

    /// Adds a factor.
    pub fn add_factor(&mut self, currency: Currency) {
        self.factors.push(FactorRow { currency, texts: Default::default() });
    }

    /// The settings that the form says, all else as it was `before`.
    ///
    /// # Errors
    /// Every field that says nothing that can be.
    pub fn validate(
        &self,
        before: &DunningSettings,
        today: NaiveDate,
        style: NumberStyle,
    ) -> Result<DunningSettings, Vec<(CollectingField, CollectingProblem)>> {
        let mut reader = Reader { draft: self, today, style, problems: Vec::new() };
        let payment_details = Bilingual::new(self.how_to_pay[0].trim(), self.how_to_pay[1].trim());
        let grace_days = reader.whole(CollectingField::Grace, u8::MAX.into());
        let interest = reader.interest();
        let escalation = reader.escalation();
        if !reader.problems.is_empty() {
            return Err(reader.problems);
        }
        Ok(DunningSettings {
            grace_days: u8::try_from(grace_days).unwrap_or(u8::MAX),
            payment_details,
            interest,
            escalation,
            ..before.clone()
        })
    }
}

/// The rates that ship under some rules, newest first.
pub fn rates_of(regime: Regime) -> Vec<ShippedRate> {
    let mut rates: Vec<_> = shipped_rates().filter(|rate| rate.regime == regime).collect();
    rates.reverse();
    rates
}

/// The factors that ship, where the rules work with factors; newest first.
pub fn factors_of(regime: Regime) -> Vec<ShippedFactor> {
    let mut factors = shipped_factors().to_vec();
    order::sort_by_key(&mut factors, |factor| std::cmp::Reverse(factor.on));
    factors.retain(|_| regime == Regime::Peru);
    factors
}

struct Reader<'a> {
    draft: &'a CollectingDraft,
    today: NaiveDate,
    style: NumberStyle,
    problems: Vec<(CollectingField, CollectingProblem)>,
}

impl Reader<'_> {
    fn interest(&mut self) -> InterestTerms {
        let draft = self.draft;
        let agreed_percent = match draft.agreed.trim() {
            "" => None,
            _ => Some(self.number(CollectingField::Agreed)),
        };
        let mut terms = InterestTerms {
            regime: draft.regime,
            agreed_percent,
            day_count: draft.day_count,
            grace_days: self.whole(CollectingField::InterestGrace, 365),
            payments_first: draft.payments_first,
            fixed_compensation: draft.compensation,
            own_rates: Vec::new(),
            own_factors: Vec::new(),
        };
        for (row, rate) in draft.rates.iter().enumerate() {
            terms.own_rates.push(OwnRate {
                regime: rate.regime,
                from: self.date(CollectingField::Rate(row, 0)),
                until: self.date(CollectingField::Rate(row, 1)),
                percent: self.number(CollectingField::Rate(row, 2)),
                source: rate.texts[3].trim().to_owned(),
            });
        }
        for (row, factor) in draft.factors.iter().enumerate() {
            terms.own_factors.push(OwnFactor {
                currency: factor.currency,
                on: self.date(CollectingField::Factor(row, 0)),
                factor: self.number(CollectingField::Factor(row, 1)),
            });
        }
        for problem in terms.problems() {
            let field = match problem {
                InterestTermsProblem::AgreedOutOfRange { .. } => CollectingField::Agreed,
                InterestTermsProblem::RateOutOfRange { place, .. } => {
                    CollectingField::Rate(place, 2)
                }
                InterestTermsProblem::PeriodReversed { place } => CollectingField::Rate(place, 1),
                InterestTermsProblem::FactorNotPositive { place } => {
                    CollectingField::Factor(place, 1)
                }
            };
            // What could not be read stands for zero, and was called wrong already.
            if !self.problems.iter().any(|(at, _)| *at == field) {
                self.problems.push((field, CollectingProblem::Interest(problem)));
            }
        }
        terms
    }

    fn escalation(&mut self) -> EscalationTerms {
        let from_days = self.whole(CollectingField::FromDays, 3_650);
        let money_percent = self.percent(CollectingField::Money);
        let mut way = |way: usize| WayTerms {
            recovery_percent: self.percent(CollectingField::Way(way, 0)),
            fee_percent: self.percent(CollectingField::Way(way, 1)),
            cost: self.amount(CollectingField::Way(way, 2)),
            months: self.whole(CollectingField::Way(way, 3), 600),
        };
        EscalationTerms {
            from_days,
            money_percent,
            go_on: way(0),
            hand_over: way(1),
            sue: way(2),
            write_off: way(3),
        }
    }

    fn whole(&mut self, field: CollectingField, most: u16) -> u16 {
        let text = self.draft.text(field).trim();
        let read = if text.is_empty() { Some(0) } else { text.parse().ok() };
        read.filter(|read| *read <= most).unwrap_or_else(|| {
            self.problems.push((field, CollectingProblem::NotWhole { most }));
            0
        })
    }

    fn percent(&mut self, field: CollectingField) -> Decimal {
        let fits = |percent: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent);
        self.read(field, fits, CollectingProblem::NotAPercent)
    }

    fn amount(&mut self, field: CollectingField) -> Decimal {
        self.read(field, |amount| !amount.is_sign_negative(), CollectingProblem::NotAnAmount)
    }

    fn number(&mut self, field: CollectingField) -> Decimal {
        if self.draft.text(field).trim().is_empty() {
            self.problems.push((field, CollectingProblem::NotANumber));
            return Decimal::ZERO;
        }
        self.read(field, |_| true, CollectingProblem::NotANumber)
    }

    /// A number that fits; zero where the field is blank.
    fn read(
        &mut self,
        field: CollectingField,
        fits: fn(&Decimal) -> bool,
        problem: CollectingProblem,
    ) -> Decimal {
        let text = self.draft.text(field).trim().trim_end_matches('%');
        let read =
            if text.is_empty() { Some(Decimal::ZERO) } else { parse_amount(text, self.style) };
        read.filter(fits).unwrap_or_else(|| {
            self.problems.push((field, problem));
            Decimal::ZERO
        })
    }

    fn date(&mut self, field: CollectingField) -> NaiveDate {
        parse_date(self.draft.text(field), self.today).unwrap_or_else(|| {
            self.problems.push((field, CollectingProblem::NotADate));
            self.today
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::views::fixture::day;

    const TODAY: &str = "2026-11-22";

    fn blank() -> CollectingDraft {
        CollectingDraft::of(&DunningSettings::default(), Lang::Es, NumberStyle::POINT)
    }

    fn read(
        draft: &CollectingDraft,
    ) -> Result<DunningSettings, Vec<(CollectingField, CollectingProblem)>> {
        draft.validate(&DunningSettings::default(), day(TODAY), NumberStyle::POINT)
    }

    #[test]
    fn what_was_not_touched_is_not_changed() {
        assert!(read(&blank()).unwrap().is_blank());
        let mut settings = DunningSettings::default();
        settings.interest.own_rates.push(OwnRate {
            regime: Regime::Chile,
            from: day("2026-01-01"),
            until: day("2026-06-30"),
            percent: Decimal::new(1_625, 2),
            source: "CMF".to_owned(),
        });
        settings.interest.agreed_percent = Some(Decimal::new(125, 1));
        settings.escalation.sue.cost = Decimal::from(12_500);
        for style in [NumberStyle::POINT, NumberStyle::COMMA] {
            let typed = CollectingDraft::of(&settings, Lang::Es, style);
            assert_eq!(typed.validate(&settings, day(TODAY), style).unwrap(), settings);
        }
    }

    #[test]
    fn each_field_that_is_wrong_is_named() {
        let mut draft = blank();
        draft.add_rate(Country::CL);
        for (field, text) in [
            (CollectingField::Grace, "300"),
            (CollectingField::Agreed, "1500"),
            (CollectingField::Rate(0, 0), "1/7/2026"),
            (CollectingField::Rate(0, 1), "30/6/2026"),
            (CollectingField::Rate(0, 2), "doce"),
            (CollectingField::Money, "101 %"),
            (CollectingField::Way(2, 2), "-1"),
            (CollectingField::Way(1, 3), "medio"),
        ] {
            draft.set(field, text.to_owned());
            assert_eq!(draft.text(field), text);
        }
        let found = read(&draft).unwrap_err();
        let wrong: Vec<_> = found.iter().map(|(field, _)| *field).collect();
        assert_eq!(
            wrong,
            [
                CollectingField::Grace,
                CollectingField::Rate(0, 2),
                CollectingField::Agreed,
                CollectingField::Rate(0, 1),
                CollectingField::Money,
                CollectingField::Way(1, 3),
                CollectingField::Way(2, 2),
            ]
        );
        assert_eq!(found[0].1, CollectingProblem::NotWhole { most: 255 });
        assert_eq!(found[1].1, CollectingProblem::NotANumber);
    }

    #[test]
    fn what_was_typed_is_what_is_set() {
        let mut draft = blank();
        draft.how_to_pay = [" CLABE 012 ".to_owned(), String::new()];
        draft.agreed = "18".to_owned();
        draft.ways[2][0] = "55%".to_owned();
        draft.add_factor(Currency::USD);
        draft.factors[0].texts = ["18/9/2026".to_owned(), "2.2".to_owned()];
        let settings = read(&draft).unwrap();
        assert_eq!(settings.payment_details, Bilingual::new("CLABE 012", ""));
        assert_eq!(settings.interest.agreed_percent, Some(Decimal::from(18)));
        assert_eq!(settings.escalation.sue.recovery_percent, Decimal::from(55));
        assert_eq!(settings.interest.own_factors[0].on, day("2026-09-18"));
        assert!(!settings.escalation.is_example());
    }

    #[test]
    fn rates_are_shown_newest_first() {
        let rates = rates_of(Regime::EuropeanUnion);
        assert!(rates.len() > 2 && rates.windows(2).all(|pair| pair[0].from > pair[1].from));
        assert!(rates_of(Regime::Contract).is_empty());
        assert!(factors_of(Regime::Mexico).is_empty() && !factors_of(Regime::Peru).is_empty());
    }
}

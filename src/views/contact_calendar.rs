//! The calendar's settings: which countries matter, their holidays, and the rules of contact.

use chrono::{Datelike, NaiveDate};

use crate::calendar::holidays::{Holiday, in_year};
use crate::calendar::rules::{rule_for, shipped};
use crate::dunning::practice::country_of;
use crate::ledger::contact_rule::{ContactRule, Window};
use crate::ledger::customer::{Customer, Party};
use crate::ledger::dunning_settings::{DunningSettings, OwnDay};
use crate::ledger::{Book, Country, Id};
use crate::order;
use crate::text::format::parse_date;

/// The countries whose holidays count: the firm's, then those of customers by how many.
pub fn countries(book: &Book) -> Vec<Country> {
    let places = places(book);
    let mut countries: Vec<Country> = Vec::new();
    for (country, ..) in places {
        if !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// The holidays of a country in a year and the next, by day.
pub fn two_years(country: Country, year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days = in_year(country, year);
    days.extend(in_year(country, year + 1));
    days
}

/// A rule of contact and whom it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleInUse {
    /// The rule.
    pub rule: ContactRule,
    /// Whether the user edited it.
    pub is_edited: bool,
    /// The kinds of customer it holds for.
    pub places: Vec<(Country, Party)>,
    /// How many customers there are of them.
    pub customers: usize,
}

/// The rules that hold on a day for the countries and kinds of customer in use, the ones for
/// most customers first.
pub fn rules_in_use(book: &Book, on: NaiveDate) -> Vec<RuleInUse> {
    let edited = &book.firm().dunning.contact_rules;
    let mut rules: Vec<RuleInUse> = Vec::new();
    for (country, party, customers) in places(book) {
        let rule = rule_for(country, party, on, edited);
        match rules.iter_mut().find(|known| known.rule == *rule) {
            Some(known) => {
                known.places.push((country, party));
                known.customers += customers;
            }
            None => rules.push(RuleInUse {
                is_edited: edited.contains(rule) && !shipped().contains(rule),
                rule: rule.clone(),
                places: vec![(country, party)],
                customers,
            }),
        }
    }
    order::sort_by_key(&mut rules, |rule| std::cmp::Reverse(rule.customers));
    rules
}

/// Country, kind and how many customers; firms at home come first and are there without any.
fn places(book: &Book) -> Vec<(Country, Party, usize)> {
    let nobody = Customer::named(Id::new(0, 0), "");
    let mut places = vec![(country_of(book, &nobody), Party::Company, 0)];
    for (_, entry) in book.customers() {
        let key = (country_of(book, &entry.customer), entry.customer.party);
        match places.iter_mut().find(|known| (known.0, known.1) == key) {
            Some(known) => known.2 += 1,
            None => places.push((key.0, key.1, 1)),
        }
    }
    order::sort_by_key(&mut places[1..], |place| std::cmp::Reverse(place.2));
    places
}

/// A rule as it is edited: its numbers as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleDraft {
    /// The rule that is edited.
    pub rule: ContactRule,
    /// Hours of each weekday from Monday on: whether there are any, from, to.
    pub hours: [(bool, String, String); 7],
    /// Of each limit: how many, hours between, days of rest.
    pub limits: Vec<[String; 3]>,
    /// Since when; always when blank.
    pub since: String,
}

/// What is wrong with a rule as it is edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleProblem {
    /// The hours of a weekday, from 0 for Monday.
    Hours(usize),
    /// A number of a limit: which limit, which number.
    Limit(usize, usize),
    /// The day since which it holds.
    Since,
}

impl RuleDraft {
    /// A rule to edit, which holds from a day on.
    pub fn of(rule: &ContactRule, since: String) -> Self {
        let hours = rule.windows.map(|window| match window {
            Some(window) => (true, clock(window.open), clock(window.close)),
            None => (false, clock(9 * 60), clock(18 * 60)),
        });
        let limits = rule.limits.iter().map(|limit| {
            [limit.most.to_string(), limit.apart_hours.to_string(), limit.rest_days.to_string()]
        });
        Self { rule: rule.clone(), hours, limits: limits.collect(), since }
    }

    /// The edited rule; nobody has compared it with its source.
    ///
    /// # Errors
    /// Everything that says nothing that can be.
    pub fn validate(&self, today: NaiveDate) -> Result<ContactRule, Vec<RuleProblem>> {
        let mut problems = Vec::new();
        let mut rule = ContactRule { until: None, verified_on: None, ..self.rule.clone() };
        for (place, (has_hours, open, close)) in self.hours.iter().enumerate() {
            let window = || {
                let window = Window { open: minutes(open)?, close: minutes(close)? };
                window.is_valid().then_some(window)
            };
            rule.windows[place] = has_hours.then(window).flatten();
            if *has_hours && rule.windows[place].is_none() {
                problems.push(RuleProblem::Hours(place));
            }
        }
        for (place, (limit, texts)) in rule.limits.iter_mut().zip(&self.limits).enumerate() {
            match texts[0].trim().parse() {
                Ok(most) => limit.most = most,
                Err(_) => problems.push(RuleProblem::Limit(place, 0)),
            }
            for (at, number) in [(1, &mut limit.apart_hours), (2, &mut limit.rest_days)] {
                match texts[at].trim() {
                    "" => *number = 0,
                    text => match text.parse() {
                        // The calendar looks back forty days.
                        Ok(read) if read <= if at == 1 { 720 } else { 30 } => *number = read,
                        _ => problems.push(RuleProblem::Limit(place, at)),
                    },
                }
            }
        }
        match self.since.trim() {
            "" => rule.since = None,
            text => match parse_date(text, today) {
                Some(day) => rule.since = Some(day),
                None => problems.push(RuleProblem::Since),
            },
        }
        if problems.is_empty() { Ok(rule) } else { Err(problems) }
    }
}

/// Keeps an edited rule in the place of those edited before for the same customers.
pub fn keep_rule(settings: &mut DunningSettings, rule: ContactRule) {
    drop_rule(settings, &rule);
    settings.contact_rules.push(rule);
}

/// Goes back to the rule that ships, for the same customers as one that was edited.
pub fn drop_rule(settings: &mut DunningSettings, rule: &ContactRule) {
    settings
        .contact_rules
        .retain(|known| (known.country, known.party) != (rule.country, rule.party));
}

/// Adds a day of the firm's own, in the order of days; one that is there is renamed.
pub fn add_own_day(settings: &mut DunningSettings, day: OwnDay) {
    settings.own_days.retain(|known| known.on != day.on);
    settings.own_days.push(day);
    order::sort_by_key(&mut settings.own_days, |known| known.on);
}

/// The firm's own days of this year and later ones, and how many are past.
pub fn own_days(settings: &DunningSettings, today: NaiveDate) -> (Vec<OwnDay>, usize) {
    let (now, past): (Vec<_>, Vec<_>) =
        settings.own_days.iter().cloned().partition(|day| day.on.year() >= today.year());
    (now, past.len())
}

/// `7:30`.
fn clock(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes from midnight: `7`, `7:30`, `19.30`.
fn minutes(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hours, minutes) = text.split_once([':', '.', 'h']).unwrap_or((text, ""));
    let hours: u16 = hours.trim().parse().ok()?;
    let minutes: u16 = if minutes.trim().is_empty() { 0 } else { minutes.trim().parse().ok()? };
    (minutes < 60 && hours <= 24).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::action::enter_customer;
    use crate::views::fixture::{day, draft};

    fn book_with(customers: &[(Option<Country>, Party)]) -> Book {
        let mut draft = draft();
        for (at, (country, party)) in customers.iter().enumerate() {
            let mut customer = Customer::named(Id::new(0, 0), format!("Cliente {at}"));
            (customer.country, customer.party) = (*country, *party);
            enter_customer(&mut draft, customer).unwrap();
        }
        draft.into_book()
    }

    #[test]
    fn rules_and_holidays_are_those_of_the_customers() {
        let co = Some(Country::CO);
        let book = book_with(&[
            (co, Party::Person),
            (co, Party::Person),
            (co, Party::Company),
            (None, Party::Company),
        ]);
        assert_eq!(countries(&book), [Country::MX, Country::CO]);
        let rules = rules_in_use(&book, day("2026-11-22"));
        assert_eq!(rules.len(), 2, "firms share the house rule");
        let law = rules.iter().find(|of| of.rule.country == co).unwrap();
        assert_eq!((law.customers, law.is_edited), (2, false));
        assert_eq!(rules[0].places.len() + rules[1].places.len(), 3);
        let days = two_years(Country::CO, 2026);
        assert!(days.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        assert!(days.len() > 30);
    }

    #[test]
    fn an_edited_rule_takes_the_place_of_the_one_that_ships_until_it_is_dropped() {
        let today = day("2026-11-22");
        let mut book = book_with(&[(Some(Country::CO), Party::Person)]);
        let shipped = rule_for(Country::CO, Party::Person, today, &[]).clone();
        let mut typed = RuleDraft::of(&shipped, "hoy".to_owned());
        assert_eq!(typed.hours[5], (true, "8:00".to_owned(), "15:00".to_owned()));
        typed.hours[5].0 = false;
        typed.hours[0].2 = "17".to_owned();
        typed.limits[0][0] = "2".to_owned();
        let edited = typed.validate(today).unwrap();
        assert_eq!(edited.windows[5], None);
        assert_eq!(edited.windows[0], Some(Window::hours(7, 17)));
        assert_eq!((edited.limits[0].most, edited.since), (2, Some(today)));

        let mut settings = DunningSettings::default();
        keep_rule(&mut settings, edited.clone());
        keep_rule(&mut settings, edited.clone());
        assert_eq!(settings.contact_rules.len(), 1);
        book = with(book, &settings);
        let found = rules_in_use(&book, today);
        assert!(found.iter().any(|of| of.is_edited && of.rule == edited));
        drop_rule(&mut settings, &edited);
        assert!(settings.is_blank());
    }

    fn with(book: Book, settings: &DunningSettings) -> Book {
        use crate::ledger::action::{Draft, Moment, set_firm};
        let moment = Moment { at_ms: 5_000, random: 3, device: "t".to_owned() };
        let mut draft = Draft::begin(&book, crate::ledger::record::Deed::ChangedSettings, &moment);
        let mut firm = book.firm().clone();
        firm.dunning = settings.clone();
        set_firm(&mut draft, firm).unwrap();
        draft.into_book()
    }

    #[test]
    fn what_cannot_be_is_named() {
        let house = &shipped()[0];
        let mut typed = RuleDraft::of(house, "nunca".to_owned());
        typed.hours[1] = (true, "18:00".to_owned(), "9:00".to_owned());
        typed.hours[2] = (false, "x".to_owned(), "y".to_owned());
        typed.limits[1] = ["uno".to_owned(), String::new(), "99".to_owned()];
        let found = typed.validate(day("2026-11-22")).unwrap_err();
        assert_eq!(
            found,
            [
                RuleProblem::Hours(1),
                RuleProblem::Limit(1, 0),
                RuleProblem::Limit(1, 2),
                RuleProblem::Since,
            ]
        );
        assert_eq!(
            [minutes("7"), minutes("7:30"), minutes("24:00")],
            [Some(420), Some(450), Some(1440)]
        );
        assert_eq!([minutes("25"), minutes("7:75"), minutes("")], [None; 3]);
    }

    #[test]
    fn own_days_stay_in_order_and_each_once() {
        let mut settings = DunningSettings::default();
        let own = |on, name: &str| OwnDay { on: day(on), name: name.to_owned() };
        for one in [own("2026-12-24", "Cierre"), own("2025-12-24", ""), own("2026-12-24", "Fiesta")]
        {
            add_own_day(&mut settings, one);
        }
        let (now, past) = own_days(&settings, day("2026-11-22"));
        assert_eq!((now.len(), now[0].name.as_str(), past), (1, "Fiesta", 1));
    }
}

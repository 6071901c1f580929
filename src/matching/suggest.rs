//! The ladder of belief, from what names the invoice to what only has the amount.

use std::collections::HashMap;

use chrono::Datelike;
use rust_decimal::Decimal;

use super::amounts::subsets;
use super::explain::Explained;
use super::index::{Matcher, Unit};
use super::learned::known_payer;
use super::names::words;
use super::payer::Payer;
use super::quotes::Citation;
use super::suggestion::{AmountFit, Certainty, Evidence, Reason, SettleLine, Suggestion};
use crate::files::bank::Movement;
use crate::ledger::bank::Who;
use crate::ledger::book::CustomerEntry;
use crate::ledger::{Id, Ix, Money};
use crate::order;

/// At most so many suggestions for a movement.
const MOST: usize = 8;
/// Items of one customer that sums are looked for among.
const MOST_ITEMS: usize = 20;
/// Items of one amount that the amount alone is looked for among.
const MOST_EQUAL: usize = 60;
/// Items that people send together without citing them.
const MOST_PARTS: usize = 4;

impl Matcher<'_> {
    /// What a movement pays, best first; nothing for what goes out, takes something back,
    /// is the firm's own transfer or was said not to be ours.
    ///
    /// First what is in the ledger already (see `registered.rs`), so that no money is entered
    /// twice. Then, in this order: invoices that it cites (certain where the amount is just theirs); a
    /// known payer's only item of this amount (certain); several items that add up; the
    /// early-payment discount; tax withheld at a known rate; a small difference; net of a
    /// gateway's fee; another currency at a plausible rate; less or more than what is cited;
    /// the name alone; the amount alone.
    pub fn suggest(&self, movement: &Movement) -> Vec<Suggestion> {
        if !movement.is_receipt() || self.is_not_ours(movement) || self.payers.is_own(movement) {
            return Vec::new();
        }
        let payers = self.payers(movement);
        let mut found = Vec::new();
        let citations = self.numbers.cited(movement);
        self.by_reference(movement, &citations, &payers, &mut found);
        let is_settled =
            found.iter().any(|suggestion: &Suggestion| suggestion.certainty == Certainty::Certain);
        if !is_settled {
            for payer in &payers {
                self.by_payer(movement, payer, !citations.is_empty(), &mut found);
            }
        }
        if found.is_empty() {
            self.by_amount_alone(movement, &mut found);
        }
        found.extend(self.registered(movement, &citations, &payers));
        rank(&mut found, movement.is_pending);
        found
    }

    /// What several movements pay. A movement that is certain of an item which another
    /// claims as well is certain no more, and movements of one payer that only together
    /// come to an item are seen together.
    pub fn suggest_all(&self, movements: &[Movement]) -> Vec<Vec<Suggestion>> {
        let mut all: Vec<Vec<Suggestion>> =
            movements.iter().map(|movement| self.suggest(movement)).collect();
        self.compare(movements, &mut all);
        all
    }

    /// Sees together what was suggested for each of several movements, as
    /// [`Matcher::suggest_all`] does: for whoever asks for a few at a time.
    pub fn compare(&self, movements: &[Movement], all: &mut [Vec<Suggestion>]) {
        self.together(movements, all);
        let mut claimed: HashMap<_, i64> = HashMap::new();
        let mut brought: HashMap<Id, u16> = HashMap::new();
        let certain = |found: &Vec<Suggestion>| {
            found.first().is_some_and(|first| first.certainty == Certainty::Certain)
        };
        for found in all.iter().filter(|found| certain(found)) {
            for line in &found[0].lines {
                *claimed.entry(line.item).or_default() += line.settles_minor;
            }
            if let Some(credit) = found[0].registered() {
                *brought.entry(credit).or_default() += 1;
            }
        }
        for found in all.iter_mut().filter(|found| certain(found)) {
            let is_contested = found[0].lines.iter().any(|line| {
                let open = self.book.find_item(line.item).map_or(0, |ix| {
                    let item = self.book.item(ix);
                    self.book.free_minor(item, self.on.max(item.issued_on))
                });
                claimed.get(&line.item).is_some_and(|claimed| *claimed > open)
            });
            let payment = found[0].registered().and_then(|credit| brought.get(&credit));
            let is_contested = is_contested || payment.is_some_and(|claims| *claims > 1);
            if is_contested {
                found[0].certainty = Certainty::Likely;
                found[0].ties += 1;
            }
        }
    }

    /// Whether the user said of this payer that it is not ours.
    pub fn is_not_ours(&self, movement: &Movement) -> bool {
        known_payer(self.book, movement) == Some(Who::NotOurs)
    }

    fn by_reference(
        &self,
        movement: &Movement,
        citations: &[Citation],
        payers: &[Payer],
        found: &mut Vec<Suggestion>,
    ) {
        let currency = movement.amount.currency;
        let mut parts: Vec<u32> = Vec::new();
        let mut numbers = Vec::new();
        let mut is_strong = true;
        for citation in citations {
            let Some(invoice) = self.one_of(citation, payers) else {
                // Several invoices have the number: each may be meant.
                for &invoice in citation.invoices.iter().take(MOST) {
                    let numbered = &self.numbers.invoices[invoice as usize];
                    let numbers = vec![numbered.number.clone()];
                    self.cited(movement, &numbered.parts, numbers, false, payers, found);
                }
                continue;
            };
            let numbered = &self.numbers.invoices[invoice as usize];
            let fresh = numbered.parts.iter().filter(|part| !parts.contains(part));
            let fresh: Vec<u32> = fresh.copied().collect();
            if !fresh.is_empty() {
                is_strong &= citation.is_strong;
                numbers.push(numbered.number.clone());
                parts.extend(fresh);
            }
        }
        if parts.is_empty() {
            return;
        }
        let is_same = |part: &u32| self.open[*part as usize].currency == currency;
        if parts.iter().all(is_same) || !parts.iter().any(is_same) {
            self.cited(movement, &parts, numbers.clone(), is_strong, payers, found);
        }
        // A weak citation beside a strong one may be a figure of something else.
        if numbers.len() > 1 && !found.iter().any(|one| one.certainty == Certainty::Certain) {
            for citation in citations.iter().filter(|citation| citation.invoices.len() == 1) {
                let numbered = &self.numbers.invoices[citation.invoices[0] as usize];
                let open: i64 =
                    numbered.parts.iter().map(|&part| self.open[part as usize].open_minor).sum();
                if open == received(movement) {
                    let numbers = vec![numbered.number.clone()];
                    self.cited(movement, &numbered.parts, numbers, false, payers, found);
                }
            }
        }
    }

    /// The invoice that a citation means: its only one, or the one of a known payer.
    fn one_of(&self, citation: &Citation, payers: &[Payer]) -> Option<u32> {
        if let [only] = citation.invoices[..] {
            return Some(only);
        }
        let of_payer = |invoice: &&u32| {
            let first = self.numbers.invoices[**invoice as usize].parts[0];
            let customer = self.open[first as usize].customer;
            payers.iter().any(|payer| payer.customer == customer)
        };
        let mut own = citation.invoices.iter().filter(of_payer);
        let first = own.next()?;
        own.next().is_none().then_some(*first)
    }

    /// Suggestions for invoices that are cited, in whatever currency they are.
    fn cited(
        &self,
        movement: &Movement,
        parts: &[u32],
        numbers: Vec<String>,
        is_strong: bool,
        payers: &[Payer],
        found: &mut Vec<Suggestion>,
    ) {
        let mut parts = parts.to_vec();
        order::sort_by_key(&mut parts, |&part| {
            let open = &self.open[part as usize];
            (open.due_on, open.issued_on, open.invoice, open.item.number)
        });
        parts.retain(|&part| self.free_minor(part, movement.booked_on) > 0);
        let Some(&first) = parts.first() else { return };
        let is_owner = |payer: &Payer| {
            parts.iter().any(|&part| self.open[part as usize].customer == payer.customer)
        };
        let paid_by_other =
            payers.iter().any(|payer| payer.is_known) && !payers.iter().any(is_owner);
        let evidence = Evidence::Reference { numbers, paid_by_other };
        let customer = self.open[first as usize].customer;
        let sure = is_strong && !paid_by_other;
        if self.open[first as usize].currency != movement.amount.currency {
            self.other_currency(movement, &parts, customer, evidence, found);
            return;
        }
        let paid = received(movement);
        let open: i64 = parts.iter().map(|&part| self.open[part as usize].open_minor).sum();
        let exact = |parts: Vec<u32>, certainty: Certainty, fit: AmountFit| {
            self.settled(
                movement,
                &parts,
                None,
                certainty,
                Reason { evidence: evidence.clone(), fit },
            )
        };
        let certainty = if sure || (!paid_by_other && parts.len() == 1 && payers.is_empty()) {
            Certainty::Certain
        } else {
            Certainty::Likely
        };
        // A fair citation with the exact amount, by the payer the invoice is of, is certain.
        let by_owner = payers.iter().any(|payer| payer.is_known && is_owner(payer));
        let certainty = if by_owner { Certainty::Certain } else { certainty };
        if open == paid {
            let invoices = self.invoices_of(&parts);
            let fit = if invoices > 1 {
                AmountFit::Several { count: invoices }
            } else {
                AmountFit::Exact
            };
            found.extend(exact(parts, certainty, fit));
            return;
        }
        // One of the instalments; of equal ones the oldest.
        if let Some(&part) = parts.iter().find(|&&part| self.open[part as usize].open_minor == paid)
            && self.invoices_of(&parts) == 1
        {
            found.extend(exact(vec![part], certainty, AmountFit::Exact));
            return;
        }
        let before = found.len();
        if open > paid {
            for explained in self.explain(movement, &parts, paid) {
                let reason = Reason { evidence: evidence.clone(), fit: explained.fit.clone() };
                found.extend(self.settled(
                    movement,
                    &parts,
                    Some(&explained),
                    Certainty::Likely,
                    reason,
                ));
            }
            let oldest = self.prefix(&parts, paid);
            if found.len() == before
                && let Some(count) = oldest
            {
                let fit = AmountFit::Several { count };
                found.extend(exact(parts[..count].to_vec(), Certainty::Likely, fit));
            }
        }
        if found.len() == before {
            let fit = if open > paid { AmountFit::Partial } else { AmountFit::More };
            let reason = Reason { evidence, fit };
            found.extend(self.filled(movement, &parts, customer, Certainty::Likely, reason));
        }
    }

    fn by_payer(
        &self,
        movement: &Movement,
        payer: &Payer,
        cites: bool,
        found: &mut Vec<Suggestion>,
    ) {
        let currency = movement.amount.currency;
        let paid = received(movement);
        let day = movement.booked_on;
        let reason = |fit| Reason { evidence: payer.evidence.clone(), fit };
        let before = found.len();
        let own = &self.of_customer[payer.customer.place()];
        let unit = |at: &u32| &self.units[*at as usize];
        let same: Vec<&Unit> = own
            .iter()
            .map(unit)
            .filter(|unit| unit.currency == currency && self.is_free(unit, day))
            .collect();
        let mut exact: Vec<&Unit> =
            same.iter().copied().filter(|unit| unit.open_minor == paid).collect();
        if let [only] = exact[..] {
            let certainty =
                if payer.is_known && !cites { Certainty::Certain } else { Certainty::Likely };
            found.extend(self.settled(
                movement,
                &only.parts,
                None,
                certainty,
                reason(AmountFit::Exact),
            ));
            return;
        }
        if exact.len() > 1 {
            if let Some((unit, month)) = self.of_month(movement, &exact) {
                let fit = AmountFit::ExactOfMonth { month };
                let parts = unit.parts.clone();
                found.extend(self.settled(movement, &parts, None, Certainty::Likely, reason(fit)));
                return;
            }
            exact.truncate(MOST);
            for unit in exact {
                let fit = AmountFit::Exact;
                found.extend(self.settled(
                    movement,
                    &unit.parts,
                    None,
                    Certainty::Likely,
                    reason(fit),
                ));
            }
            return;
        }
        let singles: Vec<u32> =
            same.iter().filter(|unit| unit.is_single()).map(|unit| unit.parts[0]).collect();
        for set in self.adding_up(&singles, paid) {
            let fit = AmountFit::Several { count: set.len() };
            found.extend(self.settled(movement, &set, None, Certainty::Likely, reason(fit)));
        }
        for unit in same.iter().filter(|unit| unit.open_minor > paid) {
            for explained in self.explain(movement, &unit.parts, paid) {
                let reason = reason(explained.fit.clone());
                let parts = &unit.parts;
                found.extend(self.settled(
                    movement,
                    parts,
                    Some(&explained),
                    Certainty::Likely,
                    reason,
                ));
            }
        }
        if singles.len() > 1 && found.len() == before {
            for explained in self.explain(movement, &singles, paid) {
                let reason = reason(explained.fit.clone());
                found.extend(self.settled(
                    movement,
                    &singles,
                    Some(&explained),
                    Certainty::Likely,
                    reason,
                ));
            }
        }
        if found.len() == before {
            for unit in own.iter().map(unit).filter(|unit| unit.currency != currency) {
                self.other_currency(
                    movement,
                    &unit.parts,
                    payer.customer,
                    payer.evidence.clone(),
                    found,
                );
            }
        }
        if found.is_empty() {
            let fit =
                if singles.is_empty() { AmountFit::NothingOpen } else { AmountFit::OldestFirst };
            let found_one =
                self.filled(movement, &singles, payer.customer, Certainty::Weak, reason(fit));
            found.extend(found_one);
        }
    }

    /// Items of anybody that have just this amount, or this amount and a gateway's fee.
    fn by_amount_alone(&self, movement: &Movement, found: &mut Vec<Suggestion>) {
        let currency = movement.amount.currency;
        let paid = received(movement);
        let reason = |fit| Reason { evidence: Evidence::AmountOnly, fit };
        let key = (currency.index(), paid);
        let units = self.by_amount.get(&key).map_or(&[][..], Vec::as_slice);
        // What so many have says nothing about whose it is.
        let units = if units.len() > MOST_EQUAL { &[][..] } else { units };
        let is_near = |unit: &&Unit| {
            let first = &self.open[unit.parts[0] as usize];
            let days = |day: chrono::NaiveDate| (movement.booked_on - day).num_days();
            days(first.issued_on) >= -3 && days(first.due_on) <= 90
        };
        let near = || {
            let all = units.iter().map(|&unit| &self.units[unit as usize]);
            all.filter(is_near).filter(|unit| self.is_free(unit, movement.booked_on))
        };
        if near().count() <= 3 {
            for unit in near() {
                let fit = AmountFit::Exact;
                found.extend(self.settled(
                    movement,
                    &unit.parts,
                    None,
                    Certainty::Weak,
                    reason(fit),
                ));
            }
        }
        if !found.is_empty() || !super::explain::names_gateway(movement) {
            return;
        }
        let from = self.by_size.partition_point(|&unit| {
            let unit = &self.units[unit as usize];
            (unit.currency, unit.open_minor) <= (currency, paid)
        });
        let most = Decimal::from(paid)
            / (Decimal::ONE
                - (self.settings.fee_percent / Decimal::ONE_HUNDRED).min(Decimal::new(5, 1)));
        let in_reach: Vec<&Unit> = self.by_size[from..]
            .iter()
            .map(|&unit| &self.units[unit as usize])
            .take_while(|unit| unit.currency == currency && Decimal::from(unit.open_minor) <= most)
            .filter(is_near)
            .take(4)
            .collect();
        if let [only] = in_reach[..] {
            for explained in self.explain(movement, &only.parts, paid) {
                if matches!(explained.fit, AmountFit::GatewayFee { .. }) {
                    let reason = reason(explained.fit.clone());
                    found.extend(self.settled(
                        movement,
                        &only.parts,
                        Some(&explained),
                        Certainty::Weak,
                        reason,
                    ));
                }
            }
        }
    }

    /// The sets of a customer's items that add up: few of them in any order, or the oldest
    /// ones in a row; all of them counts as a row.
    fn adding_up(&self, singles: &[u32], paid: i64) -> Vec<Vec<u32>> {
        let few = &singles[..singles.len().min(MOST_ITEMS)];
        let amounts: Vec<i64> =
            few.iter().map(|&part| self.open[part as usize].open_minor).collect();
        let sets = subsets(&amounts, paid, MOST_PARTS);
        let mut sets: Vec<Vec<u32>> =
            sets.into_iter().map(|set| set.into_iter().map(|at| few[at]).collect()).collect();
        if let Some(count) = self.prefix(singles, paid)
            && count > 1
        {
            let row = singles[..count].to_vec();
            // People pay their oldest invoices first: a row goes before any other set.
            sets.retain(|set| *set != row);
            sets.insert(0, row);
        }
        sets
    }

    /// How many of the first parts come to just an amount.
    fn prefix(&self, parts: &[u32], paid: i64) -> Option<usize> {
        let mut sum = 0;
        for (at, &part) in parts.iter().enumerate() {
            sum += self.open[part as usize].open_minor;
            if sum >= paid {
                return (sum == paid).then_some(at + 1);
            }
        }
        None
    }

    /// The one of equal items that is of a month which the text mentions: issued in it,
    /// else due in it.
    fn of_month<'u>(&self, movement: &Movement, exact: &[&'u Unit]) -> Option<(&'u Unit, u32)> {
        let mut named = words(&movement.text).filter_map(|word| month_named(&word));
        let month = named.next()?;
        if named.any(|other| other != month) {
            return None;
        }
        let days: [fn(&super::index::Open) -> chrono::NaiveDate; 2] =
            [|open| open.issued_on, |open| open.due_on];
        for day in days {
            let is_of = |unit: &&&Unit| day(&self.open[unit.parts[0] as usize]).month() == month;
            let mut own = exact.iter().filter(is_of);
            if let Some(first) = own.next() {
                return own.next().is_none().then_some((*first, month));
            }
        }
        None
    }

    /// A payment in another currency that comes to the whole of what is open at about the
    /// day's rate.
    fn other_currency(
        &self,
        movement: &Movement,
        parts: &[u32],
        customer: Ix<CustomerEntry>,
        evidence: Evidence,
        found: &mut Vec<Suggestion>,
    ) {
        let Some(&first) = parts.first() else { return };
        let theirs = self.open[first as usize].currency;
        let is_one = |part: &u32| {
            let open = &self.open[*part as usize];
            open.currency == theirs && self.free_minor(*part, movement.booked_on) == open.open_minor
        };
        // A line for each part would need a rate for each: one item at a time.
        if parts.len() != 1 || !parts.iter().all(is_one) {
            return;
        }
        let day = movement.booked_on;
        let ours = movement.amount.currency;
        let (Some(our_rate), Some(their_rate)) =
            (self.book.rate_on(ours, day), self.book.rate_on(theirs, day))
        else {
            return;
        };
        let paid = Money::new(received(movement), ours);
        let open = Money::new(self.open[first as usize].open_minor, theirs);
        let value = |money: Money, rate: Decimal| money.to_decimal().checked_mul(rate);
        let (Some(paid_value), Some(open_value)) = (value(paid, our_rate), value(open, their_rate))
        else {
            return;
        };
        let off = (paid_value - open_value).abs() * Decimal::ONE_HUNDRED;
        if off > self.settings.exchange_percent * open_value {
            return;
        }
        let Some(rate) = paid.to_decimal().checked_div(open.to_decimal()) else { return };
        let line = SettleLine {
            customer: self.open[first as usize].customer_id,
            item: self.open[first as usize].item,
            takes_minor: paid.amount_minor,
            settles_minor: open.amount_minor,
        };
        found.push(Suggestion {
            certainty: Certainty::Likely,
            customer: self.book.customer(customer).customer.id,
            lines: vec![line],
            credits: Vec::new(),
            leftover_minor: 0,
            fee_minor: paid.amount_minor - movement.amount.amount_minor,
            reason: Reason { evidence, fit: AmountFit::OtherCurrency { rate: rate.round_dp(6) } },
            ties: 0,
        });
    }

    /// The suggestion that settles all of some parts; `None` where they are not all free on
    /// the movement's day.
    fn settled(
        &self,
        movement: &Movement,
        parts: &[u32],
        explained: Option<&Explained>,
        certainty: Certainty,
        reason: Reason,
    ) -> Option<Suggestion> {
        let day = movement.booked_on;
        let mut lines = Vec::with_capacity(parts.len());
        for (at, &part) in parts.iter().enumerate() {
            let open = &self.open[part as usize];
            if self.free_minor(part, day) != open.open_minor {
                return None;
            }
            let beside = explained.map_or(0, |explained| explained.beside_minor[at]);
            let minor = open.open_minor - beside;
            lines.push(SettleLine {
                customer: open.customer_id,
                item: open.item,
                takes_minor: minor,
                settles_minor: minor,
            });
        }
        lines.retain(|line| line.takes_minor > 0);
        let stated_fee = received(movement) - movement.amount.amount_minor;
        let fee_minor = stated_fee + explained.map_or(0, |explained| explained.fee_minor);
        let (mut certainty, mut reason) = (certainty, reason);
        if stated_fee > 0 && explained.is_none() {
            let fee = Money::new(stated_fee, movement.amount.currency);
            reason.fit = AmountFit::GatewayFee { fee, is_stated: true };
            certainty = certainty.max(Certainty::Likely);
        }
        let taken: i64 = lines.iter().map(|line| line.takes_minor).sum();
        Some(Suggestion {
            certainty,
            customer: self.open[*parts.first()? as usize].customer_id,
            credits: explained.map_or_else(Vec::new, |one| self.credits_of(parts, one)),
            leftover_minor: movement.amount.amount_minor + fee_minor - taken,
            lines,
            fee_minor,
            reason,
            ties: 0,
        })
    }

    /// The suggestion that settles parts in their order as far as the money goes; the rest
    /// of it stays as credit.
    fn filled(
        &self,
        movement: &Movement,
        parts: &[u32],
        customer: Ix<CustomerEntry>,
        certainty: Certainty,
        reason: Reason,
    ) -> Option<Suggestion> {
        let received = received(movement);
        let mut left = received;
        let mut lines = Vec::new();
        for &part in parts {
            let minor = self.free_minor(part, movement.booked_on).min(left);
            if minor > 0 {
                left -= minor;
                let open = &self.open[part as usize];
                lines.push(SettleLine {
                    customer: open.customer_id,
                    item: open.item,
                    takes_minor: minor,
                    settles_minor: minor,
                });
            }
        }
        Some(Suggestion {
            certainty,
            customer: self.book.customer(customer).customer.id,
            lines,
            credits: Vec::new(),
            leftover_minor: left,
            fee_minor: received - movement.amount.amount_minor,
            reason,
            ties: 0,
        })
    }

    fn invoices_of(&self, parts: &[u32]) -> usize {
        let mut invoices: Vec<_> =
            parts.iter().map(|&part| self.open[part as usize].invoice.place()).collect();
        invoices.sort_unstable();
        invoices.dedup();
        invoices.len()
    }

    /// Two movements of one payer that come to one item between them.
    fn together(&self, movements: &[Movement], all: &mut [Vec<Suggestion>]) {
        let mut by_payer: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, found) in all.iter().enumerate() {
            if let [only] = &found[..]
                && only.reason.fit == AmountFit::OldestFirst
            {
                by_payer
                    .entry((only.customer, movements[at].amount.currency))
                    .or_default()
                    .push(at);
            }
        }
        let mut groups: Vec<_> = by_payer.into_iter().collect();
        order::sort_by_key(&mut groups, |(_, members)| members[0]);
        for ((customer, currency), members) in groups {
            let Some(customer) = self.book.find_customer(customer) else { continue };
            let mut is_used = vec![false; members.len()];
            for one in 0..members.len().min(MOST_ITEMS) {
                for other in one + 1..members.len().min(MOST_ITEMS) {
                    if is_used[one] || is_used[other] {
                        continue;
                    }
                    let pair = [members[one], members[other]];
                    let sum: i64 = pair.iter().map(|&at| received(&movements[at])).sum();
                    let mut fitting = self
                        .singles(customer, currency)
                        .filter(|&unit| self.units[unit as usize].open_minor == sum);
                    let days = movements[pair[0]].booked_on - movements[pair[1]].booked_on;
                    let (Some(unit), None) = (fitting.next(), fitting.next()) else { continue };
                    if days.num_days().abs() > 31 {
                        continue;
                    }
                    (is_used[one], is_used[other]) = (true, true);
                    let parts = self.units[unit as usize].parts.clone();
                    for at in pair {
                        let evidence = all[at][0].reason.evidence.clone();
                        let reason = Reason { evidence, fit: AmountFit::WithOthers { count: 1 } };
                        let part = self.filled(
                            &movements[at],
                            &parts,
                            customer,
                            Certainty::Likely,
                            reason,
                        );
                        all[at].splice(0..0, part);
                    }
                }
            }
        }
    }
}

/// What the payer paid, in minor units: before a gateway's fee that the file states.
pub(super) fn received(movement: &Movement) -> i64 {
    let gross = movement.gross.filter(|gross| gross.currency == movement.amount.currency);
    gross.map_or(movement.amount.amount_minor, |gross| {
        gross.amount_minor.max(movement.amount.amount_minor)
    })
}

/// Best first, each set of lines once, with their ties.
fn rank(found: &mut Vec<Suggestion>, is_pending: bool) {
    let place = |one: &Suggestion| {
        let enters = one.registered().is_none();
        (enters, one.certainty, evidence_rank(&one.reason), fit_rank(&one.reason))
    };
    order::sort_by_key(found, place);
    let mut seen: Vec<(Vec<SettleLine>, Option<Id>)> = Vec::new();
    found.retain(|one| {
        let what = (one.lines.clone(), one.registered());
        let is_new = !seen.contains(&what);
        if is_new {
            seen.push(what);
        }
        is_new
    });
    let places: Vec<_> = found.iter().map(place).collect();
    for (at, one) in found.iter_mut().enumerate() {
        let same = places.iter().filter(|place| **place == places[at]).count();
        one.ties = u16::try_from(same - 1).unwrap_or(u16::MAX);
    }
    for one in found.iter_mut() {
        if one.certainty == Certainty::Certain && (one.ties > 0 || is_pending) {
            one.certainty = Certainty::Likely;
        }
    }
    found.truncate(MOST);
}

fn evidence_rank(reason: &Reason) -> u8 {
    match reason.evidence {
        Evidence::Reference { paid_by_other: false, .. } | Evidence::Payment { .. } => 0,
        Evidence::Learned | Evidence::TaxId => 1,
        Evidence::Name { .. } => 2,
        Evidence::Reference { .. } => 3,
        Evidence::AmountOnly => 4,
    }
}

fn fit_rank(reason: &Reason) -> u8 {
    match reason.fit {
        AmountFit::Registered { .. } | AmountFit::Exact | AmountFit::ExactOfMonth { .. } => 0,
        AmountFit::Several { .. } | AmountFit::WithOthers { .. } => 1,
        AmountFit::EarlyDiscount { .. } => 2,
        AmountFit::Withholding { .. } => 3,
        AmountFit::SmallDifference { .. } => 4,
        AmountFit::GatewayFee { .. } => 5,
        AmountFit::OtherCurrency { .. } => 6,
        AmountFit::More => 7,
        AmountFit::Partial => 8,
        AmountFit::OldestFirst => 9,
        AmountFit::NothingOpen => 10,
    }
}

/// The month that a word names, in Spanish or English, whole.
fn month_named(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "enero january ene",
        "febrero february feb",
        "marzo march",
        "abril april abr",
        "mayo may",
        "junio june jun",
        "julio july jul",
        "agosto august ago",
        "septiembre september setiembre sept",
        "octubre october oct",
        "noviembre november nov",
        "diciembre december dic",
    ];
    let at = NAMES.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(at + 1).ok()
}

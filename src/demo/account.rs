//! A customer's account: what becomes of each invoice, and what is paid together.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ledger::action::Line;
use crate::ledger::book::{InvoiceEntry, Item};
use crate::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use crate::ledger::invoice::InvoiceKind;
use crate::ledger::shelf::Ix;
use crate::ledger::{Currency, Money};

use super::customers::{HOME, PaysBy, Profile};
use super::days::{in_order, nearest, place, plus, working_from, working_until};
use super::fates::Fate;
use super::habits::Habit;
use super::payments::{Act, Event, Till};
use super::words;

/// A customer's account while its settling is planned.
pub(super) struct Account<'a, 'b> {
    till: &'a mut Till<'b>,
    customer: usize,
    profile: &'a Profile,
    pieces: Vec<Piece>,
}

impl<'a, 'b> Account<'a, 'b> {
    /// A customer's account, by its place among the profiles.
    pub(super) fn new(till: &'a mut Till<'b>, customer: usize, profile: &'a Profile) -> Self {
        Self { till, customer, profile, pieces: Vec::new() }
    }

    /// Plans what becomes of an invoice. What the customer pays as usual is left in
    /// `pieces`, so that one payment covers what is paid on one day.
    pub(super) fn settle(&mut self, ix: Ix<InvoiceEntry>, fate: Fate) {
        let book = self.till.book;
        let items: Vec<_> = book.items_of(ix).collect();
        let whole = || items.iter().map(|&(item, of)| (item, of.amount_minor)).collect::<Vec<_>>();
        let due_on = items.iter().map(|(_, item)| item.due_on).max().unwrap_or(self.till.today);
        match fate {
            Fate::Open => {}
            Fate::Usual => items.iter().for_each(|&(item, of)| self.usual(ix, item, of)),
            Fate::FirstOnly => {
                items.iter().take(1).for_each(|&(item, of)| self.usual(ix, item, of));
            }
            Fate::Cancelled { on, again } => {
                let lang = self.till.lang;
                let reason =
                    if again { words::reason_data(lang) } else { words::reason_order(lang) };
                let invoice = book.invoice(ix).invoice.id;
                self.till.events.push(Event { on, act: Act::Cancel { invoice, reason } });
            }
            Fate::WrittenOff { on } => {
                let words = (String::new(), words::note_write_off(self.till.lang).to_owned());
                self.whole(on, CreditKind::WriteOff, &whole(), 0, words);
            }
            Fate::Bounced { paid_again } => self.bounced(due_on, &whole(), paid_again),
            Fate::PostDated => {
                let on = working_until(plus(self.till.today, -self.till.chance.between(1, 6)));
                let cash_on = working_from(plus(self.till.today, self.till.chance.between(5, 34)));
                let method = Method::Cheque(self.cheque(Some(cash_on)));
                let words = (String::new(), String::new());
                self.whole(on, CreditKind::Payment { method }, &whole(), 0, words);
            }
            Fate::PaidTwice | Fate::Overpaid => {
                let on = working_from(plus(due_on, self.till.chance.between(0, 2)));
                let total = items.iter().map(|(_, item)| item.amount_minor).sum::<i64>();
                let kind = || CreditKind::Payment { method: Method::Transfer };
                let mut words = (self.till.bank_reference(self.profile), String::new());
                if fate == Fate::Overpaid {
                    let extra = 100_000 - total % 100_000;
                    self.whole(on, kind(), &whole(), extra, words);
                    return;
                }
                self.whole(on, kind(), &whole(), 0, words.clone());
                let number = &book.invoice(ix).invoice.number;
                words = (
                    self.till.bank_reference(self.profile),
                    words::note_twice(self.till.lang, number),
                );
                let again_on = working_from(plus(on, 1));
                let amount = Money::new(total, self.profile.currency());
                let twice =
                    self.till.credit(again_on, self.customer, kind(), amount, words, Vec::new());
                let refund = Act::Refund { credit: twice, minor: total };
                self.till.events.push(Event { on: working_from(plus(again_on, 6)), act: refund });
            }
        }
    }

    /// A credit for whole instalments, and something more.
    fn whole(
        &mut self,
        on: NaiveDate,
        kind: CreditKind,
        parts: &[(Ix<Item>, i64)],
        more_minor: i64,
        words: (String, String),
    ) -> usize {
        let book = self.till.book;
        let lines: Vec<_> =
            parts.iter().map(|&(item, minor)| Line::new(book.item_ref(item), minor)).collect();
        let minor = lines.iter().map(|line| line.credit_minor).sum::<i64>() + more_minor;
        let amount = Money::new(minor, book.item(parts[0].0).currency);
        self.till.credit(on, self.customer, kind, amount, words, lines)
    }

    /// A cheque that comes back some days after it was taken to the bank.
    fn bounced(&mut self, due_on: NaiveDate, whole: &[(Ix<Item>, i64)], paid_again: bool) {
        let latest = working_until(plus(self.till.today, -14));
        let on = working_from(plus(due_on, self.till.chance.between(1, 6))).min(latest);
        let method = Method::Cheque(self.cheque(None));
        let words = (String::new(), String::new());
        let credit = self.whole(on, CreditKind::Payment { method }, whole, 0, words);
        let deposited_on = working_from(plus(on, 1));
        let bounced_on = working_from(plus(deposited_on, 3));
        self.till.step(credit, ChequeStep::Deposited, deposited_on);
        self.till.step(credit, ChequeStep::Bounced, bounced_on);
        if paid_again {
            let on = working_from(plus(bounced_on, 6));
            let pieces = whole.iter();
            self.pieces.extend(pieces.map(|&(item, minor)| Piece {
                on,
                what: What::Money,
                item,
                minor,
            }));
        }
    }

    /// An instalment as the customer usually settles it.
    fn usual(&mut self, ix: Ix<InvoiceEntry>, item: Ix<Item>, of: &Item) {
        let today = self.till.today;
        let noted_minor = self.credit_note(item, of);
        let mut open = of.amount_minor - noted_minor;
        let Some((on, discount_minor)) = self.pays_on(ix, of) else { return };
        if on > today {
            return;
        }
        let mut piece = |what, on, minor: i64| {
            if minor > 0 && on <= today {
                self.pieces.push(Piece { on, what, item, minor });
            }
        };
        let withheld = (of.amount_minor * self.profile.withholds_thousandths + 500) / 1_000;
        piece(What::Discount, on, discount_minor);
        piece(What::Withheld, on, withheld);
        open -= discount_minor + withheld;
        let chance = &mut self.till.chance;
        if open > 300_000 && chance.percent(self.profile.parts_percent) {
            let first = open * chance.between(35, 65) / 100 / 10_000 * 10_000;
            let later = plus(on, chance.between(12, 32));
            piece(What::Money, on, first);
            piece(What::Money, nearest(later, &self.profile.customer.payment_days), open - first);
        } else if of.currency == HOME && chance.between(0, 199) < 3 {
            let short = chance.between(2, 98).min(open - 1);
            piece(What::Money, on, open - short);
            // A fresh one is still there to be cleared.
            if on < plus(today, -18) {
                let noticed_on = working_from(plus(on, chance.between(0, 4)));
                let words = (String::new(), String::new());
                let kind = CreditKind::SmallDifference;
                self.whole(noticed_on, kind, &[(item, short)], 0, words);
            }
        } else {
            piece(What::Money, on, open);
        }
    }

    /// A credit note for some invoices; what it takes off.
    fn credit_note(&mut self, item: Ix<Item>, of: &Item) -> i64 {
        let chance = &mut self.till.chance;
        let on = working_from(plus(of.issued_on, chance.between(2, 12)));
        if !chance.percent(2) || of.amount_minor < 200_000 || on > self.till.today {
            return 0;
        }
        let minor = of.amount_minor * chance.between(4, 18) / 100 / 1_160 * 1_160;
        let lang = self.till.lang;
        let returned = chance.percent(60);
        let note = if returned { words::note_return(lang) } else { words::note_rebate(lang) };
        let words = (String::new(), note.to_owned());
        self.whole(on, CreditKind::CreditNote, &[(item, minor)], 0, words);
        minor
    }

    /// When an instalment is paid and what is taken off for paying early; `None` where
    /// it never is.
    fn pays_on(&mut self, ix: Ix<InvoiceEntry>, of: &Item) -> Option<(NaiveDate, i64)> {
        let invoice = &self.till.book.invoice(ix).invoice;
        let profile = self.profile;
        let chance = &mut self.till.chance;
        let early = (invoice.kind == InvoiceKind::Invoice && profile.pace.habit == Habit::Prompt)
            .then(|| invoice.terms.as_ref()?.early_discount(of.issued_on, invoice.total))
            .flatten();
        if let Some((last, discount)) = early
            && chance.percent(85)
        {
            let on = working_until(plus(last, -chance.between(0, 4))).max(of.issued_on);
            return Some((on, discount.amount_minor));
        }
        let wanted = profile.pace.pays_on(of.due_on, chance)?;
        Some((nearest(wanted, &profile.customer.payment_days).max(of.issued_on), 0))
    }

    /// Turns the pieces into credits, one for all that is settled in one way on one day.
    pub(super) fn pay(mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let key = |piece: &Piece| place(piece.on) * 4 + piece.what as u64;
        let order = in_order(pieces.iter().map(key));
        let pieces: Vec<&Piece> = order.into_iter().map(|place| &pieces[place]).collect();
        for day in pieces.chunk_by(|one, other| (one.on, one.what) == (other.on, other.what)) {
            day.chunks(6).for_each(|together| self.pay_together(together));
        }
    }

    fn pay_together(&mut self, pieces: &[&Piece]) {
        let book = self.till.book;
        let (on, what) = (pieces[0].on, pieces[0].what);
        let invoiced_in = book.item(pieces[0].item).currency;
        let rate = book.rate_on(invoiced_in, on).unwrap_or(Decimal::ONE);
        let in_home = what == What::Money && self.profile.pays_by == PaysBy::HomeTransfer;
        let paid_in = if in_home { HOME } else { invoiced_in };
        let lines: Vec<Line> = pieces
            .iter()
            .map(|piece| {
                let line = Line::new(book.item_ref(piece.item), piece.minor);
                if paid_in == invoiced_in {
                    return line;
                }
                let paid_minor = converted(piece.minor, invoiced_in, rate);
                Line { credit_minor: paid_minor, other_currency_minor: Some(piece.minor), ..line }
            })
            .collect();
        let total = lines.iter().map(|line| line.credit_minor).sum();
        let kind = match what {
            What::Money => CreditKind::Payment { method: self.method() },
            What::Withheld => CreditKind::Withholding,
            What::Discount => CreditKind::EarlyDiscount,
        };
        let reference = if what == What::Money { self.reference(pieces) } else { String::new() };
        let is_cheque = matches!(&kind, CreditKind::Payment { method: Method::Cheque(_) });
        let words = (reference, String::new());
        let amount = Money::new(total, paid_in);
        let credit = self.till.credit(on, self.customer, kind, amount, words, lines);
        if is_cheque {
            let deposited_on = working_from(plus(on, 1));
            let cleared_on = working_from(plus(deposited_on, 2));
            for (step, on) in
                [(ChequeStep::Deposited, deposited_on), (ChequeStep::Cleared, cleared_on)]
            {
                if on <= self.till.today {
                    self.till.step(credit, step, on);
                }
            }
        }
    }

    fn method(&mut self) -> Method {
        match self.profile.pays_by {
            PaysBy::Transfer | PaysBy::HomeTransfer => Method::Transfer,
            PaysBy::Cash => Method::Cash,
            PaysBy::Card => Method::Card,
            PaysBy::Cheque => Method::Cheque(self.cheque(None)),
        }
    }

    fn cheque(&mut self, post_dated_to: Option<NaiveDate>) -> Cheque {
        const BANKS: [&str; 4] =
            ["Banco Meseta", "Banco de la Ribera", "Banca Altamar", "Caja Serrana"];
        Cheque {
            number: format!("{:07}", self.till.chance.between(1_200, 98_999)),
            bank: BANKS[self.customer % BANKS.len()].to_owned(),
            post_dated_to,
        }
    }

    /// The bank's reference, with the numbers paid where this customer quotes them.
    fn reference(&mut self, pieces: &[&Piece]) -> String {
        let mut reference = match self.profile.pays_by {
            PaysBy::Transfer | PaysBy::HomeTransfer => self.till.bank_reference(self.profile),
            PaysBy::Card => format!("AUT {:06}", self.till.chance.between(0, 999_999)),
            PaysBy::Cash | PaysBy::Cheque => String::new(),
        };
        if self.profile.quotes_numbers {
            let book = self.till.book;
            for piece in pieces {
                let number = &book.invoice(book.item(piece.item).invoice).invoice.number;
                if !reference.is_empty() {
                    reference.push(' ');
                }
                reference.push_str(number);
            }
        }
        reference
    }
}

/// A part of what a customer settles on a day.
struct Piece {
    on: NaiveDate,
    what: What,
    item: Ix<Item>,
    minor: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Money,
    Withheld,
    Discount,
}

/// An amount of another currency in the home currency at a rate, in minor units.
fn converted(minor: i64, currency: Currency, rate: Decimal) -> i64 {
    let value = Money::new(minor, currency).to_decimal() * rate;
    Money::from_decimal(value, HOME).map_or(minor, |money| money.amount_minor)
}

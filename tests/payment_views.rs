//! What the payment screens show and take in.

#![allow(clippy::unwrap_used)]

use cartera::ledger::action::{
    CreditForm, Draft, Due, InvoiceForm, Line, Moment, enter_credit, enter_customer, enter_invoice,
    enter_rate, refund, set_firm, step_cheque, take_back,
};
use cartera::ledger::book::Book;
use cartera::ledger::credit::{Cheque, ChequeStep, CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::invoice::{Instalment, InstalmentRef};
use cartera::ledger::record::Deed;
use cartera::ledger::terms::{EarlyDiscount, Terms};
use cartera::ledger::{Currency, Id, Money, Refusal};
use cartera::text::Lang;
use cartera::text::format::NumberStyle;
use cartera::views::allocation::{LineEdit, LineProblem, Reason, Table};
use cartera::views::cheques::{Cheques, sums};
use cartera::views::payment::{
    ApplyDraft, CameBy, Field, FieldProblem, Kind, PaymentDraft, Problem, Sheet,
};
use cartera::views::payment_facts::{PaymentFacts, RefundDraft};
use cartera::views::payments::{
    self, KindGroup, PaymentFilter, PaymentSort, file_name, rows, sort, totals,
};
use chrono::NaiveDate;

const STYLE: NumberStyle = NumberStyle::POINT;

/// A ledger in pesos of a customer with three invoices: 1,160.00 due on 31 January,
/// 2,320.00 in two parts due in February and March, and 100.00 dollars due on 20 January.
struct Desk {
    book: Book,
    customer: Id,
    first: Id,
    parts: Id,
    dollars: Id,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-02-10")
}

fn mxn(minor: i64) -> Money {
    Money::new(minor, Currency::MXN)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn item(invoice: Id, number: u16) -> InstalmentRef {
    InstalmentRef { invoice, number }
}

impl Desk {
    fn new() -> Self {
        let mut desk =
            Self { book: Book::default(), customer: id(), first: id(), parts: id(), dollars: id() };
        desk.customer = desk
            .act(|draft| enter_customer(draft, Customer::named(id(), "Abarrotes Ñandú")))
            .unwrap();
        let customer = desk.customer;
        desk.first = desk.invoice(InvoiceForm::new(
            customer,
            "F-1001",
            day("2026-01-01"),
            Due::On(day("2026-01-31")),
            mxn(116_000),
        ));
        let parts = [("2026-02-15", 132_000), ("2026-03-15", 100_000)];
        let parts = parts.map(|(due, amount_minor)| Instalment { due_on: day(due), amount_minor });
        desk.parts = desk.invoice(InvoiceForm::new(
            customer,
            "F-1002",
            day("2026-01-05"),
            Due::Instalments(parts.to_vec()),
            mxn(232_000),
        ));
        let mut dollars = InvoiceForm::new(
            customer,
            "E-77",
            day("2026-01-10"),
            Due::On(day("2026-01-20")),
            usd(10_000),
        );
        dollars.rate = Some("17".parse().unwrap());
        desk.dollars = desk.invoice(dollars);
        desk
    }

    fn act<T>(
        &mut self,
        what: impl FnOnce(&mut Draft) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let at_ms = self.book.head().map_or(1, |head| head.seq + 1);
        let moment = Moment { at_ms, random: at_ms, device: "test".to_owned() };
        let mut draft = Draft::begin(&self.book, Deed::ChangedSettings, &moment);
        let done = what(&mut draft)?;
        self.book = draft.finish().1;
        Ok(done)
    }

    fn invoice(&mut self, form: InvoiceForm) -> Id {
        self.act(|draft| enter_invoice(draft, form)).unwrap()
    }

    fn rate(&mut self, value: &str) {
        let value = value.parse().unwrap();
        self.act(|draft| enter_rate(draft, Currency::USD, day("2026-02-01"), value)).unwrap();
    }

    fn draft(&self, amount: &str) -> PaymentDraft {
        let mut draft = PaymentDraft::new("10/2/2026".to_owned(), Currency::MXN);
        draft.customer = Some(self.customer);
        amount.clone_into(&mut draft.amount);
        draft
    }

    fn sheet(&self, draft: &PaymentDraft) -> Sheet {
        draft.work_out(&self.book, STYLE, today())
    }

    fn table(&self, draft: &PaymentDraft) -> Table {
        self.sheet(draft).table.unwrap()
    }

    fn save(&mut self, draft: &PaymentDraft) -> Id {
        let form = draft.validate(&self.book, STYLE, today()).unwrap();
        self.act(|record| form.enter(record)).unwrap()
    }

    fn credit(&mut self, kind: CreditKind, date: &str, amount: Money, lines: Vec<Line>) -> Id {
        let form = CreditForm {
            kind,
            customer: self.customer,
            date: day(date),
            amount,
            rate: None,
            reference: format!("REF {date}"),
            notes: String::new(),
            lines,
        };
        self.act(|draft| enter_credit(draft, form)).unwrap()
    }

    fn open(&self, invoice: Id, on: &str) -> i64 {
        let ix = self.book.find_invoice(invoice).unwrap();
        self.book.open(ix, day(on)).amount_minor
    }

    fn facts(&self, credit: Id) -> PaymentFacts {
        PaymentFacts::of(&self.book, self.book.find_credit(credit).unwrap(), today())
    }
}

fn id() -> Id {
    Id::new(1, 1)
}

fn transfer() -> CreditKind {
    CreditKind::Payment { method: Method::Transfer }
}

fn post_dated(number: &str, to: Option<&str>) -> CreditKind {
    let number = number.to_owned();
    let post_dated_to = to.map(day);
    let cheque = Cheque { number, bank: "Banco del Sur".to_owned(), post_dated_to };
    CreditKind::Payment { method: Method::Cheque(cheque) }
}

/// What each touched line takes, by its invoice's number and instalment.
fn taken(table: &Table) -> Vec<(String, u16, i64)> {
    let touched = table.lines.iter().filter(|line| line.takes_minor != 0);
    touched.map(|line| (line.number.clone(), line.to.number, line.takes_minor)).collect()
}

fn problems(sheet: &Sheet) -> Vec<(Field, Problem)> {
    sheet.problems.iter().map(|FieldProblem { field, problem }| (*field, *problem)).collect()
}

mod the_sheet {
    use super::*;

    #[test]
    fn proposes_and_says_why() {
        let desk = Desk::new();
        let by_age = desk.table(&desk.draft("2,000.00"));
        assert_eq!(by_age.reason, Some(Reason::OldestFirst));
        assert_eq!(
            taken(&by_age),
            [("F-1001".to_owned(), 1, 116_000), ("F-1002".to_owned(), 1, 84_000)]
        );
        assert_eq!(by_age.remains_minor(), Some(0));

        let exact = desk.table(&desk.draft("2320"));
        assert_eq!(exact.reason, Some(Reason::ExactAmount));
        assert_eq!(
            taken(&exact),
            [("F-1002".to_owned(), 1, 132_000), ("F-1002".to_owned(), 2, 100_000)]
        );

        let mut quoted = desk.draft("500");
        quoted.reference = "SPEI F-1002".to_owned();
        let quoted = desk.table(&quoted);
        assert_eq!(quoted.reason, Some(Reason::Reference));
        assert_eq!(taken(&quoted), [("F-1002".to_owned(), 1, 50_000)]);

        let mut chosen = desk.draft("2400");
        chosen.invoice = Some(desk.parts);
        let chosen = desk.table(&chosen);
        assert_eq!(chosen.reason, Some(Reason::ChosenInvoice));
        assert_eq!(chosen.line(item(desk.first, 1)).unwrap().takes_minor, 8_000);
    }

    #[test]
    fn without_an_amount_nothing_is_proposed_and_the_open_items_stand_there() {
        let desk = Desk::new();
        let table = desk.table(&desk.draft(""));
        assert_eq!((table.reason, table.remains_minor()), (None, None));
        let open: Vec<_> = table.lines.iter().map(|line| line.open).collect();
        assert_eq!(open, [usd(10_000), mxn(116_000), mxn(132_000), mxn(100_000)]);
        // A tick takes the whole of a line then.
        let ticked = table.with_tick(item(desk.first, 1), true, Currency::MXN, STYLE);
        assert_eq!(ticked[0].takes, "1,160.00");
    }

    #[test]
    fn more_than_is_open_is_found_to_the_cent() {
        let desk = Desk::new();
        let mut draft = desk.draft("1160.01");
        let edit = |takes: &str| {
            let takes = takes.to_owned();
            Some(vec![LineEdit { to: item(desk.first, 1), takes, settles: String::new() }])
        };
        draft.edits = edit("1,160.00");
        assert!(desk.sheet(&draft).problems.is_empty());
        draft.edits = edit("1,160.01");
        let too_much = LineProblem::MoreThanOpen { open: mxn(116_000), asked: mxn(116_001) };
        assert_eq!(
            problems(&desk.sheet(&draft)),
            [(Field::Line(item(desk.first, 1)), Problem::Line(too_much))]
        );
        assert!(draft.validate(&desk.book, STYLE, today()).is_err());
    }

    #[test]
    fn more_than_there_is_names_both_figures() {
        let desk = Desk::new();
        let mut draft = desk.draft("950");
        let table = desk.table(&draft);
        assert_eq!(taken(&table), [("F-1001".to_owned(), 1, 95_000)]);
        draft.edits = Some(table.with_takes(item(desk.parts, 2), "0.01", Currency::MXN, STYLE));
        let sheet = desk.sheet(&draft);
        assert_eq!(sheet.table.as_ref().unwrap().remains_minor(), Some(-1));
        let problem = Problem::MoreThanThereIs { amount: mxn(95_000), asked: mxn(95_001) };
        assert_eq!(problems(&sheet), [(Field::Lines, problem)]);
    }

    #[test]
    fn the_users_lines_win_until_a_proposal_is_asked_for_again() {
        let desk = Desk::new();
        let mut draft = desk.draft("950");
        let table = desk.table(&draft);
        draft.edits = Some(table.with_tick(item(desk.first, 1), false, Currency::MXN, STYLE));
        let none = desk.table(&draft);
        assert_eq!((none.reason, none.remains_minor()), (Some(Reason::ByHand), Some(95_000)));
        draft.edits = Some(none.with_tick(item(desk.parts, 1), true, Currency::MXN, STYLE));
        draft.amount = "2320".to_owned();
        assert_eq!(taken(&desk.table(&draft)), [("F-1002".to_owned(), 1, 95_000)]);
        draft.edits = None;
        assert_eq!(desk.table(&draft).reason, Some(Reason::ExactAmount));
    }

    #[test]
    fn what_is_left_over_stays_as_credit() {
        let mut desk = Desk::new();
        let mut draft = desk.draft("5,000");
        draft.reference = " SPEI 9 ".to_owned();
        let table = desk.table(&draft);
        assert_eq!(table.remains_minor(), Some(152_000));
        let credit = desk.save(&draft);
        let facts = desk.facts(credit);
        assert_eq!(facts.left, mxn(152_000));
        assert_eq!(facts.settles_now(), [mxn(348_000)]);
        let entry = desk.book.credit(desk.book.find_credit(credit).unwrap());
        assert_eq!(entry.credit.reference, "SPEI 9");
    }

    #[test]
    fn what_is_missing_or_unreadable_is_said_for_each_field() {
        let desk = Desk::new();
        let mut draft = PaymentDraft::new("31/2/2026".to_owned(), Currency::MXN);
        draft.amount = "mil".to_owned();
        draft.withheld = "0".to_owned();
        draft.rate = "-1".to_owned();
        assert_eq!(
            problems(&desk.sheet(&draft)),
            [
                (Field::Customer, Problem::Missing),
                (Field::Amount, Problem::NotAnAmount),
                (Field::Date, Problem::NotADate),
                (Field::Withheld, Problem::NotPositive),
                (Field::Rate, Problem::NotPositive),
            ]
        );
        draft.date = String::new();
        assert!(problems(&desk.sheet(&draft)).contains(&(Field::Date, Problem::Missing)));
    }

    #[test]
    fn it_takes_effect_no_sooner_than_it_can() {
        let mut desk = Desk::new();
        let mut draft = desk.draft("1160");
        draft.effect_on = "9/2/2026".to_owned();
        let too_early = Problem::TooEarly { earliest: today() };
        assert_eq!(problems(&desk.sheet(&draft)), [(Field::EffectOn, too_early)]);
        draft.effect_on = String::new();

        draft.came_by = CameBy::Cheque;
        draft.post_dated_to = "9/2/2026".to_owned();
        assert_eq!(problems(&desk.sheet(&draft)), [(Field::PostDated, too_early)]);
        draft.post_dated_to = "28/2/2026".to_owned();
        assert_eq!(desk.sheet(&draft).on, Some(day("2026-02-28")));
        desk.save(&draft);
        assert_eq!(desk.open(desk.first, "2026-02-27"), 116_000);
        assert_eq!(desk.open(desk.first, "2026-02-28"), 0);
    }

    #[test]
    fn a_credit_note_is_no_money_and_has_nothing_beside_it() {
        let mut desk = Desk::new();
        let mut draft = desk.draft("100");
        draft.kind = Kind::CreditNote;
        draft.withheld = "no se lee".to_owned();
        let form = draft.validate(&desk.book, STYLE, today()).unwrap();
        assert_eq!((form.credits.len(), form.deed()), (1, Deed::RecordedCredit));
        let credit = desk.save(&draft);
        let entry = desk.book.credit(desk.book.find_credit(credit).unwrap());
        assert_eq!(entry.credit.kind, CreditKind::CreditNote);
    }
}

mod beside_a_payment {
    use super::*;

    #[test]
    fn a_withholding_settles_what_the_payment_leaves() {
        let mut desk = Desk::new();
        let mut draft = desk.draft("1000");
        draft.withheld = "160".to_owned();
        draft.certificate = "CERT 5".to_owned();
        let table = desk.table(&draft);
        // Found by the whole amount, though less came.
        assert_eq!(table.reason, Some(Reason::ExactAmount));
        let line = table.line(item(desk.first, 1)).unwrap();
        assert_eq!(
            (line.takes_minor, line.withheld_minor, line.after_minor()),
            (100_000, 16_000, 0)
        );

        let records = desk.book.log().count();
        desk.save(&draft);
        assert_eq!(desk.book.log().count(), records + 1);
        assert_eq!(desk.open(desk.first, "2026-02-10"), 0);
        let entered: Vec<_> =
            desk.book.credits().map(|(_, entry)| (entry.credit.id, entry.amount)).collect();
        let amounts: Vec<_> = entered.iter().map(|(_, amount)| *amount).collect();
        assert_eq!(amounts, [mxn(100_000), mxn(16_000)]);
        let other = desk.facts(entered[0].0).beside;
        assert_eq!((other.len(), other[0].credit), (1, entered[1].0));
        assert_eq!((other[0].kind, other[0].amount), (KindGroup::Withholding, mxn(16_000)));
    }

    #[test]
    fn a_withholding_of_several_invoices_is_shared_in_proportion() {
        let desk = Desk::new();
        let mut draft = desk.draft("3000");
        draft.withheld = "480".to_owned();
        let table = desk.table(&draft);
        let shares: Vec<_> = table
            .lines
            .iter()
            .filter(|line| line.is_touched())
            .map(|line| (line.takes_minor, line.withheld_minor, line.after_minor()))
            .collect();
        assert_eq!(shares, [(100_000, 16_000, 0), (113_793, 18_207, 0), (86_207, 13_793, 0)]);
        assert_eq!((table.remains_minor(), table.withheld_left_minor), (Some(0), 0));
    }

    #[test]
    fn a_withholding_without_anything_open_stays_as_credit() {
        let desk = Desk::new();
        let mut draft = desk.draft("3400");
        draft.withheld = "100".to_owned();
        let table = desk.table(&draft);
        let settled: i64 =
            table.lines.iter().map(|line| line.takes_minor + line.withheld_minor).sum();
        assert_eq!(settled, 348_000);
        assert_eq!((table.remains_minor(), table.withheld_left_minor), (Some(2_000), 0));
        draft.edits = Some(Vec::new());
        draft.withheld = "3500".to_owned();
        assert_eq!(desk.table(&draft).withheld_left_minor, 2_000);
    }

    #[test]
    fn a_discount_is_offered_in_time_and_once() {
        let mut desk = Desk::new();
        let mut terms = Terms::net(30);
        terms.discount = Some(EarlyDiscount { percent: 2.into(), within_days: 10 });
        let form = InvoiceForm::new(
            desk.customer,
            "F-1003",
            day("2026-02-01"),
            Due::Terms(terms),
            mxn(50_000),
        );
        let invoice = desk.invoice(form);
        let mut draft = desk.draft("490");
        let offers = desk.sheet(&draft).offers;
        assert_eq!(offers.len(), 1);
        assert_eq!((offers[0].until, offers[0].amount), (day("2026-02-11"), mxn(1_000)));
        draft.date = "12/2/2026".to_owned();
        assert!(desk.sheet(&draft).offers.is_empty());

        draft.date = "11/2/2026".to_owned();
        draft.discounts = vec![invoice];
        let table = desk.table(&draft);
        assert_eq!(table.reason, Some(Reason::ExactAmount));
        let line = table.line(item(invoice, 1)).unwrap();
        assert_eq!((line.takes_minor, line.discount_minor, line.after_minor()), (49_000, 1_000, 0));
        desk.save(&draft);
        assert_eq!(desk.open(invoice, "2026-02-11"), 0);
        let discount = desk.book.credits().last().unwrap().1;
        assert_eq!(discount.credit.kind, CreditKind::EarlyDiscount);
        assert!(desk.sheet(&desk.draft("1")).offers.is_empty());
    }

    #[test]
    fn a_small_difference_is_written_off_only_when_asked_and_within_the_tolerance() {
        let mut desk = Desk::new();
        let mut draft = desk.draft("1159.01");
        draft.invoice = Some(desk.first);
        let table = desk.table(&draft);
        assert_eq!(table.small, [mxn(99)]);
        assert_eq!(table.line(item(desk.first, 1)).unwrap().after_minor(), 99);
        draft.amount = "1158.99".to_owned();
        assert!(desk.table(&draft).small.is_empty());

        draft.amount = "1159.01".to_owned();
        draft.forgive = true;
        desk.save(&draft);
        assert_eq!(desk.open(desk.first, "2026-02-10"), 0);
        let last = desk.book.credits().last().unwrap().1;
        assert_eq!((&last.credit.kind, last.amount), (&CreditKind::SmallDifference, mxn(99)));

        let mut firm = desk.book.firm().clone();
        firm.tolerance = "0.5".parse().unwrap();
        desk.act(|draft| set_firm(draft, firm)).unwrap();
        let mut draft = desk.draft("1319.50");
        draft.invoice = Some(desk.parts);
        assert_eq!(desk.table(&draft).small, [mxn(50)]);
        draft.amount = "1319.49".to_owned();
        assert!(desk.table(&draft).small.is_empty());
    }
}

mod another_currency {
    use super::*;

    #[test]
    fn a_tick_converts_at_the_rate_of_the_day() {
        let mut desk = Desk::new();
        desk.rate("18.50");
        let mut draft = desk.draft("2000");
        let to = item(desk.dollars, 1);
        draft.edits = Some(Vec::new());
        draft.edits = Some(desk.table(&draft).with_tick(to, true, Currency::MXN, STYLE));
        let table = desk.table(&draft);
        let line = table.line(to).unwrap();
        assert_eq!((line.takes.as_str(), line.settles.as_str()), ("1,850.00", "100.00"));
        assert_eq!(line.rate, Some("18.50".parse().unwrap()));
        assert_eq!(table.remains_minor(), Some(15_000));

        // 100 dollars at 18.50 less 100 at the invoice's 17: 150 pesos gained.
        let form = draft.validate(&desk.book, STYLE, today()).unwrap();
        assert_eq!(form.exchange_differences(&desk.book), [(to, mxn(15_000))]);
        let credit = desk.save(&draft);
        assert_eq!(desk.open(desk.dollars, "2026-02-10"), 0);
        let facts = desk.facts(credit);
        assert_eq!(facts.settled[0].settles, usd(10_000));
        assert_eq!(facts.settled[0].takes, Some(mxn(185_000)));
        assert_eq!(facts.settled[0].exchange, Some(mxn(15_000)));
    }

    #[test]
    fn with_too_little_money_a_part_is_converted() {
        let mut desk = Desk::new();
        desk.rate("20");
        let mut draft = desk.draft("500");
        draft.edits = Some(Vec::new());
        let to = item(desk.dollars, 1);
        draft.edits = Some(desk.table(&draft).with_tick(to, true, Currency::MXN, STYLE));
        let table = desk.table(&draft);
        let line = table.line(to).unwrap();
        assert_eq!((line.takes_minor, line.settles_minor), (50_000, 2_500));
        // What is settled leads, and what is taken follows.
        draft.edits = Some(table.with_settles(to, "10", Currency::MXN, STYLE));
        assert_eq!(desk.table(&draft).line(to).unwrap().takes_minor, 20_000);
        // What is taken can be set on its own: the rate is what they make.
        let table = desk.table(&draft);
        draft.edits = Some(table.with_takes(to, "195", Currency::MXN, STYLE));
        let line = desk.table(&draft).line(to).unwrap().clone();
        assert_eq!((line.settles_minor, line.rate), (1_000, Some("19.5".parse().unwrap())));
    }

    #[test]
    fn without_a_rate_both_amounts_are_asked_for() {
        let desk = Desk::new();
        let mut draft = desk.draft("2000");
        let to = item(desk.dollars, 1);
        draft.edits = Some(Vec::new());
        draft.edits = Some(desk.table(&draft).with_tick(to, true, Currency::MXN, STYLE));
        let missing = Problem::Line(LineProblem::OtherAmountMissing);
        assert_eq!(problems(&desk.sheet(&draft)), [(Field::Line(to), missing)]);
        let table = desk.table(&draft);
        draft.edits = Some(table.with_takes(to, "1900", Currency::MXN, STYLE));
        assert!(desk.sheet(&draft).problems.is_empty());
    }
}

mod what_is_left {
    use super::*;

    #[test]
    fn is_applied_as_early_as_it_can() {
        let mut desk = Desk::new();
        let credit = desk.credit(transfer(), "2026-02-01", mxn(116_000), Vec::new());
        let apply = ApplyDraft::new(credit);
        let sheet = apply.work_out(&desk.book, STYLE, today());
        assert_eq!((sheet.on, sheet.amount), (Some(day("2026-02-01")), Some(mxn(116_000))));
        assert_eq!(sheet.table.as_ref().unwrap().reason, Some(Reason::ExactAmount));
        desk.act(|draft| apply.apply(&sheet, draft)).unwrap();
        assert_eq!(desk.open(desk.first, "2026-02-01"), 0);
        assert_eq!(desk.facts(credit).left, mxn(0));
    }

    #[test]
    fn is_applied_from_today_where_it_was_used_meanwhile() {
        let mut desk = Desk::new();
        let line = Line::new(item(desk.first, 1), 116_000);
        let credit = desk.credit(transfer(), "2026-02-01", mxn(116_000), vec![line]);
        let allocation = desk.facts(credit).settled[0].allocation;
        desk.act(|draft| take_back(draft, allocation, day("2026-02-05"))).unwrap();
        let mut apply = ApplyDraft::new(credit);
        let sheet = apply.work_out(&desk.book, STYLE, today());
        assert_eq!((sheet.on, sheet.amount), (Some(today()), Some(mxn(116_000))));
        desk.act(|draft| apply.apply(&sheet, draft)).unwrap();

        apply.effect_on = "31/1/2026".to_owned();
        let early = apply.work_out(&desk.book, STYLE, today());
        let too_early = Problem::TooEarly { earliest: day("2026-02-01") };
        assert_eq!(problems(&early), [(Field::EffectOn, too_early)]);
        let facts = desk.facts(credit);
        let ends: Vec<_> = facts.settled.iter().map(|settled| settled.until).collect();
        assert_eq!(ends, [None, Some(day("2026-02-05"))]);
    }

    #[test]
    fn to_apply_nothing_is_a_problem() {
        let mut desk = Desk::new();
        let credit = desk.credit(transfer(), "2026-02-01", mxn(5_000), Vec::new());
        let apply = ApplyDraft { edits: Some(Vec::new()), ..ApplyDraft::new(credit) };
        let sheet = apply.work_out(&desk.book, STYLE, today());
        assert_eq!(problems(&sheet), [(Field::Lines, Problem::Missing)]);
    }

    #[test]
    fn is_given_back_up_to_the_last_cent() {
        let mut desk = Desk::new();
        let line = Line::new(item(desk.first, 1), 100_000);
        let credit = desk.credit(transfer(), "2026-02-01", mxn(116_000), vec![line]);
        let ix = desk.book.find_credit(credit).unwrap();
        let check = |amount: &str, on: &str| {
            let draft = RefundDraft { amount: amount.to_owned(), on: on.to_owned() };
            draft.validate(&desk.book, ix, STYLE, today())
        };
        assert_eq!(check("160", "hoy"), Ok((16_000, today())));
        let too_much = Problem::MoreThanThereIs { amount: mxn(16_000), asked: mxn(16_001) };
        assert_eq!(check("160.01", "hoy"), Err((Some(too_much), None)));
        let too_early = Problem::TooEarly { earliest: day("2026-02-01") };
        assert_eq!(check("", "31/1/2026"), Err((Some(Problem::Missing), Some(too_early))));
        desk.act(|draft| refund(draft, credit, 16_000, today(), "SPEI 3".to_owned())).unwrap();
        let facts = desk.facts(credit);
        assert_eq!((facts.left, facts.refunds[0].amount), (mxn(0), mxn(16_000)));
    }
}

mod the_list {
    use super::*;

    fn desk() -> (Desk, [Id; 4]) {
        let mut desk = Desk::new();
        let line = Line::new(item(desk.first, 1), 50_000);
        let ids = [
            desk.credit(transfer(), "2026-02-03", mxn(60_000), vec![line]),
            desk.credit(CreditKind::CreditNote, "2026-01-15", mxn(90_000), Vec::new()),
            desk.credit(post_dated("771", None), "2026-02-05", mxn(10_000), Vec::new()),
            desk.credit(transfer(), "2026-02-03", usd(7_000), Vec::new()),
        ];
        let cheque = ids[2];
        desk.act(|draft| step_cheque(draft, cheque, ChequeStep::Bounced, day("2026-02-07")))
            .unwrap();
        (desk, ids)
    }

    fn shown(desk: &Desk, filter: &PaymentFilter) -> Vec<Id> {
        let rows = rows(&desk.book, filter, today());
        rows.iter().map(|row| desk.book.credit(row.credit).credit.id).collect()
    }

    #[test]
    fn filters_by_each_and_by_all() {
        let (desk, [paid, note, cheque, dollars]) = desk();
        let any = PaymentFilter::default();
        let words = |text: &str| PaymentFilter { words: text.to_owned(), ..any.clone() };
        assert_eq!(shown(&desk, &any), [paid, note, cheque, dollars]);
        let kind = PaymentFilter { kind: Some(KindGroup::CreditNote), ..any.clone() };
        assert_eq!(shown(&desk, &kind), [note]);
        let left = PaymentFilter { only_left: true, ..any.clone() };
        assert_eq!(shown(&desk, &left), [paid, note, dollars]);
        assert_eq!(shown(&desk, &words(" ñandu ")).len(), 4);
        assert_eq!(shown(&desk, &words("f-1001")), [paid]);
        assert_eq!(shown(&desk, &words("771")), [cheque]);
        assert_eq!(shown(&desk, &words("ref 2026-01")), [note]);
        let from = PaymentFilter { from: Some(day("2026-02-03")), ..any.clone() };
        assert_eq!(shown(&desk, &from), [paid, cheque, dollars]);
        let both = PaymentFilter { to: Some(day("2026-02-03")), ..from };
        assert_eq!(shown(&desk, &both), [paid, dollars]);
        let nobody = PaymentFilter { customer: Some(Id::new(9, 9)), ..any };
        assert!(shown(&desk, &nobody).is_empty());
    }

    #[test]
    fn sorts_both_ways() {
        let (desk, [paid, note, cheque, dollars]) = desk();
        let sorted = |by, descending| {
            let mut rows = rows(&desk.book, &PaymentFilter::default(), today());
            sort(&desk.book, &mut rows, by, descending);
            rows.iter().map(|row| desk.book.credit(row.credit).credit.id).collect::<Vec<_>>()
        };
        assert_eq!(sorted(PaymentSort::Date, true), [cheque, dollars, paid, note]);
        assert_eq!(sorted(PaymentSort::Date, false), [note, paid, dollars, cheque]);
        assert_eq!(sorted(PaymentSort::Amount, true), [note, paid, cheque, dollars]);
        assert_eq!(sorted(PaymentSort::Left, false), [cheque, dollars, paid, note]);
        assert_eq!(sorted(PaymentSort::Kind, false), [cheque, dollars, paid, note]);
    }

    #[test]
    fn sums_each_currency_without_what_bounced() {
        let (desk, _) = desk();
        let rows = rows(&desk.book, &PaymentFilter::default(), today());
        let sums: Vec<_> = totals(&desk.book, &rows)
            .iter()
            .map(|total| (total.currency, total.amount_minor, total.left_minor))
            .collect();
        assert_eq!(sums, [(Currency::MXN, 150_000, 100_000), (Currency::USD, 7_000, 7_000)]);
    }

    #[test]
    fn the_file_holds_what_is_shown() {
        let (desk, _) = desk();
        let filter = PaymentFilter { words: "F-1001".to_owned(), ..PaymentFilter::default() };
        let rows = rows(&desk.book, &filter, today());
        let text =
            String::from_utf8(payments::sheet(&desk.book, &rows, Lang::Es).to_csv()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines[1],
            "2026-02-03,Abarrotes Ñandú,Pago,Transferencia,REF 2026-02-03,F-1001,MXN,600.00,100.00"
        );
        assert_eq!(lines[2], "Total,,,,,,MXN,600.00,100.00");
        assert_eq!(lines.len(), 3);
        assert_eq!(file_name(today()), "payments-2026-02-10.csv");
    }
}

mod cheques_in_hand {
    use super::*;

    #[test]
    fn stand_in_the_group_of_what_is_to_be_done() {
        let mut desk = Desk::new();
        let waiting = desk.credit(post_dated("1", None), "2026-02-01", mxn(100), Vec::new());
        let due =
            desk.credit(post_dated("2", Some("2026-02-10")), "2026-02-01", mxn(200), Vec::new());
        let later =
            desk.credit(post_dated("3", Some("2026-02-11")), "2026-02-01", mxn(400), Vec::new());
        let sent = desk.credit(post_dated("4", None), "2026-02-01", mxn(800), Vec::new());
        let cleared = desk.credit(post_dated("5", None), "2026-02-01", mxn(1_600), Vec::new());
        let returned = desk.credit(post_dated("6", None), "2025-11-01", mxn(3_200), Vec::new());
        let long_ago = desk.credit(post_dated("7", None), "2025-11-01", mxn(6_400), Vec::new());
        for (credit, step, on) in [
            (sent, ChequeStep::Deposited, "2026-02-09"),
            (cleared, ChequeStep::Cleared, "2026-02-09"),
            (returned, ChequeStep::Bounced, "2025-11-12"),
            (long_ago, ChequeStep::Bounced, "2025-11-11"),
        ] {
            desk.act(|draft| step_cheque(draft, credit, step, day(on))).unwrap();
        }
        let cheques = Cheques::of(&desk.book, today());
        let ids = |group: &[cartera::views::cheques::Cheque]| {
            group.iter().map(|cheque| desk.book.credit(cheque.credit).credit.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&cheques.to_deposit), [waiting, due]);
        assert_eq!(ids(&cheques.post_dated), [later]);
        assert_eq!(ids(&cheques.deposited), [sent]);
        assert_eq!(ids(&cheques.bounced), [returned]);
        assert_eq!(cheques.in_hand(), (4, vec![mxn(1_500)]));
        assert_eq!(sums(&cheques.to_deposit), [mxn(300)]);
        assert!(!cheques.is_empty());
    }

    #[test]
    fn take_the_steps_that_may_follow() {
        let mut desk = Desk::new();
        let credit = desk.credit(post_dated("1", None), "2026-02-01", mxn(100), Vec::new());
        use ChequeStep::{Bounced, Cleared, Deposited};
        assert_eq!(desk.facts(credit).steps, [Deposited, Cleared, Bounced]);
        for (step, then) in
            [(Deposited, vec![Cleared, Bounced]), (Cleared, vec![Bounced]), (Bounced, vec![])]
        {
            desk.act(|draft| step_cheque(draft, credit, step, day("2026-02-03"))).unwrap();
            assert_eq!(desk.facts(credit).steps, then);
        }
        let money = desk.credit(transfer(), "2026-02-01", mxn(100), Vec::new());
        assert!(desk.facts(money).steps.is_empty());
    }
}

//! What goes out of a ledger says what the ledger says: the folder of tables, the journals
//! for plain-text accounting, and lists that come back in.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "support/ledgers.rs"]
mod ledgers;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use cartera::aging::{AgingQuery, RowKey, aging};
use cartera::demo::portfolio;
use cartera::files::bank::BankOptions;
use cartera::files::csv_out::unguard;
use cartera::files::ledger_folder::{LedgerFile, archive_name, folder};
use cartera::files::list::{Corrections, ListOptions, ListReader, Survey};
use cartera::files::list_entry::{Entering, EntryOptions, Planning, UndatedPayments};
use cartera::files::off_page::{Answer, Job, run, worksheets};
use cartera::files::plain_text_accounting::{Dialect, journal_file_name, open_items_journal};
use cartera::files::sheet::Sheet;
use cartera::files::table::Table;
use cartera::files::{archive, archive_out};
use cartera::ledger::action::{self, CreditForm, Draft, Due, InvoiceForm, Moment};
use cartera::ledger::credit::{CreditKind, Method};
use cartera::ledger::customer::Customer;
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Currency, Id, Money};
use cartera::text::Lang;
use cartera::views::invoices::{InvoiceQuery, invoice_lines, invoices_sheet, select_invoices};
use chrono::NaiveDate;
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn draft() -> Draft {
    let moment = Moment { at_ms: 1_767_225_600_000, random: 11, device: "t".to_owned() };
    Draft::begin(&Book::default(), Deed::Began, &moment)
}

fn demo() -> Book {
    let mut draft = draft();
    portfolio(&mut draft, date("2026-03-31"), 2026, Lang::Es).unwrap();
    draft.into_book()
}

/// What each customer owes, by its id and currency, without zeros.
type Balances = BTreeMap<(String, String), i64>;

fn balances(book: &Book, on: NaiveDate) -> Balances {
    let mut balances = Balances::new();
    for section in aging(book, &AgingQuery::new(book, on)).sections {
        for row in section.rows {
            let RowKey::Customer(ix) = row.key else { continue };
            let key = (book.customer(ix).customer.id.to_string(), section.currency.to_string());
            balances.insert(key, row.amounts.balance_minor);
        }
    }
    balances.retain(|_, minor| *minor != 0);
    balances
}

fn minor(amount: &str, currency: &str) -> i64 {
    let currency = Currency::from_code(currency).unwrap();
    Money::from_decimal(amount.parse().unwrap(), currency).unwrap().amount_minor
}

// The folder of tables.

/// A table of the folder, read as anybody would: its rows, each by the names of its columns.
fn rows(bytes: &[u8]) -> Vec<HashMap<String, String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{FEFF}').unwrap();
    let mut all = csv(text).into_iter();
    let header = all.next().unwrap();
    all.map(|row| {
        assert_eq!(row.len(), header.len());
        header.iter().cloned().zip(row).collect()
    })
    .collect()
}

/// RFC 4180 by hand: what is checked is not read by what wrote it.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted);
    rows
}

/// The balances as the explanation in the folder says they are added up: open of each
/// instalment from its allocations, left of each credit from its own, nothing taken from
/// the columns that hold the results.
fn added_up(files: &BTreeMap<String, Vec<u8>>, on: NaiveDate) -> Balances {
    let day = on.to_string();
    let in_effect = |row: &HashMap<String, String>| {
        row["from"] <= day && (row["until"].is_empty() || row["until"] > day)
    };
    let mut settled: HashMap<(String, String), i64> = HashMap::new();
    let mut taken: HashMap<String, i64> = HashMap::new();
    for row in rows(&files["allocations.csv"]).iter().filter(|row| in_effect(row)) {
        let to = (row["invoice_id"].clone(), row["instalment"].clone());
        *settled.entry(to).or_default() += minor(&row["settled"], &row["settled_currency"]);
        *taken.entry(row["credit_id"].clone()).or_default() +=
            minor(&row["taken"], &row["taken_currency"]);
    }
    for row in rows(&files["refunds.csv"]).iter().filter(|row| row["paid_on"] <= day) {
        *taken.entry(row["credit_id"].clone()).or_default() +=
            minor(&row["amount"], &row["currency"]);
    }
    let invoices: HashMap<_, _> = rows(&files["invoices.csv"])
        .into_iter()
        .map(|row| (row["invoice_id"].clone(), row))
        .collect();
    let mut totals: HashMap<String, i64> = HashMap::new();
    let mut balances = Balances::new();
    for row in rows(&files["instalments.csv"]) {
        let invoice = &invoices[&row["invoice_id"]];
        let amount = minor(&row["amount"], &row["currency"]);
        *totals.entry(row["invoice_id"].clone()).or_default() += amount;
        let cancelled = &invoice["cancelled_on"];
        let owed = invoice["issued_on"] <= day && (cancelled.is_empty() || *cancelled > day);
        let to = (row["invoice_id"].clone(), row["instalment"].clone());
        let open = if owed { amount - settled.get(&to).copied().unwrap_or_default() } else { 0 };
        assert_eq!(minor(&row["open"], &row["currency"]), open);
        let key = (invoice["customer_id"].clone(), row["currency"].clone());
        *balances.entry(key).or_default() += open;
    }
    for (id, invoice) in &invoices {
        assert_eq!(minor(&invoice["total"], &invoice["currency"]), totals[id]);
    }
    for row in rows(&files["credits.csv"]) {
        let bounced = &row["cheque_bounced_on"];
        let counts = row["effective_on"] <= day && (bounced.is_empty() || *bounced > day);
        let taken = taken.get(&row["credit_id"]).copied().unwrap_or_default();
        let left = if counts { minor(&row["amount"], &row["currency"]) - taken } else { 0 };
        assert_eq!(minor(&row["left"], &row["currency"]), left);
        *balances.entry((row["customer_id"].clone(), row["currency"].clone())).or_default() -= left;
    }
    balances.retain(|_, minor| *minor != 0);
    balances
}

fn folder_of(book: &Book, on: NaiveDate) -> BTreeMap<String, Vec<u8>> {
    folder(book, on, Lang::Es).into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

#[test]
fn the_folder_comes_out_of_its_archive_and_adds_up() {
    let (book, on) = (small_ledger(), date("2026-03-31"));
    let files = folder(&book, on, Lang::Es);
    let names = files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.len())).collect();
    let bytes: Vec<u8> = files.iter().flat_map(|(_, bytes)| bytes.clone()).collect();
    let (answer, mut parts) = run(&Job::Pack { files: names, on }, &bytes);
    assert_eq!(answer, Answer::Written);
    let packed = parts.pop().unwrap();
    assert!(packed.len() < bytes.len(), "{} of {}", packed.len(), bytes.len());

    let mut found = BTreeMap::new();
    archive::each(&packed, &mut archive::Budget::new(), |_, entry| {
        found.insert(entry.name, entry.bytes.unwrap());
    })
    .unwrap();
    assert_eq!(found, folder_of(&book, on));
    assert_eq!(added_up(&found, on), balances(&book, on));
    for (file, rows_there) in [
        (LedgerFile::Customers, book.customers().count()),
        (LedgerFile::Invoices, book.invoices().count()),
        (LedgerFile::Credits, book.credits().count()),
        (LedgerFile::Rates, book.rates().len()),
        (LedgerFile::History, book.log().count()),
    ] {
        assert_eq!(rows(&found[file.file_name()]).len(), rows_there, "{file:?}");
    }
    let readme = String::from_utf8(found["LEAME.txt"].clone()).unwrap();
    for file in LedgerFile::ALL {
        assert!(readme.contains(file.file_name()), "{file:?}");
    }
    assert_eq!(archive_name(on), "cartera-tables-2026-03-31.zip");
    let short = Job::Pack { files: vec![("a".to_owned(), 9)], on };
    assert_eq!(run(&short, b"short").0, Answer::Impossible);
}

#[test]
fn every_column_is_documented() {
    let documented = include_str!("../docs/ledger-folder.md");
    for file in LedgerFile::ALL {
        let (_, part) = documented.split_once(&format!("## {}", file.file_name())).unwrap();
        let part = part.split("\n## ").next().unwrap();
        for column in file.columns() {
            assert!(part.contains(&format!("`{column}`")), "{file:?}: {column}");
        }
    }
}

#[test]
fn names_that_pretend_to_be_formulas_are_text_in_every_file() {
    let mut draft = draft();
    let mut customer = Customer::named(Id::new(0, 0), "=HYPERLINK(\"x\",\"y\"), S.A.");
    customer.notes = "dos\nlíneas".to_owned();
    action::enter_customer(&mut draft, customer.clone()).unwrap();
    let (book, on) = (draft.into_book(), date("2026-03-31"));
    let files = folder_of(&book, on);
    let row = &rows(&files["customers.csv"])[0];
    assert_eq!(row["legal_name"], "'=HYPERLINK(\"x\",\"y\"), S.A.");
    assert_eq!(unguard(&row["legal_name"]), customer.legal_name);
    assert_eq!(row["notes"], customer.notes);
}

// Journals.

/// A journal read by a grammar of our own, as strict as the programs where we know them to
/// be: what stands on each account in each currency.
fn accounts(text: &str, dialect: Dialect) -> BTreeMap<(String, String), i64> {
    let mut declared: Vec<String> = Vec::new();
    let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut open: BTreeMap<String, i64> = BTreeMap::new();
    let posting_account = |line: &str| line.split("  ").next().unwrap().to_owned();
    for line in text.lines().chain([""]) {
        assert!(!line.contains('\t') && !line.chars().any(char::is_control), "{line:?}");
        let trimmed = line.trim_start();
        let is_metadata = dialect == Dialect::Beancount
            && trimmed.split_once(": ").is_some_and(|(key, _)| {
                key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(' ')
            });
        if line.is_empty() {
            assert!(open.values().all(|sum| *sum == 0), "unbalanced: {open:?}");
            open.clear();
        } else if line.starts_with(';') || line.starts_with("option ") {
        } else if let Some(account) = line.strip_prefix("account ") {
            declared.push(posting_account(account));
        } else if let Some((_, account)) = line.split_once(" open ").filter(|_| !line.contains('"'))
        {
            let parts: Vec<_> = account.split(':').collect();
            for part in &parts {
                assert!(part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()));
                assert!(part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'), "{account}");
            }
            declared.push(account.to_owned());
        } else if line.starts_with("commodity ") || line.starts_with("decimal-mark ") {
        } else if !line.starts_with(' ') {
            let (day, rest) = line.split_at(10);
            date(day);
            assert!(rest.starts_with(" * ") || rest.starts_with(" commodity "), "{line}");
            if dialect == Dialect::Beancount && rest.starts_with(" * ") {
                let quotes = rest.replace("\\\\", "").replace("\\\"", "");
                assert_eq!(quotes.matches('"').count(), 4, "{line}");
            } else if dialect == Dialect::Hledger {
                assert!(rest.starts_with(" * ("), "{line}");
                assert_eq!(rest.matches("; ").count(), 1, "{line}");
            }
        } else if !is_metadata {
            let account = posting_account(trimmed);
            assert!(declared.contains(&account), "{account} is not declared in\n{text}");
            let rest = &trimmed[account.len() + 2..];
            let (amount, comment) = rest.split_once("  ; ").unwrap_or((rest, ""));
            assert!(!comment.contains('['), "{line}");
            let (amount, currency) = amount.split_once(' ').unwrap();
            let digits = Currency::from_code(currency).unwrap().minor_digits() as usize;
            let decimals = amount.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert_eq!(decimals, digits, "{line}");
            let minor = minor(amount, currency);
            *open.entry(currency.to_owned()).or_default() += minor;
            *sums.entry((account, currency.to_owned())).or_default() += minor;
        }
    }
    sums.retain(|_, minor| *minor != 0);
    sums
}

/// The balances of customers by the ids that the declarations of their accounts carry.
fn journal_balances(text: &str, dialect: Dialect) -> Balances {
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut last = String::new();
    for line in text.lines() {
        match dialect {
            Dialect::Hledger => {
                if let Some((account, tags)) =
                    line.strip_prefix("account ").and_then(|line| line.split_once("  ; customer:"))
                {
                    let id = tags.split(',').next().unwrap();
                    ids.insert(account.to_owned(), id.to_owned());
                }
            }
            Dialect::Beancount => {
                if let Some((_, account)) = line.split_once(" open ") {
                    account.clone_into(&mut last);
                } else if let Some(id) = line.strip_prefix("  customer: ") {
                    ids.insert(last.clone(), id.trim_matches('"').to_owned());
                }
            }
        }
    }
    let sums = accounts(text, dialect).into_iter();
    sums.filter_map(|((account, currency), minor)| {
        Some(((ids.get(&account)?.clone(), currency), minor))
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was done: tables and journals say what the aging report says of any day.
    #[test]
    fn what_goes_out_adds_up_to_the_report(ledger in ledgers::ledgers(40), at in 0usize..400) {
        let (book, on) = (&ledger.book, ledger.eventful_day(at));
        let expected = balances(book, on);
        prop_assert_eq!(&added_up(&folder_of(book, on), on), &expected);
        for dialect in Dialect::ALL {
            let text = open_items_journal(book, on, dialect);
            prop_assert_eq!(&journal_balances(&text, dialect), &expected);
        }
    }

    /// No name breaks a journal, and no two customers share an account.
    #[test]
    fn any_name_makes_an_account_of_its_own(
        names in prop::collection::vec("\\PC{0,12}|[ :;()\\[\\]|,\"\\\\=@#*!-]{1,8}|El  Faro: [A-B]", 1..6),
        number in "\\PC{1,12}|[;,()\\[\\]|\" ]{1,6}F",
    ) {
        let mut draft = draft();
        let mut entered = 0;
        for name in names {
            let customer = Customer::named(Id::new(0, 0), name);
            let Ok(id) = action::enter_customer(&mut draft, customer) else { continue };
            let total = Money::new(10_000, Currency::MXN);
            let due = Due::On(date("2026-02-10"));
            let form = InvoiceForm::new(id, &number, date("2026-01-10"), due, total);
            entered += i64::from(action::enter_invoice(&mut draft, form).is_ok());
        }
        let (book, on) = (draft.into_book(), date("2026-03-31"));
        for dialect in Dialect::ALL {
            let text = open_items_journal(&book, on, dialect);
            let found = journal_balances(&text, dialect);
            prop_assert_eq!(&found, &balances(&book, on));
            prop_assert_eq!(found.len() as i64, entered);
        }
    }
}

/// Two customers of the same name, one of whose invoices has two instalments and part of it
/// paid, dollars beside pesos and pesos without decimals, and a credit that is left over.
fn small_ledger() -> Book {
    let mut draft = draft();
    let customer = |draft: &mut Draft, name: &str, tax_id: &str| {
        let mut customer = Customer::named(Id::new(0, 0), name);
        tax_id.clone_into(&mut customer.tax_id);
        action::enter_customer(draft, customer).unwrap()
    };
    let one = customer(&mut draft, "Peñón: El  Faro; S.A. (sucursal)", "EFA010101AAA");
    let two = customer(&mut draft, "Peñón: El Faro; S.A. (sucursal)", "");
    let three = customer(&mut draft, "東京 \"Ltd\" \\ [2026-01-01]", "");
    let invoice = |draft: &mut Draft, of, number: &str, total: Money, due: Due| {
        let mut form = InvoiceForm::new(of, number, date("2026-01-10"), due, total);
        form.reference = "OC, 7 [2026-05-05]; x".to_owned();
        action::enter_invoice(draft, form).unwrap()
    };
    let money = |minor, code: &str| Money::new(minor, Currency::from_code(code).unwrap());
    let parts = [("2026-02-10", 60_000), ("2026-03-10", 40_050)].map(|(due_on, amount_minor)| {
        cartera::ledger::invoice::Instalment { due_on: date(due_on), amount_minor }
    });
    let split =
        invoice(&mut draft, one, "A (1)", money(100_050, "MXN"), Due::Instalments(parts.to_vec()));
    invoice(&mut draft, two, "A;2", money(5_000, "USD"), Due::On(date("2026-02-10")));
    invoice(&mut draft, three, "\"C\"", money(7_000, "CLP"), Due::On(date("2026-02-10")));
    let to = cartera::ledger::invoice::InstalmentRef { invoice: split, number: 1 };
    let form = CreditForm {
        kind: CreditKind::Payment { method: Method::Transfer },
        customer: one,
        date: date("2026-02-01"),
        amount: money(70_000, "MXN"),
        rate: None,
        reference: String::new(),
        notes: String::new(),
        lines: vec![action::Line::new(to, 50_000)],
    };
    action::enter_credit(&mut draft, form).unwrap();
    draft.into_book()
}

#[test]
fn journals_as_they_are_written() {
    let (book, on) = (small_ledger(), date("2026-03-31"));
    insta::assert_snapshot!("hledger", open_items_journal(&book, on, Dialect::Hledger));
    insta::assert_snapshot!("beancount", open_items_journal(&book, on, Dialect::Beancount));
    for dialect in Dialect::ALL {
        let text = open_items_journal(&book, on, dialect);
        assert_eq!(journal_balances(&text, dialect), balances(&book, on));
    }
    assert_eq!(journal_file_name(Dialect::Hledger, on), "open-items-2026-03-31.journal");
    assert_eq!(journal_file_name(Dialect::Beancount, on), "open-items-2026-03-31.beancount");
    let empty = open_items_journal(&Book::default(), on, Dialect::Beancount);
    assert_eq!(accounts(&empty, Dialect::Beancount), BTreeMap::new());
}

// Lists that come back in.

/// What is open of each invoice, by its customer and number.
fn open_amounts(book: &Book, on: NaiveDate) -> BTreeMap<(String, String, String), i64> {
    let invoices = book.invoices().map(|(ix, entry)| {
        let customer = book.customer(entry.customer).customer.name().to_owned();
        let open = book.open(ix, on);
        ((customer, entry.invoice.number.clone(), open.currency.to_string()), open.amount_minor)
    });
    invoices.filter(|(_, minor)| *minor != 0).collect()
}

fn imported(mut survey: Survey, on: NaiveDate) -> Book {
    while !survey.step().is_done() {}
    let proposal = survey.finish().unwrap();
    assert_eq!(proposal.questions(), []);
    let (table, layout) = (Arc::clone(proposal.table()), proposal.layout().unwrap());
    let mut reader = ListReader::new(Arc::clone(&table), layout, proposal.options());
    while !reader.read_some(1_000).is_done() {}
    let list = Arc::new(reader.finish().unwrap());
    assert_eq!(list.bad, []);
    let options = EntryOptions { today: on, undated: UndatedPayments::default() };
    let mut planning = Planning::new(list, Arc::clone(&table), &Book::default(), options);
    while !planning.step(1_000).is_done() {}
    let mut draft = draft();
    let mut entering = Entering::new(Arc::new(planning.finish().unwrap()), table);
    while !entering.step(&mut draft, 1_000).is_done() {}
    assert_eq!(entering.finish().unwrap().refused, []);
    draft.into_book()
}

fn invoice_list(book: &Book, on: NaiveDate) -> Sheet {
    let lines = invoice_lines(book, on);
    let open = select_invoices(book, &lines, &InvoiceQuery::default());
    invoices_sheet(book, &lines, &open, Lang::Es)
}

#[test]
fn the_list_of_open_invoices_comes_back_with_the_same_open_amounts() {
    let (book, on) = (demo(), date("2026-03-31"));
    let expected = open_amounts(&book, on);
    assert!(expected.len() > 50, "{}", expected.len());
    let sheet = invoice_list(&book, on);
    let options = ListOptions { today: on, home_currency: book.firm().home_currency };

    let csv = Survey::file(sheet.to_csv().into(), Corrections::default(), options);
    assert_eq!(open_amounts(&imported(csv, on), on), expected);

    let (answer, parts) = run(&Job::Write(sheet.head), &sheet.table.to_bytes());
    assert_eq!(answer, Answer::Written);
    let bank = BankOptions { today: on, home_currency: book.firm().home_currency };
    let job = Job::Read { name: String::new(), bank };
    let (Answer::Workbook { sheets }, tables) = run(&job, &parts[0]) else { panic!("a workbook") };
    let [sheet] = &worksheets(sheets, &tables).unwrap()[..] else { panic!("one sheet") };
    let table: Table = sheet.table.clone();
    let workbook = Survey::table(table, Corrections::default(), options);
    assert_eq!(open_amounts(&imported(workbook, on), on), expected);
}

#[test]
fn an_archive_refuses_nothing_that_a_folder_may_hold() {
    let day = date("2026-03-31");
    let files = [("a.txt", &b""[..]), ("b/ñandú.csv", b"x"), ("b/0.csv", b"\x00\xff")];
    let packed = archive_out::pack(files, day).unwrap();
    let mut found = Vec::new();
    archive::each(&packed, &mut archive::Budget::new(), |_, entry| found.push(entry)).unwrap();
    let found: Vec<_> = found.iter().map(|it| (&*it.name, it.bytes.as_deref().unwrap())).collect();
    assert_eq!(found, files);
}

//! Workbooks: what a spreadsheet program wrote is read into lists without a question.

#![allow(clippy::unwrap_used)]

use cartera::files::archive;
use cartera::files::bank::BankOptions;
use cartera::files::list::{Corrections, ListOptions, ListRead, ListReader, Survey};
use cartera::files::off_page::{Answer, Job, run, worksheets};
use cartera::files::sheet::{ColumnKind, Sheet};
use cartera::files::table::Table;
use cartera::files::workbook::{WorkbookFault, Worksheet, read_workbook};
use cartera::ledger::Currency;
use cartera::views::import::likely_sheet;
use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn date(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

/// A workbook with notes first, then a list with a title above its header, then a hidden
/// sheet and an empty one.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let notes = workbook.add_worksheet().set_name("Notas").unwrap();
    notes.write(0, 0, "Solo una nota").unwrap();
    let list = workbook.add_worksheet().set_name("Facturas").unwrap();
    list.write(0, 0, "Saldos al cierre").unwrap();
    for (column, name) in ["Cliente", "Factura", "Fecha", "Total", "Saldo"].iter().enumerate() {
        list.write(2, u16::try_from(column).unwrap(), *name).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let rows = [
        ("Ferretería El Tornillo", "F-201", date(2026, 3, 4), 1200.5, 1200.5),
        ("Papelería Luna", "F-202", date(2026, 4, 3), 1.234, 0.0),
    ];
    for (row, (customer, number, on, total, open)) in (3..).zip(rows) {
        list.write(row, 0, customer).unwrap();
        list.write(row, 1, number).unwrap();
        list.write_with_format(row, 2, &on, &day).unwrap();
        list.write(row, 3, total).unwrap();
        list.write(row, 4, open).unwrap();
    }
    let hidden = workbook.add_worksheet().set_name("Oculta").unwrap();
    hidden.write(0, 0, "x").unwrap().set_hidden(true);
    workbook.add_worksheet();
    workbook.save_to_buffer().unwrap()
}

fn read_list(sheet: &Worksheet) -> ListRead {
    let options = ListOptions {
        today: NaiveDate::from_ymd_opt(2026, 6, 1).unwrap(),
        home_currency: Currency::MXN,
    };
    let mut survey = Survey::table(sheet.table.clone(), Corrections::default(), options);
    while !survey.step().is_done() {}
    let proposal = survey.finish().unwrap();
    assert_eq!(proposal.questions(), []);
    let layout = proposal.layout().unwrap();
    let mut reader = ListReader::new(proposal.table().clone(), layout, proposal.options());
    while !reader.read_some(100).is_done() {}
    reader.finish().unwrap()
}

fn expect_both_rows(read: &ListRead) {
    let rows: Vec<_> = read
        .rows
        .iter()
        .map(|row| (&*row.customer.name, row.issue.to_string(), row.total.amount_minor))
        .collect();
    assert_eq!(
        rows,
        [
            ("Ferretería El Tornillo", "2026-03-04".to_owned(), 120_050),
            ("Papelería Luna", "2026-04-03".to_owned(), 123),
        ]
    );
    assert_eq!(read.bad, []);
}

#[test]
fn a_workbook_is_read_without_a_question() {
    let sheets = read_workbook(&workbook()).unwrap().unwrap();
    let names: Vec<_> = sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(names, ["Notas", "Facturas"]);
    let list = &sheets[likely_sheet(&sheets)];
    assert_eq!(list.name, "Facturas");
    // Rows keep the numbers that the program shows.
    assert_eq!(list.table.row(3).cell(2), "2026-03-04");
    expect_both_rows(&read_list(list));
}

#[test]
fn an_open_document_is_read_alike() {
    let bytes = include_bytes!("fixtures/workbook/facturas.ods");
    let sheets = read_workbook(bytes).unwrap().unwrap();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].table.len(), 5);
    expect_both_rows(&read_list(&sheets[0]));
}

#[test]
fn the_worker_hands_the_sheets_over() {
    let today = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
    let bank = BankOptions { today, home_currency: Currency::MXN };
    let job = Job::Read { name: "libro".to_owned(), bank };
    let (answer, parts) = run(&job, &workbook());
    let Answer::Workbook { sheets } = answer else { panic!("{answer:?}") };
    assert_eq!(worksheets(sheets, &parts).unwrap(), read_workbook(&workbook()).unwrap().unwrap());
    assert_eq!(worksheets(vec!["x".to_owned()], &[]), None);
}

#[test]
fn what_cannot_be_read_says_why() {
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let empty = empty.save_to_buffer().unwrap();
    assert_eq!(read_workbook(&empty), Some(Err(WorkbookFault::Empty)));

    let whole = workbook();
    for cut in [whole.len() / 2, whole.len() - 30] {
        assert_eq!(read_workbook(&whole[..cut]), None, "{cut}");
    }
    let mut far = Workbook::new();
    let sheet = far.add_worksheet();
    for row in 0..600 {
        sheet.write(row, 16_383, "x").unwrap();
    }
    let far = far.save_to_buffer().unwrap();
    assert_eq!(read_workbook(&far), Some(Err(WorkbookFault::TooLarge)));
}

#[test]
fn what_goes_out_comes_back_in() {
    use ColumnKind::{Amount, Date, Number, Text};
    let columns = [
        ("Cliente", Text),
        ("Factura", Text),
        ("Emisión", Date),
        ("Saldo", Amount),
        ("Días", Number),
    ];
    let mut sheet = Sheet::new("Cartera: al día/hoy", columns);
    sheet.row(["=HYPERLINK(\"x\")", "00123", "2026-03-04", "-1234.50", "12"]);
    sheet.row(["+52 55", "-7", "", "1200", "-3"]);
    sheet.totals(["Total", "", "", "-34.500", ""]);
    let (answer, parts) = run(&Job::Write(sheet.head.clone()), &sheet.table.to_bytes());
    assert_eq!((answer, parts.len()), (Answer::Written, 1));

    let read = read_workbook(&parts[0]).unwrap().unwrap();
    assert_eq!(read[0].name, "Cartera al díahoy");
    let rows: Vec<Vec<&str>> = read[0].table.rows().map(|row| row.cells().collect()).collect();
    assert_eq!(
        rows,
        [
            vec!["Cliente", "Factura", "Emisión", "Saldo", "Días"],
            vec!["=HYPERLINK(\"x\")", "00123", "2026-03-04", "-1234.5", "12"],
            vec!["+52 55", "-7", "", "1200", "-3"],
            vec!["Total", "", "", "-34.5"],
        ]
    );
    // No cell is a formula, and the header stays in sight.
    let xml = sheet_xml(&parts[0]);
    assert!(!xml.contains("<f>") && xml.contains("state=\"frozen\""), "{xml}");
}

/// The text of a workbook's first sheet.
fn sheet_xml(workbook: &[u8]) -> String {
    let mut found = String::new();
    archive::each(workbook, &mut archive::Budget::new(), |_, entry| {
        if entry.name.ends_with("sheet1.xml") {
            found = String::from_utf8(entry.bytes.unwrap()).unwrap();
        }
    })
    .unwrap();
    found
}

#[test]
fn broken_workbooks_never_panic() {
    let whole = workbook();
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..random.usize(1..6) {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        let _ = read_workbook(&bytes);
    }
    assert_eq!(Table::from_bytes(&[1, 0, 0, 0, 9]), None);
}

//! The worklist of a day, and the work ahead.

use crate::files::csv_out::{date_cell, money_cell};
use crate::files::sheet::ColumnKind::{Amount, Date, Number, Text};
use crate::files::sheet::Sheet;
use crate::text::{Lang, common, dunning, sheets as heads, worklist as words};
use crate::views::worklist::{Morning, Row, Teller};

use super::count;

/// Whom to contact and why, group after group; a row for each currency.
pub fn worklist_sheet(morning: &Morning, teller: Teller<'_>) -> Sheet {
    let lang = teller.lang;
    let columns = [
        (words::list(lang), Text),
        (common::customer(lang), Text),
        (heads::what(lang), Text),
        (heads::because(lang), Text),
        (words::filter_channel(lang), Text),
        (common::days(lang), Number),
        (common::currency(lang), Text),
        (common::amount(lang), Amount),
    ];
    let mut sheet = Sheet::new(words::list(lang), columns);
    let mut add = |group: &str, rows: &mut dyn Iterator<Item = Row>| {
        for row in rows {
            let channel = row.channel.map(|by| dunning::channel(lang, by)).unwrap_or_default();
            let days = count(row.days);
            let mut line = |currency: &str, amount: &str| {
                let (name, why, because) = (&*row.name, &*row.why, &*row.because);
                sheet.row([group, name, why, because, channel, &days, currency, amount]);
            };
            for amount in &row.amounts {
                line(amount.currency.code(), &money_cell(*amount));
            }
            if row.amounts.is_empty() {
                line("", "");
            }
        }
    };
    add(words::late(lang), &mut morning.late.iter().map(|line| teller.line(line)));
    add(words::today(lang), &mut morning.today.iter().map(|line| teller.line(line)));
    add(words::tasks(lang), &mut morning.tasks.iter().map(|(ix, task)| teller.task(*ix, task)));
    add(heads::waiting(lang), &mut morning.waiting.iter().map(|it| teller.waiting(it)));
    add(heads::paused(lang), &mut morning.paused.iter().map(|ix| teller.paused(*ix)));
    add(heads::done(lang), &mut morning.done.iter().map(|ix| teller.done(*ix)));
    add(words::week(lang), &mut morning.week.iter().map(|coming| teller.coming(coming)));
    sheet.add_up(common::total(lang), Some(6), &[7]);
    sheet
}

/// How many customers each responsible has to contact on each day ahead.
pub fn load_sheet(morning: &Morning, lang: Lang) -> Sheet {
    let columns = [
        (common::date(lang), Date),
        (common::responsible(lang), Text),
        (heads::customers(lang), Number),
    ];
    let mut sheet = Sheet::new(words::load(lang), columns);
    for ((day, who), customers) in &morning.load {
        let who = if who.is_empty() { words::nobody(lang) } else { who };
        sheet.row([&*date_cell(*day), who, &customers.to_string()]);
    }
    sheet
}

//! What the cash-flow chart says in words and figures.

use super::DataTable;
use super::cash_flow::{CashBar, CashFlowOptions};

/// One period in lines, shown when the pointer rests on it.
pub(super) fn hint(bar: &CashBar, opts: CashFlowOptions<'_>) -> String {
    let mut lines = bar.name.clone();
    for (name, minor) in figures(bar, opts) {
        lines.push('\n');
        lines.push_str(name);
        lines.push_str(": ");
        lines.push_str(&(opts.amount)(minor));
    }
    lines
}

/// All periods; columns only for what there is any of.
pub(super) fn tabulate(bars: &[CashBar], opts: CashFlowOptions<'_>) -> DataTable {
    let mut columns: Vec<&str> = Vec::new();
    for bar in bars {
        for (name, _) in figures(bar, opts) {
            if !columns.contains(&name) {
                columns.push(name);
            }
        }
    }
    let headers = std::iter::once(opts.names.period).chain(columns.iter().copied());
    let row = |bar: &CashBar| {
        let figures = figures(bar, opts);
        let cell = |column: &&str| {
            let found = figures.iter().find(|(name, _)| name == column);
            found.map_or_else(String::new, |(_, minor)| (opts.amount)(*minor))
        };
        std::iter::once(bar.name.clone()).chain(columns.iter().map(cell)).collect()
    };
    DataTable {
        headers: headers.map(str::to_owned).collect(),
        rows: bars.iter().map(row).collect(),
    }
}

/// The figures of a period by name.
fn figures<'a>(bar: &CashBar, opts: CashFlowOptions<'a>) -> Vec<(&'a str, i64)> {
    let names = opts.names;
    let (value, compared) = match bar.is_past {
        true => (names.came_in, names.projected),
        false => (names.value, names.compared),
    };
    let mut figures = vec![(value, bar.value_minor)];
    if let Some((low, high)) = bar.band_minor {
        figures.extend([(names.low, low), (names.high, high)]);
    }
    figures.extend(bar.compared_minor.map(|minor| (compared, minor)));
    if bar.to_come_minor > 0 {
        figures.push((names.to_come, bar.to_come_minor));
    }
    figures.extend(bar.balance_minor.map(|minor| (names.balance, minor)));
    figures
}

//! Which of the ramp's five colours a column has.

use crate::aging::Column;
use crate::charts::RAMP_LEN;
use crate::text::Lang;
use crate::text::aging::column as column_name;

/// The colour of each column, 0 to 4: what is not yet due has the first, the oldest column
/// the last, and the others rise evenly between.
///
/// ```
/// use cartera::aging::Column::{Days, NotYetDue, Over};
/// use cartera::views::receivables::classes;
/// let [one, two] = [Days { from: 1, to: 30 }, Days { from: 31, to: 60 }];
/// assert_eq!(classes(&[NotYetDue, one, two, Over(60)]), [0, 2, 3, 4]);
/// assert_eq!(classes(&[Days { from: 0, to: 30 }, two, Over(60)]), [2, 3, 4]);
/// ```
pub fn classes(columns: &[Column]) -> Vec<usize> {
    let is_ranged = |column: &&Column| **column != Column::NotYetDue;
    let ranged = columns.iter().filter(is_ranged).count().max(1);
    let last = RAMP_LEN - 1;
    let mut place = 0;
    columns
        .iter()
        .map(|column| {
            if *column == Column::NotYetDue {
                return 0;
            }
            place += 1;
            (place * last).div_ceil(ranged)
        })
        .collect()
}

/// Amounts by colour, not yet due first: columns of one colour together.
pub fn by_class(classes: &[usize], minor: &[i64]) -> Vec<i64> {
    let mut sums = vec![0; RAMP_LEN];
    for (&class, &minor) in classes.iter().zip(minor) {
        sums[class.min(RAMP_LEN - 1)] += minor;
    }
    sums
}

/// The name of each colour: of its column, or from its first column to its last. Empty for
/// a colour that no column has.
pub fn labels_by_class(lang: Lang, columns: &[Column]) -> Vec<String> {
    let classes = classes(columns);
    (0..RAMP_LEN)
        .map(|class| {
            let mut own = columns.iter().zip(&classes).filter(|(_, of)| **of == class);
            let Some((&first, _)) = own.next() else { return String::new() };
            let joined = match (first, own.next_back().map(|(&last, _)| last)) {
                (Column::Days { from, .. }, Some(Column::Days { to, .. })) => {
                    Column::Days { from, to }
                }
                (Column::Days { from, .. }, Some(Column::Over(_))) => Column::Over(from - 1),
                (only, _) => only,
            };
            column_name(lang, joined)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aging::{Basis, Ranges};

    fn columns(basis: Basis, edges: &[u16]) -> Vec<Column> {
        Ranges::new(basis, edges, chrono::NaiveDate::default()).columns().to_vec()
    }

    #[test]
    fn colours_rise_and_the_oldest_is_always_the_darkest() {
        let usual = [30, 60, 90];
        assert_eq!(classes(&columns(Basis::DueDate, &usual)), [0, 1, 2, 3, 4]);
        assert_eq!(classes(&columns(Basis::IssueDate, &usual)), [1, 2, 3, 4]);
        for edges in 1..=6_u16 {
            let edges: Vec<u16> = (1..=edges).map(|n| n * 10).collect();
            for basis in Basis::ALL {
                let classes = classes(&columns(basis, &edges));
                assert!(classes.is_sorted(), "{classes:?}");
                assert_eq!(classes.last(), Some(&4));
                assert_eq!(
                    classes.iter().filter(|&&class| class == 0).count(),
                    usize::from(basis == Basis::DueDate)
                );
            }
        }
    }

    #[test]
    fn columns_of_one_colour_are_named_and_summed_together() {
        let columns = columns(Basis::DueDate, &[10, 20, 30, 40, 50, 60]);
        let classes = classes(&columns);
        assert_eq!(classes, [0, 1, 2, 2, 3, 3, 4, 4]);
        let labels = labels_by_class(Lang::Es, &columns);
        assert_eq!(labels, ["Por vencer", "1–10", "11–30", "31–50", "Más de 50"]);
        assert_eq!(by_class(&classes, &[1, 2, 3, 4, 5, 6, 7, 8]), [1, 2, 7, 11, 15]);
    }

    #[test]
    fn a_colour_without_a_column_has_no_name() {
        let labels = labels_by_class(Lang::En, &columns(Basis::IssueDate, &[30, 60, 90]));
        assert_eq!(labels, ["", "0–30", "31–60", "61–90", "Over 90"]);
    }
}

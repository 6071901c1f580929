//! Copies kept inside the browser: why each was made, and which go when there are more.
//!
//! They are for going back, not for the day the device fails: that one takes them too. Each
//! is a whole backup file, so that one that is damaged costs no other.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many of those made before something was done are kept.
pub const KEPT_BEFORE: usize = 3;

/// How many of the daily ones are kept.
pub const KEPT_DAILY: usize = 7;

/// A copy inside the browser, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCopy {
    /// When it was made, in milliseconds since 1970; no two of a ledger are of one.
    pub at_ms: u64,
    /// Why.
    pub why: Why,
    /// How many records it holds.
    pub records: u64,
    /// What it takes up, in bytes.
    pub size_bytes: u64,
    /// The hash of its last record, in hexadecimal.
    pub head: String,
    /// Whether its bytes are compressed (gzip).
    #[serde(default)]
    pub is_packed: bool,
}

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The first time on a day that the ledger was opened.
    Daily,
    /// A list was about to be imported.
    BeforeImport,
    /// A copy was about to be merged into it.
    BeforeMerge,
    /// It was about to go back to an earlier copy.
    BeforeGoingBack,
    /// A newer version of the page opened it for the first time.
    BeforeUpgrade,
}

impl Why {
    fn kept(self) -> usize {
        if self == Self::Daily { KEPT_DAILY } else { KEPT_BEFORE }
    }
}

/// Whether today's copy is still to be made: there is none of the day, and something was
/// recorded since the newest one. `head` is the hash of the ledger's last record.
pub fn wants_daily(
    kept: &[KeptCopy],
    head: &str,
    today: NaiveDate,
    day_of: impl Fn(u64) -> NaiveDate,
) -> bool {
    let newest = kept.iter().max_by_key(|copy| copy.at_ms);
    newest.is_none_or(|copy| copy.head != head)
        && !kept.iter().any(|copy| copy.why == Why::Daily && day_of(copy.at_ms) == today)
}

/// Which copies go, by the time they were made, once there is one more of a kind: the oldest
/// of those that are too many, daily ones and others counted apart.
pub fn outlived(kept: &[KeptCopy], new: Why) -> Vec<u64> {
    let is_daily = new == Why::Daily;
    let mut of_kind: Vec<u64> = kept
        .iter()
        .filter(|copy| (copy.why == Why::Daily) == is_daily)
        .map(|copy| copy.at_ms)
        .collect();
    of_kind.sort_unstable();
    let stay = new.kept() - 1;
    of_kind.truncate(of_kind.len().saturating_sub(stay));
    of_kind
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn copy(at_ms: u64, why: Why) -> KeptCopy {
        let head = format!("{at_ms}");
        KeptCopy { at_ms, why, records: 1, size_bytes: 9, head, is_packed: false }
    }

    #[test]
    fn daily_ones_and_others_do_not_push_each_other_out() {
        let mut kept: Vec<KeptCopy> = Vec::new();
        for at_ms in 1..=40 {
            let why = match at_ms % 4 {
                0 => Why::Daily,
                1 => Why::BeforeImport,
                2 => Why::BeforeMerge,
                _ => Why::BeforeGoingBack,
            };
            let gone = outlived(&kept, why);
            assert!(gone.len() <= 1);
            kept.retain(|copy| !gone.contains(&copy.at_ms));
            kept.push(copy(at_ms, why));
        }
        let times = |daily: bool| -> Vec<u64> {
            let those = kept.iter().filter(|copy| (copy.why == Why::Daily) == daily);
            those.map(|copy| copy.at_ms).collect()
        };
        assert_eq!(times(true), [16, 20, 24, 28, 32, 36, 40]);
        assert_eq!(times(false), [37, 38, 39]);
    }

    #[test]
    fn there_is_one_a_day_and_none_where_nothing_was_done() {
        let day_of = |at_ms: u64| {
            NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(at_ms / 100)
        };
        let today = day_of(250);
        let wants = |kept: &[KeptCopy], head: &str| wants_daily(kept, head, today, day_of);
        assert!(wants(&[], "h"));
        assert!(wants(&[copy(150, Why::Daily)], "h"));
        assert!(!wants(&[copy(150, Why::Daily)], "150"), "nothing was done since");
        assert!(!wants(&[copy(210, Why::Daily), copy(220, Why::BeforeMerge)], "h"));
        assert!(wants(&[copy(210, Why::BeforeImport)], "h"), "that was before the import");
        assert!(!wants(&[copy(210, Why::BeforeImport)], "210"));
    }
}

//! A believable portfolio.
use crate::ledger::{Refusal, action::Draft};
use crate::text::Lang;
/// To be written.
pub fn portfolio(
    _draft: &mut Draft,
    _today: chrono::NaiveDate,
    _seed: u64,
    _lang: Lang,
) -> Result<(), Refusal> {
    Ok(())
}

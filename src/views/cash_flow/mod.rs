//! The cash-flow screen: what its address asks for, the weeks or months ahead, what stands
//! behind a figure, and the forms of planned flows and counted cash.

mod asked;
mod behind;
mod export;
#[cfg(test)]
mod fixture;
mod flow_form;
mod headline;
mod lines;
mod past;
mod soon;

pub use asked::{
    Asked, NOBODY, Period, Scenario, USUAL_LATER_DAYS, USUAL_PROMISES_PERCENT, USUAL_WEEKS, WEEKS,
    asked, failing_param,
};
pub use behind::{BehindLine, Figure, behind};
pub use export::cash_rows;
pub use flow_form::{CountDraft, CountField, FlowDraft, FlowField, RhythmKind};
pub use headline::{Headline, Low, headline, week_of};
pub use lines::{PeriodLine, of_scenario, period_lines, spans};
pub use past::{PastLine, past_lines};
pub use soon::Soon;

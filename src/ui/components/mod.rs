//! The parts screens are made of, one per file.

mod chart;
mod combobox;
mod dialog;
mod each;
mod empty;
mod field;
mod figure;
mod file_drop;
mod icon;
mod page_head;
mod ramp;
mod segmented;
mod table;
mod windowed;

pub use chart::ChartFigure;
pub use combobox::{Choice, Combobox};
pub use dialog::Dialog;
pub use each::each;
pub use empty::Empty;
pub use field::{
    AmountField, Check, DateField, Field, FormProblem, SelectField, TextField, fresh_id,
};
pub use figure::Figure;
pub use file_drop::FileDrop;
pub use icon::Icon;
pub use page_head::PageHead;
pub use ramp::{AgeBadge, Ramp, bucket_of};
pub use segmented::Segmented;
pub use table::{Order, SortHeader};
pub use windowed::WindowedRows;

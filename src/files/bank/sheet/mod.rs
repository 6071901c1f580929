//! Statements that are tables: CSV, text between tabs or bars, worksheets.
//!
//! ```text
//! bytes or cells ──► SheetProposal ──► statements
//!                    columns by their headers or a provider's preset;
//!                    what the values leave open is asked
//! ```

pub mod preset;
pub mod proposal;
mod reader;
mod role;
mod settings;
mod xml_sheet;

pub use preset::{PRESETS, Preset, Provider};
pub use proposal::{SheetColumn, SheetMemory, SheetProposal, SheetQuestion, SignModel};
pub use role::{BankColumn, column_named};
pub(crate) use xml_sheet::cells_of_xml;

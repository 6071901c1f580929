//! Countries.
use serde::{Deserialize, Serialize};
/// A country by its ISO 3166 alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Country([u8; 2]);
impl Country {
    /// Mexico.
    pub const MEXICO: Self = Self(*b"MX");
}

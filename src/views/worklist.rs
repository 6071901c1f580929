//! The day's list, as the screen of today shows it.

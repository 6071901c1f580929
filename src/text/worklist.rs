//! Words of the day's list and of its cases.

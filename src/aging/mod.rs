//! aging.

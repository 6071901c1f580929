//! Tax ids.

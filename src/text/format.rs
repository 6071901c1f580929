//! Numbers, amounts and dates as people write them.

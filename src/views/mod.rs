//! What the screens show and take in, worked out without a browser: one file a screen.

pub mod allocation;
pub mod cheques;
pub mod payment;
pub mod payment_facts;
pub mod payments;

//! How the firm collects: what late debts cost, which way on is worth it, what a lawyer or
//! an agency is handed.

pub mod charge;
pub mod escalation;
pub mod hand_over;
pub mod interest;

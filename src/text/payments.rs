//! Words of the payment screens.

crate::messages! {
    /// Cheques that have neither cleared nor bounced.
    cheques => "Cheques en cartera", "Cheques in hand";
}

//! The page: Leptos components over the library's pure functions.
//!
//! [`ledger`] holds the book and is the only way to change it; [`page`] is what every part
//! can reach; [`parts`] says which files the code comes in, and when; `pages/` has one file
//! or folder per screen, `components/` what they are made of. No rule of the domain lives
//! here: a component is a thin shell over a function that was tested without a browser.

mod address;
mod app;
mod boot;
mod components;
mod contact;
mod export;
mod focus;
mod keyboard;
mod ledger;
mod ledgers;
mod locked;
mod page;
mod pages;
mod palette;
mod parts;
mod reactive;
mod say_why;
mod shell;
mod toasts;

/// Mounts the page on the document's body.
pub fn mount() {
    leptos::mount::mount_to_body(app::App);
}

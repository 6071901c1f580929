//! Heads of tables that sort.

use leptos::prelude::*;

use crate::ui::page::use_page;
use crate::ui::reactive::{Signal, live};

/// By which column a table is sorted, and which way.
///
/// In the address as `sort=balance` or `sort=-balance`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column's key.
    pub key: String,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl Order {
    /// Reads the address's `sort`, or an order to begin with.
    pub fn from_param(param: Option<&str>, usual: &str) -> Self {
        let text = param.unwrap_or(usual);
        match text.strip_prefix('-') {
            Some(key) => Self { key: key.to_owned(), descending: true },
            None => Self { key: text.to_owned(), descending: false },
        }
    }
}

/// A column's head that sorts by it; pressed again it turns the order around.
#[component]
pub fn SortHeader(
    /// The column's key.
    key: &'static str,
    /// The column's name.
    #[prop(into)]
    label: Signal<String>,
    /// The order now.
    #[prop(into)]
    order: Signal<Order>,
    /// Whether it holds numbers: they sort largest first at the first press.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    let page = use_page();
    let is_sorted = move || order.with(|order| order.key == key);
    let aria = move || {
        order.with(|order| match (order.key == key, order.descending) {
            (true, true) => Some("descending"),
            (true, false) => Some("ascending"),
            _ => None,
        })
    };
    let press = move |_| {
        let descending =
            order.with_untracked(|order| if order.key == key { !order.descending } else { number });
        let sign = if descending { "-" } else { "" };
        page.address.set_param("sort", &format!("{sign}{key}"));
    };
    let arrow = move || {
        order.with(|order| match (order.key == key, order.descending) {
            (true, true) => "↓",
            (true, false) => "↑",
            _ => "",
        })
    };
    view! {
        <th scope="col" class:number=number aria-sort=live(aria)>
            <button type="button" class="sort" data-sorted=move || is_sorted().then_some("") on:click=press>
                {label}
                <span aria-hidden="true">{live(arrow)}</span>
            </button>
        </th>
    }
}

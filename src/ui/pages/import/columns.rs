//! The columns of the file: what each holds, what it is imported as, how it is read.

use cartera::files::amounts::DecimalMark;
use cartera::files::dates::DateOrder;
use cartera::files::list::{Basis, ColumnRole, Proposal, Setting};
use cartera::text::import as words;
use cartera::text::{self, Lang};
use leptos::prelude::*;

use super::desk::Desk;
use super::parts::{key_of, of_key, select};
use super::questions::column_name;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal, live};

/// The columns, folded away while there is nothing to ask about them.
#[component]
pub fn Columns(desk: Desk, is_open: Memo<bool>) -> impl IntoView {
    let page = use_page();
    let used = move || {
        desk.proposal.with(|proposal| {
            let columns = proposal.as_ref().map_or(&[][..], |proposal| &proposal.columns);
            let used = columns.iter().filter(|column| column.role != ColumnRole::Ignore).count();
            words::columns_used(page.lang.get(), used, columns.len())
        })
    };
    // Drawn once a survey: a select that is drawn anew loses the keyboard's place.
    let rows = move || {
        desk.surveys.track();
        let count = desk
            .proposal
            .with_untracked(|proposal| proposal.as_ref().map_or(0, |p| p.columns.len()));
        (0..count).map(|at| row(page, desk, at)).collect_view()
    };
    view! {
        <ul class="chips">
            {move || {
                let lang = page.lang.get();
                desk.proposal
                    .with(|proposal| {
                        let columns = proposal.iter().flat_map(|p| p.columns.iter().enumerate());
                        columns
                            .filter(|(_, column)| column.role != ColumnRole::Ignore)
                            .map(|(at, column)| {
                                let name = column.name.to_string();
                                let name = if name.is_empty() {
                                    text::files::column_letter(at)
                                } else {
                                    name
                                };
                                let role = text::files::role(lang, column.role);
                                view! { <li class="chip"><span class="quiet">{name}</span><span>"→ "{role}</span></li> }
                            })
                            .collect_view()
                    })
            }}
        </ul>
        <details class="more" open=move || is_open.get()>
            <summary>{live(used)}</summary>
            <div class="table-box">
                <table class="table folds import-columns">
                    <thead>
                        <tr>
                            <th scope="col">{page.t(words::column)}</th>
                            <th scope="col">{page.t(words::meaning)}</th>
                            <th scope="col">{page.t(words::reading)}</th>
                        </tr>
                    </thead>
                    <tbody>{live(rows)}</tbody>
                </table>
            </div>
        </details>
    }
}

fn row(page: Page, desk: Desk, at: usize) -> AnyView {
    let name = move || {
        let lang = page.lang.get();
        of_column(desk, at, |proposal| column_name(lang, at, &proposal.columns[at].name))
    };
    let samples = of_column(desk, at, |proposal| proposal.columns[at].facts.samples.join(" · "));
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        let named = |(at, role): (usize, &ColumnRole)| {
            (at.to_string(), text::files::role(lang, *role).to_owned())
        };
        ColumnRole::ALL.iter().enumerate().map(named).collect()
    });
    let role = Signal::derive(move || {
        desk.proposal.with(|proposal| {
            let column = proposal.as_ref().and_then(|proposal| proposal.columns.get(at));
            column.map(|column| key_of(&ColumnRole::ALL, &column.role)).unwrap_or_default()
        })
    });
    let choose = Callback::new(move |key: String| {
        if let Some(role) = of_key(&ColumnRole::ALL, &key) {
            desk.change(page, move |proposal| proposal.set_role(at, role));
        }
    });
    view! {
        <tr>
            <th scope="row">{live(name)}<small>{samples}</small></th>
            <td class="keep">{select(Some(Signal::derive(name)), options, role, choose)}</td>
            <td class="keep-below">{reading(page, desk, at)}</td>
        </tr>
    }
    .into_any()
}

/// How the values of a column are read: the choice where there is one, and why.
fn reading(page: Page, desk: Desk, at: usize) -> AnyView {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Plain,
        Dates,
        Amounts,
    }
    let kind = Memo::new(move |_| {
        desk.proposal.with(|proposal| {
            match proposal.as_ref().and_then(|proposal| proposal.columns.get(at)) {
                Some(column) if column.role.is_date() => Kind::Dates,
                Some(column) if column.role.is_amount() => Kind::Amounts,
                _ => Kind::Plain,
            }
        })
    });
    let label = Signal::derive(move || words::reading(page.lang.get()).to_owned());
    (move || match kind.get() {
        Kind::Plain => ().into_any(),
        Kind::Dates => {
            let setting =
                Signal::derive(move || of_column(desk, at, |proposal| proposal.date_order(at)));
            let words_of = text::files::date_order as fn(Lang, DateOrder) -> &'static str;
            let choose = Callback::new(move |order| {
                desk.change(page, move |proposal| proposal.set_date_order(&[at], order));
            });
            setting_view(page, desk, label, setting, &DateOrder::ALL, words_of, choose)
        }
        Kind::Amounts => {
            let setting =
                Signal::derive(move || of_column(desk, at, |proposal| proposal.decimal_mark(at)));
            let words_of = text::files::decimal_mark as fn(Lang, DecimalMark) -> &'static str;
            let choose = Callback::new(move |mark| {
                desk.change(page, move |proposal| proposal.set_decimal_mark(&[at], mark));
            });
            setting_view(page, desk, label, setting, &DecimalMark::ALL, words_of, choose)
        }
    })
    .into_any()
}

fn setting_view<T: Copy + PartialEq + Send + Sync + 'static>(
    page: Page,
    desk: Desk,
    label: Signal<String>,
    setting: Signal<Setting<T>>,
    all: &'static [T],
    words_of: fn(Lang, T) -> &'static str,
    choose: Callback<T>,
) -> AnyView {
    let is_unneeded = Memo::new(move |_| {
        setting.with(|setting| matches!(setting, Setting::Known { basis: Basis::Unneeded, .. }))
    });
    let why = move || {
        setting.with(|setting| match setting {
            Setting::Known { basis, .. } => {
                let other = match basis {
                    Basis::OtherColumn(other) => of_column(desk, *other, |proposal| {
                        column_name(page.lang.get(), *other, &proposal.columns[*other].name)
                    }),
                    _ => String::new(),
                };
                text::files::basis(page.lang.get(), *basis, &other)
            }
            Setting::Open { .. } => String::new(),
        })
    };
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        let named = |(at, one): (usize, &T)| (at.to_string(), words_of(lang, *one).to_owned());
        let mut options: Vec<_> = all.iter().enumerate().map(named).collect();
        if setting.with(|setting| matches!(setting, Setting::Open { .. })) {
            options.insert(0, (String::new(), "—".to_owned()));
        }
        options
    });
    let value = Signal::derive(move || {
        setting.with(|setting| match setting {
            Setting::Known { value, .. } => key_of(all, value),
            Setting::Open { .. } => String::new(),
        })
    });
    let on_choose = Callback::new(move |key: String| {
        if let Some(value) = of_key(all, &key) {
            choose.run(value);
        }
    });
    view! {
        {move || (!is_unneeded.get()).then(|| select(Some(label), options, value, on_choose))}
        <small>{live(why)}</small>
    }
    .into_any()
}

/// Something of a column that is there; what nothing is where it is gone.
fn of_column<T: Nothing>(desk: Desk, at: usize, of: impl FnOnce(&Proposal) -> T) -> T {
    desk.proposal.with(|proposal| match proposal {
        Some(proposal) if at < proposal.columns.len() => of(proposal),
        _ => T::nothing(),
    })
}

/// What stands for a column that is gone while its row is still drawn.
trait Nothing {
    fn nothing() -> Self;
}

impl Nothing for String {
    fn nothing() -> Self {
        Self::new()
    }
}

impl<T> Nothing for Setting<T> {
    fn nothing() -> Self {
        Self::Open { candidates: Vec::new() }
    }
}

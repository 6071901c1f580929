//! The table of open items with what is applied to each.

use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::{Currency, Money};
use cartera::text::{self, format};
use cartera::views::allocation::{LineEdit, Reason, Table, TableLine};
use cartera::views::payment::{Problem, Sheet};
use leptos::prelude::*;

use super::fields::{exchange_amount, exchange_words, words};
use crate::ui::components::{AgeBadge, each};
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, RwSignal, Signal, live};

/// How many lines are shown at first; those with something applied always are.
const SHOWN: usize = 20;

/// The open items of a customer, what is applied to each, and what remains.
#[component]
pub fn Allocation(
    /// The sheet they belong to.
    sheet: Memo<Sheet>,
    /// The currency of what is applied.
    #[prop(into)]
    currency: Signal<Currency>,
    /// The user's own lines.
    edits: RwSignal<Option<Vec<LineEdit>>>,
    /// What each line gains or loses by the rates.
    #[prop(into)]
    exchange: Signal<Vec<(InstalmentRef, Money)>>,
) -> impl IntoView {
    let page = use_page();
    let at = Lines { page, sheet, currency, edits, exchange };
    let show_all = RwSignal::new(false);
    let refs = Memo::new(move |_| {
        let all = show_all.get();
        at.table(|table| shown(table, all)).unwrap_or_default()
    });
    let hidden = Memo::new(move |_| {
        at.table(|table| table.lines.len()).unwrap_or_default() - refs.with(Vec::len)
    });
    let reason = move || {
        let lang = page.lang.get();
        let why = |reason| text::payment_sheet::reason(lang, reason);
        Some(match at.table(|table| table.reason)? {
            None => text::payment_sheet::type_or_tick(lang).to_owned(),
            Some(reason @ (Reason::ByHand | Reason::NothingOpen)) => why(reason).to_owned(),
            Some(reason) => text::payment_sheet::proposed(lang, why(reason)),
        })
    };
    let is_by_hand = Memo::new(move |_| edits.with(Option::is_some));
    view! {
        <div class="row allocation-why">
            <p class="small quiet">{live(reason)}</p>
            {move || {
                is_by_hand
                    .get()
                    .then(|| {
                        view! {
                            <button type="button" class="button small quiet push" on:click=move |_| edits.set(None)>
                                {page.t(text::payment_sheet::suggest_again)}
                            </button>
                        }
                    })
            }}
        </div>
        <table class="table allocation">
            <thead>
                <tr>
                    <th scope="col">{page.t(text::payment_sheet::invoice)}</th>
                    <th scope="col">{page.t(text::common::due)}</th>
                    <th scope="col" class="number">{page.t(text::payment_sheet::open_now)}</th>
                    <th scope="col" class="number">{page.t(text::payment_sheet::applied)}</th>
                    <th scope="col" class="number">{page.t(text::payment_sheet::open_after)}</th>
                </tr>
            </thead>
            <tbody>
                {each(move || refs.get(), |to| format!("{}/{}", to.invoice, to.number), move |to| line(at, to))}
            </tbody>
        </table>
        {move || {
            (hidden.get() > 0)
                .then(|| {
                    view! {
                        <button type="button" class="button small quiet" on:click=move |_| show_all.set(true)>
                            {move || text::payment_sheet::more_lines(page.lang.get(), hidden.get())}
                        </button>
                    }
                })
        }}
        <Remainder at=at />
    }
}

/// What remains of the amount, in words.
#[component]
fn Remainder(at: Lines) -> impl IntoView {
    let Lines { page, currency, .. } = at;
    let remains = Memo::new(move |_| {
        at.table(|table| {
            (table.remains_minor(), table.amount_minor.unwrap_or(0), table.taken_minor)
        })
    });
    let sentence = move || {
        let lang = page.lang.get();
        let money = |minor| Money::new(minor, currency.get());
        let (remains, amount, taken) = remains.get()?;
        let (class, words) = match remains {
            None if taken > 0 => ("", text::payment_sheet::ticked(lang, &page.money(money(taken)))),
            None => return None,
            Some(0) => ("quiet", text::payment_sheet::remains_nothing(lang).to_owned()),
            Some(left) if left > 0 => {
                ("", text::payment_sheet::remains_as_credit(lang, &page.money(money(left))))
            }
            Some(_) => {
                let problem =
                    Problem::MoreThanThereIs { amount: money(amount), asked: money(taken) };
                ("problem", words(page, &problem))
            }
        };
        Some(view! { <p class=class>{words}</p> })
    };
    let exchange = move || {
        let total = at.exchange.with(|all| {
            let first = all.first()?.1;
            let minor = all.iter().map(|(_, difference)| difference.amount_minor).sum();
            (minor != 0).then_some(Money::new(minor, first.currency))
        })?;
        let words = text::payment_sheet::in_all(page.lang.get(), &exchange_amount(page, total));
        Some(view! { <p class="small quiet">{words}</p> })
    };
    view! { <div class="remainder" role="status">{live(sentence)}{live(exchange)}</div> }
}

/// What the parts of a line need. Copy it freely.
#[derive(Clone, Copy)]
struct Lines {
    page: Page,
    sheet: Memo<Sheet>,
    currency: Signal<Currency>,
    edits: RwSignal<Option<Vec<LineEdit>>>,
    exchange: Signal<Vec<(InstalmentRef, Money)>>,
}

impl Lines {
    fn table<T>(self, read: impl FnOnce(&Table) -> T) -> Option<T> {
        self.sheet.with(|sheet| sheet.table.as_ref().map(read))
    }

    /// Changes the user's lines, from the table as it stands.
    fn edit(self, change: impl FnOnce(&Table, Currency, format::NumberStyle) -> Vec<LineEdit>) {
        let (currency, style) = (self.currency.get_untracked(), self.page.style.get_untracked());
        let edits = self.sheet.with_untracked(|sheet| {
            sheet.table.as_ref().map(|table| change(table, currency, style))
        });
        if edits.is_some() {
            self.edits.set(edits);
        }
    }
}

fn shown(table: &Table, all: bool) -> Vec<InstalmentRef> {
    let last = table.lines.iter().rposition(|line| line.is_touched() || !line.takes.is_empty());
    let count = if all { table.lines.len() } else { SHOWN.max(last.map_or(0, |last| last + 1)) };
    table.lines.iter().take(count).map(|line| line.to).collect()
}

fn line(at: Lines, to: InstalmentRef) -> AnyView {
    let page = at.page;
    let found = Memo::new(move |_| at.table(|table| table.line(to).cloned()).flatten());
    let Some(first) = found.get_untracked() else { return ().into_any() };
    let TableLine { number, of, due_on, open, .. } = first;
    let open_currency = open.currency;
    let name = number.clone();
    let about = format!("line-{}-{}", to.invoice, to.number);
    let days = Signal::derive(move || (page.ledger.today.get() - due_on).num_days());
    let is_ticked = move || {
        found.with(|line| {
            line.as_ref().is_some_and(|line| {
                !line.takes.trim().is_empty() || !line.settles.trim().is_empty()
            })
        })
    };
    let crosses = move || at.currency.get() != open_currency;
    let tick_name = move || text::payment_sheet::apply_all(page.lang.get(), &name);
    let part =
        (of > 1).then_some(move || text::payment_sheet::instalment(page.lang.get(), to.number, of));
    let problem = move || {
        found
            .with(|line| line.as_ref().and_then(|line| line.problem))
            .map(|problem| words(page, &Problem::Line(problem)))
    };
    let is_wrong = move || {
        found.with(|line| line.as_ref().is_some_and(|line| line.problem.is_some())).to_string()
    };
    let field = {
        let (number, about) = (number.clone(), about.clone());
        move |settles: bool| {
            let number = number.clone();
            let label = move || {
                let lang = page.lang.get();
                if settles {
                    text::payment_sheet::settles_for(lang, &number, open_currency.code())
                } else {
                    text::payment_sheet::amount_for(lang, &number)
                }
            };
            let value = move || {
                found
                    .with(|line| {
                        line.as_ref().map(|line| {
                            if settles { line.settles.clone() } else { line.takes.clone() }
                        })
                    })
                    .unwrap_or_default()
            };
            view! {
                <input
                    class="input amount"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-label=live(label)
                    aria-describedby=about.clone()
                    aria-invalid=live(is_wrong)
                    prop:value=live(value)
                    on:focus:target=move |event| event.target().select()
                    on:input:target=move |event| {
                        let typed = event.target().value();
                        at.edit(|table, currency, style| {
                            if settles {
                                table.with_settles(to, &typed, currency, style)
                            } else {
                                table.with_takes(to, &typed, currency, style)
                            }
                        });
                    }
                />
            }
        }
    };
    view! {
        <tr class:taken=live(is_ticked)>
            <th scope="row">
                <label class="check">
                    <input
                        type="checkbox"
                        aria-label=live(tick_name)
                        prop:checked=live(is_ticked)
                        on:change:target=move |event| {
                            let tick = event.target().checked();
                            at.edit(|table, currency, style| table.with_tick(to, tick, currency, style));
                        }
                    />
                    <span>{number} {part.map(|part| view! { <small>{part}</small> })}</span>
                </label>
            </th>
            <td class="due">
                <span class="nowrap">{move || page.date(due_on)}</span>
                <AgeBadge days=days />
            </td>
            <td class="number open">{move || money(page, open, at.currency.get())}</td>
            <td class="number applied">
                {move || {
                    if crosses() {
                        view! {
                            <div class="affix"><span class="code">{open_currency.code()}</span>{field(true)}</div>
                            <div class="affix when-taken"><span class="code">{move || at.currency.get().code()}</span>{field(false)}</div>
                            <small class="when-taken">{move || rate_words(at, found, open_currency)}</small>
                        }
                            .into_any()
                    } else {
                        field(false).into_any()
                    }
                }}
                <div id=about>
                    {move || problem().map(|problem| view! { <p class="problem">{problem}</p> })}
                    {move || {
                        crosses().then(|| at.exchange.with(|all| exchange_words(page, to, all))).flatten().map(|words| view! { <small>{words}</small> })
                    }}
                </div>
            </td>
            <td class="number after">{move || after(at, found)}</td>
        </tr>
    }
    .into_any()
}

/// What stays open, and what settles it beside the payment.
fn after(at: Lines, found: Memo<Option<TableLine>>) -> AnyView {
    let page = at.page;
    let lang = page.lang.get();
    let Some(line) = found.get() else { return ().into_any() };
    let own = |minor| Money::new(minor, line.open.currency);
    let left = match line.after_minor() {
        0 => view! { <span class="settled">{text::payment_sheet::settled_whole(lang)}</span> }
            .into_any(),
        minor => money(page, own(minor), at.currency.get()).into_any(),
    };
    let parts = [
        (line.discount_minor, text::payment_sheet::by_discount as fn(text::Lang) -> &'static str),
        (line.withheld_minor, text::payment_sheet::by_withholding),
        (line.forgiven_minor, text::payment_sheet::by_difference),
    ];
    let beside = parts
        .into_iter()
        .filter(|(minor, _)| *minor > 0)
        .map(|(minor, what)| {
            let amount = money(page, own(minor), at.currency.get());
            view! { <small>{text::payment_sheet::beside(lang, &amount, what(lang))}</small> }
        })
        .collect_view();
    (left, beside).into_any()
}

fn rate_words(at: Lines, found: Memo<Option<TableLine>>, from: Currency) -> Option<String> {
    let page = at.page;
    let rate = found.with(|line| line.as_ref().and_then(|line| line.rate))?;
    let rate = format::decimal(rate.round_dp(4).normalize(), page.style.get());
    Some(text::payment_sheet::line_rate(
        page.lang.get(),
        from.code(),
        &rate,
        at.currency.get().code(),
    ))
}

/// An amount in the sheet's currency plain, in another with its sign.
fn money(page: Page, amount: Money, currency: Currency) -> String {
    if amount.currency == currency {
        page.amount(amount.amount_minor, amount.currency)
    } else {
        page.money(amount)
    }
}

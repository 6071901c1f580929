//! What a movement is, said by hand: split over customers, or not ours.

use std::sync::Arc;

use cartera::ledger::invoice::InstalmentRef;
use cartera::ledger::record::Deed;
use cartera::ledger::{Id, Money};
use cartera::matching::payer_keys;
use cartera::text::{self, invoices, reconcile as words};
use cartera::views::bank::{
    SplitDraft, SplitField, SplitRow, Target, Waiting, open_to_settle, set_aside,
};
use cartera::views::invoice_form::typed;
use cartera::views::problem::FieldProblem;
use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, with_entry};
use crate::ui::components::{
    Check, Choice, Combobox, Dialog, Field, FormProblem, Icon, each, fresh_id,
};
use crate::ui::pages::controls::label;
use crate::ui::pages::payments::{customers_like, focus_on};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect, live};
use crate::ui::say_why;

/// Both dialogs; each is shown while it is asked for.
pub fn draw(desk: Desk) -> AnyView {
    view! { {split_dialog(desk)} {aside_dialog(desk)} }.into_any()
}

/// A switch that is on while something is asked about, and takes the question away when it
/// is turned off.
fn switch(asked: RwSignal<Option<Arc<Waiting>>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    effect(move |_| open.set(asked.with(Option::is_some)));
    effect(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && asked.with_untracked(Option::is_some) {
            asked.set(None);
        }
        is
    });
    open
}

fn aside_dialog(desk: Desk) -> AnyView {
    let page = desk.page;
    let open = switch(desk.asides);
    let rule = RwSignal::new(false);
    let why = RwSignal::new(None::<String>);
    effect(move |_| {
        if open.get() {
            rule.set(false);
            why.set(None);
            focus_on("dialog[open] button[type='submit']");
        }
    });
    let save = move || {
        let Some(one) = desk.asides.get_untracked() else { return };
        let remembers = rule.get_untracked();
        spawn_local(async move {
            let act = |draft: &mut _| set_aside(draft, &one, remembers);
            match page.ledger.commit(Deed::SetMovementAside, act).await {
                Ok(()) => {
                    open.set(false);
                    desk.go_on_after(one.movement);
                    desk.tell(Ok(page.say(words::set_aside_done).to_owned()));
                }
                Err(refused) => why.set(Some(say_why::words(page, &refused))),
            }
        });
    };
    let body = move || {
        desk.asides.get().map(|one| {
            let lang = page.lang.get();
            let amount = one.asked.amount;
            let amount = page.money(Money::new(amount.amount_minor.abs(), amount.currency));
            let name = [&one.asked.payer, &one.asked.text];
            let name = name.into_iter().find(|name| !name.is_empty());
            let name = name.map_or_else(|| words::no_words(lang).to_owned(), Clone::clone);
            let rule = if payer_keys(&one.asked).is_empty() {
                view! { <p class="small quiet">{words::aside_no_rule(lang)}</p> }.into_any()
            } else {
                view! { <Check label=label(page, words::aside_rule) value=rule /> }.into_any()
            };
            view! { <p>{words::aside_why(lang, &amount, &name)}</p> {rule} }
        })
    };
    view! {
        <Dialog open=open title=label(page, words::aside_title)>
            <form
                class="form"
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                {live(body)}
                <FormProblem why=why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(words::aside_now)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// A part as it stands in the form.
#[derive(Clone, Copy)]
struct Part {
    number: u32,
    customer: RwSignal<Option<Id>>,
    customer_text: RwSignal<String>,
    amount: RwSignal<String>,
    target: RwSignal<String>,
}

impl Part {
    fn of(number: u32, row: SplitRow) -> Self {
        Self {
            number,
            customer: RwSignal::new(row.customer),
            customer_text: RwSignal::new(row.customer_text),
            amount: RwSignal::new(row.amount),
            target: RwSignal::new(String::new()),
        }
    }

    fn row(self) -> SplitRow {
        SplitRow {
            customer: self.customer.get(),
            customer_text: self.customer_text.get(),
            amount: self.amount.get(),
            target: self.target.with(|key| target(key)),
        }
    }
}

/// A target by its key: nothing, `credit`, or an invoice's id and the instalment's number.
fn target(key: &str) -> Target {
    if key == "credit" {
        return Target::Credit;
    }
    let item = key.split_once('/').and_then(|(invoice, number)| {
        Some(InstalmentRef { invoice: invoice.parse().ok()?, number: number.parse().ok()? })
    });
    item.map_or(Target::Oldest, Target::Item)
}

/// The form. Copy it freely.
#[derive(Clone, Copy)]
struct Form {
    desk: Desk,
    parts: RwSignal<Vec<Part>>,
    next: StoredValue<u32>,
    remembers: RwSignal<bool>,
    problems: RwSignal<Vec<FieldProblem<SplitField>>>,
    why: RwSignal<Option<String>>,
}

impl Form {
    fn begin(self, one: &Waiting) {
        let page = self.desk.page;
        let style = page.style.get_untracked();
        let customer = one.suggestions.first().map(|first| first.customer);
        let draft = untrack(|| {
            with_entry(page, one.movement, |book, entry| {
                SplitDraft::of(book, entry, customer, style)
            })
        });
        let rows = draft.map(|draft| draft.rows).unwrap_or_default();
        self.parts.set(rows.into_iter().map(|row| self.part(row)).collect());
        self.remembers.set(false);
        self.problems.set(Vec::new());
        self.why.set(None);
    }

    fn part(self, row: SplitRow) -> Part {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        Part::of(number, row)
    }

    fn draft(self, movement: Id) -> SplitDraft {
        let rows = self.parts.with(|parts| parts.iter().map(|part| part.row()).collect());
        SplitDraft { movement, rows, remembers: self.remembers.get() }
    }

    /// What the parts leave.
    fn left(self) -> Option<Money> {
        let page = self.desk.page;
        let movement = self.desk.splits.with(|one| one.as_ref().map(|one| one.movement))?;
        let draft = self.draft(movement);
        with_entry(page, movement, |_, entry| {
            Money::new(draft.left_minor(entry, page.style.get()), entry.statement.currency)
        })
    }

    fn add(self) {
        let left = untrack(|| self.left()).filter(|left| left.amount_minor > 0);
        let style = self.desk.page.style.get_untracked();
        let amount = left.map(|left| typed(left, style)).unwrap_or_default();
        let part = self.part(SplitRow { amount, ..SplitRow::default() });
        self.parts.update(|parts| parts.push(part));
        focus_on(".bank-part:last-of-type input");
    }

    fn save(self, open: RwSignal<bool>) {
        let (desk, page) = (self.desk, self.desk.page);
        let Some(one) = desk.splits.get_untracked() else { return };
        let draft = untrack(|| self.draft(one.movement));
        let style = page.style.get_untracked();
        let valid = page.ledger.book.with_untracked(|book| draft.validate(book, style));
        let parts = match valid {
            Ok(parts) => parts,
            Err(problems) => return self.problems.set(problems),
        };
        self.problems.set(Vec::new());
        let sum: i64 = parts.iter().map(|(_, amount, _)| amount.amount_minor).sum();
        spawn_local(async move {
            let act = |to: &mut _| draft.enter(to, &parts);
            match page.ledger.commit(Deed::MatchedMovements, act).await {
                Ok(()) => {
                    open.set(false);
                    desk.go_on_after(one.movement);
                    let amount = Money::new(sum, one.asked.amount.currency);
                    let lang = page.lang.get_untracked();
                    desk.tell(Ok(untrack(|| words::split_done(lang, &page.money(amount)))));
                }
                Err(refused) => self.why.set(Some(say_why::words(page, &refused))),
            }
        });
    }

    fn problem(self, part: Part, is_amount: bool) -> Signal<Option<String>> {
        let page = self.desk.page;
        Signal::derive(move || {
            let at = self.parts.with(|all| all.iter().position(|one| one.number == part.number))?;
            let field = if is_amount { SplitField::Amount(at) } else { SplitField::Customer(at) };
            self.problems.with(|problems| {
                FieldProblem::of(problems, field)
                    .map(|why| invoices::why(page.lang.get(), page.style.get(), why))
            })
        })
    }
}

fn split_dialog(desk: Desk) -> AnyView {
    let page = desk.page;
    let open = switch(desk.splits);
    let form = Form {
        desk,
        parts: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
        remembers: RwSignal::new(false),
        problems: RwSignal::new(Vec::new()),
        why: RwSignal::new(None),
    };
    effect(move |_| {
        if let Some(one) = desk.splits.get() {
            form.begin(&one);
            focus_on("dialog[open] .bank-part input");
        }
    });
    let about = move || {
        desk.splits.get().map(|one| {
            let name = [&one.asked.payer, &one.asked.text];
            let name = name.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
            let (day, amount) = (page.date(one.asked.booked_on), page.money(one.asked.amount));
            view! { <p><span class="strong">{amount}</span> " · " {day} " · " {name}</p> }
        })
    };
    let left = Memo::new(move |_| form.left());
    let left_words = move || {
        let left = left.get()?;
        let lang = page.lang.get();
        let amount = page.money(Money::new(left.amount_minor.abs(), left.currency));
        Some(match left.amount_minor {
            0 => view! { <p class="quiet">{words::all_given(lang)}</p> }.into_any(),
            1.. => view! { <p>{words::left_over(lang, &amount)}</p> }.into_any(),
            _ => view! { <p class="problem">{words::too_much(lang, &amount)}</p> }.into_any(),
        })
    };
    let can_remember = Memo::new(move |_| {
        let Some(one) = desk.splits.get() else { return false };
        form.draft(one.movement).only_customer().is_some() && !payer_keys(&one.asked).is_empty()
    });
    let remember = move || {
        can_remember.get().then(
            || view! { <Check label=label(page, words::remember_payer) value=form.remembers /> },
        )
    };
    view! {
        <Dialog open=open title=label(page, words::split_title)>
            <form
                class="form bank-split"
                on:submit=move |event| {
                    event.prevent_default();
                    form.save(open);
                }
            >
                {live(about)}
                {each(move || form.parts.get(), |part| part.number.to_string(), move |one| part(form, one))}
                <div class="row">
                    <button class="button small" type="button" on:click=move |_| form.add()>
                        {page.t(words::add_part)}
                    </button>
                    <div class="push small" role="status">{live(left_words)}</div>
                </div>
                {live(remember)}
                <FormProblem why=form.why />
                <div class="form-actions">
                    <button class="button primary" type="submit">{page.t(words::save)}</button>
                    <button class="button quiet" type="button" on:click=move |_| open.set(false)>
                        {page.t(text::shell::cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn part(form: Form, one: Part) -> AnyView {
    let page = form.desk.page;
    let choices = Signal::derive(move || {
        page.ledger.book.with(|book| one.customer_text.with(|typed| customers_like(book, typed)))
    });
    let choose = Callback::new(move |choice: Choice| {
        one.customer.set(choice.key.parse().ok());
        one.customer_text.set(choice.label);
        one.target.set(String::new());
    });
    // A customer whose name is changed by hand is not the one chosen any more.
    effect(move |_| {
        let typed = one.customer_text.get();
        let is_same = one.customer.get_untracked().is_none_or(|id| {
            page.ledger.book.with_untracked(|book| {
                book.find_customer(id).is_some_and(|ix| book.customer(ix).customer.name() == typed)
            })
        });
        if !is_same {
            one.customer.set(None);
        }
    });
    let (customer_id, amount_id, target_id) =
        (fresh_id("customer"), fresh_id("amount"), fresh_id("target"));
    let wrong = form.problem(one, false);
    let is_wrong = Signal::derive(move || wrong.get().is_some());
    let amount_wrong = form.problem(one, true);
    let targets = move || {
        let lang = page.lang.get();
        let mut all = vec![
            (String::new(), words::target_oldest(lang).to_owned()),
            ("credit".to_owned(), words::target_credit(lang).to_owned()),
        ];
        let movement = form.desk.splits.with(|one| one.as_ref().map(|one| one.movement));
        if let (Some(movement), Some(customer)) = (movement, one.customer.get()) {
            let open = with_entry(page, movement, |book, entry| {
                open_to_settle(book, entry, customer)
                    .into_iter()
                    .map(|(to, open)| {
                        let item = book.item(open.item);
                        let invoice = &book.invoice(item.invoice).invoice;
                        let amount = page.money(Money::new(open.open_minor, item.currency));
                        let key = format!("{}/{}", to.invoice, to.number);
                        (key, words::target_item(lang, &invoice.number, &amount))
                    })
                    .collect::<Vec<_>>()
            });
            all.extend(open.unwrap_or_default());
        }
        let chosen = one.target.get_untracked();
        all.into_iter()
            .map(|(key, word)| {
                let is_chosen = key == chosen;
                view! { <option value=key selected=is_chosen>{word}</option> }
            })
            .collect_view()
    };
    let can_remove = Memo::new(move |_| form.parts.with(|parts| parts.len() > 1));
    let remove = move || {
        can_remove.get().then(|| {
            view! {
                <button
                    class="icon-button"
                    type="button"
                    aria-label=page.t(words::remove_part)
                    on:click=move |_| form.parts.update(|parts| parts.retain(|part| part.number != one.number))
                >
                    <Icon icon=LuX />
                </button>
            }
        })
    };
    view! {
        <div class="bank-part">
            <Field id=customer_id.clone() label=label(page, words::part_customer) problem=wrong>
                <Combobox
                    label=label(page, words::part_customer)
                    id=customer_id
                    text=one.customer_text
                    choices=choices
                    on_choose=choose
                    invalid=is_wrong
                />
            </Field>
            <Field id=amount_id.clone() label=label(page, words::part_amount) problem=amount_wrong>
                <input
                    class="input amount"
                    id=amount_id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=move || amount_wrong.get().is_some().to_string()
                    prop:value=move || one.amount.get()
                    on:input:target=move |event| one.amount.set(event.target().value())
                />
            </Field>
            <Field id=target_id.clone() label=label(page, words::part_target)>
                <select
                    class="select"
                    id=target_id
                    prop:value=move || one.target.get()
                    on:change:target=move |event| one.target.set(event.target().value())
                >
                    {live(targets)}
                </select>
            </Field>
            {live(remove)}
        </div>
    }
    .into_any()
}

//! Putting on hold, disputing, and ending what was agreed: the dialog that a customer and an
//! invoice share, and the list of what is in force.

use cartera::ledger::action::{Draft, add_dealing, end_dealing};
use cartera::ledger::dealing::{Dispute, DisputeReason, Hold, SignKind, What};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Id, Money, Refusal};
use cartera::text::{
    self, Lang, Message, dealings as words, dunning, format, invoices::why as why_words, signs,
};
use cartera::views::collecting::{InForce, InForceKind, dispute_code, dispute_reason};
use cartera::views::invoice_form::{read_day, read_money};
use cartera::views::told::{Teller, Tone};
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{AmountField, DateField, Dialog, FormProblem, SelectField, TextField};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::pages::sign_forms;
use crate::ui::reactive::{RwSignal, Signal, effect};
use crate::ui::say_why;

/// What the dialog is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealingAsk {
    /// To put a customer, or one of its invoices, on hold.
    Hold {
        /// Whose.
        customer: Id,
        /// Which one; a choice is offered where none is given.
        invoice: Option<Id>,
    },
    /// To dispute an invoice.
    Dispute {
        /// Which.
        invoice: Id,
    },
    /// To note a warning sign.
    NoteSign {
        /// Whose.
        customer: Id,
    },
    /// To say that a warning sign was looked at.
    ReviewSign {
        /// Whose.
        customer: Id,
        /// Which.
        kind: SignKind,
        /// Since when it holds.
        since: NaiveDate,
    },
    /// To end a dealing.
    End {
        /// Which.
        dealing: Id,
    },
}

/// The dialog, shown while it is asked for something.
#[component]
pub fn DealingDialog(ask: RwSignal<Option<DealingAsk>>) -> impl IntoView {
    let page = use_page();
    // The dialog shows and closes by a switch of its own.
    let open = RwSignal::new(false);
    effect(move |_| open.set(ask.with(Option::is_some)));
    effect(move |_| {
        if !open.get() && ask.with_untracked(Option::is_some) {
            ask.set(None);
        }
    });
    let title =
        move || ask.get().map_or_else(String::new, |asked| title(page, asked, page.lang.get()));
    view! {
        <Dialog open=open title=Signal::derive(title)>
            {move || {
                ask.get()
                    .map(|asked| {
                        focus_first("dialog[open] :is(.input, .select)");
                        match asked {
                            DealingAsk::Hold { customer, invoice } => hold(page, customer, invoice, open),
                            DealingAsk::Dispute { invoice } => dispute(page, invoice, open),
                            DealingAsk::NoteSign { customer } => sign_forms::note(page, customer, open),
                            DealingAsk::ReviewSign { customer, kind, since } => {
                                sign_forms::review(page, customer, kind, since, open)
                            }
                            DealingAsk::End { dealing } => end(page, dealing, open),
                        }
                    })
            }}
        </Dialog>
    }
}

fn title(page: Page, asked: DealingAsk, lang: Lang) -> String {
    page.ledger.book.with(|book| match asked {
        DealingAsk::Hold { .. } => words::hold_title(lang).to_owned(),
        DealingAsk::Dispute { invoice } => words::dispute_title(lang, &number(book, invoice)),
        DealingAsk::NoteSign { .. } => signs::note_title(lang).to_owned(),
        DealingAsk::ReviewSign { kind, .. } => signs::review_title(lang, signs::kind(lang, kind)),
        DealingAsk::End { dealing } => match what_of(book, dealing) {
            Some(What::Dispute(dispute)) => {
                words::settle_title(lang, &number(book, dispute.invoice))
            }
            Some(What::Plan(_)) => words::end_plan_title(lang).to_owned(),
            Some(What::Promise(_)) => words::withdraw_title(lang).to_owned(),
            Some(What::Sign(_)) => signs::end_title(lang).to_owned(),
            _ => words::lift_title(lang).to_owned(),
        },
    })
}

fn hold(page: Page, customer: Id, invoice: Option<Id>, open: RwSignal<bool>) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let choices = page.ledger.book.with_untracked(|book| {
        let mut choices = vec![(String::new(), words::hold_everything(lang).to_owned())];
        if let Some(ix) = book.find_customer(customer) {
            for open in book.open_items(ix, today) {
                let invoice = &book.invoice(book.item(open.item).invoice).invoice;
                let choice = (invoice.id.to_string(), invoice.number.clone());
                if !choices.contains(&choice) {
                    choices.push(choice);
                }
            }
        }
        choices
    });
    let about = RwSignal::new(invoice.map(|id| id.to_string()).unwrap_or_default());
    let (reason, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (bad_reason, bad_until) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let why = RwSignal::new(None::<String>);
    let save = move || {
        let style = page.style.get_untracked();
        let reason_text = reason.get_untracked().trim().to_owned();
        bad_reason.set(reason_text.is_empty().then(|| page.say(text::shell::required).to_owned()));
        let until = until.with_untracked(|until| match until.trim() {
            "" => Ok(None),
            written => read_day(written, today)
                .map(Some)
                .map_err(|problem| why_words(lang, style, &problem)),
        });
        let until = until.and_then(|until| match until {
            Some(day) if day < today => Err(words::day_past(lang).to_owned()),
            until => Ok(until),
        });
        bad_until.set(until.clone().err());
        let Ok(until) = until else { return };
        if reason_text.is_empty() {
            return;
        }
        let invoice = about.with_untracked(|about| about.parse().ok());
        let what = What::Hold(Hold { invoice, from: today, until, reason: reason_text });
        commit(page, Deed::AddedDealing, words::held, why, open, move |draft| {
            add_dealing(draft, customer, what.clone()).map(drop)
        });
    };
    let fields = view! {
        <SelectField label=label(page, words::hold_what) options=choices value=about />
        <TextField label=label(page, words::reason) value=reason problem=bad_reason />
        <DateField label=label(page, words::hold_until) value=until optional=true problem=bad_until />
        <p class="quiet small">{words::hold_until_hint(lang)}</p>
    }
    .into_any();
    frame(page, words::hold_about(lang), fields, words::hold_do, why, open, save)
}

fn dispute(page: Page, invoice: Id, open: RwSignal<bool>) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let Some((customer, total)) = page.ledger.book.with_untracked(|book| {
        let entry = book.invoice(book.find_invoice(invoice)?);
        Some((entry.invoice.customer, entry.invoice.total))
    }) else {
        return ().into_any();
    };
    let reasons: Vec<(String, String)> = DisputeReason::ALL
        .into_iter()
        .map(|reason| (dispute_code(reason), dunning::dispute_reason(lang, reason).to_owned()))
        .collect();
    let reason = RwSignal::new(dispute_code(DisputeReason::Price));
    let (amount, settles) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let currency = RwSignal::new(total.currency);
    let bad_amount = RwSignal::new(None::<String>);
    let why = RwSignal::new(None::<String>);
    let save = move || {
        let style = page.style.get_untracked();
        let amount = amount.with_untracked(|amount| match amount.trim() {
            "" => Ok(None),
            written => read_money(written, total.currency, style)
                .map(Some)
                .map_err(|problem| why_words(lang, style, &problem)),
        });
        bad_amount.set(amount.clone().err());
        let Ok(amount) = amount else { return };
        let what = What::Dispute(Dispute {
            invoice,
            opened_on: today,
            reason: dispute_reason(&reason.get_untracked()),
            amount,
            settles: settles.get_untracked().trim().to_owned(),
        });
        commit(page, Deed::AddedDealing, words::dispute_raised, why, open, move |draft| {
            add_dealing(draft, customer, what.clone()).map(drop)
        });
    };
    let hint = Some(words::dispute_amount_hint(lang).to_owned());
    let fields = view! {
        <SelectField label=label(page, words::reason) options=reasons value=reason />
        <AmountField label=label(page, words::dispute_amount) value=amount currency=currency optional=true hint=hint problem=bad_amount />
        <TextField label=label(page, words::dispute_settles) value=settles optional=true />
    }
    .into_any();
    frame(page, words::dispute_about(lang), fields, words::dispute_do, why, open, save)
}

fn end(page: Page, dealing: Id, open: RwSignal<bool>) -> AnyView {
    let lang = page.lang.get_untracked();
    let today = page.ledger.today.get_untracked();
    let what = page.ledger.book.with_untracked(|book| what_of(book, dealing).cloned());
    let Some(what) = what else { return ().into_any() };
    let first = what.day();
    let (about, how_label, button): (&'static str, Message, Message) = match &what {
        What::Dispute(_) => ("", words::settle_how, words::settle_do),
        What::Plan(_) => (words::end_plan_about(lang), words::reason, words::end_plan_do),
        What::Promise(_) => (words::withdraw_about(lang), words::reason, words::withdraw_do),
        What::Sign(_) => (signs::end_about(lang), words::reason, signs::end_do),
        What::Contact(_) | What::Hold(_) | What::SignReview(_) => {
            ("", words::reason, words::lift_title)
        }
    };
    let day = RwSignal::new(page.date(today.max(first)));
    let how = RwSignal::new(String::new());
    let (bad_day, why) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let save = move || {
        let style = page.style.get_untracked();
        let read = day.with_untracked(|day| read_day(day, today));
        bad_day.set(read.clone().err().map(|problem| why_words(lang, style, &problem)));
        let Ok(on) = read else { return };
        let how = how.get_untracked().trim().to_owned();
        commit(page, Deed::EndedDealing, words::ended, why, open, move |draft| {
            end_dealing(draft, dealing, on, how.clone())
        });
    };
    let fields = view! {
        <TextField label=label(page, how_label) value=how optional=true />
        <DateField label=label(page, words::end_on) value=day problem=bad_day />
    }
    .into_any();
    frame(page, about, fields, button, why, open, save)
}

/// A form with its problem and its buttons.
pub fn frame(
    page: Page,
    about: &'static str,
    fields: AnyView,
    button: fn(Lang) -> &'static str,
    why: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    save: impl Fn() + 'static,
) -> AnyView {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        save();
    };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            {(!about.is_empty()).then(|| view! { <p class="quiet">{about}</p> })}
            {fields}
            <FormProblem why=why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(button)}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>{page.t(text::shell::cancel)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Does it, says so and closes the dialog; where it is refused, the reason stands in it.
pub fn commit(
    page: Page,
    deed: Deed,
    told: fn(Lang) -> &'static str,
    why: RwSignal<Option<String>>,
    open: RwSignal<bool>,
    act: impl Fn(&mut Draft) -> Result<(), Refusal> + 'static,
) {
    spawn_local(async move {
        match page.ledger.commit(deed, act).await {
            Ok(()) => {
                open.set(false);
                page.toasts.done(page.say(told).to_owned(), page.ledger.last_record());
            }
            Err(refused) => why.set(Some(say_why::words(page, &refused))),
        }
    });
}

/// What is agreed or in the way, a line each with the way to end it.
pub fn in_force_list(
    page: Page,
    book: &Book,
    found: &[InForce],
    ask: RwSignal<Option<DealingAsk>>,
) -> AnyView {
    let teller = teller(page, book);
    let lines: Vec<AnyView> = found
        .iter()
        .filter_map(|it| {
            let told = teller.tell(it.dealing)?;
            let lang = page.lang.get();
            let mut details = told.details;
            let button: fn(Lang) -> &'static str = match it.kind {
                InForceKind::Promise => words::withdraw,
                InForceKind::Dispute { days } => {
                    details.insert(0, words::open_for(lang, &format::days_count(lang, days)));
                    words::settle
                }
                InForceKind::Plan => words::end_plan,
                InForceKind::Hold => words::lift,
            };
            // A dispute or a hold is listed because it is in force: the word says nothing more.
            let says_more = matches!(it.kind, InForceKind::Promise | InForceKind::Plan);
            let state = told.state.filter(|_| says_more).map(state_badge);
            let dealing = it.dealing;
            Some(
                view! {
                    <li>
                        <span class="what">
                            <span class="strong">{told.title}</span>
                            " "
                            {state}
                            <small>{details.join(" · ")}</small>
                        </span>
                        <span class="amount">{told.amount.map(|amount: Money| page.money(amount))}</span>
                        <button class="button small no-print" on:click=move |_| ask.set(Some(DealingAsk::End { dealing }))>
                            {button(lang)}
                        </button>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    view! { <ul class="lines in-force">{lines}</ul> }.into_any()
}

/// A word for how something stands.
pub fn state_badge((word, tone): (&'static str, Tone)) -> AnyView {
    let class = match tone {
        Tone::Good => "badge ok",
        Tone::Bad => "badge problem",
        Tone::Plain => "badge",
        Tone::Over => "badge plain",
    };
    view! { <span class=class>{word}</span> }.into_any()
}

/// Tells a book's dealings in the interface's language, as of today.
pub fn teller(page: Page, book: &Book) -> Teller<'_> {
    Teller { book, on: page.ledger.today.get(), lang: page.lang.get(), style: page.style.get() }
}

fn what_of(book: &Book, dealing: Id) -> Option<&What> {
    book.find_dealing(dealing).map(|(_, entry)| &entry.dealing.what)
}

fn number(book: &Book, invoice: Id) -> String {
    let ix = book.find_invoice(invoice);
    ix.map_or_else(String::new, |ix| book.invoice(ix).invoice.number.clone())
}

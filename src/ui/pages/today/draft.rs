//! The message ready to send, and the ways to send it.

use cartera::ledger::protocol::Channel;
use cartera::route::{Screen, Section};
use cartera::text::{dunning, templates, worklist as words};
use cartera::views::contact_form::Choice;
use cartera::views::worklist::{Case, Link, Prepared, best_contact, link, prepare, warnings};
use icondata_lu::{LuCopy, LuTriangleAlert};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::case::save;
use super::desk::{Desk, Letter};
use super::list::icon_of;
use crate::ui::components::{Icon, SelectField, TextField};
use crate::ui::contact::{ContactAsk, now};
use crate::ui::pages::controls::label;
use crate::ui::pages::customers::{Letter as LetterSheet, LetterText};
use crate::ui::reactive::{Memo, RwSignal, Signal};
use crate::ui::shell::href;

/// What stands in the fields of the message.
#[derive(Clone, Copy)]
struct Fields {
    desk: Desk,
    ask: StoredValue<ContactAsk>,
    subject: RwSignal<String>,
    body: RwSignal<String>,
    /// The place of the contact among the customer's.
    contact: RwSignal<String>,
    /// By which way a draft was opened.
    opened: RwSignal<Option<Channel>>,
}

impl Fields {
    fn contact(self) -> Option<usize> {
        self.contact.get().parse().ok()
    }

    fn link(self, channel: Channel) -> Link {
        let (page, id) = (self.desk.page, self.ask.with_value(|ask| ask.customer));
        let (subject, body) = (self.subject.get(), self.body.get());
        page.ledger.book.with(|book| match book.find_customer(id) {
            Some(ix) => link(book, ix, self.contact(), channel, (&subject, &body), page.lang.get()),
            None => Link::Nothing,
        })
    }
}

/// The message of a case with the other ways to send it; and the way its step asks for,
/// with the question whether it was sent.
pub fn draw(desk: Desk, case: &Case, ask: &ContactAsk) -> (AnyView, AnyView) {
    let page = desk.page;
    let lang = page.lang.get();
    let main = ask.channel.unwrap_or(Channel::Call);
    let (prepared, people, chosen, warned) = desk.tell(|teller| {
        let Some(ix) = teller.book.find_customer(ask.customer) else {
            return (None, Vec::new(), None, Vec::new());
        };
        let contacts = &teller.book.customer(ix).customer.contacts;
        let chosen = best_contact(contacts, main);
        let prepared = case
            .action
            .as_ref()
            .and_then(|action| prepare(teller.book, teller.practice, ix, action, chosen, lang));
        let people: Vec<String> = contacts
            .iter()
            .map(|contact| {
                let name = [contact.name.as_str(), contact.role.as_str()];
                let named = name.into_iter().filter(|part| !part.is_empty());
                named.collect::<Vec<_>>().join(", ")
            })
            .collect();
        let warned: Vec<(Channel, Vec<String>)> = Channel::ALL
            .into_iter()
            .map(|way| (way, warnings(teller.book, teller.practice, ix, way, now(), lang)))
            .collect();
        (prepared, people, chosen, warned)
    });
    let has_words = prepared.is_some();
    let Prepared { subject, body, holes, checklist, .. } = prepared.unwrap_or(Prepared {
        lang,
        subject: String::new(),
        body: String::new(),
        holes: Vec::new(),
        checklist: Vec::new(),
    });
    let fields = Fields {
        desk,
        ask: StoredValue::new(ask.clone()),
        subject: RwSignal::new(subject),
        body: RwSignal::new(body),
        contact: RwSignal::new(chosen.map(|place| place.to_string()).unwrap_or_default()),
        opened: RwSignal::new(None),
    };
    let warned_of = |way: Channel| {
        warned.iter().find(|(of, _)| *of == way).map(|(_, all)| all.clone()).unwrap_or_default()
    };
    let is_spoken = !main.is_written();
    let options: Vec<_> =
        people.into_iter().enumerate().map(|(place, name)| (place.to_string(), name)).collect();
    let to = (options.len() > 1).then(|| {
        view! { <SelectField label=label(page, words::to) options=Signal::stored(options) value=fields.contact /> }
    });
    let message = has_words.then(|| {
        let holes: Vec<_> = holes.iter().map(|field| templates::field(lang, *field)).collect();
        let body_word = if is_spoken { words::script } else { words::message };
        let subject = matches!(main, Channel::Email | Channel::Letter).then(|| {
            view! { <TextField label=label(page, words::subject) value=fields.subject /> }
        });
        view! {
            {(!holes.is_empty())
                .then(|| {
                    view! {
                        <p class="case-warning">
                            <Icon icon=LuTriangleAlert />
                            <span>
                                {words::holes(lang, &holes.join(", "))} " "
                                <a class="link" href=href(Screen::Settings(Section::Collecting))>
                                    {words::holes_where(lang)}
                                </a>
                            </span>
                        </p>
                    }
                })}
            {subject}
            <TextField label=label(page, body_word) value=fields.body long=true />
            {(!checklist.is_empty())
                .then(|| {
                    let items = checklist.into_iter().map(|one| view! { <li>{one}</li> });
                    view! {
                        <div class="case-checklist small">
                            <p class="strong">{words::checklist(lang)}</p>
                            <ul>{items.collect_view()}</ul>
                        </div>
                    }
                })}
        }
    });
    let others = Channel::ALL.into_iter().filter(|&way| way != main && way != Channel::Visit);
    let others = others.map(|way| (way, warned_of(way)));
    let others = others
        .map(|(way, warned)| view! { <div>{warning(&warned)} {button(fields, way, false)}</div> });
    let message = view! {
        <section class="case-message">
            {to}
            {message}
            <details class="more">
                <summary>{words::other_ways(lang)}</summary>
                <div class="other-ways">{others.collect_view()}</div>
            </details>
        </section>
    };
    let send = view! {
        {warning(&warned_of(main))}
        <div class="ways-of-sending">
            {button(fields, main, true)}
            {has_words
                .then(|| {
                    view! {
                        <button class="button" type="button" on:click=move |_| copy(fields)>
                            <Icon icon=LuCopy />
                            {words::copy(lang)}
                        </button>
                    }
                })}
        </div>
        <div role="status">{move || fields.opened.get().map(|way| was_sent(fields, way))}</div>
    };
    (message.into_any(), send.into_any())
}

/// The rules that a contact now would break; nobody is stopped.
fn warning(sentences: &[String]) -> AnyView {
    if sentences.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="case-warning">
            <Icon icon=LuTriangleAlert />
            <span>{sentences.join(" ")}</span>
        </p>
    }
    .into_any()
}

/// Opens a draft in the user's own program, or says why it cannot.
fn button(fields: Fields, channel: Channel, is_main: bool) -> AnyView {
    let page = fields.desk.page;
    let class = if is_main { "button primary" } else { "button" };
    let is_asked = channel != Channel::Call;
    // Which way it is does not change while one types: only the link itself does.
    let way = Memo::new(move |_| match fields.link(channel) {
        Link::Href { is_shortened, .. } => (1, is_shortened, String::new()),
        Link::Print => (2, false, String::new()),
        Link::Nothing => (3, false, String::new()),
        Link::Problem(why) => (4, false, why),
    });
    let to = move || match fields.link(channel) {
        Link::Href { href, .. } => href,
        _ => String::new(),
    };
    let open = move || {
        if is_asked {
            fields.opened.set(Some(channel));
        }
    };
    let print_it = move || {
        print_letter(fields);
        open();
    };
    let word = move || words::act(page.lang.get(), channel);
    view! {
        {move || match way.get() {
            (1, is_shortened, _) => {
                let customer = fields.ask.with_value(|ask| ask.customer);
                let note = is_shortened.then(|| {
                    view! {
                        <p class="case-warning">
                            <Icon icon=LuTriangleAlert />
                            <span>
                                {page.t(words::shortened)} " "
                                <a class="link" href=href(Screen::Statement(customer))>{page.t(words::statement)}</a>
                            </span>
                        </p>
                    }
                });
                let target = (channel == Channel::WhatsApp).then_some("_blank");
                view! {
                    {note}
                    <a class=class href=to target=target rel="noopener noreferrer" on:click=move |_| open()>
                        <Icon icon=icon_of(channel) />
                        {word}
                    </a>
                }
                .into_any()
            }
            (2, ..) => view! {
                <button class=class type="button" on:click=move |_| print_it()>
                    <Icon icon=icon_of(channel) />
                    {word}
                </button>
            }
            .into_any(),
            (4, _, why) => view! {
                <p class="quiet small">
                    <span class="strong">{move || dunning::channel(page.lang.get(), channel)}</span> ": " {why}
                </p>
            }
            .into_any(),
            _ => ().into_any(),
        }}
    }
    .into_any()
}

/// Asks whether what was opened went out: nothing is assumed.
fn was_sent(fields: Fields, channel: Channel) -> AnyView {
    let lang = fields.desk.page.lang.get();
    let yes = move |_| {
        let ask = ContactAsk { channel: Some(channel), ..fields.ask.get_value() };
        save(fields.desk, &ask, Choice::Sent, name_of(fields));
    };
    let asked =
        if channel == Channel::Letter { words::was_letter_sent } else { words::was_it_sent };
    view! {
        <div class="was-sent">
            <p class="strong">{dunning::channel(lang, channel)} ": " {asked(lang)}</p>
            <div class="row">
                <button class="button primary small" on:click=yes>{words::yes_sent(lang)}</button>
                <button class="button small" on:click=move |_| fields.opened.set(None)>
                    {words::not_sent(lang)}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn name_of(fields: Fields) -> String {
    let id = fields.ask.with_value(|ask| ask.customer);
    fields
        .desk
        .page
        .ledger
        .book
        .with_untracked(|book| {
            let place: usize = fields.contact.get_untracked().parse().ok()?;
            let of = book.customer(book.find_customer(id)?);
            of.customer.contacts.get(place).map(|contact| contact.name.clone())
        })
        .unwrap_or_default()
}

fn copy(fields: Fields) {
    let page = fields.desk.page;
    let copied = window().navigator().clipboard().write_text(&fields.body.get_untracked());
    spawn_local(async move {
        match JsFuture::from(copied).await {
            Ok(_) => page.toasts.say(page.say(words::copied)),
            Err(_) => page.toasts.problem(page.say(words::not_copied)),
        }
    });
}

fn print_letter(fields: Fields) {
    fields.desk.letter.set(Some(Letter {
        customer: fields.ask.with_value(|ask| ask.customer),
        subject: fields.subject.get_untracked(),
        body: fields.body.get_untracked(),
    }));
    request_animation_frame(move || {
        if window().print().is_err() {
            fields.desk.letter.set(None);
        }
    });
}

/// The letter on paper; the page around it is left out while there is one.
pub fn letter(desk: Desk) -> AnyView {
    let page = desk.page;
    let Some(Letter { customer, subject, body }) = desk.letter.get() else { return ().into_any() };
    let after = window_event_listener_untyped("afterprint", move |_| desk.letter.set(None));
    on_cleanup(move || after.remove());
    let told = page.ledger.book.with(|book| {
        book.find_customer(customer).map(|ix| LetterText {
            customer: ix,
            on: page.ledger.today.get(),
            lang: cartera::dunning::message::language(book, ix),
            attention: String::new(),
            subject,
            body,
        })
    });
    view! { <div class="print-only">{told.map(|letter| view! { <LetterSheet letter=letter /> })}</div> }
        .into_any()
}

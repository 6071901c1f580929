//! A customer to enter, or to change.

use std::sync::Arc;

use cartera::dunning::protocols::Protocols;
use cartera::ledger::action::{change_customer, enter_customer};
use cartera::ledger::customer::{Contact, Customer as Particulars, Party};
use cartera::ledger::record::Deed;
use cartera::ledger::{Book, Country, Currency, Id};
use cartera::route::Screen;
use cartera::text::fold::fold;
use cartera::text::format::WEEK;
use cartera::text::{self, Lang, common, customers as words};
use cartera::views::customer_form::{CustomerDraft, Field as Which, same_name, same_tax_id};
use cartera::views::customers::{responsibles, segments};
use cartera::views::invoice_form::offered_currencies;
use cartera::views::problem::FieldProblem;
use cartera::views::protocols::offered;
use chrono::Weekday;
use icondata_lu::LuX;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::components::{
    AmountField, Check, Choice, Combobox, Field, FormProblem, Icon, PageHead, SelectField,
    TextField, each,
};
use crate::ui::page::{Page, use_page};
use crate::ui::pages::controls::{focus_first, label};
use crate::ui::reactive::{Memo, RwSignal, Signal, effect};
use crate::ui::say_why;
use crate::ui::shell::href;

/// A customer to enter; `name` in the address is one that was typed elsewhere.
#[component]
pub fn NewCustomer() -> impl IntoView {
    let page = use_page();
    let name = page.address.param("name").get_untracked().unwrap_or_default();
    let start = page.ledger.book.with_untracked(|book| CustomerDraft::blank(book, &name));
    view! {
        <PageHead
            title=label(page, text::shell::new_customer)
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Customers)>{page.t(text::shell::customers)}</a> })
        />
        <CustomerForm start=start id=None />
    }
}

/// A customer to change.
#[component]
pub fn EditCustomer(
    /// As it is.
    before: Arc<Particulars>,
) -> impl IntoView {
    let page = use_page();
    let id = before.id;
    let name = before.name().to_owned();
    let start = page.ledger.book.with_untracked(|book| {
        CustomerDraft::of(&before, book, page.lang.get_untracked(), page.style.get_untracked())
    });
    view! {
        <PageHead
            title=label(page, words::edit_title)
            over=ViewFn::from(move || view! { <a class="link" href=href(Screen::Customer(id))>{name.clone()}</a> })
        />
        <CustomerForm start=start id=Some(id) />
    }
}

/// The fields, as they are typed.
#[derive(Clone, Copy)]
struct Fields {
    legal_name: RwSignal<String>,
    trade_name: RwSignal<String>,
    tax_id: RwSignal<String>,
    segment: RwSignal<String>,
    responsible: RwSignal<String>,
    contacts: RwSignal<Vec<ContactFields>>,
    party: RwSignal<String>,
    code: RwSignal<String>,
    country: RwSignal<String>,
    language: RwSignal<String>,
    currency: RwSignal<String>,
    terms: RwSignal<String>,
    review_days: [RwSignal<bool>; 7],
    payment_days: [RwSignal<bool>; 7],
    credit_limit: RwSignal<String>,
    limit_currency: RwSignal<Currency>,
    protocol: RwSignal<Option<Id>>,
    notes: RwSignal<String>,
    agreed: StoredValue<Option<cartera::ledger::Terms>>,
}

#[derive(Clone, Copy)]
struct ContactFields {
    number: usize,
    name: RwSignal<String>,
    role: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    whatsapp: RwSignal<String>,
}

impl Fields {
    fn of(start: CustomerDraft) -> Self {
        let ticked = |days: &[Weekday]| WEEK.map(|day| RwSignal::new(days.contains(&day)));
        let contacts =
            start.contacts.iter().enumerate().map(|(at, contact)| ContactFields::of(at, contact));
        Self {
            contacts: RwSignal::new(contacts.collect()),
            party: RwSignal::new(party_code(start.party).to_owned()),
            country: RwSignal::new(start.country.map_or("", Country::code).to_owned()),
            language: RwSignal::new(start.language.map_or("", lang_code).to_owned()),
            currency: RwSignal::new(start.currency.map_or("", Currency::code).to_owned()),
            review_days: ticked(&start.review_days),
            payment_days: ticked(&start.payment_days),
            legal_name: RwSignal::new(start.legal_name),
            trade_name: RwSignal::new(start.trade_name),
            tax_id: RwSignal::new(start.tax_id),
            segment: RwSignal::new(start.segment),
            responsible: RwSignal::new(start.responsible),
            code: RwSignal::new(start.code),
            terms: RwSignal::new(start.terms),
            credit_limit: RwSignal::new(start.credit_limit),
            limit_currency: RwSignal::new(start.limit_currency),
            protocol: RwSignal::new(start.protocol),
            notes: RwSignal::new(start.notes),
            agreed: StoredValue::new(start.agreed),
        }
    }

    fn draft(self) -> CustomerDraft {
        let ticked = |days: [RwSignal<bool>; 7]| {
            WEEK.into_iter()
                .zip(days)
                .filter(|(_, is_on)| is_on.get())
                .map(|(day, _)| day)
                .collect()
        };
        CustomerDraft {
            legal_name: self.legal_name.get(),
            trade_name: self.trade_name.get(),
            tax_id: self.tax_id.get(),
            segment: self.segment.get(),
            responsible: self.responsible.get(),
            contacts: self.contacts.with(|all| all.iter().map(|fields| fields.contact()).collect()),
            party: if self.party.with(|code| code == "person") {
                Party::Person
            } else {
                Party::Company
            },
            code: self.code.get(),
            country: self.country.with(|code| Country::from_code(code)),
            language: self.language.with(|code| match code.as_str() {
                "es" => Some(Lang::Es),
                "en" => Some(Lang::En),
                _ => None,
            }),
            currency: self.currency.with(|code| Currency::from_code(code)),
            terms: self.terms.get(),
            review_days: ticked(self.review_days),
            payment_days: ticked(self.payment_days),
            credit_limit: self.credit_limit.get(),
            limit_currency: self.limit_currency.get(),
            protocol: self.protocol.get(),
            notes: self.notes.get(),
            agreed: self.agreed.get_value(),
        }
    }
}

impl ContactFields {
    fn of(number: usize, contact: &Contact) -> Self {
        let field = |text: &str| RwSignal::new(text.to_owned());
        Self {
            number,
            name: field(&contact.name),
            role: field(&contact.role),
            email: field(&contact.email),
            phone: field(&contact.phone),
            whatsapp: field(&contact.whatsapp),
        }
    }

    fn contact(self) -> Contact {
        Contact {
            name: self.name.get(),
            role: self.role.get(),
            email: self.email.get(),
            phone: self.phone.get(),
            whatsapp: self.whatsapp.get(),
        }
    }
}

#[component]
fn CustomerForm(start: CustomerDraft, id: Option<Id>) -> impl IntoView {
    let page = use_page();
    let book = page.ledger.book;
    let fields = Fields::of(start);
    let problems = RwSignal::new(Vec::<FieldProblem<Which>>::new());
    let why = RwSignal::new(None::<String>);
    let is_more = RwSignal::new(false);
    let is_saving = StoredValue::new(false);
    let problem = move |which: Which| {
        Signal::derive(move || {
            problems.with(|problems| {
                FieldProblem::of(problems, which)
                    .map(|why| text::invoices::why(page.lang.get(), page.style.get(), why))
            })
        })
    };
    let save = move || {
        if is_saving.get_value() {
            return;
        }
        let typed = untrack(|| fields.draft());
        let style = page.style.get_untracked();
        match typed.validate(id.unwrap_or_else(|| Id::new(0, 0)), style) {
            Err(found) => {
                if found.iter().any(|problem| problem.field != Which::LegalName) {
                    is_more.set(true);
                }
                problems.set(found);
                why.set(Some(page.say(text::invoices::see_fields).to_owned()));
                focus_first("form [aria-invalid=true]");
            }
            Ok(customer) => {
                problems.set(Vec::new());
                is_saving.set_value(true);
                spawn_local(async move {
                    let stored = store(page, id, customer).await;
                    is_saving.set_value(false);
                    if let Err(told) = stored {
                        why.set(Some(told));
                    }
                });
            }
        }
    };
    let warning = move || {
        let name = fields.legal_name.get();
        book.with(|book| {
            let ix = same_name(book, &name, id)?;
            Some(words::same_name(page.lang.get(), book.customer(ix).customer.name()))
        })
    };
    let tax_label = Signal::derive(move || {
        let chosen = fields.country.with(|code| Country::from_code(code));
        let country = chosen.unwrap_or_else(|| book.with(|book| book.firm().country));
        text::tax_id::label(page.lang.get(), Some(country)).to_owned()
    });
    let tax_hint = move || {
        let lang = page.lang.get();
        let typed = CustomerDraft {
            tax_id: fields.tax_id.get(),
            country: fields.country.with(|code| Country::from_code(code)),
            ..book.with_untracked(|book| CustomerDraft::blank(book, ""))
        };
        book.with(|book| {
            let read = typed.tax_id(book)?;
            text::tax_id::warning(lang, &read).or_else(|| {
                let ix = same_tax_id(book, &read, id)?;
                Some(words::same_tax_id(lang, book.customer(ix).customer.name()))
            })
        })
    };
    view! {
        <form
            class="form"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                save();
            }
        >
            <TextField label=label(page, words::legal_name) value=fields.legal_name focus=true hint=Signal::derive(warning) problem=problem(Which::LegalName) />
            <TextField label=label(page, words::trade_name) value=fields.trade_name optional=true hint=Signal::derive(move || Some(words::trade_name_hint(page.lang.get()).to_owned())) />
            <TextField label=tax_label value=fields.tax_id optional=true hint=Signal::derive(tax_hint) />
            <div class="fields">
                {type_ahead(page, common::segment, fields.segment, segments)}
                {type_ahead(page, common::responsible, fields.responsible, responsibles)}
            </div>
            {contacts(page, fields.contacts)}
            <details
                class="more"
                prop:open=move || is_more.get()
                on:toggle:target=move |event| is_more.set(event.target().has_attribute("open"))
            >
                <summary>{page.t(text::shell::more_data)}</summary>
                {more(page, fields, problem)}
            </details>
            <FormProblem why=why />
            <div class="form-actions">
                <button class="button primary" type="submit">{page.t(text::shell::save)}</button>
                <button
                    class="button"
                    type="button"
                    on:click=move |_| page.address.back_or(id.map_or(Screen::Customers, Screen::Customer))
                >
                    {page.t(text::shell::cancel)}
                </button>
            </div>
        </form>
    }
}

/// Stores the customer and goes where the user was; the reason where it is not stored.
async fn store(page: Page, id: Option<Id>, customer: Particulars) -> Result<(), String> {
    let name = customer.name().to_owned();
    let deed = if id.is_some() { Deed::ChangedCustomer } else { Deed::AddedCustomer };
    let stored = page
        .ledger
        .commit(deed, |draft| match id {
            Some(id) => change_customer(draft, customer.clone()).map(|()| id),
            None => enter_customer(draft, customer.clone()),
        })
        .await;
    let stored = stored.map_err(|why| say_why::words(page, &why))?;
    let lang = page.lang.get_untracked();
    let told = if id.is_some() { words::changed(lang, &name) } else { words::added(lang, &name) };
    page.toasts.done(told, page.ledger.last_record());
    if id.is_some() {
        page.address.back_or(Screen::Customer(stored));
    } else {
        page.address.go_to(Screen::Customer(stored));
    }
    Ok(())
}

/// A field that offers what is in use and takes anything.
fn type_ahead(
    page: Page,
    name: fn(Lang) -> &'static str,
    value: RwSignal<String>,
    in_use: fn(&Book) -> Vec<String>,
) -> AnyView {
    let id = crate::ui::components::fresh_id("type-ahead");
    let known = Memo::new(move |_| page.ledger.book.with(in_use));
    let choices = Signal::derive(move || {
        let wanted = value.with(|value| fold(value.trim()));
        let fits = |name: &&String| {
            let name = fold(name);
            name.contains(&wanted) && name != wanted
        };
        let choice =
            |name: &String| Choice { key: name.clone(), label: name.clone(), note: String::new() };
        known.with(|known| known.iter().filter(fits).map(choice).collect::<Vec<_>>())
    });
    view! {
        <Field id=id.clone() label=label(page, name) optional=true>
            <Combobox
                id=id
                label=label(page, name)
                text=value
                choices=choices
                on_choose=Callback::new(move |choice: Choice| value.set(choice.label))
                placeholder=Signal::derive(move || Some(words::type_ahead(page.lang.get()).to_owned()))
            />
        </Field>
    }
    .into_any()
}

fn contacts(page: Page, all: RwSignal<Vec<ContactFields>>) -> AnyView {
    // What is typed lives as long as the form, not as the button that added it.
    let owner = StoredValue::new(Owner::current());
    let add = move |_| {
        let number = all.with_untracked(|all| all.last().map_or(0, |last| last.number + 1));
        let blank = || ContactFields::of(number, &Contact::default());
        let fields = owner.get_value().map_or_else(blank, |owner| owner.with(blank));
        all.update(|all| all.push(fields));
    };
    let place = move |number: usize| {
        all.with(|all| all.iter().position(|other| other.number == number).unwrap_or(0) + 1)
    };
    let person = move |fields: ContactFields| {
        view! {
            <fieldset class="person">
                <legend>
                    {move || {
                        let lang = page.lang.get();
                        if all.with(Vec::len) == 1 { words::contact(lang).to_owned() } else { words::contact_of(lang, place(fields.number)) }
                    }}
                    <span class="optional">" · "{page.t(text::shell::optional)}</span>
                </legend>
                {move || {
                    (all.with(Vec::len) > 1).then(|| {
                        view! {
                            <button
                                class="icon-button remove"
                                type="button"
                                aria-label=move || words::remove_contact(page.lang.get(), place(fields.number))
                                on:click=move |_| all.update(|all| all.retain(|other| other.number != fields.number))
                            >
                                <Icon icon=LuX />
                            </button>
                        }
                    })
                }}
                <div class="fields">
                    <TextField label=label(page, words::contact_name) value=fields.name />
                    <TextField label=label(page, words::contact_role) value=fields.role />
                    <TextField label=label(page, words::contact_email) value=fields.email kind="email" />
                    <TextField label=label(page, words::contact_phone) value=fields.phone kind="tel" />
                    <TextField label=label(page, words::whatsapp) value=fields.whatsapp kind="tel" hint=Signal::derive(move || Some(words::whatsapp_hint(page.lang.get()).to_owned())) />
                </div>
            </fieldset>
        }
        .into_any()
    };
    view! {
        {each(move || all.get(), |fields| fields.number.to_string(), person)}
        <button class="button quiet start" type="button" on:click=add>{page.t(words::add_contact)}</button>
    }
    .into_any()
}

fn more(page: Page, fields: Fields, problem: impl Fn(Which) -> Signal<Option<String>>) -> AnyView {
    let book = page.ledger.book;
    let countries = Signal::derive(move || {
        let lang = page.lang.get();
        let firms = book.with(|book| book.firm().country);
        let first = words::firms_country(lang, text::country::name(lang, firms));
        let offered = text::country::offered(lang).into_iter().map(|country| {
            (country.code().to_owned(), text::country::name(lang, country).to_owned())
        });
        std::iter::once((String::new(), first)).chain(offered).collect::<Vec<_>>()
    });
    let currencies = Signal::derive(move || {
        let lang = page.lang.get();
        let first = words::home_currency(lang, page.home.get().code());
        let named = |currency: Currency| {
            (
                currency.code().to_owned(),
                format!("{} · {}", currency.code(), text::currency::name(lang, currency)),
            )
        };
        let offered = book.with(offered_currencies).into_iter().map(named);
        std::iter::once((String::new(), first)).chain(offered).collect::<Vec<_>>()
    });
    let languages = Signal::derive(move || {
        let lang = page.lang.get();
        [
            ("", words::firms_language(lang)),
            ("es", words::spanish(lang)),
            ("en", words::english(lang)),
        ]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .to_vec()
    });
    let parties = Signal::derive(move || {
        let lang = page.lang.get();
        [Party::Company, Party::Person]
            .map(|party| (party_code(party).to_owned(), words::party(lang, party).to_owned()))
            .to_vec()
    });
    let terms_hint = Signal::derive(move || {
        let lang = page.lang.get();
        let typed = CustomerDraft {
            terms: fields.terms.get(),
            ..book.with_untracked(|book| CustomerDraft::blank(book, ""))
        };
        Some(match typed.read_terms() {
            Ok(Some(terms)) => words::understood(lang, &text::terms::label(lang, &terms)),
            Ok(None) => {
                let firms = book.with(|book| text::terms::label(lang, &book.firm().terms));
                words::terms_hint(lang, &firms)
            }
            Err(_) => text::invoices::not_terms(lang).to_owned(),
        })
    });
    let in_use = Signal::derive(move || book.with(offered_currencies));
    let protocols = Signal::derive(move || protocol_choices(page, fields));
    // A select knows texts; the customer, ids.
    let chosen = RwSignal::new(untrack(|| {
        fields.protocol.get().map(|id| id.to_string()).unwrap_or_default()
    }));
    effect(move |_| fields.protocol.set(chosen.with(|id| id.parse().ok())));
    view! {
        <div class="form">
            <SelectField label=label(page, text::protocols::of_customer) options=protocols value=chosen />
            <TextField label=label(page, words::terms) value=fields.terms optional=true hint=terms_hint problem=problem(Which::Terms) />
            <AmountField label=label(page, words::credit_limit) value=fields.credit_limit currency=fields.limit_currency currencies=in_use optional=true problem=problem(Which::CreditLimit) />
            <div class="fields">
                <SelectField label=label(page, common::currency) options=currencies value=fields.currency />
                <SelectField label=label(page, words::country) options=countries value=fields.country />
                <SelectField label=label(page, words::language) options=languages value=fields.language />
                <SelectField label=label(page, words::party_label) options=parties value=fields.party />
                <TextField label=label(page, words::code) value=fields.code optional=true />
            </div>
            {week(page, words::review_days, fields.review_days)}
            {week(page, words::payment_days, fields.payment_days)}
            <TextField label=label(page, common::notes) value=fields.notes optional=true long=true />
        </div>
    }
    .into_any()
}

/// The protocols to choose from; first the one that its segment has.
fn protocol_choices(page: Page, fields: Fields) -> Vec<(String, String)> {
    let (lang, today) = (page.lang.get(), page.ledger.today.get());
    let mut nobody = Particulars::named(Id::new(0, 0), "");
    nobody.segment = fields.segment.get();
    page.ledger.book.with(|book| {
        let assigned = &book.firm().dunning.protocols;
        let known = Protocols::new(book.protocols(), assigned);
        let of_segment = known.of(&nobody, today).protocol.name.in_lang(lang);
        let first = (String::new(), text::protocols::of_segment(lang, of_segment));
        let offered = offered(book, today, lang).into_iter();
        std::iter::once(first).chain(offered.map(|(id, name)| (id.to_string(), name))).collect()
    })
}

fn week(page: Page, name: fn(Lang) -> &'static str, days: [RwSignal<bool>; 7]) -> AnyView {
    let boxes = WEEK
        .into_iter()
        .zip(days)
        .map(|(day, is_on)| {
            let name = Signal::derive(move || words::weekday(page.lang.get(), day).to_owned());
            view! { <Check label=name value=is_on /> }
        })
        .collect_view();
    view! {
        <fieldset class="week">
            <legend>
                {page.t(name)}
                <span class="optional">" · "{page.t(text::shell::optional)}</span>
            </legend>
            <div class="row">{boxes}</div>
        </fieldset>
    }
    .into_any()
}

fn party_code(party: Party) -> &'static str {
    match party {
        Party::Company => "company",
        Party::Person => "person",
    }
}

fn lang_code(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "es",
        Lang::En => "en",
    }
}

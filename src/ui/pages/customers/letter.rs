//! A letter: the firm's head, the day, whom it is for, what it says. On paper it stands
//! alone, whatever else the screen shows (style/print.css).

use cartera::ledger::Ix;
use cartera::ledger::book::{Book, CustomerEntry};
use cartera::text::{self, Lang, format, statement as words};
use cartera::views::customer::tax_id;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    /// To whom.
    pub customer: Ix<CustomerEntry>,
    /// The day it bears.
    pub on: NaiveDate,
    /// Its language.
    pub lang: Lang,
    /// For whose attention; may be empty.
    pub attention: String,
    /// What it is about; may be empty.
    pub subject: String,
    /// What it says, a paragraph a line.
    pub body: String,
}

/// A letter as it goes on paper. The page prints nothing but the letter while one is in it.
#[component]
pub fn Letter(
    /// What it says.
    letter: LetterText,
) -> impl IntoView {
    let page = crate::ui::page::use_page();
    // Whoever shows it draws it again when the book changes.
    page.ledger.book.with_untracked(|book| draw(book, &letter))
}

fn draw(book: &Book, letter: &LetterText) -> AnyView {
    let lang = letter.lang;
    let customer = &book.customer(letter.customer).customer;
    let number = tax_id(book, letter.customer).map(|id| words::tax_id(lang, &id));
    let signed = [customer.responsible.clone(), book.firm().name.clone()];
    let signed: Vec<String> = signed.into_iter().filter(|name| !name.is_empty()).collect();
    let code = code(lang);
    let date = format::date_long(lang, letter.on);
    // Words that begin with the day and the addressee need no others.
    let says = |text: &str| letter.body.contains(text);
    view! {
        <article class="letter" lang=code>
            {firm_head(book, lang)}
            {(!says(&date)).then(|| view! { <p class="letter-date">{date.clone()}</p> })}
            {(!says(&customer.legal_name)).then(|| view! {
                <address>
                    <span class="strong">{customer.legal_name.clone()}</span>
                    {number.map(|number| view! { <span>{number}</span> })}
                    {(!letter.attention.is_empty()).then(|| view! { <span>{words::to_attention(lang, &letter.attention)}</span> })}
                </address>
            })}
            {(!letter.subject.is_empty()).then(|| view! { <p class="strong">{words::subject(lang, &letter.subject)}</p> })}
            <div class="letter-body">{body(&letter.body)}</div>
            // A letter whose words end in a name is signed with it.
            {(!signed.iter().any(|name| letter.body.trim_end().ends_with(name.as_str())))
                .then(|| signed.iter().map(|name| view! { <p class="letter-signed">{name.clone()}</p> }).collect_view())}
        </article>
    }
    .into_any()
}

/// The words of a letter: lines with blanks side by side are a table, whose columns stand
/// only in letters of one width.
fn body(text: &str) -> AnyView {
    let is_table = |line: &str| line.trim().contains("  ");
    let mut parts: Vec<(bool, String)> = Vec::new();
    for line in text.trim_end().lines() {
        match parts.last_mut() {
            Some((kind, part)) if *kind == is_table(line) => {
                part.push('\n');
                part.push_str(line);
            }
            _ => parts.push((is_table(line), line.to_owned())),
        }
    }
    let part = |(is_table, text): (bool, String)| match is_table {
        true => view! { <pre class="letter-table">{text}</pre> }.into_any(),
        false => view! { <p class="pre-line">{text}</p> }.into_any(),
    };
    parts.into_iter().map(part).collect_view().into_any()
}

/// The firm's name and tax id, above a letter or a statement.
pub fn firm_head(book: &Book, lang: Lang) -> AnyView {
    let firm = book.firm();
    let number = (!firm.tax_id.trim().is_empty()).then(|| {
        let id = cartera::ledger::TaxId::parse(&firm.tax_id, Some(firm.country));
        words::tax_id(lang, &id)
    });
    let name = if firm.name.is_empty() {
        view! { <p class="quiet no-print">{words::no_firm(lang)}</p> }.into_any()
    } else {
        view! { <p class="firm-name">{firm.name.clone()}</p> }.into_any()
    };
    view! {
        <div class="firm-head">
            {name}
            {number.map(|number| view! { <p class="quiet small">{number}</p> })}
            <p class="quiet small">{text::country::name(lang, firm.country)}</p>
        </div>
    }
    .into_any()
}

/// A language as the page's `lang` attributes name it.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Es => "es",
        Lang::En => "en",
    }
}

//! What must be answered before a list can be read, each with what the answers mean.

use cartera::files::amounts::DecimalMark;
use cartera::files::dates::DateOrder;
use cartera::files::list::{ColumnRef, ColumnRole, Need, Proposal, Question};
use cartera::order;
use cartera::text::import as words;
use cartera::text::{self, Lang, format};
use cartera::views::import::{date_readings, number_readings};
use leptos::prelude::*;

use super::desk::{Desk, attend};
use super::parts::select;
use crate::ui::page::{Page, use_page};
use crate::ui::reactive::{Memo, Signal};

/// The questions; nothing where there is none.
#[component]
pub fn Questions(desk: Desk) -> impl IntoView {
    let page = use_page();
    let questions = Memo::new(move |_| {
        let asked = desk.proposal.with(|proposal| proposal.as_ref().map(|p| p.questions()));
        let mut asked = asked.unwrap_or_default();
        // Whether the columns are right is said once every column that is needed is there.
        order::sort_by_key(&mut asked, |question| *question == Question::Columns);
        asked
    });
    view! {
        {move || {
            let lang = page.lang.get();
            questions
                .with(|questions| {
                    (!questions.is_empty())
                        .then(|| {
                            view! {
                                <section class="asks" aria-labelledby="import-asks">
                                    <h2 id="import-asks">{words::questions(lang)}</h2>
                                    {questions
                                        .iter()
                                        .map(|question| ask(page, desk, lang, question))
                                        .collect_view()}
                                </section>
                            }
                        })
                })
        }}
    }
}

fn ask(page: Page, desk: Desk, lang: Lang, question: &Question) -> AnyView {
    let (title, about, answers) = match question {
        Question::Columns => {
            let yes = vec![Answer { word: words::columns_right(lang).to_owned(), note: "" }];
            let answer = move |_| desk.change(page, Proposal::confirm_columns);
            (text::files::question(lang, question), String::new(), buttons(yes, answer))
        }
        Question::Missing(need) => {
            let title = text::files::question(lang, question);
            (title.clone(), String::new(), missing(page, desk, *need, title))
        }
        Question::DateOrder { columns, candidates, example } => {
            let readings = date_readings(example, candidates);
            let orders: Vec<DateOrder> = readings.iter().map(|(order, _)| *order).collect();
            let answers = readings
                .iter()
                .map(|(order, day)| Answer {
                    word: format::date_long(lang, *day),
                    note: order_name(lang, *order),
                })
                .collect();
            let places = columns.clone();
            let answer = move |at: usize| {
                let (places, order) = (places.clone(), orders[at]);
                desk.change(page, move |proposal| proposal.set_date_order(&places, order));
            };
            (words::which_day(lang, example), names(lang, desk, columns), buttons(answers, answer))
        }
        Question::DecimalMark { columns, likely, example } => {
            let readings = number_readings(example);
            let marks: Vec<DecimalMark> = readings.iter().map(|(mark, _)| *mark).collect();
            let style = page.style.get_untracked();
            let answers = readings
                .iter()
                .map(|(mark, value)| Answer {
                    word: format::decimal(value.normalize(), style),
                    note: match (value.fract().is_zero(), *likely == Some(*mark)) {
                        (true, true) => words::with_thousands_likely(lang),
                        (true, false) => words::with_thousands(lang),
                        (false, true) => words::with_decimals_likely(lang),
                        (false, false) => words::with_decimals(lang),
                    },
                })
                .collect();
            let places = columns.clone();
            let answer = move |at: usize| {
                let (places, mark) = (places.clone(), marks[at]);
                desk.change(page, move |proposal| proposal.set_decimal_mark(&places, mark));
            };
            (
                words::which_number(lang, example),
                names(lang, desk, columns),
                buttons(answers, answer),
            )
        }
    };
    view! {
        <fieldset class="ask">
            <legend>{title}</legend>
            {(!about.is_empty()).then(|| view! { <p class="quiet small">{about}</p> })}
            {answers}
        </fieldset>
    }
    .into_any()
}

/// An answer to choose.
pub struct Answer {
    /// What it is.
    pub word: String,
    /// What it means; may be empty.
    pub note: &'static str,
}

/// Answers as buttons; `answer` is given the place of the one that is pressed.
pub fn buttons(answers: Vec<Answer>, answer: impl Fn(usize) + Clone + 'static) -> AnyView {
    let button = |(at, this): (usize, Answer)| {
        let answer = answer.clone();
        view! {
            <button
                class="button"
                type="button"
                on:click=move |_| {
                    answer(at);
                    attend();
                }
            >
                <span class="strong">{this.word}</span>
                {(!this.note.is_empty()).then(|| view! { <span class="quiet small">{this.note}</span> })}
            </button>
        }
    };
    view! { <div class="row">{answers.into_iter().enumerate().map(button).collect_view()}</div> }
        .into_any()
}

/// A choice of the column that holds what is missing.
fn missing(page: Page, desk: Desk, need: Need, title: String) -> AnyView {
    let options = Signal::derive(move || {
        let lang = page.lang.get();
        let mut options = vec![(String::new(), words::choose_column(lang).to_owned())];
        desk.proposal.with(|proposal| {
            let columns = proposal.iter().flat_map(|proposal| proposal.columns.iter().enumerate());
            options.extend(columns.map(|(at, column)| {
                let name = column_name(lang, at, &column.name);
                let sample = column.facts.samples.first().map(String::as_str).unwrap_or_default();
                (at.to_string(), [&name, " · ", sample].concat())
            }));
        });
        options
    });
    let choose = Callback::new(move |key: String| {
        if let Ok(at) = key.parse::<usize>() {
            let role = match need {
                Need::Customer => ColumnRole::CustomerName,
                Need::Number => ColumnRole::Number,
                Need::Date => ColumnRole::IssueDate,
                Need::Amount => ColumnRole::Total,
            };
            desk.change(page, move |proposal| proposal.set_role(at, role));
            attend();
        }
    });
    let label = Signal::derive(move || title.clone());
    select(Some(label), options, Signal::derive(String::new), choose)
}

/// The name of an order of day, month and year.
pub fn order_name(lang: Lang, order: DateOrder) -> &'static str {
    let name = text::files::date_order(lang, order);
    name.split_once(':').map_or(name, |(name, _)| name)
}

/// The columns a question is about.
fn names(lang: Lang, desk: Desk, columns: &[usize]) -> String {
    desk.proposal.with_untracked(|proposal| {
        let Some(proposal) = proposal else { return String::new() };
        let mut names = String::new();
        for &at in columns {
            if !names.is_empty() {
                names.push_str(", ");
            }
            names.push_str(&column_name(lang, at, &proposal.columns[at].name));
        }
        words::concerns(lang, &names)
    })
}

/// A column's header, or its letter.
pub fn column_name(lang: Lang, at: usize, name: &std::sync::Arc<str>) -> String {
    text::files::column_name(lang, &ColumnRef { index: at, name: name.clone() })
}

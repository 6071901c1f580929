//! The files from which nothing is taken, with why.

use cartera::text::import as words;
use cartera::text::intake;
use cartera::views::import::LeftOut;
use leptos::prelude::*;

use super::bag::Bag;
use crate::ui::page::use_page;
use crate::ui::reactive::{Memo, live};

/// The section; nothing where something is taken from every file.
#[component]
pub fn LeftOutFiles(bag: Bag) -> impl IntoView {
    let page = use_page();
    let rows = move || {
        let (lang, style) = (page.lang.get(), page.style.get());
        let row = |left: &LeftOut| {
            let (file, why) = (left.file.clone(), intake::left_out_why(lang, style, &left.why));
            view! {
                <tr>
                    <th scope="row">{file}</th>
                    <td>{why}</td>
                </tr>
            }
        };
        bag.left_out.with(|files| files.iter().map(row).collect_view())
    };
    let any = Memo::new(move |_| bag.left_out.with(|files| !files.is_empty()));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <section class="stack tight" aria-labelledby="import-left-out">
                            <div class="section-head" role="alert">
                                <h2 id="import-left-out">{page.t(intake::left_out)}</h2>
                            </div>
                            <div class="table-box">
                                <table class="table import-left-out">
                                    <thead>
                                        <tr>
                                            <th scope="col">{page.t(intake::file)}</th>
                                            <th scope="col">{page.t(words::what)}</th>
                                        </tr>
                                    </thead>
                                    <tbody>{live(rows)}</tbody>
                                </table>
                            </div>
                        </section>
                    }
                })
        }}
    }
}

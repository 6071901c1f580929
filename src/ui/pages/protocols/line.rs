//! The steps of a protocol on their day line: chosen, dragged, moved by keys.

use cartera::ledger::protocol::{Bilingual, Channel};
use cartera::text::{Lang, dunning, protocols as words};
use cartera::views::protocol_editor::{DayLine, rows, stretches};
use icondata_lu::{LuFileText, LuMail, LuMapPin, LuMessageCircle, LuPhone, LuPlus};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

use super::one::Desk;
use crate::ui::components::{Icon, each};
use crate::ui::pages::controls::section_head;
use crate::ui::reactive::{Memo, RwSignal, effect};

/// The least space between two steps in a row, in per cent of the line.
const APART: f64 = 5.0;
/// How far a pointer moves before it drags, in pixels.
const SLACK_PX: i32 = 4;

/// The picture of a channel.
pub fn channel_icon(channel: Channel) -> icondata_core::Icon {
    match channel {
        Channel::Email => LuMail,
        Channel::WhatsApp => LuMessageCircle,
        Channel::Call => LuPhone,
        Channel::Letter => LuFileText,
        Channel::Visit => LuMapPin,
    }
}

/// A drag under way.
#[derive(Clone, Copy)]
struct Drag {
    key: u32,
    from_x: i32,
    /// The scale stays still while a step is dragged along it.
    line: DayLine,
    is_moved: bool,
}

/// The line, with a button that adds a step.
pub fn day_line(desk: Desk) -> AnyView {
    let page = desk.page;
    let drag = RwSignal::new(None::<Drag>);
    let line = Memo::new(move |_| match drag.get() {
        Some(drag) => drag.line,
        None => desk
            .editing
            .with(|editing| DayLine::of(editing.protocol().steps.iter().map(|step| step.day))),
    });
    // What stands in the document keeps its order while a step is moved, or it would lose
    // the focus and the pointer; it is put in order when that is over.
    let order = RwSignal::new(desk.editing.with_untracked(|editing| editing.keys().to_vec()));
    let settle = move || order.set(desk.editing.with_untracked(|editing| editing.keys().to_vec()));
    effect(move |_| {
        let count = desk.editing.with(|editing| editing.keys().len());
        if order.with_untracked(Vec::len) != count {
            settle();
        }
    });
    let settled = Callback::new(move |()| settle());
    let levels = Memo::new(move |_| {
        let line = line.get();
        desk.editing.with(|editing| {
            let places: Vec<f64> =
                editing.protocol().steps.iter().map(|step| line.percent(step.day)).collect();
            rows(&places, APART)
        })
    });
    let add = move |_| {
        let name = Bilingual::new(words::new_step(Lang::Es), words::new_step(Lang::En));
        let added = desk.editing.try_update(|editing| editing.add(name));
        desk.chosen.set(added);
        super::step::focus_name();
    };
    let tall = move || levels.with(|levels| levels.iter().max().copied().unwrap_or(0) + 1);
    view! {
        <section class="day-line-part">
            {section_head(page, words::line, view! {
                <button class="button small" type="button" on:click=add>
                    <Icon icon=LuPlus />
                    {page.t(words::add_step)}
                </button>
            })}
            <p class="quiet small" id="line-hint">{page.t(words::line_hint)}</p>
            <div class="day-line" style=("--rows", move || tall().to_string())>
                <div class="axis">
                    {move || ticks(desk, line.get())}
                </div>
                <div class="stages" aria-hidden="true">{move || stages(desk, line.get())}</div>
                <div class="steps" role="group" aria-label=page.t(words::line) aria-describedby="line-hint">
                    {each(move || order.get(), |key: &u32| key.to_string(), move |key| marker(desk, key, line, levels, drag, settled))}
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn ticks(desk: Desk, line: DayLine) -> AnyView {
    let lang = desk.page.lang.get();
    line.ticks()
        .into_iter()
        .map(|day| {
            let place = format!("{:.2}%", line.percent(day));
            let name = if day == 0 { words::due_date(lang).to_owned() } else { words::signed(day) };
            view! {
                <span class="tick" class:due=day == 0 style:inset-inline-start=place>
                    {name}
                </span>
            }
        })
        .collect_view()
        .into_any()
}

fn stages(desk: Desk, line: DayLine) -> AnyView {
    let lang = desk.page.lang.get();
    let all = desk.editing.with(|editing| stretches(line, &editing.protocol().steps));
    all.into_iter()
        .map(|(stage, from, to)| {
            let (place, wide) = (format!("{from:.2}%"), format!("{:.2}%", to - from));
            view! {
                <span class=format!("stage-{}", stage as u8) style:inset-inline-start=place style:inline-size=wide>
                    {dunning::stage(lang, stage)}
                </span>
            }
        })
        .collect_view()
        .into_any()
}

/// A step on the line: a button that is a slider as well.
fn marker(
    desk: Desk,
    key: u32,
    line: Memo<DayLine>,
    levels: Memo<Vec<usize>>,
    drag: RwSignal<Option<Drag>>,
    settle: Callback<()>,
) -> AnyView {
    let page = desk.page;
    // The step may have been taken out while this is still drawn.
    let facts = Memo::new(move |_| {
        let lang = page.lang.get();
        desk.editing.with(|editing| {
            let step = editing.step(key)?;
            let place = editing.place(key)?;
            Some((place, step.day, step.channel, step.stage, step.name.in_lang(lang).to_owned()))
        })
    });
    let day = move || facts.with(|facts| facts.as_ref().map_or(0, |facts| facts.1));
    let place = move || facts.with(|facts| facts.as_ref().map_or(0, |facts| facts.0));
    let name =
        move || facts.with(|facts| facts.as_ref().map(|facts| facts.4.clone()).unwrap_or_default());
    let channel = move || facts.with(|facts| facts.as_ref().map(|facts| facts.2));
    let is_chosen = move || desk.chosen.get() == Some(key);
    let is_wrong = Memo::new(move |_| {
        desk.editing.with(|editing| {
            let place = editing.place(key);
            place.is_some() && editing.problems().iter().any(|problem| problem.step == place)
        })
    });
    let move_to = move |day: i16| desk.editing.update(|editing| editing.move_to(key, day));
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => 1,
            "ArrowLeft" | "ArrowDown" => -1,
            "PageUp" => 10,
            "PageDown" => -10,
            _ => return,
        };
        event.prevent_default();
        desk.chosen.set(Some(key));
        move_to(untrack(day).saturating_add(by));
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            drag.set(Some(Drag {
                key,
                from_x: event.client_x(),
                line: line.get_untracked(),
                is_moved: false,
            }));
            if let Some(target) = element(&event) {
                // Refused only for a pointer that is gone already.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
        }
    };
    let dragged = move |event: PointerEvent| {
        let Some(mut now) = drag.get_untracked().filter(|drag| drag.key == key) else { return };
        if !now.is_moved && (event.client_x() - now.from_x).abs() < SLACK_PX {
            return;
        }
        let Some(along) = element(&event).and_then(|target| target.parent_element()) else {
            return;
        };
        let along = along.get_bounding_client_rect();
        // On a phone the line stands upright, and days are typed.
        if along.width() < 500.0 {
            return;
        }
        if !now.is_moved {
            now.is_moved = true;
            drag.set(Some(now));
            desk.chosen.set(Some(key));
        }
        let percent = (f64::from(event.client_x()) - along.left()) / along.width() * 100.0;
        move_to(now.line.day_at(percent));
    };
    let up = move |event: PointerEvent| {
        if drag.get_untracked().is_some_and(|drag| drag.key == key) {
            drag.set(None);
            settle.run(());
            if let Some(target) = element(&event) {
                request_animation_frame(move || drop(target.focus()));
            }
        }
    };
    view! {
        <button
            type="button"
            class="step-mark"
            class:wrong=move || is_wrong.get()
            class:late=move || { line.get().percent(day()) > 50.0 }
            role="slider"
            aria-label=move || words::step_of(page.lang.get(), place() + 1, &name())
            aria-valuemin="-90"
            aria-valuemax="365"
            aria-valuenow=move || day().to_string()
            aria-valuetext=move || {
                let lang = page.lang.get();
                let channel = channel().map_or("", |channel| dunning::channel(lang, channel));
                words::day_and_channel(lang, &words::when(lang, day()), channel)
            }
            aria-current=move || is_chosen().then_some("true")
            style=("--at", move || format!("{:.2}%", line.get().percent(day())))
            style=("--row", move || levels.with(|levels| levels.get(place()).copied().unwrap_or(0).to_string()))
            style:order=move || place().to_string()
            on:click=move |_| desk.chosen.set(Some(key))
            on:keydown=on_key
            on:pointerdown=down
            on:pointermove=dragged
            on:pointerup=up
            on:pointercancel=move |_| drag.set(None)
            on:blur=move |_| if drag.get_untracked().is_none() { settle.run(()) }
        >
            <span class="dot">{move || channel().map(|channel| view! { <Icon icon=channel_icon(channel) /> })}</span>
            <span class="at">{move || words::signed(day())}</span>
            <span class="name">{name}</span>
            <span class="stage-word">
                {move || facts.with(|facts| facts.as_ref().map(|facts| dunning::stage(page.lang.get(), facts.3)))}
            </span>
        </button>
    }
    .into_any()
}

fn element(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target().and_then(|target| target.dyn_into().ok())
}

//! Where the user is: the route in the address, followed and changed.

use crate::ui::reactive::{Memo, RwSignal};
use cartera::browser::address;
use cartera::ledger::Id;
use cartera::route::{Route, Screen};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The route in the address. Copy it freely.
#[derive(Clone, Copy)]
pub struct Address {
    route: RwSignal<Route>,
    /// The way here, the present address last. Never longer than the browser's own history
    /// of this page, so that going back by it does not leave the page.
    trail: StoredValue<Vec<Visit>>,
    /// Who is asked before this address is left.
    held: StoredValue<Option<RwSignal<Option<Route>>>>,
}

/// An address on the way here.
struct Visit {
    address: String,
    /// How far it was scrolled when it was left, in pixels.
    scrolled: f64,
}

impl Address {
    /// Follows the address from now on.
    pub fn new() -> Self {
        let route = Route::parse(&address::get());
        let here = Visit { address: route.to_string(), scrolled: 0.0 };
        let this = Self {
            route: RwSignal::new(route),
            trail: StoredValue::new(vec![here]),
            held: StoredValue::new(None),
        };
        if let Ok(history) = window().history() {
            // The browser would scroll before the screen is drawn. Where it cannot be told,
            // it scrolls first and the page after it.
            let _ = js_sys::Reflect::set(&history, &"scrollRestoration".into(), &"manual".into());
        }
        let listener = address::on_change(move |hash| this.arrive(&hash));
        // The page follows its address for as long as it lives.
        std::mem::forget(listener);
        this
    }

    /// The route, followed.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// The route as it is now.
    pub fn now(self) -> Route {
        self.route.get_untracked()
    }

    /// The screen, followed; changes of parameters alone do not notify.
    pub fn screen(self) -> Memo<Screen> {
        Memo::new(move |_| self.route.with(|route| route.screen))
    }

    /// A parameter, followed.
    pub fn param(self, name: &'static str) -> Memo<Option<String>> {
        Memo::new(move |_| self.route.with(|route| route.query.get(name).map(str::to_owned)))
    }

    /// A parameter that is an id, followed.
    pub fn id_param(self, name: &'static str) -> Memo<Option<Id>> {
        Memo::new(move |_| {
            self.route.with(|route| route.query.get(name).and_then(|text| text.parse().ok()))
        })
    }

    /// Goes to a route; the back button returns.
    pub fn go(self, route: &Route) {
        address::set(&route.to_string());
    }

    /// Goes to a screen as it usually stands.
    pub fn go_to(self, screen: Screen) {
        self.go(&Route::to(screen));
    }

    /// Sets a parameter of the present screen, without a step for the back button; an empty
    /// value takes it out.
    pub fn set_param(self, name: &str, value: &str) {
        let route = self.route.get_untracked().with(name, value);
        let here = route.to_string();
        address::replace(&here);
        self.trail.update_value(|trail| {
            if let Some(last) = trail.last_mut() {
                last.address = here;
            }
        });
        self.route.set(route);
    }

    /// Goes back to where the user came from, or to a screen when this is where they began.
    pub fn back_or(self, screen: Screen) {
        if self.trail.with_value(Vec::len) > 1 {
            // A page that is going away already refuses; nothing is to be done then.
            let _ = window().history().and_then(|history| history.back());
        } else {
            self.go_to(screen);
        }
    }

    /// Stays here while there is something to lose: where the user wants to go is put into
    /// `asked`, and they go there only once nobody holds any more.
    pub fn hold(self, asked: Option<RwSignal<Option<Route>>>) {
        self.held.set_value(asked);
    }

    /// The address has changed: by a link, the back button, or [`Address::go`].
    fn arrive(self, hash: &str) {
        let route = Route::parse(hash);
        let here = route.to_string();
        let present = self.route.with_untracked(Route::to_string);
        if let Some(asked) = self.held.get_value()
            && here != present
        {
            address::replace(&present);
            // Whoever held may be gone; nothing is lost with them.
            let _ = asked.try_set(Some(route));
            return;
        }
        let offset = window().scroll_y().unwrap_or(0.0);
        let mut left = String::new();
        let mut scrolled = None;
        self.trail.update_value(|trail| {
            if let Some(last) = trail.last_mut() {
                last.scrolled = offset;
                left.clone_from(&last.address);
            }
            match trail.iter().rposition(|visit| visit.address == here) {
                Some(place) => {
                    trail.truncate(place + 1);
                    scrolled = trail.last().map(|visit| visit.scrolled);
                }
                None => trail.push(Visit { address: here, scrolled: 0.0 }),
            }
        });
        let is_other = self.route.with_untracked(|before| before.screen != route.screen);
        self.route.set(route);
        if is_other {
            // The new screen is drawn before the next frame.
            request_animation_frame(move || settle(&left, scrolled));
        }
    }
}

/// Puts the focus and the scroll where they belong on a new screen: back in a list, to the
/// row that was opened from it; else to the heading, where screen readers begin.
fn settle(left: &str, scrolled: Option<f64>) {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let row = scrolled.and_then(|_| find(&format!("main a[href='#{left}']")));
    if let Some(element) = row.or_else(|| find("main h1")) {
        let element: web_sys::HtmlElement = element.unchecked_into();
        // Not focusable only if it is gone already.
        let _ = element.focus();
    }
    window().scroll_to_with_x_and_y(0.0, scrolled.unwrap_or(0.0));
}

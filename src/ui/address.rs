//! Where the user is: the route in the address, followed and changed.

use std::collections::HashMap;

use cartera::browser::address;
use cartera::ledger::Id;
use cartera::route::{Route, Screen};
use leptos::prelude::*;

/// The route in the address. Copy it freely.
#[derive(Clone, Copy)]
pub struct Address {
    route: RwSignal<Route>,
    /// How far each address was scrolled when it was left.
    scrolled: StoredValue<HashMap<String, f64>>,
    going: StoredValue<bool>,
}

impl Address {
    /// Follows the address from now on.
    pub fn new() -> Self {
        let this = Self {
            route: RwSignal::new(Route::parse(&address::get())),
            scrolled: StoredValue::new(HashMap::new()),
            going: StoredValue::new(false),
        };
        let listener = address::on_change(move |hash| this.arrive(&hash));
        // The page follows its address for as long as it lives.
        std::mem::forget(listener);
        this
    }

    /// The route, followed.
    pub fn route(self) -> Route {
        self.route.get()
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
        self.leave();
        self.going.set_value(true);
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
        address::replace(&route.to_string());
        self.route.set(route);
    }

    /// Goes back to where the user came from, or to a screen when this is where they began.
    pub fn back_or(self, screen: Screen) {
        let steps = window().history().and_then(|history| history.length()).unwrap_or(1);
        if steps > 1 && self.scrolled.with_value(|scrolled| !scrolled.is_empty()) {
            // A page that is going away already refuses; nothing is to be done then.
            let _ = window().history().and_then(|history| history.back());
        } else {
            self.go_to(screen);
        }
    }

    fn leave(self) {
        let here = self.route.with_untracked(Route::to_string);
        let offset = window().scroll_y().unwrap_or(0.0);
        self.scrolled.update_value(|scrolled| {
            scrolled.insert(here, offset);
        });
    }

    fn arrive(self, hash: &str) {
        let route = Route::parse(hash);
        let went_there = self.going.get_value();
        self.going.set_value(false);
        let key = route.to_string();
        let is_other = self.route.with_untracked(|before| before.screen != route.screen);
        self.route.set(route);
        if !is_other {
            return;
        }
        let offset = if went_there {
            0.0
        } else {
            self.scrolled.with_value(|scrolled| scrolled.get(&key).copied()).unwrap_or(0.0)
        };
        request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, offset));
    }
}

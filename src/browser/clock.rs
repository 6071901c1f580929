//! What day and time it is where the user is.

#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]

use chrono::NaiveDate;
use js_sys::Date;

/// Today in the user's time zone.
pub fn today() -> NaiveDate {
    local_date(&Date::new_0())
}

/// Now, in milliseconds since 1970.
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// The day of a moment (milliseconds since 1970) in the user's time zone.
pub fn day_of(at_ms: u64) -> NaiveDate {
    local_date(&Date::new(&wasm_bindgen::JsValue::from_f64(at_ms as f64)))
}

/// The time of day of a moment (milliseconds since 1970) in the user's time zone: hour
/// (0–23) and minute.
pub fn time_of(at_ms: u64) -> (u32, u32) {
    let date = Date::new(&wasm_bindgen::JsValue::from_f64(at_ms as f64));
    (date.get_hours(), date.get_minutes())
}

/// How long until the day changes here, in milliseconds: when to ask for today again.
pub fn ms_until_tomorrow() -> u64 {
    let now = Date::new_0();
    let midnight = Date::new_with_year_month_day(
        now.get_full_year(),
        now.get_month() as i32,
        now.get_date() as i32 + 1,
    );
    (midnight.get_time() - now.get_time()).max(0.0) as u64
}

fn local_date(date: &Date) -> NaiveDate {
    let year = i32::try_from(date.get_full_year()).unwrap_or(i32::MAX);
    NaiveDate::from_ymd_opt(year, date.get_month() + 1, date.get_date()).unwrap_or_default()
}

//! What is written is read back as it was.
#![cfg(not(target_arch = "wasm32"))]

use cartera::ledger::{Country, Currency, Money};
use cartera::text::Lang;
use cartera::text::format::{
    NumberStyle, amount, amount_with_code, amount_with_symbol, date_long, date_medium, date_short,
    decimal, iso, parse_amount, parse_date,
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn any_currency() -> impl Strategy<Value = Currency> {
    prop::sample::select(Currency::all().collect::<Vec<_>>())
}

fn any_style() -> impl Strategy<Value = NumberStyle> {
    let country = prop::sample::select(Country::OFFERED);
    country.prop_map(|country| NumberStyle::of(country, Lang::Es))
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day of the calendar");
    (0..40_000_u64).prop_map(move |days| first + Days::new(days))
}

proptest! {
    #[test]
    fn an_amount_is_read_back(
        minor in prop_oneof![-200_000..200_000_i64, -Money::MAX_MINOR..Money::MAX_MINOR],
        currency in any_currency(),
        style in any_style(),
    ) {
        let money = Money::new(minor, currency);
        for write in [amount, amount_with_symbol, amount_with_code] {
            let text = write(money, style);
            prop_assert_eq!(parse_amount(&text, style), Some(money.to_decimal()), "{}", text);
        }
    }

    /// Three decimals look like thousands to the other style, never to the own one.
    #[test]
    fn a_number_is_read_back(mantissa in any::<i64>(), scale in 0..12_u32, style in any_style()) {
        let number = Decimal::new(mantissa, scale);
        let text = decimal(number, style);
        prop_assert_eq!(parse_amount(&text, style), Some(number), "{}", text);
    }

    #[test]
    fn a_date_is_read_back(date in any_date(), today in any_date()) {
        for lang in [Lang::Es, Lang::En] {
            for text in [date_long(lang, date), date_medium(lang, date), iso(date)] {
                prop_assert_eq!(parse_date(&text, today), Some(date), "{}", text);
            }
            let near = today + Days::new(100);
            prop_assert_eq!(parse_date(&date_short(lang, near), today), Some(near));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[0-9.,'/ $()€a-zñ−-]{0,24}", style in any_style()) {
        let today = NaiveDate::from_ymd_opt(2026, 3, 15).expect("a day of the calendar");
        let _ = (parse_amount(&text, style), parse_date(&text, today));
    }
}

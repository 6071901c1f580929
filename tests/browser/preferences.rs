//! Preferences, kept or not.

use cartera::browser::preferences::{self, Preference};
use cartera::browser::visit::Remembered;
use cartera::browser::{device, locale};
use cartera::text::Lang;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Sabotage, script};

#[wasm_bindgen_test]
fn a_preference_is_kept_as_json_under_its_name() {
    const LANG: Preference<Lang> = Preference::new("test-lang");
    LANG.clear();
    assert_eq!(LANG.get(), None);
    LANG.set(&Lang::En);
    assert_eq!(LANG.get(), Some(Lang::En));
    let stored = script("return localStorage.getItem(name)", "cartera.test-lang", &JsValue::NULL);
    assert_eq!(stored.as_string().as_deref(), Some("\"en\""));

    script("localStorage.setItem(name, '{')", "cartera.test-lang", &JsValue::NULL);
    assert_eq!(LANG.get(), None, "one that cannot be understood is none");
    LANG.clear();
    let stored = script("return localStorage.getItem(name)", "cartera.test-lang", &JsValue::NULL);
    assert!(stored.is_null());
}

#[wasm_bindgen_test]
fn one_of_several_is_kept_apart() {
    const COLUMNS: Preference<Vec<String>> = Preference::new("test-columns");
    COLUMNS.set_for("invoices", &vec!["due".to_owned()]);
    assert_eq!(COLUMNS.get_for("invoices"), Some(vec!["due".to_owned()]));
    assert_eq!(COLUMNS.get_for("customers"), None);
    assert_eq!(COLUMNS.get(), None);
    COLUMNS.clear_for("invoices");
    assert_eq!(COLUMNS.get_for("invoices"), None);
}

#[wasm_bindgen_test]
fn where_local_storage_is_blocked_preferences_last_as_long_as_the_page() {
    const THEME: Preference<u8> = Preference::new("test-theme");
    const BLOCKED: &str = "
        const own = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
        const get = () => { throw new DOMException('blocked', 'SecurityError'); };
        Object.defineProperty(globalThis, 'localStorage', { get, configurable: true });
        return () => Object.defineProperty(globalThis, 'localStorage', own);";
    assert!(preferences::are_kept());
    let sabotage = Sabotage::new(BLOCKED, &JsValue::NULL);
    let kept = preferences::are_kept();
    let before = THEME.get();
    THEME.set(&2);
    let after = THEME.get();
    THEME.clear();
    let cleared = THEME.get();
    drop(sabotage);
    assert!(!kept);
    assert_eq!((before, after, cleared), (None, Some(2), None));
}

#[wasm_bindgen_test]
fn where_local_storage_is_full_preferences_last_as_long_as_the_page() {
    const THEME: Preference<u8> = Preference::new("test-full");
    const FULL: &str = "
        const { setItem } = Storage.prototype;
        Storage.prototype.setItem = () => {
            throw new DOMException('no room', 'QuotaExceededError');
        };
        return () => { Storage.prototype.setItem = setItem; };";
    THEME.set(&1);
    let sabotage = Sabotage::new(FULL, &JsValue::NULL);
    THEME.set(&2);
    let after = THEME.get();
    drop(sabotage);
    assert_eq!(after, Some(2));
    THEME.set(&3);
    assert_eq!(THEME.get(), Some(3));
    THEME.clear();
}

#[wasm_bindgen_test]
fn a_tab_remembers_until_it_forgets() {
    const PLACE: Remembered<String> = Remembered::new("test-place");
    assert_eq!(PLACE.get(), None);
    PLACE.set(Some(&"#/today".to_owned()));
    assert_eq!(PLACE.get().as_deref(), Some("#/today"));
    PLACE.set(None);
    assert_eq!(PLACE.get(), None);
}

#[wasm_bindgen_test]
fn a_tab_whose_storage_is_blocked_remembers_nothing() {
    const PLACE: Remembered<u32> = Remembered::new("test-blocked");
    const BLOCK: &str = "
        const own = Object.getOwnPropertyDescriptor(Window.prototype, 'sessionStorage')
            ?? Object.getOwnPropertyDescriptor(window, 'sessionStorage');
        const get = () => { throw new DOMException('blocked', 'SecurityError'); };
        Object.defineProperty(window, 'sessionStorage', { get, configurable: true });
        return () => Object.defineProperty(window, 'sessionStorage', own);";
    let sabotage = Sabotage::new(BLOCK, &JsValue::NULL);
    PLACE.set(Some(&1));
    let blocked = PLACE.get();
    drop(sabotage);
    assert_eq!(blocked, None);
    assert_eq!(PLACE.get(), None, "nothing was written");
}

#[wasm_bindgen_test]
fn a_device_keeps_its_number() {
    let id = device::id();
    assert_eq!(device::id(), id);
    assert_ne!(id, 0);
}

#[wasm_bindgen_test]
fn the_language_is_the_first_that_the_page_speaks() {
    assert_eq!(locale::lang_of("es-MX"), Some(Lang::Es));
    assert_eq!(locale::lang_of("en"), Some(Lang::En));
    assert_eq!(locale::lang_of("pt-BR"), None);
    for (tags, lang) in [("pt-BR,en-GB,es", Lang::En), ("es-419,en", Lang::Es), ("fr", Lang::Es)] {
        const SPEAKS: &str = "
            Object.defineProperty(navigator, 'languages', { value: value.split(','), configurable: true });
            return () => delete navigator.languages;";
        let sabotage = Sabotage::new(SPEAKS, &tags.into());
        let found = (locale::lang(), locale::tags().join(","));
        drop(sabotage);
        assert_eq!(found, (lang, tags.to_owned()));
    }
}

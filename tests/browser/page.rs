//! Files, the address, the clock, and letting the browser breathe.

use cartera::browser::files::{self, FileError};
use cartera::browser::{address, clock, persist, random, yield_now};
use chrono::Datelike;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Blob;

use crate::support::{Sabotage, listen, script, until};

#[wasm_bindgen_test]
async fn a_file_is_read_whole_and_never_past_the_limit() {
    let file: Blob =
        script("return new File([new Uint8Array([1, 0, 255])], 'a.csv')", "", &JsValue::NULL)
            .unchecked_into();
    assert_eq!(files::read(&file, 3).await, Ok(vec![1, 0, 255]));
    let refused = files::read(&file, 2).await;
    assert_eq!(refused, Err(FileError::TooLarge { size_bytes: 3, max_bytes: 2 }));
}

#[wasm_bindgen_test]
async fn a_download_carries_its_name_and_bytes() {
    // Clicks are kept from the browser, which would save a file.
    const CATCH: &str = "
        const { click } = HTMLAnchorElement.prototype;
        HTMLAnchorElement.prototype.click = function () {
            value.name = this.download;
            value.read = fetch(this.href).then(async (found) =>
                [found.headers.get('content-type'), await found.text()].join('|'));
        };
        return () => { HTMLAnchorElement.prototype.click = click; };";
    let caught = js_sys::Object::new();
    let sabotage = Sabotage::new(CATCH, &caught);
    files::offer("cartera.csv", "text/csv", "año,1".as_bytes()).unwrap();
    drop(sabotage);
    let get = |name: &str| js_sys::Reflect::get(&caught, &name.into()).unwrap();
    assert_eq!(get("name").as_string().as_deref(), Some("cartera.csv"));
    let read: js_sys::Promise = get("read").unchecked_into();
    let read = wasm_bindgen_futures::JsFuture::from(read).await.unwrap();
    assert_eq!(read.as_string().as_deref(), Some("text/csv|año,1"));
}

#[wasm_bindgen_test]
async fn picking_asks_for_the_kinds_wanted_and_may_end_without_a_file() {
    const ANSWER: &str = "
        const { click } = HTMLInputElement.prototype;
        HTMLInputElement.prototype.click = function () {
            if (this.accept !== '.csv,.xlsx' || !this.multiple) throw new Error(this.accept);
            if (value) {
                const chosen = new DataTransfer();
                chosen.items.add(new File(['a'], 'one.csv'));
                chosen.items.add(new File(['b'], 'two.csv'));
                this.files = chosen.files;
            }
            this.dispatchEvent(new Event(value ? 'change' : 'cancel'));
        };
        return () => { HTMLInputElement.prototype.click = click; };";
    for (choose, names) in [(true, vec!["one.csv", "two.csv"]), (false, vec![])] {
        let sabotage = Sabotage::new(ANSWER, &choose.into());
        let picked = files::pick(".csv,.xlsx", true).await.unwrap();
        drop(sabotage);
        assert_eq!(picked.iter().map(web_sys::File::name).collect::<Vec<_>>(), names);
    }
}

#[wasm_bindgen_test]
async fn the_address_is_gone_to_replaced_and_listened_to() {
    let before = address::get();
    let (told, on_change) = listen();
    let listener = address::on_change(on_change).unwrap();
    address::set("/clientes?q=1");
    until("the change is told", || !told.borrow().is_empty()).await;
    assert_eq!(*told.borrow(), ["/clientes?q=1"]);
    assert_eq!(address::get(), "/clientes?q=1");

    let steps = || script("return history.length", "", &JsValue::NULL).as_f64();
    let steps_before = steps();
    address::replace("/clientes?q=2");
    assert_eq!(address::get(), "/clientes?q=2");
    assert_eq!(steps(), steps_before);
    for _ in 0..20 {
        yield_now().await;
    }
    assert_eq!(told.borrow().len(), 1, "replacing tells nobody");

    drop(listener);
    address::set("/otra");
    for _ in 0..20 {
        yield_now().await;
    }
    assert_eq!(told.borrow().len(), 1, "nor does anything once the listener is gone");
    address::replace(&before);
}

#[wasm_bindgen_test]
fn today_is_the_day_in_the_users_zone() {
    let day = script(
        "const now = new Date(); return now.getFullYear() * 400 + now.getMonth() * 32 + now.getDate()",
        "",
        &JsValue::NULL,
    );
    let today = clock::today();
    let number = today.year() * 400 + i32::try_from(today.month0() * 32 + today.day()).unwrap();
    assert_eq!(day.as_f64(), Some(f64::from(number)));
    assert_eq!(clock::day_of(clock::now_ms()), today);
    let tomorrow = clock::day_of(clock::now_ms() + clock::ms_until_tomorrow() + 1_000);
    assert_eq!(Some(tomorrow), today.succ_opt());
    assert!((1..=25 * 3_600_000).contains(&clock::ms_until_tomorrow()));
}

#[wasm_bindgen_test]
fn random_numbers_differ() {
    let mut drawn: Vec<u64> = (0..100).map(|_| random::bits()).collect();
    drawn.sort_unstable();
    drawn.dedup();
    assert_eq!(drawn.len(), 100);
}

#[wasm_bindgen_test]
async fn yielding_lets_other_tasks_run_and_costs_little() {
    // A timer is a task of another kind: it must get its turn while slices are worked off.
    const TIMER: &str = "setTimeout(() => { value.rang = true; }, 5)";
    let timer = js_sys::Object::new();
    script(TIMER, "", &timer);
    let rang = || js_sys::Reflect::has(&timer, &"rang".into()).unwrap();
    until("the timer rings", rang).await;

    let began_ms = clock::now_ms();
    for _ in 0..200 {
        yield_now().await;
    }
    let took_ms = clock::now_ms() - began_ms;
    assert!(took_ms < 700, "200 times 4 ms is a timer's price: {took_ms} ms");
}

#[wasm_bindgen_test]
async fn the_browser_tells_how_much_room_there_is() {
    let room = persist::estimate().await.unwrap();
    assert!(room.quota_bytes > room.used_bytes);
    let granted = persist::ask().await;
    assert_eq!(persist::is_granted().await, granted);
}

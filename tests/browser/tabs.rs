//! Several tabs on one ledger: two holders in one page compete as two tabs do.

use cartera::browser::announcements::{Announcements, News};
use cartera::browser::writer::{Role, WriterRole};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{Sabotage, fresh_ledger, listen, until};

#[wasm_bindgen_test]
async fn one_tab_writes_and_the_next_in_line_follows_it() {
    let ledger = fresh_ledger();
    let (first_told, on_first) = listen();
    let (second_told, on_second) = listen();
    let first = WriterRole::request(&ledger, on_first);
    assert_eq!(first.role(), None, "the browser has not answered yet");
    until("the first writes", || first.role() == Some(Role::Writer)).await;
    let second = WriterRole::request(&ledger, on_second);
    until("the second follows", || second.role() == Some(Role::Follower)).await;

    drop(first);
    until("the second writes", || second.role() == Some(Role::Writer)).await;
    assert_eq!(*first_told.borrow(), [Role::Writer], "one that is gone is told nothing");
    assert_eq!(*second_told.borrow(), [Role::Follower, Role::Writer]);
}

#[wasm_bindgen_test]
async fn a_follower_can_take_over_and_the_other_can_take_it_back() {
    let ledger = fresh_ledger();
    let (first_told, on_first) = listen();
    let (second_told, on_second) = listen();
    let first = WriterRole::request(&ledger, on_first);
    until("the first writes", || first.role() == Some(Role::Writer)).await;
    let second = WriterRole::request(&ledger, on_second);
    until("the second follows", || second.role() == Some(Role::Follower)).await;

    second.take_over();
    let roles = || (first.role(), second.role());
    let (writer, follower) = (Some(Role::Writer), Some(Role::Follower));
    until("the second has taken over", || roles() == (follower, writer)).await;
    second.take_over();
    first.take_over();
    until("the first has it back", || roles() == (writer, follower)).await;
    assert_eq!(*first_told.borrow(), [Role::Writer, Role::Follower, Role::Writer]);
    assert_eq!(*second_told.borrow(), [Role::Follower, Role::Writer, Role::Follower]);

    drop(first);
    until("the second is next in line", || second.role() == writer).await;
}

#[wasm_bindgen_test]
async fn taking_over_at_once_is_done_once() {
    let ledger = fresh_ledger();
    let first = WriterRole::request(&ledger, |_| ());
    let asked = js_sys::Promise::resolve(&JsValue::NULL);
    wasm_bindgen_futures::JsFuture::from(asked).await.unwrap();
    assert_eq!(first.role(), None, "it has asked and has no answer yet");
    first.take_over();
    until("the first writes", || first.role() == Some(Role::Writer)).await;
    let second = WriterRole::request(&ledger, |_| ());
    second.take_over();
    until("the second writes", || second.role() == Some(Role::Writer)).await;
    until("the first follows", || first.role() == Some(Role::Follower)).await;
    for _ in 0..50 {
        cartera::browser::yield_now().await;
    }
    assert_eq!(first.role(), Some(Role::Follower), "it does not steal it back");
}

#[wasm_bindgen_test]
async fn two_ledgers_have_two_writers() {
    let first = WriterRole::request(&fresh_ledger(), |_| ());
    let second = WriterRole::request(&fresh_ledger(), |_| ());
    until("both write", || {
        (first.role(), second.role()) == { (Some(Role::Writer), Some(Role::Writer)) }
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_browser_without_locks_lets_every_tab_write() {
    const NO_LOCKS: &str = "
        Object.defineProperty(navigator, 'locks', { value, configurable: true });
        return () => delete navigator.locks;";
    let sabotage = Sabotage::new(NO_LOCKS, &JsValue::UNDEFINED);
    let role = WriterRole::request(&fresh_ledger(), |_| ());
    until("it writes", || role.role() == Some(Role::Writer)).await;
    drop(sabotage);
}

#[wasm_bindgen_test]
async fn the_other_tabs_hear_of_a_new_head() {
    let ledger = fresh_ledger();
    let (here_told, on_here) = listen();
    let (there_told, on_there) = listen();
    let (elsewhere_told, on_elsewhere) = listen();
    let here = Announcements::join(&ledger, on_here);
    let there = Announcements::join(&ledger, on_there);
    let _elsewhere = Announcements::join(&fresh_ledger(), on_elsewhere);
    here.announce(17);
    until("it is heard", || !there_told.borrow().is_empty()).await;
    assert_eq!(*there_told.borrow(), [News::Head(17)]);
    assert!(here_told.borrow().is_empty(), "not by the one that says it");
    assert!(elsewhere_told.borrow().is_empty(), "nor on another ledger's channel");

    drop(there);
    here.announce(18);
    cartera::browser::yield_now().await;
    assert_eq!(*there_told.borrow(), [News::Head(17)]);
}

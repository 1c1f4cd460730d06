//! Expectations of requests: what covers what, what is told, and when.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;

use super::*;
use crate::testing::*;
use crate::{Client, ErrorKind};

fn get(thing_id: i64) -> GetThing {
    GetThing {
        thing_id,
        ..GetThing::default()
    }
}

fn start(name: &str) -> StartThing {
    StartThing {
        name: name.to_owned(),
        ..StartThing::default()
    }
}

fn thing(state: &str) -> Thing {
    Thing {
        thing_id: 7,
        state: Some(state.to_owned()),
        ..Thing::default()
    }
}

fn page(things: &[i64], next: Option<&str>) -> ThingList {
    let things = things.iter().map(|thing_id| Thing {
        thing_id: *thing_id,
        ..Thing::default()
    });
    ThingList {
        things: Some(things.collect()),
        next_page_token: next.map(str::to_owned),
        ..ThingList::default()
    }
}

/// What a panic says.
fn panic_of(act: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(act)).unwrap_err();
    let owned = panic.downcast_ref::<String>().cloned();
    owned.unwrap_or_else(|| (*panic.downcast_ref::<&str>().unwrap()).to_owned())
}

/// What the script says at its end.
fn verdict(script: &Script) -> String {
    panic_of(|| script.assert_done())
}

// R12.1
#[tokio::test]
async fn replies_are_given_one_after_the_other_and_as_often_as_told() {
    let script = Script::new();
    let client: Client = script.client();
    script.on(get(8)).reply(thing("OTHER")).any_times();
    script
        .on(get(7))
        .reply(thing("A"))
        .times(2)
        .reply(thing("B"));
    script.on(get(7)).reply(thing("C"));
    let mut states = Vec::new();
    for thing_id in [7, 8, 7, 7, 8, 7] {
        let state = client.call(get(thing_id)).await.unwrap().state;
        states.extend(state);
    }
    assert_eq!(states, ["A", "OTHER", "A", "B", "OTHER", "C"]);
    script.assert_done();
}

// R12.1, R8.1: what is above the transport is real, and takes no time.
#[tokio::test]
async fn refusals_are_tried_again_and_started_work_is_waited_for() {
    let script = Script::new();
    let client: Client = script.client();
    let started = StartedThing {
        thing_id: Some(7),
        ..StartedThing::default()
    };
    script
        .on(start("a"))
        .reply_error(429, "REQUEST_LIMIT_EXCEEDED", "slow down")
        .reply_raw(Reply::reset())
        .reply(started);
    script
        .on(get(7))
        .reply(thing("GOING"))
        .times(3)
        .reply(thing("DONE"));
    let end = client.call(start("a")).wait().await.unwrap();
    assert_eq!(end, thing("DONE"));
    script.assert_done();
}

// R2.1
#[tokio::test]
async fn what_each_call_makes_up_may_be_anything() {
    let script = Script::new();
    let client: Client = script.client();
    let keyed = StartThing {
        idempotency_token: Some("mine".to_owned()),
        ..start("a")
    };
    let other = StartThing {
        name: "b".to_owned(),
        ..keyed.clone()
    };
    script
        .on(start("a"))
        .reply(StartedThing::default())
        .times(2);
    client.call(start("a")).await.unwrap();
    client.call(keyed).await.unwrap();

    script.on(other).reply(StartedThing::default());
    let error = client.call(start("b")).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`idempotency_token` has another value"),
        "{error}"
    );
    verdict(&script);
}

#[tokio::test]
async fn an_operation_without_an_answer_is_answered_with_nothing() {
    let script = Script::new();
    let client: Client = script.client();
    let remove = |name: &str| RemoveThing {
        name: name.to_owned(),
        ..RemoveThing::default()
    };
    script.on(remove("a/b ?")).reply(());
    client.call(remove("a/b ?")).await.unwrap();
    script.on(remove("a")).reply(());
    let error = client.call(remove("b")).await.unwrap_err();
    let told = r#"`path` is "/api/things/b/all" instead of "/api/things/a/all""#;
    assert!(error.to_string().contains(told), "{error}");
    verdict(&script);
    let told = panic_of(|| drop(script.on(remove(""))));
    assert_eq!(
        told,
        "`remove_thing` cannot be expected: path parameter `name` is empty"
    );
}

#[tokio::test]
async fn any_request_of_an_operation_can_be_expected() {
    let script = Script::new();
    let client: Client = script.client();
    script.on_any::<GetThing>().reply(thing("A")).times(2);
    client.call(get(1)).await.unwrap();
    client.call(get(2)).query("more", "1").await.unwrap();
    let error = client.call(get(3)).await.unwrap_err();
    assert!(
        error.to_string().contains(" no more than 2 times"),
        "{error}"
    );
    verdict(&script);
}

// R6.1
#[tokio::test]
async fn pages_are_expected_by_the_tokens_of_those_before() {
    let script = Script::new();
    let client: Client = script.client();
    let pages = || {
        [
            page(&[1, 2], Some("b")),
            page(&[], Some("c")),
            page(&[3], None),
        ]
    };
    script.on(ListThings::default()).reply_pages(pages());
    script.on_any::<ListThings>().reply_pages(pages());
    for _ in 0..2 {
        let mut items = client.call(ListThings::default()).items();
        for thing_id in 1..=3 {
            let item = items.try_next().await.unwrap();
            assert_eq!(item.unwrap().thing_id, thing_id);
        }
        assert_eq!(items.try_next().await.unwrap(), None);
    }
    let part = |part, next: Option<&str>| Thing {
        parts: Some(vec![part]),
        next_page_token: next.map(str::to_owned),
        ..thing("A")
    };
    script
        .on(get(7))
        .reply_continued([part(1, Some("b")), part(2, None)]);
    let whole = client.call(get(7)).await.unwrap();
    assert_eq!(whole.parts, Some(vec![1, 2]));
    script.assert_done();

    let pages = [page(&[1], None), page(&[2], None)];
    let told = panic_of(|| script.on(ListThings::default()).reply_pages(pages));
    assert_eq!(told, "a page that others follow must name the next one");
    verdict(&script);
}

#[tokio::test]
async fn exchanges_in_order_come_first_and_stubs_last() {
    let script = Script::new();
    let client: Client = script.client();
    script.stub("get_thing", |_| Reply::ok(r#"{"thing_id": 3}"#));
    script.on(get(7)).reply(thing("A"));
    script.expect("get_thing", Reply::ok(r#"{"thing_id": 1}"#));
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.push(client.call(get(7)).await.unwrap().thing_id);
    }
    assert_eq!(ids, [1, 7, 3]);
    script.assert_done();
}

// R12.1: the message names the place of what comes nearest, and each difference.
#[tokio::test]
async fn what_is_not_expected_is_told_beside_what_comes_nearest() {
    let script = Script::new();
    let client: Client = script.client();
    script
        .on(ListThings::default())
        .reply(page(&[], None))
        .any_times();
    let line = line!() + 1;
    script.on(get(7)).reply(thing("A"));
    let asked = GetThing {
        page_token: Some("b".to_owned()),
        ..get(8)
    };
    let error = client.call(asked).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    let place = format!("{}:{line}:12", file!());
    let told = format!(
        "get_thing /api/things/get: the nearest is expected at {place}, but `page_token` should not be there, \
         `thing_id` is \"8\" instead of \"7\""
    );
    assert_eq!(
        error.to_string(),
        format!("get_thing: not in the script: {told}")
    );
    let error = client.call(start("a")).await.unwrap_err();
    assert!(
        error.to_string().ends_with("no `start_thing` is expected"),
        "{error}"
    );
    assert_eq!(
        verdict(&script),
        format!(
            "the script did not run as written:\n  missing: get_thing expected at {place}: 1 of 1 did not \
             come\n  unexpected: {told}\n  unexpected: start_thing /api/things/start: no \
             `start_thing` is expected"
        )
    );
}

// R10.1
#[tokio::test]
async fn values_that_somebody_wrote_are_not_told() {
    let script = Script::new();
    let client: Client = script.client();
    let expected = json!({"name": CANARY, "settings": {"x_id": 1, "tags": {"my_id": CANARY}}});
    let came = json!({"name": [CANARY], "settings": {"x_id": 2, "tags": {"my_id": "canary-2"}},
        "list": [{"a_id": "5"}, CANARY]});
    let told: Vec<String> = difference::differences(&expected, &came)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        told,
        [
            "`list` should not be there",
            "`name` has another value",
            "`settings.tags.my_id` has another value",
            "`settings.x_id` is 2 instead of 1"
        ]
    );
    let told = difference::differences(&json!([{"a_id": 1}, 1]), &json!([{"a_id": 2}, 3, 4]));
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`[0].a_id` is 2 instead of 1",
            "`[1]` has another value",
            "`[2]` should not be there"
        ]
    );

    script.on(start(CANARY)).reply_raw(Reply::ok(CANARY));
    let error = client.call(start("canary-2")).await.unwrap_err();
    let shown = format!("{error} {error:?} {script:?} {}", verdict(&script));
    assert!(!shown.contains("canary-"), "{shown}");
}

#[test]
fn a_script_checks_itself_when_it_is_dropped() {
    let script = Script::new();
    let other = script.clone();
    script.on(get(7)).reply(thing("A")).times(3);
    drop(other);
    let told = panic_of(|| drop(script));
    assert!(told.contains("3 of 3 did not come"), "{told}");

    let script = Script::new();
    script.on(get(7)).reply(thing("A")).any_times();
    script.on(get(7)).reply(thing("A")).times(0);
    drop(script);
    let told = panic_of(|| {
        let script = Script::new();
        script.on(get(7)).reply(thing("A"));
        panic!("the test fails by itself");
    });
    assert_eq!(told, "the test fails by itself");
    let told = panic_of(|| drop(Script::new().on(get(7)).times(2)));
    assert_eq!(told, "say how often after the reply that is repeated");
}

//! Rules of the blocking client, over a script.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::error::ErrorKind;
use crate::testing::{self, GetThing, ListThings, StartThing};
use crate::transport::{Reply, Script};

use super::Client;

fn client(script: &Script) -> Client {
    Client::new(testing::client(script).0).unwrap()
}

fn thing(state: &str) -> Reply {
    Reply::ok(serde_json::json!({ "thing_id": 7, "state": state }).to_string())
}

// R11.2
#[test]
fn a_call_a_list_and_a_wait_end_on_this_thread() {
    let script = Script::new();
    let client = client(&script);
    script.expect("get_thing", thing("ON"));
    let get = GetThing {
        thing_id: 7,
        ..GetThing::default()
    };
    let got = client
        .call(get)
        .timeout(Duration::from_secs(1))
        .header("x-test", "1")
        .send();
    assert_eq!(got.unwrap().state.as_deref(), Some("ON"));
    assert_eq!(script.requests()[0].headers["x-test"], "1");

    let page = |items: [i64; 2], next: Option<&str>| {
        let things = items.map(|id| serde_json::json!({ "thing_id": id }));
        Reply::ok(serde_json::json!({ "things": things, "next_page_token": next }).to_string())
    };
    script.expect("list_things", page([1, 2], Some("b")));
    script.expect("list_things", page([3, 4], None));
    let items = client.call(ListThings::default()).items();
    let items = items.with(|items| Ok(items.take_total(4))).unwrap();
    let ids: Vec<_> = items.map(|item| item.unwrap().thing_id).collect();
    assert_eq!(ids, [1, 2, 3, 4]);

    for state in ["ON", "OFF", "DONE"] {
        let operation = if state == "ON" {
            "start_thing"
        } else {
            "get_thing"
        };
        script.expect(operation, thing(state));
    }
    let mut seen = Vec::new();
    let done = client
        .call(StartThing::default())
        .wait()
        .on_change(|thing| seen.extend(thing.state.clone()))
        .until_end();
    assert_eq!(done.unwrap().state.as_deref(), Some("DONE"));
    assert_eq!(seen, ["OFF", "DONE"]);
    script.assert_done();
}

// R11.2: no panic, nothing sent, and words that name the way out.
#[tokio::test]
async fn inside_an_async_runtime_everything_is_refused() {
    let script = Script::new();
    let (inner, _) = testing::client(&script);
    let outside = thread::spawn({
        let inner = inner.clone();
        move || Client::new(inner)
    });
    let client = outside.join().unwrap().unwrap();
    let get = GetThing {
        thing_id: 7,
        ..GetThing::default()
    };
    let refusals = [
        Client::new(inner).err(),
        Client::from_env().err(),
        client.call(get.clone()).send().err(),
        client
            .call(ListThings::default())
            .pages()
            .next()
            .and_then(Result::err),
        client.call(StartThing::default()).start().err(),
        client
            .call(StartThing::default())
            .wait()
            .until_end()
            .err()
            .map(Into::into),
        client.block_on(async {}).err(),
    ];
    for (place, refusal) in refusals.into_iter().enumerate() {
        let error = refusal.unwrap_or_else(|| panic!("{place} was not refused"));
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(
            error.message().contains("inside an async runtime"),
            "{error}"
        );
        assert!(error.message().contains("use the async client"), "{error}");
    }
    let items = client.call(ListThings::default()).items();
    assert_eq!(
        items.filter_map(Result::ok).count(),
        0,
        "it ends after an error"
    );
    assert!(script.requests().is_empty());

    // A thread may, though it was started from a task; and dropping is never refused.
    script.expect("get_thing", thing("ON"));
    let elsewhere = client.clone();
    let got = thread::spawn(move || elsewhere.call(get).send());
    got.join().unwrap().unwrap();
    drop(client);
}

// R11.2
#[test]
fn clones_share_one_thread_which_ends_with_the_last() {
    let client = client(&Script::new());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || {
                client
                    .block_on(async { tokio::task::spawn(async { thread::current().id() }).await })
            })
        })
        .collect();
    let mut ids: Vec<_> = threads
        .into_iter()
        .map(|thread| thread.join().unwrap().unwrap().unwrap())
        .collect();
    ids.dedup();
    assert_eq!(ids.len(), 1);

    // Whatever runs on it ends with it: the other end of the channel is gone.
    let (held, gone) = mpsc::channel::<()>();
    let begin = async { drop(tokio::spawn(endless(held))) };
    client.block_on(begin).unwrap();
    drop(client);
    gone.recv().unwrap_err();
}

async fn endless(held: mpsc::Sender<()>) {
    std::future::pending::<()>().await;
    drop(held);
}

// R11.2
#[test]
fn the_last_clone_may_be_dropped_by_a_task_of_the_thread_itself() {
    let client = client(&Script::new());
    let (held, gone) = mpsc::channel::<()>();
    let (go, may_go) = tokio::sync::oneshot::channel::<()>();
    let last = client.clone();
    let begin = async move {
        drop(tokio::spawn(endless(held)));
        drop(tokio::spawn(async move {
            may_go.await.unwrap();
            drop(last);
        }));
    };
    client.block_on(begin).unwrap();
    drop(client);
    go.send(()).unwrap();
    gone.recv().unwrap_err();
}

//! Objects that continue over pages.

use super::*;

// R6.3: an object is read whole, whatever it takes.
#[tokio::test]
async fn an_object_is_read_over_all_its_pages() {
    let script = Script::new();
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"state":"ON","parts":[1,2],"next_page_token":"b"}"#),
    );
    script.expect("get_thing", Reply::status(503));
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"next_page_token":"c"}"#),
    );
    script.expect(
        "get_thing",
        Reply::ok(r#"{"thing_id":7,"parts":[3],"next_page_token":""}"#),
    );
    let (client, _) = client(&script);
    let whole = client
        .call(GetThing {
            thing_id: 7,
            ..GetThing::default()
        })
        .await
        .unwrap();
    assert_eq!(whole.parts, Some(vec![1, 2, 3]));
    assert_eq!(whole.state.as_deref(), Some("ON"));
    script.assert_done();
    let queries: Vec<_> = script
        .requests()
        .iter()
        .map(|one| one.url.query().unwrap().to_owned())
        .collect();
    assert_eq!(
        queries,
        [
            "thing_id=7",
            "thing_id=7&page_token=b",
            "thing_id=7&page_token=b",
            "thing_id=7&page_token=c"
        ]
    );
}

// R6.3
#[tokio::test]
async fn one_page_of_an_object_can_be_read() {
    let script = Script::new();
    script.expect(
        "get_thing",
        Reply::ok(r#"{"parts":[1],"next_page_token":"b"}"#),
    );
    let (client, _) = client(&script);
    let page = client.call(GetThing::default()).page().await.unwrap();
    assert_eq!(page.next_page_token.as_deref(), Some("b"));
    script.assert_done();
}

// R6.2
#[tokio::test]
async fn an_object_whose_pages_go_in_circles_is_an_error() {
    let script = Script::new();
    script.stub("get_thing", |_| {
        Reply::ok(r#"{"parts":[1],"next_page_token":"b"}"#)
    });
    let (client, _) = client(&script);
    let error = client.call(GetThing::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PaginationLoop);
    assert_eq!(script.requests().len(), 2);
}

// R8.1: the deadline of a call is that of all its pages together.
#[tokio::test]
async fn the_deadline_holds_over_all_pages_of_an_object() {
    let script = Script::new();
    let mut page = 0;
    script.stub("get_thing", move |_| {
        page += 1;
        Reply::ok(format!(r#"{{"next_page_token":"{page}"}}"#)).taking(secs(4))
    });
    let (client, clock) = client(&script);
    let error = client
        .call(GetThing::default())
        .deadline(secs(10))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(clock.elapsed(), secs(10));
}

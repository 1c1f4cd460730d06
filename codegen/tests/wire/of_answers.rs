//! Answers of all types.

use answers::operations::*;
use answers::types::*;

use super::*;

// R16.1
#[test]
fn answers_that_are_no_json_are_read_as_they_are() {
    let (script, client) = exchange!(answers, "ask_text", Reply::ok("plain \"text\""));
    assert_eq!(
        &*client.ask_text(AskText::new()).send().unwrap(),
        "plain \"text\""
    );
    assert_eq!(header(&sent(&script), "accept"), "text/plain");

    let (script, client) = exchange!(answers, "ask_bytes", Reply::ok(vec![0, 255]));
    let bytes = client.ask_bytes(AskBytes::new()).send().unwrap();
    assert_eq!(bytes.to_vec(), [0, 255]);
    assert_eq!(header(&sent(&script), "accept"), "image/png, image/gif");

    let (script, client) = exchange!(answers, "dialect", Reply::ok(r#"{"title": "Emma"}"#));
    assert_eq!(client.dialect(Dialect::new()).send().unwrap().title, "Emma");
    assert_eq!(
        header(&sent(&script), "accept"),
        "application/vnd.library+json"
    );
}

// R16.1
#[test]
fn answers_may_be_scalars_lists_and_choices() {
    let (_, client) = exchange!(answers, "ask_id", Reply::ok("7"));
    assert_eq!(client.ask_id(AskId::new()).send().unwrap(), BookId(7));
    let (_, client) = exchange!(answers, "ask_state", Reply::ok("\"OUT\""));
    assert_eq!(
        client.ask_state(AskState::new()).send().unwrap(),
        State::Out
    );

    let (_, client) = exchange!(
        answers,
        "ask_list",
        Reply::ok(r#"[1, {"title": "Emma"}, "?"]"#)
    );
    let list = client.ask_list(AskList::new()).send().unwrap();
    let expected = [
        1.into(),
        Book::new("Emma").into(),
        AskListResponseItem::Other("?".into()),
    ];
    assert_eq!(list, expected);

    for (answer, expected) in [
        (r#"{"title": "Emma"}"#, Book::new("Emma").into()),
        (r#"[{"title": "Emma"}]"#, vec![Book::new("Emma")].into()),
    ] {
        let (_, client) = exchange!(answers, "ask_choice", Reply::ok(answer));
        let read = client.ask_choice(AskChoice::new()).send().unwrap();
        assert_eq!(read, expected);
    }
}

// R16.1
#[test]
fn of_several_successes_each_is_read() {
    let (_, client) = exchange!(answers, "several", Reply::ok(r#"{"title": "Emma"}"#));
    let read = client.several(Several::new()).send().unwrap();
    assert_eq!(read.title.as_deref(), Some("Emma"));
    let made = Reply::status(201).body(r#"{"book_id": 7}"#);
    let (_, client) = exchange!(answers, "several", made);
    let read = client.several(Several::new()).send().unwrap();
    assert_eq!(read.book_id, Some(BookId(7)));

    let (_, client) = exchange!(answers, "perhaps", Reply::status(204));
    assert_eq!(client.perhaps(Perhaps::new()).send().unwrap(), None);
    let (_, client) = exchange!(answers, "perhaps", Reply::ok(r#"{"title": "Emma"}"#));
    let read = client.perhaps(Perhaps::new()).send().unwrap();
    assert_eq!(read, Some(Book::new("Emma")));

    let (script, client) = exchange!(answers, "fallback", Reply::ok(r#"{"title": "Emma"}"#));
    let read = client.fallback(Fallback::new()).send().unwrap();
    assert_eq!(read.title, "Emma");
    assert_eq!(sent(&script).method.as_str(), "OPTIONS");
}

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

// R16.1
#[test]
fn an_answer_that_may_be_null_is_none_then() {
    /// What an operation answers when the body is `null`, when there is none, and when it is `$body`.
    macro_rules! answers {
        ($method:ident, $request:expr, $body:expr) => {{
            let answer = |body: &'static str| {
                let (_, client) = exchange!(answers, stringify!($method), Reply::ok(body));
                client.$method($request).send().unwrap()
            };
            assert_eq!(answer(" null\n"), None);
            assert_eq!(answer(""), None);
            answer($body).unwrap()
        }};
    }
    let book = r#"{"title": "Emma"}"#;
    assert_eq!(
        answers!(null_any_of, NullAnyOf::new(), book),
        Book::new("Emma")
    );
    assert_eq!(
        answers!(null_one_of, NullOneOf::new(), book),
        Book::new("Emma")
    );
    let shelf = answers!(null_object, NullObject::new(), r#"{"floor": 2}"#);
    assert_eq!(shelf.floor, Some(2));
    let reason = answers!(null_reference, NullReference::new(), r#"{"why": "x"}"#);
    assert_eq!(reason.why.as_deref(), Some("x"));
    assert_eq!(answers!(null_list, NullList::new(), "[]"), []);
    assert_eq!(answers!(null_text, NullText::new(), r#""null""#), "null");
    assert_eq!(answers!(null_map, NullMap::new(), r#"{"a": 1}"#)["a"], 1);
    assert_eq!(answers!(null_choice, NullChoice::new(), "7"), 7.into());
    assert_eq!(answers!(null_of_choice, NullOfChoice::new(), "7"), 7.into());
    assert_eq!(answers!(null_nested, NullNested::new(), "7"), 7.into());
    let maybe = answers!(null_by_name, NullByName::new(), r#""?""#);
    assert_eq!(maybe, "?".into());
    let several = answers!(null_several, NullSeveral::new(), book);
    assert_eq!(several.title.as_deref(), Some("Emma"));
    let lent = answers!(null_sent, NullSent::new(Lent::new()), "{}");
    assert_eq!(lent, Lent::new());
}

// R16.1
#[test]
fn null_is_an_answer_where_there_is_room_for_it() {
    let (_, client) = exchange!(answers, "null_any", Reply::ok("null"));
    let read = client.null_any(NullAny::new()).send().unwrap();
    assert!(read.is_null());

    let (_, client) = exchange!(answers, "note", Reply::ok("null"));
    let read = client.note(Note::new()).send().unwrap();
    assert_eq!(read.as_deref(), Some("null"));
    let (_, client) = exchange!(answers, "note", Reply::status(204));
    assert_eq!(client.note(Note::new()).send().unwrap(), None);
}

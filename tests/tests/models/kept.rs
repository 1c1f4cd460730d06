//! What generated code keeps although the document has lost it, in the code that shows it.

use jobs_runtime::json;
use jobs_tests::kept::{Cover, Shelf};

fn written(shelf: &Shelf) -> String {
    String::from_utf8(json::to_vec(shelf).unwrap()).unwrap()
}

fn read(text: &str) -> Shelf {
    json::from_slice(text.as_bytes()).unwrap()
}

// R17.2, R3.1
#[test]
fn a_member_that_is_required_no_more_may_be_absent_and_stays_so() {
    for text in ["{}", r#"{"room":null}"#] {
        let shelf = read(text);
        assert_eq!(shelf.room, "");
        assert_eq!(shelf.cover.as_str(), "");
        assert_eq!(written(&shelf), "{}");
    }
    let text = r#"{"room":"attic","cover":"HARD"}"#;
    assert_eq!(written(&read(text)), text);
    let shelf = Shelf::new("attic", Cover::Hard);
    assert_eq!(written(&shelf), text);
}

// R17.2
#[test]
#[expect(deprecated, reason = "that is what it is about")]
fn a_value_that_is_gone_can_still_be_read_and_sent() {
    let shelf = read(r#"{"room":"attic","cover":"SOFT"}"#);
    assert_eq!(shelf.cover, Cover::Soft);
    let text = written(&shelf);
    assert_eq!(text, r#"{"room":"attic","cover":"SOFT"}"#);
}

//! Bodies of all types.

use bodies::operations::{AddText, Lend, Remove, UploadCover};
use bodies::types::{LendPeriod, Note};

use super::*;

// R16.1
#[test]
fn a_form_has_a_name_and_a_value_for_each_member() {
    let (script, client) = exchange!(bodies, "lend", Reply::status(204));
    let request = Lend::new("Emma & more")
        .days(14)
        .readers(["a", "b"])
        .period(LendPeriod::new().from_(1815))
        .note(Note::new().text("x"));
    client.lend(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(
        header(&request, "content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(
        body(&request),
        "book=Emma+%26+more&days=14&readers=a&readers=b&period%5Bfrom%5D=1815\
         &note=%7B%22text%22%3A%22x%22%7D"
    );
}

// R5.3, R16.1: what must be there and has no value is null, but only JSON has that.
#[test]
fn a_required_member_without_a_value_is_null() {
    use nullable_3_1::operations::{FindLoans, Lend, Prolong};
    use nullable_3_1::types::{Loan, Shelf};

    let (script, client) = exchange!(nullable_3_1, "lend", Reply::status(204));
    client.lend("Emma").send().unwrap();
    let unset = r#"{"book":"Emma","until":null,"from":null}"#;
    assert_eq!(body(&sent(&script)), unset);
    let (script, client) = exchange!(nullable_3_1, "lend", Reply::status(204));
    let request = Lend::new("Emma").until("May").from_(Shelf::new()).note("x");
    client.lend(request).send().unwrap();
    let set = r#"{"book":"Emma","until":"May","from":{},"note":"x"}"#;
    assert_eq!(body(&sent(&script)), set);

    let (script, client) = exchange!(nullable_3_1, "change_loan", Reply::status(204));
    client.change_loan(Loan::new().to(7)).send().unwrap();
    assert_eq!(body(&sent(&script)), r#"{"book":null,"until":null,"to":7}"#);
    let document = r#"{"book":null,"until":null,"to":null,"note":null}"#;
    let (loan, written) = round_trip::<Loan>(document);
    assert_eq!(loan, Loan::default());
    assert_eq!(written, r#"{"book":null,"until":null,"to":null}"#);

    let (script, client) = exchange!(nullable_3_1, "prolong", Reply::status(204));
    client.prolong(Prolong::new("Emma")).send().unwrap();
    assert_eq!(body(&sent(&script)), "book=Emma");
    let (script, client) = exchange!(nullable_3_1, "find_loans", Reply::status(204));
    let request = FindLoans::new().like(Loan::new().book("a")).r#as(Loan::new().to(1));
    client.find_loans(request).send().unwrap();
    assert_eq!(sent(&script).url.query(), Some("like%5Bbook%5D=a&as=to,1"));
}

// R16.1
#[test]
fn files_are_parts() {
    let (script, client) = exchange!(bodies, "upload_cover", Reply::status(204));
    let image = Upload::new(vec![0, 159, 146, 150]).name("cover.png");
    let request = UploadCover::new("Emma", image.media("image/png"))
        .page(b"first".to_vec())
        .page(b"second".to_vec())
        .artist("Hugh Thomson")
        .note(Note::new().text("x"));
    client.upload_cover(request).send().unwrap();
    let request = sent(&script);
    let media = header(&request, "content-type");
    let boundary = media
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = String::from_utf8_lossy(&request.body);
    let parts: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(parts.len(), 7, "{body}");
    for (part, expected) in parts[1..].iter().zip([
        "name=\"image\"; filename=\"cover.png\"\r\ncontent-type: image/png\r\n\r\n\0",
        "name=\"pages\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\nfirst",
        "name=\"pages\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\nsecond",
        "name=\"artist\"\r\n\r\nHugh Thomson\r\n",
        "name=\"note\"\r\ncontent-type: application/json\r\n\r\n{\"text\":\"x\"}",
        "--\r\n",
    ]) {
        assert!(part.contains(expected), "{part:?}: {expected:?}");
    }
}

// R16.1
#[test]
fn bytes_and_text_are_sent_as_they_are() {
    let (script, client) = exchange!(bodies, "replace_cover", Reply::status(204));
    let request = bodies::operations::ReplaceCover::new("Emma", vec![0_u8, 255]);
    client.replace_cover(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(header(&request, "content-type"), "image/png");
    assert_eq!(request.body.to_vec(), [0, 255]);

    let (script, client) = exchange!(bodies, "add_text", Reply::status(204));
    client
        .add_text(AddText::new().body("# Emma"))
        .send()
        .unwrap();
    let request = sent(&script);
    assert_eq!(header(&request, "content-type"), "text/markdown");
    assert_eq!(body(&request), "# Emma");
}

// R5.1
#[test]
fn a_body_that_may_be_left_out_is() {
    let (script, client) = exchange!(bodies, "remove", Reply::status(204));
    client.remove(Remove::new()).send().unwrap();
    let request = sent(&script);
    assert_eq!(
        (body(&request), header(&request, "content-type")),
        Default::default()
    );
    let (script, client) = exchange!(bodies, "remove", Reply::status(204));
    client
        .remove(Remove::new().body(Note::new()))
        .send()
        .unwrap();
    assert_eq!(body(&sent(&script)), "{}");
}

// R16.1
#[test]
fn json_may_be_anything_and_of_a_dialect() {
    let (script, client) = exchange!(bodies, "change", Reply::status(204));
    client.change(Note::new().text("x")).send().unwrap();
    let request = sent(&script);
    assert_eq!(
        header(&request, "content-type"),
        "application/merge-patch+json"
    );
    assert_eq!(body(&request), r#"{"text":"x"}"#);

    let (script, client) = exchange!(bodies, "tag", Reply::status(204));
    let request = bodies::operations::Tag::new(["a", "b"]);
    client.tag(request).send().unwrap();
    assert_eq!(body(&sent(&script)), r#"["a","b"]"#);

    let (script, client) = exchange!(bodies, "add_anything", Reply::status(204));
    let request = bodies::operations::AddAnything::new(true);
    client.add_anything(request).send().unwrap();
    assert_eq!(body(&sent(&script)), "true");
}

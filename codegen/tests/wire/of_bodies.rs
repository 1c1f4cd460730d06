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
        .pages([1, 2])
        .places(["c", "d,e"])
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
        "book=Emma+%26+more&days=14&readers=a&readers=b&pages=1+2&places=c,d%2Ce\
         &period%5Bfrom%5D=1815&note=%7B%22text%22%3A%22x%22%7D"
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
        "name=\"artist\"\r\ncontent-type: text/plain\r\n\r\nHugh Thomson\r\n",
        "name=\"note\"\r\ncontent-type: application/json\r\n\r\n{\"text\":\"x\"}",
        "--\r\n",
    ]) {
        assert!(part.contains(expected), "{part:?}: {expected:?}");
    }
}

// R16.1
#[test]
fn parts_are_of_the_type_that_the_document_says() {
    let send = |request: UploadCover| {
        let (script, client) = exchange!(bodies, "upload_cover", Reply::status(204));
        client.upload_cover(request).send().unwrap();
        body(&sent(&script))
    };
    let text = send(
        UploadCover::new("Emma", b"I".to_vec())
            .sketch(b"<svg/>".to_vec())
            .print(b"P".to_vec())
            .colours(["red", "blue"])
            .poem("# Ode")
            .score(b"<score/>".to_vec()),
    );
    for expected in [
        "name=\"sketch\"; filename=\"file\"\r\ncontent-type: image/svg+xml\r\n\r\n<svg/>",
        "name=\"print\"; filename=\"file\"\r\ncontent-type: application/octet-stream\r\n\r\nP",
        "name=\"colours\"\r\ncontent-type: application/json\r\n\r\n\"red\"\r\n",
        "name=\"colours\"\r\ncontent-type: application/json\r\n\r\n\"blue\"\r\n",
        "name=\"poem\"\r\ncontent-type: text/markdown\r\n\r\n# Ode",
        "name=\"score\"; filename=\"file\"\r\ncontent-type: application/xml\r\n\r\n<score/>",
    ] {
        assert!(text.contains(expected), "{text:?}: {expected:?}");
    }
    let sketch = Upload::new(b"S".to_vec()).media("image/png");
    let text = send(UploadCover::new("Emma", b"I".to_vec()).sketch(sketch));
    assert!(text.contains("content-type: image/png\r\n\r\nS"), "{text:?}");
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
    // Where it is not told, a service may take text for any encoding.
    let media = header(&request, "content-type");
    assert_eq!(media, "text/markdown; charset=utf-8");
    assert_eq!(body(&request), "# Emma");
}

// R17.2: what the service does not demand any more stays in Rust, and can be left out.
#[test]
fn what_is_required_no_more_is_left_out_if_it_is_empty() {
    use kept::operations::AddBook;
    use kept::types::{Cover, Shelf};

    let shelf = || Shelf::new("attic", Cover::Hard);
    let (script, client) = exchange!(kept, "add_book", Reply::ok("{}"));
    let request = AddBook::new(shelf(), "Emma", 474, "Ann", 2, ["a"]);
    client.add_book(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(request.url.query(), Some("reader=Ann&copies=2"));
    assert_eq!(header(&request, "x-tags"), "a");
    let (script, client) = exchange!(kept, "add_book", Reply::ok("{}"));
    let tags: [&str; 0] = [];
    let request = AddBook::new(shelf(), "Emma", 474, "", 0, tags);
    client.add_book(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(request.url.query(), Some("copies=0"));
    assert!(!request.headers.contains_key("x-tags"));

    let (script, client) = exchange!(kept, "move_books", Reply::ok("{}"));
    client.move_books(shelf()).send().unwrap();
    assert_eq!(body(&sent(&script)), r#"{"room":"attic","cover":"HARD"}"#);
    let (script, client) = exchange!(kept, "move_books", Reply::ok("{}"));
    client.move_books(Shelf::new("", "")).send().unwrap();
    assert_eq!(body(&sent(&script)), "");
    let (script, client) = exchange!(kept, "tell_cover", Reply::ok("{}"));
    client.tell_cover("").send().unwrap();
    assert_eq!(header(&sent(&script), "content-type"), "");
    // Of a file, nobody can tell.
    let (script, client) = exchange!(kept, "add_covers", Reply::ok("{}"));
    let scans: [Upload; 0] = [];
    client.add_covers(kept::operations::AddCovers::new(scans, Vec::new(), "")).send().unwrap();
    let body = body(&sent(&script));
    assert!(body.contains("name=\"label\"") && !body.contains("title"), "{body}");
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

//! Parameters of all styles and places.

use parameter_styles::operations::{FindBooks, FindLabels};
use parameter_styles::types::{Range, Span, SpanTo};

use super::*;

// R16.1
#[test]
fn parameters_are_sent_in_their_style() {
    let (script, client) = exchange!(parameter_styles, "find_books", Reply::status(204));
    let request = FindBooks::new("up/left", [7, 8], "a/b ü")
        .tag(["x", "y z"])
        .author(["Austen, Jane", "Brontë"])
        .word(["one", "two"])
        .page([1, 2])
        .dates(Range::new().since(1815))
        .lent(Span::new().from_(1).to(SpanTo::new().year(2)))
        .bought(Range::new().since(1900).until(2000))
        .filter(Span::new().from_(3))
        .sort(vec!["title".to_owned(), "year".to_owned()])
        .x_trace(5)
        .x_fields(["a", "b"])
        .session("s;1")
        .theme("dark");
    client.find_books(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(
        request.url.path(),
        "/shelves/up%2Fleft/books/7,8/a%2Fb%20%C3%BC"
    );
    let query: Vec<&str> = request.url.query().unwrap().split('&').collect();
    let expected = [
        "tag=x",
        "tag=y%20z",
        "author=Austen%2C%20Jane,Bront%C3%AB",
        "word=one%20two",
        "page=1%7C2",
        "dates=since,1815",
        "lent%5Bfrom%5D=1",
        "lent%5Bto%5D%5Byear%5D=2",
        "since=1900",
        "until=2000",
        "filter=%7B%22from%22%3A3%7D",
        "sort=title",
        "sort=year",
    ];
    assert_eq!(query, expected);
    assert_eq!(header(&request, "x-trace"), "5");
    assert_eq!(header(&request, "x-fields"), "a,b");
    assert_eq!(header(&request, "cookie"), "session=s%3B1; theme=dark");
}

// R16.1: what stands between values is not escaped, for the service looks for it before it
// unescapes anything; what stands in them is.
#[test]
fn signs_in_a_path_tell_what_stands_after_them() {
    let (script, client) = exchange!(parameter_styles, "find_labels", Reply::status(204));
    let range = Range::new().since(1900).until(2000);
    let each = ["a.b".to_owned(), "c,d".to_owned()];
    let request = FindLabels::new(
        "x;y",
        [1, 2],
        each.clone(),
        range.clone(),
        "m=n",
        [3, 4],
        each,
        range.clone(),
        range.clone(),
    );
    let request = request.x_range(range.clone()).x_json(range.clone());
    let request = request.x_text("as it is").era(range);
    client.find_labels(request).send().unwrap();
    let request = sent(&script);
    let expected = [
        "/labels/.x%3By.1,2.a.b.c%2Cd.since=1900.until=2000",
        "of;member=m%3Dn;named=3,4;all=a.b;all=c%2Cd;since=1900;until=2000",
        "%7B%22since%22%3A1900%2C%22until%22%3A2000%7D",
    ];
    assert_eq!(request.url.path(), expected.join("/"));
    let json = r#"{"since":1900,"until":2000}"#;
    assert_eq!(header(&request, "x-range"), "since=1900,until=2000");
    assert_eq!(header(&request, "x-json"), json);
    assert_eq!(header(&request, "x-text"), "as it is");
    let cookie = "era={%22since%22:1900%2C%22until%22:2000}";
    assert_eq!(header(&request, "cookie"), cookie);
}

// R5.3
#[test]
fn what_is_unset_is_not_sent() {
    let (script, client) = exchange!(parameter_styles, "find_books", Reply::status(204));
    client
        .find_books(FindBooks::new(7, [1], "p"))
        .send()
        .unwrap();
    let request = sent(&script);
    assert_eq!(request.url.path(), "/shelves/7/books/1/p");
    assert_eq!(request.url.query(), None);
    assert_eq!(header(&request, "cookie"), "");
}

// R16.3: names on the wire are those of the document, whatever they become in Rust.
#[test]
fn odd_names_are_sent_as_they_are() {
    let (script, client) = exchange!(odd_names, "get_type", Reply::status(204));
    let request = odd_names::operations::GetType::new("a", "b");
    let request = request.filter_name("c").r#async(true).x_odd_name("B");
    client.get_type(request).send().unwrap();
    let request = sent(&script);
    assert_eq!(request.url.path(), "/a/b");
    assert_eq!(request.url.query(), Some("filter%5Bname%5D=c&async=true"));
    assert_eq!(header(&request, "x-odd.name"), "B");
}

// R18.1
#[test]
fn unsigned_parameters_are_exact() {
    use unsigned::operations::FindPages;

    let reply = Reply::ok("18446744073709551615");
    let (script, client) = exchange!(unsigned, "find_pages", reply);
    let request = FindPages::from(u64::MAX).size(1 << 63);
    let request = request.of([0, u64::MAX]).not([1, u64::MAX]).x_hash(u64::MAX);
    assert_eq!(client.find_pages(request).send().unwrap(), u64::MAX);
    let request = sent(&script);
    assert_eq!(request.url.path(), "/pages/18446744073709551615");
    let query = "size=9223372036854775808&of=0&of=18446744073709551615&not=1,18446744073709551615";
    assert_eq!(request.url.query(), Some(query));
    assert_eq!(header(&request, "x-hash"), "18446744073709551615");
}

// R16.1: of a server's address, the path counts, wherever it is said.
#[test]
fn the_path_of_the_server_stands_before_that_of_the_operation() {
    use servers::operations::{AddBook, ListBooks, ListShelves};

    let (script, client) = exchange!(servers, "list_books", Reply::status(204));
    client.list_books(ListBooks::new()).send().unwrap();
    assert_eq!(sent(&script).url.path(), "/api/v1/books");
    let (script, client) = exchange!(servers, "add_book", Reply::status(204));
    client.add_book(AddBook::new()).send().unwrap();
    assert_eq!(sent(&script).url.path(), "/writers/books");
    let (script, client) = exchange!(servers, "list_shelves", Reply::status(204));
    client.list_shelves(ListShelves::new()).send().unwrap();
    assert_eq!(sent(&script).url.path(), "/shelves");
}

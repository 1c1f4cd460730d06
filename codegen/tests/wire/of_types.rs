//! Types whose values are more than objects.

use additional_members::types::Maps;
use choices::types::{Book, Chain, Shelf, Source};
use odd_names::types::{Defaults, SortOrder};

use super::*;

// R3.1, R16.1: whatever the service adds to a choice is kept.
#[test]
fn a_choice_keeps_each_kind_apart() {
    for document in [
        r#"{"key":7,"shelf":"TOP"}"#,
        r#"{"key":"7","shelf":3}"#,
        r#"{"key":true,"shelf":[1,{"a":null}]}"#,
        r#"{"key":1,"shelf":1,"source":{"giver":"Ann","note":5,"price":1.5,"new":1}}"#,
        r#"{"key":1,"shelf":1,"source":[{"note":"x"},[true],false]}"#,
        r#"{"key":1,"shelf":1,"lent":true,"grade":2,"anything":{"a":[]}}"#,
        r#"{"key":1,"shelf":1,"lent":{"to":"Ann"},"grade":"worn","anything":"b"}"#,
    ] {
        assert_eq!(round_trip::<Book>(document).1, document);
    }
    let (shelf, _) = round_trip::<Shelf>("\"ATTIC\"");
    assert!(matches!(shelf, Shelf::Text(word) if !word.is_known()));
    let (source, _) = round_trip::<Source>("[true]");
    assert!(matches!(source, Source::List(list) if list.len() == 1));
    let ring = r#"{"next":{"next":{"size":"L"},"size":2},"size":1}"#;
    assert_eq!(round_trip::<Chain>(ring).1, ring);
}

// R16.1
#[test]
fn maps_hold_what_the_document_says() {
    let document = concat!(
        r#"{"any":{"a":[1]},"empty":{"a":null},"numbers":{"a":1},"objects":{"a":{"a":"x"}},"#,
        r#""inline":{"a":{"b":true}},"lists":{"a":["ONE","THREE"]},"maps":{"a":{"b":1.5}},"#,
        r#""mixed":{"a":"x","b":true,"c":1},"patterns":{"x-a":"b"},"nothing":{"a":{}}}"#
    );
    assert_eq!(round_trip::<Maps>(document).1, document);
    // R3.2: members that nobody names are kept, whether the document allows them or not.
    let document = r#"{"a":"x","b":1}"#;
    assert_eq!(
        round_trip::<additional_members::types::Closed>(document).1,
        document
    );
    assert_eq!(
        round_trip::<additional_members::types::Open>(document).1,
        document
    );
    assert_eq!(
        round_trip::<additional_members::types::Typed>(document).1,
        document
    );
}

// R16.1: a schema that no value can have is read as its service must mean it.
#[test]
fn what_would_hold_itself_without_end_ends() {
    use recursion::types::{Card, Format, Borrower};

    let document = r#"{"name":"Ann","friend":{"name":"Eve","friend":null,"card":null}}"#;
    let reader: Borrower = round_trip(document).0;
    assert_eq!(reader, Borrower::new("Ann").friend(Borrower::new("Eve")));
    let card = Card::new(Format::new(1, 2)).reader(reader);
    let written = json::to_vec(&card).unwrap();
    let expected = r#"{"reader":{"name":"Ann","friend":{"name":"Eve"}},"format":{"height":1,"width":2}}"#;
    assert_eq!(String::from_utf8(written).unwrap(), expected);
}

// R16.1: what is said of members without a name holds, and what does not hold to it is kept.
#[test]
fn members_without_a_name_have_a_type() {
    use additional_members::operations::MarkBooks;
    use additional_members::types::{BookPrices, Mark, MarksValue, Typed};

    let typed: Typed = round_trip(r#"{"a":"x","b":1,"c":2}"#).0;
    let values: Vec<i64> = typed.extra_values().unwrap().into_values().collect();
    assert_eq!(values, [1, 2]);
    let later = r#"{"a":"x","b":1,"new":"y"}"#;
    let (typed, written) = round_trip::<Typed>(later);
    assert_eq!(written, later);
    let error = typed.extra_values().unwrap_err();
    assert_eq!(error.to_string(), "new: expected an integer of 64 bits, found a string that is none");
    assert_eq!(typed.extra.get_as("b").unwrap(), Some(1_i64));

    let prices = BookPrices::new().books("all").extra_value("Emma", 1.5).unwrap();
    let written = json::to_vec(&prices).unwrap();
    assert_eq!(written, br#"{"books":"all","Emma":1.5}"#);
    assert!(prices.extra_value("Persuasion", f64::INFINITY).is_err());

    let reply = Reply::ok(r#"{"extra_value":"a","Emma":{"page":7},"Persuasion":null}"#);
    let (script, client) = exchange!(additional_members, "mark_books", reply);
    let request = MarkBooks::new().by("Ann");
    let request = request.extra_value("Emma", Mark::new().page(7)).unwrap();
    let marks = client.mark_books(request).send().unwrap();
    assert_eq!(body(&sent(&script)), r#"{"by":"Ann","Emma":{"page":7}}"#);
    let others = marks.extra_values().unwrap();
    assert_eq!(others["Emma"], Mark::new().page(7).into());
    assert_eq!(others["Persuasion"], MarksValue::Other(json::Value::Null));
    assert_eq!(marks.extra_value.as_deref(), Some("a"));
}

// R16.3
#[test]
fn values_are_written_as_they_are_in_the_document() {
    for (value, wire) in [
        (SortOrder::Asc, "asc"),
        (SortOrder::Desc, "Desc"),
        (SortOrder::TextPlain, "text/plain"),
        (SortOrder::Value3d, "3d"),
        (SortOrder::Plus1, "+1"),
        (SortOrder::Minus1, "-1"),
        (SortOrder::LessEqual, "<="),
        (SortOrder::Asterisk, "*"),
        (SortOrder::Empty, ""),
        (SortOrder::SelfValue, "self"),
        (SortOrder::Err, "err"),
    ] {
        assert_eq!(value.as_str(), wire);
        assert_eq!(SortOrder::from(wire), value);
    }
    let document = r#"{"order":"Desc","@context":"a","$value":1.5,"fn":true}"#;
    let (read, written) = round_trip::<Defaults>(document);
    assert_eq!(written, document);
    assert_eq!(
        (read.context.as_deref(), read.r#fn),
        (Some("a"), Some(true))
    );
}

// R16.3: what traits offer is there, whatever members are called.
#[test]
fn setters_hide_no_method_of_a_trait() {
    use odd_names::operations::ListCopies;
    use odd_names::types::{Copy, Original};

    let copy = Copy::default().default_("a").clone_(true).eq_(1).ne_(2);
    let copy = copy.fmt_("b").from_("c").into_("d").to_owned_("e");
    let copy = copy.clones(["f"]).try_from_("g");
    // Numbers have operators, but objects have none.
    let copy = copy.sub(1).add(2).div("h", 3);
    let document = concat!(
        r#"{"default":"a","clone":true,"eq":1,"ne":2,"fmt":"b","from":"c","into":"d","#,
        r#""to_owned":"e","clones":["f"],"try_froms":["g"],"sub":1,"adds":[2],"divs":{"h":3}}"#
    );
    assert_eq!(round_trip::<Copy>(document), (copy.clone(), document.to_owned()));
    let owned: Copy = copy.to_owned().into();
    assert!(copy.eq(&owned) && !copy.ne(&Copy::from(owned)));
    // There is no such trait to hide.
    assert_eq!(Original::new("a").default("b").default, "b");
    assert_eq!(ListCopies::from(1).from_(7), ListCopies::new(7));
    let script = Script::new();
    script.expect("clone_", Reply::status(204));
    let client = package_names::Client::from(runtime(&script)).clone();
    let client = package_names::blocking::Client::new(client).unwrap();
    let request = package_names::operations::CloneType::new();
    client.clone_(request).send().unwrap();
    script.assert_done();
}

// R18.1
#[test]
fn unsigned_integers_are_exact() {
    use unsigned::types::{Offset, Page, PageAt, PageHash};

    let document = concat!(
        r#"{"offset":18446744073709551615,"size":9223372036854775808,"kind":18446744073709551615,"#,
        r#""hash":18446744073709551614,"at":18446744073709551613,"all":18446744073709551612,"#,
        r#""both":18446744073709551611,"any":-9223372036854775808,"few":4294967295,"#,
        r#""counts":{"a":18446744073709551610}}"#
    );
    let (page, written) = round_trip::<Page>(document);
    assert_eq!(written, document);
    assert_eq!(page.offset, Some(u64::MAX.into()));
    assert_eq!(page.hash, Some(PageHash::Integer(u64::MAX - 1)));
    assert_eq!(page.at, Some(PageAt::Integer(Offset(u64::MAX - 2))));
}

// R16.1
#[test]
fn a_tag_tells_objects_apart_and_is_set() {
    use discriminator::types::{Book, Film, Item, Map};

    let document = r#"{"kind":"novel","pages":9,"with":[{"kind":"film","minutes":"two"}]}"#;
    let (item, written) = round_trip::<Item>(document);
    assert_eq!(written, document);
    let Item::Book(book) = item else {
        panic!("{item:?}");
    };
    assert!(matches!(book.with.unwrap().as_slice(), [Item::Film(_)]));
    for unknown in [r#"{"kind":"globe"}"#, "{}", "7"] {
        let (item, written) = round_trip::<Item>(unknown);
        assert!(matches!(item, Item::Other(_)), "{item:?}");
        assert_eq!(written, unknown);
    }
    for (item, expected) in [
        (Item::from(Book::new().pages(9)), r#"{"kind":"book","pages":9}"#),
        (Item::from(Book::new().kind("novel")), r#"{"kind":"novel"}"#),
        (Item::from(Film::new("film")), r#"{"kind":"film"}"#),
        (Item::from(Map::new().scale(2)), r#"{"scale":2,"kind":"Map"}"#),
    ] {
        let written = json::to_vec(&item).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), expected);
        assert_eq!(round_trip::<Item>(expected).0, item);
    }
}

// R16.1
#[test]
fn objects_with_a_tag_in_common_are_read_as_all_that_they_may_be() {
    use discriminator::types::Loan;

    for document in [r#"{"kind":"loan","days":9}"#, r#"{"kind":"loan","years":2}"#] {
        let (loan, written) = round_trip::<Loan>(document);
        assert_eq!(written, document);
        let Loan::LoanLoan(loan) = loan else {
            panic!("{loan:?}");
        };
        assert!(loan.extra.is_empty() && (loan.days, loan.years) != (None, None));
    }
    let gift = r#"{"kind":"Gift"}"#;
    assert!(matches!(round_trip::<Loan>(gift).0, Loan::Gift(_)));
}

// R3.1: a member that is null is one that is absent, but a list has no room for that.
#[test]
fn null_in_a_list_stays_null() {
    let document = r#"{"title":"t","prices":[1.5,null,2.0],"loans":{"Ann":null,"Eve":{}}}"#;
    let (book, written) = round_trip::<nullable_3_1::types::Book>(document);
    assert_eq!(written, document);
    let prices = book.prices.unwrap_or_default();
    assert!(matches!(
        prices.as_slice(),
        [
            nullable_3_1::types::BookPricesItem::Number(_),
            nullable_3_1::types::BookPricesItem::Other(_),
            nullable_3_1::types::BookPricesItem::Number(_)
        ]
    ));
}

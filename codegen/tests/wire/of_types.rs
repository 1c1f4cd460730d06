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

use std::collections::BTreeMap;

use super::*;

fn written(style: Style, value: &dyn Encode) -> String {
    written_with(style, value, str::to_owned)
}

fn written_with(style: Style, value: &dyn Encode, escaped: fn(&str) -> String) -> String {
    let pairs = pairs("p", style, value, escaped).unwrap();
    let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
    pairs.collect::<Vec<_>>().join("&")
}

// R16.1: the table of styles in OpenAPI, with its own values.
#[test]
fn lists_and_objects_are_written_in_their_style() {
    let list = vec!["blue".to_owned(), "black".to_owned()];
    let object = BTreeMap::from([("B".to_owned(), 150_i64), ("G".to_owned(), 200)]);
    for (style, of_list, of_object) in [
        (Style::Exploded, "p=blue&p=black", "B=150&G=200"),
        (Style::Commas, "p=blue,black", "p=B,150,G,200"),
        (Style::Spaces, "p=blue black", "p=B 150 G 200"),
        (Style::Pipes, "p=blue|black", "p=B|150|G|200"),
        (Style::Deep, "p[0]=blue&p[1]=black", "p[B]=150&p[G]=200"),
        (
            Style::Json,
            r#"p=["blue","black"]"#,
            r#"p={"B":150,"G":200}"#,
        ),
        (Style::Pairs, "p=blue,black", "p=B=150,G=200"),
    ] {
        assert_eq!(written(style, &list), of_list, "{style:?}");
        assert_eq!(written(style, &object), of_object, "{style:?}");
        assert_eq!(written(style, &None::<i64>), "", "{style:?}");
    }
    assert_eq!(written(Style::Commas, &i64::MAX), "p=9223372036854775807");
    assert_eq!(written(Style::Commas, &Vec::<i64>::new()), "");
    let nested = BTreeMap::from([("a".to_owned(), vec![true])]);
    assert_eq!(written(Style::Deep, &nested), "p[a][0]=true");
    assert_eq!(written(Style::Exploded, &nested), "a=[true]");
}

// R16.1: a comma between values is there to be seen, other signs are none that a query may have.
#[test]
fn what_stands_between_values_is_told_from_what_stands_in_them() {
    let list = vec!["a,b".to_owned(), "c d|e".to_owned()];
    let object = BTreeMap::from([("B,".to_owned(), "1 2".to_owned())]);
    for (style, in_query, in_form, of_object) in [
        (
            Style::Commas,
            "p=a%2Cb,c%20d%7Ce",
            "p=a%2Cb,c+d%7Ce",
            "p=B%2C,1%202",
        ),
        (
            Style::Spaces,
            "p=a%2Cb%20c%20d%7Ce",
            "p=a%2Cb+c+d%7Ce",
            "p=B%2C%201%202",
        ),
        (
            Style::Pipes,
            "p=a%2Cb%7Cc%20d%7Ce",
            "p=a%2Cb%7Cc+d%7Ce",
            "p=B%2C%7C1%202",
        ),
        (
            Style::Exploded,
            "p=a%2Cb&p=c%20d%7Ce",
            "p=a%2Cb&p=c+d%7Ce",
            "B%2C=1%202",
        ),
    ] {
        let query = |value: &dyn Encode| written_with(style, value, escape::in_address);
        assert_eq!(query(&list), in_query, "{style:?}");
        assert_eq!(query(&object), of_object, "{style:?}");
        let form = written_with(style, &list, escape::in_form);
        assert_eq!(form, in_form, "{style:?}");
    }
}

// R5.3: only JSON has null.
#[test]
fn what_is_null_is_there_in_json_alone() {
    let list = vec![Some(1_i64), None, Some(3)];
    let object = BTreeMap::from([("a".to_owned(), None), ("b".to_owned(), Some(2_i64))]);
    for (style, of_list, of_object) in [
        (Style::Exploded, "p=1&p=3", "b=2"),
        (Style::Commas, "p=1,3", "p=b,2"),
        (Style::Pairs, "p=1,3", "p=b=2"),
        (Style::Deep, "p[0]=1&p[1]=3", "p[b]=2"),
        (Style::Json, "p=[1,null,3]", r#"p={"a":null,"b":2}"#),
    ] {
        assert_eq!(written(style, &list), of_list, "{style:?}");
        assert_eq!(written(style, &object), of_object, "{style:?}");
    }
    let mut request = RequestParts::default();
    request.path_value("p", Style::Commas, &object).unwrap();
    assert_eq!(request.path, [("p", "b,2".to_owned())]);
}

// R16.1: the same table for paths, with RFC 6570 where that says more.
#[test]
fn what_stands_in_a_path_is_written_in_its_style() {
    let list = vec!["blue".to_owned(), "a,b;c".to_owned()];
    let object = BTreeMap::from([("B".to_owned(), 150_i64), ("G=".to_owned(), 200)]);
    for (style, of_scalar, of_list, of_object) in [
        (Style::Commas, "a%2Fb", "blue,a%2Cb%3Bc", "B,150,G%3D,200"),
        (Style::Pairs, "a%2Fb", "blue,a%2Cb%3Bc", "B=150,G%3D=200"),
        (Style::Label, ".a%2Fb", ".blue,a%2Cb%3Bc", ".B,150,G%3D,200"),
        (
            Style::Labels,
            ".a%2Fb",
            ".blue.a%2Cb%3Bc",
            ".B=150.G%3D=200",
        ),
        (
            Style::Matrix,
            ";p=a%2Fb",
            ";p=blue,a%2Cb%3Bc",
            ";p=B,150,G%3D,200",
        ),
        (
            Style::Matrices,
            ";p=a%2Fb",
            ";p=blue;p=a%2Cb%3Bc",
            ";B=150;G%3D=200",
        ),
    ] {
        let written = |value: &dyn Encode| {
            let mut request = RequestParts::default();
            request.path_value("p", style, value).unwrap();
            request.path.remove(0).1
        };
        assert_eq!(written(&"a/b".to_owned()), of_scalar, "{style:?}");
        assert_eq!(written(&list), of_list, "{style:?}");
        assert_eq!(written(&object), of_object, "{style:?}");
        let mut request = RequestParts::default();
        assert!(request.path_value("p", style, &Vec::<i64>::new()).is_err());
        assert!(request.path_value("p", style, &None::<i64>).is_err());
        let is_named = matches!(style, Style::Matrix | Style::Matrices);
        let empty = request.path_value("p", style, &String::new());
        assert_eq!(empty.is_ok(), is_named, "{style:?}");
    }
}

// R16.1
#[test]
fn cookies_share_a_header() {
    let mut request = RequestParts::default();
    request
        .cookie("a", Style::Commas, &"x; y=ü".to_owned())
        .unwrap();
    request
        .cookie("unset", Style::Commas, &None::<i64>)
        .unwrap();
    request.cookie("b", Style::Json, &vec![1_i64, 2]).unwrap();
    assert_eq!(
        request.headers,
        [("cookie", "a=x%3B%20y=%C3%BC; b=[1%2C2]".to_owned())]
    );
}

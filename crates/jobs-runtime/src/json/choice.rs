//! Values that may be of several kinds.

/// Makes a type that is `Decode` and `Encode`, of values of several kinds, usable as an answer and
/// with serde: implements `Output`, `Serialize` and `Deserialize`.
#[doc(hidden)]
#[macro_export]
macro_rules! impl_choice {
    ($choice:ty) => {
        impl $crate::operation::Output for $choice {
            #[inline]
            fn decode(body: &[u8]) -> ::std::result::Result<Self, $crate::json::ReadError> {
                $crate::json::from_slice(body)
            }
        }

        $crate::__impl_serde!($choice);
    };
}

#[cfg(test)]
mod tests {
    use crate::json::{self, Decode, Encode, Kind, ReadError, Reader, Value, Writer};
    use crate::operation::Output as _;

    #[derive(Debug, PartialEq)]
    enum Shelf {
        Text(String),
        Integer(i64),
        Other(Value),
    }

    impl Decode for Shelf {
        fn empty() -> Self {
            Self::Other(Value::Null)
        }

        fn fill(&mut self, value: &mut Reader<'_>) -> Result<(), ReadError> {
            *self = match value.kind() {
                Some(Kind::String) => Self::Text(value.take()?),
                Some(Kind::Number) => Self::Integer(value.take()?),
                _ => Self::Other(value.take()?),
            };
            Ok(())
        }
    }

    impl Encode for Shelf {
        fn encode(&self, writer: &mut Writer) {
            match self {
                Self::Text(value) => value.encode(writer),
                Self::Integer(value) => value.encode(writer),
                Self::Other(value) => value.encode(writer),
            }
        }
    }

    impl_choice!(Shelf);

    // R16.1: a kind that nobody knows yet is kept, and what is no JSON is told.
    #[test]
    fn the_kind_of_the_value_decides() {
        for (document, expected) in [
            (r#""a""#, Shelf::Text("a".to_owned())),
            ("-7", Shelf::Integer(-7)),
            ("true", Shelf::Other(Value::Bool(true))),
            ("null", Shelf::Other(Value::Null)),
            ("[1]", Shelf::Other(Value::from(vec![1]))),
        ] {
            let read = Shelf::decode(document.as_bytes()).unwrap();
            assert_eq!(json::to_vec(&read).unwrap(), document.as_bytes());
            assert_eq!(read, expected);
            let by_serde: Shelf = serde_json::from_str(document).unwrap();
            assert_eq!(by_serde, expected);
        }
        for broken in ["", "x", "1.5", "[", "{]"] {
            assert!(Shelf::decode(broken.as_bytes()).is_err(), "{broken}");
        }
    }
    // R16.1
    #[test]
    fn a_tag_is_looked_at_and_not_taken() {
        for (document, expected) in [
            (
                r#" {"a":[{"kind":1}],"kind":"c\u0061t","b":2} "#,
                Some("cat"),
            ),
            (r#"{"kind":"dog","kind":"cat"}"#, Some("cat")),
            (r#"{"kind":7}"#, None),
            (r#"{"kind":"cat","kind":null}"#, None),
            ("{}", None),
            (r#"["kind"]"#, None),
            ("null", None),
        ] {
            let mut reader = Reader::new(document.as_bytes()).unwrap();
            let tag = reader.tag("kind").unwrap();
            assert_eq!(tag.as_deref(), expected, "{document}");
            reader.skip().unwrap();
            reader.finish().unwrap();
        }
        let mut reader = Reader::new(br#"{"kind":"cat",}"#).unwrap();
        assert!(reader.tag("kind").is_err());
    }
}

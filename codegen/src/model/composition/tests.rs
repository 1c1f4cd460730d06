//! How much work it is to merge schemas.

use std::path::Path;
use std::rc::Rc;

use super::Property;
use crate::diagnostics::Place;
use crate::openapi::Schema;

fn property() -> Property {
    Property {
        wire: "member".to_owned(),
        schema: Rc::new(Schema::any(Place::begin(Path::new("openapi.yaml")))),
        owner: None,
        optional: true,
        alike: Vec::new(),
    }
}

// R16.1: an object of many choices is merged in time that grows as they do.
#[test]
fn what_was_merged_is_not_looked_at_again() {
    for comes_alike in [0, 3, 99] {
        let (mut merged, mut compared) = (property(), 0);
        for choice in 0..100 {
            merged.add(property(), |one, _| {
                assert!(!one.made, "only what is written is compared");
                compared += 1;
                choice < comes_alike
            });
        }
        assert_eq!(compared, comes_alike + 1, "until they differ");
        assert_eq!(merged.schema.one_of.len(), 101 - comes_alike);
    }
}

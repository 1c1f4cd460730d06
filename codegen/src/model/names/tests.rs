use std::path::Path;

use super::*;
use crate::diagnostics::Place;
use crate::openapi::Loaded;

// R16.3
#[test]
fn names_are_valid_rust() {
    assert_eq!(type_name("job_settings"), "JobSettings");
    assert_eq!(type_name("2fa"), "Type2fa");
    assert_eq!(type_name("Option"), "OptionType");
    assert_eq!(type_name("größe"), "Größe");
    assert_eq!(type_name("a²"), "A");
    assert_eq!(field_name("jobId"), "job_id");
    assert_eq!(field_name("self"), "self_");
    assert_eq!(field_name("3d"), "field_3d");
    assert_eq!(field_name("@type"), "type");
    assert_eq!(field_name("½"), "field_");
    assert_eq!(module_name("mod"), "mod_");
    assert_eq!(module_name("Größe"), "gru00f6u00dfe".replace("u00", "u"));
    assert_eq!(variant_name("GPU_1xA10"), "Gpu1xA10");
    assert_eq!(variant_name("awsCodeCommit"), "AwsCodeCommit");
    assert_eq!(variant_name(""), "Empty");
    assert_eq!(variant_name("<="), "LessEqual");
    assert_eq!(variant_name("+1"), "Plus1");
    assert_eq!(variant_name("-1"), "Minus1");
    assert_eq!(variant_name("text/plain"), "TextPlain");
    assert_eq!(field_name("-1"), "minus_1");
    assert_eq!(field_name("_"), "field_");
    assert_eq!(variant_name("UNKNOWN_VALUE"), "UnknownValueValue");
}

#[test]
fn what_is_a_field_name_stays_as_it_is() {
    for text in ["name", "job_id", "v2_beta", "a_1", "a1b2_c3d"] {
        assert!(is_snake_case(text), "{text}");
        assert_eq!(words(text).to_snake_case(), text);
    }
    for text in ["", "_", "_a", "a_", "a__b", "1a", "aB", "a b", "ä", "a-b"] {
        assert!(!is_snake_case(text), "{text}");
    }
}

// R16.3: the name of a type does not depend on who meets it first.
#[test]
fn references_are_named_after_what_they_lead_to() {
    for (text, name) in [
        ("#/components/schemas/book", "Book"),
        ("#/components/schemas/Book/properties/author", "BookAuthor"),
        (
            "#/components/schemas/Book/properties/items/items",
            "BookItemsItem",
        ),
        (
            "#/components/schemas/Book/allOf/0/additionalProperties",
            "Book0Value",
        ),
        (
            "#/components/responses/Gone/content/application~1json/schema",
            "Gone",
        ),
        (
            "#/paths/~1books/get/responses/200/content/application~1json/schema",
            "BooksGet200",
        ),
        ("schemas/book_shelf.yaml", "BookShelf"),
        ("book.yaml#/Author", "Author"),
    ] {
        let from = Place::begin(Path::new("openapi.yaml"));
        assert_eq!(referenced_name(&Loaded::reference(&from, text)), name);
    }
}

#[test]
fn given_names_are_taken_as_they_are_or_not_at_all() {
    assert!(is_type_name("GPUConfig"));
    for bad in ["", "gpu", "Gpu config", "Gpu_Config", "Option", "Self", "²"] {
        assert!(!is_type_name(bad), "{bad}");
    }
}

#[test]
fn singulars_are_plain() {
    assert_eq!(singular("tasks").as_deref(), Some("task"));
    assert_eq!(singular("libraries").as_deref(), Some("library"));
    assert_eq!(singular("patches").as_deref(), Some("patch"));
    assert_eq!(singular("files").as_deref(), Some("file"));
    assert_eq!(singular("access"), None);
    assert_eq!(singular("status"), None);
    assert_eq!(singular("only"), None);
}

// R16.1: no document makes the generator panic.
#[test]
fn what_no_method_can_be_called_is_no_singular() {
    assert_eq!(singular("s"), None);
    assert_eq!(singular("crates"), None);
    assert_eq!(singular("selfs"), None);
    assert_eq!(singular("types").as_deref(), Some("type"), "as `r#type`");
}

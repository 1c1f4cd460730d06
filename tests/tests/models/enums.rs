//! Enums take values that are not known yet.

use jobs_api::types::{AlertEvaluationState, RunLifeCycleState, SqlAlertState};
use jobs_codegen::model::{OpenEnum, Shape, TypeKind};

use crate::instance::with_heart;
use crate::json::Json;
use crate::spec::{SPEC, case, heart};

/// Values that this enum does not know.
fn invented(open_enum: &OpenEnum) -> Vec<String> {
    let mut invented = vec![
        "SOMETHING_NEW".to_owned(),
        String::new(),
        " padded ".to_owned(),
        "ünïcödé \"quoted\" \\ 🦀\n".to_owned(),
        "UnknownValue".to_owned(),
    ];
    for variant in &open_enum.variants {
        invented.extend([variant.wire.to_lowercase(), format!("{}_", variant.wire)]);
    }
    invented.retain(|value| {
        !open_enum
            .variants
            .iter()
            .any(|variant| variant.wire == *value)
    });
    invented
}

/// R3.2: a known value is its variant, any other one is kept as it is.
#[test]
fn every_known_value_is_a_variant_and_no_other_is() {
    for open_enum in &SPEC.enums {
        let case = case(&open_enum.name);
        let check = |value: &str, shown: &str| {
            let json = Json::text(value).compact();
            assert_eq!(
                (case.decode_encode)(json.as_bytes()).unwrap(),
                json.as_bytes(),
                "{value}"
            );
            assert_eq!(
                (case.debug)(json.as_bytes()).unwrap(),
                shown,
                "{}",
                open_enum.name
            );
        };
        for variant in &open_enum.variants {
            check(&variant.wire, &variant.name);
        }
        for value in invented(open_enum) {
            check(&value, &format!("UnknownValue({value:?})"));
        }
    }
}

/// R3.2: wherever an object has an enum, in lists and maps too, every value survives.
#[test]
fn every_value_survives_in_every_member() {
    let mut members = 0;
    for (model, field) in SPEC.members() {
        let Shape::Named(named) = heart(&field.shape) else {
            continue;
        };
        if named.kind != TypeKind::OpenEnum {
            continue;
        }
        members += 1;
        let open_enum = SPEC.open_enum(&named.name);
        let known = open_enum
            .variants
            .iter()
            .map(|variant| variant.wire.clone());
        for value in known.chain(invented(open_enum)) {
            let (document, path) = with_heart(model, field, Json::Text(value));
            let document = document.compact();
            let written = (case(&model.name).decode_encode)(document.as_bytes()).unwrap();
            assert_eq!(written, document.as_bytes(), "{}.{path}", model.name);
        }
    }
    assert!(members > 0);
}

/// R3.2: text of a known value makes the variant, by whichever conversion.
#[test]
fn an_unknown_value_cannot_be_made_of_a_known_one() {
    let pending = RunLifeCycleState::Pending;
    assert_eq!(RunLifeCycleState::from("PENDING"), pending);
    assert_eq!(RunLifeCycleState::from("PENDING".to_owned()), pending);
    assert_eq!("PENDING".parse(), Ok(pending));
    let unknown = RunLifeCycleState::from("PAUSED_FOR_TEA");
    assert!(matches!(unknown, RunLifeCycleState::UnknownValue(_)));
    assert_eq!(
        (unknown.as_str(), unknown.to_string().as_str()),
        ("PAUSED_FOR_TEA", "PAUSED_FOR_TEA")
    );
}

/// R3.2: two enums of the API know a value of that name.
#[test]
fn the_value_unknown_is_a_known_one() {
    assert_eq!(
        AlertEvaluationState::from("UNKNOWN"),
        AlertEvaluationState::Unknown
    );
    assert_eq!(SqlAlertState::from("UNKNOWN"), SqlAlertState::Unknown);
}

//! What `Debug` shows.

use jobs_codegen::model::Shape;

use crate::instance::{CANARY, CANARY_INTEGER, Maker, SHOWN};
use crate::json::Json;
use crate::spec::{SPEC, case};

/// R10.1: neither sensitive members nor the values of unknown ones, at any depth.
#[test]
fn sensitive_and_unknown_members_are_never_shown() {
    let mut hidden = 0;
    for model in &SPEC.models {
        let document = Maker::default()
            .marked()
            .unknown_last()
            .model(model)
            .compact();
        hidden += document.matches(CANARY).count();
        let shown = (case(&model.name).debug)(document.as_bytes()).unwrap();
        let leak = shown.find(CANARY).or_else(|| shown.find(CANARY_INTEGER));
        assert!(leak.is_none(), "{} shows: {shown}", model.name);
    }
    assert!(hidden > 0);
}

/// All else is shown, names of members and types included: a `Debug` that hides everything would
/// help nobody.
#[test]
fn all_other_members_are_shown() {
    for model in &SPEC.models {
        let document = Maker::default().marked().depth(2).model(model);
        let shown = (case(&model.name).debug)(document.compact().as_bytes()).unwrap();
        assert!(shown.starts_with(&model.name), "{shown}");
        for field in &model.fields {
            assert!(
                shown.contains(&format!("{}: ", field.name)),
                "{}: {shown}",
                field.name
            );
        }
        for text in document
            .texts()
            .into_iter()
            .filter(|text| text.starts_with(SHOWN))
        {
            assert!(
                shown.contains(&format!("{text:?}")),
                "{} hides {text}: {shown}",
                model.name
            );
        }
    }
}

/// An id is not a secret.
#[test]
fn ids_are_shown() {
    for id in SPEC.ids.iter().filter(|id| id.shape == Shape::Integer) {
        let shown = (case(&id.name).debug)(Json::raw(17).compact().as_bytes()).unwrap();
        assert_eq!(shown, format!("{}(17)", id.name));
    }
}

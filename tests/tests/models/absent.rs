//! What is read where the service leaves something out.

use jobs_codegen::model::{Field, Model};
use jobs_tests::generated::ANSWERS;

use crate::instance::{Maker, empty_model};
use crate::json::Json;
use crate::spec::{SPEC, case};

/// The members without which an object of this type is refused: those that make sense of an answer.
fn demanded(model: &Model) -> Vec<&Field> {
    let demanded = |field: &&Field| model.answers_only && field.is_demanded();
    model.fields.iter().filter(demanded).collect()
}

/// An object with all members null.
fn all_null(model: &Model) -> Json {
    let null = |field: &Field| (field.wire.clone(), Json::raw("null"));
    Json::Object(model.fields.iter().map(null).collect())
}

/// What is written of these documents, each of which has nothing.
fn written_of_nothing(model: &Model) -> [Result<String, String>; 2] {
    ["{}".to_owned(), all_null(model).compact()].map(|document| {
        let written = (case(&model.name).decode_encode)(document.as_bytes());
        written
            .map(|json| String::from_utf8(json).unwrap())
            .map_err(|error| error.to_string())
    })
}

/// R3.3: an answer may lack anything, but for what makes no sense to lack.
#[test]
fn every_answer_may_be_empty() {
    for name in ANSWERS {
        let model = SPEC.model(name);
        for written in written_of_nothing(model) {
            match demanded(model).first() {
                None => assert_eq!(written.as_deref(), Ok("{}"), "{name}"),
                Some(field) => {
                    let error = written.unwrap_err();
                    let named = error.contains(&format!("`{}` is missing", field.wire));
                    assert!(
                        named && error.contains(&format!("in {name},")),
                        "{name}: {error}"
                    );
                }
            }
        }
    }
}

/// R3.3: the same holds for every type within answers; in types that requests use as well,
/// required members read as empty.
#[test]
fn every_type_may_be_empty() {
    for model in SPEC
        .models
        .iter()
        .filter(|model| demanded(model).is_empty())
    {
        let expected = empty_model(model).compact();
        for written in written_of_nothing(model) {
            assert_eq!(written.as_ref(), Ok(&expected), "{}", model.name);
        }
    }
}

/// An answer that lacks what it makes no sense to lack is an error that names member and type.
#[test]
fn a_demanded_member_is_named_where_it_is_missing() {
    let models = SPEC.models.iter();
    let demanded = models.flat_map(|model| demanded(model).into_iter().map(move |f| (model, f)));
    for (model, field) in demanded {
        let Json::Object(members) = Maker::default().depth(1).model(model) else {
            unreachable!()
        };
        let (mut without, mut null) = (members.clone(), members);
        without.retain(|(name, _)| *name != field.wire);
        let value = null.iter_mut().find(|(name, _)| *name == field.wire);
        value.unwrap().1 = Json::raw("null");
        for document in [without, null].map(Json::Object) {
            let error = (case(&model.name).decode_encode)(document.compact().as_bytes());
            let error = error.unwrap_err();
            assert_eq!(
                (error.path().as_str(), error.model()),
                ("", Some(&*model.name))
            );
            assert!(
                error
                    .to_string()
                    .contains(&format!("`{}` is missing", field.wire)),
                "{error}"
            );
        }
    }
}

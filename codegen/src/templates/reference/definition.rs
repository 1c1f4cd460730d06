//! A type in the reference.

use super::super::pieces::{Markdown, any_of, entry};
use super::links::{Links, type_heading};
use crate::model::{Field, Model, TypeDef, Variant};

/// The section of a type.
pub(super) fn definition(definition: &TypeDef, links: &Links, document: &mut Markdown) {
    document.heading(4, &type_heading(definition.name()));
    match definition {
        TypeDef::Model(model) => {
            document.paragraphs(&model.docs);
            if model.fields.is_empty() {
                document.paragraph("It has no members.");
            }
            document.list(model.fields.iter().map(|each| field(each, None, links)));
            document.paragraphs(&others(model, links));
        }
        TypeDef::OpenEnum(open_enum) => {
            document.paragraphs(&open_enum.docs);
            let variants = open_enum.variants.iter().filter(|variant| !variant.gone);
            document.list(variants.map(variant));
        }
        TypeDef::Choice(choice) => {
            document.paragraphs(&choice.docs);
            let alternatives = choice.alternatives.iter();
            document.list(alternatives.map(|each| {
                let mut begin = links.shape(&each.shape);
                if let (Some(tag), false) = (&choice.tag, each.tags.is_empty()) {
                    let tags = each.tags.iter().map(|value| format!("`{value}`"));
                    begin.push_str(&format!(" (`{tag}` is {})", any_of(tags)));
                }
                entry(&begin, &each.docs)
            }));
        }
        TypeDef::Id(id) => {
            document.paragraphs(&id.docs);
            document.paragraph(format!("On the wire: {}.", links.shape(&id.shape)));
        }
    }
}

/// What members without a name are.
pub(super) fn others(model: &Model, links: &Links) -> Vec<String> {
    let others = model.additional.iter();
    others
        .map(|others| format!("Other members: {}.", links.shape(&others.shape)))
        .collect()
}

/// A member of an object or of a request, which says where it goes.
pub(super) fn field(field: &Field, goes: Option<&str>, links: &Links) -> Vec<String> {
    let mut about = vec![links.shape(&field.shape)];
    about.extend(goes.map(str::to_owned));
    if field.required {
        about.push("*required*".to_owned());
    }
    if field.sensitive {
        about.push("never shown in logs".to_owned());
    }
    if field.name != field.wire {
        about.push(format!("in Rust `{}`", field.name));
    }
    let begin = format!("`{}` ({})", field.wire, about.join(", "));
    entry(&begin, &field.docs)
}

/// A known value of an enum.
fn variant(variant: &Variant) -> Vec<String> {
    let begin = match variant.wire.as_str() {
        "" => format!("the empty string (`{}`)", variant.name),
        wire => format!("`{wire}` (`{}`)", variant.name),
    };
    entry(&begin, &variant.docs)
}

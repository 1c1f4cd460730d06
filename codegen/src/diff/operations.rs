//! Operations: methods of the client, requests, and what can be done with a call.

use std::collections::BTreeSet;

use super::{Found, models, pairs, reading};
use crate::model::{Api, FieldPlace, Operation, Shape};
use crate::openapi::Retry;

/// An operation and its module.
struct Placed<'a> {
    module: &'a str,
    operation: &'a Operation,
}

pub(super) fn compare(found: &mut Found, old: &Api, new: &Api, root: &str) {
    for pair in pairs(&old.groups, &new.groups, |group| &group.name) {
        match pair {
            (Some(old), Some(new)) => {
                let item = format!("{root}::operations::{}", new.name);
                found.docs(&item, &old.docs, &new.docs);
            }
            (None, Some(new)) => found.added(
                format!("{root}::operations::{}", new.name),
                "a module of operations",
            ),
            (Some(old), None) => found.removed(
                format!("{root}::operations::{}", old.name),
                "paths through this module no longer lead anywhere",
            ),
            (None, None) => {}
        }
    }
    let (old, new) = (placed(old), placed(new));
    for pair in pairs(&old, &new, |placed| &placed.operation.name) {
        let name = |placed: &Placed<'_>| format!("{root}::Client::{}", placed.operation.name);
        let request = |placed: &Placed<'_>| {
            format!("`{root}::operations::{}`", placed.operation.request.name)
        };
        match pair {
            (Some(old), Some(new)) => compare_operation(found, old, new, root),
            (None, Some(new)) => {
                found.added(name(new), format!("an operation, with {}", request(new)));
            }
            (Some(gone), None) => {
                let same = |other: &Placed<'_>| {
                    other.operation.request.name == gone.operation.request.name
                };
                let why = if new.iter().any(same) {
                    "code that calls it does not compile".to_owned()
                } else {
                    let request = request(gone);
                    format!("code that calls it or names {request} does not compile")
                };
                found.removed(name(gone), why);
            }
            (None, None) => {}
        }
    }
}

fn placed(api: &Api) -> Vec<Placed<'_>> {
    let of = |module| move |operation| Placed { module, operation };
    let groups = api.groups.iter();
    groups
        .flat_map(|group| group.operations.iter().map(of(group.name.as_str())))
        .collect()
}

fn compare_operation(found: &mut Found, old: &Placed<'_>, new: &Placed<'_>, root: &str) {
    let (from, to) = (old.module, new.module);
    let (old, new) = (old.operation, new.operation);
    let method = format!("{root}::Client::{}", new.name);
    let request = format!("{root}::operations::{}", new.request.name);
    if from != to {
        let why = format!("it moves from the module `{from}` to `{to}`");
        found.broken(&request, why);
    }
    if old.request.name != new.request.name {
        found.broken(
            &method,
            format!(
                "it takes a `{}`, no longer a `{}`",
                new.request.name, old.request.name
            ),
        );
    }
    if old.docs != new.docs || old.sample != new.sample {
        found.reads(&method, "its documentation says something else");
    }
    let (before, after) = (answer(old), answer(new));
    if before != after {
        found.broken(
            &method,
            format!("it answers `{after}`, no longer `{before}`"),
        );
    }
    compare_sending(found, old, new, &method);
    models::compare(found, &old.request, &new.request, &request);
    compare_places(found, old, new, &request);
    compare_conversions(found, old, new, &request);
    reading::compare_pages(found, old, new, &method);
    reading::compare_waiting(
        found,
        old.long_running.as_ref(),
        new.long_running.as_ref(),
        &method,
    );
}

fn answer(operation: &Operation) -> String {
    let answer = operation.answer.as_ref();
    let answer = answer.map_or_else(|| "()".to_owned(), Shape::to_string);
    if operation.may_be_empty {
        format!("Option<{answer}>")
    } else {
        answer
    }
}

/// What the service gets to see.
fn compare_sending(found: &mut Found, old: &Operation, new: &Operation, method: &str) {
    let line = |operation: &Operation| format!("{} {}", operation.method, operation.path);
    let (before, after) = (line(old), line(new));
    if before != after {
        found.behaves(method, format!("it sends `{after}`, no longer `{before}`"));
    }
    let (before, after) = (retry(&old.retry), retry(&new.retry));
    if before != after {
        found.behaves(
            method,
            format!("its retry class is `{after}`, no longer `{before}`"),
        );
    }
    if let (Some(before), Some(after)) = (body(old), body(new))
        && before != after
    {
        found.behaves(method, format!("its body is {after}, no longer {before}"));
    }
    let asked = |operation: &Operation| match &operation.accept {
        Some(media) => format!("`{media}`"),
        None => "JSON".to_owned(),
    };
    let (before, after) = (asked(old), asked(new));
    if before != after {
        found.behaves(method, format!("it asks for {after}, no longer {before}"));
    }
    if old.not_found != new.not_found {
        found.behaves(
            method,
            "other answers mean that what it names does not exist",
        );
    }
    let demanded = |operation: &Operation| -> BTreeSet<String> {
        let steps = operation.any_of.iter();
        steps.map(|step| step.field.clone()).collect()
    };
    if demanded(old) != demanded(new) {
        found.behaves(
            method,
            "other requests are refused because they say nothing",
        );
    }
}

/// What the body is; none if there is none.
fn body(operation: &Operation) -> Option<String> {
    let mut kinds = operation.places.iter().filter_map(|place| match place {
        FieldPlace::Parameter(_) | FieldPlace::Styled(..) => None,
        FieldPlace::Body | FieldPlace::WholeBody => Some("JSON"),
        FieldPlace::Form(_) => Some("a form"),
        FieldPlace::Part | FieldPlace::File => Some("a form of parts"),
        FieldPlace::Raw => Some("bytes"),
    });
    let kind = kinds.next()?;
    let media = operation.media.as_ref().map(|media| format!("`{media}`"));
    Some(media.unwrap_or_else(|| kind.to_owned()))
}

/// Where the fields of the request go.
fn compare_places(found: &mut Found, old: &Operation, new: &Operation, request: &str) {
    let placed = |operation: &Operation| -> Vec<(String, FieldPlace)> {
        let names = operation
            .request
            .fields
            .iter()
            .map(|field| field.name.clone());
        names.zip(operation.places.iter().copied()).collect()
    };
    let (from, to) = (placed(old), placed(new));
    for pair in pairs(&from, &to, |(name, _)| name) {
        if let (Some((_, before)), Some((name, after))) = pair
            && before != after
        {
            let why = match (before.to_string(), after.to_string()) {
                (before, after) if before == after => {
                    format!("it is written in another way into {after}")
                }
                (before, after) => format!("it goes into {after}, no longer {before}"),
            };
            found.behaves(format!("{request}::{name}"), why);
        }
    }
    match (old.has_body_members(), new.has_body_members()) {
        (false, true) => found.added(
            format!("{request}::extra"),
            "the body has members, so there is room for others",
        ),
        (true, false) => found.removed(
            format!("{request}::extra"),
            "the body has no members any more; code that reads or sets the field does not compile",
        ),
        _ => {}
    }
}

/// What alone makes a request.
fn compare_conversions(found: &mut Found, old: &Operation, new: &Operation, request: &str) {
    let (before, after) = (conversions(old), conversions(new));
    for gone in before.difference(&after) {
        let why = format!("a `{gone}` does not make a request any more");
        found.removed(format!("impl From<{gone}> for {request}"), why);
    }
    for come in after.difference(&before) {
        found.added(
            format!("impl From<{come}> for {request}"),
            format!("a `{come}` alone makes a request"),
        );
    }
}

/// The types of what alone makes a request: of its only required member, and those that the body is
/// composed of.
fn conversions(operation: &Operation) -> BTreeSet<String> {
    let mut required = operation
        .request
        .fields
        .iter()
        .filter(|field| field.required);
    let only = required.next().filter(|_| required.next().is_none());
    let only = only.map(|field| &field.shape).filter(|shape| {
        matches!(
            shape,
            Shape::Text | Shape::Integer | Shape::Unsigned | Shape::Named(_)
        )
    });
    let parts = operation.parts.iter().map(|part| part.name.clone());
    parts.chain(only.map(Shape::to_string)).collect()
}

fn retry(retry: &Retry) -> String {
    match retry {
        Retry::Safe => "safe".to_owned(),
        Retry::Idempotent => "idempotent".to_owned(),
        Retry::Keyed(key) => format!("keyed: {key}"),
        Retry::Unsafe => "unsafe".to_owned(),
    }
}

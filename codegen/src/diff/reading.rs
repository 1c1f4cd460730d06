//! What a call can do beyond sending once: read pages, and wait.

use super::Found;
use crate::model::{Binding, Continued, LongRunning, Operation, Paged, Step, Tell};

/// Pages and objects over pages.
pub(super) fn compare_pages(found: &mut Found, old: &Operation, new: &Operation, method: &str) {
    match (&old.paged, &new.paged) {
        (None, Some(_)) => found.behaves(method, "it is a list in pages: `items` reads them all"),
        (Some(_), None) => found.broken(method, "it is no list in pages any more: no `items`"),
        (Some(old), Some(new)) if old.item != new.item => {
            let why = format!("its items are `{}`, no longer `{}`", new.item, old.item);
            found.broken(method, why);
        }
        (Some(old), Some(new)) if list(old) != list(new) => {
            found.behaves(method, "its pages are asked for or read in another way");
        }
        _ => {}
    }
    match (&old.continued, &new.continued) {
        (None, Some(_)) => {
            found.behaves(method, "it answers an object over pages: `page` reads one")
        }
        (Some(_), None) => found.broken(
            method,
            "it answers no object over pages any more: no `page`",
        ),
        (Some(old), Some(new)) if object(old) != object(new) => {
            found.behaves(method, "its pages are put together in another way");
        }
        _ => {}
    }
}

/// Work that ends later.
pub(super) fn compare_waiting(
    found: &mut Found,
    old: Option<&LongRunning>,
    new: Option<&LongRunning>,
    method: &str,
) {
    match (old, new) {
        (None, Some(_)) => found.behaves(method, "it can be waited for: `wait`"),
        (Some(_), None) => found.broken(method, "it cannot be waited for any more: no `wait`"),
        (Some(old), Some(new)) if old.poll != new.poll && old.polled == new.polled => {
            let (after, before) = (&new.poll, &old.poll);
            let why = format!("to wait sends a `{after}` each time, no longer a `{before}`");
            found.broken(method, why);
        }
        (Some(old), Some(new)) if old.polled != new.polled => {
            let (after, before) = (&new.polled, &old.polled);
            found.broken(
                method,
                format!("to wait gives a `{after}`, no longer a `{before}`"),
            );
        }
        (Some(old), Some(new)) if ends(old) != ends(new) => {
            found.behaves(
                method,
                "to wait takes other answers for an end or a success",
            );
        }
        (Some(old), Some(new)) if asked(old) != asked(new) => {
            found.behaves(
                method,
                "to wait asks for other things, or tells other things of an end",
            );
        }
        _ => {}
    }
}

/// How a list is read.
fn list(paged: &Paged) -> Vec<String> {
    let limit = paged.limit.as_ref();
    let limit = limit.map(|limit| format!("{} {}", limit.field, limit.most));
    let has_more = paged.has_more.as_ref().map(|step| step.field.clone());
    vec![
        paged.token.clone(),
        paged.next_token.field.clone(),
        paged.results.field.clone(),
        has_more.unwrap_or_default(),
        limit.unwrap_or_default(),
    ]
}

/// How an object over pages is read.
fn object(continued: &Continued) -> Vec<String> {
    let has_more = continued.has_more.as_ref().map(|step| step.field.clone());
    let mut parts = vec![
        continued.token.clone(),
        continued.next_token.field.clone(),
        has_more.unwrap_or_default(),
    ];
    let arrays = continued.arrays.iter();
    parts.extend(arrays.map(|array| format!("{} {}", path(&array.path), array.key.field)));
    parts
}

/// The states and results that decide.
fn ends(work: &LongRunning) -> Vec<String> {
    let tells = |tells: &[Tell]| -> Vec<String> {
        let told = |tell: &Tell| format!("{}: {}", path(&tell.path), tell.values.join(", "));
        tells.iter().map(told).collect()
    };
    [
        tells(&work.states),
        vec![String::new()],
        tells(&work.results),
    ]
    .concat()
}

/// What is asked for, and what is told of the answer.
fn asked(work: &LongRunning) -> Vec<String> {
    let name = match &work.bind {
        Binding::Request(step) => format!("request {}", step.field),
        Binding::Answer(step) => format!("answer {}", step.field),
    };
    let begun = work.begun.as_ref().map(|begun| {
        let (key, name) = (&begun.key.field, &begun.name.field);
        format!("{} {key} {name} {:?}", path(&begun.list), begun.ask)
    });
    let mut parts = vec![
        name,
        work.bound.clone(),
        work.subject.clone(),
        path(&work.link),
        begun.unwrap_or_default(),
    ];
    parts.extend(work.messages.iter().map(|message| path(message)));
    parts
}

/// Fields that lead to a value, as one text.
fn path(steps: &[Step]) -> String {
    let fields: Vec<&str> = steps.iter().map(|step| step.field.as_str()).collect();
    fields.join(".")
}

//! An operation in the reference.

use super::super::pieces::{Markdown, any_of, request_line, sent_again};
use super::definition::{field, others};
use super::links::{Links, operation_heading};
use crate::model::{Continued, FieldPlace, LongRunning, Operation, Paged, Step, Tell, code};

/// The section of an operation.
pub(super) fn operation(operation: &Operation, links: &Links, document: &mut Markdown) {
    document.heading(4, &operation_heading(&operation.name));
    document.paragraphs(&operation.docs);
    document.paragraph(request_line(operation));
    request(operation, links, document);
    document.paragraph(match &operation.answer {
        Some(answer) if operation.may_be_empty => {
            format!("**Answer**: {}, or nothing.", links.shape(answer))
        }
        Some(answer) => format!("**Answer**: {}.", links.shape(answer)),
        None => "**Answer**: nothing.".to_owned(),
    });
    if let Some(paged) = &operation.paged {
        document.paragraph(pages(paged));
    }
    if let Some(continued) = &operation.continued {
        document.paragraph(continuation(continued));
    }
    if let Some(work) = &operation.long_running {
        document.paragraph(waiting(work, links));
    }
    document.paragraph(format!("**Retries**: {}", sent_again(&operation.retry)));
    if let Some(pattern) = &operation.not_found {
        document.paragraph(format!(
            "**Errors**: `NotFound` if what it names does not exist, be it with status 404, or with \
             400 and a message that matches {}.",
            code(pattern)
        ));
    }
    if let Some(sample) = &operation.sample {
        document.code("rust", sample);
    }
}

fn request(operation: &Operation, links: &Links, document: &mut Markdown) {
    let request = &operation.request;
    // Where all members go to the same place, it is told once.
    let first = operation.places.first().copied();
    let common = first.filter(|first| operation.places.iter().all(|goes| goes == first));
    let goes = common.map_or(String::new(), |goes| format!(", {}", place(goes)));
    let about = format!("**Request** `{}`{goes}: ", request.name);
    match request.docs.split_first() {
        Some((first, more)) => {
            document.paragraph(format!("{about}{first}"));
            document.paragraphs(more);
        }
        None => document.paragraph(about),
    }
    let fields = request.fields.iter().zip(&operation.places);
    document.list(fields.map(|(each, goes)| {
        let goes = common.is_none().then(|| place(*goes));
        field(each, goes.as_deref(), links)
    }));
    document.paragraphs(&others(request, links));
    if !operation.any_of.is_empty() {
        let names = operation
            .any_of
            .iter()
            .map(|step| format!("`{}`", step.wire));
        document.paragraph(format!("At least {} must say something.", any_of(names)));
    }
}

fn place(goes: FieldPlace) -> String {
    match goes {
        FieldPlace::WholeBody | FieldPlace::Raw => goes.to_string(),
        _ => format!("in {goes}"),
    }
}

fn pages(paged: &Paged) -> String {
    let results = &paged.results.wire;
    let mut text = format!(
        "**Pages**: the answer has a page of `{results}`. {}",
        next_page(&paged.token, &paged.next_token, paged.has_more.as_ref())
    );
    if let Some(limit) = &paged.limit {
        let (field, most) = (&limit.field, limit.most);
        text.push_str(&format!(
            " `{field}` says how many a page has, up to {most}."
        ));
    }
    text.push_str(" `.items()` reads the elements of all pages.");
    text
}

fn continuation(continued: &Continued) -> String {
    let arrays = continued.arrays.iter();
    let arrays: Vec<String> = arrays
        .map(|array| format!("`{}`", path(&array.path)))
        .collect();
    format!(
        "**Pages**: {} may go on over several pages. {} Awaiting the call reads all, `.page()` one.",
        arrays.join(", "),
        next_page(
            &continued.token,
            &continued.next_token,
            continued.has_more.as_ref()
        )
    )
}

fn next_page(token: &str, next: &Step, has_more: Option<&Step>) -> String {
    let mut text = format!(
        "`{token}` of the request asks for the page that `{}` of the one before names",
        next.wire
    );
    if let Some(has_more) = has_more {
        text.push_str(&format!("; `{}` tells whether there is one", has_more.wire));
    }
    text.push('.');
    text
}

fn waiting(work: &LongRunning, links: &Links) -> String {
    let subject = &work.subject;
    let mut text = format!(
        "**Waiting**: the {subject} goes on after the answer; `.wait()` asks {} until it has ended. \
         That is when {}.",
        links.request(&work.poll),
        tells(&work.states)
    );
    if work.results.is_empty() {
        text.push_str(" Any end is a success.");
    } else {
        let results = tells(&work.results);
        text.push_str(&format!(" It is a success when {results}."));
    }
    if !work.messages.is_empty() {
        let messages = work.messages.iter().map(|way| format!("`{}`", path(way)));
        text.push_str(&format!(
            " What the service says of it is in {}.",
            any_of(messages)
        ));
    }
    if let Some(begun) = &work.begun {
        let (list, key) = (path(&begun.list), &begun.key.wire);
        text.push_str(&format!(
            " An answer is about it once `{list}` has an element whose `{key}` is `{}` of the answer \
             to the start.",
            begun.name.wire
        ));
    }
    text
}

/// Values by which something is told, those looked at first before the others.
fn tells(tells: &[Tell]) -> String {
    let tells: Vec<String> = tells
        .iter()
        .map(|tell| {
            let values = tell.values.iter().map(|value| format!("`{value}`"));
            format!("`{}` is {}", path(&tell.path), any_of(values))
        })
        .collect();
    tells.join(", or, without a known value there, ")
}

fn path(steps: &[Step]) -> String {
    let names: Vec<&str> = steps.iter().map(|step| step.wire.as_str()).collect();
    names.join(".")
}

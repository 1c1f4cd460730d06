//! Operations that start work which ends later: what to ask, and what the answers mean.

use super::connecting::Connecting;
use super::names;
use super::request::is_sendable;
use super::{Begun, Binding, Field, LongRunning, Operation, Shape, Step, Tell, TypeKind};
use crate::diagnostics::{Place, Rule};
use crate::openapi::{self, ParameterPlace};

/// What must be known of an operation to poll it.
#[derive(Clone)]
pub(super) struct Polled {
    request: String,
    fields: Vec<Field>,
    answer: Option<Shape>,
}

impl Polled {
    pub(super) fn of(operation: &Operation) -> Self {
        Self {
            request: operation.request.name.clone(),
            fields: operation.request.fields.clone(),
            answer: operation.answer.clone(),
        }
    }

    /// The one field without which it cannot be asked.
    fn only_required(&self) -> Option<&Field> {
        let mut required = self.fields.iter().filter(|field| field.required);
        required.next().filter(|_| required.next().is_none())
    }
}

impl Connecting<'_> {
    pub(super) fn long_running(
        &mut self,
        written: &openapi::Operation,
        operation: &Operation,
    ) -> Option<LongRunning> {
        let wait = written.wait.as_ref()?;
        let place = &wait.place;
        let Some(poll) = self.polls.get(&names::field_name(&wait.poll)).cloned() else {
            self.diagnostics.error(
                Rule::UnknownOperation,
                place,
                format!("`poll` names `{}`, which is no operation", wait.poll),
                "name it by its `operationId`",
            );
            return None;
        };
        let bind = self.bind(wait, &poll, operation);
        let answer = poll.answer.as_ref();
        let outcome = written.outcome.as_ref();
        let mut states = self.tells(answer, &[of_wait(wait)], place);
        if let Some(outcome) = outcome.filter(|outcome| !outcome.ended.is_empty()) {
            states = self.tells(answer, &outcome.ended, &outcome.place);
        }
        let results = match outcome {
            Some(outcome) => self.tells(answer, &outcome.succeeded, &outcome.place),
            None => self.tells(answer, &successes_of_wait(wait), place),
        };
        let preferred = outcome.map(|outcome| &outcome.message);
        let messages = preferred.into_iter().chain([&wait.message]);
        let messages = messages.filter(|path| !path.is_empty());
        let messages: Vec<_> = messages
            .map(|path| self.text(answer, path, place))
            .collect();
        let link = outcome.map_or(&[][..], |outcome| &outcome.link);
        let link = self.text(
            answer,
            link,
            outcome.map_or(place, |outcome| &outcome.place),
        );
        let begun = outcome.and_then(|outcome| {
            let begun = outcome.begun.as_ref()?;
            self.begun(begun, &poll, operation, &outcome.place)
        });
        Some(LongRunning {
            bound: poll.only_required()?.name.clone(),
            poll: poll.request,
            polled: answer.and_then(Shape::named_type)?,
            bind: bind?,
            subject: wait.bind.trim_end_matches("_id").replace('_', " "),
            states: states?,
            results: results?,
            messages: messages.into_iter().collect::<Option<_>>()?,
            link: link?,
            begun,
        })
    }

    fn tells(
        &mut self,
        answer: Option<&Shape>,
        tells: &[openapi::Tell],
        place: &Place,
    ) -> Option<Vec<Tell>> {
        let tells: Vec<_> = tells
            .iter()
            .map(|tell| {
                let path = self.text(answer, &tell.field, place)?;
                self.check_values(&path, &tell.values, place);
                let values = distinct(&tell.values);
                Some(Tell { path, values })
            })
            .collect();
        tells.into_iter().collect()
    }

    /// Reports values that the enum at the end of a path does not have.
    fn check_values(&mut self, path: &[Step], values: &[String], place: &Place) {
        let Some(Shape::Named(named)) = path.last().map(|step| &step.shape) else {
            return;
        };
        let Some(open_enum) = self.enums.get(named.name.as_str()) else {
            return;
        };
        for value in values {
            if !open_enum
                .variants
                .iter()
                .any(|variant| variant.wire == *value)
            {
                self.diagnostics.error(
                    Rule::UnknownEnumValue,
                    place,
                    format!("`{value}` is no value of `{}`", open_enum.name),
                    "check its spelling, or add it to the `enum`",
                );
            }
        }
    }

    /// Where the name of the work comes from: it must be all that asking for it takes.
    fn bind(
        &mut self,
        wait: &openapi::Wait,
        poll: &Polled,
        operation: &Operation,
    ) -> Option<Binding> {
        let place = &wait.place;
        let bound_name = format!("{}.{}", wait.poll, wait.bind);
        let Some(bound) = poll.only_required() else {
            self.unsuitable(
                place,
                &bound_name,
                "the only required member of that request",
            );
            return None;
        };
        if bound.wire != wait.bind {
            self.unknown(place, &wait.bind, &bound_name);
            return None;
        }
        let (name, binding, source) = match &wait.bind_response {
            Some(member) => {
                let step = self.one(operation.answer.as_ref(), member, place)?;
                (member, Binding::Answer(step.clone()), step)
            }
            None => {
                let fields = &operation.request.fields;
                let Some(field) = fields.iter().find(|field| field.wire == wait.bind) else {
                    self.unknown(place, &wait.bind, &wait.bind);
                    return None;
                };
                let step = Step::over(field);
                (&wait.bind, Binding::Request(step.clone()), step)
            }
        };
        if !becomes(&source.shape, &bound.shape) {
            let wanted = format!("of the scalar type of `{bound_name}`");
            self.unsuitable(place, name, &wanted);
            return None;
        }
        Some(binding)
    }

    /// Where the work appears once it has begun.
    fn begun(
        &mut self,
        begun: &openapi::Begun,
        poll: &Polled,
        operation: &Operation,
        place: &Place,
    ) -> Option<Begun> {
        let name = self.one(operation.answer.as_ref(), &begun.bind_response, place)?;
        let list = self.walk(poll.answer.as_ref(), &begun.list, place)?;
        let Some(Shape::List(element)) = list.last().map(|step| &step.shape) else {
            self.unsuitable(place, &begun.list.join("."), "a list");
            return None;
        };
        let key = self.one(Some(element), &begun.key, place)?;
        if key.shape != name.shape {
            let wanted = format!("of the type of `{}`", begun.bind_response);
            self.unsuitable(place, &begun.key, &wanted);
        }
        let ask = match &begun.ask {
            None => None,
            Some(wire) => {
                let Some(field) = poll.fields.iter().find(|field| field.wire == *wire) else {
                    self.unknown(place, wire, wire);
                    return None;
                };
                if field.required || field.shape != Shape::Boolean {
                    self.unsuitable(place, wire, "an optional boolean");
                }
                Some(field.setter.clone())
            }
        };
        Some(Begun {
            list,
            key,
            name,
            ask,
        })
    }

    /// Follows fields to a text.
    fn text(&mut self, from: Option<&Shape>, path: &[String], place: &Place) -> Option<Vec<Step>> {
        let steps = self.walk(from, path, place)?;
        let is_text = match steps.last().map(|step| &step.shape) {
            None | Some(Shape::Text) => true,
            Some(Shape::Named(named)) => named.kind == TypeKind::OpenEnum,
            Some(_) => false,
        };
        if !is_text {
            self.unsuitable(place, &path.join("."), "a string");
        }
        Some(steps)
    }
}

/// The states that are ends, as the vendor's extension tells them.
fn of_wait(wait: &openapi::Wait) -> openapi::Tell {
    openapi::Tell {
        field: wait.field.clone(),
        values: wait.success.iter().chain(&wait.failure).cloned().collect(),
    }
}

/// The states that are successes, as the vendor's extension tells them; none if all ends are.
fn successes_of_wait(wait: &openapi::Wait) -> Vec<openapi::Tell> {
    if wait.failure.is_empty() {
        return Vec::new();
    }
    let is_failure = |state: &&String| wait.failure.contains(state);
    let successes = wait.success.iter().filter(|state| !is_failure(state));
    vec![openapi::Tell {
        field: wait.field.clone(),
        values: successes.cloned().collect(),
    }]
}

/// Whether a value can be that of a parameter, as it is or as the id of something.
fn becomes(value: &Shape, parameter: &Shape) -> bool {
    let id = |wanted| matches!(parameter, Shape::Named(named) if named.kind == wanted);
    match value {
        Shape::Integer if id(TypeKind::IntegerId) => true,
        Shape::Unsigned if id(TypeKind::UnsignedId) => true,
        Shape::Text if id(TypeKind::StringId) => true,
        _ => value == parameter && is_sendable(value, ParameterPlace::Path),
    }
}

fn distinct(values: &[String]) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for value in values {
        if !distinct.contains(value) {
            distinct.push(value.clone());
        }
    }
    distinct
}

//! Lists and objects that continue over pages.

use super::connecting::Connecting;
use super::{Continued, ContinuedArray, Operation, PageLimit, Paged, Shape, Step, TypeKind};
use crate::diagnostics::Place;
use crate::openapi;

impl Connecting<'_> {
    /// The request field that asks for a page, and the answer's that tells of the next one.
    fn token(
        &mut self,
        operation: &Operation,
        token: &openapi::Token,
        place: &Place,
    ) -> Option<(String, Step)> {
        let fields = &operation.request.fields;
        let request = fields.iter().find(|field| field.wire == token.request);
        let Some(request) = request else {
            if token.request.is_empty() {
                return None;
            }
            self.unknown(place, &token.request, &token.request);
            return None;
        };
        if request.required || request.shape != Shape::Text {
            self.unsuitable(place, &token.request, "an optional string");
        }
        let response = self.one(operation.answer.as_ref(), &token.response, place)?;
        if response.shape != Shape::Text {
            self.unsuitable(place, &token.response, "a string");
        }
        Some((request.name.clone(), response))
    }

    pub(super) fn paged(
        &mut self,
        written: &openapi::Operation,
        operation: &Operation,
    ) -> Option<Paged> {
        let pagination = written.pagination.as_ref()?;
        let place = &pagination.place;
        let token = self.token(operation, &pagination.token, place);
        let limit = self.limit(written, operation);
        let results = self.one(operation.answer.as_ref(), &pagination.results, place)?;
        let Shape::List(item) = results.shape.clone() else {
            self.unsuitable(place, &pagination.results, "a list");
            return None;
        };
        let (token, next_token) = token?;
        Some(Paged {
            token,
            next_token,
            has_more: self.has_more(operation),
            results,
            item: *item,
            limit,
        })
    }

    /// The field of an answer that says, beside the token, whether another page follows.
    fn has_more(&self, operation: &Operation) -> Option<Step> {
        let answer = operation.answer.as_ref().and_then(Shape::named_type)?;
        let model = self.models.get(answer.as_str())?;
        let field = model.fields.iter().find(|field| field.wire == "has_more")?;
        (field.shape == Shape::Boolean).then(|| Step::over(field))
    }

    /// How to ask for pages of another size.
    fn limit(&mut self, written: &openapi::Operation, operation: &Operation) -> Option<PageLimit> {
        let pagination = written.pagination.as_ref()?;
        let (place, wire) = (&pagination.place, pagination.limit.as_ref()?);
        let mut fields = operation.request.fields.iter();
        let Some(field) = fields.find(|field| field.wire == *wire) else {
            self.unknown(place, wire, wire);
            return None;
        };
        if field.required || field.shape != Shape::Integer {
            self.unsuitable(place, wire, "an optional integer");
        }
        let parameter = written.parameters.iter().find(|one| one.name == *wire)?;
        let mut constraints = parameter.schema.constraints.iter();
        let (_, most) = constraints.find(|(name, _)| *name == "maximum")?;
        Some(PageLimit {
            field: field.name.clone(),
            most: most.parse().ok()?,
        })
    }

    pub(super) fn continued(
        &mut self,
        written: &openapi::Operation,
        operation: &Operation,
    ) -> Option<Continued> {
        let continuation = written.continuation.as_ref()?;
        let place = &continuation.place;
        let token = self.token(operation, &continuation.token, place);
        let answer = operation.answer.as_ref();
        let mut arrays = Vec::new();
        for array in &continuation.arrays {
            arrays.push(self.continued_array(answer, array, place)?);
        }
        let (token, next_token) = token?;
        Some(Continued {
            token,
            next_token,
            has_more: self.has_more(operation),
            arrays,
        })
    }

    fn continued_array(
        &mut self,
        answer: Option<&Shape>,
        array: &openapi::ContinuedArray,
        place: &Place,
    ) -> Option<ContinuedArray> {
        let path = self.walk(answer, &array.path, place)?;
        let name = array.path.join(".");
        let element = match path.last().map(|step| &step.shape) {
            Some(Shape::List(element)) if path.iter().all(|step| !step.required) => element,
            _ => {
                self.unsuitable(place, &name, "an optional list in optional objects");
                return None;
            }
        };
        let key = self.one(Some(element), &array.key, place)?;
        let is_key = match &key.shape {
            Shape::Text | Shape::Integer | Shape::Unsigned | Shape::Boolean => true,
            Shape::Named(named) => named.kind != TypeKind::Model,
            _ => false,
        };
        if !is_key {
            self.unsuitable(place, &array.key, "a string, an integer or a boolean");
        }
        Some(ContinuedArray { path, key })
    }
}

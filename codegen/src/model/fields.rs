//! Members of objects.

use super::composition::{Members, Property};
use super::entering::bad_name;
use super::label::{Label, PROPERTIES};
use super::lower::Lowering;
use super::naming::Names;
use super::wish::Wish;
use super::{Field, Model, Shape, docs, names};
use crate::diagnostics::Place;
use crate::openapi::{NameKind, Schema, encode_token};

impl Lowering<'_> {
    pub(super) fn model(&mut self, schema: &Schema, label: Label) -> Model {
        Model {
            fields: self.fields(schema, &label),
            additional: self.additional(schema, &label),
            place: schema.place.clone(),
            docs: docs::schema(schema, &format!("`{}` of the API.", label.name)),
            name: label.name,
            answers_only: false,
        }
    }

    /// The fields of a model.
    fn fields(&mut self, schema: &Schema, owner: &Label) -> Vec<Field> {
        let members = self.members(schema);
        let mut fields = self.member_fields(&members, owner);
        let details = members.properties.into_iter();
        let details: Vec<(&str, Place)> = details
            .map(|property| (PROPERTIES, property.schema.place.clone()))
            .collect();
        self.finish_fields(&mut fields, &owner.key, &schema.place, &details);
        fields
    }

    /// The fields of some members.
    pub(super) fn member_fields(&mut self, members: &Members, owner: &Label) -> Vec<Field> {
        let mut fields = Vec::new();
        for property in &members.properties {
            let wire = &property.wire;
            let required = members.required.contains(wire);
            let own = owner.member_key(wire);
            let (schema, label) = self.origin(property, owner, &own);
            let field = self.field(wire, schema, required, &label);
            if property.optional
                && property.owner.is_some()
                && let Some(name) = field.shape.named_type()
            {
                self.lock.note(NameKind::Shared, &own, &name);
            }
            fields.push(field);
        }
        fields
    }

    /// Which schema a member has, and what its type is called if that is described in place. Of
    /// several choices that have it alike, the one whose type it had before.
    fn origin<'p>(
        &mut self,
        property: &'p Property,
        owner: &Label,
        own: &str,
    ) -> (&'p Schema, Label) {
        let called = |schema: &'p Schema| schema.name.as_deref().unwrap_or(&property.wire);
        let first: &Schema = &property.schema;
        let owner = property.owner.as_ref().unwrap_or(owner);
        let first = (first, owner.member(&property.wire, called(first)));
        let Some(before) = self.lock.locked(NameKind::Shared, own) else {
            return first;
        };
        let before = before.name.clone();
        for (owner, schema) in &property.alike {
            let label = owner.member(&property.wire, called(schema));
            if self.expected_name(schema, &label) == before {
                return (schema, label);
            }
        }
        first
    }

    /// What the type of a schema will be called, unless another one has that name.
    fn expected_name(&mut self, schema: &Schema, label: &Label) -> String {
        let label = match &schema.reference {
            Some(reference) => self.component_label(reference),
            None => label.clone(),
        };
        let locked = self.lock.locked(NameKind::Type, &label.key);
        locked.map_or(label.name, |locked| locked.name.clone())
    }

    /// A field with its type and docs; `label` is what its type is called if that is described in
    /// place.
    pub(super) fn field(
        &mut self,
        wire: &str,
        schema: &Schema,
        required: bool,
        label: &Label,
    ) -> Field {
        let name = match &schema.name {
            Some(given) if names::field_name(given) == *given => given.clone(),
            Some(given) => {
                bad_name(
                    self.diagnostics,
                    &schema.place,
                    given,
                    "a field: `like_this`",
                );
                names::field_name(given)
            }
            None => names::field_name(wire),
        };
        let shape = self.shape(schema, label);
        let target = schema.reference.as_ref();
        let target = target.and_then(|reference| self.read(reference));
        let fallback = target
            .as_ref()
            .and_then(|target| target.description.clone());
        let fallback = fallback.unwrap_or_else(|| format!("`{wire}` of the API."));
        let is_nullable = self.is_nullable(schema);
        Field {
            setter: name.clone(),
            name,
            wire: wire.to_owned(),
            docs: docs::schema(schema, &fallback),
            shape,
            required: required && !is_nullable,
            lapsed: false,
            null_if_unset: required && is_nullable,
            boxed: false,
            read_only: schema.read_only,
            write_only: schema.write_only,
            media: None,
            limits: schema.constraints.clone(),
            sensitive: schema.sensitive || target.is_some_and(|target| target.sensitive),
            appender: None,
        }
    }

    /// Settles names that collide, and names the setters that add one element. `details` tells how
    /// the lock file knows the fields of what has the key `owner`, and once had that place.
    pub(super) fn finish_fields(
        &mut self,
        fields: &mut [Field],
        owner: &str,
        place: &Place,
        details: &[(&str, Place)],
    ) {
        let hint = "give it another Rust name with `x-jobs-name`";
        let mut taken = Names::new(NameKind::Field, &["extra", "new"], hint);
        let former = self.loaded.former_key(place);
        let wish = |(field, (detail, place)): (&Field, &(&str, Place))| {
            let member = format!("{detail}/{}", encode_token(&field.wire));
            let (key, former) = (format!("{owner}{member}"), format!("{former}{member}"));
            Wish::field(field, key, former, place)
        };
        let wishes: Vec<Wish> = fields.iter().zip(details).map(wish).collect();
        taken.keep_all(wishes.iter(), self.lock);
        for (field, wish) in fields.iter_mut().zip(&wishes) {
            field.name = taken.give(wish, self.lock, self.diagnostics);
        }
        for (field, (_, place)) in fields.iter_mut().zip(details) {
            if matches!(field.shape, Shape::List(_) | Shape::Map(_)) {
                field.appender =
                    names::singular(&field.name).filter(|name| taken.take_if_free(name, place));
            }
        }
    }
}

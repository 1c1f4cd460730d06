//! From the document as written to the API as understood.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::rc::Rc;

use super::composition::{self, Members, Part};
use super::names::{self, Names};
use super::{
    Api, Field, Group, Id, Model, Module, OpenEnum, Operation, Shape, TypeDef, TypeKind, TypeRef,
    Variant, boxing, docs, operations,
};
use crate::diagnostics::{Diagnostics, Place};
use crate::openapi::{
    AdditionalProperties, Document, Loaded, Reference, Schema, SchemaType, circular_reference,
};

/// Understands a document.
pub fn lower(document: &Document, loaded: &Loaded, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering {
        loaded,
        diagnostics,
        names: Names::new(
            &[],
            "give one of them another Rust name with `x-jobs-name`, or with `x-jobs-request` if \
             it is an operation",
        ),
        schemas: BTreeMap::new(),
        lowered: BTreeMap::new(),
        waiting: VecDeque::new(),
        types: Vec::new(),
        in_requests: BTreeSet::new(),
        depth: 0,
    };
    let mut groups = operations::lower(&mut lowering, document);
    for component in &document.components {
        lowering.referenced(component, &document.place);
    }
    lowering.finish();
    let (types, in_requests) = (lowering.types, lowering.in_requests);
    let mut modules = modules(types, loaded);
    let requested = reach(&modules, in_requests);
    let mut models: Vec<&mut Model> = Vec::new();
    for definition in modules.iter_mut().flat_map(|module| &mut module.types) {
        if let TypeDef::Model(model) = definition {
            model.answers_only = !requested.contains(&model.name);
            models.push(model);
        }
    }
    let requests = groups
        .iter_mut()
        .flat_map(|group: &mut Group| &mut group.operations);
    models.extend(requests.map(|operation: &mut Operation| &mut operation.request));
    boxing::decide(&mut models);
    operations::connect(document, &modules, &mut groups, diagnostics);
    Api {
        title: document.title.clone(),
        docs: docs::paragraphs(document.description.as_deref().unwrap_or(&document.title)),
        modules,
        groups,
    }
}

/// How many references, lists and maps lead from a named type to the next one at most.
const DEPTH: usize = 16;

/// What is known while a document is lowered.
pub(super) struct Lowering<'a> {
    loaded: &'a Loaded,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) names: Names,
    /// Schemas that were read by reference.
    schemas: BTreeMap<Reference, Option<Rc<Schema>>>,
    /// What references stand for; nothing yet while that is being found out.
    lowered: BTreeMap<Reference, Option<Shape>>,
    /// Types that have a name but no contents yet. That way a type may hold itself, and types may
    /// hold each other as deep as they like.
    waiting: VecDeque<(TypeRef, Rc<Schema>)>,
    types: Vec<(Place, TypeDef)>,
    /// Names of the types that requests use directly.
    pub(super) in_requests: BTreeSet<String>,
    depth: usize,
}

/// What a schema is, before it has a name.
pub(super) enum Form<'s> {
    /// What another schema is.
    Same(&'s Schema),
    Model,
    OpenEnum,
    Text,
    Integer,
    Number,
    Boolean,
    Any,
    /// A list of what the schema describes.
    List(Option<&'s Schema>),
    /// A map to what the schema describes.
    Map(Option<&'s Schema>),
    /// Something that is not supported, which has been reported.
    Broken,
}

impl Lowering<'_> {
    /// The type of a value; `name` is what a type is called that is described in place.
    pub(super) fn shape(&mut self, schema: &Schema, name: &str) -> Shape {
        match &schema.reference {
            Some(reference) => self.referenced(reference, &schema.place),
            None => self.described(schema, name, false),
        }
    }

    /// The type that a reference stands for.
    fn referenced(&mut self, reference: &Reference, from: &Place) -> Shape {
        match self.lowered.get(reference) {
            Some(Some(shape)) => return shape.clone(),
            Some(None) => {
                circular_reference(self.diagnostics, from, reference);
                return broken(reference.name());
            }
            None => {}
        }
        let Some(schema) = self.read(reference) else {
            return broken(reference.name());
        };
        self.lowered.insert(reference.clone(), None);
        let shape = match &schema.reference {
            Some(next) => self.deeper(&schema.place, |lowering| {
                lowering.referenced(next, &schema.place)
            }),
            None => {
                let name = self.component_name(reference);
                self.described(&schema, &name, true)
            }
        };
        self.lowered.insert(reference.clone(), Some(shape.clone()));
        shape
    }

    /// Reads a schema by reference, once. What names nothing has been reported with its file.
    pub(super) fn read(&mut self, reference: &Reference) -> Option<Rc<Schema>> {
        if let Some(schema) = self.schemas.get(reference) {
            return schema.clone();
        }
        let found = self.loaded.resolve(reference);
        let schema = found.map(|located| Rc::new(Schema::read(located, self.diagnostics)));
        self.schemas.insert(reference.clone(), schema.clone());
        schema
    }

    /// What a schema is that is no reference; `component` tells that it has a name in the document.
    pub(super) fn form<'s>(&mut self, schema: &'s Schema, component: bool) -> Form<'s> {
        if let Some(other) = composition::stands_for(schema) {
            return Form::Same(other);
        }
        if let Some(form) = self.composed_form(schema) {
            return form;
        }
        match schema.kind {
            None => Form::Any,
            Some(SchemaType::String) if schema.values.is_empty() => Form::Text,
            Some(SchemaType::String) => Form::OpenEnum,
            Some(SchemaType::Integer) => Form::Integer,
            Some(SchemaType::Number) => Form::Number,
            Some(SchemaType::Boolean) => Form::Boolean,
            Some(SchemaType::Array) => Form::List(schema.items.as_deref()),
            Some(SchemaType::Object) if !schema.properties.is_empty() => Form::Model,
            Some(SchemaType::Object) => match &schema.additional_properties {
                AdditionalProperties::Of(value) => Form::Map(Some(value)),
                AdditionalProperties::Any => Form::Map(None),
                AdditionalProperties::Unsaid | AdditionalProperties::None if component => {
                    Form::Model
                }
                AdditionalProperties::Unsaid | AdditionalProperties::None => Form::Map(None),
            },
        }
    }

    /// The type of a schema that is no reference.
    fn described(&mut self, schema: &Schema, name: &str, component: bool) -> Shape {
        match self.form(schema, component) {
            Form::Same(other) if other.reference.is_some() => {
                self.deeper(&schema.place, |lowering| lowering.shape(other, name))
            }
            Form::Same(other) => {
                let mut other = other.clone();
                other.description = schema.description.clone().or(other.description);
                self.deeper(&schema.place, |lowering| {
                    lowering.described(&other, name, component)
                })
            }
            Form::Model => self.enter(TypeKind::Model, schema, name),
            Form::OpenEnum => self.enter(TypeKind::OpenEnum, schema, name),
            Form::Text if component => self.enter(TypeKind::StringId, schema, name),
            Form::Integer if component => self.enter(TypeKind::IntegerId, schema, name),
            Form::Text => Shape::Text,
            Form::Integer => Shape::Integer,
            Form::Number => Shape::Number,
            Form::Boolean => Shape::Boolean,
            Form::Any => Shape::Any,
            Form::List(item) => {
                Shape::List(Box::new(self.inner(schema, item, &format!("{name}Item"))))
            }
            Form::Map(value) => {
                Shape::Map(Box::new(self.inner(schema, value, &format!("{name}Value"))))
            }
            Form::Broken => broken(name),
        }
    }

    /// The type of what a list or a map holds.
    fn inner(&mut self, outer: &Schema, schema: Option<&Schema>, name: &str) -> Shape {
        let Some(schema) = schema else {
            return Shape::Any;
        };
        let name = self.given_name(schema, name);
        self.deeper(&outer.place, |lowering| lowering.shape(schema, &name))
    }

    /// Goes one step deeper, unless that is too deep: then the place is reported.
    fn deeper(&mut self, place: &Place, step: impl FnOnce(&mut Self) -> Shape) -> Shape {
        if self.depth < DEPTH {
            self.depth += 1;
            let shape = step(self);
            self.depth -= 1;
            if shape.depth() < DEPTH {
                return shape;
            }
        }
        self.diagnostics.error(
            "too-deep",
            place,
            format!("more than {DEPTH} references, lists and maps lead to a type with a name"),
            "put an object with properties in between",
        );
        Shape::Any
    }

    /// The name of the type that a component becomes.
    pub(super) fn component_name(&mut self, reference: &Reference) -> String {
        let name = names::type_name(reference.name());
        match self.read(reference) {
            Some(schema) => self.given_name(&schema, &name),
            None => name,
        }
    }

    /// The name that `x-jobs-name` gives to a type, if any.
    fn given_name(&mut self, schema: &Schema, name: &str) -> String {
        let given = schema.name.as_deref();
        self.checked_name(given, name, &schema.place)
    }

    /// The name that the document gives to a type, if it does and that is one.
    pub(super) fn checked_name(
        &mut self,
        given: Option<&str>,
        otherwise: &str,
        place: &Place,
    ) -> String {
        match given {
            Some(given) if names::is_type_name(given) => given.to_owned(),
            Some(given) => {
                bad_name(self.diagnostics, place, given, "a type: `LikeThis`");
                otherwise.to_owned()
            }
            None => otherwise.to_owned(),
        }
    }

    /// The schema that says what a value is: behind references and what merely stands for others.
    pub(super) fn settled(&mut self, schema: &Schema) -> Rc<Schema> {
        let mut settled = Rc::new(schema.clone());
        for _ in 0..DEPTH {
            match self.behind(&settled) {
                Some(next) => settled = next,
                None => break,
            }
        }
        settled
    }

    /// The schema that a reference names, or that this one merely stands for.
    fn behind(&mut self, schema: &Schema) -> Option<Rc<Schema>> {
        match &schema.reference {
            Some(reference) => self.read(reference),
            None => composition::stands_for(schema).cloned().map(Rc::new),
        }
    }

    /// Whether a value may be null.
    fn is_nullable(&mut self, schema: &Schema) -> bool {
        let null = |schema: &Schema| schema.nullable || schema.one_of.iter().any(Schema::is_null);
        let mut open = Some(Rc::new(schema.clone()));
        for _ in 0..=DEPTH {
            match open {
                Some(schema) if null(&schema) => return true,
                Some(schema) => open = self.behind(&schema),
                None => break,
            }
        }
        false
    }

    /// Gives a name to a type, whose contents are looked at later.
    fn enter(&mut self, kind: TypeKind, schema: &Schema, name: &str) -> Shape {
        let type_ref = TypeRef {
            name: name.to_owned(),
            kind,
        };
        // What is inherited by `allOf` is met several times.
        if self.names.place(name) != Some(&schema.place) {
            let what = format!("schema `{name}`");
            self.names
                .take(name, &what, &schema.place, self.diagnostics);
            self.waiting
                .push_back((type_ref.clone(), Rc::new(schema.clone())));
        }
        Shape::Named(type_ref)
    }

    /// Looks at the contents of all types that have a name.
    fn finish(&mut self) {
        while let Some((type_ref, schema)) = self.waiting.pop_front() {
            let definition = match type_ref.kind {
                TypeKind::Model => TypeDef::Model(self.model(&schema, type_ref.name)),
                TypeKind::OpenEnum => TypeDef::OpenEnum(self.open_enum(&schema, type_ref.name)),
                TypeKind::IntegerId => TypeDef::Id(id(&schema, type_ref.name, true)),
                TypeKind::StringId => TypeDef::Id(id(&schema, type_ref.name, false)),
            };
            self.types.push((schema.place.clone(), definition));
        }
    }

    fn model(&mut self, schema: &Schema, name: String) -> Model {
        Model {
            fields: self.fields(schema, &name),
            place: schema.place.clone(),
            docs: docs::schema(schema, &format!("`{name}` of the API.")),
            name,
            answers_only: false,
        }
    }

    /// The fields of a model.
    fn fields(&mut self, schema: &Schema, owner: &str) -> Vec<Field> {
        let members = self.members(schema);
        let mut fields = self.member_fields(&members, owner);
        let places = members
            .properties
            .iter()
            .map(|property| &property.schema.place);
        self.finish_fields(&mut fields, places);
        fields
    }

    /// The fields of some members.
    pub(super) fn member_fields(&mut self, members: &Members, owner: &str) -> Vec<Field> {
        let mut fields = Vec::new();
        for property in &members.properties {
            let required = members.required.contains(&property.wire);
            let owner = property.owner.as_deref().unwrap_or(owner);
            fields.push(self.field(&property.wire, &property.schema, required, owner));
        }
        fields
    }

    /// A field with its type and docs.
    pub(super) fn field(
        &mut self,
        wire: &str,
        schema: &Schema,
        required: bool,
        owner: &str,
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
        let inline = schema.name.as_deref().unwrap_or(wire);
        let shape = self.shape(schema, &format!("{owner}{}", names::type_name(inline)));
        let target = schema.reference.as_ref();
        let target = target.and_then(|reference| self.read(reference));
        let fallback = target
            .as_ref()
            .and_then(|target| target.description.clone());
        let fallback = fallback.unwrap_or_else(|| format!("`{wire}` of the API."));
        Field {
            name,
            wire: wire.to_owned(),
            docs: docs::schema(schema, &fallback),
            shape,
            required: required && !self.is_nullable(schema),
            boxed: false,
            limits: schema.constraints.clone(),
            sensitive: schema.sensitive || target.is_some_and(|target| target.sensitive),
            appender: None,
        }
    }

    /// Reports names that collide, and names the setters that add one element.
    pub(super) fn finish_fields<'p>(
        &mut self,
        fields: &mut [Field],
        places: impl Iterator<Item = &'p Place> + Clone,
    ) {
        let hint = "give it another Rust name with `x-jobs-name`";
        let mut taken = Names::new(&["extra", "new"], hint);
        for (field, place) in fields.iter().zip(places.clone()) {
            let what = format!("property `{}`", field.wire);
            taken.take(&field.name, &what, place, self.diagnostics);
        }
        for (field, place) in fields.iter_mut().zip(places) {
            if matches!(field.shape, Shape::List(_) | Shape::Map(_)) {
                field.appender =
                    names::singular(&field.name).filter(|name| taken.take_if_free(name, place));
            }
        }
    }

    fn open_enum(&mut self, schema: &Schema, name: String) -> OpenEnum {
        let hint = "give the values other Rust names with `x-enum-varnames`";
        let mut taken = Names::new(&[], hint);
        let mut variants: Vec<Variant> = Vec::new();
        for Part {
            schema, optional, ..
        } in self.parts(schema)
        {
            let known = variants.len();
            for (position, wire) in schema.values.iter().enumerate() {
                if let Some(twice) = variants.iter().position(|variant| variant.wire == *wire) {
                    // Choices may have values in common.
                    if twice >= known {
                        self.duplicate_value(&schema, wire);
                    }
                    continue;
                }
                let described = schema
                    .value_descriptions
                    .iter()
                    .find(|(value, _)| value == wire);
                let described = described.map(|(_, text)| text);
                let is_alone = optional && schema.values.len() == 1;
                let described = described.or(schema.description.as_ref().filter(|_| is_alone));
                let name = self.variant_name(&schema, position, wire);
                let what = format!("value `{wire}`");
                taken.take(&name, &what, &schema.place, self.diagnostics);
                variants.push(Variant {
                    name,
                    wire: wire.clone(),
                    docs: docs::paragraphs(described.unwrap_or(&format!("`{wire}`"))),
                });
            }
            self.check_values(&schema);
        }
        OpenEnum {
            place: schema.place.clone(),
            docs: docs::schema(schema, &format!("`{name}` of the API.")),
            name,
            variants,
        }
    }

    fn variant_name(&mut self, schema: &Schema, position: usize, wire: &str) -> String {
        match schema.value_names.get(position) {
            Some(given) if names::is_type_name(given) => given.clone(),
            Some(given) => {
                bad_name(
                    self.diagnostics,
                    &schema.place,
                    given,
                    "a value: `LikeThis`",
                );
                names::variant_name(wire)
            }
            None => names::variant_name(wire),
        }
    }

    fn duplicate_value(&mut self, schema: &Schema, wire: &str) {
        self.diagnostics.warning(
            "duplicate-value",
            &schema.place,
            format!("`enum` has `{wire}` twice"),
            "take one of them out",
        );
    }

    /// Reports descriptions of values that an enum does not have.
    fn check_values(&mut self, schema: &Schema) {
        for (value, _) in &schema.value_descriptions {
            if !schema.values.contains(value) {
                self.diagnostics.error(
                    "unknown-enum-value",
                    &schema.place,
                    format!("`x-enum-descriptions` describes `{value}`, which is not in `enum`"),
                    "add the value to `enum`, or take its description out",
                );
            }
        }
    }
}

fn id(schema: &Schema, name: String, integer: bool) -> Id {
    Id {
        place: schema.place.clone(),
        docs: docs::schema(schema, &format!("`{name}` of the API.")),
        name,
        integer,
    }
}

/// What an error stands for: an object, so that nothing more is said of the place.
fn broken(name: &str) -> Shape {
    Shape::Named(TypeRef {
        name: names::type_name(name),
        kind: TypeKind::Model,
    })
}

fn bad_name(diagnostics: &mut Diagnostics, place: &Place, given: &str, wanted: &str) {
    diagnostics.error(
        "bad-name",
        place,
        format!("`{given}` cannot be the Rust name of {wanted}"),
        "use letters and digits, and no name that generated code uses itself",
    );
}

/// Groups types by the file that they stand in, in the order they are written.
fn modules(mut types: Vec<(Place, TypeDef)>, loaded: &Loaded) -> Vec<Module> {
    types.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut modules: Vec<Module> = Vec::new();
    for (place, definition) in types {
        let root = place.file == loaded.root_path();
        let name = if root {
            "schemas".to_owned()
        } else {
            module_name(&place.file)
        };
        match modules.iter_mut().find(|module| module.name == name) {
            Some(module) => module.types.push(definition),
            None => {
                let introduction = if root {
                    ""
                } else {
                    loaded.introduction(&place.file)
                };
                let introduction = if introduction.is_empty() {
                    "Types of the API."
                } else {
                    introduction
                };
                modules.push(Module {
                    name,
                    docs: docs::paragraphs(introduction),
                    types: vec![definition],
                });
            }
        }
    }
    modules
}

fn module_name(file: &Path) -> String {
    names::module_name(&file.file_stem().unwrap_or_default().to_string_lossy())
}

/// All types that these types lead to.
fn reach(modules: &[Module], from: BTreeSet<String>) -> BTreeSet<String> {
    let types = modules.iter().flat_map(|module| &module.types);
    let models: BTreeMap<&str, &Model> = types
        .filter_map(|definition| match definition {
            TypeDef::Model(model) => Some((model.name.as_str(), model)),
            _ => None,
        })
        .collect();
    let mut open: Vec<String> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if reached.insert(name.clone())
            && let Some(model) = models.get(name.as_str())
        {
            open.extend(
                model
                    .fields
                    .iter()
                    .filter_map(|field| field.shape.named_type()),
            );
        }
    }
    reached
}

impl Shape {
    /// Name of the type at the heart of this one, through lists and maps.
    #[must_use]
    pub fn named_type(&self) -> Option<String> {
        match self {
            Self::Named(named) => Some(named.name.clone()),
            Self::List(inner) | Self::Map(inner) => inner.named_type(),
            Self::Text | Self::Integer | Self::Number | Self::Boolean | Self::Any => None,
        }
    }

    /// How many lists and maps are inside each other.
    fn depth(&self) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) => 1 + inner.depth(),
            _ => 0,
        }
    }
}

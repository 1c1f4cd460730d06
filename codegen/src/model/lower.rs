//! From the document as written to the API as understood.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;
use std::rc::Rc;

use super::choice::{self, OfKind};
use super::composition::{self, Members, Part};
use super::names;
use super::naming::{Names, Origin};
use super::wish::{PROPERTIES, Wish};
use super::{
    Api, Field, Group, Id, Kept, Model, Module, OpenEnum, Operation, Shape, TypeDef, TypeKind,
    TypeRef, Variant, boxing, docs, operations,
};
use crate::diagnostics::{Diagnostics, Place, Rule};
use crate::openapi::{
    AS, AdditionalProperties, Document, Loaded, NameKind, NameLock, Reference, Schema, SchemaType,
    circular_reference, encode_token,
};

/// Understands a document.
pub fn lower(
    document: &Document,
    loaded: &Loaded,
    kept: &Kept,
    lock: &mut NameLock,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut lowering = Lowering {
        loaded,
        diagnostics,
        lock,
        names: Names::new(
            NameKind::Type,
            &[],
            "give one of them another Rust name with `x-jobs-name`, or with `x-jobs-request` if \
             it is an operation",
        ),
        entered: BTreeMap::new(),
        schemas: BTreeMap::new(),
        lowered: BTreeMap::new(),
        waiting: VecDeque::new(),
        types: Vec::new(),
        merges: BTreeMap::new(),
        made: 0,
        in_requests: BTreeSet::new(),
        depth: 0,
    };
    lowering.keep_names(document);
    let mut groups = operations::lower(&mut lowering, document);
    for component in &document.components {
        lowering.referenced(component, &document.place);
    }
    lowering.finish();
    let (types, in_requests) = (lowering.types, lowering.in_requests);
    let mut modules = modules(types, loaded);
    kept.apply(&mut modules, &mut groups);
    choice::place_tags(&mut modules);
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
    pub(super) lock: &'a mut NameLock,
    pub(super) names: Names,
    /// Types that have a name, by their key: what they would be called, and what they are.
    entered: BTreeMap<String, Vec<(String, TypeRef)>>,
    /// Schemas that were read by reference.
    schemas: BTreeMap<Reference, Option<Rc<Schema>>>,
    /// What references stand for; nothing yet while that is being found out.
    lowered: BTreeMap<Reference, Option<Shape>>,
    /// Types that have a name but no contents yet. That way a type may hold itself, and types may
    /// hold each other as deep as they like.
    waiting: VecDeque<(TypeRef, Rc<Schema>)>,
    types: Vec<(Place, TypeDef)>,
    /// Types that are made of several, by where these stand.
    pub(super) merges: BTreeMap<BTreeSet<Place>, Shape>,
    /// How many of them stand in no document.
    pub(super) made: usize,
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
    List(Item<'s>),
    /// A map to what the schema describes.
    Map(Option<&'s Schema>),
    /// A value of one of several kinds.
    Choice(Vec<OfKind>),
    /// One of several objects, which a member tells apart.
    Tagged,
    /// Something that is not supported, which has been reported.
    Broken,
}

/// What a list holds: as it is written, or made of what several lists hold.
pub(super) type Item<'s> = Option<Cow<'s, Box<Schema>>>;

/// What a list holds.
pub(super) fn item<'i>(item: &'i Item<'_>) -> Option<&'i Schema> {
    item.as_deref().map(|item| &**item)
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
                return self.broken(reference.name());
            }
            None => {}
        }
        let Some(schema) = self.read(reference) else {
            return self.broken(reference.name());
        };
        self.lowered.insert(reference.clone(), None);
        let shape = match &schema.reference {
            Some(next) => self.deeper(&schema.place, |lowering| {
                lowering.referenced(next, &schema.place)
            }),
            None => {
                let name = self.component_name(reference);
                // What is inside of something else has no name of its own in the document.
                self.described(&schema, &name, reference.tokens.len() <= 3)
            }
        };
        self.lowered.insert(reference.clone(), Some(shape.clone()));
        shape
    }

    /// What an error stands for: any JSON, where that will do; else an object, so that nothing more
    /// is said of the place.
    fn broken(&self, name: &str) -> Shape {
        if self.diagnostics.is_lenient() {
            return Shape::Any;
        }
        Shape::Named(TypeRef {
            name: names::type_name(name),
            kind: TypeKind::Model,
        })
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
        if self.is_tagged(schema).is_some() {
            return Form::Tagged;
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
            Some(SchemaType::Array) => Form::List(schema.items.as_ref().map(Cow::Borrowed)),
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
            Form::Tagged => self.enter(TypeKind::Choice, schema, name, component),
            Form::Model => self.enter_merged(TypeKind::Model, schema, name, component),
            Form::Choice(_) => self.enter_merged(TypeKind::Choice, schema, name, component),
            Form::OpenEnum => self.enter(TypeKind::OpenEnum, schema, name, component),
            Form::Text if component => self.enter(TypeKind::StringId, schema, name, true),
            Form::Integer if component => self.enter(TypeKind::IntegerId, schema, name, true),
            Form::Text => Shape::Text,
            Form::Integer => Shape::Integer,
            Form::Number => Shape::Number,
            Form::Boolean => Shape::Boolean,
            Form::Any => Shape::Any,
            Form::List(held) => {
                let item = self.inner(schema, item(&held), &format!("{name}Item"));
                Shape::List(Box::new(item))
            }
            Form::Map(value) => {
                Shape::Map(Box::new(self.inner(schema, value, &format!("{name}Value"))))
            }
            Form::Broken => self.broken(name),
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
            Rule::TooDeep,
            place,
            format!("more than {DEPTH} references, lists and maps lead to a type with a name"),
            "put an object with properties in between",
        );
        Shape::Any
    }

    /// The name of the type that a component becomes.
    pub(super) fn component_name(&mut self, reference: &Reference) -> String {
        let name = names::referenced_name(reference);
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
    pub(super) fn enter(
        &mut self,
        kind: TypeKind,
        schema: &Schema,
        name: &str,
        component: bool,
    ) -> Shape {
        let mut wish = Wish::of_type(schema, name, component, self.lock);
        // What is inherited by `allOf` is met several times.
        let others = self.entered.entry(wish.key.clone()).or_default();
        if let Some((_, known)) = others.iter().find(|(other, _)| other == name) {
            return Shape::Named(known.clone());
        }
        if !others.is_empty() {
            wish.key = format!("{}{AS}{name}", wish.key);
        }
        let type_ref = TypeRef {
            name: self.names.give(&wish, self.lock, self.diagnostics),
            kind,
        };
        others.push((name.to_owned(), type_ref.clone()));
        self.waiting
            .push_back((type_ref.clone(), Rc::new(schema.clone())));
        Shape::Named(type_ref)
    }

    /// Keeps names for those types that have a name in the document or in the lock file.
    fn keep_names(&mut self, document: &Document) {
        for (key, locked) in self.lock.types(self.loaded) {
            self.names.keep(locked.name, key, locked.place);
        }
        let components = document.components.iter();
        let mut wishes: Vec<Wish> = components
            .filter_map(|component| {
                let found = self.loaded.resolve(component)?;
                // What merely stands for another is that other, by its name.
                let stands_alone = found.node.get("$ref").is_none();
                stands_alone.then(|| Wish::component(&found, component.name(), self.lock))
            })
            .collect();
        let operations = document.operations.iter();
        wishes.extend(operations.map(|written| Wish::request(written, self.lock)));
        self.names.keep_all(wishes.iter(), self.lock);
    }

    /// Looks at the contents of all types that have a name.
    fn finish(&mut self) {
        while let Some((type_ref, schema)) = self.waiting.pop_front() {
            let definition = match type_ref.kind {
                TypeKind::Model => TypeDef::Model(self.model(&schema, type_ref.name)),
                TypeKind::OpenEnum => TypeDef::OpenEnum(self.open_enum(&schema, type_ref.name)),
                TypeKind::Choice => TypeDef::Choice(self.choice(&schema, type_ref.name)),
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
        let details = members.properties.into_iter();
        let details: Vec<(&str, Place)> = details
            .map(|property| (PROPERTIES, property.schema.place))
            .collect();
        self.finish_fields(&mut fields, &schema.place, &details);
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
            lapsed: false,
            boxed: false,
            limits: schema.constraints.clone(),
            sensitive: schema.sensitive || target.is_some_and(|target| target.sensitive),
            appender: None,
        }
    }

    /// Settles names that collide, and names the setters that add one element. `details` tells how
    /// the lock file knows the fields of what stands at `owner`.
    pub(super) fn finish_fields(
        &mut self,
        fields: &mut [Field],
        owner: &Place,
        details: &[(&str, Place)],
    ) {
        let hint = "give it another Rust name with `x-jobs-name`";
        let mut taken = Names::new(NameKind::Field, &["extra", "new"], hint);
        let wish = |(field, (detail, place)): (&Field, &(&str, Place))| {
            let key = format!("{detail}/{}", encode_token(&field.wire));
            Wish::field(field, self.lock.key(owner, &key), place)
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

    fn open_enum(&mut self, schema: &Schema, name: String) -> OpenEnum {
        let mut variants: Vec<Variant> = Vec::new();
        let mut wishes: Vec<Wish> = Vec::new();
        let owner = &schema.place;
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
                let (name, origin) = self.variant_name(&schema, position, wire);
                wishes.push(Wish {
                    key: self
                        .lock
                        .key(owner, &format!("/enum/{}", encode_token(wire))),
                    name,
                    otherwise: None,
                    origin,
                    what: format!("value `{wire}`"),
                    place: schema.place.clone(),
                });
                variants.push(Variant {
                    name: String::new(),
                    wire: wire.clone(),
                    docs: docs::paragraphs(described.unwrap_or(&format!("`{wire}`"))),
                    gone: false,
                });
            }
            self.check_values(&schema);
        }
        let hint = "give the values other Rust names with `x-enum-varnames`";
        let mut taken = Names::new(NameKind::Value, &[], hint);
        taken.keep_all(wishes.iter(), self.lock);
        for (variant, wish) in variants.iter_mut().zip(&wishes) {
            variant.name = taken.give(wish, self.lock, self.diagnostics);
        }
        OpenEnum {
            place: schema.place.clone(),
            docs: docs::schema(schema, &format!("`{name}` of the API.")),
            name,
            variants,
        }
    }

    fn variant_name(&mut self, schema: &Schema, position: usize, wire: &str) -> (String, Origin) {
        match schema.value_names.get(position) {
            Some(given) if names::is_type_name(given) => (given.clone(), Origin::Given),
            Some(given) => {
                let name = names::variant_name(given);
                // Others write them in their own way.
                self.diagnostics.warning(
                    Rule::BadName,
                    &schema.place,
                    format!("`{given}` cannot be the Rust name of a value; it becomes `{name}`"),
                    "write it `LikeThis`",
                );
                let origin = Origin::of(&name, given);
                (name, origin)
            }
            None => {
                let name = names::variant_name(wire);
                let origin = Origin::of(&name, wire);
                (name, origin)
            }
        }
    }

    fn duplicate_value(&mut self, schema: &Schema, wire: &str) {
        self.diagnostics.warning(
            Rule::DuplicateValue,
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
                    Rule::UnknownEnumValue,
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

fn bad_name(diagnostics: &mut Diagnostics, place: &Place, given: &str, wanted: &str) {
    diagnostics.error(
        Rule::BadName,
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
    let types: BTreeMap<&str, &TypeDef> = types
        .map(|definition| (definition.name(), definition))
        .collect();
    let mut open: Vec<String> = from.into_iter().collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if reached.insert(name.clone()) {
            let definition = types.get(name.as_str());
            open.extend(
                definition
                    .into_iter()
                    .flat_map(|definition| within(definition)),
            );
        }
    }
    reached
}

/// Names of the types that a type holds.
fn within(definition: &TypeDef) -> Vec<String> {
    match definition {
        TypeDef::Model(model) => {
            let shapes = model.fields.iter().map(|field| &field.shape);
            shapes.filter_map(Shape::named_type).collect()
        }
        TypeDef::Choice(choice) => {
            let shapes = choice.alternatives.iter().map(|one| &one.shape);
            shapes.filter_map(Shape::named_type).collect()
        }
        TypeDef::OpenEnum(_) | TypeDef::Id(_) => Vec::new(),
    }
}

impl Shape {
    /// Name of the type at the heart of this one, through lists and maps.
    #[must_use]
    pub fn named_type(&self) -> Option<String> {
        match self {
            Self::Named(named) => Some(named.name.clone()),
            Self::List(inner) | Self::Map(inner) => inner.named_type(),
            _ => None,
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

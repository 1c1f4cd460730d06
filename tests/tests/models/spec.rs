//! The spec, as the generator understands it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};

use jobs_codegen::model::{
    Api, Choice, Field, FieldPlace, Id, Kept, Model, OpenEnum, Operation, Shape, TypeDef, TypeKind,
};
use jobs_codegen::openapi::{Files, Overlays};
use jobs_codegen::{Options, Runtime, Target};
use jobs_tests::case::Case;
use jobs_tests::generated::every_type;

/// What the spec has.
pub(crate) static SPEC: LazyLock<Spec> = LazyLock::new(|| Spec::of(&read()));

static CASES: LazyLock<BTreeMap<&str, Case>> = LazyLock::new(|| {
    every_type()
        .into_iter()
        .map(|case| (case.name, case))
        .collect()
});

/// The types and operations of an API.
pub(crate) struct Spec {
    /// The objects, those that are bodies of requests included: without the members that go
    /// elsewhere.
    pub(crate) models: Vec<Model>,
    /// The enums.
    pub(crate) enums: Vec<OpenEnum>,
    /// The scalars with a name.
    pub(crate) ids: Vec<Id>,
    /// The values of several kinds.
    pub(crate) choices: Vec<Choice>,
    /// The operations.
    pub(crate) operations: Vec<Operation>,
}

impl Spec {
    fn of(api: &Api) -> Self {
        let mut spec = Self {
            models: Vec::new(),
            enums: Vec::new(),
            ids: Vec::new(),
            choices: Vec::new(),
            operations: Vec::new(),
        };
        for definition in api.modules.iter().flat_map(|module| &module.types) {
            match definition {
                TypeDef::Model(model) => spec.models.push(model.clone()),
                TypeDef::OpenEnum(open_enum) => spec.enums.push(open_enum.clone()),
                TypeDef::Id(id) => spec.ids.push(id.clone()),
                TypeDef::Choice(choice) => spec.choices.push(choice.clone()),
            }
        }
        for operation in api.groups.iter().flat_map(|group| &group.operations) {
            if operation.has_body_members() {
                spec.models.push(body(operation));
            }
            spec.operations.push(operation.clone());
        }
        spec
    }

    /// The object of this name.
    pub(crate) fn model(&self, name: &str) -> &Model {
        self.models.iter().find(|model| model.name == name).unwrap()
    }

    /// The enum of this name.
    pub(crate) fn open_enum(&self, name: &str) -> &OpenEnum {
        self.enums
            .iter()
            .find(|open_enum| open_enum.name == name)
            .unwrap()
    }

    /// The operation of this name.
    pub(crate) fn operation(&self, name: &str) -> &Operation {
        self.operations
            .iter()
            .find(|operation| operation.name == name)
            .unwrap()
    }

    /// Every member of every object.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&Model, &Field)> {
        self.models
            .iter()
            .flat_map(|model| model.fields.iter().map(move |field| (model, field)))
    }

    /// Names of all types.
    pub(crate) fn type_names(&self) -> Vec<&str> {
        let models = self.models.iter().map(|model| &model.name);
        let enums = self.enums.iter().map(|open_enum| &open_enum.name);
        let ids = self.ids.iter().map(|id| &id.name);
        let choices = self.choices.iter().map(|choice| &choice.name);
        let names = models.chain(enums).chain(ids).chain(choices);
        names.map(String::as_str).collect()
    }
}

/// What can be done with the type of this name.
pub(crate) fn case(name: &str) -> &'static Case {
    CASES
        .get(name)
        .unwrap_or_else(|| panic!("`{name}` is not in the list of types"))
}

/// Names of all types of which something can be done.
pub(crate) fn case_names() -> Vec<&'static str> {
    CASES.keys().copied().collect()
}

/// The type inside of lists and maps.
pub(crate) fn heart(shape: &Shape) -> &Shape {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => heart(inner),
        _ => shape,
    }
}

/// Whether values are integers.
pub(crate) fn is_integer(shape: &Shape) -> bool {
    match shape {
        Shape::Integer => true,
        Shape::Named(named) => named.kind == TypeKind::IntegerId,
        _ => false,
    }
}

/// The body of a request.
fn body(operation: &Operation) -> Model {
    let mut model = operation.request.clone();
    let fields = operation.request.fields.iter().zip(&operation.places);
    model.fields = fields
        .filter(|(_, place)| **place == FieldPlace::Body)
        .map(|(field, _)| field.clone())
        .collect();
    model
}

fn read() -> Api {
    let files = Disk {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
    };
    let kept = files.read(Path::new("spec/kept.lock")).unwrap();
    let options = Options {
        header: String::new(),
        crate_name: "jobs-api".to_owned(),
        foreign: false,
        lenient: false,
        lock: Some(PathBuf::from("spec/names.lock")),
        overlays: Overlays::default(),
        runtime: Runtime::Path(PathBuf::new()),
        sample_head: Vec::new(),
        sample_tail: Vec::new(),
        kept: Kept::parse(&kept).unwrap(),
    };
    let document = Path::new("spec/openapi.yaml");
    // Of all targets, the list of types takes the least time.
    match jobs_codegen::generate(document, &files, Target::Cases, &options) {
        Ok(generated) => generated.api,
        Err(diagnostics) => panic!("the spec is wrong: {diagnostics:#?}"),
    }
}

/// The files of the repository.
struct Disk {
    root: PathBuf,
}

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        fs::read_to_string(self.root.join(path))
    }
}

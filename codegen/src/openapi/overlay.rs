//! Overlays (OpenAPI Overlay 1.0): what a document that is not ours cannot say, beside it.
//!
//! An overlay changes the tree of the root document before anything reads it. What it adds keeps
//! the position it has in the overlay, so that a finding in it leads there.

use std::path::PathBuf;

use jiff::civil::Date;
use serde_json_path::JsonPath;

use super::edit::{self, Mirror, Step};
use super::located::Located;
use super::node::{Node, Value};
use super::read::ObjectReader;
use crate::diagnostics::{Diagnostics, Place, Rule};

/// Which overlays a document has, the first applied first.
#[derive(Clone, Debug, Default)]
pub struct Overlays {
    /// Their files.
    pub files: Vec<PathBuf>,
    /// The day on which it is decided what has expired; if there is none, nothing has.
    pub today: Option<Date>,
}

/// A change, and what it applies to.
struct Action<'a> {
    place: Place,
    target: JsonPath,
    change: Change<'a>,
}

enum Change<'a> {
    Update(Located<'a>),
    Remove,
}

/// Applies an overlay to the root document.
pub(super) fn apply(
    overlay: Located<'_>,
    today: Option<Date>,
    root: &mut Node,
    mirror: &mut Mirror,
    diagnostics: &mut Diagnostics,
) {
    for action in read(overlay, today, diagnostics) {
        action.apply(root, mirror, diagnostics);
    }
}

/// Reads the actions of an overlay.
fn read<'a>(
    overlay: Located<'a>,
    today: Option<Date>,
    diagnostics: &mut Diagnostics,
) -> Vec<Action<'a>> {
    let mut reader = ObjectReader::new(overlay, diagnostics);
    let version = reader.required_string("overlay");
    if !version.is_empty() && !version.starts_with("1.0") {
        let place = reader.place().clone();
        reader.diagnostics.error(
            Rule::UnsupportedVersion,
            &place,
            format!("OpenAPI Overlay {version} is not supported"),
            "use 1.0.0",
        );
    }
    reader.require("info");
    if let Some(mut info) = reader.object("info") {
        info.required_string("title");
        info.required_string("version");
        info.finish(&[]);
    }
    reader.require("actions");
    let mut actions = Vec::new();
    for action in reader.elements("actions") {
        let action = ObjectReader::new(action, reader.diagnostics);
        actions.extend(read_action(action, today));
    }
    reader.finish(&["extends"]);
    actions
}

fn read_action<'a>(mut reader: ObjectReader<'a, '_>, today: Option<Date>) -> Option<Action<'a>> {
    let place = reader.place().clone();
    let reason = reader.string("description").unwrap_or_default();
    if reason.trim().is_empty() {
        reader.diagnostics.error(
            Rule::OverlayAction,
            &place,
            "an action gives no reason",
            "say in `description` what the document leaves out, and how that is known",
        );
    }
    check_expiry(&mut reader, today);
    let removes = reader.boolean("remove");
    let change = match (reader.child("update"), removes) {
        (Some(update), false) => Some(Change::Update(update)),
        (None, true) => Some(Change::Remove),
        _ => {
            reader.diagnostics.error(
                Rule::OverlayAction,
                &place,
                "an action has either `update` or `remove: true`",
                "write two actions if both are meant",
            );
            None
        }
    };
    reader.require("target");
    let target = read_target(&mut reader);
    reader.finish(&[]);
    Some(Action {
        place,
        target: target?,
        change: change?,
    })
}

fn read_target(reader: &mut ObjectReader<'_, '_>) -> Option<JsonPath> {
    let text = reader.string("target")?;
    let place = reader.child("target")?.place;
    let path = JsonPath::parse(&text);
    if let Err(error) = &path {
        reader.diagnostics.error(
            Rule::OverlayTarget,
            &place,
            format!("`{text}` is no JSONPath: {error}"),
            "write it as `$.paths['/things'].get` (RFC 9535)",
        );
    }
    path.ok()
}

/// `x-expires`: the day from which an action has to be looked at again.
fn check_expiry(reader: &mut ObjectReader<'_, '_>, today: Option<Date>) {
    let (Some(text), Some(found)) = (reader.string("x-expires"), reader.child("x-expires")) else {
        return;
    };
    match (text.parse::<Date>(), today) {
        (Ok(expires), Some(today)) if expires <= today => reader.diagnostics.warning(
            Rule::OverlayExpired,
            &found.place,
            format!("this action has expired on {expires}"),
            "look whether the document still needs it; then take it out, or move the day",
        ),
        (Ok(_), _) => {}
        (Err(_), _) => reader.diagnostics.error(
            Rule::OverlayAction,
            &found.place,
            format!("`{text}` is no day"),
            "write it as 2027-06-30",
        ),
    }
}

impl Action<'_> {
    fn apply(&self, root: &mut Node, mirror: &mut Mirror, diagnostics: &mut Diagnostics) {
        let targets = mirror.find(&self.target);
        if targets.is_empty() {
            self.unused("matches nothing", diagnostics);
            return;
        }
        match &self.change {
            // What stands behind goes first: it would move.
            Change::Remove => {
                for target in targets.iter().rev() {
                    self.remove(target, root, mirror, diagnostics);
                }
            }
            Change::Update(update) => {
                let mut changes = false;
                for target in &targets {
                    let Some(node) = edit::find(root, target) else {
                        continue;
                    };
                    match edit::update(node, update) {
                        Ok(changed) => changes |= changed,
                        Err(misfit) => {
                            diagnostics.error(
                                Rule::OverlayUpdate,
                                &misfit.place,
                                misfit.message,
                                "select what holds it, and write the members to change; what is \
                                 to become of another kind is removed first",
                            );
                            return;
                        }
                    }
                    mirror.replace(target, node);
                }
                if !changes {
                    self.unused("changes nothing", diagnostics);
                }
            }
        }
    }

    fn remove(
        &self,
        target: &[Step],
        root: &mut Node,
        mirror: &mut Mirror,
        diagnostics: &mut Diagnostics,
    ) {
        let Some((last, holder)) = target.split_last() else {
            diagnostics.error(
                Rule::OverlayUpdate,
                &self.place,
                "the document itself cannot be removed",
                "name what is to be removed from it",
            );
            return;
        };
        match (edit::find(root, holder).map(|node| &mut node.value), last) {
            (Some(Value::Object(members)), Step::Name(name)) => {
                members.retain(|member| member.name != *name);
            }
            (Some(Value::Array(elements)), Step::Index(index)) if *index < elements.len() => {
                elements.remove(*index);
            }
            // It went with what holds it.
            _ => return,
        }
        mirror.remove(holder, last);
    }

    fn unused(&self, what: &str, diagnostics: &mut Diagnostics) {
        diagnostics.error(
            Rule::OverlayUnused,
            &self.place,
            format!("the action on `{}` {what}", self.target),
            "the document has changed: take the action out, or mend its target",
        );
    }
}

//! What a request must carry to be let in.
//!
//! Credentials are the runtime's business: it sends tokens, or a user and a password. Whatever else
//! a document wants, it is for the user to send.

use std::collections::BTreeSet;

use super::document::follow;
use super::loader::Loaded;
use super::operation::Operation;
use super::read::ObjectReader;
use crate::diagnostics::{Diagnostics, Place, Rule};

/// The ways in, of which one is enough: the schemes that each of them takes.
pub type Ways = Vec<Vec<String>>;

/// A scheme that the runtime does not know.
pub(super) struct Scheme {
    name: String,
    place: Place,
    /// What it is, in words.
    what: String,
    /// How to send it by hand.
    hint: String,
}

/// `security`; none if nothing is said.
pub(super) fn read_ways(reader: &mut ObjectReader<'_, '_>) -> Option<Ways> {
    reader.has("security").then(|| {
        let ways = reader.elements("security");
        let schemes = ways.iter().map(|way| way.children());
        schemes
            .map(|schemes| schemes.map(|(name, _)| name.to_owned()).collect())
            .collect()
    })
}

/// `securitySchemes`: those that the runtime does not know.
pub(super) fn read_foreign_schemes(
    loaded: &Loaded,
    components: &mut ObjectReader<'_, '_>,
) -> Vec<Scheme> {
    let mut schemes = Vec::new();
    for (name, found) in components.children("securitySchemes") {
        let place = found.place.clone();
        let Some(found) = follow(loaded, found, components.diagnostics) else {
            continue;
        };
        let mut reader = ObjectReader::new(found, components.diagnostics);
        let kind = reader.required_string("type");
        let mut text = |name| reader.string(name).unwrap_or_default();
        let (goes, key, way) = (text("in"), text("name"), text("scheme").to_lowercase());
        let (what, hint) = match (kind.as_str(), goes.as_str()) {
            ("apiKey", "header") => (
                format!("the header `{key}`"),
                format!("set it for all requests: `Client::builder().header({key:?}, …)`"),
            ),
            ("apiKey", "query") => (
                format!("the query's `{key}`"),
                format!("add it to each call: `.query({key:?}, …)`"),
            ),
            ("apiKey", _) => (
                format!("the cookie `{key}`"),
                "set it for all requests: `Client::builder().header(\"cookie\", …)`".to_owned(),
            ),
            ("http", _) if way != "bearer" && way != "basic" => (
                format!("HTTP authentication by `{way}`"),
                "use `bearer`, `basic` or OAuth, or send it by hand".to_owned(),
            ),
            ("mutualTLS", _) => (
                "a certificate of the client".to_owned(),
                "give the client a transport of your own that has it".to_owned(),
            ),
            _ => continue,
        };
        schemes.push(Scheme {
            name: name.to_owned(),
            place,
            what,
            hint,
        });
    }
    schemes
}

/// Reports schemes without which some operation cannot be called. `usual` are the ways into those
/// that say nothing of it.
pub(super) fn check(
    schemes: &[Scheme],
    usual: Option<&Ways>,
    operations: &[Operation],
    diagnostics: &mut Diagnostics,
) {
    let is_foreign = |name: &String| schemes.iter().any(|scheme| scheme.name == *name);
    let mut wanted: BTreeSet<&String> = BTreeSet::new();
    for operation in operations {
        let ways = operation.security.as_ref().or(usual);
        let ways = ways.map_or(&[][..], Vec::as_slice);
        let is_open = ways.is_empty() || ways.iter().any(|way| !way.iter().any(is_foreign));
        if !is_open {
            wanted.extend(ways.iter().flatten());
        }
    }
    for scheme in schemes
        .iter()
        .filter(|scheme| wanted.contains(&scheme.name))
    {
        diagnostics.warning(
            Rule::UnsupportedSecurity,
            &scheme.place,
            format!(
                "`{}` wants {}, which is not sent by itself",
                scheme.name, scheme.what
            ),
            &scheme.hint,
        );
    }
}

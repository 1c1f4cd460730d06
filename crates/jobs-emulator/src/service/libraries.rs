//! Libraries on clusters: they are installed at once, and go when the cluster starts again.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clusters;
use super::request::{Members, mismatch};
use super::{Answer, Context, ServiceError};
use crate::store::LibraryRow;

/// `libraries/install`
pub(crate) fn install(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = clusters::named(context, request)?;
    for library in given(request)? {
        context.tables.add_library(&cluster.cluster_id, library)?;
    }
    Ok(json!({}))
}

/// `libraries/uninstall`
pub(crate) fn uninstall(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = clusters::named(context, request)?;
    for library in given(request)? {
        context
            .tables
            .remove_library(&cluster.cluster_id, library)?;
    }
    Ok(json!({}))
}

/// `libraries/cluster-status`
pub(crate) fn cluster_status(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = clusters::named(context, request)?;
    let libraries = context.tables.libraries(Some(&cluster.cluster_id))?;
    Ok(statuses(&cluster.cluster_id, &libraries))
}

/// `libraries/all-cluster-statuses`
pub(crate) fn all_cluster_statuses(context: &mut Context<'_>, _request: &Members) -> Answer {
    let mut by_cluster: BTreeMap<String, Vec<LibraryRow>> = BTreeMap::new();
    for library in context.tables.libraries(None)? {
        let cluster_id = library.cluster_id.clone();
        by_cluster.entry(cluster_id).or_default().push(library);
    }
    let all = by_cluster.iter();
    let all = all.map(|(cluster_id, libraries)| statuses(cluster_id, libraries));
    Ok(json!({ "statuses": all.collect::<Vec<_>>() }))
}

fn statuses(cluster_id: &str, libraries: &[LibraryRow]) -> Value {
    let libraries = libraries.iter().map(|library| {
        json!({
            "library": library.library,
            "status": library.status(),
            "is_library_for_all_clusters": false,
        })
    });
    let libraries: Vec<Value> = libraries.collect();
    json!({ "cluster_id": cluster_id, "library_statuses": libraries })
}

/// The libraries that a request names.
fn given(request: &Members) -> Result<&[Value], ServiceError> {
    let libraries = match request.value("libraries") {
        Some(Value::Array(libraries)) => libraries,
        Some(other) => return Err(mismatch("libraries", "array", other)),
        None => return Err(ServiceError::invalid("Missing required field: libraries")),
    };
    match libraries.iter().find(|library| !library.is_object()) {
        Some(other) => Err(mismatch("libraries", "object", other)),
        None => Ok(libraries),
    }
}

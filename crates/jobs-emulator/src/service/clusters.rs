//! Clusters, to the extent that clients of Jobs need them: they start and stop at once. A cluster
//! that nobody made exists and runs, so that jobs can name any.

use serde_json::{Map, Value, json};

use super::request::Members;
use super::{Answer, Context, ServiceError};
use crate::store::{ClusterRow, ClusterState};

const SPARK_VERSION: &str = "16.4.x-scala2.12";
const NODE_TYPE: &str = "i3.xlarge";

/// The cluster that is listed while there is no other.
const SOME_CLUSTER: &str = "0000-000000-emulator";

/// `clusters/create`
pub(crate) fn create(context: &mut Context<'_>, request: &Members) -> Answer {
    if request.text("spark_version")?.is_none() {
        let message = "Missing required field: spark_version";
        return Err(ServiceError::invalid(message));
    }
    let cluster_id = format!("0000-{:06}-emulator", context.scheduler.next_id());
    let mut document = request.all().clone();
    let creator = json!(context.caller.name());
    document.insert("creator_user_name".to_owned(), creator);
    let cluster = ClusterRow {
        cluster_id,
        state: ClusterState::Running,
        document,
    };
    context.tables.save_cluster(&cluster)?;
    Ok(json!({ "cluster_id": cluster.cluster_id }))
}

/// `clusters/get`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    Ok(view(&named(context, request)?, context))
}

/// `clusters/list`: those that the API made or stopped.
pub(crate) fn list(context: &mut Context<'_>, _request: &Members) -> Answer {
    let mut clusters = context.tables.clusters()?;
    clusters.retain(|cluster| cluster.state != ClusterState::Deleted);
    if clusters.is_empty() {
        clusters.push(some(SOME_CLUSTER));
    }
    let clusters = clusters.iter().map(|cluster| view(cluster, context));
    Ok(json!({ "clusters": clusters.collect::<Vec<_>>() }))
}

/// `clusters/start`
pub(crate) fn start(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = named(context, request)?;
    // One that nobody made runs already, which nobody need know.
    let is_ours = context.tables.cluster(&cluster.cluster_id)?.is_some();
    if is_ours && cluster.state == ClusterState::Running {
        return Err(unexpected_state(&cluster));
    }
    change(context, cluster, ClusterState::Running)
}

/// `clusters/restart`
pub(crate) fn restart(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = named(context, request)?;
    if cluster.state != ClusterState::Running {
        return Err(unexpected_state(&cluster));
    }
    change(context, cluster, ClusterState::Running)
}

/// `clusters/delete`: stops it.
pub(crate) fn delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = named(context, request)?;
    change(context, cluster, ClusterState::Terminated)
}

/// `clusters/permanent-delete`
pub(crate) fn permanent_delete(context: &mut Context<'_>, request: &Members) -> Answer {
    let cluster = named(context, request)?;
    context.tables.forget_libraries(&cluster.cluster_id, true)?;
    change(context, cluster, ClusterState::Deleted)
}

/// `clusters/spark-versions`
pub(crate) fn spark_versions(_context: &mut Context<'_>, _request: &Members) -> Answer {
    let name = "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)";
    Ok(json!({ "versions": [{ "key": SPARK_VERSION, "name": name }] }))
}

/// `clusters/list-node-types`
pub(crate) fn node_types(_context: &mut Context<'_>, _request: &Members) -> Answer {
    Ok(json!({ "node_types": [{
        "node_type_id": NODE_TYPE,
        "instance_type_id": NODE_TYPE,
        "description": NODE_TYPE,
        "category": "Storage Optimized",
        "memory_mb": 31_232,
        "num_cores": 4.0,
        "num_gpus": 0,
        "is_deprecated": false,
        "is_io_cache_enabled": true,
        "support_port_forwarding": true,
        "node_instance_type": {
            "instance_type_id": NODE_TYPE,
            "local_disks": 1,
            "local_disk_size_gb": 950,
        },
    }] }))
}

/// The cluster that a request names.
pub(super) fn named(context: &Context<'_>, request: &Members) -> Result<ClusterRow, ServiceError> {
    let Some(cluster_id) = request.text("cluster_id")? else {
        return Err(ServiceError::invalid("Missing required field: cluster_id"));
    };
    match context.tables.cluster(cluster_id)? {
        Some(gone) if gone.state == ClusterState::Deleted => Err(ServiceError::invalid(format!(
            "Cluster {cluster_id} does not exist"
        ))),
        Some(known) => Ok(known),
        None => Ok(some(cluster_id)),
    }
}

/// A cluster that nobody made.
fn some(cluster_id: &str) -> ClusterRow {
    ClusterRow {
        cluster_id: cluster_id.to_owned(),
        state: ClusterState::Running,
        document: Map::new(),
    }
}

fn change(context: &Context<'_>, cluster: ClusterRow, state: ClusterState) -> Answer {
    if state == ClusterState::Running {
        let cluster_id = &cluster.cluster_id;
        context.tables.forget_libraries(cluster_id, false)?;
    }
    let cluster = ClusterRow { state, ..cluster };
    context.tables.save_cluster(&cluster)?;
    Ok(json!({}))
}

fn unexpected_state(cluster: &ClusterRow) -> ServiceError {
    let state = match cluster.state {
        ClusterState::Running => "Running",
        ClusterState::Terminated | ClusterState::Deleted => "Terminated",
    };
    ServiceError::invalid_state(format!(
        "Cluster {} is in unexpected state {state}.",
        cluster.cluster_id
    ))
}

/// The cluster as it is read: what it was made with, and what the service adds.
fn view(cluster: &ClusterRow, context: &Context<'_>) -> Value {
    let mut view = cluster.document.clone();
    for (name, value) in [
        ("cluster_name", json!(cluster.cluster_id)),
        ("creator_user_name", json!(context.caller.name())),
        ("spark_version", json!(SPARK_VERSION)),
        ("node_type_id", json!(NODE_TYPE)),
        ("num_workers", json!(1)),
    ] {
        // A cluster that grows by itself has no fixed number of workers.
        if name != "num_workers" || !view.contains_key("autoscale") {
            view.entry(name).or_insert(value);
        }
    }
    view.insert("cluster_id".to_owned(), json!(cluster.cluster_id));
    view.insert("state".to_owned(), json!(cluster.state.name()));
    view.insert("state_message".to_owned(), json!(""));
    Value::Object(view)
}

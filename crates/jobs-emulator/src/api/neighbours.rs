//! The few endpoints beside Jobs that its clients call.

use serde_json::{Value, json};

use super::route::{Route, get, open, post};
use crate::service::request::Members;
use crate::service::{Answer, Context, ServiceError};

/// Routes of the neighbours, in both versions that clients use.
pub(super) const ALL: [Route; 12] = [
    open(get(
        "discovery",
        "/.well-known/databricks-config",
        discovery,
    )),
    get("current_user", "/api/2.0/preview/scim/v2/Me", current_user),
    get("get_cluster", "/api/2.0/clusters/get", cluster),
    get("get_cluster", "/api/2.1/clusters/get", cluster),
    post("start_cluster", "/api/2.0/clusters/start", start_cluster),
    post("start_cluster", "/api/2.1/clusters/start", start_cluster),
    get("list_clusters", "/api/2.0/clusters/list", clusters),
    get("list_clusters", "/api/2.1/clusters/list", clusters),
    get(
        "list_spark_versions",
        "/api/2.0/clusters/spark-versions",
        spark_versions,
    ),
    get(
        "list_spark_versions",
        "/api/2.1/clusters/spark-versions",
        spark_versions,
    ),
    get(
        "list_node_types",
        "/api/2.0/clusters/list-node-types",
        node_types,
    ),
    get(
        "list_node_types",
        "/api/2.1/clusters/list-node-types",
        node_types,
    ),
];

const SPARK_VERSION: &str = "16.4.x-scala2.12";
const NODE_TYPE: &str = "i3.xlarge";

/// `/.well-known/databricks-config`: where the workspace is. Needs no credentials.
fn discovery(context: &mut Context<'_>, _request: &Members) -> Answer {
    let oidc_endpoint = format!("{}/oidc", context.base_url);
    Ok(json!({ "oidc_endpoint": oidc_endpoint, "workspace_id": "1" }))
}

fn current_user(context: &mut Context<'_>, _request: &Members) -> Answer {
    let caller = context.caller;
    let groups = caller.groups().enumerate().map(|(place, name)| {
        json!({ "display": name, "value": (place + 1).to_string(), "type": "direct" })
    });
    let emails = json!([{ "type": "work", "value": caller.name(), "primary": true }]);
    Ok(json!({
        "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
        "id": caller.id().to_string(),
        "userName": caller.name(),
        "displayName": caller.name(),
        "active": true,
        "emails": if caller.is_user() { emails } else { json!([]) },
        "groups": groups.collect::<Vec<_>>(),
    }))
}

/// Any cluster exists, and runs.
fn cluster(context: &mut Context<'_>, request: &Members) -> Answer {
    let Some(cluster_id) = request.text("cluster_id")? else {
        return Err(ServiceError::invalid("Missing required field: cluster_id"));
    };
    Ok(running_cluster(cluster_id, context))
}

fn start_cluster(context: &mut Context<'_>, request: &Members) -> Answer {
    cluster(context, request).map(|_| json!({}))
}

fn clusters(context: &mut Context<'_>, _request: &Members) -> Answer {
    Ok(json!({ "clusters": [running_cluster("0000-000000-emulator", context)] }))
}

fn running_cluster(cluster_id: &str, context: &Context<'_>) -> Value {
    json!({
        "cluster_id": cluster_id,
        "cluster_name": cluster_id,
        "creator_user_name": context.caller.name(),
        "spark_version": SPARK_VERSION,
        "node_type_id": NODE_TYPE,
        "num_workers": 1,
        "state": "RUNNING",
        "state_message": "",
    })
}

fn spark_versions(_context: &mut Context<'_>, _request: &Members) -> Answer {
    let name = "16.4 LTS (includes Apache Spark 3.5.2, Scala 2.12)";
    Ok(json!({ "versions": [{ "key": SPARK_VERSION, "name": name }] }))
}

fn node_types(_context: &mut Context<'_>, _request: &Members) -> Answer {
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

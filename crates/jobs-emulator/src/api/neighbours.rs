//! The few endpoints beside Jobs that its clients call, and where they are: clusters in each version
//! that clients use.

use super::route::{Route, delete, get, patch, post};
use crate::service::{clusters, current_user, destinations, libraries};

/// Their routes.
pub(super) const ALL: &[Route] = &[
    get(
        "current_user",
        "/api/2.0/preview/scim/v2/Me",
        current_user::me,
    ),
    post(
        "create_cluster",
        "/api/2.0/clusters/create",
        clusters::create,
    ),
    post(
        "create_cluster",
        "/api/2.1/clusters/create",
        clusters::create,
    ),
    get("get_cluster", "/api/2.0/clusters/get", clusters::get),
    get("get_cluster", "/api/2.1/clusters/get", clusters::get),
    get("list_clusters", "/api/2.0/clusters/list", clusters::list),
    get("list_clusters", "/api/2.1/clusters/list", clusters::list),
    post("start_cluster", "/api/2.0/clusters/start", clusters::start),
    post("start_cluster", "/api/2.1/clusters/start", clusters::start),
    post(
        "restart_cluster",
        "/api/2.0/clusters/restart",
        clusters::restart,
    ),
    post(
        "restart_cluster",
        "/api/2.1/clusters/restart",
        clusters::restart,
    ),
    post(
        "delete_cluster",
        "/api/2.0/clusters/delete",
        clusters::delete,
    ),
    post(
        "delete_cluster",
        "/api/2.1/clusters/delete",
        clusters::delete,
    ),
    post(
        "permanent_delete_cluster",
        "/api/2.0/clusters/permanent-delete",
        clusters::permanent_delete,
    ),
    post(
        "permanent_delete_cluster",
        "/api/2.1/clusters/permanent-delete",
        clusters::permanent_delete,
    ),
    get(
        "list_spark_versions",
        "/api/2.0/clusters/spark-versions",
        clusters::spark_versions,
    ),
    get(
        "list_spark_versions",
        "/api/2.1/clusters/spark-versions",
        clusters::spark_versions,
    ),
    get(
        "list_node_types",
        "/api/2.0/clusters/list-node-types",
        clusters::node_types,
    ),
    get(
        "list_node_types",
        "/api/2.1/clusters/list-node-types",
        clusters::node_types,
    ),
    post(
        "install_libraries",
        "/api/2.0/libraries/install",
        libraries::install,
    ),
    post(
        "uninstall_libraries",
        "/api/2.0/libraries/uninstall",
        libraries::uninstall,
    ),
    get(
        "get_library_statuses",
        "/api/2.0/libraries/cluster-status",
        libraries::cluster_status,
    ),
    get(
        "list_library_statuses",
        "/api/2.0/libraries/all-cluster-statuses",
        libraries::all_cluster_statuses,
    ),
    post(
        "create_notification_destination",
        DESTINATIONS,
        destinations::create,
    ),
    get(
        "list_notification_destinations",
        DESTINATIONS,
        destinations::list,
    ),
    get(
        "get_notification_destination",
        DESTINATION,
        destinations::get,
    ),
    patch(
        "update_notification_destination",
        DESTINATION,
        destinations::update,
    ),
    delete(
        "delete_notification_destination",
        DESTINATION,
        destinations::delete,
    ),
];

const DESTINATIONS: &str = "/api/2.0/notification-destinations";
const DESTINATION: &str = "/api/2.0/notification-destinations/{id}";

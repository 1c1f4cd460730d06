//! The operations of the Jobs API 2.2 and where they are.

use super::route::{Route, get, patch, post, put};
use crate::service::{jobs, permissions, policy_compliance, runs};

/// All operations.
pub(super) const ALL: [Route; 23] = [
    post("create", "/api/2.2/jobs/create", jobs::create),
    get("get", "/api/2.2/jobs/get", jobs::get),
    get("list", "/api/2.2/jobs/list", jobs::list),
    post("update", "/api/2.2/jobs/update", jobs::update),
    post("reset", "/api/2.2/jobs/reset", jobs::reset),
    post("delete", "/api/2.2/jobs/delete", jobs::delete),
    post("run_now", "/api/2.2/jobs/run-now", runs::run_now),
    post("submit", "/api/2.2/jobs/runs/submit", runs::submit),
    get("get_run", "/api/2.2/jobs/runs/get", runs::get),
    get(
        "get_run_output",
        "/api/2.2/jobs/runs/get-output",
        runs::get_output,
    ),
    get("list_runs", "/api/2.2/jobs/runs/list", runs::list),
    get("export_run", "/api/2.2/jobs/runs/export", runs::export),
    post("cancel_run", "/api/2.2/jobs/runs/cancel", runs::cancel),
    post(
        "cancel_all_runs",
        "/api/2.2/jobs/runs/cancel-all",
        runs::cancel_all,
    ),
    post("repair_run", "/api/2.2/jobs/runs/repair", runs::repair),
    post("delete_run", "/api/2.2/jobs/runs/delete", runs::delete),
    get(
        "get_permissions",
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::get,
    ),
    put(
        "set_permissions",
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::set,
    ),
    patch(
        "update_permissions",
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::update,
    ),
    get(
        "get_permission_levels",
        "/api/2.0/permissions/jobs/{job_id}/permissionLevels",
        permissions::levels,
    ),
    get(
        "get_compliance",
        "/api/2.0/policies/jobs/get-compliance",
        policy_compliance::get,
    ),
    post(
        "enforce_compliance",
        "/api/2.0/policies/jobs/enforce-compliance",
        policy_compliance::enforce,
    ),
    get(
        "list_compliance",
        "/api/2.0/policies/jobs/list-compliance",
        policy_compliance::list,
    ),
];

/// Services of the product beside Jobs, by the first segment of their paths.
const OTHER_SERVICES: [&str; 27] = [
    "account",
    "alerts",
    "apps",
    "cluster-policies",
    "clusters",
    "command-execution",
    "dbfs",
    "fs",
    "git-credentials",
    "global-init-scripts",
    "instance-pools",
    "instance-profiles",
    "libraries",
    "lakeview",
    "mlflow",
    "notification-destinations",
    "permissions",
    "pipelines",
    "policies",
    "preview",
    "queries",
    "repos",
    "secrets",
    "serving-endpoints",
    "sql",
    "unity-catalog",
    "workspace",
];

/// Whether the product has something at this path, or likely has, that the emulator lacks.
pub(super) fn is_known_elsewhere(path: &str) -> bool {
    let Some(path) = path.strip_prefix("/api/2.") else {
        return false;
    };
    let Some((version, path)) = path.split_once('/') else {
        return false;
    };
    let service = path.split('/').next().unwrap_or_default();
    if service == "jobs" {
        // Of the older versions of Jobs, exactly the operations that are known.
        let known = |route: &Route| route.path.strip_prefix("/api/2.2/") == Some(path);
        return matches!(version, "0" | "1") && ALL.iter().any(known);
    }
    OTHER_SERVICES.contains(&service)
}

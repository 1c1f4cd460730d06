//! The operations of the Jobs API and where they are.

use super::route::{Route, get, patch, post, put};
use crate::service::version::ApiVersion;
use crate::service::{jobs, output, permissions, policy_compliance, runs, start};

/// What there is in each version, by its path below `/api/VERSION/jobs/`.
const VERSIONED: &[Route] = &[
    post("create", "create", jobs::create),
    get("get", "get", jobs::get),
    get("list", "list", jobs::list),
    post("update", "update", jobs::update),
    post("reset", "reset", jobs::reset),
    post("delete", "delete", jobs::delete),
    post("run_now", "run-now", start::run_now),
    post("submit", "runs/submit", start::submit),
    get("get_run", "runs/get", runs::get),
    get("get_run_output", "runs/get-output", output::get_output),
    get("list_runs", "runs/list", runs::list),
    get("export_run", "runs/export", output::export),
    post("cancel_run", "runs/cancel", runs::cancel),
    post("cancel_all_runs", "runs/cancel-all", runs::cancel_all),
    post("repair_run", "runs/repair", runs::repair),
    post("delete_run", "runs/delete", runs::delete),
];

/// What there is once, whatever the version of the rest.
pub(super) const UNVERSIONED: &[Route] = &[
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
const OTHER_SERVICES: [&str; 26] = [
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

/// The operations of a version, with their paths.
pub(super) fn of(version: ApiVersion) -> impl Iterator<Item = (String, Route)> {
    let routes = VERSIONED
        .iter()
        .filter(move |route| version.has(route.name));
    routes.map(move |route| {
        let path = format!("/api/{version}/jobs/{}", route.path);
        let route = Route { version, ..*route };
        (path, route)
    })
}

/// Whether the product likely has something at this path, beside Jobs, that the emulator lacks.
pub(super) fn is_known_elsewhere(path: &str) -> bool {
    let Some(path) = path.strip_prefix("/api/2.") else {
        return false;
    };
    let service = path.split('/').nth(1).unwrap_or_default();
    OTHER_SERVICES.contains(&service)
}

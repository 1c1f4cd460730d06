//! The operations of the Jobs API 2.2 and where they are.

use axum::routing::MethodFilter;

use super::Route;
use crate::service::{jobs, permissions, policy_compliance, runs};

/// All operations.
pub(super) const ALL: [Route; 23] = [
    (MethodFilter::POST, "/api/2.2/jobs/create", jobs::create),
    (MethodFilter::GET, "/api/2.2/jobs/get", jobs::get),
    (MethodFilter::GET, "/api/2.2/jobs/list", jobs::list),
    (MethodFilter::POST, "/api/2.2/jobs/update", jobs::update),
    (MethodFilter::POST, "/api/2.2/jobs/reset", jobs::reset),
    (MethodFilter::POST, "/api/2.2/jobs/delete", jobs::delete),
    (MethodFilter::POST, "/api/2.2/jobs/run-now", runs::run_now),
    (
        MethodFilter::POST,
        "/api/2.2/jobs/runs/submit",
        runs::submit,
    ),
    (MethodFilter::GET, "/api/2.2/jobs/runs/get", runs::get),
    (
        MethodFilter::GET,
        "/api/2.2/jobs/runs/get-output",
        runs::get_output,
    ),
    (MethodFilter::GET, "/api/2.2/jobs/runs/list", runs::list),
    (MethodFilter::GET, "/api/2.2/jobs/runs/export", runs::export),
    (
        MethodFilter::POST,
        "/api/2.2/jobs/runs/cancel",
        runs::cancel,
    ),
    (
        MethodFilter::POST,
        "/api/2.2/jobs/runs/cancel-all",
        runs::cancel_all,
    ),
    (
        MethodFilter::POST,
        "/api/2.2/jobs/runs/repair",
        runs::repair,
    ),
    (
        MethodFilter::POST,
        "/api/2.2/jobs/runs/delete",
        runs::delete,
    ),
    (
        MethodFilter::GET,
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::get,
    ),
    (
        MethodFilter::PUT,
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::set,
    ),
    (
        MethodFilter::PATCH,
        "/api/2.0/permissions/jobs/{job_id}",
        permissions::update,
    ),
    (
        MethodFilter::GET,
        "/api/2.0/permissions/jobs/{job_id}/permissionLevels",
        permissions::levels,
    ),
    (
        MethodFilter::GET,
        "/api/2.0/policies/jobs/get-compliance",
        policy_compliance::get,
    ),
    (
        MethodFilter::POST,
        "/api/2.0/policies/jobs/enforce-compliance",
        policy_compliance::enforce,
    ),
    (
        MethodFilter::GET,
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
        let known = |route: &Route| route.1.strip_prefix("/api/2.2/") == Some(path);
        return matches!(version, "0" | "1") && ALL.iter().any(known);
    }
    OTHER_SERVICES.contains(&service)
}

//! What the service makes of settings: what it fills in, what it keeps, and which order it knows.
//!
//! A place is a path without keys: `tasks[].notebook_task.source`. Types that are in several places
//! have one of their own.

use jobs_runtime::json::Value;

/// Where a type is that has a place elsewhere, and that place.
const SAME: [(&str, &str); 8] = [
    ("tasks[].for_each_task.task", "tasks[]"),
    ("tasks[].new_cluster", CLUSTER),
    ("job_clusters[].new_cluster", CLUSTER),
    ("tasks[].email_notifications", "email_notifications"),
    ("tasks[].webhook_notifications", "webhook_notifications"),
    ("tasks[].notification_settings", "notification_settings"),
    ("tasks[].health", "health"),
    (
        "tasks[].run_job_task.pipeline_params",
        "tasks[].pipeline_task",
    ),
];

/// The place of clusters.
pub(super) const CLUSTER: &str = "new_cluster";

/// The place of the most runs at a time.
pub(super) const MOST_RUNS: &str = "max_concurrent_runs";

/// What the service writes itself, or acts upon and does not keep.
const IGNORED: [&str; 3] = [
    "format",
    "git_source.git_snapshot",
    "new_cluster.apply_policy_default_values",
];

/// What stays as it is where it is left out.
const KEPT: [&str; 1] = ["run_as"];

/// What is the same in upper and lower case.
const CASELESS: [&str; 1] = ["git_source.git_provider"];

/// The members of an empty object.
const NO_MEMBERS: [(&str, bool); 0] = [];

/// A default.
#[derive(Clone, Copy)]
enum Default {
    Text(&'static str),
    Number(i64),
    False,
    /// An object without members.
    Empty,
    /// Runs wait when too many are active.
    Queued,
    /// The repository if there is one, else the workspace.
    Source,
}

/// What is there where a member is left out.
const DEFAULTS: &[(&str, Default)] = &[
    ("name", Default::Text("Untitled")),
    ("description", Default::Text("")),
    (MOST_RUNS, Default::Number(1)),
    ("timeout_seconds", Default::Number(0)),
    ("queue", Default::Queued),
    ("edit_mode", Default::Text("EDITABLE")),
    ("performance_target", Default::Text("PERFORMANCE_OPTIMIZED")),
    ("tags", Default::Empty),
    ("email_notifications", Default::Empty),
    (
        "email_notifications.no_alert_for_skipped_runs",
        Default::False,
    ),
    ("webhook_notifications", Default::Empty),
    ("notification_settings", Default::Empty),
    (
        "notification_settings.no_alert_for_skipped_runs",
        Default::False,
    ),
    (
        "notification_settings.no_alert_for_canceled_runs",
        Default::False,
    ),
    (
        "notification_settings.alert_on_last_attempt",
        Default::False,
    ),
    ("health", Default::Empty),
    ("schedule.pause_status", Default::Text("UNPAUSED")),
    ("trigger.pause_status", Default::Text("UNPAUSED")),
    (
        "trigger.table_update.condition",
        Default::Text("ANY_UPDATED"),
    ),
    ("continuous.pause_status", Default::Text("UNPAUSED")),
    ("continuous.task_retry_mode", Default::Text("NEVER")),
    ("triggers[].pause_status", Default::Text("UNPAUSED")),
    (
        "triggers[].table_update.condition",
        Default::Text("ANY_UPDATED"),
    ),
    (
        "triggers[].continuous.task_retry_mode",
        Default::Text("NEVER"),
    ),
    ("tasks[].description", Default::Text("")),
    ("tasks[].run_if", Default::Text("ALL_SUCCESS")),
    ("tasks[].disabled", Default::False),
    ("tasks[].timeout_seconds", Default::Number(0)),
    ("tasks[].max_retries", Default::Number(0)),
    ("tasks[].min_retry_interval_millis", Default::Number(0)),
    ("tasks[].retry_on_timeout", Default::False),
    ("tasks[].disable_auto_optimization", Default::False),
    ("tasks[].email_notifications", Default::Empty),
    ("tasks[].webhook_notifications", Default::Empty),
    ("tasks[].notification_settings", Default::Empty),
    ("tasks[].health", Default::Empty),
    ("tasks[].notebook_task.source", Default::Source),
    ("tasks[].notebook_task.base_parameters", Default::Empty),
    (
        "tasks[].spark_python_task.source",
        Default::Text("WORKSPACE"),
    ),
    ("tasks[].python_wheel_task.named_parameters", Default::Empty),
    ("tasks[].sql_task.file.source", Default::Source),
    ("tasks[].sql_task.parameters", Default::Empty),
    ("tasks[].dbt_task.source", Default::Source),
    ("tasks[].dbt_task.schema", Default::Text("default")),
    ("tasks[].pipeline_task.full_refresh", Default::False),
    ("tasks[].pipeline_task.parameters", Default::Empty),
    ("tasks[].run_job_task.job_parameters", Default::Empty),
    ("tasks[].run_job_task.notebook_params", Default::Empty),
    ("tasks[].run_job_task.python_named_params", Default::Empty),
    ("tasks[].run_job_task.sql_params", Default::Empty),
    ("tasks[].for_each_task.concurrency", Default::Number(1)),
    (
        "tasks[].clean_rooms_notebook_task.notebook_base_parameters",
        Default::Empty,
    ),
    (
        "new_cluster.data_security_mode",
        Default::Text("SINGLE_USER"),
    ),
    ("new_cluster.enable_elastic_disk", Default::False),
    ("new_cluster.spark_conf", Default::Empty),
    ("new_cluster.spark_env_vars", Default::Empty),
    ("new_cluster.custom_tags", Default::Empty),
    ("new_cluster.aws_attributes", Default::Empty),
    (
        "new_cluster.aws_attributes.availability",
        Default::Text("SPOT_WITH_FALLBACK"),
    ),
    ("new_cluster.aws_attributes.zone_id", Default::Text("auto")),
    (
        "new_cluster.aws_attributes.spot_bid_price_percent",
        Default::Number(100),
    ),
    ("new_cluster.azure_attributes", Default::Empty),
    (
        "new_cluster.azure_attributes.spot_bid_max_price",
        Default::Number(-1),
    ),
    ("new_cluster.gcp_attributes", Default::Empty),
    ("new_cluster.gcp_attributes.zone_id", Default::Text("HA")),
    (
        "new_cluster.gcp_attributes.use_preemptible_executors",
        Default::False,
    ),
    (
        "new_cluster.init_scripts[].s3.enable_encryption",
        Default::False,
    ),
    (
        "new_cluster.init_scripts[].s3.encryption_type",
        Default::Text("sse-s3"),
    ),
    (
        "new_cluster.cluster_log_conf.s3.enable_encryption",
        Default::False,
    ),
    (
        "new_cluster.cluster_log_conf.s3.encryption_type",
        Default::Text("sse-s3"),
    ),
];

/// Lists whose elements are told by one of their members, and that member. `*` is any member.
const KEYED: [(&str, &str); 9] = [
    ("tasks", "task_key"),
    ("tasks[].depends_on", "task_key"),
    ("job_clusters", "job_cluster_key"),
    ("environments", "environment_key"),
    ("environment_variables", "environment_variables_key"),
    ("parameters", "name"),
    ("health.rules", "metric"),
    ("webhook_notifications.*", "id"),
    ("tasks[].python_operator_task.parameters", "name"),
];

/// Lists whose elements have no order.
const UNORDERED: [&str; 14] = [
    "email_notifications.*",
    "tasks[].libraries",
    "trigger.table_update.table_names",
    "trigger.model.aliases",
    "triggers[].table_update.table_names",
    "triggers[].model.aliases",
    "tasks[].sql_task.alert.subscriptions",
    "tasks[].sql_task.dashboard.subscriptions",
    "tasks[].alert_task.subscribers",
    "tasks[].dashboard_task.subscription.subscribers",
    "tasks[].pipeline_task.refresh_selection",
    "tasks[].pipeline_task.full_refresh_selection",
    "tasks[].pipeline_task.refresh_flow_selection",
    "tasks[].pipeline_task.reset_checkpoint_selection",
];

/// How the elements of two lists belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// By their order.
    Counts,
    /// By this member of theirs.
    Keyed(&'static str),
    /// By what they are.
    None,
}

/// The one place of a type that is in several.
pub(super) fn same(place: &str) -> Option<&'static str> {
    let known = SAME.iter().find(|(there, _)| *there == place);
    known.map(|(_, place)| *place)
}

/// Whether differences here mean nothing.
pub(super) fn is_ignored(place: &str) -> bool {
    IGNORED.contains(&place)
}

/// Whether what is left out here stays as it is.
pub(super) fn is_kept(place: &str) -> bool {
    KEPT.contains(&place)
}

/// Whether upper and lower case are the same here.
pub(super) fn is_caseless(place: &str) -> bool {
    CASELESS.contains(&place)
}

/// How the elements of lists here belong together.
pub(super) fn order(place: &str) -> Order {
    let is_here = |pattern: &str| match pattern.strip_suffix('*') {
        Some(owner) => place.starts_with(owner) && !place.ends_with("[]"),
        None => pattern == place,
    };
    if let Some((_, key)) = KEYED.iter().find(|(pattern, _)| is_here(pattern)) {
        return Order::Keyed(key);
    }
    match UNORDERED.iter().any(|pattern| is_here(pattern)) {
        true => Order::None,
        false => Order::Counts,
    }
}

/// What is there where a member is left out; `from_git` tells whether the settings have a
/// repository.
pub(super) fn default(place: &str, from_git: bool) -> Option<Value> {
    let known = DEFAULTS.iter().find(|(there, _)| *there == place);
    let (_, default) = known?;
    Some(match *default {
        Default::Text(text) => Value::from(text),
        Default::Number(number) => Value::from(number),
        Default::False => Value::from(false),
        Default::Empty => Value::from_iter(NO_MEMBERS),
        Default::Queued => Value::from_iter([("enabled", true)]),
        Default::Source if from_git => Value::from("GIT"),
        Default::Source => Value::from("WORKSPACE"),
    })
}

//! The calls below `/api/emulator/`.

use std::time::Duration;

use axum::body::Bytes;
use http::Method;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{Fault, RateLimit, Workspace, Workspaces, notifications, policies, triggers};
use crate::Rule;
use crate::service::ServiceError;
use crate::service::request::Members;

/// Where all calls are.
pub(crate) const PREFIX: &str = "/api/emulator/";

/// The call that waits until everything is posted.
pub(crate) const SETTLE: &str = "notifications/settle";

/// Largest snapshot that is taken, in bytes.
pub(crate) const MAX_SNAPSHOT: usize = 1024 * 1024 * 1024;

/// A call, and whom it came from.
#[derive(Debug)]
pub(crate) struct AdminCall<'a> {
    pub(crate) workspaces: &'a Workspaces,
    pub(crate) workspace: &'a Workspace,
    pub(crate) token: &'a str,
    pub(crate) query: &'a str,
    pub(crate) body: &'a Bytes,
}

/// What a call is answered with.
#[derive(Debug)]
pub(crate) enum Reply {
    Json(Value),
    /// A SQLite database.
    Database(Vec<u8>),
}

type Handler = fn(&AdminCall<'_>) -> Result<Reply, ServiceError>;

/// All calls: method, path below [`PREFIX`], and what answers.
const ALL: [(Method, &str, Handler); 35] = [
    (Method::GET, "clock", clock),
    (Method::POST, "clock/advance", advance),
    (Method::GET, "outcomes", outcomes),
    (Method::POST, "outcomes", add_outcome),
    (Method::DELETE, "outcomes", clear_outcomes),
    (Method::GET, "faults", faults),
    (Method::POST, "faults", add_fault),
    (Method::DELETE, "faults", remove_faults),
    (Method::GET, "rate-limits", rate_limits),
    (Method::POST, "rate-limits", add_rate_limit),
    (Method::DELETE, "rate-limits", clear_rate_limits),
    (Method::GET, "limits", limits),
    (Method::POST, "limits", change_limits),
    (Method::DELETE, "limits", reset_limits),
    (Method::GET, "triggers", triggers::list),
    (Method::POST, "triggers/fire", triggers::fire),
    (Method::POST, "files/arrive", triggers::file_arrives),
    (Method::POST, "tables/update", triggers::update_table),
    (Method::POST, "models/update", triggers::update_model),
    (Method::POST, "sql-results", triggers::set_sql_result),
    (Method::GET, "strict", strict),
    (Method::POST, "strict", set_strict),
    (Method::POST, "tokens/expire", expire_token),
    (Method::GET, "journal", journal),
    (Method::DELETE, "journal", clear_journal),
    (Method::GET, "notifications", notifications::list),
    (Method::DELETE, "notifications", notifications::clear),
    (Method::POST, SETTLE, notifications::settled),
    (
        Method::POST,
        "notification-destinations",
        notifications::set_destination,
    ),
    (
        Method::POST,
        "streaming-backlog",
        notifications::report_backlog,
    ),
    (Method::POST, "policy-compliance", policies::set_violations),
    (Method::GET, "snapshot", snapshot),
    (Method::PUT, "snapshot", restore),
    (Method::POST, "reset", reset),
    (Method::DELETE, "workspace", forget),
];

/// Answers a call to this path below [`PREFIX`].
pub(crate) fn answer(
    method: &Method,
    path: &str,
    call: &AdminCall<'_>,
) -> Result<Reply, ServiceError> {
    let found = ALL
        .iter()
        .find(|(known, at, _)| known == method && *at == path);
    match found {
        Some((_, _, handler)) => handler(call),
        None => {
            let known: Vec<String> = ALL
                .iter()
                .map(|(method, path, _)| format!("{method} {PREFIX}{path}"))
                .collect();
            Err(ServiceError::no_admin_endpoint(format!(
                "There is no '{method} {PREFIX}{path}', but {}.",
                known.join(", ")
            )))
        }
    }
}

fn clock(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let next = call
        .workspace
        .service()
        .act(|context| Ok(context.scheduler.next_due()))?;
    Ok(Reply::Json(json!({
        "now": call.workspace.now(),
        "virtual": call.workspace.clock().move_by(Duration::ZERO),
        "next_event": next,
    })))
}

fn advance(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let time = call.millis(&request, "milliseconds")?.ok_or_else(|| {
        ServiceError::invalid("Missing required field: milliseconds, how long to advance the clock")
    })?;
    call.workspace
        .advance(time)
        .map_err(|error| ServiceError::invalid_state(error.to_string()))?;
    clock(call)
}

fn outcomes(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let rules = call
        .workspace
        .service()
        .act(|context| Ok(json!(context.scheduler.simulator.rules())))?;
    Ok(Reply::Json(json!({ "outcomes": rules })))
}

fn add_outcome(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace.add_outcome(call.document::<Rule>()?);
    done()
}

fn clear_outcomes(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let service = call.workspace.service();
    service.change_simulator(crate::execute::Simulator::clear_rules);
    done()
}

fn faults(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let faults = call.workspace.controls().faults.list();
    Ok(Reply::Json(json!({ "faults": faults })))
}

fn add_fault(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let fault = call.document::<Fault>()?;
    let added = call.workspace.add_fault(fault);
    let id = added.map_err(|error| ServiceError::invalid(error.to_string()))?;
    Ok(Reply::Json(json!({ "id": id })))
}

fn remove_faults(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let id = call.members()?.integer("id")?;
    // No fault has a negative id.
    let id = id.map(|id| u64::try_from(id).unwrap_or(0));
    let removed = call.workspace.controls().faults.remove(id);
    Ok(Reply::Json(json!({ "removed": removed })))
}

fn rate_limits(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let controls = call.workspace.controls();
    Ok(Reply::Json(
        json!({ "rate_limits": controls.rate_limits.all() }),
    ))
}

/// Adds one limit, or without one those of the service.
fn add_rate_limit(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let limits = if call.members()?.all().is_empty() {
        RateLimit::of_the_service()
    } else {
        vec![call.document::<RateLimit>()?]
    };
    for limit in limits {
        limit
            .check(&call.workspace.setup().operations)
            .map_err(ServiceError::invalid)?;
        call.workspace.controls().rate_limits.add(limit);
    }
    rate_limits(call)
}

fn clear_rate_limits(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace
        .set_rate_limits(Vec::new())
        .map_err(|error| ServiceError::invalid(error.to_string()))?;
    done()
}

fn limits(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    Ok(Reply::Json(json!(call.workspace.limits()?)))
}

/// Changes the limits that the body names.
fn change_limits(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let changes = call.document::<Map<String, Value>>()?;
    let changed = call.workspace.limits()?.changed(changes);
    let changed = changed.map_err(ServiceError::invalid)?;
    call.workspace.change_limits(changed)?;
    limits(call)
}

/// Goes back to the limits of the start.
fn reset_limits(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let start = call.workspace.setup().workspace.limits.clone();
    call.workspace.change_limits(start)?;
    limits(call)
}

fn strict(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let strict = call.workspace.controls().strict;
    Ok(Reply::Json(json!({ "strict": strict })))
}

fn set_strict(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    if request.value("strict").is_none() {
        let message = "Missing required field: strict, true or false";
        return Err(ServiceError::invalid(message));
    }
    call.workspace.set_strict(request.boolean("strict")?);
    strict(call)
}

/// Lets a token end, or without one the caller's: at once, or after a time.
fn expire_token(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let token = request.text("token")?.unwrap_or(call.token);
    let after = call.millis(&request, "after_ms")?;
    call.workspaces
        .of(token)?
        .expire_token(token, after.unwrap_or_default());
    done()
}

fn journal(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let request = call.members()?;
    let after = request.integer("after")?.unwrap_or(0);
    let controls = call.workspace.controls();
    let entries = controls.journal.entries(
        u64::try_from(after).unwrap_or(0),
        request.text("operation")?,
    );
    Ok(Reply::Json(json!({
        "requests": entries,
        "dropped": controls.journal.dropped(),
    })))
}

fn clear_journal(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace.clear_journal();
    done()
}

fn snapshot(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace.service().snapshot().map(Reply::Database)
}

fn restore(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    call.workspace.service().restore(call.body)?;
    done()
}

fn reset(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let reset = call.workspace.reset();
    reset.map_err(|error| ServiceError::invalid_state(error.to_string()))?;
    done()
}

fn forget(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    if call.workspaces.forget(call.token) {
        return done();
    }
    Err(ServiceError::invalid_state(
        "All tokens share one workspace: start the emulator with a workspace for each token.",
    ))
}

pub(super) fn done() -> Result<Reply, ServiceError> {
    Ok(Reply::Json(json!({})))
}

impl AdminCall<'_> {
    /// Members of the body and parameters of the query.
    pub(super) fn members(&self) -> Result<Members, ServiceError> {
        Members::parse(self.body, self.query)
    }

    /// The body as one document.
    pub(super) fn document<T: DeserializeOwned>(&self) -> Result<T, ServiceError> {
        let body: Map<String, Value> =
            serde_json::from_slice(self.body).map_err(ServiceError::malformed)?;
        serde_json::from_value(Value::Object(body)).map_err(ServiceError::malformed)
    }

    fn millis(&self, request: &Members, name: &str) -> Result<Option<Duration>, ServiceError> {
        let Some(millis) = request.integer(name)? else {
            return Ok(None);
        };
        let millis = u64::try_from(millis)
            .map_err(|_| ServiceError::invalid(format!("{name} must not be negative: {millis}")))?;
        Ok(Some(Duration::from_millis(millis)))
    }
}

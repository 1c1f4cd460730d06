//! How triggers stand, as the service shows it.

use serde_json::{Map, Value, json};

use super::request::Members;
use super::{Context, ServiceError};
use crate::engine::scheduler::Armed;
use crate::engine::trigger::{Trigger, Watched};
use crate::settings;
use crate::store::JobRow;

/// Adds to a job what was asked for: the state of its one trigger, or states and histories of its
/// several ones.
pub(crate) fn add(
    view: &mut Map<String, Value>,
    context: &Context<'_>,
    job: &JobRow,
    request: &Members,
) -> Result<(), ServiceError> {
    let with_state = request.boolean("include_trigger_state")?;
    let with_history = request.boolean("include_trigger_history")?;
    let settings = context.tables.settings(job.settings_id)?;
    let triggers = context.scheduler.triggers_of(job.job_id);
    if settings::elements(&settings, "triggers").is_empty() {
        if let (true, Some(armed)) = (with_state, triggers.first()) {
            let state = state_of_one(context, job.job_id, armed);
            view.insert("trigger_state".to_owned(), state);
        }
        return Ok(());
    }
    if with_state || with_history {
        let details = triggers.iter().map(|armed| {
            let mut details = Map::new();
            if with_state {
                details.insert("state".to_owned(), state(armed));
            }
            if with_history {
                details.insert("history".to_owned(), history(armed));
            }
            Value::Object(details)
        });
        view.insert("trigger_details".to_owned(), details.collect());
    }
    Ok(())
}

/// All that is known of the triggers of a job, for the emulator's own calls.
pub(crate) fn all(context: &Context<'_>, job_id: i64) -> Value {
    let triggers = context.scheduler.triggers_of(job_id).iter();
    triggers
        .map(
            |armed| json!({ "next": armed.next, "state": state(armed), "history": history(armed) }),
        )
        .collect()
}

/// The state of the only trigger of a job.
fn state_of_one(context: &Context<'_>, job_id: i64, armed: &Armed) -> Value {
    let mut state = shared(armed);
    match &armed.configured.trigger {
        Trigger::Continuous if context.scheduler.is_kickstarted(job_id) => {
            state.insert("pause_status".to_owned(), json!("UNPAUSED"));
        }
        Trigger::Watch(watch) => match &watch.what {
            Watched::Files(_) => {
                state.insert("file_arrival".to_owned(), own(armed).1);
            }
            Watched::Tables { .. } => {
                state.insert("table".to_owned(), own(armed).1);
            }
            Watched::Model { .. } | Watched::Job(_) => {}
        },
        _ => {}
    }
    Value::Object(state)
}

/// The state of one of several triggers.
fn state(armed: &Armed) -> Value {
    let mut state = shared(armed);
    let (kind, own) = own(armed);
    state.insert(kind.to_owned(), own);
    Value::Object(state)
}

/// What all kinds of triggers tell.
fn shared(armed: &Armed) -> Map<String, Value> {
    let paused = armed.configured.paused;
    let pause_status = if paused { "PAUSED" } else { "UNPAUSED" };
    let mut state = Map::from_iter([("pause_status".to_owned(), json!(pause_status))]);
    if let (Some(_), Some(satisfied)) = (&armed.configured.gate, armed.state.sql_satisfied) {
        let condition = json!({ "latest_condition_evaluation_satisfied": satisfied });
        state.insert("sql_condition".to_owned(), condition);
    }
    state
}

/// What one kind of triggers tells, with the name of the kind.
fn own(armed: &Armed) -> (&'static str, Value) {
    match &armed.configured.trigger {
        Trigger::Schedule(_) => ("schedule", json!({})),
        Trigger::Periodic(_) => (
            "periodic",
            armed
                .next
                .map_or_else(|| json!({}), |next| json!({ "next_run_time": next })),
        ),
        Trigger::Continuous => {
            let failures = armed.state.failures;
            let waits = armed.next.filter(|_| failures > 0);
            let mut state = json!({
                "consecutive_failures": failures,
                "is_backing_off": waits.is_some(),
            });
            if let Some(next) = armed.next {
                state["next_attempt_ms"] = json!(next);
            }
            ("continuous", state)
        }
        Trigger::Watch(watch) => match &watch.what {
            Watched::Files(_) => ("file_arrival", json!({ "using_file_events": false })),
            Watched::Tables { names, .. } => ("table_update", tables(armed, names)),
            Watched::Model { .. } => ("model", json!({})),
            Watched::Job(_) => ("job_completion", json!({})),
        },
    }
}

fn tables(armed: &Armed, names: &[String]) -> Value {
    let updated = |name: &String| {
        let changes = armed.state.changes.as_ref();
        changes.is_some_and(|changes| changes.tables.iter().any(|table| table.name == *name))
    };
    let states: Vec<Value> = names
        .iter()
        .map(|name| json!({ "table_name": name, "has_seen_updates": updated(name) }))
        .collect();
    json!({ "last_seen_table_states": states, "using_scalable_monitoring": false })
}

/// The latest evaluations of a trigger.
fn history(armed: &Armed) -> Value {
    let state = &armed.state;
    let evaluations = [
        ("last_triggered", &state.last_triggered),
        ("last_not_triggered", &state.last_not_triggered),
        ("last_failed", &state.last_failed),
    ];
    let known = evaluations
        .into_iter()
        .filter_map(|(name, evaluation)| Some((name.to_owned(), json!(evaluation.as_ref()?))));
    Value::Object(known.collect())
}

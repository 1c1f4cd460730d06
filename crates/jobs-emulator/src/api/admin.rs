//! What only the emulator has: rules for the outcomes of simulated tasks.

use axum::routing::MethodFilter;
use serde_json::{Value, json};

use super::Route;
use crate::Rule;
use crate::service::request::Members;
use crate::service::{Answer, Context, ServiceError};

/// Routes of the emulator itself.
pub(super) const ALL: [Route; 3] = [
    (MethodFilter::GET, "/api/emulator/outcomes", outcomes),
    (MethodFilter::POST, "/api/emulator/outcomes", add_outcome),
    (
        MethodFilter::DELETE,
        "/api/emulator/outcomes",
        clear_outcomes,
    ),
];

fn outcomes(context: &mut Context<'_>, _request: &Members) -> Answer {
    Ok(json!({ "outcomes": context.scheduler.simulator.rules() }))
}

fn add_outcome(context: &mut Context<'_>, request: &Members) -> Answer {
    let rule = Value::Object(request.all().clone());
    let rule: Rule = serde_json::from_value(rule).map_err(ServiceError::malformed)?;
    context.scheduler.simulator.add_rule(rule);
    Ok(json!({}))
}

fn clear_outcomes(context: &mut Context<'_>, _request: &Members) -> Answer {
    context.scheduler.simulator.clear_rules();
    Ok(json!({}))
}

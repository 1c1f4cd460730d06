//! Whether jobs comply with the cluster policies that they use. Here all do that were not said to lack
//! something.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::access::{self, Right};
use super::page_token::{self, Limits, Rows};
use super::request::Members;
use super::{Answer, Context, PolicyViolations, ServiceError, jobs, settings};
use crate::store::{Direction, JobRow, PageRequest};

const LIMITS: Limits = Limits {
    rows: Rows::Jobs,
    default: 20,
    max: 100,
    zero: None,
};

/// Most violations that are told.
const MAX_VIOLATIONS: usize = 200;

/// `policies/jobs/get-compliance`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = jobs::job_of(context, request, Right::View)?;
    Ok(compliance(&context.tables.violations(job.job_id)?))
}

/// `policies/jobs/enforce-compliance`
pub(crate) fn enforce(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = jobs::job_of(context, request, Right::Manage)?;
    let old = context.tables.settings(job.settings_id)?;
    let mut new = Value::clone(&old);
    let violations = context.tables.violations(job.job_id)?;
    let changes = violations.iter().flat_map(|one| &one.changes);
    // A cluster that is gone by now needs no change.
    let changes: Vec<Value> = changes.filter_map(|one| one.apply(&mut new)).collect();
    let has_changes = *old != new;
    if !request.boolean("validate_only")? {
        if has_changes {
            let document = new.as_object().cloned().unwrap_or_default();
            jobs::change(context, &job, &old, document)?;
        }
        context.tables.clear_violations(job.job_id)?;
    }
    Ok(json!({
        "has_changes": has_changes,
        "job_cluster_changes": changes,
        "settings": settings::filled(&new),
    }))
}

/// `policies/jobs/list-compliance`
pub(crate) fn list(context: &mut Context<'_>, request: &Members) -> Answer {
    let Some(policy_id) = request.text("policy_id")? else {
        return Err(ServiceError::invalid("Missing required field: policy_id."));
    };
    let viewers = access::viewers(context)?;
    let wanted = page_token::list_page(request, "page_size", &LIMITS)?;
    // Which policies a job uses is not a column: pages of jobs are gone through until enough of
    // them are found, and one more, which tells whether there is another page.
    let mut found: Vec<JobRow> = Vec::new();
    let mut from = wanted.from;
    loop {
        let page = context.tables.jobs(
            None,
            viewers.as_ref(),
            &PageRequest {
                from,
                offset: 0,
                ..wanted
            },
        )?;
        let forward = !matches!(from, Some((Direction::Previous, _)));
        for job in &page.rows {
            let settings = context.tables.settings(job.settings_id)?;
            let names = |one: &PolicyViolations| one.policy_id.as_deref() == Some(policy_id);
            let uses = uses_policy(&settings, policy_id);
            if uses || context.tables.violations(job.job_id)?.iter().any(names) {
                found.push(job.clone());
            }
        }
        let goes_on = if forward {
            page.has_next
        } else {
            page.has_previous
        };
        let edge = if forward {
            page.rows.last()
        } else {
            page.rows.first()
        };
        match edge {
            Some(edge) if goes_on && found.len() <= wanted.limit => {
                let direction = if forward {
                    Direction::Next
                } else {
                    Direction::Previous
                };
                from = Some((direction, edge.key()));
            }
            _ => break,
        }
    }
    let has_more = found.len() > wanted.limit;
    found.sort_by_key(|job| std::cmp::Reverse((job.created_time, job.job_id)));
    let backwards = matches!(wanted.from, Some((Direction::Previous, _)));
    if backwards {
        found.drain(..found.len().saturating_sub(wanted.limit));
    } else {
        found.truncate(wanted.limit);
    }
    let mut items = Vec::with_capacity(found.len());
    for job in &found {
        let mut violations = context.tables.violations(job.job_id)?;
        let concerns = |other: &String| other == policy_id;
        violations.retain(|one| one.policy_id.as_ref().is_none_or(concerns));
        let mut item = compliance(&violations);
        item["job_id"] = json!(job.job_id);
        items.push(item);
    }
    let page = crate::store::Page {
        rows: found,
        has_next: backwards || has_more,
        has_previous: if backwards {
            has_more
        } else {
            wanted.from.is_some()
        },
    };
    let mut answer = page_token::list_answer(LIMITS.rows, &page, JobRow::key, items);
    answer.remove("has_more");
    Ok(Value::Object(answer))
}

/// Whether a job that lacks this complies, and with what not.
fn compliance(violations: &[PolicyViolations]) -> Value {
    let all = violations.iter().flat_map(|one| &one.violations);
    let shown: BTreeMap<_, _> = all.take(MAX_VIOLATIONS).collect();
    json!({ "is_compliant": shown.is_empty(), "violations": shown })
}

/// Whether a cluster in these settings names the policy.
fn uses_policy(settings: &Value, policy_id: &str) -> bool {
    match settings {
        Value::Array(elements) => elements
            .iter()
            .any(|element| uses_policy(element, policy_id)),
        Value::Object(members) => members.iter().any(|(name, member)| {
            name == "policy_id" && member == policy_id || uses_policy(member, policy_id)
        }),
        _ => false,
    }
}

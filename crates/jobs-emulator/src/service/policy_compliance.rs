//! Whether jobs comply with the cluster policies that they use. Here all do.

use serde_json::{Value, json};

use super::access::{self, Right};
use super::page_token::{self, Limits};
use super::request::Members;
use super::{Answer, Context, ServiceError, jobs, settings};
use crate::store::{Direction, JobRow, PageRequest};

const LIMITS: Limits = Limits {
    default: 20,
    max: 100,
    zero: None,
};

/// `policies/jobs/get-compliance`
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    jobs::job_of(context, request, Right::View)?;
    Ok(json!({ "is_compliant": true, "violations": {} }))
}

/// `policies/jobs/enforce-compliance`
pub(crate) fn enforce(context: &mut Context<'_>, request: &Members) -> Answer {
    let job = jobs::job_of(context, request, Right::Manage)?;
    let settings = settings::filled(&*context.tables.settings(job.settings_id)?);
    Ok(json!({ "has_changes": false, "job_cluster_changes": [], "settings": settings }))
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
            if uses_policy(&settings, policy_id) {
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
    let items: Vec<Value> = found
        .iter()
        .map(|job| json!({ "job_id": job.job_id, "is_compliant": true, "violations": {} }))
        .collect();
    let page = crate::store::Page {
        rows: found,
        has_next: backwards || has_more,
        has_previous: if backwards {
            has_more
        } else {
            wanted.from.is_some()
        },
    };
    let mut answer = page_token::list_answer("jobs", &page, JobRow::key, items);
    answer.remove("has_more");
    Ok(Value::Object(answer))
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

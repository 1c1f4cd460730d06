//! Permissions of jobs: those given directly, and those that admins have on all.

mod entry;

use serde_json::{Value, json};

pub(crate) use self::entry::{Entry, Grantee, Level};
use self::entry::{merge, owner_of, read};
use super::access::{self, Right};
use super::request::Members;
use super::{Answer, Context, ServiceError};
use crate::principal::{ADMINS, Principal};

/// `permissions/jobs/{job_id}`, GET
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, entries) = entries_of(context, request)?;
    Ok(view(job_id, &entries))
}

/// `permissions/jobs/{job_id}`, PUT: replaces the direct entries.
pub(crate) fn set(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, entries) = entries_of(context, request)?;
    let given = read(request.value("access_control_list"))?;
    keep(context, job_id, &entries, merge(Vec::new(), given))
}

/// `permissions/jobs/{job_id}`, PATCH: adds and changes entries.
pub(crate) fn update(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, entries) = entries_of(context, request)?;
    let given = read(request.value("access_control_list"))?;
    let merged = merge(entries.clone(), given);
    keep(context, job_id, &entries, merged)
}

/// `permissions/jobs/{job_id}/permissionLevels`
pub(crate) fn levels(context: &mut Context<'_>, request: &Members) -> Answer {
    entries_of(context, request)?;
    let levels = Level::ALL
        .map(|level| json!({ "permission_level": level, "description": level.description() }));
    Ok(json!({ "permission_levels": levels }))
}

/// The entries of a new job: those that it is created with, and the creator as its owner if they
/// name none.
pub(crate) fn for_new_job(
    creator: &Principal,
    access_control_list: Option<&Value>,
) -> Result<Vec<Entry>, ServiceError> {
    let own = Entry {
        grantee: Grantee::of(creator),
        level: Level::IsOwner,
    };
    let mut entries = merge(Vec::new(), read(access_control_list)?);
    if !entries.iter().any(Entry::is_owner) {
        entries = merge(entries, vec![own.clone()]);
    }
    check_owner(creator, &own.grantee, &entries)?;
    Ok(entries)
}

/// Name of the owner of a job.
pub(crate) fn owner(context: &Context<'_>, job_id: i64) -> Result<Option<String>, ServiceError> {
    let entries: Option<Vec<Entry>> = context.tables.permissions(job_id)?;
    let owner = entries.as_deref().map(owner_of).transpose()?;
    Ok(owner.map(|grantee| grantee.member().1.to_owned()))
}

/// The id of the job that a request names in its path, and the job's direct entries.
fn entries_of(context: &Context<'_>, request: &Members) -> Result<(i64, Vec<Entry>), ServiceError> {
    let given = request.text("job_id")?.unwrap_or_default();
    let job_id: i64 = given
        .parse()
        .map_err(|_| ServiceError::invalid(format!("'{given}' is not a valid job id.")))?;
    access::require(context, job_id, Right::ChangePermissions)?;
    let missing = || ServiceError::no_resource(format!("Job {job_id} does not exist."));
    context.tables.job(job_id)?.ok_or_else(missing)?;
    let entries = context.tables.permissions(job_id)?.ok_or_else(missing)?;
    Ok((job_id, entries))
}

fn keep(context: &Context<'_>, job_id: i64, old: &[Entry], new: Vec<Entry>) -> Answer {
    check_owner(context.caller, owner_of(old)?, &new)?;
    context.tables.set_permissions(job_id, &new)?;
    Ok(view(job_id, &new))
}

/// Refuses entries without exactly one owner, and another owner than before unless the caller is
/// an admin.
fn check_owner(
    caller: &Principal,
    before: &Grantee,
    entries: &[Entry],
) -> Result<(), ServiceError> {
    if owner_of(entries)? == before || caller.is_admin() {
        return Ok(());
    }
    Err(ServiceError::forbidden(format!(
        "User {} cannot change the owner of a job. Please contact an administrator.",
        caller.name()
    )))
}

/// The direct entries and those that every job inherits.
fn view(job_id: i64, entries: &[Entry]) -> Value {
    let mut list: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let (member, name) = entry.grantee.member();
            let permission = json!({ "permission_level": entry.level, "inherited": false });
            let mut item = json!({ "all_permissions": [permission] });
            item[member] = json!(name);
            if !matches!(entry.grantee, Grantee::Group(_)) {
                item["display_name"] = json!(name);
            }
            item
        })
        .collect();
    let inherited = json!({
        "permission_level": Level::CanManage,
        "inherited": true,
        "inherited_from_object": ["/jobs/"],
    });
    let admins = list.iter_mut().find(|item| item["group_name"] == ADMINS);
    match admins.and_then(|item| item["all_permissions"].as_array_mut()) {
        Some(permissions) => permissions.push(inherited),
        None => list.push(json!({ "group_name": ADMINS, "all_permissions": [inherited] })),
    }
    json!({
        "object_id": format!("/jobs/{job_id}"),
        "object_type": "job",
        "access_control_list": list,
    })
}

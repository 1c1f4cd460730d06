//! Permissions of jobs. Everybody may do everything; the entries are kept and shown.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::request::{Members, mismatch};
use super::{Answer, Context, Identity, ServiceError};

/// Levels with what they allow, the lowest first.
const LEVELS: [(&str, &str); 4] = [
    ("CAN_VIEW", "Can View permission to view job run results."),
    (
        "CAN_MANAGE_RUN",
        "Can Manage Run permission to view, trigger or cancel job runs.",
    ),
    (
        "CAN_MANAGE",
        "Can Manage permission to view, trigger, cancel, edit and delete the job.",
    ),
    (
        "IS_OWNER",
        "Is Owner grants all permissions of Can Manage and is the identity that the job runs as.",
    ),
];

/// A principal with its level on a job, given directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    principal: Principal,
    level: String,
}

/// Who is given a permission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Principal {
    User(String),
    Group(String),
    Service(String),
}

impl Principal {
    fn member(&self) -> (&'static str, &str) {
        match self {
            Self::User(name) => ("user_name", name),
            Self::Group(name) => ("group_name", name),
            Self::Service(name) => ("service_principal_name", name),
        }
    }
}

/// `permissions/jobs/{job_id}`, GET
pub(crate) fn get(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, entries) = entries_of(context, request)?;
    Ok(view(context.identity, job_id, &entries))
}

/// `permissions/jobs/{job_id}`, PUT: replaces the direct entries.
pub(crate) fn set(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, _) = entries_of(context, request)?;
    let given = read(request.value("access_control_list"))?;
    keep(context, job_id, merge(Vec::new(), given))
}

/// `permissions/jobs/{job_id}`, PATCH: adds and changes entries.
pub(crate) fn update(context: &mut Context<'_>, request: &Members) -> Answer {
    let (job_id, entries) = entries_of(context, request)?;
    let given = read(request.value("access_control_list"))?;
    keep(context, job_id, merge(entries, given))
}

/// `permissions/jobs/{job_id}/permissionLevels`
pub(crate) fn levels(context: &mut Context<'_>, request: &Members) -> Answer {
    entries_of(context, request)?;
    let levels: Vec<Value> = LEVELS
        .iter()
        .map(|(level, text)| json!({ "permission_level": level, "description": text }))
        .collect();
    Ok(json!({ "permission_levels": levels }))
}

/// The entries of a new job: those that it is created with, and the creator as its owner if they
/// name none.
pub(crate) fn for_new_job(
    identity: &Identity,
    access_control_list: Option<&Value>,
) -> Result<Vec<Entry>, ServiceError> {
    let mut entries = merge(Vec::new(), read(access_control_list)?);
    if !entries.iter().any(is_owner) {
        let creator = Entry {
            principal: Principal::User(identity.user_name.clone()),
            level: "IS_OWNER".to_owned(),
        };
        entries = merge(entries, vec![creator]);
    }
    check_owner(&entries)?;
    Ok(entries)
}

/// The id of the job that a request names in its path, and the job's direct entries.
fn entries_of(context: &Context<'_>, request: &Members) -> Result<(i64, Vec<Entry>), ServiceError> {
    let given = request.text("job_id")?.unwrap_or_default();
    let job_id: i64 = given
        .parse()
        .map_err(|_| ServiceError::invalid(format!("'{given}' is not a valid job id.")))?;
    let missing = || ServiceError::no_resource(format!("Job {job_id} does not exist."));
    context.tables.job(job_id)?.ok_or_else(missing)?;
    let entries = context.tables.permissions(job_id)?.ok_or_else(missing)?;
    Ok((job_id, entries))
}

fn keep(context: &Context<'_>, job_id: i64, entries: Vec<Entry>) -> Answer {
    check_owner(&entries)?;
    context.tables.set_permissions(job_id, &entries)?;
    Ok(view(context.identity, job_id, &entries))
}

fn read(access_control_list: Option<&Value>) -> Result<Vec<Entry>, ServiceError> {
    let Some(list) = access_control_list else {
        return Ok(Vec::new());
    };
    let items = list
        .as_array()
        .ok_or_else(|| mismatch("access_control_list", "array", list))?;
    items.iter().map(read_entry).collect()
}

fn read_entry(item: &Value) -> Result<Entry, ServiceError> {
    let text = |name: &str| {
        item[name]
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let mut principals = [
        text("user_name").map(Principal::User),
        text("group_name").map(Principal::Group),
        text("service_principal_name").map(Principal::Service),
    ]
    .into_iter()
    .flatten();
    let (Some(principal), None) = (principals.next(), principals.next()) else {
        return Err(ServiceError::invalid(
            "An access control entry must name exactly one of user_name, group_name and \
             service_principal_name.",
        ));
    };
    let level = text("permission_level").unwrap_or_default();
    if !LEVELS.iter().any(|(known, _)| *known == level) {
        return Err(ServiceError::invalid(format!(
            "Invalid permission level '{level}'."
        )));
    }
    Ok(Entry { principal, level })
}

/// Entries with others added: a principal has one level, the last that it was given.
fn merge(mut entries: Vec<Entry>, given: Vec<Entry>) -> Vec<Entry> {
    for new in given {
        match entries
            .iter_mut()
            .find(|entry| entry.principal == new.principal)
        {
            Some(known) => known.level = new.level,
            None => entries.push(new),
        }
    }
    entries
}

fn check_owner(entries: &[Entry]) -> Result<(), ServiceError> {
    let mut owners = entries.iter().filter(|entry| is_owner(entry));
    match (owners.next(), owners.next()) {
        (
            Some(Entry {
                principal: Principal::Group(_),
                ..
            }),
            None,
        ) => Err(ServiceError::invalid(
            "A group cannot be the owner of a job.",
        )),
        (Some(_), None) => Ok(()),
        _ => Err(ServiceError::invalid(
            "The job must have exactly one owner.",
        )),
    }
}

fn is_owner(entry: &Entry) -> bool {
    entry.level == "IS_OWNER"
}

/// The direct entries and those that every job inherits.
fn view(identity: &Identity, job_id: i64, entries: &[Entry]) -> Value {
    let mut list: Vec<Value> = entries
        .iter()
        .map(|entry| {
            let (member, name) = entry.principal.member();
            let permission = json!({ "permission_level": entry.level, "inherited": false });
            let mut item = json!({ "all_permissions": [permission] });
            item[member] = json!(name);
            if name == identity.user_name {
                item["display_name"] = json!(identity.display_name);
            }
            item
        })
        .collect();
    let inherited = json!({
        "permission_level": "CAN_MANAGE",
        "inherited": true,
        "inherited_from_object": ["/jobs/"],
    });
    let admins = list.iter_mut().find(|item| item["group_name"] == "admins");
    match admins.and_then(|item| item["all_permissions"].as_array_mut()) {
        Some(permissions) => permissions.push(inherited),
        None => list.push(json!({ "group_name": "admins", "all_permissions": [inherited] })),
    }
    json!({
        "object_id": format!("/jobs/{job_id}"),
        "object_type": "job",
        "access_control_list": list,
    })
}

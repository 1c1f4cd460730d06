//! Entries of access control lists: who has which level.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::ServiceError;
use super::super::request::mismatch;
use crate::principal::Principal;

/// What a principal may do with a job and its runs, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Level {
    CanView,
    CanManageRun,
    CanManage,
    IsOwner,
}

/// A principal with its level on a job, given directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    #[serde(rename = "principal")]
    pub(crate) grantee: Grantee,
    pub(crate) level: Level,
}

/// Who is given a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grantee {
    User(String),
    Group(String),
    Service(String),
}

impl Level {
    pub(crate) const ALL: [Self; 4] = [
        Self::CanView,
        Self::CanManageRun,
        Self::CanManage,
        Self::IsOwner,
    ];

    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::CanView => "Can View permission to view job run results.",
            Self::CanManageRun => "Can Manage Run permission to view, trigger or cancel job runs.",
            Self::CanManage => {
                "Can Manage permission to view, trigger, cancel, edit and delete the job."
            }
            Self::IsOwner => {
                "Is Owner grants all permissions of Can Manage and is the identity that the job \
                 runs as."
            }
        }
    }
}

impl Grantee {
    /// The principal itself.
    pub(crate) fn of(principal: &Principal) -> Self {
        let name = principal.name().to_owned();
        if principal.is_user() {
            Self::User(name)
        } else {
            Self::Service(name)
        }
    }

    /// The principal and all its groups.
    pub(crate) fn all_of(principal: &Principal) -> impl Iterator<Item = Self> {
        let groups = principal
            .groups()
            .map(|group| Self::Group(group.to_owned()));
        std::iter::once(Self::of(principal)).chain(groups)
    }

    /// The member of an entry that names it, and its name.
    pub(super) fn member(&self) -> (&'static str, &str) {
        match self {
            Self::User(name) => ("user_name", name),
            Self::Group(name) => ("group_name", name),
            Self::Service(name) => ("service_principal_name", name),
        }
    }
}

impl Entry {
    pub(super) fn is_owner(&self) -> bool {
        self.level == Level::IsOwner
    }

    fn read(item: &Value) -> Result<Self, ServiceError> {
        let text = |name: &str| item[name].as_str().filter(|text| !text.is_empty());
        let mut grantees = [
            text("user_name").map(|name| Grantee::User(name.to_owned())),
            text("group_name").map(|name| Grantee::Group(name.to_owned())),
            text("service_principal_name").map(|name| Grantee::Service(name.to_owned())),
        ]
        .into_iter()
        .flatten();
        let (Some(grantee), None) = (grantees.next(), grantees.next()) else {
            return Err(ServiceError::invalid(
                "An access control entry must name exactly one of user_name, group_name and \
                 service_principal_name.",
            ));
        };
        let level = Level::deserialize(&item["permission_level"]).map_err(|_| {
            let given = text("permission_level").unwrap_or_default();
            ServiceError::invalid(format!("Invalid permission level '{given}'."))
        })?;
        Ok(Self { grantee, level })
    }
}

/// Reads an access control list; one that is absent has no entries.
pub(super) fn read(list: Option<&Value>) -> Result<Vec<Entry>, ServiceError> {
    let Some(list) = list else {
        return Ok(Vec::new());
    };
    let items = list
        .as_array()
        .ok_or_else(|| mismatch("access_control_list", "array", list))?;
    items.iter().map(Entry::read).collect()
}

/// Entries with others added: a principal has one level, the last that it was given.
pub(super) fn merge(mut entries: Vec<Entry>, given: Vec<Entry>) -> Vec<Entry> {
    for new in given {
        let known = entries
            .iter_mut()
            .find(|entry| entry.grantee == new.grantee);
        match known {
            Some(known) => known.level = new.level,
            None => entries.push(new),
        }
    }
    entries
}

/// The one owner among entries.
pub(super) fn owner_of(entries: &[Entry]) -> Result<&Grantee, ServiceError> {
    let mut owners = entries.iter().filter(|entry| entry.is_owner());
    match (owners.next().map(|entry| &entry.grantee), owners.next()) {
        (Some(Grantee::Group(_)), None) => Err(ServiceError::invalid(
            "A group cannot be the owner of a job.",
        )),
        (Some(owner), None) => Ok(owner),
        _ => Err(ServiceError::invalid(
            "The job must have exactly one owner.",
        )),
    }
}

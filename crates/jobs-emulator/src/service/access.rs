//! What a caller may do: all as an admin, or else by its level on a job.

use super::permissions::{Entry, Grantee, Level};
use super::{Context, ServiceError};
use crate::store::Viewers;

/// What somebody wants to do with a job or its runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// See the job, its runs and their results.
    View,
    /// Start, cancel and repair runs.
    ManageRun,
    /// Change and delete the job, delete its runs.
    Manage,
    /// See and change who may do what.
    ChangePermissions,
}

impl Right {
    /// The lowest level that has it.
    fn level(self) -> Level {
        match self {
            Self::View => Level::CanView,
            Self::ManageRun => Level::CanManageRun,
            Self::Manage | Self::ChangePermissions => Level::CanManage,
        }
    }

    /// What is said to those who lack it.
    fn refusal(self, name: &str, job_id: i64) -> ServiceError {
        let levels = match self {
            Self::View => "View or Admin or Manage Run or Owner",
            Self::ManageRun => "Admin or Manage Run or Owner",
            Self::Manage => "Admin or Owner",
            Self::ChangePermissions => {
                return ServiceError::forbidden(format!(
                    "{name} does not have Manage permissions on Job with ID: \
                     ElasticJobId({job_id}). Please contact the owner or an administrator for \
                     access."
                ));
            }
        };
        ServiceError::forbidden(format!(
            "User {name} does not have {levels} permissions on job {job_id}"
        ))
    }
}

/// Refuses a caller without this right on a job, whether there is such a job or not: that is only
/// for those to know who may see it. The entries of a job outlive it, as do its runs.
pub(crate) fn require(
    context: &Context<'_>,
    job_id: i64,
    right: Right,
) -> Result<(), ServiceError> {
    if is_allowed(context, job_id, right)? {
        return Ok(());
    }
    Err(right.refusal(context.caller.name(), job_id))
}

/// Whether the caller has this right on a job.
pub(crate) fn is_allowed(
    context: &Context<'_>,
    job_id: i64,
    right: Right,
) -> Result<bool, ServiceError> {
    if context.caller.is_admin() {
        return Ok(true);
    }
    let entries: Option<Vec<Entry>> = context.tables.permissions(job_id)?;
    let own: Vec<Grantee> = Grantee::all_of(context.caller).collect();
    let entries = entries.into_iter().flatten();
    let level = entries
        .filter(|entry| own.contains(&entry.grantee))
        .map(|entry| entry.level)
        .max();
    Ok(level >= Some(right.level()))
}

/// Whose entries let something be in a list for the caller; none if it may see everything.
pub(crate) fn viewers(context: &Context<'_>) -> Result<Option<Viewers>, ServiceError> {
    if context.caller.is_admin() {
        return Ok(None);
    }
    Ok(Some(Viewers::new(Grantee::all_of(context.caller))?))
}

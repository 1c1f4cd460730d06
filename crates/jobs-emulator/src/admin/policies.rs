//! Jobs that do not comply with their policies.

use super::endpoints::{AdminCall, Reply, done};
use super::{ControlError, Workspace};
use crate::service::{PolicyViolations, ServiceError, policy_violations};

impl Workspace {
    /// Lets a job lack something to comply with a cluster policy, until the policy is enforced. What
    /// it lacked by the same policy is replaced; without violations it complies.
    ///
    /// # Errors
    ///
    /// When there is no such job, or it has no cluster of which a change could be made.
    pub fn set_policy_violations(&self, violations: PolicyViolations) -> Result<(), ControlError> {
        Ok(self.set_violations(&violations)?)
    }

    pub(super) fn set_violations(&self, violations: &PolicyViolations) -> Result<(), ServiceError> {
        self.service()
            .act(|context| policy_violations::set(context, violations))
    }
}

pub(super) fn set_violations(call: &AdminCall<'_>) -> Result<Reply, ServiceError> {
    let violations = call.document::<PolicyViolations>()?;
    call.workspace.set_violations(&violations)?;
    done()
}

//! The state of a run or a task run by the service's own word.

use crate::types::{RunState, RunStatus};

/// The word of the newer place if it is told there; empty if it is told nowhere.
pub(super) fn word<'a>(status: Option<&'a RunStatus>, state: Option<&'a RunState>) -> &'a str {
    let newer = status.and_then(|status| Some(status.state.as_ref()?.as_str()));
    let older = state.and_then(|state| Some(state.life_cycle_state.as_ref()?.as_str()));
    newer.or(older).unwrap_or_default()
}

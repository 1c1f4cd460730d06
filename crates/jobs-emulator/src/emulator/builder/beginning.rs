//! What an emulator begins with: its settings over those of the scenario file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::EmulatorBuilder;
use crate::admin::{Scenario, Setup, Time, Workspace, Workspaces};
use crate::api::{self, Shared};
use crate::emulator::{Cause, InProcess, StartError};
use crate::engine::workspace::WorkspaceSettings;
use crate::execute::Simulator;
use crate::principal::Principal;
use crate::service::Service;
use crate::tokens::{self, Tokens};

/// How long a simulated task takes unless told otherwise.
const TASK_DURATION: Duration = Duration::from_millis(100);

/// Whom the emulator takes its callers for unless told otherwise.
const USER_NAME: &str = "jobs@emulator.local";

impl EmulatorBuilder {
    /// What it begins with, as the scenario file and the settings say it.
    pub(super) fn begin(self) -> Result<Beginning, StartError> {
        let wrong = |message: String| StartError(Cause::Settings(message));
        let operations = api::operation_names();
        let scenario = match &self.scenario {
            Some(file) => Scenario::read(file, &operations)
                .map_err(|error| StartError(Cause::Scenario(error)))?,
            None => Scenario::default(),
        };
        let is_per_token = self.workspace_per_token || scenario.workspace_per_token;
        if is_per_token && self.data.is_some() {
            let message = "workspaces of tokens are kept in memory: leave the data file out";
            return Err(wrong(message.to_owned()));
        }
        let user_name = self.user_name.or(scenario.user_name);
        let user = Principal::user(user_name.unwrap_or_else(|| USER_NAME.to_owned())).admin();
        let tokens = [scenario.tokens, self.tokens].concat();
        let clients = [scenario.oauth_clients, self.clients].concat();
        let of_scenario = scenario.token_lifetime_ms.map(Duration::from_millis);
        let lifetime = self.token_lifetime.or(of_scenario);
        let lifetime = lifetime.unwrap_or(tokens::LIFETIME);
        let tokens = Tokens::new(tokens, clients, &user, !is_per_token, lifetime).map_err(wrong)?;
        let of_scenario = scenario.task_duration_ms.map(Duration::from_millis);
        let task_duration = self.task_duration.or(of_scenario).unwrap_or(TASK_DURATION);
        let rules = [scenario.outcomes, self.rules].concat();
        let mut simulator = Simulator::new(task_duration, rules);
        let mut local = self.local.or(scenario.run_local);
        if let Some(local) = &mut local {
            local.check().map_err(wrong)?;
            local.environments = self.data.as_ref().map(|data| environments_beside(data));
            simulator = simulator.run_locally();
        }
        let mut limits = self.limits.or(scenario.limits).unwrap_or_default();
        for (name, value) in self.changed_limits {
            limits = limits.with(&name, value).map_err(wrong)?;
        }
        let of_scenario = scenario.clock.map(|clock| Time::Virtual(clock.start));
        let setup = Setup {
            time: self.time.or(of_scenario).unwrap_or(Time::Real),
            user,
            simulator,
            workspace: WorkspaceSettings {
                limits,
                repair_drops_parameters: self.repair_drops_parameters
                    || scenario.repair_drops_parameters,
                ..WorkspaceSettings::default()
            },
            local: local.map(|local| (local, tokens.of_runs())),
            faults: [scenario.faults, self.faults].concat(),
            rate_limits: self.rate_limits.unwrap_or(scenario.rate_limits),
            jobs: scenario.jobs,
            // Of two for one location, the last one counts.
            mappings: [scenario.mappings, self.mappings].concat(),
            sql_results: [scenario.sql_results, self.sql_results].concat(),
            notification_destinations: [
                scenario.notification_destinations,
                self.notification_destinations,
            ]
            .concat(),
            policy_violations: scenario.policy_violations,
            strict: self.strict || scenario.strict,
            operations,
        };
        setup.check().map_err(wrong)?;
        Ok(Beginning {
            setup,
            tokens,
            data: self.data,
            is_per_token,
        })
    }
}

/// What an emulator begins with, checked.
pub(super) struct Beginning {
    setup: Setup,
    pub(super) tokens: Tokens,
    data: Option<PathBuf>,
    /// Whether each token has a workspace of its own.
    is_per_token: bool,
}

impl Beginning {
    pub(super) fn open(self) -> Result<InProcess, StartError> {
        let setup = Arc::new(self.setup);
        let main = Workspace::open(Arc::clone(&setup), None, |clock, setup| {
            let (user, simulator) = (setup.user.clone(), setup.simulator.clone());
            Service::open(
                self.data.as_deref(),
                clock,
                user,
                simulator,
                setup.workspace.clone(),
            )
            .map_err(|error| StartError(Cause::Store(error)))
        })?;
        Ok(InProcess::new(Shared {
            workspaces: Workspaces::new(main, setup, self.is_per_token),
            tokens: self.tokens,
        }))
    }
}

/// Where virtual environments are kept that belong to a data file.
fn environments_beside(data: &Path) -> PathBuf {
    let mut folder = data.as_os_str().to_owned();
    folder.push(".environments");
    // Processes run in folders of their own.
    let folder = PathBuf::from(folder);
    std::path::absolute(&folder).unwrap_or(folder)
}

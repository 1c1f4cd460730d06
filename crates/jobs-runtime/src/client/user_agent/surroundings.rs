//! Where a program runs, as its environment variables tell: below another SDK, on the service's
//! own machines, under continuous integration, in the hands of an agent.

use super::sanitized;
use crate::config::Environment;

/// Longest name of an agent that the table does not know, in characters.
const LONGEST_NAME: usize = 64;

/// Systems of continuous integration, and variables that must all be set to tell one; `""` for any
/// value. The first one that fits is told.
#[rustfmt::skip]
const CI: &[(&str, &[(&str, &str)])] = &[
    ("github", &[("GITHUB_ACTIONS", "true")]),
    ("gitlab", &[("GITLAB_CI", "true")]),
    ("jenkins", &[("JENKINS_URL", "")]),
    ("azure-devops", &[("TF_BUILD", "True")]),
    ("circle", &[("CIRCLECI", "true")]),
    ("travis", &[("TRAVIS", "true")]),
    ("bitbucket", &[("BITBUCKET_BUILD_NUMBER", "")]),
    ("google-cloud-build", &[("PROJECT_ID", ""), ("BUILD_ID", ""), ("PROJECT_NUMBER", ""), ("LOCATION", "")]),
    ("aws-code-build", &[("CODEBUILD_BUILD_ARN", "")]),
    ("tf-cloud", &[("TFC_RUN_ID", "")]),
];

/// Agents that write and run programs, and the variable that tells of each, whatever its value.
const AGENTS: &[(&str, &str)] = &[
    ("amp", "AMP_CURRENT_THREAD_ID"),
    ("antigravity", "ANTIGRAVITY_AGENT"),
    ("augment", "AUGMENT_AGENT"),
    ("claude-code", "CLAUDECODE"),
    ("cline", "CLINE_ACTIVE"),
    ("codex", "CODEX_CI"),
    ("copilot-cli", "COPILOT_CLI"),
    ("cursor", "CURSOR_AGENT"),
    ("gemini-cli", "GEMINI_CLI"),
    ("goose", "GOOSE_TERMINAL"),
    ("kiro", "KIRO"),
    ("openclaw", "OPENCLAW_SHELL"),
    ("opencode", "OPENCODE"),
    ("pi", "PI_CODING_AGENT"),
    ("vscode-agent", "VSCODE_AGENT"),
    ("windsurf", "WINDSURF_AGENT"),
];

/// What the environment tells, as keys and values of the user agent.
pub(super) fn look_around(environment: &dyn Environment) -> Vec<(&'static str, String)> {
    let set = |name| environment.variable(name).filter(|value| !value.is_empty());
    let mut found = Vec::new();
    if let (Some(product), Some(version)) = (
        set("DATABRICKS_SDK_UPSTREAM"),
        set("DATABRICKS_SDK_UPSTREAM_VERSION"),
    ) {
        found.push(("upstream", sanitized(&product)));
        found.push(("upstream-version", sanitized(&version)));
    }
    if let Some(version) = set("DATABRICKS_RUNTIME_VERSION") {
        found.push(("runtime", sanitized(&version)));
    }
    if let Some(ci) = ci(environment) {
        found.push(("cicd", ci.to_owned()));
    }
    if let Some(agent) = agent(environment) {
        found.push(("agent", agent));
    }
    if environment.variable("OMNIGENT").is_some() {
        found.push(("meta-harness", "omnigent".to_owned()));
    }
    found
}

fn ci(environment: &dyn Environment) -> Option<&'static str> {
    let is_set = |&(name, wanted): &(&str, &str)| {
        let value = environment.variable(name);
        value.is_some_and(|value| wanted.is_empty() || value == wanted)
    };
    let fits = |(_, variables): &&(_, &[_])| variables.iter().all(is_set);
    CI.iter().find(fits).map(|(name, _)| *name)
}

fn agent(environment: &dyn Environment) -> Option<String> {
    let mut known = AGENTS
        .iter()
        .filter(|(_, variable)| environment.variable(variable).is_some())
        .map(|(name, _)| *name);
    match (known.next(), known.next()) {
        (Some(_), Some(_)) => Some("multiple".to_owned()),
        (Some(one), None) => Some(one.to_owned()),
        (None, _) => ["AGENT", "AI_AGENT"]
            .into_iter()
            .filter_map(|name| environment.variable(name))
            .find(|value| !value.is_empty())
            .map(|value| sanitized(&value).chars().take(LONGEST_NAME).collect()),
    }
}

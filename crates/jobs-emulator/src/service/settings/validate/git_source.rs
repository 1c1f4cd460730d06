//! Rules of `git_source`.

use serde_json::Value;

use super::{Checked, exactly_one};
use crate::settings::key;

/// Git providers by the names that the service knows them by.
const PROVIDERS: [&str; 8] = [
    "github",
    "gitlab",
    "bitbucketcloud",
    "gitlabenterpriseedition",
    "bitbucketserver",
    "azuredevopsservices",
    "githubenterprise",
    "awscodecommit",
];

/// Comes before all else that is said of a repository.
pub(super) fn check_provider(git_source: &Value) -> Checked {
    if !git_source.is_object() {
        return Ok(());
    }
    let provider = key(git_source, "git_provider").to_ascii_lowercase();
    if PROVIDERS.contains(&provider.as_str()) {
        return Ok(());
    }
    let known = PROVIDERS.join(",");
    Err(format!("git_source.git_provider must be one of: {known}"))
}

pub(super) fn check(git_source: &Value) -> Checked {
    let references = ["git_branch", "git_tag", "git_commit"];
    exactly_one(git_source, &references, |found| {
        let references = references.join(", ");
        format!("Exactly one of {references} has to be set in git_source, found {found}.")
    })
}

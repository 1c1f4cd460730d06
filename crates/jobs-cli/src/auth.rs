//! `jobs auth`: who the program is to the service, and why.

use jobs_api::Error;
use jobs_api::runtime::auth::StrategyOutcome;
use jobs_api::runtime::config::{ProcessEnvironment, Profile, profiles as profiles_of};

use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;

/// `jobs auth explain` as the parser takes it.
pub(crate) fn explain_command() -> clap::Command {
    clap::Command::new("explain").about("Explain how requests authenticate, or why they cannot")
}

/// `jobs auth profiles` as the parser takes it.
pub(crate) fn profiles_command() -> clap::Command {
    clap::Command::new("profiles").about("List the profiles of the configuration file")
}

/// `jobs auth explain`
pub(crate) async fn explain(globals: &Globals) -> Result<(), Failure> {
    let mut output = crate::output(globals, "auth_explain", None)?;
    let explanation = globals.client()?.explain_auth().await;
    if output.is_for_people() {
        output.text(&explanation.to_string())?;
    } else {
        let strategies = explanation.strategies.iter().map(|strategy| {
            Document::object([
                ("name", strategy.name.into()),
                ("outcome", strategy.outcome.to_string().into()),
            ])
        });
        let configuration = explanation.config.iter().map(|(attribute, value, source)| {
            Document::object([
                ("attribute", attribute.to_string().into()),
                ("value", value.into_owned().into()),
                ("source", source.to_string().into()),
            ])
        });
        output.result(&Document::object([
            ("host", explanation.host.clone().into()),
            (
                "host_failure",
                explanation
                    .host_failure
                    .as_ref()
                    .map(Error::to_string)
                    .into(),
            ),
            ("used", explanation.used.into()),
            ("strategies", Document::List(strategies.collect())),
            ("configuration", Document::List(configuration.collect())),
        ]))?;
    }
    let mut strategies = explanation.strategies.iter();
    let used = strategies.find(|strategy| Some(strategy.name) == explanation.used);
    match used.map(|strategy| &strategy.outcome) {
        Some(StrategyOutcome::Failed(_)) => Err(Failure::NoCredentials(
            "the credentials that are set up do not work; the explanation says why".to_owned(),
        )),
        Some(_) => Ok(()),
        None => Err(Failure::NoCredentials(
            "no credentials work; the explanation says what each way lacks".to_owned(),
        )),
    }
}

/// `jobs auth profiles`
pub(crate) fn profiles(globals: &Globals) -> Result<(), Failure> {
    let mut output = crate::output(globals, "auth_profiles", Some("name"))?;
    for profile in profiles_of(None, &ProcessEnvironment)? {
        output.element(document(&profile))?;
    }
    output.end_list()
}

fn document(profile: &Profile) -> Document {
    Document::object([
        ("name", profile.name.clone().into()),
        ("host", profile.host.clone().into()),
        ("default", profile.is_default.then_some(true).into()),
    ])
}

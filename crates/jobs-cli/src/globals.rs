//! Flags of every command, and the client that they ask for.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::time::Duration;

use clap::ArgAction;
use jobs_api::Client;
use jobs_api::runtime::config::{Attribute, Config, ProcessEnvironment, Source};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::completion;
use crate::failure::Failure;
use crate::notes::Notes;
use crate::output::Format;
use crate::shell;
use crate::waiting::duration;

/// For how long requests are sent again unless somebody says otherwise, in seconds: who looks on has
/// less patience than a program.
const RETRY_FOR: &str = "60";

/// Flags of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Globals {
    /// Profile of ~/.databrickscfg to use
    #[arg(long, short, global = true, value_name = "NAME", add = completion::profiles())]
    pub(crate) profile: Option<String>,
    /// Address of the workspace
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) host: Option<String>,
    /// How to show what comes of it
    #[arg(
        long,
        short,
        global = true,
        value_name = "FORMAT",
        default_value = "table"
    )]
    pub(crate) output: Format,
    /// JSONPath (RFC 9535) of what to show; for lists, in each element
    #[arg(long, short = 'Q', global = true, value_name = "PATH")]
    pub(crate) query: Option<String>,
    /// How long to try again what fails in a way that may pass; 0s for once [default: 1m]
    #[arg(long, global = true, value_name = "TIME", value_parser = duration)]
    pub(crate) retry_for: Option<Duration>,
    /// Tell of requests as they go, without secrets; twice for headers and bodies too
    #[arg(long, global = true, action = ArgAction::Count)]
    pub(crate) debug: u8,
    /// Tell nothing but the result and errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

impl Globals {
    /// The client for the workspace that flags, environment and profile file name.
    pub(crate) fn client(&self) -> Result<Client, Failure> {
        self.client_that_tells(Notes::new(self))
    }

    /// The same; requests that are sent again are told here.
    pub(crate) fn client_that_tells(&self, notes: Notes) -> Result<Client, Failure> {
        let builder = Client::builder()
            .config(self.config_with_defaults()?)
            .product("jobs-cli", env!("CARGO_PKG_VERSION"))
            .on_retry(move |retry| notes.retry(retry));
        Ok(builder.build()?)
    }

    /// What the flags say, and what holds where environment and profile file say nothing either.
    fn config_with_defaults(&self) -> Result<Config, Failure> {
        let mut config = self.config();
        // The client resolves its own, with the warnings that belong to it.
        let mut resolved = config.clone();
        resolved.resolve(&ProcessEnvironment)?;
        let attribute = Attribute::RetryTimeoutSeconds;
        if resolved.get(attribute).is_none() {
            config.set_from(
                Source::Named("default of the command"),
                attribute,
                RETRY_FOR,
            );
        }
        Ok(config)
    }

    /// What the flags say of the workspace and of requests.
    pub(crate) fn config(&self) -> Config {
        let time = self.retry_for.map(|time| time.as_secs_f64().to_string());
        let mut config = Config::new();
        for (flag, attribute, value) in [
            ("--host", Attribute::Host, &self.host),
            ("--profile", Attribute::Profile, &self.profile),
            ("--retry-for", Attribute::RetryTimeoutSeconds, &time),
        ] {
            if let Some(value) = value {
                config.set_from(Source::Named(flag), attribute, value.as_str());
            }
        }
        config
    }

    /// Writes what the client tells of itself to standard error, if it is asked for.
    pub(crate) fn start_tracing(&self) {
        let level = match self.debug {
            0 => return,
            1 => LevelFilter::DEBUG,
            _ => LevelFilter::TRACE,
        };
        // What others tell of connections is not known to be free of secrets.
        let ours = Targets::new().with_target("jobs_runtime", level);
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(std::io::stderr)
            .with_ansi(false)
            .with_target(false)
            .without_time();
        tracing_subscriber::registry()
            .with(lines.with_filter(ours))
            .init();
    }

    /// Whether there is room on the terminal for a live view: nothing else is written there while it
    /// stands.
    pub(crate) fn has_room(&self) -> bool {
        let has_lines = self.output == Format::Jsonl && io::stdout().is_terminal();
        !self.quiet && self.debug == 0 && !has_lines
    }

    /// The command that goes on with something, with the flags that say where.
    pub(crate) fn command(&self, words: impl fmt::Display) -> String {
        let mut command = "jobs".to_owned();
        let flags = [("--profile", &self.profile), ("--host", &self.host)];
        for (flag, value) in flags {
            if let Some(value) = value {
                command.push_str(&format!(" {flag} {}", shell::quoted(value)));
            }
        }
        format!("{command} {words}")
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, FromArgMatches as _};

    use super::*;

    fn globals(flags: &[&str]) -> Globals {
        let parser = Globals::augment_args(clap::Command::new("jobs")).no_binary_name(true);
        Globals::from_arg_matches(&parser.get_matches_from(flags)).unwrap()
    }

    // G.2 row 14: 0 is no second attempt, and nothing else is.
    #[test]
    fn times_to_try_again_keep_their_fractions() {
        for (time, seconds) in [
            ("0s", "0"),
            ("900ms", "0.9"),
            ("1ns", "0.000000001"),
            ("2h", "7200"),
        ] {
            let config = globals(&["--retry-for", time]).config();
            assert_eq!(config.get(Attribute::RetryTimeoutSeconds), Some(seconds));
        }
    }

    // R1.9: what goes on with a wait can be pasted.
    #[test]
    fn a_command_to_paste_is_quoted() {
        assert_eq!(
            globals(&["-p", "my profile", "--host=http://h:1"]).command("runs wait"),
            "jobs --profile 'my profile' --host http://h:1 runs wait"
        );
    }
}

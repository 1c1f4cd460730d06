//! How a command ends other than well, and what the program's exit code tells of it.

use std::fmt;
use std::io;
use std::process::ExitCode;

use jobs_api::{Error, ErrorKind, RunOutcome};

use crate::words::took;

/// Why a command did not do what it was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line, or what it refers to, cannot be used.
    Usage(String),
    /// The client or the service says so.
    Api(Error),
    /// A run ended other than in success. What there is to say of it.
    Run(RunOutcome, String),
    /// Several runs were waited for: the code that counts, and what there is to say of all of them.
    Several(u8, String),
    /// The time to wait was up; the run goes on. How to go on waiting.
    TimeUp(String),
    /// Somebody pressed Ctrl-C. What became of the run.
    Interrupted(String),
    /// No credentials work.
    NoCredentials(String),
    /// Something here, such as a service that cannot be started.
    Local(String),
    /// What was compared is not the same, and that was asked for.
    Differs,
    /// What comes of the command cannot be written.
    Output(io::Error),
}

/// Exit codes, as the manual lists them: code, and what it means.
pub(crate) const EXIT_CODES: [(u8, &str); 8] = [
    (0, "done; a run that was waited for succeeded"),
    (
        1,
        "the run failed, or something on this machine did; `diff --exit-code`: there are differences",
    ),
    (2, "the command line or the request cannot be used"),
    (3, "the run was canceled or skipped"),
    (4, "the time to wait was up; the run goes on"),
    (5, "no credentials, or the service does not accept them"),
    (6, "the service refused the request or cannot be reached"),
    (130, "interrupted"),
];

impl Failure {
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(message.into())
    }

    /// Whether nobody reads the output any more, which is no failure: `jobs list | head`.
    pub(crate) fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Whether there is nothing to tell beside the result.
    pub(crate) fn is_told(&self) -> bool {
        matches!(self, Self::Differs)
    }

    /// The code that the program ends with.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }

    fn code(&self) -> u8 {
        match self {
            Self::Several(code, _) => *code,
            Self::Run(outcome, _) => code_of_run(outcome),
            Self::Local(_) | Self::Output(_) | Self::Differs => 1,
            Self::Usage(_) => 2,
            Self::TimeUp(_) => 4,
            Self::NoCredentials(_) => 5,
            Self::Interrupted(_) => 130,
            Self::Api(error) => code_of(error),
        }
    }
}

/// The code of an error of the client or the service.
pub(crate) fn code_of(error: &Error) -> u8 {
    match error.kind() {
        ErrorKind::Unauthenticated | ErrorKind::PermissionDenied | ErrorKind::Config => 5,
        // Nothing was sent: it is the request that cannot be used.
        ErrorKind::InvalidArgument if error.status().is_none() => 2,
        _ => 6,
    }
}

/// The code of a run that ended other than in success.
pub(crate) const fn code_of_run(outcome: &RunOutcome) -> u8 {
    match outcome {
        RunOutcome::Canceled | RunOutcome::Skipped(_) => 3,
        _ => 1,
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Api(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message)
            | Self::Run(_, message)
            | Self::Several(_, message)
            | Self::TimeUp(message)
            | Self::Interrupted(message)
            | Self::NoCredentials(message)
            | Self::Local(message) => f.write_str(message),
            Self::Differs => f.write_str("there are differences"),
            // What each way of authenticating lacks is more than anybody wants to read.
            Self::Api(error) if is_without_credentials(error) => {
                write!(
                    f,
                    "{error}; `jobs auth explain` tells what each of them lacks"
                )
            }
            Self::Api(error) => {
                write!(f, "{error:#}")?;
                match error.retry_after() {
                    Some(time) if !time.is_zero() => {
                        write!(f, "; the service wants no other attempt for {}", took(time))
                    }
                    _ => Ok(()),
                }
            }
            Self::Output(error) => write!(f, "cannot write: {error}"),
        }
    }
}

/// Whether there was nothing to send a request with.
fn is_without_credentials(error: &Error) -> bool {
    error.kind() == ErrorKind::Config && error.message().starts_with("no credentials")
}

#[cfg(test)]
mod tests {
    use super::*;

    // R20.1
    #[test]
    fn each_end_has_its_code() {
        let run = |outcome| Failure::Run(outcome, String::new());
        let api = |kind| Failure::Api(Error::new(kind, ""));
        for (failure, code) in [
            (run(RunOutcome::Failed(Default::default())), 1),
            (run(RunOutcome::TimedOut), 1),
            (run(RunOutcome::InternalError(Default::default())), 1),
            (run(RunOutcome::Unknown(Default::default())), 1),
            (run(RunOutcome::Canceled), 3),
            (run(RunOutcome::Skipped(Default::default())), 3),
            (Failure::usage(""), 2),
            (api(ErrorKind::InvalidArgument), 2),
            (Failure::TimeUp(String::new()), 4),
            (api(ErrorKind::Unauthenticated), 5),
            (api(ErrorKind::PermissionDenied), 5),
            (api(ErrorKind::Config), 5),
            (api(ErrorKind::NotFound), 6),
            (api(ErrorKind::Transport), 6),
            (Failure::Interrupted(String::new()), 130),
            (Failure::Differs, 1),
        ] {
            assert_eq!(failure.code(), code, "{failure:?}");
            assert!(EXIT_CODES.iter().any(|(known, _)| *known == code));
        }
    }
}

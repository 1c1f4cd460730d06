//! Expectations of requests in place of a service, for tests of what stands on a
//! [`Client`](crate::Client).
//!
//! A [`Script`] is told which requests to expect, as the values they are, and what to answer.
//! Everything but the network is real: requests are written, refusals tried again, pages read and
//! runs waited for, on a clock that only moves when it is slept on.
//!
//! ```
//! use jobs_api::operations::{GetRun, ListRuns, RunNow};
//! use jobs_api::testing::{Reply, Script};
//! use jobs_api::types::{BaseRun, ListRunsResponse, Run, RunNowResponse, RunStatus};
//! use jobs_api::{Client, ErrorKind};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let script = Script::new();
//! let client: Client = script.client();
//!
//! // Replies are given one after the other. Tokens that a call makes up may be any.
//! script
//!     .on(RunNow::new(7))
//!     .reply_error(429, "REQUEST_LIMIT_EXCEEDED", "slow down")
//!     .reply(RunNowResponse::new(70));
//! let run = |state: &str| Run::new().run_id(70).status(RunStatus::new().state(state));
//! script.on(GetRun::new(70)).reply(run("RUNNING")).times(3).reply(run("TERMINATED"));
//! let ended = client.run_now(7).wait_any().await?;
//! assert_eq!(ended, run("TERMINATED"));
//!
//! // The second page is expected by the token that the first one names.
//! let page = |run_id: i64| ListRunsResponse::new().run(BaseRun::new().run_id(run_id));
//! script.on(ListRuns::new().job_id(7)).reply_pages([page(70).next_page_token("2"), page(71)]);
//! let mut runs = client.list_runs(ListRuns::new().job_id(7)).items();
//! for run_id in [70, 71] {
//!     let run = runs.try_next().await?;
//!     assert_eq!(run, Some(BaseRun::new().run_id(run_id)));
//! }
//! assert_eq!(runs.try_next().await?, None);
//!
//! // What was not expected is an error, which tells what comes nearest.
//! script.on(GetRun::new(71)).reply_raw(Reply::timeout()).any_times();
//! let error = client.get_run(72).await.unwrap_err();
//! assert_eq!(error.kind(), ErrorKind::InvalidArgument);
//! assert!(error.to_string().contains(r#"`run_id` is "72" instead of "71""#));
//! # assert!(std::panic::catch_unwind(|| script.assert_done()).is_err());
//! # let script = Script::new();
//!
//! // That all came, and nothing else, is also checked when the script is dropped.
//! script.assert_done();
//! # Ok(())
//! # }
//! ```
//!
//! A blocking client stands on such a client too: `blocking::Client::new(script.client())`.
//!
//! For what a service does, rather than what it answers, there is the emulator: `jobs-emulator`.

pub use jobs_runtime::clock::ManualClock;
pub use jobs_runtime::transport::{Expectation, Reply, Script};

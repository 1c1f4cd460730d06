//! Client of the Databricks Jobs API 2.2, with permissions and policy compliance of jobs.
//!
//! [`Client`] has a method for each operation. It takes the operation's request, or the id that
//! alone makes one, and gives a [`Call`](runtime::Call): await it for the answer, or ask it for
//! [pages](runtime::Call::items) or to [wait](runtime::Call::wait) for what it starts.
//!
//! ```
//! use jobs_api::RunOutcome;
//! use jobs_api::operations::{CreateJob, ListRuns, RunNow};
//! use jobs_api::types::Task;
//!
//! # jobs_tests::example(async |client, _| {
//! let ingest = Task::notebook("ingest", "/etl/ingest");
//! let report = Task::notebook("report", "/etl/report").depends_on(["ingest"]);
//! let job = client.create(CreateJob::new().name("nightly").task(ingest).task(report)).await?;
//!
//! let request = RunNow::new(job.job_id).job_parameter("date", "2026-11-22");
//! let run = client.run_now(request).wait().await?;
//! assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
//!
//! let mut runs = client.list_runs(ListRuns::new().job_id(job.job_id)).items();
//! while let Some(run) = runs.try_next().await? {
//!     println!("{:?} {:?}", run.run_id, run.outcome());
//! }
//! # Ok(())
//! # });
//! ```
//!
//! # What to rely on
//!
//! - Requests that would take effect twice are not sent twice. `run_now` and `submit` carry a token
//!   by which the service knows them again, so that they may be.
//! - Types keep members and enum values that this version does not know, and send them back
//!   unchanged: what one reads can be sent back without loss.
//! - Objects and lists are read whole, over all their pages, or end in an error.
//! - Waiting has no time limit unless you set one. A run that does not succeed is an error that
//!   holds the run.
//!
//! # Features
//!
//! - `http` (default): the transport over the network, with TLS. Implies `client`.
//! - `client`: the client, over a transport of your own.
//!
//! Without features there are the types alone, which build for WebAssembly too.

// Generated files keep the style of the generator.
#[rustfmt::skip]
mod generated;
mod outcome;
mod task;
#[cfg(feature = "client")]
mod wait;

#[cfg(feature = "client")]
pub use generated::Client;
pub use generated::{operations, types};
pub use jobs_runtime as runtime;
pub use jobs_runtime::{Error, ErrorKind, Result};
pub use outcome::{Cause, RunOutcome};

// The example of the README is a test.
#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../../../README.md")]
struct Readme;

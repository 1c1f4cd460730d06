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
//! - The workspace and the credentials are found as the vendor's tools find them; tokens are
//!   refreshed as long as the program runs. [`Client::explain_auth`] tells how it went.
//! - Waiting has no time limit unless you set one, and outlasts failures that pass. A run that does
//!   not succeed is an error that holds the run: [`RunFailure`] asks for what its tasks say.
//!
//! # Features
//!
//! - `http` (default): the transport over the network, with TLS. Implies `client`.
//! - `client`: the client, over a transport of your own.
//! - `blocking`: `blocking::Client`, for programs that are not async. Implies `client`.
//! - `testing`: expectations of requests in place of a service, for tests: module `testing`. Implies
//!   `client`.
//! - `yaml`: settings of jobs from YAML, such as asset bundles.
//! - `google`: credentials of Google's cloud. Implies `http`.
//!
//! Without features there are the types alone, which build for WebAssembly too.

#[cfg(feature = "client")]
mod expand;
#[cfg(feature = "client")]
mod explain_auth;
// Generated files keep the style of the generator. As a template is written once, even the strictest
// lints hold for what it emits; those that are allowed are named in the template `root`.
#[rustfmt::skip]
#[warn(clippy::pedantic)]
mod generated;
pub mod jobs;
#[cfg(feature = "client")]
mod raw;
pub mod runs;
mod task;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "client")]
mod together;

#[cfg(feature = "client")]
pub use generated::Client;
/// For programs that are not async: each method gives a [`Call`](runtime::blocking::Call) that is
/// ended by `send`, is iterated over, or is waited for.
///
/// Inside an async runtime every call is an error of kind [`ErrorKind::Config`]: there, [`Client`]
/// is the client to use.
///
/// ```
/// use jobs_api::operations::ListRuns;
/// use jobs_api::{Client, blocking};
///
/// # jobs_tests::blocking_example(|client, example| {
/// # let its_client = || Client::builder().host("http://localhost").token("t").build();
/// let other = blocking::Client::new(its_client()?)?;
/// # drop(other);
/// let job = client.get(example.job_id).send()?;
/// let run = client.run_now(example.job_id).wait().until_end()?;
/// for run in client.list_runs(ListRuns::new().job_id(example.job_id)).items() {
///     println!("{:?}", run?.outcome());
/// }
/// // What only the async client has:
/// let run_id = run.run_id.ok_or("a run without an id")?;
/// let outputs = client.block_on(async |client| client.run_outputs(run_id).await)?;
/// assert_eq!(outputs.tasks.len(), 2);
/// # drop(job);
/// # Ok(())
/// # });
/// ```
#[cfg(feature = "blocking")]
pub use generated::blocking;
pub use generated::{operations, types};
pub use jobs_runtime as runtime;
#[cfg(feature = "client")]
pub use jobs_runtime::operation::Method;
pub use jobs_runtime::{Error, ErrorKind, Result};
#[cfg(feature = "client")]
pub use runs::RunFailure;
pub use runs::RunOutcome;

// The example of the README is a test.
#[cfg(all(doctest, feature = "http"))]
#[doc = include_str!("../../../README.md")]
struct Readme;

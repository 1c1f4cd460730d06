//! A run of 26 hours, over a network that fails, with tokens of an hour, and waiters that are
//! started anew twice.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use fastrand::Rng;
use jobs_api::operations::{CreateJob, ListRuns};
use jobs_api::types::{RunId, Task};
use jobs_api::{Client, RunOutcome};
use jobs_emulator::{Clock as _, Emulator, InProcess, ManualClock, Rule};
use jobs_runtime::auth::{Token, TokenSource};
use jobs_runtime::clock::Clock;
use jobs_runtime::transport::{Request, Response, Transport, TransportError, TransportErrorKind};
use jobs_runtime::wait::WaitError;
use jobs_runtime::{BoxFuture, Result};

const HOUR: Duration = Duration::from_secs(3_600);

/// The one clock of service and client. To sleep advances it at once.
#[derive(Clone)]
struct SharedClock(Arc<ManualClock>);

impl Clock for SharedClock {
    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now()).unwrap_or_default())
    }

    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async move { self.0.advance(duration) })
    }
}

/// Issues tokens that are good for an hour, but each third is taken back after ten minutes. The text
/// of a token is the second in which it really ends.
#[derive(Clone)]
struct Issuer {
    clock: SharedClock,
    issued: Arc<AtomicU64>,
}

impl TokenSource for Issuer {
    fn name(&self) -> &'static str {
        "hourly"
    }

    fn token(&self) -> BoxFuture<'_, Result<Token>> {
        Box::pin(async move {
            self.issued.fetch_add(1, Ordering::Relaxed);
            let end = self.clock.now() + HOUR;
            let seconds = end
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default();
            Ok(Token::new(seconds.as_secs().to_string()).expires_at(end))
        })
    }
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer").finish_non_exhaustive()
    }
}

/// A network that loses or spoils three of ten exchanges, before or after the service acts, and
/// turns away who comes with a token that has run out.
#[derive(Clone)]
struct BadNetwork {
    emulator: InProcess,
    clock: SharedClock,
    random: Arc<Mutex<Rng>>,
    /// How often what happened.
    happened: Arc<Mutex<BTreeMap<&'static str, u32>>>,
}

impl BadNetwork {
    fn note(&self, what: &'static str) {
        let mut happened = self.happened.lock().unwrap_or_else(PoisonError::into_inner);
        *happened.entry(what).or_default() += 1;
    }

    fn count(&self, what: &str) -> u32 {
        let happened = self.happened.lock().unwrap_or_else(PoisonError::into_inner);
        happened.get(what).copied().unwrap_or_default()
    }

    /// Whether the token of a request has run out.
    fn has_run_out(&self, request: &Request) -> bool {
        let token = request
            .headers
            .get("authorization")
            .and_then(|v| v.to_str().ok());
        let end = token.and_then(|token| token.strip_prefix("Bearer ")?.parse().ok());
        end.is_none_or(|end: u64| self.clock.elapsed() >= Duration::from_secs(end))
    }

    fn fault(&self) -> Option<u8> {
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        (random.f64() < 0.3).then(|| random.u8(0..6))
    }
}

impl Transport for BadNetwork {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let lost = |kind, what| Err(TransportError::new(kind, what));
            let answers = |status: u16, body: &'static str| {
                let status = http::StatusCode::from_u16(status).unwrap_or_default();
                Ok(Response::new(status, body))
            };
            if self.has_run_out(&request) {
                self.note("turned away");
                return answers(
                    403,
                    r#"{"error_code": "403", "message": "Invalid access token."}"#,
                );
            }
            match self.fault() {
                None => {
                    self.note("answered");
                    self.emulator.send(request).await
                }
                Some(0) => {
                    self.note("never sent");
                    lost(TransportErrorKind::Connect, "connection refused")
                }
                Some(1) => {
                    self.note("answer lost");
                    self.emulator.send(request).await?;
                    lost(TransportErrorKind::Reset, "connection reset by peer")
                }
                Some(2) => {
                    self.note("no answer in time");
                    self.clock.sleep(Duration::from_secs(60)).await;
                    lost(TransportErrorKind::Timeout, "no answer in time")
                }
                Some(3) => {
                    self.note("500");
                    answers(
                        500,
                        r#"{"error_code": "TEMPORARILY_UNAVAILABLE", "message": "later"}"#,
                    )
                }
                Some(4) => {
                    self.note("503");
                    answers(503, "<html><title>Service Unavailable</title></html>")
                }
                Some(_) => {
                    self.note("429");
                    answers(
                        429,
                        r#"{"error_code": "REQUEST_LIMIT_EXCEEDED", "message": "slower"}"#,
                    )
                }
            }
        })
    }
}

/// A client, as a process that has just begun makes it.
fn client(network: &BadNetwork, issuer: &Issuer) -> Result<Client> {
    Client::builder()
        .host("http://localhost")
        .token_source(issuer.clone())
        .transport(network.clone())
        .clock(network.clock.clone())
        .seed(26)
        .build()
}

// R1.1, R1.5, R1.9, R7.1, R7.5
#[tokio::test]
async fn a_day_and_two_hours_end_in_one_right_result() -> Result<(), Box<dyn Error>> {
    let clock = SharedClock(Arc::new(ManualClock::new(0)));
    let emulator = Emulator::builder()
        .clock(clock.0.clone())
        .outcome(Rule::task("long").takes(26 * HOUR))
        .in_process()?;
    let network = BadNetwork {
        emulator,
        clock: clock.clone(),
        random: Arc::new(Mutex::new(Rng::with_seed(26))),
        happened: Arc::default(),
    };
    let issuer = Issuer {
        clock: clock.clone(),
        issued: Arc::default(),
    };

    let first = client(&network, &issuer)?;
    let job = CreateJob::new().task(Task::notebook("long", "/long"));
    let job_id = loop {
        // A create whose answer is lost may have made a job: here, another one does no harm.
        if let Ok(created) = first.create(job.clone()).await {
            break created.job_id;
        }
    };
    let started = first.run_now(job_id).start().await?;
    let run_id: RunId = started.response.run_id;
    let begin = clock.elapsed();
    let given_up = started.wait().timeout(9 * HOUR).await;
    assert!(
        matches!(given_up, Err(WaitError::TimedOut { .. })),
        "{given_up:?}"
    );
    drop(first);

    let second = client(&network, &issuer)?;
    let given_up = second.wait_for_run(run_id).timeout(9 * HOUR).await;
    assert!(
        matches!(given_up, Err(WaitError::TimedOut { .. })),
        "{given_up:?}"
    );
    drop(second);

    let third = client(&network, &issuer)?;
    let run = third.wait_for_run(run_id).await?;
    assert_eq!(run.run_id, Some(run_id));
    assert_eq!(run.outcome(), Some(RunOutcome::Succeeded));
    let waited = clock.elapsed() - begin;
    assert!(
        waited >= 26 * HOUR && waited < 26 * HOUR + HOUR / 4,
        "{waited:?}"
    );

    let mut runs = third.list_runs(ListRuns::new()).items();
    let mut found = Vec::new();
    while let Some(run) = runs.try_next().await? {
        found.extend(run.run_id);
    }
    assert_eq!(found, [run_id], "one run, whatever was lost on the way");

    let issued = issuer.issued.load(Ordering::Relaxed);
    assert!(
        (27..=60).contains(&issued),
        "{issued} tokens for 26 hours, refreshed ahead"
    );
    for fault in [
        "never sent",
        "answer lost",
        "no answer in time",
        "500",
        "503",
        "429",
    ] {
        assert!(network.count(fault) > 50, "{fault}: {:?}", network.happened);
    }
    Ok(())
}

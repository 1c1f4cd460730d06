//! Runs of one job that come faster than it may run: limits and queues. Sections are those of
//! `FIDELITY.md`.
//!
//! The model goes through the time one millisecond at a time: slow, and plain.

use fastrand::Rng;
use serde_json::json;

use super::entry::Entry;
use crate::common::{START, Service, id, task};

/// How long a run takes, and how long it takes to stop one.
const TAKES: i64 = 100;
const STOPPING: i64 = 10;

/// All that happens happens before.
const END: i64 = 3000;

const CASES: u64 = 60;

/// A run that is asked for.
#[derive(Clone, Debug)]
struct Request {
    /// Milliseconds after the beginning.
    at: i64,
    queue: bool,
    /// When it is cancelled, if it is active then.
    cancel: Option<i64>,
}

/// What became of a run, in milliseconds after the beginning.
#[derive(Debug, PartialEq)]
struct Course {
    result: String,
    queued: i64,
    end: i64,
}

/// 3.11 [D], 3.13 [D]: never more at a time than the job allows; the others wait in order, or are
/// skipped if they may not.
#[test]
fn runs_of_a_job_go_in_order_and_never_too_many() {
    for seed in super::seeds(CASES) {
        let mut random = Rng::with_seed(seed);
        let most = random.usize(0..4);
        let mut requests: Vec<Request> = (0..random.usize(1..12))
            .map(|_| request(&mut random))
            .collect();
        requests.sort_by_key(|request| request.at);
        let seen = super::block_on(seen(most, &requests));
        let predicted = predicted(most, &requests);
        assert_eq!(
            seen,
            Ok(predicted),
            "JOBS_MODEL_SEED={seed}\nat most {most} of {requests:#?}"
        );
    }
}

fn request(random: &mut Rng) -> Request {
    // Tens, so that much happens at the same moment.
    let at = random.i64(0..30) * 10;
    Request {
        at,
        queue: random.u8(..4) != 0,
        cancel: (random.u8(..4) == 0).then(|| at + random.i64(0..30) * 10),
    }
}

fn predicted(most: usize, requests: &[Request]) -> Vec<Course> {
    let mut admitted: Vec<Option<i64>> = vec![None; requests.len()];
    let mut ends: Vec<Option<(i64, &str)>> = vec![None; requests.len()];
    for now in 0..END {
        let mut active = (0..requests.len())
            .filter(|run| admitted[*run].is_some() && ends[*run].is_none_or(|(end, _)| end > now))
            .count();
        for (run, request) in requests.iter().enumerate() {
            if request.at > now || admitted[run].is_some() || ends[run].is_some() {
                continue;
            }
            if active < most {
                active += 1;
                admitted[run] = Some(now);
                ends[run] = Some((now + TAKES, "SUCCESS"));
            } else if !request.queue || most == 0 {
                ends[run] = Some((now, "MAXIMUM_CONCURRENT_RUNS_REACHED"));
            }
        }
        for (run, request) in requests.iter().enumerate() {
            if request.cancel == Some(now) && ends[run].is_none_or(|(end, _)| end > now) {
                let stopping = if admitted[run].is_some() { STOPPING } else { 0 };
                ends[run] = Some((now + stopping, "CANCELED"));
            }
        }
    }
    let course = |run: usize| {
        let (end, result) = ends[run].unwrap_or_default();
        Course {
            result: result.to_owned(),
            queued: admitted[run].unwrap_or(end) - requests[run].at,
            end,
        }
    };
    (0..requests.len()).map(course).collect()
}

async fn seen(most: usize, requests: &[Request]) -> Result<Vec<Course>, String> {
    let service = Service::start();
    let settings = json!({ "max_concurrent_runs": most, "tasks": [task("a", &[])] });
    let job_id = service.create(settings).await;
    let mut run_ids = Vec::new();
    // In steps that miss nothing: all moments of requests are tens.
    for now in (0..END).step_by(10) {
        for request in requests.iter().filter(|request| request.at == now) {
            let body = json!({ "job_id": job_id, "queue": { "enabled": request.queue } });
            run_ids.push(id(&service.post("run-now", body).await, "run_id"));
        }
        for (request, run_id) in requests.iter().zip(&run_ids) {
            if request.cancel == Some(now) {
                service
                    .post("runs/cancel", json!({ "run_id": run_id }))
                    .await;
            }
        }
        service.advance(10);
    }
    let mut courses = Vec::new();
    for (request, run_id) in requests.iter().zip(run_ids) {
        let run = Entry::of(&service.run(run_id).await)?;
        let queued = run.whole["queue_duration"].as_i64();
        if run.start != START + request.at {
            return Err(format!(
                "3.2: it was asked for at {}: {}",
                request.at, run.whole
            ));
        }
        courses.push(Course {
            result: run.result,
            queued: queued.ok_or("it does not say how long it was queued")?,
            end: run.end - START,
        });
    }
    Ok(courses)
}

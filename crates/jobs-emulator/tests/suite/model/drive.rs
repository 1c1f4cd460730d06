//! Takes a plan through the emulator and writes down what is seen.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::{Value, json};

use super::entry::{Entry, attempts};
use super::plan::{Cancel, Kind, Plan, PlannedRound, Target};
use super::watch::Watch;
use crate::common::{START, Service};

/// How long a round may take; all that is planned ends long before.
const PATIENCE: i64 = 600_000;

/// What was seen of a round.
#[derive(Debug)]
pub(super) struct Round {
    pub(super) begun: i64,
    /// Those that found something to stop.
    pub(super) cancels: Vec<Cancelled>,
    pub(super) run: Entry,
    /// The attempts of all tasks when the round had ended.
    pub(super) tasks: Vec<Entry>,
    /// The iterations of each for-each task run, by its id.
    pub(super) iterations: BTreeMap<i64, Vec<Entry>>,
    /// Ids of the task runs that were there when it began.
    pub(super) old: Vec<i64>,
}

/// A cancel of something that had not ended.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cancelled {
    pub(super) at: i64,
    /// Of the run, the attempt of a task, or the attempt of an iteration.
    pub(super) run_id: i64,
}

struct Driver<'a> {
    plan: &'a Plan,
    service: Service,
    now: i64,
    run_id: i64,
    watch: Watch,
    random: Rng,
}

/// Runs the job and its repairs. A repair that has nothing to do ends the course.
pub(super) async fn drive(plan: &Plan) -> Result<Vec<Round>, String> {
    let rules = plan.rules();
    let service = Service::with(|builder| {
        rules
            .into_iter()
            .fold(builder, |builder, rule| builder.outcome(rule))
    });
    let mut other_jobs = BTreeMap::new();
    for (key, settings) in plan.other_jobs() {
        other_jobs.insert(key, service.create(settings).await);
    }
    let settings = plan.settings(|key| other_jobs.get(key).copied().unwrap_or_default());
    let job_id = service.create(settings).await;
    let run_id = service.run_now(job_id).await;
    let mut driver = Driver {
        plan,
        service,
        now: START,
        run_id,
        watch: Watch::default(),
        random: Rng::with_seed(plan.steps),
    };
    let mut rounds: Vec<Round> = Vec::new();
    let mut latest_repair_id = Value::Null;
    for planned in &plan.rounds {
        let old = rounds.last().map_or(Vec::new(), |round: &Round| {
            round.tasks.iter().map(|task| task.run_id).collect()
        });
        if planned.repair.is_some() {
            let Some(id) = driver.repair(planned, &latest_repair_id, &rounds).await? else {
                break;
            };
            latest_repair_id = id;
        }
        rounds.push(driver.round(planned, old).await?);
    }
    Ok(rounds)
}

impl Driver<'_> {
    /// Begins a repair and tells its id, or None if there is nothing to repair.
    async fn repair(
        &mut self,
        planned: &PlannedRound,
        latest_repair_id: &Value,
        rounds: &[Round],
    ) -> Result<Option<Value>, String> {
        let Some(repair) = &planned.repair else {
            return Ok(None);
        };
        let mut body = json!({ "run_id": self.run_id, "latest_repair_id": latest_repair_id });
        body["rerun_dependent_tasks"] = json!(repair.dependents);
        if repair.tasks.is_empty() {
            body["rerun_all_failed_tasks"] = json!(true);
        } else {
            body["rerun_tasks"] = json!(repair.tasks);
        }
        let path = "/api/2.2/jobs/runs/repair";
        let (status, answer) = self.service.send("POST", path, &body.to_string()).await;
        if status == 200 {
            self.watch.repaired(self.run_id);
            return Ok(Some(answer["repair_id"].clone()));
        }
        let results = rounds.last().map_or(&[][..], |round| &round.tasks);
        let failed = |entry: &Entry| matches!(entry.result.as_str(), "FAILED" | "TIMEDOUT");
        let nothing_failed = !self.plan.tasks.iter().any(|task| {
            attempts(results, &task.key)
                .last()
                .is_some_and(|last| failed(last))
        });
        if repair.tasks.is_empty() && nothing_failed {
            return Ok(None);
        }
        Err(format!("3.9: the repair is refused: {answer}"))
    }

    /// Goes on to the end of the run.
    async fn round(&mut self, planned: &PlannedRound, old: Vec<i64>) -> Result<Round, String> {
        let begun = self.now;
        let mut to_do = planned.cancels.iter().peekable();
        let mut cancels = Vec::new();
        loop {
            while let Some(cancel) = to_do.next_if(|cancel| begun + cancel.after_ms <= self.now) {
                cancels.extend(self.cancel(cancel).await?);
            }
            let (run, tasks) = self.look().await?;
            if run.has_ended() {
                // It stays so.
                self.advance(5000);
                self.look().await?;
                let iterations = self.iterations(&tasks).await?;
                return Ok(Round {
                    begun,
                    cancels,
                    run,
                    tasks,
                    iterations,
                    old,
                });
            }
            if self.now - begun > PATIENCE {
                return Err(format!("the run does not end: {}", run.whole));
            }
            let step = self.random.i64(1..1500);
            let next = to_do
                .peek()
                .map(|cancel| begun + cancel.after_ms - self.now);
            self.advance(next.map_or(step, |next| next.min(step)));
            if self.random.u8(..30) == 0 {
                self.put_back().await?;
            }
        }
    }

    fn advance(&mut self, millis: i64) {
        self.now += millis;
        self.service.advance(millis.unsigned_abs());
    }

    /// Looks at the run, its task runs and their iterations.
    async fn look(&mut self) -> Result<(Entry, Vec<Entry>), String> {
        let view = self.service.run(self.run_id).await;
        let run = Entry::of(&view)?;
        let tasks = Entry::all_of(&view["tasks"])?;
        for task in tasks.iter().filter(|task| !task.has_ended()) {
            for iteration in self.iterations_of(task).await? {
                self.watch.look_at_task(&iteration)?;
            }
        }
        self.watch.look(&run, &tasks)?;
        Ok((run, tasks))
    }

    /// Takes the emulator's state out and puts it in again, as a restart does.
    async fn put_back(&mut self) -> Result<(), String> {
        let before = self.service.run(self.run_id).await;
        let workspace = self.service.handle.workspace();
        let snapshot = workspace.snapshot().map_err(|error| error.to_string())?;
        workspace
            .restore(&snapshot)
            .map_err(|error| error.to_string())?;
        let after = self.service.run(self.run_id).await;
        if before == after {
            Ok(())
        } else {
            Err(format!(
                "a snapshot changes the run\n  from {before}\n  to {after}"
            ))
        }
    }

    /// Cancels what is planned, if it is there and has not ended.
    async fn cancel(&mut self, cancel: &Cancel) -> Result<Option<Cancelled>, String> {
        let (run, tasks) = self.look().await?;
        let target = match &cancel.target {
            Target::Run => Some(run),
            Target::Task(key) => attempts(&tasks, key).last().map(|&task| task.clone()),
            Target::Iteration(key, index) => match attempts(&tasks, key).last() {
                Some(task) => self.iterations_of(task).await?.get(*index).cloned(),
                None => None,
            },
        };
        let Some(target) = target.filter(|target| !target.has_ended()) else {
            return Ok(None);
        };
        let run_id = target.run_id;
        self.service
            .post("runs/cancel", json!({ "run_id": run_id }))
            .await;
        // What is already being stopped, for whatever reason, goes on to its end.
        let stops = target.life != "TERMINATING";
        Ok(stops.then_some(Cancelled {
            at: self.now,
            run_id,
        }))
    }

    async fn iterations(&self, tasks: &[Entry]) -> Result<BTreeMap<i64, Vec<Entry>>, String> {
        let mut all = BTreeMap::new();
        for task in tasks {
            all.insert(task.run_id, self.iterations_of(task).await?);
        }
        Ok(all)
    }

    /// The iterations of a task run; none unless it is one of a for-each task.
    async fn iterations_of(&self, task: &Entry) -> Result<Vec<Entry>, String> {
        let planned = self.plan.task(&task.key);
        if !planned.is_some_and(|planned| matches!(planned.kind, Kind::ForEach { .. })) {
            return Ok(Vec::new());
        }
        let view = self
            .service
            .get(&format!("runs/get?run_id={}", task.run_id))
            .await;
        Entry::all_of(&view["iterations"])
    }
}

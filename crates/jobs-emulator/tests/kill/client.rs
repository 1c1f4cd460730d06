//! A client that remembers what was acknowledged.

use std::sync::mpsc;

use serde_json::{Value, json};

use crate::program::Connection;

/// Makes requests about jobs and runs of its own, one after the other.
pub(crate) struct Client {
    id: u64,
    chance: fastrand::Rng,
    jobs: Vec<Job>,
    runs: Vec<Run>,
    new_ids: Vec<i64>,
    acknowledged: usize,
    count: u64,
}

/// A job as it was acknowledged last.
struct Job {
    job_id: i64,
    name: String,
    viewer: Option<String>,
    is_deleted: bool,
    /// A request about it was not answered: anything may be.
    is_unsure: bool,
    changed: u32,
}

/// A run as it was acknowledged last.
struct Run {
    run_id: i64,
    body: String,
    is_cancelled: bool,
    is_deleted: bool,
    repair_id: Option<i64>,
    is_unsure: bool,
    changed: u32,
}

/// How many old things are looked at after each start, beside all new ones.
const OLD: usize = 3;

fn id(answer: &Value, name: &str) -> i64 {
    answer[name].as_i64().expect("an id")
}

impl Client {
    pub(crate) fn new(id: u64, seed: u64) -> Self {
        Self {
            id,
            chance: fastrand::Rng::with_seed(seed + id + 1),
            jobs: Vec::new(),
            runs: Vec::new(),
            new_ids: Vec::new(),
            acknowledged: 0,
            count: 0,
        }
    }

    /// How many requests were answered.
    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged
    }

    /// Ids that were given to it since this was asked last.
    pub(crate) fn new_ids(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.new_ids)
    }

    /// Makes requests until the program is gone, and tells of each answer.
    pub(crate) fn work(
        &mut self,
        mut connection: Connection,
        kill: u32,
        answered: &mpsc::Sender<()>,
    ) {
        while self.request(&mut connection, kill).is_some() {
            self.acknowledged += 1;
            // Nobody counts any more once the program is to be killed.
            let _ = answered.send(());
        }
    }

    /// Makes a request; none if it is not answered.
    fn request(&mut self, connection: &mut Connection, kill: u32) -> Option<()> {
        self.count += 1;
        let jobs = 0..self.jobs.len();
        let runs = 0..self.runs.len();
        match self.chance.u8(..20) {
            _ if jobs.is_empty() => self.create(connection, kill),
            0..2 => self.create(connection, kill),
            2..4 => {
                let job = self.chance.usize(jobs);
                self.share(connection, job, kill)
            }
            4 if jobs.len() > 3 => {
                let job = self.chance.usize(jobs);
                self.delete_job(connection, job, kill)
            }
            5..8 if !runs.is_empty() => {
                let latest = runs.end.saturating_sub(3)..runs.end;
                let run = self.chance.usize(latest);
                self.cancel(connection, run, kill)
            }
            8..10 if !runs.is_empty() => {
                let run = self.chance.usize(runs);
                self.repair(connection, run, kill)
            }
            10 if !runs.is_empty() => {
                let run = self.chance.usize(runs);
                self.delete_run(connection, run, kill)
            }
            _ => {
                let job = self.chance.usize(jobs);
                self.run_now(connection, job, kill)
            }
        }
    }

    fn create(&mut self, connection: &mut Connection, kill: u32) -> Option<()> {
        let name = format!("job {} of {}", self.count, self.id);
        let job = json!({ "name": name, "max_concurrent_runs": 1000, "tasks": [
            { "task_key": "a", "notebook_task": { "notebook_path": "/a" } },
            { "task_key": "b", "depends_on": [{ "task_key": "a" }],
              "notebook_task": { "notebook_path": "/b" } },
        ]});
        let (status, answer) = connection.send("POST", "/api/2.2/jobs/create", &job.to_string())?;
        assert_eq!(status, 200, "{answer}");
        let job_id = id(&answer, "job_id");
        self.new_ids.push(job_id);
        self.jobs.push(Job {
            job_id,
            name,
            viewer: None,
            is_deleted: false,
            is_unsure: false,
            changed: kill,
        });
        Some(())
    }

    fn run_now(&mut self, connection: &mut Connection, job: usize, kill: u32) -> Option<()> {
        let job = &self.jobs[job];
        let body = json!({ "job_id": job.job_id,
            "idempotency_token": format!("{} of {}", self.count, self.id) });
        let body = body.to_string();
        let is_there = !job.is_deleted && !job.is_unsure;
        let (status, answer) = match connection.send("POST", "/api/2.2/jobs/run-now", &body) {
            Some(answered) => answered,
            None => {
                // Whether it has taken effect or not, it must not take effect twice.
                if is_there {
                    self.runs.push(Run {
                        run_id: 0,
                        ..Run::new(body, kill)
                    });
                }
                return None;
            }
        };
        if status == 200 {
            let run_id = id(&answer, "run_id");
            self.new_ids.push(run_id);
            self.runs.push(Run {
                run_id,
                ..Run::new(body, kill)
            });
        } else {
            assert!(!is_there, "{answer}");
        }
        Some(())
    }

    fn share(&mut self, connection: &mut Connection, job: usize, kill: u32) -> Option<()> {
        let viewer = format!("user{}@example.com", self.count);
        let body = json!({ "access_control_list": [
            { "user_name": viewer, "permission_level": "CAN_VIEW" },
            { "user_name": "jobs@emulator.local", "permission_level": "IS_OWNER" },
        ]});
        let job = &mut self.jobs[job];
        let path = format!("/api/2.0/permissions/jobs/{}", job.job_id);
        job.changed = kill;
        let was_unsure = std::mem::replace(&mut job.is_unsure, true);
        let (status, _) = connection.send("PUT", &path, &body.to_string())?;
        job.is_unsure = was_unsure;
        if status == 200 {
            job.viewer = Some(viewer);
        }
        Some(())
    }

    fn delete_job(&mut self, connection: &mut Connection, job: usize, kill: u32) -> Option<()> {
        let job = &mut self.jobs[job];
        let body = json!({ "job_id": job.job_id }).to_string();
        job.changed = kill;
        let was_unsure = std::mem::replace(&mut job.is_unsure, true);
        let (status, answer) = connection.send("POST", "/api/2.2/jobs/delete", &body)?;
        assert!(status == 200 || job.is_deleted || was_unsure, "{answer}");
        job.is_unsure = false;
        job.is_deleted = true;
        Some(())
    }

    fn cancel(&mut self, connection: &mut Connection, run: usize, kill: u32) -> Option<()> {
        let run = &mut self.runs[run];
        let body = json!({ "run_id": run.run_id }).to_string();
        run.changed = kill;
        let was_unsure = std::mem::replace(&mut run.is_unsure, true);
        connection.send("POST", "/api/2.2/jobs/runs/cancel", &body)?;
        // It may have ended before.
        let (_, now) = connection.send("GET", &run.path(), "")?;
        run.is_unsure = was_unsure;
        let state = &now["state"];
        run.is_cancelled |=
            state["life_cycle_state"] == "TERMINATING" || state["result_state"] == "CANCELED";
        Some(())
    }

    fn repair(&mut self, connection: &mut Connection, run: usize, kill: u32) -> Option<()> {
        let run = &mut self.runs[run];
        let body = json!({ "run_id": run.run_id, "rerun_all_failed_tasks": true }).to_string();
        run.changed = kill;
        let was_unsure = std::mem::replace(&mut run.is_unsure, true);
        let (status, answer) = connection.send("POST", "/api/2.2/jobs/runs/repair", &body)?;
        run.is_unsure = was_unsure;
        if status == 200 {
            let repair_id = id(&answer, "repair_id");
            self.new_ids.push(repair_id);
            run.repair_id = Some(repair_id);
            run.is_cancelled = false;
        }
        Some(())
    }

    fn delete_run(&mut self, connection: &mut Connection, run: usize, kill: u32) -> Option<()> {
        let run = &mut self.runs[run];
        let body = json!({ "run_id": run.run_id }).to_string();
        run.changed = kill;
        let was_unsure = std::mem::replace(&mut run.is_unsure, true);
        let (status, _) = connection.send("POST", "/api/2.2/jobs/runs/delete", &body)?;
        run.is_unsure = was_unsure;
        run.is_deleted |= status == 200;
        Some(())
    }

    /// What was changed before the last kill is as it was acknowledged, and so is some of the rest.
    pub(crate) fn check(&mut self, connection: &mut Connection, kill: u32) {
        let is_new = |changed: u32| changed + 1 >= kill;
        for job in &self.jobs {
            if is_new(job.changed) || self.chance.usize(..self.jobs.len()) < OLD {
                job.check(connection);
            }
        }
        let count = self.runs.len();
        for run in &mut self.runs {
            if is_new(run.changed) || self.chance.usize(..count) < OLD {
                self.new_ids.extend(run.check(connection));
            }
        }
    }

    /// Everything is as it was acknowledged.
    pub(crate) fn check_all(&mut self, connection: &mut Connection, kill: u32) {
        for job in &mut self.jobs {
            job.changed = kill;
        }
        for run in &mut self.runs {
            run.changed = kill;
        }
        self.check(connection, kill);
    }
}

impl Job {
    fn check(&self, connection: &mut Connection) {
        if self.is_unsure {
            return;
        }
        let path = format!("/api/2.2/jobs/get?job_id={}", self.job_id);
        let (status, job) = connection.send("GET", &path, "").expect("an answer");
        if self.is_deleted {
            assert_eq!(status, 400, "{} is deleted: {job}", self.name);
            return;
        }
        assert_eq!(job["settings"]["name"], self.name, "{job}");
        if let Some(viewer) = &self.viewer {
            let path = format!("/api/2.0/permissions/jobs/{}", self.job_id);
            let (_, entries) = connection.send("GET", &path, "").expect("an answer");
            assert!(entries.to_string().contains(viewer), "{viewer}: {entries}");
        }
    }
}

impl Run {
    fn new(body: String, kill: u32) -> Self {
        Self {
            run_id: 0,
            body,
            is_cancelled: false,
            is_deleted: false,
            repair_id: None,
            is_unsure: false,
            changed: kill,
        }
    }

    fn path(&self) -> String {
        format!(
            "/api/2.2/jobs/runs/get?run_id={}&include_history=true",
            self.run_id
        )
    }

    /// Tells the id of a run that was started by a request without an answer.
    fn check(&mut self, connection: &mut Connection) -> Option<i64> {
        if self.is_unsure {
            return None;
        }
        // The same request starts no other run; where there was no answer, the two are alike.
        let mut again = || connection.send("POST", "/api/2.2/jobs/run-now", &self.body);
        let (status, answer) = again().expect("an answer");
        let (_, once_more) = again().expect("an answer");
        assert_eq!(answer["run_id"], once_more["run_id"]);
        if self.is_deleted {
            assert_ne!(status, 200, "{answer}");
            return None;
        }
        let mut given = None;
        if self.run_id == 0 {
            let run_id = answer["run_id"].as_i64();
            // Its job may have been deleted since.
            self.is_unsure = run_id.is_none();
            self.run_id = run_id?;
            given = run_id;
        } else {
            assert_eq!(answer["run_id"], self.run_id, "{answer}");
        }
        // It goes on and ends.
        let mut run = Value::Null;
        for _ in 0..2000 {
            (_, run) = connection.send("GET", &self.path(), "").expect("an answer");
            if run["status"]["state"] == "TERMINATED" {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let result = run["state"]["result_state"].as_str().unwrap_or_default();
        if self.is_cancelled {
            assert_eq!(result, "CANCELED", "{run}");
        } else {
            assert!(matches!(result, "SUCCESS" | "CANCELED"), "{run}");
        }
        if let Some(repair_id) = self.repair_id {
            let history = run["repair_history"].to_string();
            assert!(history.contains(&repair_id.to_string()), "{run}");
        }
        given
    }
}

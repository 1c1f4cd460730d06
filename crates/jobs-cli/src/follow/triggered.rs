//! Where the runs can be looked at that run-job tasks start: the service tells it only on request.

use std::collections::{HashSet, VecDeque};
use std::future::pending;
use std::pin::Pin;

use jobs_api::Client;
use jobs_api::runs::TaskStanding;
use jobs_api::types::{Run, RunId};

/// Looks the runs up, one after the other.
#[derive(Default)]
pub(super) struct Triggered {
    /// Tasks that were asked for, by their runs.
    asked: HashSet<RunId>,
    queue: VecDeque<(String, RunId)>,
    at_work: Option<Pin<Box<dyn Future<Output = Found>>>>,
}

/// A task, its run, and the run that it has started, if that could be had.
type Found = (String, RunId, Option<Run>);

impl Triggered {
    /// Takes note of a task that may have started a run.
    pub(super) fn see(&mut self, task: &TaskStanding) {
        let is_at_work = task.state == "RUNNING" && task.outcome.is_none();
        if let Some(run_id) = task.run_id.filter(|_| task.runs_job && is_at_work)
            && self.asked.insert(run_id)
        {
            self.queue.push_back((task.task_key.clone(), run_id));
        }
    }

    /// The next task that has started a run, and that run: without end if there is none.
    pub(super) async fn next(&mut self, client: &Client) -> (String, Run) {
        loop {
            let at_work = match &mut self.at_work {
                Some(at_work) => at_work,
                None => match self.queue.pop_front() {
                    Some((key, run_id)) => {
                        let client = client.clone();
                        self.at_work.insert(Box::pin(look_up(client, key, run_id)))
                    }
                    None => return pending().await,
                },
            };
            let (key, run_id, run) = at_work.await;
            self.at_work = None;
            match run {
                Some(run) => return (key, run),
                // The next change of the task is another chance.
                None => self.asked.remove(&run_id),
            };
        }
    }
}

async fn look_up(client: Client, key: String, run_id: RunId) -> Found {
    // It is not known what went wrong there, and no concern of those who wait.
    let run = client.triggered_run(run_id).await.ok().flatten();
    (key, run_id, run)
}

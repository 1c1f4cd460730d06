//! Reading what a timeline is made of.

use std::collections::HashSet;

use jobs_runtime::Result;

use super::Timeline;
use crate::operations::GetRun;
use crate::types::{Run, RunId, RunTask};
use crate::{Client, together};

impl Client {
    /// The timeline of a run, with all attempts of all repairs. What goes on is taken up to `now`,
    /// in milliseconds since the Unix epoch.
    ///
    /// Of a run that was repaired, the service tells the latest attempts alone: those before are
    /// read by a request for each, eight at a time.
    ///
    /// # Errors
    ///
    /// When the run, or one of these attempts, cannot be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use jobs_api::runs::Part;
    ///
    /// # jobs_tests::example(async |client, example| {
    /// # let now = 0;
    /// let timeline = client.run_timeline(example.run_id, now).await?;
    /// for (at, span) in timeline.spans.iter().enumerate() {
    ///     let critical = if timeline.critical_path.contains(&at) { "!" } else { " " };
    ///     println!("{critical} {} {:?}", span.task_key, span.duration());
    /// }
    /// println!("{:?} in {:?}", timeline.total(Part::Execution), timeline.duration());
    /// # assert_eq!(timeline.critical_path, [0, 1]);
    /// # Ok(())
    /// # });
    /// ```
    pub async fn run_timeline(&self, run_id: impl Into<RunId>, now: i64) -> Result<Timeline> {
        let request = GetRun::new(run_id.into()).include_history(true);
        let mut run = self.get_run(request).await?;
        let missing = replaced_attempts(&run);
        let runs = together::all(missing.into_iter().map(|id| self.task_of(id))).await;
        for task in runs {
            run.tasks.get_or_insert_default().extend(task?);
        }
        Ok(Timeline::of(&run, now))
    }

    /// Reads the iterations of all for-each tasks into a timeline: a request for each hundred of
    /// them. What goes on is taken up to `now`, in milliseconds since the Unix epoch.
    ///
    /// # Errors
    ///
    /// When one of the for-each tasks cannot be read; the timeline then has those of none.
    pub async fn read_iterations(&self, timeline: &mut Timeline, now: i64) -> Result<()> {
        let for_each = timeline.spans.iter().filter(|span| span.counts.is_some());
        let ids: Vec<RunId> = for_each.filter_map(|span| span.run_id).collect();
        let runs = together::all(ids.into_iter().map(async |id| self.get_run(id).await)).await;
        let runs: Vec<Run> = runs.into_iter().collect::<Result<_>>()?;
        for run in &runs {
            timeline.add_iterations(run, now);
        }
        Ok(())
    }

    /// The attempt that has this run; none if the service does not tell of what task it is.
    async fn task_of(&self, run_id: RunId) -> Result<Option<RunTask>> {
        let run = self.get_run(run_id).await?;
        let mut tasks = run.tasks.into_iter().flatten();
        Ok(tasks.find(|task| task.run_id == Some(run_id)))
    }
}

/// Attempts that the history of a run names and its tasks do not.
fn replaced_attempts(run: &Run) -> Vec<RunId> {
    let tasks = run.tasks.iter().flatten();
    let mut known: HashSet<RunId> = tasks.filter_map(|task| task.run_id).collect();
    let history = run.repair_history.iter().flatten();
    let named = history.flat_map(|item| item.task_run_ids.iter().flatten());
    named.copied().filter(|id| known.insert(*id)).collect()
}

//! What the tasks of a run left behind.

use jobs_runtime::{Error, ErrorKind, Result};

use crate::types::{Run, RunId, RunOutput, RunTask};
use crate::{Client, together};

/// Outputs of a run, task by task, in the order of its tasks.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct RunOutputs {
    /// One entry for each task: that of its latest attempt.
    pub tasks: Vec<TaskOutput>,
}

/// Output of a task.
#[derive(Debug)]
#[non_exhaustive]
pub struct TaskOutput {
    /// Key of the task. That of a run without tasks, in the form of old, is empty.
    pub task_key: String,
    /// The run of the task; none if it never came to one.
    pub run_id: Option<RunId>,
    /// What it left behind, or why that cannot be had. A for-each task itself leaves nothing but
    /// the run.
    pub output: Result<RunOutput>,
    /// What the iterations of a for-each task left behind, in the service's order; an iteration
    /// that was retried is there once for each attempt.
    pub iterations: Vec<IterationOutput>,
}

/// Output of one iteration of a for-each task.
#[derive(Debug)]
#[non_exhaustive]
pub struct IterationOutput {
    /// Its place among the iterations, from 0.
    pub index: usize,
    /// The run of the iteration; none if it never came to one.
    pub run_id: Option<RunId>,
    /// What it left behind, or why that cannot be had.
    pub output: Result<RunOutput>,
}

impl RunOutputs {
    /// The output of the task with this key.
    #[must_use]
    pub fn get(&self, task_key: &str) -> Option<&TaskOutput> {
        self.tasks.iter().find(|task| task.task_key == task_key)
    }
}

impl IntoIterator for RunOutputs {
    type Item = TaskOutput;
    type IntoIter = std::vec::IntoIter<TaskOutput>;

    fn into_iter(self) -> Self::IntoIter {
        self.tasks.into_iter()
    }
}

impl Client {
    /// Outputs of all tasks of a run, of the latest attempt of each, eight requests at a time.
    ///
    /// One output that cannot be had does not hide the others: it is an error in its place.
    ///
    /// # Errors
    ///
    /// When the run cannot be read.
    ///
    /// # Examples
    ///
    /// ```
    /// # jobs_tests::example(async |client, example| {
    /// let outputs = client.run_outputs(example.failed_run_id).await?;
    /// for task in outputs {
    ///     println!("{}: {:?}", task.task_key, task.output?.error);
    /// }
    /// # Ok(())
    /// # });
    /// ```
    pub async fn run_outputs(&self, run_id: impl Into<RunId>) -> Result<RunOutputs> {
        let run = self.get_run(run_id.into()).await?;
        Ok(self.outputs_of(&run).await)
    }

    /// Outputs of the tasks of a run that was read whole already.
    pub async fn outputs_of(&self, run: &Run) -> RunOutputs {
        let tasks = match run.latest_attempts() {
            // A run of a single task in the form of old is the run of its task.
            attempts if attempts.is_empty() => vec![TaskOutput {
                task_key: String::new(),
                run_id: run.run_id,
                output: self.output_of(run.run_id).await,
                iterations: Vec::new(),
            }],
            attempts => {
                together::all(attempts.into_iter().map(|task| self.task_output(task))).await
            }
        };
        RunOutputs { tasks }
    }

    async fn task_output(&self, task: &RunTask) -> TaskOutput {
        let run_id = task.run_id.filter(|_| task.for_each_task.is_some());
        let (output, iterations) = match run_id {
            Some(run_id) => self.for_each_outputs(run_id).await,
            None => (self.output_of(task.run_id).await, Vec::new()),
        };
        TaskOutput {
            task_key: task.task_key.clone(),
            run_id: task.run_id,
            output,
            iterations,
        }
    }

    /// The service has iterations in the run of the for-each task, and outputs of each of them.
    async fn for_each_outputs(&self, run_id: RunId) -> (Result<RunOutput>, Vec<IterationOutput>) {
        let run = match self.get_run(run_id).await {
            Ok(run) => run,
            Err(error) => return (Err(error), Vec::new()),
        };
        let iterations = run.iterations.iter().flatten().enumerate();
        let outputs = iterations.map(async |(index, iteration)| IterationOutput {
            index,
            run_id: iteration.run_id,
            output: self.output_of(iteration.run_id).await,
        });
        let iterations = together::all(outputs).await;
        (Ok(RunOutput::new().metadata(run)), iterations)
    }

    async fn output_of(&self, run_id: Option<RunId>) -> Result<RunOutput> {
        match run_id {
            Some(run_id) => self.get_run_output(run_id).await,
            None => Err(Error::new(
                ErrorKind::NotFound,
                "there is no output: the task never came to a run",
            )),
        }
    }
}

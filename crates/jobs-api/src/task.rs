//! Tasks in one line: the key, and the one kind of work that a task does.

use crate::types::{
    ConditionTask, ConditionTaskOp, ForEachTask, JobId, NotebookTask, PythonWheelTask, RunJobTask,
    SparkPythonTask, SubmitTask, Task, TaskDependency,
};

macro_rules! constructors {
    ($($task:ty),*) => {$(
        impl $task {
            /// A task that runs a notebook: an absolute path of the workspace, or one relative to
            /// the root of the job's Git repository.
            pub fn notebook(task_key: impl Into<String>, path: impl Into<String>) -> Self {
                Self::new(task_key).notebook_task(NotebookTask::new(path))
            }

            /// A task that runs a Python file.
            pub fn spark_python(task_key: impl Into<String>, file: impl Into<String>) -> Self {
                Self::new(task_key).spark_python_task(SparkPythonTask::new(file))
            }

            /// A task that calls an entry point of a Python wheel.
            pub fn python_wheel(
                task_key: impl Into<String>,
                package: impl Into<String>,
                entry_point: impl Into<String>,
            ) -> Self {
                Self::new(task_key).python_wheel_task(PythonWheelTask::new(package, entry_point))
            }

            /// A task that runs another job and ends as that ends.
            pub fn run_job(task_key: impl Into<String>, job_id: impl Into<JobId>) -> Self {
                Self::new(task_key).run_job_task(RunJobTask::new(job_id))
            }

            /// A task that compares two values, so that others can depend on the outcome.
            pub fn condition(
                task_key: impl Into<String>,
                left: impl Into<String>,
                op: impl Into<ConditionTaskOp>,
                right: impl Into<String>,
            ) -> Self {
                Self::new(task_key).condition_task(ConditionTask::new(left, op, right))
            }

            /// A task that runs another one for each element of a JSON array.
            pub fn for_each(
                task_key: impl Into<String>,
                inputs: impl Into<String>,
                task: impl Into<Task>,
            ) -> Self {
                Self::new(task_key).for_each_task(ForEachTask::new(inputs, task.into()))
            }
        }
    )*};
}

constructors!(Task, SubmitTask);

impl From<&str> for TaskDependency {
    /// A dependency on the task with this key.
    fn from(task_key: &str) -> Self {
        Self::new(task_key)
    }
}

impl From<String> for TaskDependency {
    /// A dependency on the task with this key.
    fn from(task_key: String) -> Self {
        Self::new(task_key)
    }
}

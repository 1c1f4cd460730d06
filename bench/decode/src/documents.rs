//! What the service answers and is sent, with the members that it really has.
//!
//! The documents are the same in every run of the benchmark.

use crate::json_text::{Json, Object};

/// A page of `runs/list` with `expand_tasks`: 25 runs of 100 tasks, about 3 MB.
pub fn page() -> Vec<u8> {
    let mut numbers = Numbers(1);
    let runs = Vec::from_iter((0..25).map(|index| run(&mut numbers, index, 100)));
    let page = Object::new()
        .with("runs", Json::array(runs))
        .with("has_more", true)
        .with("next_page_token", "CAEomPuciYcxMKbM9JvMlwU=");
    Json::from(page).into_bytes()
}

/// An answer of `runs/get`: a run of two tasks, about 4 KB.
pub fn small_run() -> Vec<u8> {
    Json::from(run(&mut Numbers(2), 0, 2)).into_bytes()
}

/// The body of `create`: a job of 100 tasks.
pub fn create_job() -> Vec<u8> {
    let clusters = [job_cluster("main", 8), job_cluster("large", 32)];
    let job = Object::new()
        .with("name", "nightly-etl")
        .with(
            "description",
            "Loads the landing zone into bronze, silver and gold.",
        )
        .with(
            "tags",
            Object::new()
                .with("team", "data-platform")
                .with("cost-center", "4711"),
        )
        .with("tasks", Json::array((0..100).map(settings)))
        .with("job_clusters", Json::array(clusters))
        .with(
            "parameters",
            Json::array([
                Object::new()
                    .with("name", "date")
                    .with("default", "{{job.start_time.iso_date}}"),
                Object::new()
                    .with("name", "mode")
                    .with("default", "incremental"),
            ]),
        )
        .with("schedule", schedule())
        .with("max_concurrent_runs", 1)
        .with("timeout_seconds", 14_400)
        .with("queue", Object::new().with("enabled", true));
    Json::from(job).into_bytes()
}

/// A run of a job, successful but for every fifth one.
fn run(numbers: &mut Numbers, index: i64, tasks: i64) -> Object {
    let (job_id, run_id) = (numbers.id(), numbers.id());
    let start = 1_795_392_000_000 + index * 3_600_000;
    let length = numbers.up_to(7_200_000);
    // The task that fails, and with it all that come after.
    let failing = if index % 5 == 4 { tasks / 2 } else { tasks };
    let ending = if failing == tasks {
        Ending::Success
    } else {
        Ending::RunFailed(failing)
    };
    let tasks = Vec::from_iter((0..tasks).map(|task| {
        let ending = match task {
            task if task < failing => Ending::Success,
            task if task == failing => Ending::Failed,
            _ => Ending::UpstreamFailed,
        };
        task_run(numbers, job_id, task, start, &ending)
    }));
    Object::new()
        .with("job_id", job_id)
        .with("run_id", run_id)
        .with("number_in_job", run_id)
        .with("original_attempt_run_id", run_id)
        .with("creator_user_name", "jane.doe@example.com")
        .with("state", ending.state())
        .with("status", ending.status())
        .with("schedule", schedule())
        .with("job_clusters", Json::array([job_cluster("main", 8)]))
        .with(
            "job_parameters",
            Json::array([
                Object::new()
                    .with("name", "date")
                    .with("default", "")
                    .with("value", "2026-11-22"),
                Object::new()
                    .with("name", "mode")
                    .with("default", "incremental"),
            ]),
        )
        .with("git_source", git_source())
        .with("tasks", Json::array(tasks))
        .with("start_time", start)
        .with("setup_duration", 0)
        .with("execution_duration", 0)
        .with("cleanup_duration", 0)
        .with("end_time", start + length)
        .with("run_duration", length)
        .with("queue_duration", numbers.up_to(5_000))
        .with("trigger", "PERIODIC")
        .with("run_name", format!("nightly-etl Zürich {index}"))
        .with("run_page_url", run_page_url(job_id, run_id))
        .with("run_type", "JOB_RUN")
        .with("attempt_number", 0)
        .with("effective_performance_target", "PERFORMANCE_OPTIMIZED")
        .with("job_run_id", run_id)
        .with("has_more", false)
}

/// A run of one task of a job.
fn task_run(numbers: &mut Numbers, job_id: i64, index: i64, start: i64, ending: &Ending) -> Object {
    let run_id = numbers.id();
    let (setup, execution) = (numbers.up_to(400_000), numbers.up_to(900_000));
    let cluster = Object::new()
        .with(
            "cluster_id",
            format!(
                "1122-{:06}-k3f9a7{:02}",
                numbers.up_to(999_999),
                index % 100
            ),
        )
        .with("spark_context_id", numbers.id().to_string());
    settings(index)
        .with("run_id", run_id)
        .with("run_page_url", run_page_url(job_id, run_id))
        .with("start_time", start)
        .with("setup_duration", setup)
        .with("execution_duration", execution)
        .with("cleanup_duration", 0)
        .with("end_time", start + setup + execution)
        .with("queue_duration", 0)
        .with("cluster_instance", cluster)
        .with("attempt_number", 0)
        .with("state", ending.state())
        .with("status", ending.status())
}

/// A task as its job defines it.
fn settings(index: i64) -> Object {
    let key = |index: i64| format!("load_table_{index:03}");
    let mut task = Object::new().with("task_key", key(index));
    if index > 0 {
        let upstream =
            [index - 1, index / 2].map(|index| Object::new().with("task_key", key(index)));
        task = task.with("depends_on", Json::array(upstream));
    }
    task = task.with("run_if", "ALL_SUCCESS");
    let (name, work) = work(index);
    task = task.with(name, work);
    if name != "condition_task" && name != "sql_task" {
        let libraries = [
            Object::new().with("pypi", Object::new().with("package", "pandas==2.3.3")),
            Object::new().with(
                "whl",
                "/Volumes/main/default/libs/etl-1.4.2-py3-none-any.whl",
            ),
        ];
        task = task
            .with("job_cluster_key", "main")
            .with("libraries", Json::array(libraries))
            .with("max_retries", 2)
            .with("min_retry_interval_millis", 60_000);
    }
    task.with("timeout_seconds", 3_600)
        .with("email_notifications", Object::new())
        .with("webhook_notifications", Object::new())
}

/// What a task does: the member that tells of it, and its value.
fn work(index: i64) -> (&'static str, Object) {
    match index % 10 {
        5 => (
            "python_wheel_task",
            Object::new()
                .with("package_name", "etl")
                .with("entry_point", "load")
                .with(
                    "parameters",
                    Json::array(["--table", "orders", "--date", "2026-11-22"]),
                ),
        ),
        6 => (
            "spark_python_task",
            Object::new()
                .with("python_file", "jobs/load_orders.py")
                .with("parameters", Json::array(["--full", "--partitions", "200"]))
                .with("source", "GIT"),
        ),
        7 => (
            "sql_task",
            Object::new()
                .with("warehouse_id", "a7066a8ef796be84")
                .with(
                    "file",
                    Object::new()
                        .with("path", "sql/orders.sql")
                        .with("source", "GIT"),
                )
                .with("parameters", Object::new().with("date", "2026-11-22")),
        ),
        8 => (
            "condition_task",
            Object::new()
                .with("op", "GREATER_THAN")
                .with("left", "{{tasks.load_table_007.values.rows}}")
                .with("right", "0"),
        ),
        9 => (
            "dbt_task",
            Object::new()
                .with(
                    "commands",
                    Json::array(["dbt deps", "dbt run --select orders+"]),
                )
                .with("schema", "gold")
                .with("warehouse_id", "a7066a8ef796be84"),
        ),
        _ => (
            "notebook_task",
            Object::new()
                .with(
                    "notebook_path",
                    format!("/Workspace/Repos/etl/production/load_{index}"),
                )
                .with(
                    "base_parameters",
                    Object::new()
                        .with("date", "2026-11-22")
                        .with("mode", "incremental")
                        .with("table", format!("main.bronze.table_{index}")),
                )
                .with("source", "WORKSPACE"),
        ),
    }
}

/// How a run or a task has ended.
enum Ending {
    Success,
    Failed,
    UpstreamFailed,
    /// A run in which the task of this number has failed.
    RunFailed(i64),
}

impl Ending {
    fn message(&self) -> String {
        match self {
            Self::Success => String::new(),
            Self::Failed => "Workload failed, see run output for details: \
                [TABLE_OR_VIEW_NOT_FOUND] The table \"main\".\"bronze\" cannot be found.\n\
                Verify the spelling."
                .to_owned(),
            Self::UpstreamFailed => "An upstream task failed.".to_owned(),
            Self::RunFailed(task) => format!(
                "Task load_table_{task:03} failed with message: Workload failed, see run output \
                 for details. This caused all downstream tasks to get skipped."
            ),
        }
    }

    fn state(&self) -> Object {
        let (life_cycle_state, result_state) = match self {
            Self::Success => ("TERMINATED", "SUCCESS"),
            Self::Failed => ("TERMINATED", "FAILED"),
            Self::UpstreamFailed => ("SKIPPED", "UPSTREAM_FAILED"),
            Self::RunFailed(_) => ("INTERNAL_ERROR", "FAILED"),
        };
        Object::new()
            .with("life_cycle_state", life_cycle_state)
            .with("result_state", result_state)
            .with("state_message", self.message())
            .with("user_cancelled_or_timedout", false)
    }

    fn status(&self) -> Object {
        let (code, kind) = match self {
            Self::Success => ("SUCCESS", "SUCCESS"),
            Self::Failed | Self::RunFailed(_) => ("RUN_EXECUTION_ERROR", "CLIENT_ERROR"),
            Self::UpstreamFailed => ("SKIPPED", "CLIENT_ERROR"),
        };
        let details = Object::new()
            .with("code", code)
            .with("type", kind)
            .with("message", self.message());
        Object::new()
            .with("state", "TERMINATED")
            .with("termination_details", details)
    }
}

fn schedule() -> Object {
    Object::new()
        .with("quartz_cron_expression", "0 0 3 * * ?")
        .with("timezone_id", "Europe/Zurich")
        .with("pause_status", "UNPAUSED")
}

fn job_cluster(key: &str, workers: i64) -> Object {
    let conf = Object::new().with("spark.sql.shuffle.partitions", "200");
    let cluster = Object::new()
        .with("spark_version", "16.4.x-scala2.12")
        .with("spark_conf", conf)
        .with("node_type_id", "i3.xlarge")
        .with("custom_tags", Object::new().with("team", "data-platform"))
        .with(
            "aws_attributes",
            Object::new()
                .with("availability", "SPOT")
                .with("zone_id", "auto"),
        )
        .with("data_security_mode", "SINGLE_USER")
        .with(
            "autoscale",
            Object::new()
                .with("min_workers", 2)
                .with("max_workers", workers),
        );
    Object::new()
        .with("job_cluster_key", key)
        .with("new_cluster", cluster)
}

fn git_source() -> Object {
    let commit = "4506fdf41e9fa98090570a34df7a5bce163ff15f";
    Object::new()
        .with("git_url", "https://github.com/example/etl")
        .with("git_provider", "gitHub")
        .with("git_branch", "main")
        .with("git_snapshot", Object::new().with("used_commit", commit))
}

fn run_page_url(job_id: i64, run_id: i64) -> String {
    format!(
        "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=6280049833385130#job/{job_id}/run/{run_id}"
    )
}

/// Numbers that look as if they were random.
struct Numbers(u64);

impl Numbers {
    /// An id, of about 15 digits as those of the service.
    fn id(&mut self) -> i64 {
        100_000_000_000_000 + self.up_to(899_999_999_999_999)
    }

    fn up_to(&mut self, limit: i64) -> i64 {
        // Knuth's constants for a linear congruential generator; its high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 1).unwrap_or(0) % limit
    }
}

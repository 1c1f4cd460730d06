//! Pages of lists, with few runs stored and with many.

use std::path::Path;

use super::http::{Connection, number, text};
use super::program::{ADMIN, Program, VIEWER, VIEWER_NAME, now};
use super::{median, millis};

/// How many jobs have the runs that are listed.
const JOBS: usize = 100;

/// How often each page is asked for. The first time warms up and does not count.
const TIMES: usize = 41;

/// Pages of one kind.
pub(in crate::bench) struct Pages {
    pub(in crate::bench) what: &'static str,
    /// How many runs were stored.
    pub(in crate::bench) stored: usize,
    /// In ms.
    pub(in crate::bench) median: f64,
    pub(in crate::bench) worst: f64,
}

/// Lets schedules store so many runs by a virtual clock, and tells how many they start in a second.
pub(super) fn fill(program: &Path, file: &str, runs: usize) -> Result<f64, String> {
    let program = Program::start(program, &["--data", file, "--virtual-clock"])?;
    let mut connection = program.connect(ADMIN)?;
    for job in 0..JOBS {
        // The viewer may see the first one.
        let viewer = if job == 0 {
            VIEWER_NAME
        } else {
            "other@example.com"
        };
        connection.post(
            "/api/2.2/jobs/create",
            &format!(
                r#"{{"name":"job-{job}","schedule":{{"quartz_cron_expression":"0 * * * * ?","timezone_id":"UTC"}},
                "access_control_list":[{{"user_name":"{viewer}","permission_level":"CAN_VIEW"}}],
                "tasks":[{{"task_key":"a","notebook_task":{{"notebook_path":"/a"}}}}]}}"#
            ),
        )?;
    }
    connection.post(
        "/api/2.2/jobs/runs/submit",
        r#"{"run_name":"once","tasks":[{"task_key":"a","notebook_task":{"notebook_path":"/a"}}]}"#,
    )?;
    let minutes = runs / JOBS;
    let start = now();
    // In parts: nobody lets a week pass in one step, and a transaction has it all in memory.
    for part in 0..20 {
        let minutes = minutes * (part + 1) / 20 - minutes * part / 20;
        let milliseconds = minutes * 60_000;
        connection.post(
            "/api/emulator/clock/advance",
            &format!(r#"{{"milliseconds":{milliseconds}}}"#),
        )?;
    }
    let runs = f64::from(u32::try_from(runs).unwrap_or(u32::MAX));
    Ok(runs / start.elapsed().as_secs_f64())
}

/// From start to first answer with so many runs in the file, and how long pages of them take.
pub(super) fn list(program: &Path, file: &str, stored: usize) -> Result<(f64, Vec<Pages>), String> {
    let program = Program::start(program, &["--data", file, "--virtual-clock"])?;
    let mut admin = program.connect(ADMIN)?;
    let mut viewer = program.connect(VIEWER)?;
    let newest = admin.get("/api/2.2/jobs/runs/list?limit=1")?;
    let job_id = number(&newest, "job_id")?;
    let newest = number(&newest, "start_time")?;
    let length = i64::try_from(stored / JOBS).unwrap_or(0) * 60_000;
    let middle = newest - length / 2;
    let deep = |connection: &mut Connection| {
        let page = format!("/api/2.2/jobs/runs/list?limit=25&start_time_to={middle}");
        let page = connection.get(&page)?;
        Ok::<_, String>(text(&page, "next_page_token")?.to_owned())
    };
    let token = deep(&mut admin)?;
    let of_viewer = deep(&mut viewer)?;
    let kinds = [
        ("all", String::new()),
        ("with tasks", "&expand_tasks=true".to_owned()),
        ("of a job", format!("&job_id={job_id}")),
        ("active", "&active_only=true".to_owned()),
        (
            "active, of a job",
            format!("&active_only=true&job_id={job_id}"),
        ),
        ("completed", "&completed_only=true".to_owned()),
        (
            "completed, of a job",
            format!("&completed_only=true&job_id={job_id}"),
        ),
        (
            "of a time",
            format!(
                "&start_time_to={middle}&start_time_from={}",
                middle - 600_000
            ),
        ),
        ("one-time runs", "&run_type=SUBMIT_RUN".to_owned()),
        ("workflow runs", "&run_type=WORKFLOW_RUN".to_owned()),
        ("runs of jobs", "&run_type=JOB_RUN".to_owned()),
        ("deep in the list", format!("&page_token={token}")),
        (
            "deep, of a job",
            format!("&page_token={token}&job_id={job_id}"),
        ),
        (
            "deep, completed",
            format!("&page_token={token}&completed_only=true"),
        ),
        ("offset 10000", "&offset=10000".to_owned()),
    ];
    let mut pages = Vec::new();
    for (what, query) in kinds {
        let path = format!("/api/2.2/jobs/runs/list?limit=25{query}");
        pages.push(Pages::measure(&mut admin, what, stored, &path)?);
    }
    let kinds = [
        ("a viewer: all", String::new()),
        ("a viewer: active", "&active_only=true".to_owned()),
        ("a viewer: deep", format!("&page_token={of_viewer}")),
        ("a viewer: one-time runs", "&run_type=SUBMIT_RUN".to_owned()),
    ];
    for (what, query) in kinds {
        let path = format!("/api/2.2/jobs/runs/list?limit=25{query}");
        pages.push(Pages::measure(&mut viewer, what, stored, &path)?);
    }
    Ok((millis(program.start), pages))
}

impl Pages {
    fn measure(
        connection: &mut Connection,
        what: &'static str,
        stored: usize,
        path: &str,
    ) -> Result<Self, String> {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let start = now();
            connection.get(path)?;
            times.push(millis(start.elapsed()));
        }
        times.remove(0);
        Ok(Self {
            what,
            stored,
            median: median(&mut times),
            worst: times.iter().copied().fold(0.0, f64::max),
        })
    }
}

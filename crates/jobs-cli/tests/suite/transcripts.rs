//! Sessions at a terminal, word by word: `tests/transcripts`.
//!
//! `TRYCMD=overwrite cargo test -p jobs-cli --test suite transcripts` rewrites them; read the
//! difference. Each has a service of its own.

use std::path::Path;
use std::sync::Arc;

use jobs_emulator::{Emulator, ManualClock};
use trycmd::TestCases;

use super::service::Service;

/// A service whose time stands still: ids and times are the same each time.
const STILL: &str = r#"
clock: { virtual: true, start: "2026-01-31T06:00:00Z" }
user_name: ada@example.com
jobs:
  - name: nightly
    tags: { team: data }
    parameters: [{ name: day, default: monday }]
    tasks:
      - { task_key: load, notebook_task: { notebook_path: /load } }
      - task_key: report
        depends_on: [{ task_key: load }]
        notebook_task: { notebook_path: /report }
"#;

/// The service of the README, whose time passes here from a moment that is the same each time.
const EXAMPLE: &str = include_str!("../../examples/service.yaml");

/// 2026-01-31T06:00:00Z.
const BEGIN: i64 = 1_769_839_200_000;

/// A job with most of what can be drawn: a retry, a repair, a condition, iterations, a queue.
const DRAWN: &str = r#"
clock: { virtual: true, start: "2026-01-31T06:00:00Z" }
user_name: ada@example.com
task_duration_ms: 20000
jobs:
  - name: revenue <daily> & more
    max_concurrent_runs: 1
    queue: { enabled: true }
    tasks:
      - { task_key: ingest, notebook_task: { notebook_path: /ingest } }
      - { task_key: lookup, pipeline_task: { pipeline_id: p } }
      - task_key: clean
        depends_on: [{ task_key: ingest }, { task_key: lookup }]
        max_retries: 1
        notebook_task: { notebook_path: /clean }
      - task_key: is_large
        depends_on: [{ task_key: clean }]
        condition_task: { left: "2", op: GREATER_THAN, right: "1" }
      - task_key: score
        depends_on: [{ task_key: is_large, outcome: "true" }]
        for_each_task:
          inputs: "[1, 2, 3]"
          concurrency: 2
          task: { task_key: score_one, notebook_task: { notebook_path: /score } }
      - task_key: skip
        depends_on: [{ task_key: is_large, outcome: "false" }]
        notebook_task: { notebook_path: /skip }
      - task_key: publish
        depends_on: [{ task_key: score }, { task_key: skip }]
        run_if: AT_LEAST_ONE_SUCCESS
        notebook_task: { notebook_path: /publish }
      - task_key: audit
        depends_on: [{ task_key: publish }]
        disabled: true
        notebook_task: { notebook_path: /audit }
      - { task_key: notify, depends_on: [{ task_key: publish }], notebook_task: { notebook_path: /notify } }
outcomes:
  - { task_key: ingest, result: success, duration_ms: 95000 }
  - { task_key: lookup, result: success, duration_ms: 30000 }
  - { task_key: clean, attempt: 0, result: failed, error: out of luck, duration_ms: 15000 }
  - { task_key: publish, repair_count: 0, result: failed, error: no table, duration_ms: 25000 }
"#;

fn run(file: &str, scenario: &str) {
    let service = match scenario {
        EXAMPLE => {
            let clock = Arc::new(ManualClock::new(BEGIN));
            let mut service = Service::start(Emulator::builder().clock(clock), EXAMPLE).unwrap();
            service.let_time_pass();
            service
        }
        still => Service::start(Emulator::builder(), still).unwrap(),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("tests/transcripts");
    let cases = TestCases::new();
    cases.register_bin("jobs", Path::new(env!("CARGO_BIN_EXE_jobs")));
    cases.env("DATABRICKS_HOST", service.url());
    cases.env("DATABRICKS_TOKEN", "any");
    cases.env(
        "DATABRICKS_CONFIG_FILE",
        folder.join("databrickscfg").display().to_string(),
    );
    cases.env("NO_COLOR", "1");
    cases.insert_var("[HOST]", service.url()).unwrap();
    cases.case(root.join(file));
    cases.run();
}

macro_rules! transcripts {
    ($($name:ident: $scenario:expr),* $(,)?) => {$(
        #[test]
        fn $name() {
            let name = stringify!($name);
            run(&format!("tests/transcripts/{name}.trycmd"), $scenario);
        }
    )*};
}

// R4.2, R4.3, R19.1, R19.2, R20.2, R20.4, R20.5, R20.7
transcripts! {
    jobs: STILL,
    runs: STILL,
    steps: STILL,
    permissions: STILL,
    requests: STILL,
    formats: STILL,
    copies: STILL,
    diffs: STILL,
    repairs: EXAMPLE,
    pictures: DRAWN,
    raw: STILL,
    auth: STILL,
    mistakes: STILL,
    waiting: EXAMPLE,
    manual: STILL,
}

#[test]
fn the_sessions_of_the_readme_are_real() {
    run("README.md", EXAMPLE);
}

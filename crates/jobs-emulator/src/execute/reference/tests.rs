use serde_json::{Map, Value, json};

use super::{Resolver, Scope, TaskDocuments, check, job_parameters};
use crate::engine::plan::Plan;
use crate::engine::state::{Attempt, Iteration, RunState, TaskResult};
use crate::engine::trigger::{Fired, UpdatedTable};
use crate::store::{Cause, RunRequest};

/// Saturday, 2027-01-02 03:04:05.006 UTC.
const MOMENT: i64 = 1_798_859_045_006;

/// The settings that all tasks have.
#[derive(Debug)]
struct Notebook(Value);

impl TaskDocuments for Notebook {
    fn settings_of(&self, _: &Attempt) -> &Value {
        &self.0
    }
}

/// A run of tasks a, which has ended with values, b, and c, which goes through inputs.
struct Run {
    request: RunRequest,
    parameters: Map<String, Value>,
    state: RunState,
    tasks: Notebook,
}

impl Run {
    fn new() -> Self {
        let tasks = ["a", "b", "c-1"].map(|key| json!({ "task_key": key }));
        let mut ids = 10..;
        let mut state = RunState::new(&Plan::new(&tasks, None), 1, MOMENT - 60_000, &mut || {
            ids.next().unwrap_or_default()
        });
        state.admitted = Some(MOMENT);
        let ended = &mut state.attempts[0];
        ended.result = Some(TaskResult::Failed);
        ended.output.values = object(json!({ "n": 3, "list": [1, "x"], "ä b.c": "odd" }));
        let rows = [json!({ "id": 7, "name": "x" }), json!({ "id": 8 })];
        ended.output.rows = Some(rows.map(object).into());
        ended.output.alert_state = Some("TRIGGERED".to_owned());
        state.attempts[1].started = MOMENT;
        state.attempts[2].inputs = Some(vec![json!({ "a": { "b": [10, 20] }, "t": "x" })]);
        let iteration = Some(Iteration { of: 2, index: 0 });
        let mut attempt = state.attempts[1].clone();
        attempt.iteration = iteration;
        state.attempts.push(attempt);
        Self {
            request: RunRequest {
                run_name: "etl".to_owned(),
                ..RunRequest::default()
            },
            parameters: object(json!({ "day": "mon", "a.b-c": "dotted", "n": 5 })),
            state,
            tasks: Notebook(json!({ "notebook_task": { "notebook_path": "/x" } })),
        }
    }

    /// What a text is for the task run at this position.
    fn resolve(&self, attempt: usize, text: &str) -> Result<String, String> {
        Resolver::new(self.scope(Some(attempt))).text(text)
    }

    fn scope(&self, attempt: Option<usize>) -> Scope<'_> {
        Scope {
            job_id: 7,
            run_id: 9,
            request: &self.request,
            parameters: &self.parameters,
            state: &self.state,
            attempt: attempt.map(|attempt| &self.state.attempts[attempt]),
            tasks: Some(&self.tasks),
            workspace_url: "http://here",
        }
    }
}

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// 4.3 [D]: all names there are, and what they are worth to task b.
#[test]
fn names_are_replaced_by_their_values() {
    let run = Run::new();
    for (text, expected) in [
        ("plain", "plain"),
        (
            "{{job.id}} {{job.name}} {{job.run_id}} {{job.repair_count}}",
            "7 etl 9 0",
        ),
        ("{{job.parameters.day}}/{{job.parameters.n}}", "mon/5"),
        ("{{job.parameters.a.b-c}}", "dotted"),
        ("{{job.parameters.`a.b-c`}}", "dotted"),
        ("{{job.trigger.type}}", "onetime"),
        ("{{job.trigger.time.timestamp_ms}}", "1798858985006"),
        ("{{job.trigger.file_arrival.location}}", ""),
        ("{{job.trigger.table_update.updated_tables}}", "[]"),
        ("{{job.trigger.table_update.`a.b.c`.version}}", ""),
        (
            "{{task.name}} {{task.run_id}} {{task.execution_count}}",
            "b 11 1",
        ),
        ("{{task.notebook_path}} {{tasks.a.notebook_path}}", "/x /x"),
        ("{{tasks.a.run_id}} {{tasks.a.execution_count}}", "10 1"),
        (
            "{{tasks.a.result_state}} {{tasks.a.error_code}}",
            "failed RunExecutionError",
        ),
        // 4.4 [D]: values of a task that failed can be read.
        (
            "{{tasks.a.values.n}} {{tasks.a.values.list}}",
            r#"3 [1,"x"]"#,
        ),
        ("{{tasks.a.values.`ä b.c`}}", "odd"),
        (
            "{{tasks.a.output.rows}}",
            r#"[{"id":7,"name":"x"},{"id":8}]"#,
        ),
        ("{{tasks.a.output.first_row}}", r#"{"id":7,"name":"x"}"#),
        ("{{tasks.a.output.first_row.name}}", "x"),
        ("{{tasks.a.output.alert_state}}", "TRIGGERED"),
        ("{{tasks.c-1.run_id}} {{tasks.`c-1`.run_id}}", "12 12"),
        ("{{workspace.id}} {{workspace.url}}", "1 http://here"),
        (
            "{{job_id}} {{run_id}} {{parent_run_id}} {{task_key}}",
            "7 11 9 b",
        ),
        (
            "{{start_date}} {{start_time}} {{task_retry_count}}",
            "2027-01-02 1798859045006 0",
        ),
        ("a{{ job.id }}{{\tjob.id\n}}z", "a77z"),
    ] {
        assert_eq!(run.resolve(1, text).as_deref(), Ok(expected), "{text}");
    }
}

/// 4.3 [D]: moments in UTC; how many digits their parts have is assumed.
#[test]
fn moments_are_shown_in_utc() {
    let run = Run::new();
    for (format, expected) in [
        ("iso_weekday", "6"),
        ("is_weekday", "false"),
        ("iso_date", "2027-01-02"),
        ("iso_datetime", "2027-01-02T03:04:05.006Z"),
        ("year", "2027"),
        ("month", "1"),
        ("day", "2"),
        ("hour", "3"),
        ("minute", "4"),
        ("second", "5"),
        ("timestamp_ms", "1798859045006"),
    ] {
        let text = format!("{{{{job.start_time.{format}}}}}");
        assert_eq!(run.resolve(1, &text).as_deref(), Ok(expected), "{format}");
    }
}

/// 4.3 [D]: syntax errors and unknown namespaces are text. So is the input where there is none.
#[test]
fn what_is_no_reference_stays_as_it_is() {
    let run = Run::new();
    for text in [
        "{{open",
        "{{job.id}",
        "{job.id}",
        "{{}}",
        "{{ }}",
        "{{job..id}}",
        "{{.job.id}}",
        "{{job.id.}}",
        "{{job.id + 1}}",
        "{{job . id}}",
        "{{job.`id}}",
        "{{other.id}}",
        "{{value}}",
        "{{jobs.id}}",
        "{{backfill.iso_date}}",
        "{{input}}",
        "{{input.x}}",
    ] {
        assert_eq!(run.resolve(1, text).as_deref(), Ok(text));
        assert_eq!(check(&json!({ "x": [text] })), Ok(()));
    }
    for (text, expected) in [("{{ {{job.id}}", "{{ 7"), ("{{{job.id}}}", "{7}")] {
        assert_eq!(run.resolve(1, text).as_deref(), Ok(expected));
    }
}

/// 4.3: a known namespace without the member is an error, known before any run.
#[test]
fn a_wrong_member_of_a_known_namespace_is_an_error() {
    let run = Run::new();
    for text in [
        "{{job.naem}}",
        "{{job.parameters}}",
        "{{job}}.{{job.start_time}}",
        "{{job.start_time.iso}}",
        "{{job.trigger.table_update.t.rows}}",
        "{{task.result_state}}",
        "{{tasks.a}}",
        "{{tasks.a.values}}",
        "{{tasks.a.name}}",
        "{{tasks.a.output.columns}}",
        "{{workspace.name}}",
    ] {
        let error = run.resolve(1, text).expect_err(text);
        assert!(error.contains("names nothing"), "{text}: {error}");
        assert_eq!(check(&json!({ "x": [text] })), Err(error), "{text}");
    }
}

/// 4.4: what nobody has set has no value; others know of no default.
#[test]
fn a_value_that_is_not_there_is_an_error() {
    let run = Run::new();
    for text in [
        "{{job.parameters.other}}",
        "{{tasks.a.values.other}}",
        "{{tasks.other.run_id}}",
        "{{tasks.b.result_state}}",
        "{{tasks.b.output.rows}}",
        "{{tasks.a.output.first_row.other}}",
    ] {
        let error = run.resolve(1, text).expect_err(text);
        assert!(error.contains("has no value"), "{text}: {error}");
        assert_eq!(check(&json!(text)), Ok(()), "only a run can tell");
    }
}

/// 3.7, 4.3 [D]: the whole element or a field of it.
#[test]
fn iterations_know_their_input() {
    let run = Run::new();
    for (text, expected) in [
        ("{{input.t}}", "x"),
        ("{{input.a}}", r#"{"b":[10,20]}"#),
        ("{{input.a.b.1}}", "20"),
        ("{{input}}", r#"{"a":{"b":[10,20]},"t":"x"}"#),
    ] {
        assert_eq!(run.resolve(3, text).as_deref(), Ok(expected));
    }
    assert!(run.resolve(3, "{{input.other}}").is_err());
}

/// 4.3: what started the run.
#[test]
fn trigger_types() {
    let mut run = Run::new();
    for (cause, expected) in [
        (Cause::Periodic, "periodic 1798858980000"),
        (Cause::Continuous, "continuous 1798858985006"),
        (Cause::FileArrival, "file_arrival 1798858985006"),
        (Cause::Table, "table 1798858985006"),
        (Cause::Model, "model 1798858985006"),
        (Cause::JobCompletion, "job_completion 1798858985006"),
    ] {
        run.request.cause = cause;
        let text = "{{job.trigger.type}} {{job.trigger.time.timestamp_ms}}";
        assert_eq!(run.resolve(1, text).as_deref(), Ok(expected));
    }
}

/// 4.3: the files and tables that the trigger of the run saw.
#[test]
fn what_triggers_saw() {
    let table = |name: &str, version| UpdatedTable {
        name: name.to_owned(),
        version,
        commit_timestamp: MOMENT,
    };
    let mut run = Run::new();
    run.request.trigger = Some(Fired {
        location: Some("s3://bucket/in/".to_owned()),
        updated_tables: Some(vec![table("a.b.c", Some(4)), table("a.b.d", None)]),
        ..Fired::default()
    });
    for (name, expected) in [
        ("file_arrival.location", "s3://bucket/in/"),
        ("table_update.updated_tables", r#"["a.b.c","a.b.d"]"#),
        ("table_update.`a.b.c`.version", "4"),
        ("table_update.a.b.c.commit_timestamp", "1798859045006"),
        ("table_update.`a.b.d`.version", ""),
        ("table_update.`a.b.e`.commit_timestamp", ""),
    ] {
        let text = format!("{{{{job.trigger.{name}}}}}");
        assert_eq!(run.resolve(1, &text).as_deref(), Ok(expected), "{text}");
    }
}

/// 4.1 [D]: job parameters may have references to the run. What is written in them is not searched
/// again when they are put into a text.
#[test]
fn job_parameters_have_references_of_their_own() {
    let mut run = Run::new();
    run.parameters = object(json!({
        "date": "{{job.start_time.iso_date}} of {{job.name}}",
        "task": "{{task.name}} {{job.parameters.date}} {{job.naem}} {{backfill.iso_date}}",
    }));
    let parameters = job_parameters(&run.scope(None));
    assert_eq!(parameters["date"], "2027-01-02 of etl");
    assert_eq!(
        parameters["task"], run.parameters["task"],
        "what is about tasks stays"
    );
    let scope = Scope {
        parameters: &parameters,
        ..run.scope(Some(1))
    };
    let text = Resolver::new(scope).text("<{{job.parameters.task}}>");
    assert_eq!(
        text,
        Ok(format!("<{}>", run.parameters["task"].as_str().unwrap()))
    );
}

/// Values many times their size are refused, and texts of nothing but braces are read in no time.
#[test]
fn hostile_texts() {
    let mut run = Run::new();
    run.parameters = object(json!({ "x": "x".repeat(10_000) }));
    let error = run.resolve(1, &"{{job.parameters.x}}".repeat(1000));
    assert!(error.expect_err("too large").contains("more than"));
    for piece in ["{", "{{`", "{{job.", "{{ ", "}}", "{{`}}`"] {
        let text = piece.repeat(100_000);
        assert_eq!(run.resolve(1, &text).as_deref(), Ok(text.as_str()));
    }
    run.parameters = object(json!({ "x": "{{job.name}}".repeat(10_000) }));
    run.request.run_name = "n".repeat(4096);
    let parameters = job_parameters(&run.scope(None));
    assert!(parameters["x"].as_str().unwrap().len() < 4 * 1024 * 1024);
}

use serde_json::{Map, Value, json};

use super::EffectiveTask;
use crate::engine::plan::Plan;
use crate::engine::state::RunState;
use crate::execute::Scope;
use crate::store::RunRequest;

fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

/// What a task is started with in a run with these parameters.
fn effective(task: &Value, older: Value, job_parameters: Value) -> Result<EffectiveTask, String> {
    let request = RunRequest {
        overriding_parameters: object(older),
        ..RunRequest::default()
    };
    let plan = Plan::new([&json!({ "task_key": "t" })], None);
    let state = RunState::new(&plan, 1, 0, &mut || 5);
    let scope = Scope {
        job_id: 7,
        run_id: 9,
        request: &request,
        parameters: &object(job_parameters),
        state: &state,
        attempt: state.attempts.first(),
        tasks: None,
        workspace_url: "",
    };
    EffectiveTask::new(&scope, task)
}

/// 4.1, 4.2 [D]: what each kind of task is started with. The columns are the task, the parameters of
/// the older kinds, the job parameters, and what comes of them.
#[test]
fn parameters_of_each_kind_of_task() {
    let all_older = json!({
        "notebook_params": { "a": "of run" },
        "jar_params": ["jar"],
        "python_params": ["python"],
        "python_named_params": { "a": "of run" },
        "spark_submit_params": ["submit"],
        "dbt_commands": ["dbt run"],
        "sql_params": { "a": "of run" },
        "pipeline_params": { "full_refresh": true },
    });
    let job = json!({ "b": "of job" });
    let own = json!({ "a": "of task", "b": "of task", "c": "{{job.id}}" });
    let merged = json!({ "a": "of run", "b": "of job", "c": "7" });
    let table = [
        (
            "notebook_task",
            json!({ "notebook_path": "/x", "base_parameters": own }),
            json!({ "notebook_path": "/x", "base_parameters": merged }),
        ),
        (
            "notebook_task",
            json!({ "notebook_path": "/{{task.name}}" }),
            json!({ "notebook_path": "/t", "base_parameters": { "a": "of run", "b": "of job" } }),
        ),
        (
            "spark_python_task",
            json!({ "python_file": "x.py", "parameters": ["{{job.id}}", "-"] }),
            json!({ "python_file": "x.py", "parameters": ["python"] }),
        ),
        (
            "python_wheel_task",
            json!({ "entry_point": "e", "parameters": ["-"] }),
            json!({ "entry_point": "e", "parameters": ["python"] }),
        ),
        (
            "python_wheel_task",
            json!({ "entry_point": "e", "named_parameters": own }),
            json!({ "entry_point": "e", "named_parameters": merged }),
        ),
        (
            "spark_jar_task",
            json!({ "main_class_name": "M" }),
            json!({ "main_class_name": "M", "parameters": ["jar"] }),
        ),
        (
            "spark_submit_task",
            json!({ "parameters": ["-"] }),
            json!({ "parameters": ["submit"] }),
        ),
        (
            "sql_task",
            json!({ "warehouse_id": "w", "query": { "query_id": "q" }, "parameters": own }),
            json!({ "warehouse_id": "w", "query": { "query_id": "q" }, "parameters": merged }),
        ),
        (
            "sql_task",
            json!({ "warehouse_id": "w", "alert": { "alert_id": "a" } }),
            json!({ "warehouse_id": "w", "alert": { "alert_id": "a" } }),
        ),
        (
            "dbt_task",
            json!({ "commands": ["dbt deps"] }),
            json!({ "commands": ["dbt run"] }),
        ),
        (
            "pipeline_task",
            json!({ "pipeline_id": "p", "full_refresh": false, "parameters": { "c": "{{job.id}}" } }),
            json!({ "pipeline_id": "p", "full_refresh": true, "parameters": { "c": "7" } }),
        ),
        (
            "run_job_task",
            json!({ "job_id": 3, "job_parameters": { "c": "{{job.id}}" } }),
            json!({ "job_id": 3, "job_parameters": { "c": "7" } }),
        ),
        (
            "condition_task",
            json!({ "left": "{{job.parameters.b}}", "op": "EQUAL_TO", "right": "x" }),
            json!({ "left": "of job", "op": "EQUAL_TO", "right": "x" }),
        ),
        (
            "for_each_task",
            json!({ "inputs": "[\"{{job.id}}\"]", "task": { "x_task": { "y": "{{input}}" } } }),
            json!({ "inputs": "[\"7\"]" }),
        ),
        (
            "some_new_task",
            json!({ "deep": [{ "er": "{{job.id}}" }, 3] }),
            json!({ "deep": [{ "er": "7" }, 3] }),
        ),
    ];
    for (kind, settings, expected) in table {
        let task = json!({ "task_key": "t", kind: settings });
        let effective = effective(&task, all_older.clone(), job.clone()).expect(kind);
        assert_eq!(effective.kind, kind);
        assert_eq!(Value::Object(effective.settings), expected, "{task}");
    }
}

/// 4.1, 4.2 [D]: what nobody gives stays as the task has it; job parameters go to no list.
#[test]
fn tasks_keep_their_own_parameters() {
    let job = json!({ "b": "of job" });
    for (kind, settings) in [
        ("spark_python_task", json!({ "parameters": ["x"] })),
        ("python_wheel_task", json!({ "parameters": ["x"] })),
        ("python_wheel_task", json!({ "entry_point": "e" })),
        ("spark_jar_task", json!({ "parameters": ["x"] })),
        ("dbt_task", json!({ "commands": ["dbt deps"] })),
    ] {
        let task = json!({ kind: settings.clone() });
        let effective = effective(&task, json!({}), job.clone()).expect(kind);
        assert_eq!(Value::Object(effective.settings), settings, "{kind}");
    }
}

/// 4.2: a wheel has positional or named parameters; what is given for the others is not for it.
#[test]
fn parameters_as_a_program_gets_them() {
    let given = json!({ "python_params": ["p"], "python_named_params": { "n": 1 } });
    let named = |names: &[(&str, &str)]| {
        names
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    for (settings, positional, by_name) in [
        (json!({ "parameters": ["x"] }), vec!["p"], named(&[])),
        (
            json!({ "named_parameters": { "a": true } }),
            vec![],
            named(&[("a", "true"), ("n", "1")]),
        ),
    ] {
        let task = json!({ "python_wheel_task": settings });
        let effective = effective(&task, given.clone(), json!({})).expect("parameters");
        let parameters = effective.parameters();
        assert_eq!(parameters.positional, positional, "{settings}");
        assert_eq!(parameters.named, by_name, "{settings}");
    }
    let nothing = effective(&json!({ "task_key": "t" }), json!({}), json!({})).expect("nothing");
    assert_eq!(nothing.parameters(), super::TaskParameters::default());
}

/// 4.3: a value that is not there keeps the task from starting, wherever it is named.
#[test]
fn a_task_does_not_start_without_a_value() {
    for task in [
        json!({ "notebook_task": { "notebook_path": "/{{job.parameters.x}}" } }),
        json!({ "sql_task": { "file": { "path": "{{job.parameters.x}}" } } }),
        json!({ "dbt_task": { "commands": ["ok", "{{job.naem}}"] } }),
    ] {
        assert!(effective(&task, json!({}), json!({})).is_err(), "{task}");
    }
}

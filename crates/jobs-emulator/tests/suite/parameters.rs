//! Parameters of runs and tasks, references, task values and resolved values.

use jobs_emulator::Rule;
use serde_json::{Value, json};

use crate::common::{START, Service, id, state, task, tasks};

async fn resolved(service: &Service, run_id: i64) -> Value {
    service
        .get(&format!(
            "runs/get?run_id={run_id}&include_resolved_values=true"
        ))
        .await
}

async fn error(service: &Service, task_run_id: &Value) -> Value {
    let output = service
        .get(&format!("runs/get-output?run_id={task_run_id}"))
        .await;
    output["error"].clone()
}

fn notebook(key: &str, base_parameters: Value) -> Value {
    json!({
        "task_key": key,
        "notebook_task": { "notebook_path": "/n", "base_parameters": base_parameters },
    })
}

/// 4.1–4.3 [D]: what tasks were started with is told on request, in the shape of `ResolvedValues`.
#[tokio::test]
async fn resolved_values_of_all_kinds() {
    let service = Service::start();
    let other = service
        .create(json!({
            "parameters": [{ "name": "day", "default": "-" }], "tasks": [task("t", &[])],
        }))
        .await;
    let kinds = [
        (
            "spark_python_task",
            json!({ "python_file": "/f.py", "parameters": ["{{job.id}}", "x"] }),
        ),
        (
            "python_wheel_task",
            json!({
                "package_name": "p", "entry_point": "e", "named_parameters": { "n": "{{task.name}}" },
            }),
        ),
        (
            "spark_jar_task",
            json!({ "main_class_name": "M", "parameters": ["{{job.name}}"] }),
        ),
        ("spark_submit_task", json!({ "parameters": ["--x"] })),
        (
            "sql_task",
            json!({ "warehouse_id": "w", "query": { "query_id": "q" } }),
        ),
        (
            "dbt_task",
            json!({ "commands": ["dbt run --day {{job.parameters.day}}"] }),
        ),
        (
            "pipeline_task",
            json!({ "pipeline_id": "p", "parameters": { "k": "{{job.name}}" } }),
        ),
        (
            "run_job_task",
            json!({ "job_id": other, "notebook_params": { "k": "{{job.name}}" } }),
        ),
        (
            "condition_task",
            json!({ "left": "{{job.parameters.day}}", "op": "EQUAL_TO", "right": "x" }),
        ),
        (
            "for_each_task",
            json!({ "inputs": "[\"i\"]", "task": notebook("each", json!({ "i": "<{{input}}>" })) }),
        ),
    ];
    let tasks: Vec<Value> = kinds
        .iter()
        .map(|(kind, settings)| {
            let mut task = json!({ "task_key": kind, *kind: settings });
            if ["spark_python_task", "python_wheel_task", "dbt_task"].contains(kind) {
                task["existing_cluster_id"] = json!("c");
            }
            task
        })
        .chain([notebook("with", json!({ "own": "{{job.run_id}}" }))])
        .collect();
    let job_id = service
        .create(json!({
            "name": "etl", "parameters": [{ "name": "day", "default": "mon" }], "tasks": tasks,
        }))
        .await;
    let body = json!({ "job_id": job_id, "job_parameters": { "day": "tue" } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    service.advance(1000);
    let run = resolved(&service, run_id).await;
    let expected = [
        json!({ "spark_python_task": { "parameters": [job_id.to_string(), "x"] } }),
        json!({ "python_wheel_task": { "named_parameters": { "day": "tue", "n": "python_wheel_task" } } }),
        json!({ "spark_jar_task": { "parameters": ["etl"] } }),
        json!({ "spark_submit_task": { "parameters": ["--x"] } }),
        json!({ "sql_task": { "parameters": { "day": "tue" } } }),
        json!({ "dbt_task": { "commands": ["dbt run --day tue"] } }),
        json!({ "pipeline_task": { "parameters": { "k": "etl" } } }),
        json!({ "run_job_task": { "job_parameters": { "day": "tue" }, "parameters": { "k": "etl" } } }),
        json!({ "condition_task": { "left": "tue", "right": "x" } }),
        json!({}),
        json!({ "notebook_task": { "base_parameters": { "day": "tue", "own": run_id.to_string() } } }),
    ];
    let shown = run["tasks"].as_array().expect("tasks");
    assert_eq!(shown.len(), expected.len());
    for (task, expected) in shown.iter().zip(expected) {
        assert_eq!(task["resolved_values"], expected, "{}", task["task_key"]);
    }
    // What was asked for stays as it was written.
    assert_eq!(
        shown[10]["notebook_task"]["base_parameters"]["own"],
        "{{job.run_id}}"
    );

    let each = resolved(&service, id(&shown[9], "run_id")).await;
    assert_eq!(
        each["iterations"][0]["resolved_values"],
        json!({ "notebook_task": { "base_parameters": { "day": "tue", "i": "<i>" } } })
    );
    let unasked = service.run(run_id).await;
    assert_eq!(unasked["tasks"][0].get("resolved_values"), None);
}

/// 4.3: what a task run was started with stays, whatever becomes of the run later; tasks that have
/// not begun have none.
#[tokio::test]
async fn resolved_values_are_those_of_the_start() {
    let service =
        Service::with(|builder| builder.outcome(Rule::task("b").attempt(0).fails("boom")));
    let mut second = notebook(
        "b",
        json!({ "count": "{{job.repair_count}} {{task.execution_count}}" }),
    );
    second["depends_on"] = json!([{ "task_key": "a" }]);
    let first = notebook("a", json!({ "count": "{{job.repair_count}}" }));
    let job_id = service.create(json!({ "tasks": [first, second] })).await;
    let run_id = service.run_now(job_id).await;
    let run = resolved(&service, run_id).await;
    assert_eq!(
        run["tasks"][1].get("resolved_values"),
        None,
        "it is blocked"
    );
    service.advance(1000);
    let body = json!({ "run_id": run_id, "rerun_all_failed_tasks": true });
    service.post("runs/repair", body).await;
    service.advance(1000);
    let run = resolved(&service, run_id).await;
    let count = |task: usize| {
        run["tasks"][task]["resolved_values"]["notebook_task"]["base_parameters"]["count"].clone()
    };
    assert_eq!((count(0), count(1)), (json!("0"), json!("1 2")));
}

/// 4.2 [D], 10: repairs keep the parameters of the run and take others over them, unless told not to.
#[tokio::test]
async fn parameters_of_repairs() {
    for (drops, kept) in [(false, "given"), (true, "default")] {
        let service = Service::with(|builder| {
            let builder = builder.outcome(Rule::task("a").fails("boom"));
            if drops {
                builder.repair_drops_parameters()
            } else {
                builder
            }
        });
        let job_id = service
            .create(json!({
                "parameters": [
                    { "name": "x", "default": "default" }, { "name": "y", "default": "default" },
                ],
                "tasks": [notebook("a", json!({}))],
            }))
            .await;
        let body = json!({ "job_id": job_id, "job_parameters": { "x": "given", "y": "given" } });
        let run_id = id(&service.post("run-now", body).await, "run_id");
        service.advance(1000);
        let body = json!({
            "run_id": run_id, "rerun_all_failed_tasks": true, "job_parameters": { "y": "new" },
        });
        service.post("runs/repair", body).await;
        service.advance(1000);
        let run = resolved(&service, run_id).await;
        assert_eq!(
            run["tasks"][0]["resolved_values"]["notebook_task"]["base_parameters"],
            json!({ "x": kept, "y": "new" })
        );
        let (status, answer) = service
            .send(
                "POST",
                "/api/2.2/jobs/runs/repair",
                &json!({ "run_id": run_id, "rerun_all_failed_tasks": true, "latest_repair_id":
                    service.run(run_id).await["repair_history"][1]["id"],
                    "notebook_params": { "x": "y" } })
                .to_string(),
            )
            .await;
        assert_eq!(
            (status, &answer["error_code"]),
            (400, &json!("INVALID_PARAMETER_VALUE"))
        );
    }
}

/// 4.2 [D]: parameters of the older kinds, of a run and of its repair.
#[tokio::test]
async fn parameters_of_the_older_kinds() {
    let service = Service::with(|builder| builder.outcome(Rule::any().attempt(0).fails("boom")));
    let script = json!({
        "task_key": "b", "existing_cluster_id": "c",
        "spark_python_task": { "python_file": "/f.py", "parameters": ["own"] },
    });
    let job_id = service
        .create(json!({ "tasks": [notebook("a", json!({ "x": "own", "y": "own" })), script] }))
        .await;
    let body = json!({
        "job_id": job_id, "notebook_params": { "x": "run", "z": "{{job.id}}" }, "python_params": ["run"],
    });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let values = async || {
        let run = resolved(&service, run_id).await;
        [0, 1].map(|task| run["tasks"][task]["resolved_values"].clone())
    };
    let z = job_id.to_string();
    assert_eq!(
        values().await,
        [
            json!({ "notebook_task": { "base_parameters": { "x": "run", "y": "own", "z": z } } }),
            json!({ "spark_python_task": { "parameters": ["run"] } }),
        ]
    );
    service.advance(1000);
    let body = json!({
        "run_id": run_id, "rerun_all_failed_tasks": true, "notebook_params": { "y": "repair" },
    });
    service.post("runs/repair", body).await;
    assert_eq!(
        values().await,
        [
            json!({ "notebook_task": { "base_parameters": { "x": "own", "y": "repair" } } }),
            json!({ "spark_python_task": { "parameters": ["run"] } }),
        ],
        "each kind as a whole"
    );
}

/// 4.1 [D]: defaults of job parameters may have references; the run shows what they come to.
#[tokio::test]
async fn job_parameters_with_references() {
    let service = Service::start();
    let job_id = service
        .create(json!({
            "parameters": [
                { "name": "day", "default": "{{job.start_time.iso_date}}" },
                { "name": "plain", "default": "x" },
            ],
            "tasks": [notebook("a", json!({ "own": "{{job.parameters.day}}" }))],
        }))
        .await;
    let run_id = service.run_now(job_id).await;
    let run = resolved(&service, run_id).await;
    assert_eq!(START, 1_800_000_000_000);
    assert_eq!(
        run["job_parameters"],
        json!([
            { "name": "day", "default": "{{job.start_time.iso_date}}", "value": "2027-01-15" },
            { "name": "plain", "default": "x" },
        ])
    );
    assert_eq!(
        run["tasks"][0]["resolved_values"]["notebook_task"]["base_parameters"],
        json!({ "day": "2027-01-15", "own": "2027-01-15", "plain": "x" })
    );
}

/// 4.3: a wrong member of a known namespace is refused wherever it is written.
#[tokio::test]
async fn wrong_references_are_refused() {
    let service = Service::start();
    let good = service.create(json!({ "tasks": [task("a", &[])] })).await;
    let nested = json!({
        "task_key": "f", "for_each_task": { "inputs": "[]", "task": notebook("n", json!({ "x": "{{job.naem}}" })) },
    });
    let wrong = notebook("a", json!({ "x": "{{job.naem}}" }));
    let parameter = json!([{ "name": "x", "default": "{{job.naem}}" }]);
    for (operation, body) in [
        ("create", json!({ "tasks": [wrong] })),
        ("create", json!({ "tasks": [nested] })),
        ("create", json!({ "parameters": parameter })),
        ("runs/submit", json!({ "tasks": [wrong] })),
        (
            "update",
            json!({ "job_id": good, "new_settings": { "tasks": [wrong] } }),
        ),
        (
            "reset",
            json!({ "job_id": good, "new_settings": { "tasks": [wrong] } }),
        ),
        (
            "run-now",
            json!({ "job_id": good, "notebook_params": { "x": "{{job.naem}}" } }),
        ),
        (
            "run-now",
            json!({ "job_id": good, "job_parameters": { "x": "{{job.naem}}" } }),
        ),
    ] {
        let path = format!("/api/2.2/jobs/{operation}");
        let (status, answer) = service.send("POST", &path, &body.to_string()).await;
        assert_eq!(status, 400, "{operation}: {answer}");
        let message = answer["message"].as_str().expect("a message");
        assert!(message.contains("{{job.naem}}"), "{operation}: {message}");
    }
    service
        .create(json!({ "tasks": [notebook("a", json!({ "x": "{{jinja}} {{ a + b }} {{open" }))] }))
        .await;
}

/// 4.3, 4.4: a task whose settings name a value that nobody has set does not start. Values of tasks
/// that failed are there.
#[tokio::test]
async fn values_of_other_tasks() {
    let service =
        Service::with(|builder| builder.outcome(Rule::task("a").fails("boom").value("n", 3)));
    let after = |key: &str, text: &str| {
        let mut task = notebook(key, json!({ "x": text }));
        task["depends_on"] = json!([{ "task_key": "a" }]);
        task["run_if"] = json!("ALL_DONE");
        task
    };
    let job_id = service
        .create(json!({ "tasks": [
            task("a", &[]),
            after("b", "{{tasks.a.values.n}} {{tasks.a.result_state}} {{tasks.a.error_code}}"),
            after("c", "{{tasks.a.values.m}}"),
        ]}))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = resolved(&service, run_id).await;
    assert_eq!(
        tasks(&run),
        [
            "a 0 TERMINATED FAILED",
            "b 0 TERMINATED SUCCESS",
            "c 0 TERMINATED FAILED"
        ]
    );
    assert_eq!(
        run["tasks"][1]["resolved_values"]["notebook_task"]["base_parameters"]["x"],
        "3 failed RunExecutionError"
    );
    assert_eq!(
        error(&service, &run["tasks"][2]["run_id"]).await,
        "The reference '{{tasks.a.values.m}}' has no value."
    );
}

/// 4.3 [D]: rows of a SQL task and the state of an alert, where a rule has them.
#[tokio::test]
async fn outputs_of_sql_tasks() {
    let rows = [json!({ "id": 1 }), json!({ "id": 2 })];
    let rows = rows.map(|row| row.as_object().cloned().expect("a row"));
    let service =
        Service::with(|builder| builder.outcome(Rule::task("q").rows(rows).alert_state("OK")));
    let query = json!({ "task_key": "q", "sql_task": { "warehouse_id": "w", "query": { "query_id": "q" } } });
    let mut after = notebook(
        "a",
        json!({ "x": "{{tasks.q.output.first_row.id}} {{tasks.q.output.alert_state}}" }),
    );
    after["depends_on"] = json!([{ "task_key": "q" }]);
    let each = json!({
        "task_key": "e", "depends_on": [{ "task_key": "q" }],
        "for_each_task": { "inputs": "{{tasks.q.output.rows}}", "task": notebook("n", json!({ "x": "{{input.id}}" })) },
    });
    let job_id = service
        .create(json!({ "tasks": [query, after, each] }))
        .await;
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = resolved(&service, run_id).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    let value = |run: &Value, path: &str| {
        let task = run.pointer(path).expect("a task");
        task["resolved_values"]["notebook_task"]["base_parameters"]["x"].clone()
    };
    assert_eq!(value(&run, "/tasks/1"), "1 OK");
    let each = resolved(&service, id(&run["tasks"][2], "run_id")).await;
    assert_eq!(value(&each, "/iterations/1"), "2");
}

/// 4.4 [D]: 48 KiB for a task value; [G]: 250 values in a run.
#[tokio::test]
async fn task_values_have_limits() {
    for (size, count, ends) in [
        (48 * 1024 - 2, 250, "TERMINATED SUCCESS"),
        (48 * 1024 - 1, 1, "INTERNAL_ERROR FAILED"),
        (1, 251, "INTERNAL_ERROR FAILED"),
    ] {
        let value = "x".repeat(size);
        let first = Rule::task("a").value("first", value);
        let rule = (1..count).fold(first, |rule, n| rule.value(format!("v{n}"), n));
        let service = Service::with(|builder| builder.outcome(rule));
        let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
        let run_id = service.run_now(job_id).await;
        service.advance(1000);
        let run = service.run(run_id).await;
        assert_eq!(state(&run), ends, "{size} bytes, {count} values");
        if ends != "TERMINATED SUCCESS" {
            let error = error(&service, &run["tasks"][0]["run_id"]).await;
            assert!(
                error.as_str().expect("an error").contains("task value"),
                "{error}"
            );
        }
    }
}

//! Notebooks.

use serde_json::{Value, json};

use super::{ended, output, service, submit, upload};
use crate::common::{Service, id, state, tasks};

fn notebook(key: &str, path: &str) -> Value {
    json!({ "task_key": key, "notebook_task": { "notebook_path": path } })
}

async fn run(service: &Service, code: &str) -> (String, Value) {
    upload(
        service,
        "/Shared/nb.py",
        format!("# Databricks notebook source\n{code}"),
    )
    .await;
    let run_id = submit(service, json!([notebook("main", "/Shared/nb")])).await;
    let run = ended(service, run_id).await;
    (state(&run["tasks"][0]), output(service, &run, "main").await)
}

/// 4.1, 4.4, 7.1: widgets get job parameters, exits and task values are seen by others.
#[tokio::test]
async fn notebooks_and_other_tasks_work_together() {
    let service = service();
    let first = "# Databricks notebook source\n# MAGIC %md\n# MAGIC # Count\n\n\
        # COMMAND ----------\ndbutils.widgets.text('day', 'none')\n\
        dbutils.widgets.dropdown('kind', 'a', ['a', 'b'])\nday = dbutils.widgets.get('day')\n\n\
        # COMMAND ----------\ndbutils.jobs.taskValues.set(key='rows', value=len(day))\n\
        dbutils.notebook.exit(f'{day} {dbutils.widgets.getAll()}')\n\
        raise ValueError('after the exit')\n";
    upload(&service, "/Shared/first.py", first).await;
    let second = "from databricks.sdk.runtime import dbutils\n\
        values = dbutils.jobs.taskValues\nprint(values.get('first', 'rows'), values.get('first', 'x', default=0))\n\
        values.get('first', 'gone')";
    upload(&service, "/Shared/second.py", second).await;
    let condition =
        json!({ "op": "EQUAL_TO", "left": "{{tasks.first.values.rows}}", "right": "6" });
    let mut second = super::file("/Shared/second.py", &[]);
    second["depends_on"] = json!([{ "task_key": "is_six", "outcome": "true" }]);
    let job_id = service
        .create(json!({
            "parameters": [{ "name": "day", "default": "sunday" }],
            "tasks": [
                notebook("first", "/Shared/first"),
                { "task_key": "is_six", "depends_on": [{ "task_key": "first" }], "condition_task": condition },
                second,
            ],
        }))
        .await;
    let body = json!({ "job_id": job_id, "job_parameters": { "day": "monday" } });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let run = ended(&service, run_id).await;
    assert_eq!(
        tasks(&run),
        [
            "first 0 TERMINATED SUCCESS",
            "is_six 0 TERMINATED SUCCESS",
            "main 0 TERMINATED FAILED"
        ]
    );
    let exit = output(&service, &run, "first").await;
    let expected = json!({ "result": "monday {'day': 'monday', 'kind': 'a'}", "truncated": false });
    assert_eq!(exit["notebook_output"], expected);
    let second = output(&service, &run, "main").await;
    assert!(
        second["logs"].as_str().unwrap().starts_with("6 0\n"),
        "{second}"
    );
    let error = second["error"].as_str().unwrap();
    assert!(
        error.contains("'first' has set no task value 'gone'"),
        "{error}"
    );
}

/// 1.10: without an exit there is no result; a long one is cut after 5 MB.
#[tokio::test]
async fn what_a_notebook_exits_with_is_its_result() {
    let service = service();
    let (_, output) = run(&service, "print('hello')").await;
    assert_eq!(output["notebook_output"], json!({ "truncated": false }));
    let run_id = &output["metadata"]["run_id"];
    let export = service.get(&format!("runs/export?run_id={run_id}")).await;
    let html = export["views"][0]["content"].as_str().unwrap();
    assert!(html.contains("<pre>hello\n</pre>"), "{html}");

    let (_, output) = run(&service, "dbutils.notebook.exit('x' * 6_000_000)").await;
    let result = &output["notebook_output"];
    assert_eq!(result["truncated"], true);
    assert_eq!(result["result"].as_str().unwrap().len(), 5 * 1024 * 1024);
}

/// Notebooks run others with %run, in their own names; those in Jupyter's form run as well.
#[tokio::test]
async fn notebooks_run_others() {
    let service = service();
    upload(&service, "/Shared/lib.py", "# Databricks notebook source\n# MAGIC %run ./base\n# COMMAND ----------\ndef twice(x): return x * two").await;
    let base = json!({
        "cells": [
            { "cell_type": "markdown", "source": ["# Two"] },
            { "cell_type": "code", "source": ["two = \\\n", "  2"] },
        ],
        "metadata": {}, "nbformat": 4, "nbformat_minor": 5,
    });
    upload(&service, "/Shared/base.ipynb", base.to_string()).await;
    let code = "# MAGIC %run ./lib\n\n# COMMAND ----------\n\ndbutils.notebook.exit(twice(4))";
    let (_, output) = run(&service, code).await;
    assert_eq!(output["notebook_output"]["result"], "8", "{output}");
}

/// 3.7: iterations run their code, each with its input.
#[tokio::test]
async fn iterations_run_their_code() {
    let service = service();
    let code = "# Databricks notebook source\ndbutils.notebook.exit(dbutils.widgets.get('n') * 2)";
    upload(&service, "/Shared/nb.py", code).await;
    let mut nested = notebook("one", "/Shared/nb");
    nested["notebook_task"]["base_parameters"] = json!({ "n": "{{input}}" });
    let each = json!({ "inputs": "[1, 2, 3]", "concurrency": 2, "task": nested });
    let task = json!({ "task_key": "each", "for_each_task": each });
    let run = ended(&service, submit(&service, json!([task])).await).await;
    assert_eq!(tasks(&run), ["each 0 TERMINATED SUCCESS"]);
    let each = service.run(id(&run["tasks"][0], "run_id")).await;
    let mut results = Vec::new();
    for iteration in each["iterations"].as_array().unwrap() {
        let run_id = id(iteration, "run_id");
        let path = format!("runs/get-output?run_id={run_id}");
        results.push(service.get(&path).await["notebook_output"]["result"].clone());
    }
    assert_eq!(results, ["11", "22", "33"]);
}

/// What a notebook asks for that the emulator lacks is refused in words; lines are those of the file.
#[tokio::test]
async fn what_is_missing_is_said() {
    let service = service();
    for (code, error) in [
        ("# MAGIC %run ./gone", "'./gone' of a %run does not exist"),
        ("# MAGIC %run ./nb", "runs itself"),
        ("# MAGIC %pip install x", "libraries of the task"),
        ("# MAGIC %sql\n# MAGIC select 1", "cells with %sql"),
        (
            "dbutils.widgets.get('x')",
            "No input widget named x is defined",
        ),
        ("dbutils.notebook.run('x')", "dbutils.notebook.run"),
        ("dbutils.fs.ls('/')", "no dbutils.fs"),
        (
            "dbutils.secrets.get('a b', 'c')",
            "JOBS_EMULATOR_SECRET_A_B_C",
        ),
        (
            "dbutils.jobs.taskValues.set('x', 'y' * 50_000)",
            "no more than 49152",
        ),
    ] {
        let (state, output) = run(&service, code).await;
        assert_eq!(state, "TERMINATED FAILED", "{code}");
        let found = output["error"].as_str().unwrap();
        assert!(found.contains(error), "{code}: {found}");
    }
    let (_, output) = run(&service, "x = 1\n# COMMAND ----------\n\n1 / 0").await;
    let trace = output["error_trace"].as_str().unwrap();
    assert!(
        trace.contains("File \"/Workspace/Shared/nb.py\", line 5"),
        "{trace}"
    );
}

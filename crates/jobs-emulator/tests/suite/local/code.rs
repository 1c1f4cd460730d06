//! Python files.

use serde_json::{Value, json};

use super::{CLUSTER, ended, file, output, run_file, service, submit, upload, with};
use crate::common::{id, state};
use jobs_emulator::{LocalExecution, Rule};

/// 7.1: parameters are arguments, the output is the log; the environment is the task's own.
#[tokio::test]
async fn a_file_runs_with_its_parameters() {
    let service = service();
    let code = "import os, sys\nprint(sys.argv[1:], 'CARGO' in os.environ, __name__)\n\
                print(os.environ['DATABRICKS_TASK_KEY'], file=sys.stderr)\n\
                assert os.getcwd() == os.environ['TMPDIR']";
    let parameters = ["--day", "monday 'x'", "{{task.name}}"];
    let (state, output) = run_file(&service, code, &parameters).await;
    assert_eq!(state, "TERMINATED SUCCESS", "{output}");
    let logs = "['--day', \"monday 'x'\", 'main'] False __main__\nmain\n";
    assert_eq!(output["logs"], logs);
    assert_eq!(output["logs_truncated"], false);
    assert_eq!(output["error"], Value::Null);
}

/// 4.2: python_params replace the parameters of the job's tasks.
#[tokio::test]
async fn parameters_of_the_run_replace_those_of_the_task() {
    let service = service();
    upload(
        &service,
        "/Shared/main.py",
        "import sys; print(sys.argv[1:])",
    )
    .await;
    let job_id = service
        .create(json!({ "tasks": [file("/Workspace/Shared/main.py", &["a", "b"])] }))
        .await;
    let body = json!({ "job_id": job_id, "python_params": ["c"] });
    let run_id = id(&service.post("run-now", body).await, "run_id");
    let run = ended(&service, run_id).await;
    assert_eq!(output(&service, &run, "main").await["logs"], "['c']\n");
}

/// 1.10, 3.3, 7.1: an exception is the error, its traceback the trace; the exit code decides.
#[tokio::test]
async fn what_a_file_raises_is_its_error() {
    let service = service();
    let code = "def go():\n    raise ValueError('boom\\nand more')\ngo()\n";
    let (state, output) = run_file(&service, code, &[]).await;
    assert_eq!(state, "TERMINATED FAILED");
    let message = &output["metadata"]["state"]["state_message"];
    assert_eq!(message, "Workload failed, see run output for details");
    assert_eq!(output["error"], "ValueError: boom");
    let trace = "Traceback (most recent call last):\n  \
                 File \"/Workspace/Shared/main.py\", line 3, in <module>\n    go()\n";
    let found = output["error_trace"].as_str().unwrap();
    assert!(found.starts_with(trace), "{found}");
    assert!(output["logs"].as_str().unwrap().contains("and more"));

    for (code, expected, error) in [
        ("import sys; sys.exit(0)", "TERMINATED SUCCESS", Value::Null),
        ("raise SystemExit", "TERMINATED SUCCESS", Value::Null),
        (
            "import sys; sys.exit(3)",
            "TERMINATED FAILED",
            json!("SystemExit: 3"),
        ),
        (
            "import sys; sys.exit('no')",
            "TERMINATED FAILED",
            json!("SystemExit: no"),
        ),
        (
            "import os; os._exit(4)",
            "TERMINATED FAILED",
            json!("The process exited with code 4."),
        ),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
            "TERMINATED FAILED",
            json!("The process was killed by signal 11."),
        ),
        (
            "def f(:",
            "TERMINATED FAILED",
            json!("SyntaxError: invalid syntax (main.py, line 1)"),
        ),
        (
            "spark.sql('select 1')",
            "TERMINATED FAILED",
            json!("NotImplementedError: jobs-emulator has no Spark: spark.sql cannot be used."),
        ),
    ] {
        let (state, output) = run_file(&service, code, &[]).await;
        assert_eq!(state, expected, "{code}: {output}");
        assert_eq!(output["error"], error, "{code}");
    }
}

/// 3.1: what is not there fails the task before it begins, with the code for it.
#[tokio::test]
async fn code_that_cannot_be_had_fails_the_task() {
    let service = service();
    upload(&service, "/Shared/here.py", "").await;
    upload(
        &service,
        "/Shared/query.sql",
        "-- Databricks notebook source\n",
    )
    .await;
    let from_git = json!({ "python_file": "a.py", "source": "GIT" });
    for (task, code, says) in [
        (
            json!({ "python_file": "/Shared/gone.py" }),
            "RESOURCE_NOT_FOUND",
            "/Shared/gone.py",
        ),
        (
            json!({ "python_file": "dbfs:/gone.py" }),
            "RESOURCE_NOT_FOUND",
            "dbfs:/gone.py",
        ),
        (
            json!({ "python_file": "s3://a/b.py" }),
            "RESOURCE_NOT_FOUND",
            "s3://a/b.py",
        ),
        (
            json!({ "python_file": "/Shared/../x.py" }),
            "RESOURCE_NOT_FOUND",
            "'..'",
        ),
        (from_git, "REPOSITORY_CHECKOUT_FAILED", "Git"),
    ] {
        let task = json!({ "task_key": "main", "existing_cluster_id": CLUSTER, "spark_python_task": task });
        let run = ended(&service, submit(&service, json!([task])).await).await;
        let task = &run["tasks"][0];
        assert_eq!(state(task), "INTERNAL_ERROR FAILED");
        for status in [&task["status"], &run["status"]] {
            assert_eq!(status["termination_details"]["code"], code, "{task}");
            let message = status["termination_details"]["message"].as_str().unwrap();
            assert!(
                message.contains(says) && !message.ends_with(".."),
                "{message}"
            );
        }
        let output = output(&service, &run, "main").await;
        assert!(output["error"].as_str().unwrap().contains(says), "{output}");
    }
    let sql = json!({ "task_key": "main", "notebook_task": { "notebook_path": "/Shared/query" } });
    let run = ended(&service, submit(&service, json!([sql])).await).await;
    let details = &run["tasks"][0]["status"]["termination_details"];
    assert_eq!(details["code"], "INVALID_RUN_CONFIGURATION");
}

/// Files of the folder can be imported; files of DBFS and volumes run as well.
#[tokio::test]
async fn code_comes_from_the_workspace_dbfs_and_volumes() {
    let service = service();
    upload(&service, "/Shared/helper.py", "def help(): return 'help'").await;
    let code = "import helper; print(helper.help())";
    assert_eq!(run_file(&service, code, &[]).await.1["logs"], "help\n");

    let body = json!({ "path": "/a/x.py", "contents": "cHJpbnQoJ2RiZnMnKQ==" });
    service
        .send("POST", "/api/2.0/dbfs/put", &body.to_string())
        .await;
    let (status, _) = service
        .send(
            "PUT",
            "/api/2.0/fs/files/Volumes/c/s/v/x.py",
            "print('volume')",
        )
        .await;
    assert_eq!(status, 200);
    for (path, says) in [
        ("dbfs:/a/x.py", "dbfs\n"),
        ("/Volumes/c/s/v/x.py", "volume\n"),
    ] {
        let run_id = submit(&service, json!([file(path, &[])])).await;
        let run = ended(&service, run_id).await;
        assert_eq!(output(&service, &run, "main").await["logs"], says);
    }
}

/// What the workspace lacks comes from a folder of this machine, if one is mapped.
#[tokio::test]
async fn a_folder_stands_in_for_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let shared = folder.path().join("Shared");
    std::fs::create_dir(&shared).unwrap();
    std::fs::write(shared.join("job.py"), "import beside; print(beside.X)").unwrap();
    std::fs::write(shared.join("beside.py"), "X = 7").unwrap();
    std::fs::write(
        shared.join("nb.py"),
        "# Databricks notebook source\nimport beside\ndbutils.notebook.exit(beside.X)",
    )
    .unwrap();
    let local = LocalExecution::new().workspace_files(folder.path());
    let service = with(|builder| builder.run_local(local));
    let notebook = json!({ "task_key": "nb", "notebook_task": { "notebook_path": "/Shared/nb" } });
    let tasks = json!([file("/Workspace/Shared/job.py", &[]), notebook]);
    let run = ended(&service, submit(&service, tasks).await).await;
    assert_eq!(output(&service, &run, "main").await["logs"], "7\n");
    let output = output(&service, &run, "nb").await;
    assert_eq!(output["notebook_output"]["result"], "7", "{output}");
}

/// 7.1: a rule for a task simulates it; without being asked for, everything is simulated.
#[tokio::test]
async fn rules_go_over_running() {
    let rule = Rule::task("main").fails("by rule");
    let service = with(|builder| builder.outcome(rule));
    let (state, output) = run_file(&service, "print(1)", &[]).await;
    assert_eq!(state, "TERMINATED FAILED");
    assert_eq!(output["error"], "by rule");

    let service = crate::common::Service::start();
    let (state, output) = run_file(&service, "raise ValueError", &[]).await;
    assert_eq!(state, "TERMINATED SUCCESS");
    assert_eq!(output["logs"], "");
}

/// 1.10: the last 5 MB of the output are kept.
#[tokio::test]
async fn long_output_is_cut() {
    let service = service();
    let code = "for i in range(600_000): print(f'{i:9}')";
    let (_, output) = run_file(&service, code, &[]).await;
    let logs = output["logs"].as_str().unwrap();
    assert_eq!(logs.len(), 5 * 1024 * 1024);
    assert!(logs.ends_with("   599999\n"));
    assert_eq!(output["logs_truncated"], true);
}

/// Attempts run one by one, each with an output of its own; deleted runs leave none behind.
#[tokio::test]
async fn retries_run_the_code_again() {
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    let mark = folder.path().join("mark");
    let code = "import pathlib, sys\nmark = pathlib.Path(sys.argv[1])\n\
                first = not mark.exists()\nmark.touch()\nprint('first' if first else 'second')\n\
                assert not first";
    upload(&service, "/Shared/main.py", code).await;
    let mut task = file("/Shared/main.py", &[mark.to_str().unwrap()]);
    task["max_retries"] = json!(1);
    let run = ended(&service, submit(&service, json!([task])).await).await;
    assert_eq!(state(&run), "TERMINATED SUCCESS");
    for (attempt, logs) in [(0, "first\n"), (1, "second\n")] {
        let run_id = id(&run["tasks"][attempt], "run_id");
        let output = service
            .get(&format!("runs/get-output?run_id={run_id}"))
            .await;
        let found = output["logs"].as_str().unwrap();
        assert!(found.starts_with(logs), "{found}");
    }
}

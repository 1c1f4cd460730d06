//! Wheels, installed without a network.

use std::process::Command;

use serde_json::{Value, json};

use super::{CLUSTER, ended, output, service, upload};
use crate::common::{Service, state};

/// A wheel of a package with an entry point `main` and a function `other`.
fn wheel() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tool-1.0-py3-none-any.whl");
    let make = r#"
import sys, zipfile
info = "tool-1.0.dist-info/"
with zipfile.ZipFile(sys.argv[1], "w") as wheel:
    wheel.writestr("tool/__init__.py", "import sys\ndef go(): print('main', sys.argv[1:])\ndef other(): print('other', sys.argv[1:]); return 3\n")
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: tool\nVersion: 1.0\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(info + "entry_points.txt", "[console_scripts]\nmain = tool:go\n")
    wheel.writestr(info + "RECORD", "tool/__init__.py,,\n" + "".join(f"{info}{name},,\n" for name in ("METADATA", "WHEEL", "entry_points.txt", "RECORD")))
"#;
    let made = Command::new("python3")
        .args(["-c", make])
        .arg(&file)
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    std::fs::read(file).expect("a wheel")
}

async fn run(service: &Service, wheel: Value, more: Value) -> (String, Value) {
    let mut task = json!({ "task_key": "main", "python_wheel_task": wheel });
    if more["environment_key"].is_null() {
        task["existing_cluster_id"] = json!(CLUSTER);
    }
    if let (Value::Object(task), Value::Object(more)) = (&mut task, more.clone()) {
        task.extend(more);
        task.remove("environments");
    }
    let mut body = json!({ "tasks": [task] });
    body["environments"] = more["environments"].clone();
    let started = service.post("runs/submit", body).await;
    let run = ended(service, crate::common::id(&started, "run_id")).await;
    (state(&run["tasks"][0]), output(service, &run, "main").await)
}

/// 7.1: an entry point of the metadata, or a function of the package; parameters by place or name;
/// the wheel from libraries or an environment.
#[tokio::test]
async fn an_entry_point_of_a_wheel_runs() {
    let service = service();
    let path = "/Shared/tool-1.0-py3-none-any.whl";
    upload(&service, path, wheel()).await;
    let libraries = json!({ "libraries": [{ "whl": path }] });
    let task = json!({ "package_name": "tool", "entry_point": "main", "parameters": ["a", "b"] });
    let (state, output) = run(&service, task, libraries.clone()).await;
    assert_eq!(state, "TERMINATED SUCCESS", "{output}");
    assert_eq!(output["logs"], "main ['a', 'b']\n");

    let task = json!({ "package_name": "tool", "entry_point": "other", "named_parameters": { "day": "monday" } });
    let environment = json!({
        "environment_key": "default",
        "environments": [{
            "environment_key": "default",
            "spec": { "environment_version": "2", "dependencies": [format!("/Workspace{path}")] },
        }],
    });
    let (state, output) = run(&service, task, environment).await;
    // What a function returns is of no account.
    assert_eq!(state, "TERMINATED SUCCESS", "{output}");
    assert_eq!(output["logs"], "other ['--day=monday']\n");

    let task = json!({ "package_name": "tool", "entry_point": "gone" });
    let (_, output) = run(&service, task, libraries).await;
    let error = "AttributeError: The package 'tool' has no entry point 'gone'.";
    assert_eq!(output["error"], error);
}

/// An environment is made once for its dependencies, and kept beside the data.
#[tokio::test]
async fn environments_are_kept_beside_the_data() {
    let folder = tempfile::tempdir().unwrap();
    let environments = folder.path().join("jobs.db.environments");
    let mut made = Vec::new();
    for _ in 0..2 {
        let service = super::with(|builder| builder.data(folder.path().join("jobs.db")));
        let (state, _) = super::run_file(&service, "import sys; print(sys.prefix)", &[]).await;
        assert_eq!(state, "TERMINATED SUCCESS");
        let kept = std::fs::read_dir(&environments).unwrap();
        let kept: Vec<_> = kept.map(|entry| entry.unwrap().path()).collect();
        assert_eq!(kept.len(), 1);
        let mark = std::fs::metadata(kept[0].join("pyvenv.cfg")).unwrap();
        made.push(mark.modified().unwrap());
    }
    assert_eq!(made[0], made[1]);
}

/// 3.1: libraries that cannot be installed fail the task with the code for it, and pip's words.
#[tokio::test]
async fn libraries_that_cannot_be_installed_fail_the_task() {
    let service = service();
    upload(&service, "/Shared/broken-1.0-py3-none-any.whl", "no wheel").await;
    let task = || json!({ "package_name": "broken", "entry_point": "main" });
    for (library, code) in [
        (
            json!({ "whl": "/Shared/broken-1.0-py3-none-any.whl" }),
            "LIBRARY_INSTALLATION_ERROR",
        ),
        (
            json!({ "jar": "/Shared/x.jar" }),
            "LIBRARY_INSTALLATION_ERROR",
        ),
        (json!({ "whl": "/Shared/gone.whl" }), "RESOURCE_NOT_FOUND"),
    ] {
        let (state, output) = run(&service, task(), json!({ "libraries": [library] })).await;
        assert_eq!(state, "INTERNAL_ERROR FAILED");
        let details = &output["metadata"]["status"]["termination_details"];
        assert_eq!(details["code"], code, "{output}");
        if library["whl"]
            .as_str()
            .is_some_and(|path| path.contains("broken"))
        {
            assert!(
                output["logs"].as_str().unwrap().contains("broken"),
                "{output}"
            );
        }
    }
}

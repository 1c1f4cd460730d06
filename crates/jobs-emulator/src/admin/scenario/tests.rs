use super::Scenario;

/// R22.2: what is wrong with a scenario is said with its file and line.
#[test]
fn errors_name_file_and_line() {
    let table = [
        ("outcomes:\n  - task: x\n", 2, "task"),
        (
            "faults:\n\n  - operation: run_naw\n    status: 500\n",
            3,
            "'run_naw'",
        ),
        ("faults:\n  - path: /api\n", 2, "nothing goes wrong"),
        (
            "faults:\n  - status: 500\n    probability: 2\n",
            2,
            "probability",
        ),
        ("faults:\n  - status: 99\n", 2, "status"),
        ("faults:\n  - status: many\n", 2, "u16"),
        ("rate_limits: often\n", 1, "`service`"),
        ("limits: all\n", 1, "`service`"),
        ("limits:\n  task_runs: 1\n  tasks: 3\n", 3, "tasks"),
        (
            "\nrate_limits:\n  - {operation: get, requests: 1, per_ms: 0}\n",
            3,
            "per_ms",
        ),
        ("clock: {start: 2026-01-01T00:00:00Z}\n", 1, "virtual"),
        (
            "clock:\n  virtual: true\n  start: tomorrow\n",
            3,
            "tomorrow",
        ),
        ("jobs:\n  - name: a\n  - tasks: []\n", 3, "needs a name"),
        (
            "tokens:\n  - {token: a, user_name: ada}\n  - {user_name: bob}\n",
            3,
            "needs a token",
        ),
        ("tokens:\n  - {token: a, admin: true}\n", 2, "user_name"),
        (
            "mappings:\n  - {url: s3://b, folder: f}\n  - {url: bucket, folder: f}\n",
            3,
            "'bucket'",
        ),
        ("sql_results:\n  - {rows: 3}\n", 2, "sql_query_id"),
        ("speed: 3\n", 1, "speed"),
        ("\nrun_local: often\n", 2, "`true`"),
        ("\nrun_local:\n  pyton: x\n", 3, "pyton"),
        ("run_local: {grace_ms: long}\n", 1, "u64"),
        ("faults: [{status: 500}\n", 1, "unclosed"),
    ];
    for (text, line, says) in table {
        let error = Scenario::parse(text, "x.yaml", &["get", "run_now"]);
        let error = error.expect_err(text).to_string();
        assert!(
            error.starts_with(&format!("x.yaml:{line}: ")),
            "{text}: {error}"
        );
        assert!(error.contains(says), "{text}: {error}");
    }
}

#[test]
fn tasks_are_run_where_it_is_said() {
    let local = |text: &str| Scenario::parse(text, "x.yaml", &[]).expect(text).run_local;
    assert!(local("run_local: false").is_none());
    assert!(local("run_local: true").is_some());
    let settings = local("run_local: { python: python3.12, max_processes: 3 }");
    let settings = settings.expect("settings");
    assert_eq!(settings.max_processes, 3);
    assert_eq!(settings.python.to_str(), Some("python3.12"));
}

/// R22.2
#[test]
fn nothing_in_a_file_is_nothing() {
    for text in ["", "# nothing\n", "---\n"] {
        let scenario = Scenario::parse(text, "x.yaml", &[]).expect(text);
        assert!(scenario.jobs.is_empty() && scenario.clock.is_none());
    }
}

//! Settings in every shape that people paste.

use jobs_api::ErrorKind;
use jobs_api::types::JobSettings;
use serde_json::json;

use crate::common::Result;

/// Each stands for the same settings.
const SHAPES: [(&str, &str); 10] = [
    (
        "flat",
        r#"{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}"#,
    ),
    (
        "flat, with a byte order mark",
        "\u{feff}{\"name\":\"n\",\"tasks\":[{\"task_key\":\"a\"}],\"to_come\":1.50}",
    ),
    (
        "flat, with the id of its job",
        r#"{"job_id":7,"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}"#,
    ),
    (
        "settings",
        r#"{"settings":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}}"#,
    ),
    (
        "reset",
        r#"{"job_id":7,"new_settings":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}}"#,
    ),
    (
        "get",
        r#"{"job_id":7,"creator_user_name":"ada","run_as_user_name":"ada","created_time":1,
        "settings":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50},"has_more":false}"#,
    ),
    (
        "item of a list",
        r#"{"job_id":7,"settings":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50},
        "created_time":1,"effective_budget_policy_id":"x"}"#,
    ),
    (
        "bundle",
        r#"{"resources":{"jobs":{"n":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}}}}"#,
    ),
    (
        "jobs of a bundle",
        r#"{"jobs":{"n":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}}}"#,
    ),
    (
        "validated bundle",
        r#"{"bundle":{"name":"b"},"targets":{},
        "resources":{"jobs":{"n":{"name":"n","tasks":[{"task_key":"a"}],"to_come":1.50}}}}"#,
    ),
];

/// Each is refused, with words that name the fix.
const REFUSED: [(&str, &str); 30] = [
    ("", "invalid JSON"),
    ("name: n", "YAML is for `JobSettings::from_yaml`"),
    (r#"{"name": "n",}"#, "invalid JSON"),
    ("[]", "expected an object, found an array"),
    (r#"[{"name":"n"}]"#, "expected an object, found an array"),
    ("null", "expected an object, found null"),
    ("\"nightly\"", "expected an object, found a string"),
    ("{}", "there are no settings in it"),
    (r#"{"settings":{}}"#, "there are no settings in it"),
    (r#"{"name":null}"#, "there are no settings in it"),
    (r#"{"job_id":7}"#, "there are no settings in it"),
    (r#"{"settings":[]}"#, "`settings` is not an object"),
    (
        r#"{"settings":{"settings":{"name":"n"}}}"#,
        "no setting of a job is among `settings`",
    ),
    (
        r#"{"nmae":"n","taks":[]}"#,
        "no setting of a job is among `nmae`, `taks`",
    ),
    (
        r#"{"settings":{"name":"n"},"tasks":[]}"#,
        "`tasks` stands beside `settings`",
    ),
    (
        r#"{"job_id":7,"new_settings":{"name":"n"},"fields_to_remove":["tags"]}"#,
        "read the body of jobs/update as `UpdateJob`",
    ),
    (
        r#"{"job_id":7,"settings":{"name":"n"},"has_more":true}"#,
        "read the job whole with `client.get(job_id)`",
    ),
    (
        r#"{"job_id":7,"settings":{"name":"n"},"next_page_token":"t"}"#,
        "read the job whole",
    ),
    (r#"{"jobs":[{"settings":{"name":"n"}}]}"#, "a list of jobs"),
    (
        r#"{"run_name":"once","tasks":[]}"#,
        "rename `run_name` to `name`",
    ),
    (r#"{"job_id":7,"run_id":8,"tasks":[]}"#, "this is a run"),
    (
        r#"{"job_id":7,"job_parameters":{"a":"b"}}"#,
        "a request that starts a run",
    ),
    (
        r#"{"name":"n","access_control_list":[]}"#,
        "read it as `CreateJob`",
    ),
    (
        r#"{"name":"n","notebook_task":{"notebook_path":"/a"}}"#,
        "move it into `tasks: [{ task_key: … }]`",
    ),
    (
        r#"{"resources":{"pipelines":{}}}"#,
        "`resources` has no `jobs`",
    ),
    (r#"{"resources":{"jobs":{}}}"#, "`jobs` is empty"),
    (
        r#"{"resources":{"jobs":{"a":{},"b":{}}}}"#,
        "the bundle has 2 jobs (a, b): keep one of them",
    ),
    (
        r#"{"resources":{"jobs":{"a":{"name":"x-${bundle.target}"}}}}"#,
        "`${bundle.target}` in job `a`",
    ),
    (
        r#"{"targets":{"dev":{"resources":{}}},"resources":{"jobs":{"a":{"name":"n"}}}}"#,
        "target `dev` of the bundle changes its resources: paste what `databricks bundle validate",
    ),
    (
        r#"{"name":"n","tasks":[{"task_key":7}]}"#,
        "tasks[0].task_key: expected a string, found a number",
    ),
];

// R4.2
#[test]
fn every_shape_of_settings_gives_the_same_settings() -> Result {
    for (shape, text) in SHAPES {
        let settings: JobSettings = text.parse().map_err(|error| format!("{shape}: {error}"))?;
        assert_eq!(settings.name.as_deref(), Some("n"), "{shape}");
        assert_eq!(settings.tasks.as_ref().map(Vec::len), Some(1), "{shape}");
        assert_eq!(
            settings.extra.text("to_come"),
            Some("1.50"),
            "{shape}: kept to the letter"
        );
        assert_eq!(
            settings.extra.len(),
            1,
            "{shape}: nothing else is kept: {:?}",
            settings.extra
        );
        // JSON is YAML as well.
        assert_eq!(JobSettings::from_yaml(text)?, settings, "{shape}");
    }
    Ok(())
}

// R4.2: never a request that does nothing.
#[test]
fn every_other_shape_is_an_error_that_names_the_fix() {
    for (text, expected) in REFUSED {
        let error = JobSettings::from_json(text).expect_err(text);
        assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{text}");
        assert!(
            error.message().contains(expected),
            "{text}\n{error}\nlacks: {expected}"
        );
    }
}

// R10.3: what is pasted may hold secrets.
#[test]
fn errors_do_not_show_what_was_pasted() {
    let secret = r#"{"settings":{"name":"n","timeout_seconds":"canary-7f3a"},"x":"canary-7f3a"}"#;
    let error = JobSettings::from_json(secret).expect_err("no number");
    let shown = format!("{error:#} {error:?}");
    assert!(shown.contains("timeout_seconds"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

const EXPORTED: &str = r##"
resources:
  jobs:
    nightly:
      name: nightly
      max_concurrent_runs: 4
      timeout_seconds: "60"
      tags:
        revision: 831877e8
        hex: 0x10
        on: on
        big: 1_000
        version: 1.10
        yes: Yes
        true: True
        number: 007
        quoted: "12"
      queue: &queue
        enabled: true
      parameters:
        - name: date
          default: 2026-11-22
        - { name: empty, default: "" }
      git_source:
        git_url: https://git.example/etl
        git_provider: gitHub
        git_commit: 12345678
      tasks:
        - task_key: a
          retry_on_timeout: False
          notebook_task:
            notebook_path: /a
            base_parameters: { limit: 10, strict: true, nothing: ~ }
          member_to_come: { revision: 1e5, plain: 12, exact: 1.50, "on": on, quoted: "7", flag: true, none: null }
          description: >
            two
            lines
"##;

// R18.2
#[test]
fn yaml_never_takes_text_for_anything_else() -> Result {
    let settings = JobSettings::from_yaml(EXPORTED)?;
    let tags = settings.tags.clone().ok_or("no tags")?;
    let expected = [
        ("revision", "831877e8"),
        ("hex", "0x10"),
        ("on", "on"),
        ("big", "1_000"),
        ("version", "1.10"),
        ("yes", "Yes"),
        ("true", "True"),
        ("number", "007"),
        ("quoted", "12"),
    ];
    for (name, text) in expected {
        assert_eq!(tags.get(name).map(String::as_str), Some(text), "{name}");
    }
    assert_eq!(tags.len(), expected.len());
    assert_eq!(settings.max_concurrent_runs, Some(4));
    assert_eq!(settings.timeout_seconds, Some(60));
    assert_eq!(settings.queue.map(|queue| queue.enabled), Some(true));
    let parameters = settings.parameters.ok_or("no parameters")?;
    assert_eq!(parameters[0].default, "2026-11-22");
    assert_eq!(parameters[1].default, "");
    let git = settings.git_source.ok_or("no git source")?;
    assert_eq!(git.git_commit.as_deref(), Some("12345678"));

    let task = &settings.tasks.ok_or("no tasks")?[0];
    assert_eq!(task.retry_on_timeout, Some(false));
    assert_eq!(task.description.as_deref(), Some("two lines\n"));
    let notebook = task.notebook_task.as_ref().ok_or("no notebook")?;
    let parameters = notebook.base_parameters.as_ref().ok_or("no parameters")?;
    assert_eq!(parameters["limit"], "10");
    assert_eq!(parameters["strict"], "true");
    let kept = task.extra.text("member_to_come");
    let expected = r#"{"revision":"1e5","plain":12,"exact":1.50,"on":"on","quoted":"7","flag":true,"none":null}"#;
    assert_eq!(kept, Some(expected));
    Ok(())
}

// R4.2
#[test]
fn yaml_has_anchors_and_merge_keys() -> Result {
    let text = "
defaults: &defaults { max_retries: 2, description: 0x10 }
resources:
  jobs:
    j:
      tasks:
        - { <<: *defaults, task_key: a }
        - { <<: *defaults, task_key: b, max_retries: 0 }
";
    let settings = JobSettings::from_yaml(text)?;
    let tasks = settings.tasks.ok_or("no tasks")?;
    let of = |task: &jobs_api::types::Task| (task.max_retries, task.description.clone());
    assert_eq!(of(&tasks[0]), (Some(2), Some("0x10".to_owned())));
    assert_eq!(of(&tasks[1]), (Some(0), Some("0x10".to_owned())));
    Ok(())
}

// R4.2
#[test]
fn yaml_that_cannot_be_read_is_an_error_with_its_place() {
    let table = [
        ("name: [", "invalid YAML in line"),
        ("name: a\nname: b\n", "invalid YAML in line 2"),
        ("name: a\n---\nname: b\n", "invalid YAML"),
        ("", "expected an object, found null"),
        ("- name: a", "expected an object, found an array"),
        (
            "max_concurrent_runs: 0x10",
            "max_concurrent_runs: expected an integer",
        ),
        (
            "max_concurrent_runs: many",
            "max_concurrent_runs: expected an integer",
        ),
        (
            "queue: { enabled: on }",
            "queue.enabled: expected a boolean, found a string",
        ),
        ("name: { a: b }", "name: expected a string, found an object"),
    ];
    for (text, expected) in table {
        let error = JobSettings::from_yaml(text).expect_err(text);
        assert!(
            error.message().contains(expected),
            "{text}\n{error}\nlacks: {expected}"
        );
    }
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]";
    JobSettings::from_yaml(bomb).expect_err("it would explode");
}

// R18.1, R4.2
#[test]
fn text_and_typed_values_are_read_alike() -> Result {
    let typed = json!({ "name": "n", "tasks": [{ "task_key": "a", "max_retries": -1 }] });
    assert_eq!(
        JobSettings::from_json(&typed.to_string())?,
        serde_json::from_value::<JobSettings>(typed)?,
    );
    Ok(())
}

// R18.2: whatever YAML or JSON might take them for, where text is wanted they are text.
#[test]
fn plain_scalars_are_the_text_that_stands_there() -> Result {
    let scalars = [
        "831877e8",
        "1e3",
        "1E+3",
        "-1e-3",
        "0x10",
        "0xAF",
        "0o17",
        "0b101",
        "017",
        "00",
        "1_000",
        "1:30",
        "190:20:30",
        "2026-11-22",
        "2026-11-22T10:00:00Z",
        "on",
        "off",
        "yes",
        "No",
        "y",
        "true",
        "True",
        "TRUE",
        "false",
        "1",
        "-1",
        "+1",
        "-0",
        "1.0",
        "1.10",
        ".5",
        "5.",
        "-.5",
        "1e400",
        "123456789012345678901234567890",
        "0.1000000000000000055511151231257827",
        ".inf",
        "-.Inf",
        ".nan",
        "12abc",
        "=",
        "a b",
        "ünï",
        "null-ish",
        "0.0.0.0",
        "1,5",
    ];
    for scalar in scalars {
        for before in ["", "description: \"ünïcode €\"\n", "# über\r\n"] {
            let text = format!("{before}tags:\n  it: {scalar}   # note\nname: n\n");
            let settings = JobSettings::from_yaml(&text)?;
            let it = settings.tags.as_ref().and_then(|tags| tags.get("it"));
            assert_eq!(it.map(String::as_str), Some(scalar), "{text}");
        }
        let flow = format!("tags: &t {{ it: &a !!str {scalar} }}\nto_come: *a\n");
        if !scalar.contains(',') {
            let settings = JobSettings::from_yaml(&flow)?;
            let it = settings.tags.as_ref().and_then(|tags| tags.get("it"));
            assert_eq!(it.map(String::as_str), Some(scalar), "{flow}");
            assert_eq!(settings.extra.get("to_come"), Some(json!(scalar)), "{flow}");
        }
    }
    Ok(())
}

// R3.1: what nobody knows the type of is text, unless it can be nothing else.
#[test]
fn unknown_members_keep_their_text_in_yaml() -> Result {
    let table = [
        ("12", "12"),
        ("-7", "-7"),
        ("1.50", "1.50"),
        ("true", "true"),
        ("~", "null"),
        ("null", "null"),
        ("True", "\"True\""),
        ("1e5", "\"1e5\""),
        ("007", "\"007\""),
        ("0x1F", "\"0x1F\""),
        ("1_000", "\"1_000\""),
        ("on", "\"on\""),
        ("\"12\"", "\"12\""),
        ("'true'", "\"true\""),
        ("!!int \"12\"", "12"),
        ("!!str 12", "\"12\""),
        ("2026-11-22", "\"2026-11-22\""),
        ("123456789012345678901", "123456789012345678901"),
    ];
    for (yaml, json) in table {
        let settings = JobSettings::from_yaml(&format!("name: n\nto_come: {yaml}\n"))?;
        assert_eq!(settings.extra.text("to_come"), Some(json), "{yaml}");
    }
    Ok(())
}

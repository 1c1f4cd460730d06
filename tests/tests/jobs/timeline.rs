//! Timelines of runs that the service tells piece by piece.

use std::time::Duration;

use jobs_api::operations::RunNow;
use jobs_api::runs::{Part, TaskSpan, Timeline};
use jobs_emulator::Rule;
use serde_json::json;

use crate::common::{Result, create, workspace};

fn attempts<'a>(timeline: &'a Timeline, key: &str) -> Vec<&'a TaskSpan> {
    let spans = timeline.spans.iter();
    spans.filter(|span| span.task_key == key).collect()
}

// R20.4: the service leaves out attempts that a repair has replaced.
#[tokio::test]
async fn a_timeline_has_the_attempts_of_all_repairs() -> Result {
    let (client, emulator) = workspace(|emulator| {
        emulator
            .virtual_clock()
            .task_duration(Duration::from_secs(10))
            .outcome(Rule::task("bad").fails("no data"))
            .outcome(Rule::task("bad").attempt(3).succeeds())
    })?;
    let settings = json!({ "tasks": [
        { "task_key": "good", "notebook_task": { "notebook_path": "/good" } },
        {
            "task_key": "bad", "depends_on": [{ "task_key": "good" }], "max_retries": 1,
            "notebook_task": { "notebook_path": "/bad" },
        },
    ]});
    let job_id = create(&client, settings).await?;
    let run_id = client.run_now(RunNow::new(job_id)).await?.run_id;
    for _ in 0..2 {
        emulator.advance(Duration::from_secs(3600))?;
        if client
            .get_run(run_id)
            .await?
            .outcome()
            .is_some_and(|outcome| !outcome.is_success())
        {
            client.repair_failed(run_id).await?.await?;
        }
    }
    emulator.advance(Duration::from_secs(3600))?;

    let timeline = client.run_timeline(run_id, 0).await?;
    let bad = attempts(&timeline, "bad");
    let numbers: Vec<_> = bad.iter().map(|span| (span.repair, span.retry)).collect();
    assert_eq!(numbers, [(0, 0), (0, 1), (1, 0), (1, 1)]);
    assert!(bad.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
    assert!(
        bad[3]
            .outcome
            .as_ref()
            .is_some_and(|outcome| outcome.is_success())
    );
    assert_eq!(timeline.critical_path, [0, 1, 2, 3, 4]);
    assert_eq!(timeline.total(Part::Setup), Duration::from_secs(10));
    assert_eq!(timeline.critical_duration(), Duration::from_secs(50));
    Ok(())
}

// R20.4: more tasks and iterations than there are on a page.
#[tokio::test]
async fn a_timeline_is_whole_over_pages() -> Result {
    let (client, emulator) = workspace(|emulator| emulator.virtual_clock())?;
    let mut tasks: Vec<_> = (0..149)
        .map(|number| {
            let key = format!("task_{number}");
            json!({ "task_key": key, "notebook_task": { "notebook_path": "/n" } })
        })
        .collect();
    let inputs: Vec<String> = (0..130).map(|number| number.to_string()).collect();
    tasks.push(json!({ "task_key": "each", "for_each_task": {
        "inputs": format!("[{}]", inputs.join(", ")), "concurrency": 50,
        "task": { "task_key": "inner", "notebook_task": { "notebook_path": "/n" } },
    }}));
    let job_id = create(&client, json!({ "tasks": tasks })).await?;
    let run_id = client.run_now(RunNow::new(job_id)).await?.run_id;
    emulator.advance(Duration::from_secs(60))?;

    let mut timeline = client.run_timeline(run_id, 0).await?;
    assert_eq!(timeline.spans.len(), 150);
    assert!(timeline.spans.iter().all(|span| span.iterations.is_empty()));
    client.read_iterations(&mut timeline, 0).await?;
    let [each] = attempts(&timeline, "each")[..] else {
        return Err("one attempt".into());
    };
    assert_eq!(each.iterations.len(), 130);
    assert_eq!(
        each.counts.map(|counts| (counts.total, counts.succeeded)),
        Some((130, 130))
    );
    assert_eq!(timeline.critical_path.len(), 1);
    Ok(())
}

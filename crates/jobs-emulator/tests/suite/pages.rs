//! Lists and objects in pages.

use serde_json::{Value, json};

use crate::common::{Service, id, task};

const TOO_FAR: &str = "The supplied offset 10001 has exceeded the value of 10000 allowed for this \
                       parameter.Please use the page_token parameter to paginate: ";

fn ids(page: &Value, list: &str, member: &str) -> Vec<i64> {
    let rows = page[list].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| id(row, member)).collect()
}

/// 2, 0.2: limits, offsets and tokens, and what is said of wrong ones.
#[tokio::test]
async fn limits_offsets_and_tokens_of_lists() {
    let service = Service::start();
    let job_id = service.create(json!({ "tasks": [task("a", &[])] })).await;
    for _ in 0..30 {
        service.create(json!({})).await;
        service.run_now(job_id).await;
        service.advance(200);
    }
    let jobs = service.get("list?limit=5").await["next_page_token"].clone();
    let runs = service.get("runs/list?limit=5").await["next_page_token"].clone();
    let (jobs, runs) = (jobs.as_str().unwrap(), runs.as_str().unwrap());
    let object = "CIAB";
    let table = [
        ("list", "", Ok(20)),
        ("list", "limit=100", Ok(31)),
        ("list", "limit=%2025", Ok(25)),
        (
            "list",
            "limit=101",
            Err("Invalid limit 101 - it has to be no more than 100."),
        ),
        (
            "list",
            "limit=0",
            Err("Invalid limit 0 - it has to be greater than 0."),
        ),
        (
            "list",
            "limit=-1",
            Err("Invalid limit -1 - it has to be greater than 0."),
        ),
        ("list", "offset=30", Ok(1)),
        ("list", "offset=10000", Ok(0)),
        ("list", "offset=10001", Err(TOO_FAR)),
        ("list", "offset=-1", Err("Invalid offset -1.")),
        ("list", "page_token=", Ok(20)),
        ("list", "page_token=zz", Err("Invalid page token: zz")),
        (
            "list",
            &format!("page_token={runs}"),
            Err("Invalid page token: "),
        ),
        (
            "list",
            &format!("page_token={object}"),
            Err("Invalid page token: "),
        ),
        ("list", &format!("page_token={jobs}&offset=20"), Ok(20)),
        ("runs/list", "", Ok(20)),
        ("runs/list", "limit=26", Ok(26)),
        (
            "runs/list",
            "limit=27",
            Err("Invalid limit 27 - it has to be no more than 26."),
        ),
        ("runs/list", "limit=0", Ok(25)),
        ("runs/list", "offset=10001", Err(TOO_FAR)),
        (
            "runs/list",
            &format!("page_token={jobs}"),
            Err("Invalid page token: "),
        ),
        ("runs/list", &format!("page_token={runs}&limit=3"), Ok(3)),
        (
            "runs/list",
            "limit=x",
            Err("Could not parse request object: Expected integer for field 'limit', found STRING"),
        ),
        (
            "get",
            &format!("job_id={job_id}&page_token={jobs}"),
            Err("Invalid page token: "),
        ),
    ];
    for (operation, query, expected) in table {
        let path = format!("/api/2.2/jobs/{operation}?{query}");
        let (status, answer) = service.send("GET", &path, "").await;
        match expected {
            Err(beginning) => {
                let message = answer["message"].as_str().unwrap_or_default();
                assert!(
                    status == 400 && message.starts_with(beginning),
                    "{path}: {answer}"
                );
            }
            Ok(count) => {
                let list = if operation == "list" { "jobs" } else { "runs" };
                let rows = answer[list].as_array().map_or(0, Vec::len);
                assert_eq!((status, rows), (200, count), "{path}");
            }
        }
    }
}

/// 2, 9: whatever the size of the pages and whatever is added meanwhile, forwards every run that was
/// there comes once, newest first, and backwards the same pages again. The first page has no page
/// before it, the last none after.
#[tokio::test]
async fn pages_are_stable_while_runs_are_added() {
    for size in [1, 2, 7, 19, 20, 26] {
        let service = Service::start();
        let job_id = service
            .create(json!({ "tasks": [task("a", &[])], "queue": { "enabled": false } }))
            .await;
        let mut expected = Vec::new();
        for number in 0..20 {
            expected.push(service.run_now(job_id).await);
            // Several at one moment, so that the time alone does not tell them apart.
            service.advance(u64::from(number % 3 == 0));
        }
        expected.reverse();
        let mut pages = Vec::new();
        let mut token = String::new();
        let last = loop {
            let query = format!("runs/list?limit={size}&page_token={token}");
            let page = service.get(&query).await;
            pages.push(ids(&page, "runs", "run_id"));
            service.run_now(job_id).await;
            assert_eq!(
                page.get("prev_page_token").is_some(),
                pages.len() > 1,
                "{size}"
            );
            assert_eq!(page["has_more"], page.get("next_page_token").is_some());
            match page["next_page_token"].as_str() {
                Some(next) => token = next.to_owned(),
                None => break page,
            }
        };
        assert_eq!(pages.concat(), expected, "{size}");
        pages.pop();
        let mut page = last;
        while let Some(before) = pages.pop() {
            let token = page["prev_page_token"].as_str().unwrap();
            let query = format!("runs/list?limit={size}&page_token={token}");
            page = service.get(&query).await;
            assert_eq!(ids(&page, "runs", "run_id"), before, "{size}");
        }
    }
}

/// 2, 1.2: pages of an object repeat what is no array; arrays that have ended are empty.
#[tokio::test]
async fn objects_come_in_pages_of_100() {
    let service = Service::start();
    let tasks: Vec<Value> = (0..201)
        .map(|number| task(&format!("t{number}"), &[]))
        .collect();
    let job_id = service
        .create(
            json!({ "name": "x", "tasks": tasks, "parameters": [{ "name": "p", "default": "" }] }),
        )
        .await;
    let mut token = String::new();
    for (tasks, parameters) in [(100, 1), (100, 0), (1, 0)] {
        let page = service
            .get(&format!("get?job_id={job_id}&page_token={token}"))
            .await;
        let settings = &page["settings"];
        let length = |name: &str| settings[name].as_array().map(Vec::len);
        assert_eq!(
            (length("tasks"), length("parameters")),
            (Some(tasks), Some(parameters))
        );
        assert_eq!(settings["name"], "x");
        assert_eq!(page["has_more"], tasks == 100);
        token = page["next_page_token"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
    }
    assert_eq!(token, "");
    for beyond in ["GAA=", "GP____________8B", "CAE="] {
        let path = format!("/api/2.2/jobs/get?job_id={job_id}&page_token={beyond}");
        let (status, _) = service.send("GET", &path, "").await;
        assert!(status == 200 || status == 400, "{beyond}");
    }
}

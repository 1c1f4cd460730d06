//! Clusters and libraries, to the extent that clients of Jobs need them.

use serde_json::{Value, json};

use crate::common::{Service, state, task};

impl Service {
    async fn of_cluster(&self, call: &str, cluster_id: &str) -> (u16, Value) {
        let body = json!({ "cluster_id": cluster_id }).to_string();
        let path = format!("/api/2.1/clusters/{call}");
        self.send("POST", &path, &body).await
    }

    async fn state_of_cluster(&self, cluster_id: &str) -> String {
        let path = format!("/api/2.1/clusters/get?cluster_id={cluster_id}");
        let (status, answer) = self.send("GET", &path, "").await;
        let said = if status == 200 { "state" } else { "message" };
        answer[said].as_str().unwrap_or_default().to_owned()
    }

    /// Libraries of a cluster in short.
    async fn libraries(&self, cluster_id: &str) -> Vec<String> {
        let path = format!("/api/2.0/libraries/cluster-status?cluster_id={cluster_id}");
        let (_, answer) = self.send("GET", &path, "").await;
        let libraries = answer["library_statuses"].as_array().expect("libraries");
        let short = |library: &Value| {
            let status = library["status"].as_str().unwrap_or_default();
            format!("{} {status}", library["library"])
        };
        libraries.iter().map(short).collect()
    }
}

/// Section 8: a job can name any cluster: it exists and runs, until somebody stops it.
#[tokio::test]
async fn any_cluster_exists_and_runs_until_it_is_stopped() {
    let service = Service::start();
    assert_eq!(service.state_of_cluster("0101-a").await, "RUNNING");
    assert_eq!(service.of_cluster("start", "0101-a").await.0, 200);
    assert_eq!(service.of_cluster("delete", "0101-a").await.0, 200);
    assert_eq!(service.state_of_cluster("0101-a").await, "TERMINATED");
    let (status, answer) = service.of_cluster("restart", "0101-a").await;
    assert_eq!(
        (status, &answer["error_code"]),
        (400, &json!("INVALID_STATE"))
    );
    assert_eq!(service.of_cluster("start", "0101-a").await.0, 200);
    assert_eq!(service.state_of_cluster("0101-a").await, "RUNNING");
    assert_eq!(
        service.of_cluster("permanent-delete", "0101-a").await.0,
        200
    );
    let gone = service.state_of_cluster("0101-a").await;
    assert_eq!(gone, "Cluster 0101-a does not exist");
}

/// 0.2 [R]: what was to run on a cluster that is gone fails in the service's words.
#[tokio::test]
async fn a_run_fails_on_a_cluster_that_is_gone() {
    let service = Service::start();
    let mut on_cluster = task("a", &[]);
    on_cluster["existing_cluster_id"] = json!("0101-a");
    let job_id = service.create(json!({ "tasks": [on_cluster] })).await;
    service.run_now(job_id).await;
    service.advance(1000);
    let (status, _) = service.of_cluster("permanent-delete", "0101-a").await;
    assert_eq!(status, 200);
    let run_id = service.run_now(job_id).await;
    service.advance(1000);
    let run = service.run(run_id).await;
    assert_eq!(state(&run), "INTERNAL_ERROR FAILED");
    let details = &run["tasks"][0]["status"]["termination_details"];
    assert_eq!(details["code"], "CLUSTER_ERROR");
    let message =
        "Run executed on existing cluster ID 0101-a failed since the cluster does not exist.";
    assert_eq!(run["tasks"][0]["state"]["state_message"], message);
}

/// Section 8: a cluster is read as it was made, in both versions, with what the service adds.
#[tokio::test]
async fn a_cluster_is_read_as_it_was_made() {
    let service = Service::start();
    let made = json!({ "cluster_name": "etl", "spark_version": "15.4.x", "autoscale": { "max_workers": "4" } });
    let path = "/api/2.1/clusters/create";
    let (_, created) = service.send("POST", path, &made.to_string()).await;
    let id = created["cluster_id"].as_str().expect("an id");
    for version in ["2.0", "2.1"] {
        let path = format!("/api/{version}/clusters/get?cluster_id={id}");
        let (_, read) = service.send("GET", &path, "").await;
        for (name, value) in made.as_object().expect("an object") {
            assert_eq!(&read[name], value);
        }
        assert_eq!(read["state"], "RUNNING");
        assert_eq!(read["creator_user_name"], "jobs@emulator.local");
        assert!(read["num_workers"].is_null(), "it grows by itself");
        let (_, list) = service
            .send("GET", &format!("/api/{version}/clusters/list"), "")
            .await;
        assert_eq!(list["clusters"], json!([read]));
    }
    let (status, answer) = service.send("POST", path, "{}").await;
    assert_eq!(
        (status, &answer["message"]),
        (400, &json!("Missing required field: spark_version"))
    );
}

/// Section 8: libraries are installed at once, and go when the cluster starts again.
#[tokio::test]
async fn libraries_come_at_once_and_go_at_a_restart() {
    let service = Service::start();
    let call = |call: &str, libraries: Value| {
        let body = json!({ "cluster_id": "0101-a", "libraries": libraries }).to_string();
        let path = format!("/api/2.0/libraries/{call}");
        let service = &service;
        async move { service.send("POST", &path, &body).await }
    };
    let (numpy, wheel) = (
        json!({ "pypi": { "package": "numpy" } }),
        json!({ "whl": "/a.whl" }),
    );
    assert_eq!(call("install", json!([numpy, wheel])).await.0, 200);
    assert_eq!(call("uninstall", json!([wheel])).await.0, 200);
    let kept = r#"{"pypi":{"package":"numpy"}} INSTALLED"#;
    let going = r#"{"whl":"/a.whl"} UNINSTALL_ON_RESTART"#;
    assert_eq!(service.libraries("0101-a").await, [kept, going]);
    let path = "/api/2.0/libraries/all-cluster-statuses";
    let (_, all) = service.send("GET", path, "").await;
    assert_eq!(all["statuses"][0]["cluster_id"], "0101-a");
    service.of_cluster("restart", "0101-a").await;
    assert_eq!(service.libraries("0101-a").await, [kept]);
    for wrong in [json!("numpy"), json!(["numpy"]), Value::Null] {
        assert_eq!(call("install", wrong).await.0, 400);
    }
}

//! The request by reqwest alone: the answer's bytes are read, and not looked at.

use std::time::Duration;

use bench_client::{RUN_ID, Subject, run};
use reqwest::Client;
use reqwest::header::ACCEPT;

#[derive(Clone)]
struct Raw {
    client: Client,
    url: String,
}

impl Subject for Raw {
    fn new(url: &str) -> Self {
        // A second time is an error, and does no harm.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // What nobody goes without, and our client has as well: a limit of time.
        let client = Client::builder()
            .user_agent("benchmark/1.0")
            .timeout(Duration::from_secs(60))
            .build();
        Self {
            client: client.expect("a client"),
            url: format!("{url}/api/2.2/jobs/runs/get"),
        }
    }

    async fn request(&self) {
        let url = format!("{}?run_id={RUN_ID}", self.url);
        let request = self
            .client
            .get(url)
            .bearer_auth("benchmark")
            .header(ACCEPT, "application/json");
        let answer = request
            .send()
            .await
            .and_then(reqwest::Response::error_for_status);
        let body = answer.expect("an answer").bytes().await.expect("a body");
        assert!(!body.is_empty());
    }

    async fn request_in_vain(&self) {
        let answer = self.client.get(&self.url).send().await;
        answer.expect_err("nobody to answer");
    }
}

fn main() {
    run::<Raw>();
}

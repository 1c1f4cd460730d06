//! The request by our client.

use bench_client::{RUN_ID, Subject, run};
use jobs_api::Client;
use jobs_api::runtime::retry::Backoff;
use jobs_api::operations::GetRun;
use jobs_api::types::RunId;

#[derive(Clone)]
struct Ours(Client);

impl Subject for Ours {
    fn new(url: &str) -> Self {
        let client = Client::builder().host(url).token("benchmark").build();
        Self(client.expect("a client"))
    }

    async fn request(&self) {
        let run = self.0.get_run(GetRun::new(RUN_ID)).await.expect("a run");
        assert_eq!(run.run_id, Some(RunId(RUN_ID)));
    }

    async fn request_in_vain(&self) {
        let call = self.0.get_run(GetRun::new(RUN_ID)).retry(Backoff::never());
        call.await.expect_err("nobody to answer");
    }
}

fn main() {
    run::<Ours>();
}

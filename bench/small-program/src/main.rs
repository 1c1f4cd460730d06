//! Lists the runs that have ended, of all jobs of a workspace.

use jobs_api::operations::ListRuns;
use jobs_api::{Client, Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = Client::from_env().await?;
    let mut runs = client
        .list_runs(ListRuns::new().completed_only(true))
        .items();
    while let Some(run) = runs.try_next().await? {
        println!("{:?} {:?} {:?}", run.run_id, run.run_name, run.status);
    }
    Ok(())
}

//! Shows all jobs and a run, by the client that progenitor makes.

use std::error::Error;
use std::num::NonZeroU64;

use generated_by_progenitor::Client;
use generated_by_progenitor::types::RunId;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::new(&std::env::var("DATABRICKS_HOST")?);
    let limit = NonZeroU64::new(20);
    let jobs = client.list(None, limit, None, None, None).await?;
    println!("{:?}", jobs.into_inner());
    let run = client.get_run(None, None, None, &RunId(7)).await?;
    println!("{:?}", run.into_inner());
    Ok(())
}

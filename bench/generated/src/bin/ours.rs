//! Shows all jobs and a run, by the client that our generator makes.

use std::error::Error;

use generated_by_ours::Client;
use generated_by_ours::operations::{GetRun, ListJobs};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env().await?;
    let jobs = client.list(ListJobs::new().limit(20)).await?;
    println!("{jobs:?}");
    println!("{:?}", client.get_run(GetRun::new(7)).await?);
    Ok(())
}

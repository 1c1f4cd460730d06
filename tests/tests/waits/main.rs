//! Waiting for runs of a real service, on a clock that nobody waits for.

mod ends;
mod events;
mod failures;
mod network;
mod repairs;

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use jobs_api::Client;
use jobs_api::operations::CreateJob;
use jobs_api::types::{JobId, Task};
use jobs_emulator::{Emulator, Rule};
use jobs_runtime::BoxFuture;
use jobs_runtime::clock::{Clock, ManualClock};

use network::Network;

type BoxError = Box<dyn Error>;

/// A service whose tasks take a minute, and a client of it.
struct Workspace {
    network: Network,
    client: Client,
    clock: SharedClock,
}

/// The time of both the client and the service. To sleep advances it at once.
#[derive(Clone)]
struct SharedClock {
    client: ManualClock,
    service: Arc<jobs_emulator::ManualClock>,
}

impl Clock for SharedClock {
    fn elapsed(&self) -> Duration {
        self.client.elapsed()
    }

    fn now(&self) -> SystemTime {
        self.client.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.service.advance(duration);
        self.client.sleep(duration)
    }
}

impl Workspace {
    fn new(rules: impl IntoIterator<Item = Rule>) -> Result<Self, BoxError> {
        let clock = SharedClock {
            client: ManualClock::new(),
            service: Arc::new(jobs_emulator::ManualClock::new(1_700_000_000_000)),
        };
        let mut emulator = Emulator::builder()
            .task_duration(Duration::from_secs(60))
            .clock(Arc::clone(&clock.service) as Arc<dyn jobs_emulator::Clock>);
        for rule in rules {
            emulator = emulator.outcome(rule);
        }
        let network = Network::to(emulator.in_process()?);
        let client = Client::builder()
            .host("http://localhost")
            .token("example")
            .transport(network.clone())
            .clock(clock.clone())
            .build()?;
        Ok(Self {
            network,
            client,
            clock,
        })
    }

    /// A job with these tasks.
    async fn job(&self, tasks: impl IntoIterator<Item = Task>) -> Result<JobId, BoxError> {
        let job = CreateJob::new().name("job").tasks(tasks);
        Ok(self.client.create(job).await?.job_id)
    }
}

/// A task that depends on others.
fn task<const N: usize>(key: &str, depends_on: [&str; N]) -> Task {
    Task::notebook(key, "/etl/task").depends_on(depends_on)
}

//! A way of sending requests, measured on command.
//!
//! A program takes lines such as `sequential 1000` from its input and answers each with the time
//! that it took and the processor time of the whole process, in nanoseconds, separated by a tab.
//! So the programs can be measured in turns, each in a process of its own.

mod clock;

use std::io::{BufRead as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::runtime::Runtime;
use tokio::task::JoinSet;

/// How many requests are in flight at a time when it is not one.
const IN_FLIGHT: usize = 64;

/// An address over TLS where nobody listens.
const NOBODY: &str = "https://127.0.0.1:1";

/// The run that is asked for.
pub const RUN_ID: i64 = 455_644_833;

/// A way of sending requests.
pub trait Subject: Clone + Send + Sync + 'static {
    /// Makes the client for the service at this address.
    fn new(url: &str) -> Self;

    /// Gets a small run. Panics when that fails.
    fn request(&self) -> impl Future<Output = ()> + Send;

    /// Sends a request once, to where nobody answers. Panics when somebody does.
    fn request_in_vain(&self) -> impl Future<Output = ()> + Send;
}

/// Does what the lines of the input say, to the service whose address is the first argument.
///
/// # Panics
///
/// When the arguments or a line are not understood, or a request fails.
pub fn run<S: Subject>() {
    let url = std::env::args().nth(1).expect("the address of the service");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    // Some clients want to be made within a runtime.
    let _guard = runtime.enter();
    let subject = S::new(&url);
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (what, times) = line.split_once(' ').expect("a word and a number");
        let times = times.parse().expect("a number");
        let start = clock::now();
        match what {
            "construct" => (0..times).for_each(|_| drop(S::new(&url))),
            "secure" => runtime.block_on(first_ones::<S>(times)),
            "sequential" => runtime.block_on(one_by_one(&subject, times)),
            "concurrent" => side_by_side(&runtime, &subject, times),
            _ => panic!("no command `{what}`"),
        }
        let end = clock::now();
        let mut stdout = std::io::stdout();
        let (wall, cpu) = (end.wall - start.wall, end.cpu - start.cpu);
        writeln!(stdout, "{}\t{}", wall.as_nanos(), cpu.as_nanos()).expect("a reader");
        stdout.flush().expect("a reader");
    }
}

/// Makes clients, and sends the first request over TLS with each: so far as to find that there is
/// no connection, for what they do before is to be measured.
async fn first_ones<S: Subject>(times: usize) {
    for _ in 0..times {
        S::new(NOBODY).request_in_vain().await;
    }
}

async fn one_by_one<S: Subject>(subject: &S, times: usize) {
    for _ in 0..times {
        subject.request().await;
    }
}

fn side_by_side<S: Subject>(runtime: &Runtime, subject: &S, times: usize) {
    runtime.block_on(async {
        let left = Arc::new(AtomicUsize::new(times));
        let mut workers = JoinSet::new();
        for _ in 0..IN_FLIGHT {
            let (left, subject) = (Arc::clone(&left), subject.clone());
            workers.spawn(async move {
                let take = |left: usize| left.checked_sub(1);
                let order = Ordering::Relaxed;
                while left.fetch_update(order, order, take).is_ok() {
                    subject.request().await;
                }
            });
        }
        while let Some(done) = workers.join_next().await {
            done.expect("every request succeeds");
        }
    });
}

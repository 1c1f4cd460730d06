//! A network that fails: a proxy in front of a service, on real sockets.
//!
//! It takes HTTP/1.1 requests whole, and lets each meet the fault that a [`Plan`] has for it:
//! before or after the service has acted.

mod answer;
mod connection;
mod counts;
mod fault;
mod message;
mod plan;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use connection::Connection;
pub use counts::Counts;
pub use fault::{Fault, Framing, Moment, RetryAfter};
pub use plan::Plan;

/// A proxy on a free port of this machine. When it is dropped, it and all its connections end.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    /// The tasks end with it.
    _tasks: JoinSet<()>,
}

/// What all connections share.
#[derive(Debug)]
struct Shared {
    service: SocketAddr,
    plan: Plan,
    next: AtomicU64,
    counts: Mutex<Counts>,
    /// How many requests are at work.
    at_work: watch::Sender<usize>,
}

/// A request at work, until it is dropped.
struct AtWork<'a>(&'a watch::Sender<usize>);

impl Proxy {
    /// Starts in front of the service at this address. Needs a tokio runtime with I/O and time.
    ///
    /// # Errors
    ///
    /// When it cannot listen.
    pub async fn start(service: SocketAddr, plan: Plan) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            service,
            plan,
            next: AtomicU64::new(0),
            counts: Mutex::default(),
            at_work: watch::Sender::new(0),
        });
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            _tasks: tasks,
        })
    }

    /// Where clients reach the service through it, such as `http://127.0.0.1:41327`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until no request is at work: what shall reach the service late has reached it then.
    pub async fn settled(&self) {
        // It cannot end before: the sender lives as long as the proxy.
        let _ = self
            .shared
            .at_work
            .subscribe()
            .wait_for(|count| *count == 0)
            .await;
    }

    /// What has gone wrong so far.
    pub fn counts(&self) -> Counts {
        self.shared.count(|counts| counts.clone())
    }
}

/// Serves each connection in a task of its own.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            // That a connection breaks is what the proxy is for; what the service itself does not
            // answer is counted.
            if let Ok(connection) = Connection::new(client, shared) {
                let _ = connection.serve().await;
            }
        });
        // Those that have ended need not be kept.
        while connections.try_join_next().is_some() {}
    }
}

impl Shared {
    /// What happens to the next request.
    fn next_fault(&self) -> Option<Fault> {
        let fault = self.plan.at(self.next.fetch_add(1, Ordering::Relaxed));
        self.count(|counts| counts.add(fault));
        fault
    }

    fn at_work(&self) -> AtWork<'_> {
        self.at_work.send_modify(|count| *count += 1);
        AtWork(&self.at_work)
    }

    fn count<R>(&self, change: impl FnOnce(&mut Counts) -> R) -> R {
        change(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests;

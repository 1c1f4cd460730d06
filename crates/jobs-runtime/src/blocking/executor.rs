//! The thread that drives connections and timers.

use std::sync::Arc;
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::Result;
use crate::error::Error;

/// Runs futures on the thread that asks for it, while another thread drives their connections and
/// timers, also between two calls. Clones share that thread, which ends with the last of them.
#[derive(Clone)]
pub(super) struct Executor {
    driver: Arc<Driver>,
}

struct Driver {
    runtime: Handle,
    /// Dropping it ends the thread.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Executor {
    pub(super) fn start() -> Result<Self> {
        refuse_async()?;
        let cannot = |error| Error::config("no thread for the blocking client").with_source(error);
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(cannot)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::Builder::new().name("jobs-blocking".to_owned());
        let thread = thread.spawn(move || {
            // It ends in an error, that the sender is gone: that is how it is told to end.
            let _ = runtime.block_on(stopped);
            // What is under way, such as the lookup of a name, is not waited for.
            runtime.shutdown_background();
        });
        let driver = Driver {
            runtime: handle,
            stop: Some(stop),
            thread: Some(thread.map_err(cannot)?),
        };
        Ok(Self {
            driver: Arc::new(driver),
        })
    }

    pub(super) fn block_on<F: Future>(&self, future: F) -> Result<F::Output> {
        refuse_async()?;
        Ok(self.driver.runtime.block_on(future))
    }
}

/// Blocking inside of a runtime would stop it, and Tokio would panic.
fn refuse_async() -> Result<()> {
    match Handle::try_current() {
        Ok(_) => Err(Error::config(
            "the blocking client was called inside an async runtime: use the async client there, \
             or call this one from a thread of its own (`std::thread::spawn`)",
        )),
        Err(_) => Ok(()),
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            // The last clone may have been held by a task of the runtime itself.
            && thread.thread().id() != thread::current().id()
        {
            // It would be an error that the thread panicked, which it has told by itself.
            let _ = thread.join();
        }
    }
}

//! A request that is sent when nobody holds it back.

use std::fmt;

use tokio::runtime::Handle;

use crate::call::Call;
use crate::operation::Operation;

/// Sends a call when it is dropped, unless it is [disarmed](Self::disarm) before.
///
/// It is sent in the background, on the tokio runtime in which the guard was made, with the call's
/// own retries; nobody learns how it went. So it needs a runtime that goes on for that long: at the
/// very end of a program, send the call and await it.
///
/// ```no_run
/// # use jobs_runtime::{Call, Result, operation::Operation};
/// # async fn work() -> Result<()> { Ok(()) }
/// # async fn show<O: Operation>(clean_up: Call<O>) -> Result<()> {
/// let guard = clean_up.on_drop();
/// work().await?; // Should this fail or be dropped, it is cleaned up.
/// guard.disarm();
/// # Ok(())
/// # }
/// ```
#[must_use = "it is sent at once if it is not kept"]
pub struct SendOnDrop<O: Operation> {
    call: Option<Call<O>>,
    runtime: Option<Handle>,
}

impl<O: Operation> Call<O> {
    /// Sends the request when what this gives is dropped.
    pub fn on_drop(self) -> SendOnDrop<O> {
        SendOnDrop {
            call: Some(self),
            runtime: Handle::try_current().ok(),
        }
    }
}

impl<O: Operation> SendOnDrop<O> {
    /// Lets it be: nothing is sent.
    pub fn disarm(mut self) {
        self.call = None;
    }
}

impl<O: Operation> Drop for SendOnDrop<O> {
    fn drop(&mut self) {
        let runtime = self.runtime.take().or_else(|| Handle::try_current().ok());
        if let (Some(call), Some(runtime)) = (self.call.take(), runtime) {
            runtime.spawn(call.into_future());
        }
    }
}

impl<O: Operation> fmt::Debug for SendOnDrop<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendOnDrop")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

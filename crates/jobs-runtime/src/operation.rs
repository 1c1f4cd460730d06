//! What an operation of an API is: the seam that generated code plugs into.
//!
//! A request is a plain value that implements [`Operation`]. The traits beside it say what more
//! can be done with it: read page by page ([`Paged`]), read whole ([`Continued`]), waited for
//! ([`LongRunning`]).

mod content;
pub(crate) mod escape;
mod idempotency;
mod info;
mod method;
mod output;
mod paging;
mod parameter;
mod progress;
mod request;
mod style;

use crate::Result;
#[doc(no_inline)]
pub use bytes::Bytes;

pub(crate) use content::{Body, Part};
pub use content::{Text, Upload, Uploads};
pub use idempotency::idempotency_token;
pub use info::{OperationInfo, RetryClass};
pub use method::Method;
pub use output::Output;
pub use paging::{Continuation, Continued, Paged, append_new};
pub use parameter::Parameter;
pub use progress::{Ending, LongRunning, Progress, Told, Word};
pub use request::RequestParts;
pub use style::Style;

/// One operation of an API: the request as a value, and what the runtime must know to send it.
pub trait Operation: Clone + Send + Sync + 'static {
    /// What is the same for every request of this operation.
    const INFO: &'static OperationInfo;

    /// How the answer is read whole, where it continues over pages.
    const CONTINUATION: Option<Continuation<Self>> = None;

    /// What the service answers.
    type Output: Output;

    /// Runs once per call, before the first attempt: what it sets stays the same over all retries.
    fn prepare(&mut self) {}

    /// Whether the key of a [`Keyed`](RetryClass::Keyed) operation is set. It is asked after
    /// [`prepare`](Self::prepare); without a key, such an operation is retried like an unsafe one.
    fn has_key(&self) -> bool {
        true
    }

    /// Writes the request's members to the path, the query and the body.
    ///
    /// # Errors
    ///
    /// When a member cannot be sent, such as an empty path parameter or a number that JSON lacks.
    fn encode(&self, request: &mut RequestParts) -> Result<()>;
}

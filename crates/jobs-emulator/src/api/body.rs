//! Bodies of requests: no larger than they may be, and no slower.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use futures_core::Stream as _;
use http::{HeaderMap, header};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::sync::Semaphore;

use crate::clock::{self, Pause};
use crate::service::ServiceError;

/// How much of a body that is too large is thrown away before it is refused. Who has sent the whole
/// of it reads the answer; a connection that is closed before would look broken.
const THROWN_AWAY: usize = 20 * 1024 * 1024;

/// Up to where a body is a small one, in bytes.
const SMALL: usize = 64 * 1024;

/// Places for large bodies, in the whole process: others wait, so that however many clients send
/// them, they do not use up the memory.
static LARGE_ONES: Semaphore = Semaphore::const_new(16);

/// Reads a whole body of at most so many bytes.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<Bytes, ServiceError> {
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    // Such clients ask before they send.
    let asks = headers.contains_key(header::EXPECT);
    if announced > limit && (asks || announced > limit.saturating_add(THROWN_AWAY)) {
        return Err(ServiceError::too_large(limit));
    }
    // A copy: what comes from a connection is part of a larger buffer, which would be kept whole.
    let mut read = Vec::with_capacity(announced.min(SMALL));
    let mut place = None;
    let mut length = 0_usize;
    let mut body = body.into_data_stream();
    while let Some(part) = std::future::poll_fn(|cx| Pin::new(&mut body).poll_next(cx)).await {
        let part = part.map_err(|error| {
            if error.into_inner().is::<TooSlow>() {
                ServiceError::too_slow()
            } else {
                ServiceError::malformed("the body is not complete")
            }
        })?;
        length = length.saturating_add(part.len());
        if length > SMALL && place.is_none() {
            // It is never closed; if it were, there would be no limit.
            place = Some(LARGE_ONES.acquire().await);
        }
        if length <= limit {
            read.extend_from_slice(&part);
        } else if length > limit.saturating_add(THROWN_AWAY) {
            break;
        } else {
            read = Vec::new();
        }
    }
    if length > limit {
        return Err(ServiceError::too_large(limit));
    }
    Ok(read.into())
}

/// A body that comes over a connection, which must be there after some time.
#[derive(Debug)]
pub(super) struct PatientBody {
    body: Incoming,
    patience: Duration,
    /// From when it is first read.
    end: Option<Pause>,
}

/// A body was not sent in time.
#[derive(Debug)]
struct TooSlow;

impl PatientBody {
    pub(super) fn new(body: Incoming, patience: Duration) -> Self {
        Self {
            body,
            patience,
            end: None,
        }
    }
}

impl HttpBody for PatientBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame.map(|frame| frame.map_err(BoxError::from)));
        }
        let patience = self.patience;
        let end = self.end.get_or_insert_with(|| clock::pause(patience));
        ready!(end.as_mut().poll(cx));
        Poll::Ready(Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Display for TooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body was not sent in time")
    }
}

impl std::error::Error for TooSlow {}

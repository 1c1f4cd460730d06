//! A body that ends in the middle.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Bytes;
use futures_core::Stream;

/// The first half of a body, and then an error.
#[derive(Debug)]
pub(super) enum HalfBody {
    Half(Bytes),
    /// The half is on its way: there must be time to send it.
    Pause,
    Broken,
}

impl HalfBody {
    pub(super) fn of(body: Bytes) -> Self {
        Self::Half(body.slice(..body.len() / 2))
    }
}

impl Stream for HalfBody {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &*self {
            Self::Half(half) => {
                let half = half.clone();
                *self = Self::Pause;
                Poll::Ready(Some(Ok(half)))
            }
            Self::Pause => {
                *self = Self::Broken;
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Broken => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }
}

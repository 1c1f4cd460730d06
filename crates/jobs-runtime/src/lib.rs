//! What generated API clients stand on.
//!
//! This crate knows no API. It knows what an operation is ([`operation`]), how values are read
//! and written ([`json`]), and how a request gets to a service and an answer back: with
//! credentials (`auth`), again where that is safe (`retry`), page by page (`page`) and until
//! started work has ended (`wait`).
//!
//! # Features
//!
//! * `http` (default): the transport over the network, with TLS. Implies `client`.
//! * `client`: `Client` over any [`Transport`](transport::Transport).
//! * `testing`: a script of exchanges as a transport, for tests. Implies `client`.
//! * `blocking`: the client for programs that are not async. Implies `client`.
//! * `google`: the strategies `google-credentials` and `google-id`. Implies `http`.
//!
//! Without features there are types, wire code and traits, which build for WebAssembly too.
//!
//! Where the client does otherwise than the vendor's SDKs, [`deviations`] tells why.

#[cfg(feature = "client")]
pub mod auth;
#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
pub mod clock;
#[cfg(feature = "client")]
pub mod config;
#[cfg(doc)]
#[doc = include_str!("../DEVIATIONS.md")]
pub mod deviations {}
pub mod error;
pub mod json;
pub mod operation;
#[cfg(feature = "client")]
pub mod page;
#[cfg(feature = "client")]
pub mod retry;
#[cfg(test)]
#[cfg(feature = "client")]
mod testing;
pub mod transport;
#[cfg(feature = "client")]
pub mod wait;

#[cfg(feature = "client")]
pub use call::Call;
#[cfg(feature = "client")]
pub use client::{Client, ClientBuilder, RawCall, RawResponse};
pub use error::{Error, ErrorKind, Result};

/// A future on the heap, as object-safe traits return it.
pub type BoxFuture<'a, T> = std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

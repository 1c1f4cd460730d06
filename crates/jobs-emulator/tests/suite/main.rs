//! The emulator as its clients see it: in process on a clock that is moved by hand, and on a
//! socket.

#![expect(
    clippy::expect_used,
    reason = "helpers of tests fail the test that calls them"
)]

mod clients;
mod clusters;
mod common;
mod control;
mod jobs;
mod messages;
mod oauth;
mod permissions;
mod persistence;
mod runs;
mod socket;
mod triggers;
mod versions;

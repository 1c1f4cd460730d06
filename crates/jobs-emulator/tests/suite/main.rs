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
mod files;
mod jobs;
mod limits;
mod local;
mod messages;
mod model;
mod notifications;
mod oauth;
mod outputs;
mod pages;
mod parameters;
mod permissions;
mod persistence;
mod policies;
mod runs;
mod socket;
mod triggers;
mod versions;

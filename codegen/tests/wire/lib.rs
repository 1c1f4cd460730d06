//! What generated crates send and read, told by a script of exchanges.

#![cfg(test)]

use jobs_runtime::operation::Upload;
use jobs_runtime::transport::{Reply, Request, Script};
use jobs_runtime::{ClientBuilder, json};

/// The runtime's client over a script.
fn runtime(script: &Script) -> jobs_runtime::Client {
    let builder: ClientBuilder<jobs_runtime::Client> = ClientBuilder::new();
    let builder = builder.host("https://library.test").token("canary-wire");
    builder.transport(script.clone()).build().unwrap()
}

/// A script of one exchange, and the generated blocking client over it.
macro_rules! exchange {
    ($library:ident, $operation:expr, $reply:expr) => {{
        let script = Script::new();
        script.expect($operation, $reply);
        let client = $library::Client::from(runtime(&script));
        (script, $library::blocking::Client::new(client).unwrap())
    }};
}

/// The one request of a script.
fn sent(script: &Script) -> Request {
    script.assert_done();
    script.requests().pop().unwrap()
}

fn header(request: &Request, name: &str) -> String {
    let value = request.headers.get(name);
    value.map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
}

fn body(request: &Request) -> String {
    String::from_utf8(request.body.to_vec()).unwrap()
}

/// Reads a document and writes it again.
fn round_trip<T: json::Decode + json::Encode>(document: &str) -> (T, String) {
    let value: T = json::from_slice(document.as_bytes()).unwrap();
    let written = json::to_vec(&value).unwrap();
    (value, String::from_utf8(written).unwrap())
}

mod of_answers;
mod of_bodies;
mod of_parameters;
mod of_types;

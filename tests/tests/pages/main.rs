//! Lists and objects that come in pages, read whole.

mod expand;
mod large;
mod objects;

use std::collections::BTreeMap;

use jobs_api::{Client, Result};
use jobs_runtime::transport::{Reply, Script};
use serde_json::Value;

/// A client of a service that answers each operation by the query of the request, and tells of any
/// other query that it is not in the table.
pub(crate) fn client(table: &[(&'static str, &'static str, Value)]) -> Result<(Client, Script)> {
    let script = Script::new();
    let mut operations: BTreeMap<&'static str, BTreeMap<&'static str, String>> = BTreeMap::new();
    for (operation, query, answer) in table {
        let answers = operations.entry(operation).or_default();
        answers.insert(query, answer.to_string());
    }
    for (operation, answers) in operations {
        script.stub(operation, move |request| {
            let query = request.url.query().unwrap_or_default();
            match answers.get(query) {
                Some(answer) if answer.contains("error_code") => {
                    Reply::status(400).body(answer.clone())
                }
                Some(answer) => Reply::ok(answer.clone()),
                None => Reply::error(418, "NOT_IN_THE_TABLE", query),
            }
        });
    }
    let client = Client::builder()
        .host("https://example.test")
        .token("token")
        .environment(())
        .transport(script.clone())
        .build()?;
    Ok((client, script))
}

/// Operation and query of each request, in order.
pub(crate) fn asked(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let lines = requests.iter().map(|request| {
        let query = request.url.query().unwrap_or_default();
        format!("{} {query}", request.operation)
    });
    lines.collect()
}

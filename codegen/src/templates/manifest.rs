//! The `Cargo.toml` of a crate of its own.

use crate::Options;
use crate::model::Api;

/// A manifest that builds the crate against the runtime.
pub(super) fn manifest(api: &Api, options: &Options) -> String {
    let name = &options.crate_name;
    let description = format!("Client of the {}.", api.title).replace(
        |sign: char| matches!(sign, '"' | '\\') || sign.is_control(),
        " ",
    );
    let runtime = options.runtime.replace('\\', "/");
    format!(
        r#"# {header}

[package]
name = "{name}"
description = "{description}"
version = "0.1.0"
edition = "2024"
publish = false

[features]
default = ["http"]
client = ["jobs-runtime/client"]
blocking = ["client", "jobs-runtime/blocking"]
http = ["client", "jobs-runtime/http"]

[dependencies]
jobs-runtime = {{ path = "{runtime}", default-features = false }}

[workspace]
"#,
        header = options.header,
    )
}

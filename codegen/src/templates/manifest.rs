//! The `Cargo.toml` of a crate of its own.

use crate::model::Api;
use crate::{Options, Runtime};

/// A manifest that builds the crate against the runtime.
pub(super) fn manifest(api: &Api, options: &Options) -> String {
    let name = &options.crate_name;
    let description = format!("Client of the {}.", api.title).replace(
        |sign: char| matches!(sign, '"' | '\\') || sign.is_control(),
        " ",
    );
    let runtime = match &options.runtime {
        // TOML has slashes on all systems.
        Runtime::Path(path) => {
            let path = path.display().to_string().replace('\\', "/");
            format!("path = \"{path}\"")
        }
        Runtime::Version(version) => format!("version = \"{version}\""),
    };
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
jobs-runtime = {{ {runtime}, default-features = false }}

[workspace]
"#,
        header = options.header,
    )
}

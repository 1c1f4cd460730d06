//! Generates a client with progenitor, from a document to the text of its one file.
//!
//! `progenitor FILE` measures that; `progenitor FILE DIR` writes the crate instead.

use std::path::{Path, PathBuf};
use std::{env, fs};

use bench_generate::{Failure, measure};
use openapiv3::OpenAPI;
use progenitor_impl::Generator;

/// With what progenitor's manual tells a crate of such code to depend on.
const MANIFEST: &str = r#"[package]
name = "generated-by-progenitor"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
bytes = "1.11.1"
futures-core = "0.3.32"
progenitor-client = "=0.15.1"
regress = "0.12.0"
reqwest = { version = "0.13.4", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1.0.226", features = ["derive"] }
serde_json = "1.0.150"

[workspace]
"#;

fn main() -> Result<(), Failure> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.as_slice() {
        [document] => measure(|| generate(document)),
        [document, directory] => {
            let source = directory.join("src");
            fs::create_dir_all(&source)?;
            fs::write(directory.join("Cargo.toml"), MANIFEST)?;
            Ok(fs::write(source.join("lib.rs"), generate(document)?)?)
        }
        _ => Err("usage: progenitor FILE [DIR]".into()),
    }
}

/// As a build script does it that progenitor's manual shows.
fn generate(document: &Path) -> Result<String, Failure> {
    let document: OpenAPI = serde_json::from_str(&fs::read_to_string(document)?)?;
    let tokens = Generator::default().generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

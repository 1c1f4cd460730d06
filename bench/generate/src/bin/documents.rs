//! Writes the documents that the generators are measured with into a folder: our spec in one
//! document as `1.json`, so many copies of it as `4.json` and `16.json`, and the same as `1.json`
//! in OpenAPI 3.0 as `3.0.json`.

use std::path::PathBuf;
use std::{env, fs};

use bench_generate::{Failure, bundle, downgrade, repeat, root};

fn main() -> Result<(), Failure> {
    let directory = env::args_os().nth(1).ok_or("usage: documents DIR")?;
    let directory = PathBuf::from(directory);
    fs::create_dir_all(&directory)?;
    let mut document = bundle(&root().join("spec"))?;
    for copies in [1, 4, 16] {
        let text = serde_json::to_string_pretty(&repeat(&document, copies)?)?;
        fs::write(directory.join(format!("{copies}.json")), text)?;
    }
    downgrade(&mut document);
    let text = serde_json::to_string_pretty(&document)?;
    Ok(fs::write(directory.join("3.0.json"), text)?)
}

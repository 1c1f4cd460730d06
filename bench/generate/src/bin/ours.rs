//! Generates a client with our generator, from a document to the text of all files.
//!
//! `ours FILE` measures that; `ours FILE DIR` writes the crate instead. `ours` alone measures it
//! for our spec, as `cargo xtask generate` does it.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use bench_generate::{Failure, measure, root};
use jobs_codegen::model::Kept;
use jobs_codegen::openapi::{Files, Overlays};
use jobs_codegen::{Options, Runtime, Target, Tree};

fn main() -> Result<(), Failure> {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    match arguments.as_slice() {
        [] => {
            let spec = root().join("spec");
            let options = Options {
                lock: Some(spec.join("names.lock")),
                kept: Kept::parse(&fs::read_to_string(spec.join("kept.lock"))?)?,
                ..options()
            };
            let spec = spec.join("openapi.yaml");
            measure(|| generate(&spec, Target::Folder, &options))
        }
        [document] => measure(|| generate(document, Target::Package, &options())),
        [document, directory] => {
            for (path, text) in generate(document, Target::Package, &options())? {
                let path = directory.join(path);
                fs::create_dir_all(path.parent().unwrap_or(directory))?;
                fs::write(path, text)?;
            }
            Ok(())
        }
        _ => Err("usage: ours [FILE [DIR]]".into()),
    }
}

fn generate(document: &Path, target: Target, options: &Options) -> Result<Tree, Failure> {
    match jobs_codegen::generate(document, &Disk, target, options) {
        Ok(generated) => Ok(generated.tree),
        Err(diagnostics) => {
            let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
            Err(lines.join("\n").into())
        }
    }
}

fn options() -> Options {
    Options {
        header: "Generated to be measured. Do not edit.".to_owned(),
        crate_name: "generated-by-ours".to_owned(),
        foreign: false,
        lenient: false,
        lock: None,
        overlays: Overlays::default(),
        runtime: Runtime::Path(root().join("crates/jobs-runtime")),
        sample_head: Vec::new(),
        sample_tail: Vec::new(),
        kept: Kept::default(),
    }
}

/// The files of this machine.
struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<String> {
        fs::read_to_string(path)
    }
}

//! `cargo xtask generate`, tried on the documents of the generator's own tests.

use super::*;

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("xtask-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn arguments(spec: &str, directory: &Path, check: bool) -> Arguments {
    Arguments {
        check,
        spec: Some(workspace::root().join("codegen/tests").join(spec)),
        overlays: Vec::new(),
        directory: Some(directory.join("client")),
        name: None,
        runtime: None,
        lenient: false,
    }
}

// R16.2
#[test]
fn check_lists_what_is_not_up_to_date_and_writes_nothing() {
    let folder = folder("check");
    let spec = "golden/package_3_0/openapi.yaml";
    run(&arguments(spec, &folder, false)).unwrap();
    run(&arguments(spec, &folder, true)).unwrap();
    let source = folder.join("client/src");
    fs::write(source.join("client.rs"), "changed").unwrap();
    fs::write(source.join("types/stray.rs"), "").unwrap();
    let message = run(&arguments(spec, &folder, true)).unwrap_err();
    assert!(message.contains("src/client.rs differs"), "{message}");
    let stray = "src/types/stray.rs is no longer generated";
    assert!(message.contains(stray), "{message}");
    assert_eq!(message.lines().count(), 4, "{message}");
    // It would be our own client that is written, without the arguments.
    let given = arguments(spec, &folder, true);
    let [spec_path, crate_path] = [given.spec, given.directory].map(Option::unwrap_or_default);
    let way_out = format!(
        "run `cargo xtask generate --spec {} --crate {}`",
        spec_path.display(),
        crate_path.display()
    );
    assert!(message.ends_with(&way_out), "{message}");
    assert!(source.join("types/stray.rs").exists());
    run(&arguments(spec, &folder, false)).unwrap();
    run(&arguments(spec, &folder, true)).unwrap();
    assert!(!source.join("types/stray.rs").exists());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_up_to_date_is_not_written_again() {
    let folder = folder("same");
    let spec = "golden/package_3_0/openapi.yaml";
    run(&arguments(spec, &folder, false)).unwrap();
    let written = |path: &str| {
        let metadata = fs::metadata(folder.join("client").join(path)).unwrap();
        metadata.modified().unwrap()
    };
    let before = written("src/lib.rs");
    run(&arguments(spec, &folder, false)).unwrap();
    assert_eq!(before, written("src/lib.rs"));
    fs::remove_dir_all(folder).unwrap();
}

// R16.6
#[test]
fn an_overlay_says_what_a_document_leaves_out() {
    let folder = folder("overlay");
    let spec = "golden/package_overlay/openapi.yaml";
    let mut arguments = arguments(spec, &folder, false);
    let overlay = arguments.spec.as_ref().unwrap();
    arguments.overlays = vec![overlay.with_file_name("overlay.yaml")];
    run(&arguments).unwrap();
    let client = fs::read_to_string(folder.join("client/src/client.rs")).unwrap();
    assert!(client.contains("fn list_books("), "{client}");
    // What it said is in the document now: nothing of it matches any more.
    arguments.overlays.extend(arguments.overlays.clone());
    let message = run(&arguments).unwrap_err();
    assert!(message.contains("error[overlay-unused]"), "{message}");
    fs::remove_dir_all(folder).unwrap();
}

// R16.3
#[test]
fn names_that_were_made_up_are_locked() {
    let folder = folder("lock");
    let spec = "golden/package_names/openapi.yaml";
    run(&arguments(spec, &folder, false)).unwrap();
    let lock = folder.join("client").join(LOCK);
    let locked = fs::read_to_string(&lock).unwrap();
    fs::write(&lock, locked.replace("GetBookRequest", "FindBook")).unwrap();
    let message = run(&arguments(spec, &folder, true)).unwrap_err();
    assert!(message.contains("src/client.rs differs"), "{message}");
    run(&arguments(spec, &folder, false)).unwrap();
    let client = fs::read_to_string(folder.join("client/src/client.rs")).unwrap();
    assert!(client.contains("Call<FindBook>"), "{client}");
    fs::remove_file(&lock).unwrap();
    let message = run(&arguments(spec, &folder, true)).unwrap_err();
    assert!(message.contains("names.lock differs"), "{message}");
    fs::remove_dir_all(folder).unwrap();
}

// R17.2
#[test]
fn what_a_crate_once_had_is_kept_beside_it() {
    let folder = folder("kept");
    let spec = "golden/package_3_0/openapi.yaml";
    run(&arguments(spec, &folder, false)).unwrap();
    let kept = folder.join("client").join(KEPT);
    let text = fs::read_to_string(&kept).unwrap();
    let more = text.replace(
        "PAPERBACK: Paperback",
        "PAPERBACK: Paperback\n    SCROLL: Scroll",
    );
    assert_ne!(text, more);
    fs::write(&kept, &more).unwrap();
    run(&arguments(spec, &folder, false)).unwrap();
    assert_eq!(fs::read_to_string(&kept).unwrap(), more);
    let types = folder.join("client/src/types/schemas.rs");
    assert!(fs::read_to_string(types).unwrap().contains("Scroll,"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_way_out_repeats_what_was_given() {
    assert_eq!(Arguments::check().line(), "cargo xtask generate");
    let all = Arguments {
        check: true,
        spec: Some("a.yaml".into()),
        overlays: vec!["b c.yaml".into(), "d.yaml".into()],
        directory: Some("out".into()),
        name: Some("client".to_owned()),
        runtime: Some("^0.1".to_owned()),
        lenient: true,
    };
    assert_eq!(
        all.line(),
        "cargo xtask generate --spec a.yaml --crate out --overlay 'b c.yaml' --overlay d.yaml \
         --name client --runtime '^0.1' --lenient"
    );
}

// R16.2: on another checkout, the crate is the same.
#[test]
fn the_runtime_is_as_the_crate_sees_it() {
    let folder = folder("runtime");
    let mut arguments = arguments("golden/package_3_0/openapi.yaml", &folder, false);
    let manifest = || fs::read_to_string(folder.join("client/Cargo.toml")).unwrap();
    run(&arguments).unwrap();
    let own = workspace::root().join("crates/jobs-runtime");
    assert!(!manifest().contains(&format!("\"{}\"", own.display())));
    let path = manifest();
    let path = path.split_once("jobs-runtime = { path = \"").unwrap().1;
    let path = path.split_once('"').unwrap().0;
    let found = folder.join("client").join(path).canonicalize().unwrap();
    assert_eq!(found, own.canonicalize().unwrap());
    arguments.runtime = Some("0.1".to_owned());
    run(&arguments).unwrap();
    let line = "\njobs-runtime = { version = \"0.1\", default-features = false }\n";
    assert!(manifest().contains(line), "{}", manifest());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_document_that_is_not_there_is_looked_for_by_whoever_named_it() {
    let folder = folder("missing");
    let message = run(&arguments("no/such.yaml", &folder, false)).unwrap_err();
    assert!(message.contains("error[unreadable-file]"), "{message}");
    assert!(!message.contains("file that names it"), "{message}");
    fs::remove_dir_all(folder).unwrap();
}

// R16.1
#[test]
fn of_a_wrong_document_nothing_is_written() {
    let folder = folder("wrong");
    let spec = "diagnostics/unsupported/openapi.yaml";
    let message = run(&arguments(spec, &folder, false)).unwrap_err();
    assert!(message.contains("error[unsupported-all-of]"), "{message}");
    assert!(
        message.ends_with(" errors; nothing was written"),
        "{message}"
    );
    assert!(!folder.join("client").exists());
    fs::remove_dir_all(folder).unwrap();
}

// R16.1
#[test]
fn a_lenient_run_goes_on_past_what_is_not_supported() {
    let folder = folder("lenient");
    let spec = "diagnostics/foreign_lenient/openapi.yaml";
    run(&arguments(spec, &folder, false)).unwrap_err();
    let lenient = Arguments {
        lenient: true,
        ..arguments(spec, &folder, false)
    };
    run(&lenient).unwrap();
    let source = folder.join("client/src/operations/requests.rs");
    let requests = fs::read_to_string(source).unwrap();
    assert!(requests.contains("pub struct SetBook"), "{requests}");
    assert!(!requests.contains("pub struct GetBook"), "{requests}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_crate_of_somebody_else_is_left_alone() {
    let folder = folder("taken");
    fs::create_dir_all(folder.join("client/src")).unwrap();
    fs::write(folder.join("client/src/lib.rs"), "fn precious() {}").unwrap();
    let spec = "golden/package_3_0/openapi.yaml";
    let message = run(&arguments(spec, &folder, false)).unwrap_err();
    assert!(message.contains("was not generated"), "{message}");
    fs::write(folder.join("client/Cargo.toml"), "[package]").unwrap();
    run(&arguments(spec, &folder, false)).unwrap_err();
    assert!(folder.join("client/src/lib.rs").exists());
    fs::remove_dir_all(folder).unwrap();
}

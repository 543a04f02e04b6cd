//! `conformance` and `e2e` run Cargo in the sources of the command, with the arguments of the user.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::program::run_with;

/// A fake Cargo, which prints its arguments and fails with an exit code of its own.
const CARGO: &str = "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$OPENAPI_CRATE_INVOKED_AS\"\nexit 7\n";

#[test]
fn the_programs_are_run_from_the_sources_with_all_arguments() {
    let folder = tempfile::tempdir().expect("a folder");
    let cargo = folder.path().join("cargo");
    fs::write(&cargo, CARGO).expect("written");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("set");
    for (command, package) in [
        ("conformance", &["--release", "--package", "conformance", "--"][..]),
        ("e2e", &["--package", "xtask", "--", "e2e"]),
    ] {
        let words = [command, "--spec", "zoo.yaml", "--help"];
        let ran = run_with(folder.path(), &words, &[("CARGO", cargo.as_os_str())]);
        assert_eq!((ran.code, ran.messages.as_str()), (Some(7), ""));
        let lines: Vec<&str> = ran.results.lines().collect();
        let [head @ .., last] = &lines[..] else { panic!("nothing was run") };
        assert_eq!(head[..4], ["run", "--quiet", "--locked", "--manifest-path"]);
        assert!(head[4].ends_with("Cargo.toml"), "{head:?}");
        let arguments = ["--spec", "zoo.yaml", "--help"];
        assert_eq!(head[5..], [package, &arguments].concat());
        assert_eq!(*last, format!("openapi-crate {command}"));
    }
}

#[test]
fn the_document_is_that_of_the_nearest_configuration() {
    let folder = tempfile::tempdir().expect("a folder");
    let deep = folder.path().join("src/deep");
    fs::create_dir_all(&deep).expect("created");
    let cargo = folder.path().join("cargo");
    fs::write(&cargo, CARGO).expect("written");
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).expect("set");
    for command in ["conformance", "e2e"] {
        let words = [command, "--seed", "2"];
        let ran = run_with(&deep, &words, &[("CARGO", cargo.as_os_str())]);
        assert_eq!((ran.code, ran.results.as_str()), (Some(1), ""), "cargo was not run");
        let missing = "error: no `codegen.toml` or `spec/codegen.toml` in this folder or any parent \
                       folder\n  = help: pass a document with `--spec`, or a configuration with \
                       `--config`\n";
        assert_eq!(ran.messages, missing);
    }

    fs::create_dir(folder.path().join("spec")).expect("created");
    fs::write(folder.path().join("spec/codegen.toml"), "").expect("written");
    for command in ["conformance", "e2e"] {
        let arguments = |words: &[&str]| {
            let words = [&[command], words].concat();
            let ran = run_with(&deep, &words, &[("CARGO", cargo.as_os_str())]);
            ran.results.lines().skip(5).map(str::to_owned).collect::<Vec<String>>()
        };
        let found = arguments(&["--seed", "2"]);
        let at = found.iter().position(|it| it == "--config").expect("a configuration");
        assert!(found[at + 1].ends_with("spec/codegen.toml"), "{found:?}");
        assert!(fs::exists(&found[at + 1]).expect("a path"), "{found:?}");
        assert_eq!(found[at + 2..at + 4], ["--seed", "2"]);
        for named in ["--spec=zoo.yaml", "--config=zoo.toml", "--help", "-h"] {
            let found = arguments(&[named]);
            assert!(!found.iter().any(|it| it == "--config"), "{found:?}");
        }
    }
}

#[test]
fn a_missing_cargo_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run_with(
        folder.path(),
        &["e2e", "--spec", "zoo.yaml"],
        &[("CARGO", "no-such-cargo".as_ref())],
    );
    assert_eq!(ran.code, Some(1));
    assert!(ran.messages.starts_with("error: can't run Cargo: "), "{}", ran.messages);
    assert!(ran.messages.ends_with("  = help: install Rust\n"), "{}", ran.messages);
}

//! `init` creates a repository that works without changes, or nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::run;
use crate::server::{Answer, Server, response};
use crate::zoo::DOCUMENT;

/// Returns a document of the tests.
fn document(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/documents");
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

/// Lists the files below a folder, except those of the generated crate and the workflows.
fn files(folder: &Path) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let mut pending = vec![PathBuf::new()];
    while let Some(below) = pending.pop() {
        for entry in fs::read_dir(folder.join(&below)).expect("a folder") {
            let path = below.join(entry.expect("an entry").file_name());
            match folder.join(&path).is_dir() {
                true => pending.push(path),
                false => drop(files.insert(path.to_str().expect("UTF-8").replace('\\', "/"))),
            }
        }
    }
    files
}

/// Returns the packages that `cargo metadata` lists for a folder.
pub(crate) fn packages(folder: &Path) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(folder)
        .output()
        .expect("cargo");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list").iter();
    packages.map(|it| format!("{} {}", it["name"], it["version"])).collect()
}

#[test]
fn the_new_repository_passes_its_tests() {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(folder.path(), &["init", "--spec", &document("telemetry.yaml"), "my-sdk"]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    assert!(
        ran.results.starts_with("my-sdk: 22 types, 11 operations; `cargo test "),
        "{}",
        ran.results
    );
    assert!(ran.results.contains("\n  1. Set the source of the generator\n"), "{}", ran.results);
    assert_eq!(files(folder.path()).iter().filter(|it| !it.starts_with("my-sdk/")).count(), 0);

    let sdk = folder.path().join("my-sdk");
    let all = files(&sdk);
    let own: Vec<&str> =
        all.iter().map(String::as_str).filter(|it| !it.starts_with("client/")).collect();
    let expected = [
        ".github/actions/openapi-crate/action.yml",
        ".github/workflows/check.yml",
        ".github/workflows/publish.yml",
        ".github/workflows/update.yml",
        ".gitignore",
        "CHANGELOG.md",
        "Cargo.toml",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "README.md",
        "codegen.toml",
        "smoke/Cargo.toml",
        "smoke/src/lib.rs",
        "smoke/tests/mock.rs",
        "spec/telemetry.yaml",
    ];
    assert_eq!(own, expected);
    assert!(["client/Cargo.toml", "client/LICENSE-MIT"].iter().all(|it| all.contains(*it)));

    let ran = run(&sdk, &["check"]);
    assert_eq!((ran.code, ran.messages.as_str()), (Some(0), ""));
    assert_eq!(packages(&sdk), [r#""my-sdk" "0.1.0""#, r#""smoke" "0.0.0""#]);

    let text = fs::read_to_string(sdk.join("spec/telemetry.yaml")).expect("a document");
    assert_eq!(text, fs::read_to_string(document("telemetry.yaml")).expect("a document"));
    let changed = text.replacen("version: ", "x-version: 1\n  version: ", 1);
    fs::write(
        sdk.join("spec/telemetry.yaml"),
        changed.replacen("description: ", "description: So ", 1),
    )
    .expect("written");
    assert_eq!(run(&sdk, &["check"]).code, Some(3));
    assert_eq!(run(&sdk, &["generate"]).code, Some(0));
    let test = fs::read_to_string(sdk.join("smoke/tests/mock.rs")).expect("a test");
    assert!(test.contains("my_sdk::") && test.contains("testing::Mock::new()"), "{test}");
}

#[test]
fn the_package_is_named_after_the_empty_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("parts-sdk");
    fs::create_dir_all(&path).expect("created");
    // A document in two files, with a name that must be escaped in Markdown and TOML.
    fs::create_dir(folder.path().join("a [b]")).expect("created");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join("a [b]").join(name), text).expect("written");
    };
    write(
        "my api.yaml",
        "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    \
         Animal: {$ref: 'parts/animal.yaml'}\n",
    );
    fs::create_dir(folder.path().join("a [b]/parts")).expect("created");
    write("parts/animal.yaml", "type: object\nproperties: {name: {type: string}}\n");

    let spec = ["init", "--spec", "../a [b]/my api.yaml"];
    let ran = run(&path, &[&spec[..], &[".", "--license", "ISC"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    assert_eq!(packages(&path)[0], r#""parts-sdk" "0.1.0""#);
    let all = files(&path);
    for file in ["spec/openapi.yaml", "spec/parts/animal.yaml", "smoke/tests/mock.rs"] {
        assert!(all.contains(file), "{file}: {all:?}");
    }
    assert!(!all.iter().any(|it| it.contains("LICENSE") || it.contains(".openapi-crate")));
    assert_eq!(run(&path, &["check"]).code, Some(0));
}

#[test]
fn a_run_that_fails_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path();
    fs::write(path.join("bad.yaml"), "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: []\n")
        .expect("written");
    fs::create_dir(path.join("full")).expect("created");
    fs::write(path.join("full/notes.txt"), "mine").expect("written");
    let before = files(path);
    let good = document("telemetry.yaml");
    for (arguments, parts) in [
        (
            &["--spec", &good, "full"][..],
            &["error: `full` is not empty", "= help: choose a folder"][..],
        ),
        (&["--spec", &good, "bad.yaml"], &["error: `bad.yaml` can't be used"]),
        (&["--spec", &good, "a/b"], &["error: the folder `a` does not exist", "= help: create it"]),
        (
            &["--spec", "http://example.com/openapi.json", "sdk"],
            &["`http://example.com/openapi.json` is not secure", "help: use an `https` URL"],
        ),
        (&["--spec", "https://[", "sdk"], &["`https://[` is not a URL", "help: correct `--spec`"]),
        (&["--spec", "none.yaml", "sdk"], &["error[unreadable]: `none.yaml` can't be read"]),
        (&["--spec", "bad.yaml", "sdk"], &["error[wrong-type]", "bad.yaml:3:1"]),
        (
            &["--spec", &good, "My Cafe"],
            &[
                "`My Cafe` can't be the name of a package",
                "help: set another name with `--package`",
            ],
        ),
        (&["--spec", &good, "sdk", "--package", "a\"b"], &["can't be the name of a package"]),
        (
            &["--spec", &good, "sdk", "--license", "MIT/Acme"],
            &["error[configuration]: `MIT/Acme` is not an SPDX", "codegen.toml:"],
        ),
    ] {
        let ran = run(path, &[&["init"], arguments].concat());
        assert_eq!(ran.code, Some(1), "{arguments:?}");
        for part in parts {
            assert!(ran.messages.contains(part), "{arguments:?}: {}", ran.messages);
        }
        assert_eq!(files(path), before, "{arguments:?}");
        let entries = fs::read_dir(path).expect("a folder").count();
        assert_eq!(entries, 2, "{arguments:?}");
    }
}

#[test]
fn a_document_url_becomes_the_source_of_updates() {
    let folder = tempfile::tempdir().expect("a folder");
    let redirect = response("302 Found", "location: /v2/zoo.yaml\r\n", "");
    let tagged = response("200 OK", "etag: \"v2\"\r\n", DOCUMENT);
    let unchanged = response("304 Not Modified", "etag: \"v2\"\r\n", "");
    let server = Server::new(vec![redirect, tagged, unchanged]);
    let url = format!("{}/zoo.yaml?key='a'", server.url);
    let ran = run(folder.path(), &["init", "--spec", &url, "zoo-sdk"]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);

    let sdk = folder.path().join("zoo-sdk");
    let read = |name: &str| fs::read_to_string(sdk.join(name)).expect("a file");
    assert_eq!(read("spec/zoo.yaml"), DOCUMENT);
    assert!(read("codegen.toml").contains(&format!("\nsource = \"{url}\"\n")));
    assert!(read("README.md").contains("\n`openapi-crate update` fetches the document"));
    let workflow = read(".github/workflows/update.yml");
    assert!(workflow.contains(" openapi-crate update --pull-request-text \"$text\" || code"));
    assert_eq!(run(&sdk, &["check"]).code, Some(0));

    server.request();
    server.request();
    let before = files(&sdk);
    let ran = run(&sdk, &["update"]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let expected = "nothing to do: `spec/zoo.yaml` is up to date\n";
    assert_eq!(ran.results, expected);
    assert!(server.request().contains("if-none-match: \"v2\""));
    assert_eq!(files(&sdk), before);
}

#[test]
fn a_url_without_a_usable_document_leaves_nothing_behind() {
    let page = "<!doctype html>\n<title>Sign in</title>";
    let dangling = DOCUMENT.replace("#/components/schemas/Animal", "parts.yaml");
    let large = "HTTP/1.1 200 OK\r\n\r\n".to_owned();
    for (answer, expected) in [
        (
            response("404 Not Found", "", "no"),
            &["404 Not Found", "help: correct `--spec`, or", "pass it with `--spec FILE`"][..],
        ),
        (response("200 OK", "", page), &["HTML", "help: look for a link"]),
        (Answer::Endless(large), &["larger than 64 MB", "help: check that `--spec`"]),
        (Answer::Silence, &["within 2 s", "--timeout"]),
        (response("304 Not Modified", "", ""), &["304 Not Modified"]),
        (
            response("302 Found", "location: http://192.0.2.1/zoo.yaml\r\n", ""),
            &["`http://192.0.2.1/zoo.yaml` is not secure", "--allow-http"],
        ),
        (response("200 OK", "", "openapi: 2.0.0"), &["not-openapi", "sdk/spec/zoo.yaml:1:"]),
        (
            response("200 OK", "", &dangling),
            &["`parts.yaml` refers to a file", "sdk/spec/zoo.yaml:4:"],
        ),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let timeout = answer.timeout();
        let server = Server::new(vec![answer]);
        let url = format!("{}/zoo.yaml", server.url);
        let ran = run(folder.path(), &["init", "--timeout", timeout, "--spec", &url, "sdk"]);
        assert_eq!(ran.code, Some(1), "{expected:?}: {}", ran.results);
        for part in expected {
            assert!(ran.messages.contains(part), "{part}: {}", ran.messages);
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "{expected:?}");
    }
}

#[test]
fn a_stainless_configuration_is_converted() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("written");
    };
    write(
        "zoo.yaml",
        "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths:\n  /animals/all:\n    get:\n      \
         operationId: animalsAll\n      parameters:\n      - {name: after, in: query, schema: {type: \
         string}}\n      responses:\n        '200':\n          description: A page.\n          \
         content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}\n\
         components:\n  schemas:\n    Page:\n      type: object\n      properties:\n        \
         animals: {type: array, items: {type: string}}\n        next: {type: string}\n",
    );
    write(
        "stainless.yml",
        "resources:\n  zoo:\n    subresources:\n      beasts:\n        methods:\n          list: \
         {endpoint: get /animals/all, paginated: true}\n          feed: post /feed\n\
         pagination:\n- name: page\n  type: cursor\n  request:\n    after:\n      type: string\n      \
         x-stainless-pagination-property: {purpose: next_cursor_param}\n  response:\n    animals: \
         {type: array, items: {}}\n    next:\n      type: string\n      \
         x-stainless-pagination-property: {purpose: next_cursor_field}\n",
    );
    let spec = ["init", "--spec", "zoo.yaml", "--from"];
    let ran = run(folder.path(), &[&spec[..], &["stainless.yml", "zoo-sdk"]].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    let note = "note: the method `feed` of `beasts` is skipped: the document does not have `post ";
    assert!(ran.messages.starts_with(note), "{}", ran.messages);

    let sdk = folder.path().join("zoo-sdk");
    let ran = run(&sdk, &["check"]);
    assert_eq!((ran.code, ran.messages.as_str()), (Some(0), ""), "each entry is used");
    let listing = fs::read_to_string(sdk.join("client/api.txt")).expect("a listing");
    assert!(listing.contains("\nzoo_beasts\n  GET /animals/all"), "{listing}");
    let page = fs::read_to_string(sdk.join("client/docs/resources/zoo-beasts.md")).expect("a page");
    assert!(page.contains(".list()") && page.contains(".items()"), "{page}");

    for (from, part) in [
        ("none.yml", "error[unreadable]: `none.yml` can't be read"),
        ("zoo.yaml", "error: `zoo.yaml` has no `resources`\n  = help: pass the configuration"),
    ] {
        let ran = run(folder.path(), &[&spec[..], &[from, "other"]].concat());
        assert_eq!(ran.code, Some(1));
        assert!(ran.messages.starts_with(part), "{}", ran.messages);
        assert!(!folder.path().join("other").exists());
    }
}

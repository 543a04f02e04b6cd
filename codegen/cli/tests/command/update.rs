//! `update` as a user runs it, with a local server as the source.

mod checkout;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use tempfile::TempDir;

use crate::program::{Ran, run};
use crate::server::{Answer, Server, response};
use crate::zoo::DOCUMENT;

/// A configuration with a comment and a layout that must be preserved.
const CONFIGURATION: &str = "\
# The zoo.
document = \"zoo.yaml\"   # from the keeper
output = \"client\"
source = \"URL\"

[package]
name = \"zoo\"
version = '0.1.0'         # set by `update`
";

const CHANGELOG: &str = "# Changelog\n\n## 0.1.0\n\nThe first.\n";

/// Creates a folder with a generated crate, whose document comes from `url`.
fn project(url: &str, version: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let configuration = CONFIGURATION.replace("URL", url).replace("0.1.0", version);
    for (name, text) in
        [("zoo.yaml", DOCUMENT), ("codegen.toml", &configuration), ("CHANGELOG.md", CHANGELOG)]
    {
        fs::write(folder.path().join(name), text).expect("written");
    }
    let ran = run(folder.path(), &["generate"]);
    assert_eq!(ran.code, Some(0), "{}", ran.messages);
    folder
}

/// Returns every file below a folder, with its content.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(place) = pending.pop() {
        for entry in fs::read_dir(&place).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below it").display().to_string();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Returns the document with another description, another property, or another type of a property.
fn described() -> String {
    DOCUMENT.replace("{type: object, ", "{type: object, description: Fur or not, ")
}

fn added() -> String {
    DOCUMENT.replace("{name: {type: string}", "{age: {type: boolean}, name: {type: string}")
}

fn retyped() -> String {
    DOCUMENT.replace("name: {type: string}", "name: {type: boolean}")
}

/// Runs `update` with a file as the new document.
fn update(project: &TempDir, document: &str, options: &[&str]) -> Ran {
    let other = tempfile::tempdir().expect("a folder");
    let file = other.path().join("new.yaml");
    fs::write(&file, document).expect("written");
    let from = ["update", "--from", file.to_str().expect("UTF-8")];
    run(project.path(), &[&from[..], options].concat())
}

/// Asserts that `update` fails with this message and changes nothing.
fn fails(project: &TempDir, options: &[&str], expected: &[&str]) {
    let before = contents(project.path());
    let ran = run(project.path(), &[&["update"][..], options].concat());
    assert_eq!(ran.code, Some(1), "{}{}", ran.results, ran.messages);
    for part in expected {
        assert!(ran.messages.contains(part), "{part}: {}", ran.messages);
    }
    assert_eq!(ran.results, "");
    assert!(contents(project.path()) == before, "something was changed: {}", ran.messages);
}

#[test]
fn all_files_are_updated_from_the_source() {
    let tagged = |body: &str| response("200 OK", "etag: \"v2\"\r\n", body);
    let redirect = response("302 Found", "location: /v2/zoo.yaml\r\n", "");
    let unchanged = response("304 Not Modified", "etag: \"v2\"\r\n", "");
    let server = Server::new(vec![redirect, tagged(&retyped()), unchanged, tagged(&retyped())]);
    let project = project(&format!("{}/zoo.yaml", server.url), "0.1.0");
    fs::create_dir(project.path().join("deep")).expect("created");
    let deep = project.path().join("deep");

    let ran = run(&deep, &["update"]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    assert!(ran.results.contains("types::Animal.name"), "{}", ran.results);
    assert!(ran.results.contains("version 0.2.0 after 0.1.0\n"), "{}", ran.results);
    assert!(server.request().starts_with("get /zoo.yaml "));
    assert!(!server.request().contains("if-none-match"), "there is no version to compare with");
    assert_eq!(read(&project, "zoo.yaml"), retyped());
    let configuration = CONFIGURATION.replace("'0.1.0'", "\"0.2.0\"");
    let url = format!("{}/zoo.yaml", server.url);
    assert_eq!(read(&project, "codegen.toml"), configuration.replace("URL", &url));
    assert!(read(&project, "client/Cargo.toml").contains("version = \"0.2.0\""));
    assert_eq!(
        read(&project, "CHANGELOG.md"),
        "# Changelog\n\n## 0.2.0\n\n### Breaking\n\nCode that uses these may stop compiling:\n\n\
         - `Animal::name` is `Option<bool>`, previously `Option<String>`.\n\n## 0.1.0\n\nThe first.\n"
    );
    let text = read(&project, "pull-request.md");
    assert!(text.starts_with("**Release 0.2.0 after 0.1.0: the change is breaking"), "{text}");
    let ran = run(project.path(), &["check"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.results, ran.messages);

    // The same version, and then an edited document, which is not a version of the source.
    let before = contents(project.path());
    let ran = run(project.path(), &["update"]);
    assert_eq!(ran.code, Some(0), "{}{}", ran.results, ran.messages);
    assert!(server.request().contains("if-none-match: \"v2\""));
    assert!(contents(project.path()) == before);
    fs::write(project.path().join("zoo.yaml"), added()).expect("written");
    assert_eq!(run(project.path(), &["update"]).code, Some(12));
    assert!(!server.request().contains("if-none-match"));
    assert_eq!(read(&project, "zoo.yaml"), retyped());
}

#[test]
fn a_source_without_a_usable_document_is_an_error_and_changes_nothing() {
    let endless = |fields: &str| Answer::Endless(format!("HTTP/1.1 200 OK\r\n{fields}\r\n"));
    let large = 2u64 << 30;
    let page = "<!doctype html>\n<title>Sign in</title>";
    for (answer, expected) in [
        (response("404 Not Found", "", "no"), &["404 Not Found", "help: correct `source`"][..]),
        (
            response("200 OK", "content-type: text/html\r\n", page),
            &["HTML", "help: look for a link"],
        ),
        (endless(&format!("content-length: {large}\r\n")), &["larger than 64 MB"]),
        (endless(""), &["larger than 64 MB", "help: check that `source`"]),
        (Answer::Silence, &["within 2 s", "--timeout"]),
        (Answer::Bytes(String::new()), &["can't fetch `http", "--from FILE"]),
        (
            Answer::Bytes("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nopen".to_owned()),
            &["can't fetch `http"],
        ),
        (response("304 Not Modified", "", ""), &["304 Not Modified"]),
        (
            response("302 Found", "location: http://192.0.2.1/zoo.yaml\r\n", ""),
            &["`http://192.0.2.1/zoo.yaml` is not secure", "--allow-http"],
        ),
        (response("302 Found", "", ""), &["302 Found"]),
        (response("200 OK", "", "openapi: ["), &["/api:1:", "the new document has errors"]),
        (response("200 OK", "", "openapi: 2.0.0"), &["not-openapi", "/api:1:"]),
    ] {
        let timeout = answer.timeout();
        let server = Server::new(vec![answer]);
        let url = format!("{}/api", server.url);
        fails(&project(&url, "0.1.0"), &["--timeout", timeout], expected);
    }
    let project = project("http://example.com/zoo.yaml", "0.1.0");
    fails(&project, &[], &["http://example.com/zoo.yaml", "--allow-http"]);
    fails(&project, &["--from", "no.yaml"], &["no.yaml", "the file does not exist"]);
    // Errors name the file that was read, not the one that it would replace.
    for (text, code) in [("openapi: [", "syntax"), ("openapi: 2.0.0", "not-openapi")] {
        fs::write(project.path().join("new.yaml"), text).expect("written");
        fails(&project, &["--from", "new.yaml"], &[&format!("error[{code}]"), " new.yaml:1:"]);
    }
    fs::write(project.path().join("codegen.toml"), CONFIGURATION.replace("URL", "zoo.yaml"))
        .expect("written");
    fails(&project, &[], &["codegen.toml:4:10", "not an `https` URL", "help: "]);
}

#[test]
fn the_version_follows_the_change_unless_somebody_chooses() {
    let changes = [(described(), 10), (added(), 11), (retyped(), 12)];
    for (version, releases) in
        [("0.1.2", ["0.1.3", "0.1.3", "0.2.0"]), ("1.2.3", ["1.2.4", "1.3.0", "2.0.0"])]
    {
        for ((document, code), release) in changes.iter().zip(releases) {
            let project = project("https://example.com", version);
            let ran = update(&project, document, &[]);
            assert_eq!(ran.code, Some(*code), "{}{}", ran.results, ran.messages);
            let configuration = read(&project, "codegen.toml");
            assert!(configuration.contains(&format!("version = \"{release}\"")), "{configuration}");
            let changelog = read(&project, "CHANGELOG.md");
            assert!(
                changelog.starts_with(&format!("# Changelog\n\n## {release}\n")),
                "{changelog}"
            );
        }
    }

    let project = project("https://example.com", "0.1.0");
    let before = contents(project.path());
    let ran = update(&project, DOCUMENT, &[]);
    assert_eq!((ran.code, contents(project.path()) == before), (Some(0), true), "{}", ran.results);
    // An added space has no effect for callers.
    let ran = update(&project, &format!("{DOCUMENT} "), &[]);
    assert_eq!(ran.code, Some(10), "{}", ran.results);
    assert!(ran.results.contains("version 0.1.0 is unchanged\n"), "{}", ran.results);
    assert_eq!(read(&project, "CHANGELOG.md"), CHANGELOG);

    fs::write(project.path().join("text.md"), "Please.\nRelease: major\n").expect("written");
    let ran = update(&project, &added(), &["--pull-request-text", "text.md"]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    assert!(read(&project, "CHANGELOG.md").contains("## 1.0.0"));
    assert!(
        read(&project, "pull-request.md").starts_with("**Version 1.0.0 after 0.1.0, chosen by")
    );
    let options = ["--pull-request-text", "text.md", "--release", "patch"];
    let ran = update(&project, &retyped(), &[&options[..], &["--message-format", "json"]].concat());
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    let line: serde_json::Value = serde_json::from_str(&ran.results).expect("one object");
    assert_eq!(line["version"], "1.0.0");
    assert_eq!(line["release"], "1.0.1");
    assert_eq!(line["verdict"], "breaking");
}

#[test]
fn only_new_diagnostics_and_gaps_are_reported() {
    // Two members that would have the same name.
    let union = |name: &str| {
        let member = |property: &str| {
            format!("{{type: object, properties: {{{property}: {{type: boolean}}}}}}")
        };
        format!("{name}: {{oneOf: [{}, {}]}}", member("a"), member("b"))
    };
    let with = |schemas: &str| DOCUMENT.replace("Animal: {", &format!("{schemas}, Animal: {{"));
    let project = project("https://example.com", "0.1.0");
    let ran = update(&project, &with(&union("One")), &[]);
    assert!(ran.messages.contains("/One/oneOf/1"), "{}", ran.messages);

    let schemas =
        format!("{}, Code: {{type: string, maxLength: 7}}, {}", union("Two"), union("One"));
    let ran = update(&project, &with(&schemas), &[]);
    assert_eq!(ran.code, Some(4), "{}{}", ran.results, ran.messages);
    assert_eq!(ran.messages.matches("warning[").count(), 1, "{}", ran.messages);
    assert!(ran.messages.contains("at #/components/schemas/Two/oneOf/1"), "{}", ran.messages);
    assert!(ran.results.contains("1 new gap in `fidelity.txt`:\n  maxLength"), "{}", ran.results);
    let text = read(&project, "pull-request.md");
    let warning = "### New warnings\n\n- `name-clash` at `#/components/schemas/Two/oneOf/1`: ";
    assert!(text.starts_with(warning), "{text}");
    assert!(text.contains("\n\n### New gaps in `fidelity.txt`\n\n- `maxLength "), "{text}");

    let ran = update(&project, &with("One: {type: string}"), &["--message-format", "json"]);
    assert_eq!((ran.code, ran.results.lines().count()), (Some(12), 1), "{}", ran.results);
}

#[test]
fn a_late_failure_restores_all_files() {
    let project = project("https://example.com", "0.1.0");
    let file = project.path().join("new.txt");
    fs::write(&file, retyped()).expect("written");
    // The last step fails: another generator has locked the folder of the crate.
    let place = project.path().join("client/.codegen-lock.tmp");
    let lock = File::create(&place).expect("a file");
    lock.lock().expect("locked");
    fails(&project, &["--from", "new.txt"], &["another generator is writing to `client`"]);
    drop(lock);
    fs::remove_file(place).expect("removed");
    // A folder at the path of a file.
    fs::create_dir(project.path().join("pull-request.md")).expect("created");
    fails(&project, &["--from", "new.txt"], &["can't write `pull-request.md`"]);
    fs::remove_dir(project.path().join("pull-request.md")).expect("removed");
    assert_eq!(run(project.path(), &["update", "--from", "new.txt"]).code, Some(12));
}

#[test]
fn edits_of_kept_files_survive() {
    let project = project("https://example.com", "0.1.0");
    let configuration = read(&project, "codegen.toml");
    let keep = |files: &str| {
        let text = format!("{configuration}\n[keep]\nfiles = [{files}]\n");
        fs::write(project.path().join("codegen.toml"), text).expect("written");
    };
    let edit = |name: &str, from: &str, to: &str| {
        let text = read(&project, name);
        assert!(text.contains(from), "{from} in {text}");
        fs::write(project.path().join(name), text.replacen(from, to, 1)).expect("written");
    };
    keep("\"no/*\"");
    let ran = run(project.path(), &["generate"]);
    assert!(ran.messages.contains("no generated file has this path"), "{}", ran.messages);
    keep("\"Cargo.toml\", \"api*\"");
    assert_eq!(run(project.path(), &["check"]).code, Some(3), "the bases are missing");
    assert_eq!(run(project.path(), &["generate"]).code, Some(0));

    // Next to the line with the version.
    edit("client/Cargo.toml", "description = \"", "description = \"My own: ");
    let check = run(project.path(), &["check"]);
    assert_eq!(check.code, Some(0), "{}{}", check.results, check.messages);
    let ran = update(&project, &added(), &[]);
    assert_eq!((ran.code, ran.messages.as_str()), (Some(11), ""), "{}", ran.results);
    let manifest = read(&project, "client/Cargo.toml");
    assert!(manifest.contains("version = \"0.1.1\"\ndescription = \"My own: "), "{manifest}");
    assert!(read(&project, "client/api.txt").contains("age"));

    let line = read(&project, "client/api.txt");
    let line = line.lines().find(|line| line.contains("name")).expect("the property").to_owned();
    edit("client/api.txt", &line, "mine");
    let ran =
        update(&project, &added().replace("name: {type: string}", "name: {type: boolean}"), &[]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    assert!(ran.messages.contains("`client/api.txt` has conflicts"), "{}", ran.messages);
    assert!(read(&project, "client/api.txt").contains("<<<<<<< ours\nmine\n=======\n"));
    assert!(read(&project, "pull-request.md").contains("- `output`: "));
    let before = contents(project.path());
    let ran = update(&project, DOCUMENT, &[]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.results, ran.messages);
    assert!(ran.messages.contains("has conflicts that are not resolved"), "{}", ran.messages);
    assert!(contents(project.path()) == before);

    keep("\"Cargo.toml\"");
    assert_eq!(run(project.path(), &["generate"]).code, Some(0));
    assert!(!read(&project, "client/api.txt").contains("mine"), "the file is not listed in `keep`");
    assert!(!project.path().join("client/.codegen-keep/api.txt").exists());
}

#[test]
fn the_first_document_is_generated_without_a_comparison() {
    let project = project("https://example.com", "0.1.0");
    fs::remove_file(project.path().join("zoo.yaml")).expect("removed");
    let ran = update(&project, &added(), &[]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    assert_eq!(read(&project, "zoo.yaml"), added());
    assert_eq!(read(&project, "CHANGELOG.md"), CHANGELOG, "there is nothing to compare with");
    assert_eq!(run(project.path(), &["check"]).code, Some(0));
}

#[test]
fn texts_of_a_document_are_code_spans_in_markdown() {
    let project = project("https://example.com", "0.1.0");
    let values = "status: {type: string, enum: [a, \"`<img src=x>` | [b](c)\\n## 9.9.9\"]}, name";
    let document = DOCUMENT.replace("{name:", &format!("{{{values}:"));
    let ran = update(&project, &document, &[]);
    assert_eq!(ran.code, Some(4), "the first enum is a gap: {}{}", ran.results, ran.messages);
    let more = document.replace("[a, ", "[a, \"*x* <b>\\n\\nRelease: major\", ");
    let ran = update(&project, &more, &[]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    for name in ["CHANGELOG.md", "pull-request.md"] {
        let text = read(&project, name);
        assert!(text.contains("Release: major"), "{name}: {text}");
        assert!(!text.lines().any(|line| line.starts_with("Release:")), "{name}: {text}");
        let outside: String = text.split('`').step_by(2).collect();
        assert!(!outside.contains('<') && !outside.contains("*x*"), "{name}: {text}");
    }
}

#[test]
fn the_eleventh_resource_is_a_breaking_release() {
    let resources = |count: usize| {
        let path = |it| {
            format!(
                "  /r{it}: {{get: {{operationId: 'r{it}:get', responses: {{'204': {{description: Done}}}}}}}}\n"
            )
        };
        let paths: String = (1..=count).map(path).collect();
        format!("openapi: 3.1.0\ninfo: {{title: Zoo, version: '1'}}\npaths:\n{paths}")
    };
    let project = project("https://example.com", "0.1.0");
    let ran = update(&project, &resources(10), &["--release", "minor"]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);

    // Without a repository, the document is compared with the previous one.
    let ran = update(&project, &resources(11), &[]);
    assert_eq!(ran.code, Some(12), "{}{}", ran.results, ran.messages);
    let witness = "stops compiling with this dependency: zoo = { version = \"0.2.0\", \
                   default-features = false }\n";
    assert!(ran.results.contains(witness), "{}", ran.results);
    assert!(ran.results.contains("version 0.3.0 after 0.2.0\n"), "{}", ran.results);
    let changelog = read(&project, "CHANGELOG.md");
    let sentence = "- The resources are Cargo features, on by default: with `default-features = \
                    false`, enable `all`, or the resources that you call.\n";
    assert!(changelog.contains(sentence), "{changelog}");

    let ran = update(&project, &resources(12), &[]);
    assert_eq!(ran.code, Some(11), "{}{}", ran.results, ran.messages);
    assert!(ran.results.contains("version 0.3.1 after 0.3.0\n"), "{}", ran.results);
}

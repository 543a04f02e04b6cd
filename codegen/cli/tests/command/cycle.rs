//! The complete cycle from a URL to a release, and to the next one: `init`, `update` and
//! `publish-check` in turn, for each document of the tests.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load;
use serde_json::{Value, json};

use crate::cargo;
use crate::init::packages;
use crate::program::{Ran, git, run, run_with};
use crate::server::{Server, response};

/// Returns the documents of the tests.
fn documents() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/documents");
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut documents: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|it| it == "yaml")).collect();
    documents.sort();
    documents
}

/// Returns the document with an added operation and a changed type of a property, and the names of
/// the schema and the property.
fn changed(text: &str) -> (String, String, String) {
    let mut diagnostics = Diagnostics::default();
    let mut tree = load::load_text("a.yaml", text, &mut diagnostics).value;
    tree["paths"]["/newly-added"] = json!({
        "get": {"operationId": "newlyAdded", "responses": {"204": {"description": "Added."}}}
    });
    let schemas = tree["components"]["schemas"].as_object_mut().expect("schemas");
    // Not a constant or the value of a discriminator.
    let is_text = |schema: &Value| {
        let keys = schema.as_object().into_iter().flat_map(|it| it.keys());
        schema["type"] == "string"
            && keys.into_iter().all(|key| ["type", "description"].contains(&&**key))
    };
    let found = schemas.iter_mut().find_map(|(name, schema)| {
        let properties = schema.get_mut("properties")?.as_object_mut()?;
        let (property, schema) = properties.iter_mut().find(|(_, schema)| is_text(schema))?;
        *schema = json!({"type": "boolean"});
        Some((name.clone(), property.clone()))
    });
    let (name, property) = found.expect("a string property");
    (tree.to_string(), name, property)
}

/// Asserts the exit code of a run.
fn assert_exit_code(ran: &Ran, code: i32) {
    assert_eq!(ran.code, Some(code), "{}{}", ran.results, ran.messages);
}

#[test]
fn a_client_follows_its_document_from_release_to_release() {
    for document in documents() {
        let text = fs::read_to_string(&document).expect("a document");
        let (next, name, property) = changed(&text);
        let tagged =
            |tag: &str, body: &str| response("200 OK", &format!("etag: \"{tag}\"\r\n"), body);
        let unchanged = response("304 Not Modified", "etag: \"v1\"\r\n", "");
        let server = Server::new(vec![tagged("v1", &text), unchanged, tagged("v2", &next)]);
        let folder = tempfile::tempdir().expect("a folder");
        let file = document.file_name().expect("a name").to_str().expect("UTF-8");
        let url = format!("{}/{file}", server.url);

        // The first release.
        assert_exit_code(&run(folder.path(), &["init", "--spec", &url, "my-sdk"]), 0);
        let sdk = folder.path().join("my-sdk");
        assert_exit_code(&run(&sdk, &["check"]), 0);
        git(&sdk, &["init", "--quiet"]);
        git(&sdk, &["add", "."]);
        git(&sdk, &["commit", "-qm", "One"]);
        git(&sdk, &["tag", "v0.1.0"]);
        let ran = run(&sdk, &["update"]);
        assert_exit_code(&ran, 0);
        assert!(ran.results.starts_with("nothing to do: "), "{}", ran.results);

        // The next one.
        let ran = run(&sdk, &["update"]);
        assert_exit_code(&ran, 12);
        assert!(ran.results.contains("\nversion 0.2.0 after 0.1.0\n"), "{}", ran.results);
        let read = |name: &str| fs::read_to_string(sdk.join(name)).expect("a file");
        assert_eq!(read(&format!("spec/{file}")), next);
        assert_eq!(packages(&sdk), [r#""my-sdk" "0.2.0""#, r#""smoke" "0.0.0""#]);
        let changelog = read("CHANGELOG.md");
        let sections: Vec<&str> = changelog.split("\n## ").skip(1).collect();
        let [new, old] = sections[..] else { panic!("two versions: {changelog}") };
        assert_eq!(old, "0.1.0\n\nThe first release.\n");
        let (breaking, additive) = new.split_once("\n### Added and changed\n").expect("both");
        assert!(breaking.starts_with("0.2.0\n\n### Breaking\n"), "{breaking}");
        assert!(additive.contains("newly_added"), "{additive}");
        let text = read("pull-request.md");
        assert!(
            text.starts_with("**Release 0.2.0 after 0.1.0: the change is breaking ("),
            "{text}"
        );
        for part in
            [format!("/components/schemas/{name}/properties/{property}"), "newly".to_owned()]
        {
            assert!(text.contains(&part), "{part}: {text}");
        }
        assert_exit_code(&run(&sdk, &["check"]), 0);

        let (cargo, asked) = (folder.path().join("cargo"), folder.path().join("asked"));
        cargo::put(&cargo);
        let variables = [("CARGO", cargo.as_os_str()), ("ASKED", asked.as_os_str())];
        let check = ["publish-check", "--offline", "--git", "v0.1.0"];
        let ran = run_with(&sdk, &check, &variables);
        assert_exit_code(&ran, 0);
        assert!(ran.results.starts_with("diff: breaking\n"), "{}", ran.results);
        assert!(ran.results.ends_with("`cargo package --offline`: the crate can be published\n"));
    }
}

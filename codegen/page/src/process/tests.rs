use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::{generate, report};
use serde_json::{Map, Value};

use super::process;

const DOCUMENTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/documents");

fn response(file: &str, bytes: impl Into<Vec<u8>>) -> Value {
    serde_json::from_str(&process(file, bytes.into())).expect("JSON")
}

/// Returns the code, line and column of each error of an invalid document.
fn errors(bytes: impl Into<Vec<u8>>) -> Vec<(String, Option<u64>, Option<u64>)> {
    let data = response("document", bytes);
    assert!(data["report"].is_null() && data["layout"].is_null(), "{data}");
    assert_eq!(data["files"], Value::Object(Map::new()));
    let diagnostics = data["diagnostics"].as_array().expect("diagnostics");
    let place = |it: &Value| {
        assert!(!it["message"].as_str().expect("a message").is_empty());
        let code = it["code"].as_str().expect("a code").to_owned();
        (code, it["line"].as_u64(), it["column"].as_u64())
    };
    diagnostics.iter().filter(|it| it["severity"] == "error").map(place).collect()
}

/// Returns the documents, without their overlays.
fn documents() -> Vec<PathBuf> {
    let folder = fs::read_dir(DOCUMENTS).expect("a folder");
    let paths = folder.map(|entry| entry.expect("an entry").path());
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let documents = paths.filter(|it| name(it).ends_with(".yaml") && !name(it).contains("overlay"));
    documents.collect()
}

#[test]
fn the_page_shows_the_output_of_the_commands() {
    let documents = documents();
    assert!(documents.len() > 3, "only {documents:?}");
    for path in documents {
        let shown = path.display();
        let data = response("openapi.yaml", fs::read(&path).expect("a file"));
        let config = Config::for_document(path.clone(), Vec::new(), PathBuf::new(), None);
        let generation = generate(&config, &mut |_| ()).expect("a crate");
        let files = data["files"].as_object().expect("files");
        assert!(files.keys().eq(generation.output.keys()), "{shown}");
        for (file, text) in &generation.output {
            assert_eq!(files[file], **text, "{shown}: {file}");
        }
        let report = report(&config, None).expect("a report");
        assert_eq!(data["report"], serde_json::to_value(&report).expect("JSON"), "{shown}");
        let places = data["layout"]["places"].as_array().expect("places");
        assert_eq!(places.len(), report.types.len(), "{shown}");
        let diagnostics = data["diagnostics"].as_array().expect("diagnostics");
        assert_eq!(diagnostics.len(), generation.diagnostics.as_slice().len(), "{shown}");
    }
}

#[test]
fn errors_of_a_document_are_data_with_a_place() {
    let one = |code: &str, line, column| vec![(code.to_owned(), Some(line), Some(column))];
    assert_eq!(errors(*b"openapi: 3.1.0\ninfo: \xff"), one("unreadable", 2, 7));
    assert_eq!(errors("openapi: 3.1.0\ninfo: [\n"), one("syntax", 3, 1));
    assert_eq!(errors("{\"openapi\": \"3.1.0\",}"), one("syntax", 1, 21));
    let untitled = "openapi: 3.1.0\ninfo: {title: A}\npaths: {}\n";
    assert_eq!(errors(untitled), one("missing-keyword", 2, 1));
    assert_eq!(errors("just a text"), one("not-openapi", 1, 1));
    assert_eq!(errors(""), [("not-openapi".to_owned(), None, None)]);
    let unresolved = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  \
                      schemas:\n    A: {$ref: '#/components/schemas/B'}\n";
    assert_eq!(errors(unresolved), one("dangling-ref", 6, 15));
}

#[test]
fn a_document_that_would_exhaust_the_stack_is_refused() {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
        for text in [open.repeat(30_000), open.repeat(30_000) + &close.repeat(30_000)] {
            let found = errors(text);
            assert_eq!(found.len(), 1);
            assert!(["too-large", "syntax"].contains(&found[0].0.as_str()), "{found:?}");
        }
    }
}

#[test]
fn other_files_can_not_be_read() {
    let existing = documents().remove(0);
    let existing = existing.to_str().expect("UTF-8");
    for file in ["other.yaml", existing, "https://example.com/a.yaml"] {
        let text = format!(
            "openapi: 3.1.0\ninfo: {{title: A, version: '1'}}\npaths: {{}}\ncomponents:\n  \
             schemas:\n    A: {{$ref: '{file}'}}\n"
        );
        let data = response("openapi.yaml", text);
        let [problem] = data["diagnostics"].as_array().expect("diagnostics").as_slice() else {
            panic!("{data}")
        };
        assert_eq!(problem["code"], "unreadable");
        let message = format!("`{file}` is in another file, which can't be read in a browser");
        assert_eq!(problem["message"], message);
        assert_eq!((&problem["line"], &problem["column"]), (&6.into(), &15.into()));
    }
}

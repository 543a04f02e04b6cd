//! Examples of types: each type that can have a value has an example.

use std::path::{Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::output::Output;
use codegen::internals::rust::items::{Crate, TypeKind};

use crate::{committed, documents};

/// The types without an example, as `document Type`, with the reason.
const WITHOUT: &[(&str, &str)] =
    &[("fixtures/recursion/required Endless", "each value holds another one of its kind")];

/// Returns the documents of the fixtures that have a client.
fn fixtures() -> Vec<PathBuf> {
    let folders = |of: &Path| {
        let entries = std::fs::read_dir(of).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let mut folders: Vec<PathBuf> = paths.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let areas = folders(Path::new("fixtures")).into_iter();
    let areas = areas.filter(|area| !area.ends_with("diagnostics"));
    areas.flat_map(|area| folders(&area)).map(|it| it.join("spec.yaml")).collect()
}

/// Returns the API surfaces of the fixtures, the documents of the tests and the committed client,
/// each with a name.
fn surfaces() -> Vec<(String, Crate)> {
    let fixtures = fixtures().into_iter().map(|spec| {
        let name = spec.parent().map(|it| it.display().to_string()).unwrap_or_default();
        let package = Some("fixture".to_owned());
        (name, Config::for_document(spec, Vec::new(), PathBuf::new(), package))
    });
    let documents = documents::configurations().into_iter().chain([committed::CONFIG.into()]);
    let documents =
        documents.map(|file| (file.display().to_string(), documents::configuration(&file).0));
    let surface = |(name, config)| {
        let surface = codegen::internals::surface(&config);
        (name, surface.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics)))
    };
    fixtures.chain(documents).map(surface).collect()
}

#[test]
fn each_type_that_has_a_value_has_an_example() {
    let mut without = Vec::new();
    for (name, krate) in surfaces() {
        let types = krate.types.iter().flat_map(|module| &module.items);
        let types = types.filter(|item| !matches!(item.kind, TypeKind::Alias(_)));
        let missing =
            types.filter(|item| !krate.examples.iter().any(|example| example.name == item.name));
        without.extend(missing.map(|item| format!("{name} {}", item.name)));
    }
    let expected: Vec<&str> = WITHOUT.iter().map(|(of, _)| *of).collect();
    assert_eq!(without, expected);
}

/// A paginated operation and streams, whose parameters have examples.
const PAGED: &str = r"
openapi: 3.2.0
info: {title: Shop, version: '1'}
tags: [{name: events}]
paths:
  /events:
    get:
      tags: [events]
      operationId: list
      x-pagination: {limitParam: size, cursorParam: cursor, cursorPath: next, resultsPath: data}
      parameters:
        - {name: cursor, in: query, schema: {type: string, example: abc}}
        - {name: size, in: query, schema: {type: integer, example: 20}}
      responses: &page {'200': {description: A page, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
    post:
      tags: [events]
      operationId: search
      x-pagination: {limitParam: body.size, cursorParam: body.cursor, cursorPath: next, resultsPath: data}
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Search'}}}}
      responses: *page
    put:
      tags: [events]
      operationId: watch
      parameters:
        - {name: Last-Event-ID, in: header, schema: {type: string, example: '17'}}
        - {name: kind, in: query, schema: {type: string, example: sale}}
      responses: {'200': {description: Events, content: {text/event-stream: {itemSchema: {type: string}}}}}
    patch:
      tags: [events]
      operationId: either
      requestBody:
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Filter'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Page'}}
      responses:
        '200':
          description: Whole or in parts
          content:
            application/json: {schema: {$ref: '#/components/schemas/Page'}}
            text/event-stream: {itemSchema: {$ref: '#/components/schemas/Page'}}
            application/json-seq: {itemSchema: {$ref: '#/components/schemas/Page'}}
        '204': {description: Done}
        '404': {description: Nowhere}
components:
  schemas:
    Page: {type: object, required: [data], properties: {data: {type: array, items: {type: string}}, next: {type: string}}}
    Filter: {type: object, properties: {size: {type: integer, example: 20}}}
    Search: {type: object, properties: {cursor: {type: string, example: abc}, size: {type: integer, example: 20}}}
";

/// The fixture of values that keywords limit.
const LIMITED: &str = "fixtures/docs/example-limits/spec.yaml";

/// Returns the crate of a document.
fn generated(file: PathBuf) -> Output {
    committed::generate(&Config::for_document(file, Vec::new(), "out".into(), None))
}

/// Returns the crate of [`PAGED`].
fn paged() -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("openapi.yaml");
    std::fs::write(&file, PAGED).expect("written");
    generated(file)
}

/// Returns the expression in the example of a type.
fn value(output: &Output, page: &str) -> String {
    let page = &output[&format!("docs/models/{page}.md")];
    let (_, code) = page.split_once("    let value").expect("a value");
    let (code, _) = code.split_once("    println!").expect("its use");
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn examples_satisfy_the_keywords_of_their_schemas() {
    let output = generated(LIMITED.into());
    let values = ["lists", "maps", "numbers", "texts"].map(|page| value(&output, page));
    insta::assert_snapshot!(values.join("\n"), @r#"
    = types::Lists::new(vec![1, 1], ["unique", "uniq 2"], vec![vec![true]]);
    = types::Maps::new( std::collections::BTreeMap::from([("key".to_owned(), 1), ("key2".to_owned(), 1)]), [("key", "value"), ("key2", "value")], );
    = types::Numbers::new(20, -3, 2.0, 50, 0.25, 1.0, 5);
    = types::Texts::new("<long......>", "sho", "<given>", "ada@example.com");
    "#);
}

#[test]
fn examples_of_maps_bytes_and_times_have_a_content() {
    let output = generated("fixtures/docs/example-expressions/spec.yaml".into());
    let values = ["values", "held", "settable", "time", "file"].map(|page| value(&output, page));
    insta::assert_snapshot!(values.join("\n"), @r#"
    : types::Values = std::collections::BTreeMap::from([("key".to_owned(), 1)]);
    = types::Held::new( vec![std::collections::BTreeMap::from([("key".to_owned(), 1)])], b"bytes".to_vec(), "2026-01-31T09:30:00Z".parse::<jiff::Timestamp>()?.into(), );
    = types::Settable::new() .counts(std::collections::BTreeMap::from([("key".to_owned(), 1)])) .files([b"bytes".to_vec()]) .time(Some("2026-01-31T09:30:00Z".parse::<jiff::Timestamp>()?.into())) .times(vec!["2026-01-31T09:30:00Z".parse::<jiff::Timestamp>()?.into()]) .free(vec![serde_json::Map::from_iter([("key".to_owned(), "value".into())])]);
    : types::Time = "2026-01-31T09:30:00Z".parse::<jiff::Timestamp>()?.into();
    : types::File = b"bytes".to_vec().into();
    "#);
}

/// Returns the calls on the page of a resource, each without spaces.
fn calls(page: &str) -> Vec<String> {
    let calls = page.split("Client::from_env()?;").skip(1);
    let calls = calls.map(|it| it.split("```").next().unwrap_or_default());
    calls.map(|it| it.split_whitespace().collect()).collect()
}

#[test]
fn a_loop_over_pages_starts_at_the_first_one_and_a_stream_at_its_next_event() {
    let output = paged();
    let calls = calls(&output["docs/resources/events.md"]);
    for part in [".cursor(", "last_event_id("] {
        assert!(!calls.iter().any(|it| it.contains(part)), "{calls:#?}");
    }
    for part in [".size(20)", ".kind(\"sale\")"] {
        assert!(calls.iter().any(|it| it.contains(part)), "{calls:#?}");
    }
}

#[test]
fn each_representation_that_is_a_stream_is_read_in_a_loop() {
    let output = paged();
    let page = &output["docs/resources/events.md"];
    for (call, item) in [("stream", "event"), ("as_json_seq", "item")] {
        let calls = calls(page);
        let shown = calls.iter().find(|it| it.contains(&format!(".{call}().await?;")));
        let shown = shown.unwrap_or_else(|| panic!("no {call} in {calls:#?}"));
        assert!(shown.contains(&format!("whileletSome({item})=")), "{shown}");
    }
    assert!(page.contains("`.stream()` requests `text/event-stream`: EventStream\\<"), "{page}");
    assert!(output["README.md"].contains("## Streams"));
}

#[test]
fn types_of_operations_are_named_by_their_path() {
    let page = &paged()["docs/resources/events.md"];
    for path in ["EitherSuccess", "EitherError", "EitherBody"] {
        assert!(page.contains(&format!("`operations::events::{path}`")), "{path}: {page}");
    }
}

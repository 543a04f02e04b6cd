//! Operations that are polled until they are done, according to the configuration.

use std::path::Path;

use codegen::internals::config::{Config, PollRule};
use serde_json::{Value, json};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Jobs, version: '1'}
paths:
  /jobs/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: jobs:get
      responses:
        '200': {description: A job, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
        '202': {description: Not yet}
    delete:
      operationId: jobs:delete
      responses: {'204': {description: Gone}}
components:
  schemas:
    Job: {oneOf: [{$ref: '#/components/schemas/Open'}, {$ref: '#/components/schemas/Closed'}]}
    Open:
      type: object
      required: [run/a~b]
      properties: {run/a~b: {type: object, required: [state], properties: {state: {enum: [1, 2]}}}}
    Closed:
      type: object
      required: [run/a~b]
      properties:
        run/a~b:
          type: object
          required: [state, note, over]
          properties: {state: {const: over}, note: {type: string}, over: {type: boolean}, left: {type: integer}, any: {}}
";

#[test]
fn a_rule_applies_where_the_response_has_the_states() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(&document, DOCUMENT).expect("written");
    let mut config = Config::for_document(document, Vec::new(), Path::new("out").into(), None);
    let mut row = |operation: &str, state: &[&str], done: &[Value], failed: &[Value]| {
        let state = state.iter().map(|&name| name.to_owned()).collect();
        let (done, failed) = (done.to_vec(), failed.to_vec());
        config.polling = vec![PollRule { operation: operation.to_owned(), state, done, failed }];
        let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
        let source = &generation.output["src/operations/jobs.rs"];
        let row = source.lines().find(|line| line.trim().starts_with("polls"));
        assert_eq!(row.is_some(), generation.used.polling.contains(&0), "{source}");
        row.map(|row| row.trim().to_owned())
    };
    let expected = r#"polls { "/run~1a~0b/state": done ["\"over\"", "2"], failed ["1"] }"#;
    let found = row("jobs:get", &["run/a~b", "state"], &[json!("over"), json!(2)], &[json!(1)]);
    assert_eq!(found.as_deref(), Some(expected));
    for (name, value) in
        [("note", json!("x")), ("over", json!(true)), ("left", json!(0)), ("any", json!("x"))]
    {
        assert!(row("jobs:get", &["run/a~b", name], &[value], &[]).is_some(), "{name}");
    }
    for (operation, path, done, failed) in [
        ("jobs:find", ["run/a~b", "state"], json!(2), json!(1)),
        ("jobs:delete", ["run/a~b", "state"], json!(2), json!(1)),
        ("jobs:get", ["run", "state"], json!(2), json!(1)),
        ("jobs:get", ["run/a~b", "status"], json!(2), json!(1)),
        ("jobs:get", ["run/a~b", "state"], json!(2), json!(3)),
        ("jobs:get", ["run/a~b", "state"], json!("2"), json!(1)),
        ("jobs:get", ["run/a~b", "note"], json!("x"), json!(true)),
        ("jobs:get", ["run/a~b", "over"], json!(true), json!("no")),
        ("jobs:get", ["run/a~b", "left"], json!("none"), json!(1)),
    ] {
        assert_eq!(row(operation, &path, &[done], &[failed]), None, "{operation} {path:?}");
    }
}

//! The crate generated from a part of a document.

use std::path::Path;

use codegen::internals::config::{Config, Pattern};
use codegen::internals::{Failure, Generation};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      tags: [orders]
      security: [{token: []}]
      responses:
        '200':
          description: All
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /internal/reports:
    get:
      operationId: 5
      security: [{key: []}]
      responses:
        '200':
          description: A report
          content: {application/json: {schema: {$ref: '#/components/schemas/Nowhere'}}}
components:
  schemas:
    Order: {type: object, properties: {customer: {$ref: '#/components/schemas/Customer'}}}
    Customer: {type: object, properties: {name: {type: string}}}
    Report: {type: nonsense}
  securitySchemes:
    token: {type: http, scheme: bearer}
    key: {type: apiKey, in: header}
";

fn generate(include: &[&str], exclude: &[&str]) -> Result<Generation, Box<Failure>> {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(&document, DOCUMENT).expect("written");
    let mut config = Config::for_document(document, Vec::new(), Path::new("out").into(), None);
    let patterns = |texts: &[&str]| -> Vec<Pattern> {
        texts.iter().map(|text| Pattern::parse(text).expect("a pattern")).collect()
    };
    config.selection.include = patterns(include);
    config.selection.exclude = patterns(exclude);
    codegen::internals::generate(&config, &mut |_| ())
}

#[test]
fn omitted_parts_may_be_invalid() {
    assert!(generate(&[], &[]).is_err());
    let generation = generate(&[], &["path:/internal/*"]).expect("a crate");
    assert_eq!(generation.diagnostics.as_slice(), []);
}

#[test]
fn only_what_is_reachable_is_generated() {
    let output = generate(&["tag:orders"], &[]).expect("a crate").output;
    let listing = &output["api.txt"];
    for (name, is_there) in
        [("struct Order", true), ("struct Customer", true), ("Report", false), ("key", false)]
    {
        assert_eq!(listing.contains(name), is_there, "{name}:\n{listing}");
    }
}

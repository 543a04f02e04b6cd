//! Cargo features of resources: the features that an item needs, and the compilation of each
//! feature alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::output::Output;

use crate::committed;
use crate::compiled::{cargo, put};
use crate::documents::{alone, configurations};

/// A document with types that are used by one operation or by several.
const DOCUMENT: &str = r##"
openapi: 3.1.0
info: {title: Depot, version: '1'}
paths:
  /orders:
    get:
      operationId: orders:get
      responses:
        '200':
          description: ok
          headers: {Plan: {schema: {$ref: '#/components/schemas/Plan'}}}
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
  /customers:
    get:
      operationId: customers:get
      callbacks:
        moved:
          '{$request.query.url}':
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Move'}}}}
              responses: {'204': {description: ok}}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Customer'}}}
  /webhooks:
    get: {operationId: webhooks:get, responses: {'204': {description: ok}}}
webhooks:
  ping:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Ping'}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Order:
      type: object
      required: [customer, total]
      properties:
        customer: {$ref: '#/components/schemas/Customer'}
        total: {$ref: '#/components/schemas/Amount'}
    Customer: {type: object, properties: {name: {type: string}}}
    Amount: {type: object, properties: {cents: {type: integer}}}
    Move: {type: object, properties: {to: {type: string}}}
    Ping: {type: object, properties: {of: {$ref: '#/components/schemas/Customer'}, at: {$ref: '#/components/schemas/Place'}}}
    Place: {type: object, properties: {x: {type: integer}}}
    Plan: {type: string, enum: [free, paid]}
    Spare: {type: object, properties: {use: {type: integer}}}
"##;

/// Generates the client of this document.
fn client(document: &str, per_resource: Option<bool>) -> Output {
    let file = Path::new("depot.yaml");
    let mut config = Config::for_document(file.into(), Vec::new(), "depot".into(), None);
    config.text = Some(document.to_owned());
    config.per_resource = per_resource;
    committed::generate(&config)
}

/// Returns the features that gate each module of a file.
fn gates(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut gates = BTreeMap::new();
    let mut features = BTreeSet::new();
    for line in file.lines().map(str::trim) {
        let quoted = line.split("feature = \"").skip(1);
        features.extend(quoted.filter_map(|it| it.split('"').next()));
        let module = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("mod ");
        if let Some(module) = module {
            gates.insert(module.trim_end_matches(';'), std::mem::take(&mut features));
        } else if line.ends_with(';') {
            features.clear();
        }
    }
    gates
}

/// Returns the resources of a client, each of which is a feature.
fn resources(client: &Output) -> Vec<String> {
    let manifest: toml::Table = client["Cargo.toml"].parse().expect("a manifest");
    let Some(all) = manifest["features"].get("all") else { return Vec::new() };
    let all = all.as_array().expect("a list").iter();
    all.map(|it| it.as_str().expect("a name").to_owned()).collect()
}

#[test]
fn a_type_is_compiled_for_the_resources_that_need_it() {
    let client = client(DOCUMENT, Some(true));
    // `webhooks` is the feature for reading the webhooks of the API.
    assert_eq!(resources(&client), ["customers", "orders", "webhooks-operations"]);
    let expected: [(&str, &[&str]); 9] = [
        ("amount", &["orders"]),
        ("customer", &["customers", "orders", "webhooks"]),
        // The type of a callback.
        ("move_", &["customers"]),
        ("order", &["orders"]),
        ("ping", &["all", "webhooks"]),
        ("place", &["all", "webhooks"]),
        // The type of a header field that all responses share.
        ("plan", &[]),
        ("spare", &["all"]),
        ("webhook_event", &["all", "webhooks"]),
    ];
    let expected = expected.map(|(module, gate)| (module, gate.iter().copied().collect()));
    assert_eq!(gates(&client["src/types/mod.rs"]), BTreeMap::from(expected));
    let operations = gates(&client["src/operations/mod.rs"]);
    assert_eq!(operations["webhooks"], BTreeSet::from(["webhooks-operations"]));
    let manifest: toml::Table = client["Cargo.toml"].parse().expect("a manifest");
    let default = manifest["features"]["default"].as_array().expect("a list");
    assert!(default.iter().any(|it| it.as_str() == Some("all")));
}

/// Returns a document with this number of resources, which all need one type.
fn wide(resources: usize) -> String {
    let mut document = "openapi: 3.1.0\ninfo: {title: Wide, version: '1'}\npaths:\n".to_owned();
    for number in 0..resources {
        let _ = writeln!(
            document,
            "  /r{number}:\n    get:\n      operationId: r{number}:get\n      responses:\n        \
             '200':\n          description: ok\n          content: {{application/json: {{schema: \
             {{$ref: '#/components/schemas/Item'}}}}}}"
        );
    }
    document + "components: {schemas: {Item: {type: object, properties: {a: {type: string}}}}}\n"
}

#[test]
fn only_apis_with_many_resources_have_features_unless_configured() {
    assert_eq!(resources(&client(&wide(10), None)).len(), 0);
    assert_eq!(resources(&client(&wide(11), None)).len(), 11);
    assert_eq!(resources(&client(&wide(11), Some(false))).len(), 0);
    assert_eq!(resources(&client(&wide(2), Some(true))).len(), 2);
    // Registries accept at most 300 features.
    assert_eq!(resources(&client(&wide(251), None)).len(), 0);
}

#[test]
fn a_type_of_most_resources_is_always_compiled() {
    let gate = |resources| {
        let client = client(&wide(resources), Some(true));
        gates(&client["src/types/mod.rs"])["item"].len()
    };
    assert_eq!((gate(8), gate(9)), (8, 0));
}

/// Compiles the smallest and the largest resource, the crate without resources, and the webhooks
/// alone, without a warning.
#[test]
fn feature_subsets_compile() {
    for file in configurations() {
        let (mut config, folder) = alone(&file, "features");
        config.per_resource = Some(true);
        let client = committed::generate(&config);
        put(&client, &folder);
        let gates = gates(&client["src/types/mod.rs"]);
        let mut resources = resources(&client);
        resources.sort_by_key(|it| gates.values().filter(|gate| gate.contains(&**it)).count());
        let ends = [resources.first(), resources.last()].into_iter().flatten();
        for feature in ends.map(String::as_str).chain(["testing", "webhooks"]) {
            cargo(&folder, &["check"], &["serde", "tokio", feature]);
        }
    }
}

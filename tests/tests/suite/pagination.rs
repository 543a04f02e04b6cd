//! Operations that are paginated according to the configuration.

use std::path::Path;

use codegen::internals::config::{Config, PageArgument, PageRule, PageStyle};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /orders:
    get:
      operationId: shop:orders
      parameters: [{name: page, in: query, schema: {type: integer, default: 0}}]
      responses: {'200': {description: Orders, content: {application/json: {schema: {$ref: '#/components/schemas/Orders'}}}}}
  /latest:
    get:
      operationId: shop:latest
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {'200': {description: Orders, content: {application/json: {schema: {$ref: '#/components/schemas/Orders'}}}}}
  /charges:
    get:
      operationId: shop:charges
      parameters: [{name: starting_after, in: query, schema: {type: string}}, {name: start, in: query, schema: {type: integer}}]
      responses: {'200': {description: Charges, content: {application/json: {schema: {$ref: '#/components/schemas/Charges'}}}}}
components:
  schemas:
    Charges: {type: object, required: [data], properties: {data: {type: array, items: {type: object, properties: {id: {type: string}}}}, has_more: {type: boolean}}}
    Orders:
      type: object
      required: [list]
      properties:
        list: {type: array, items: {type: string}}
        about: {type: object, properties: {pages: {type: integer}, next: {type: string}}}
";

#[test]
fn a_rule_holds_where_it_fits() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    std::fs::write(&document, DOCUMENT).expect("written");
    let mut config = Config::for_document(document, Vec::new(), Path::new("out").into(), None);
    let path = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
    let rule = |style, items: &[&str], end: &[&str]| PageRule {
        style,
        page_argument: Some(PageArgument::Parameter("page".to_owned())),
        first: Some(3),
        id: "id".to_owned(),
        items: path(items),
        end: path(end),
    };
    config.pagination = vec![
        rule(PageStyle::Page, &["orders"], &[]),
        rule(PageStyle::Page, &["list"], &["about", "pages"]),
        rule(PageStyle::Offset, &["list"], &[]),
    ];
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
    assert_eq!(generation.used.pagination.into_iter().collect::<Vec<_>>(), [1]);
    let source = &generation.output["src/operations/shop.rs"];
    assert_eq!(source.matches("pages {").count(), 1, "{source}");
    let rows = "    pages { items: String => [list], page(0): page => [about?.pages?] }\n";
    assert!(source.contains(rows), "{source}");

    config.pagination = vec![rule(PageStyle::Link, &["list"], &["about", "next"])];
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
    let source = &generation.output["src/operations/shop.rs"];
    let rows = "    pages { items: String => [list], link(\"page\"): page => [about?.next?] }\n";
    assert!(source.contains(rows), "{source}");

    let about = |parameter: Option<&str>, style, end: &[&str]| PageRule {
        page_argument: parameter.map(|it| PageArgument::Parameter(it.to_owned())),
        ..rule(style, &["data"], end)
    };
    for (rule, expected) in [
        (
            about(Some("starting_after"), PageStyle::LastItem, &["has_more"]),
            "last(\"id\"): starting_after => [has_more?]",
        ),
        (about(Some("start"), PageStyle::Page, &[]), "page(3): start => []"),
        (about(None, PageStyle::LinkHeader, &[]), "header"),
        (about(Some("start"), PageStyle::LinkHeader, &[]), "header"),
    ] {
        config.pagination = vec![rule];
        let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
        let source = &generation.output["src/operations/shop.rs"];
        let rows = format!("    pages {{ items: types::ChargesDataItem => [data], {expected} }}\n");
        assert!(source.contains(&rows), "{source}");
        assert_eq!(source.matches("pages {").count(), 1, "{source}");
    }
    config.pagination = vec![about(Some("limit"), PageStyle::LinkHeader, &[])];
    let generation = codegen::internals::generate(&config, &mut |_| ()).expect("a crate");
    assert!(!generation.output["src/operations/shop.rs"].contains("pages {"));
}

//! The passes over single objects, parents first: rewrites a document whose references to schemas
//! all name components as OpenAPI 3.0.

use serde_json::Value;

use super::pass::{Parts, Pass};
use super::{
    READING, components, describe, fill, header, method, parameter, querystring, schema, security,
};
use crate::document::grammar::{Kind, Shape, each_child_mut};

/// Rewrites all objects, and adds the schemas that the passes moved to the components.
pub(super) fn rewrite(document: &mut Value) {
    let mut parts = Parts::default();
    rewrite_one(Shape::DOCUMENT, document, &mut parts);
    while let Some((key, mut schema)) = parts.next() {
        rewrite_one(Shape::Schema, &mut schema, &mut parts);
        if let Some(schemas) = components(document, "schemas") {
            schemas.entry(key).or_insert(schema);
        }
    }
}

fn rewrite_one(shape: Shape, value: &mut Value, parts: &mut Parts) {
    if let (Some(kind), Value::Object(object)) = (shape.kind(), &mut *value) {
        if kind != Kind::Schema && object.contains_key("$ref") {
            return;
        }
        if kind != Kind::Schema || !schema::is_plain(object) {
            for pass in passes(kind) {
                pass(object, parts);
            }
        }
    }
    each_child_mut(shape, value, READING, &mut |shape, _, value| rewrite_one(shape, value, parts));
}

fn passes(kind: Kind) -> &'static [Pass] {
    match kind {
        Kind::Schema => schema::PASSES,
        Kind::Document => &[describe::document, fill::document],
        Kind::Info => &[describe::info, fill::info],
        Kind::License => &[describe::license, fill::license],
        Kind::Tag => &[describe::tag, fill::texts],
        Kind::Server => &[describe::server, fill::texts],
        Kind::ExternalDocs => &[fill::external_docs],
        Kind::Components => &[security::unsupported],
        Kind::SecurityScheme => &[security::flows, security::fill, fill::texts],
        Kind::Paths => &[method::split],
        Kind::Callback => &[method::drop_extensions, method::split],
        Kind::PathItem => &[fill::texts],
        Kind::Operation => &[fill::operation],
        Kind::Parameter => {
            &[querystring::of_parameter, parameter::style, parameter::flags, fill::schema]
        }
        Kind::Header => &[header::style, header::flags, fill::schema],
        Kind::RequestBody => &[fill::texts],
        Kind::Responses => &[describe::responses],
        Kind::Response => &[describe::response, fill::response],
        Kind::MediaType => &[querystring::item_schema],
        Kind::Encoding => &[header::encoding],
        Kind::Example => &[describe::example, fill::texts],
        Kind::Link => &[fill::link, fill::texts],
        _ => &[],
    }
}

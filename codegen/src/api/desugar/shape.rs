//! Which members of an OpenAPI object are objects of which kind: what keeps every pass away from
//! examples, defaults, enum values and extensions.

use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// The kinds of object that a pass looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Document,
    Info,
    License,
    Tag,
    Server,
    ExternalDocs,
    Components,
    SecurityScheme,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    Responses,
    Response,
    MediaType,
    Encoding,
    Example,
    Link,
    Callback,
    Schema,
}

/// What a member of an object is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    One(Kind),
    List(Kind),
    Map(Kind),
}

use Shape::{List, Map as MapOf, One};

/// The way from an object to an object below it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// The value of a member.
    Key(&'a str),
    /// A value in a map that is the value of a member.
    Member(&'a str, &'a str),
    /// An element of a list that is the value of a member.
    Element(&'a str, usize),
}

impl Kind {
    fn member(self, key: &str) -> Option<Shape> {
        match self {
            Self::Document => document(key),
            Self::Info => (key == "license").then_some(One(Self::License)),
            Self::Tag => external_docs(key),
            Self::Components => component(key),
            Self::Paths | Self::Callback => named(key, Self::PathItem),
            Self::Responses => named(key, Self::Response),
            Self::PathItem => path_item(key),
            Self::Operation => operation(key),
            Self::Parameter | Self::Header | Self::RequestBody => parameter(key),
            Self::Response => response(key),
            Self::MediaType => media_type(key),
            Self::Encoding => (key == "headers").then_some(MapOf(Self::Header)),
            Self::Link => (key == "server").then_some(One(Self::Server)),
            Self::Schema => schema(key),
            Self::License
            | Self::Server
            | Self::ExternalDocs
            | Self::SecurityScheme
            | Self::Example => None,
        }
    }
}

fn named(key: &str, kind: Kind) -> Option<Shape> {
    (!key.starts_with("x-")).then_some(One(kind))
}

fn external_docs(key: &str) -> Option<Shape> {
    (key == "externalDocs").then_some(One(Kind::ExternalDocs))
}

fn document(key: &str) -> Option<Shape> {
    Some(match key {
        "info" => One(Kind::Info),
        "servers" => List(Kind::Server),
        "tags" => List(Kind::Tag),
        "paths" => One(Kind::Paths),
        "webhooks" => MapOf(Kind::PathItem),
        "components" => One(Kind::Components),
        _ => return external_docs(key),
    })
}

fn component(key: &str) -> Option<Shape> {
    Some(MapOf(match key {
        "schemas" => Kind::Schema,
        "responses" => Kind::Response,
        "parameters" => Kind::Parameter,
        "examples" => Kind::Example,
        "requestBodies" => Kind::RequestBody,
        "headers" => Kind::Header,
        "securitySchemes" => Kind::SecurityScheme,
        "links" => Kind::Link,
        "callbacks" => Kind::Callback,
        "pathItems" => Kind::PathItem,
        "mediaTypes" => Kind::MediaType,
        _ => return None,
    }))
}

fn path_item(key: &str) -> Option<Shape> {
    Some(match key {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => {
            One(Kind::Operation)
        }
        "additionalOperations" => MapOf(Kind::Operation),
        "parameters" => List(Kind::Parameter),
        "servers" => List(Kind::Server),
        _ => return None,
    })
}

fn operation(key: &str) -> Option<Shape> {
    Some(match key {
        "parameters" => List(Kind::Parameter),
        "requestBody" => One(Kind::RequestBody),
        "responses" => One(Kind::Responses),
        "callbacks" => MapOf(Kind::Callback),
        "servers" => List(Kind::Server),
        _ => return external_docs(key),
    })
}

fn parameter(key: &str) -> Option<Shape> {
    Some(match key {
        "schema" => One(Kind::Schema),
        "content" => MapOf(Kind::MediaType),
        "examples" => MapOf(Kind::Example),
        _ => return None,
    })
}

fn response(key: &str) -> Option<Shape> {
    Some(match key {
        "content" => MapOf(Kind::MediaType),
        "headers" => MapOf(Kind::Header),
        "links" => MapOf(Kind::Link),
        _ => return None,
    })
}

fn media_type(key: &str) -> Option<Shape> {
    Some(match key {
        "schema" | "itemSchema" => One(Kind::Schema),
        "encoding" => MapOf(Kind::Encoding),
        "examples" => MapOf(Kind::Example),
        _ => return None,
    })
}

fn schema(key: &str) -> Option<Shape> {
    Some(match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
            MapOf(Kind::Schema)
        }
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "contentSchema" => One(Kind::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => List(Kind::Schema),
        _ => return external_docs(key),
    })
}

/// Calls `visit` for each object directly below an object of the given kind, in the order of the
/// document. Booleans that stand for schemas are visited too.
pub(crate) fn each_below(
    kind: Kind,
    object: &mut Object,
    visit: &mut dyn FnMut(Kind, &mut Value, Step<'_>),
) {
    for (key, value) in object.iter_mut() {
        match (kind.member(key), value) {
            (Some(One(kind)), value @ (Value::Object(_) | Value::Bool(_))) => {
                visit(kind, value, Step::Key(key));
            }
            (Some(MapOf(kind)), Value::Object(members)) => {
                for (name, value) in members {
                    visit(kind, value, Step::Member(key, name));
                }
            }
            (Some(List(kind)), Value::Array(elements)) => {
                for (index, value) in elements.iter_mut().enumerate() {
                    visit(kind, value, Step::Element(key, index));
                }
            }
            _ => {}
        }
    }
}

/// Calls `visit` for `object` and then for all objects below it; what `visit` puts in an object's
/// place is what is looked below.
pub(crate) fn walk(kind: Kind, value: &mut Value, visit: &mut dyn FnMut(Kind, &mut Object)) {
    let Value::Object(object) = value else { return };
    visit(kind, object);
    each_below(kind, object, &mut |kind, value, _| walk(kind, value, visit));
}

/// The target of an object that is a reference.
pub(crate) fn reference(object: &Object) -> Option<&str> {
    object.get("$ref")?.as_str()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_schemas_are_seen_where_names_and_values_look_alike() {
        let mut schema = json!({
            "properties": { "default": { "title": "A" }, "x-b": { "title": "B" } },
            "default": { "properties": { "c": { "title": "C" } } },
            "enum": [{ "items": { "title": "D" } }],
            "allOf": [{ "items": { "title": "E" } }],
        });
        let mut titles = Vec::new();
        walk(Kind::Schema, &mut schema, &mut |_, object| {
            titles.extend(object.get("title").and_then(Value::as_str).map(str::to_owned));
        });
        assert_eq!(titles, ["A", "B", "E"]);
    }

    #[test]
    fn extensions_of_paths_are_no_path_items() {
        let mut paths = json!({ "x-a": { "get": {} }, "/b": { "get": {} } });
        let mut seen = Vec::new();
        walk(Kind::Paths, &mut paths, &mut |kind, _| seen.push(kind));
        assert_eq!(seen, [Kind::Paths, Kind::PathItem, Kind::Operation]);
    }
}

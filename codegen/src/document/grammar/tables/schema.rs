//! The Schema Object: the 3.0 dialect and JSON Schema 2020-12 in one table.

use super::super::kind::Kind;
use super::super::mapping;
use super::super::object::Others::Idle;
use super::super::object::Version::{V3_0, V3_1, V3_2};
use super::super::object::{Object, field};
use super::super::shape::Shape::{
    Any, Boolean, Bound, Count, List, Map, Mapping, Number, Object as One, Prose, RequiredNames,
    Schema, SchemaName, Text, TypeNames, Word,
};

/// The Schema Object. Keywords that a newer version removed (`nullable`, boolean exclusive bounds)
/// are still supported there, and so are a few keywords of older drafts.
pub(super) static SCHEMA: Object = Object {
    name: "a schema",
    title: "Schema Object",
    fields: &[
        field("$ref", Text),
        field("type", TypeNames),
        field("description", Prose),
        field("properties", Map(&Schema)).about("object"),
        field("items", Schema).about("array"),
        field("example", Any),
        field("examples", Any),
        field("format", Text),
        field("enum", List(&Any)),
        field("required", RequiredNames).about("object"),
        field("nullable", Boolean).until(V3_0),
        field("title", Prose),
        field("allOf", List(&Schema)),
        field("anyOf", List(&Schema)),
        field("oneOf", List(&Schema)),
        field("default", Any),
        field("additionalProperties", Schema).about("object"),
        field("readOnly", Boolean),
        field("writeOnly", Boolean),
        field("deprecated", Boolean),
        field("const", Any).since(V3_1),
        field("minimum", Number).about("number"),
        field("maximum", Number).about("number"),
        field("exclusiveMinimum", Bound).about("number"),
        field("exclusiveMaximum", Bound).about("number"),
        field("minLength", Count).about("string"),
        field("maxLength", Count).about("string"),
        field("minItems", Count).about("array"),
        field("maxItems", Count).about("array"),
        field("uniqueItems", Boolean).about("array"),
        field("pattern", Text).about("string"),
        field("multipleOf", Number).about("number"),
        field("minProperties", Count).about("object"),
        field("maxProperties", Count).about("object"),
        field("not", Schema),
        field("discriminator", One(Kind::Discriminator)),
        field("externalDocs", One(Kind::ExternalDocs)),
        field("xml", One(Kind::Xml)),
        field("prefixItems", List(&Schema)).since(V3_1).about("array"),
        field("patternProperties", Map(&Schema)).since(V3_1).about("object"),
        field("propertyNames", Schema).since(V3_1).about("object"),
        field("contains", Schema).since(V3_1).about("array"),
        field("minContains", Count).since(V3_1).about("array"),
        field("maxContains", Count).since(V3_1).about("array"),
        field("unevaluatedItems", Schema).since(V3_1).about("array"),
        field("unevaluatedProperties", Schema).since(V3_1).about("object"),
        field("dependentRequired", Map(&RequiredNames)).since(V3_1).about("object"),
        field("dependentSchemas", Map(&Schema)).since(V3_1).about("object"),
        field("if", Schema).since(V3_1),
        field("then", Schema).since(V3_1),
        field("else", Schema).since(V3_1),
        field("contentEncoding", Text).since(V3_1).about("string"),
        field("contentMediaType", Text).since(V3_1).about("string"),
        field("contentSchema", Schema).since(V3_1).about("string"),
        field("$defs", Map(&Schema)).since(V3_1),
        field("$id", Text).since(V3_1),
        field("$schema", Text).since(V3_1),
        field("$anchor", Text).since(V3_1),
        field("$dynamicRef", Text).since(V3_1),
        field("$dynamicAnchor", Text).since(V3_1),
        field("$vocabulary", Map(&Boolean)).since(V3_1),
        field("$comment", Text).since(V3_1),
        field("definitions", Map(&Schema)).keywords_of_older_drafts(),
        // A schema, or a list of property names.
        field("dependencies", Map(&Schema)).keywords_of_older_drafts().about("object"),
        field("$recursiveRef", Text).keywords_of_older_drafts(),
        field("$recursiveAnchor", Boolean).keywords_of_older_drafts(),
    ],
    others: Idle,
};

pub(super) static DISCRIMINATOR: Object = Object {
    name: "a discriminator",
    title: "Discriminator Object",
    fields: &[
        field("propertyName", Text).required(),
        field(mapping::MAPPING, Mapping),
        field(mapping::DEFAULT, SchemaName).since(V3_2),
    ],
    others: Idle,
};

pub(super) static XML: Object = Object {
    name: "`xml`",
    title: "XML Object",
    fields: &[
        field("name", Text),
        field("namespace", Text),
        field("prefix", Text),
        field("attribute", Boolean),
        field("wrapped", Boolean),
        field("nodeType", Word(&["element", "attribute", "text", "cdata", "none"])).since(V3_2),
    ],
    others: Idle,
};

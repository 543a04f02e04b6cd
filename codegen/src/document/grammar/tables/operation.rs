//! The objects of operations: paths, operations, parameters, bodies and responses.

use super::super::kind::Kind;
use super::super::object::Others::{Idle, Lost, Members};
use super::super::object::Version::V3_2;
use super::super::object::{Keys, Object, field};
use super::super::sections::ADDITIONAL_OPERATIONS;
use super::super::shape::Shape::{
    Any, Boolean, List, Map, Object as One, Prose, Referable, Schema, Text, Word,
};

pub(super) static PATHS: Object = Object {
    name: "`paths`",
    title: "Paths Object",
    fields: &[],
    others: Members(Keys::Path, &Referable(Kind::PathItem)),
};

pub(super) static PATH_ITEM: Object = Object {
    name: "a path item",
    title: "Path Item Object",
    fields: &[
        field("get", One(Kind::Operation)),
        field("put", One(Kind::Operation)),
        field("post", One(Kind::Operation)),
        field("delete", One(Kind::Operation)),
        field("options", One(Kind::Operation)),
        field("head", One(Kind::Operation)),
        field("patch", One(Kind::Operation)),
        field("trace", One(Kind::Operation)),
        field("query", One(Kind::Operation)).since(V3_2),
        field(ADDITIONAL_OPERATIONS, Map(&One(Kind::Operation))).since(V3_2),
        field("parameters", List(&Referable(Kind::Parameter))),
        field("summary", Prose),
        field("description", Prose),
        field("servers", List(&One(Kind::Server))),
    ],
    others: Lost,
};

pub(super) static OPERATION: Object = Object {
    name: "an operation",
    title: "Operation Object",
    fields: &[
        field("tags", List(&Text)),
        field("summary", Prose),
        field("description", Prose),
        field("operationId", Text),
        field("parameters", List(&Referable(Kind::Parameter))),
        field("requestBody", Referable(Kind::RequestBody)),
        field("responses", One(Kind::Responses)),
        field("security", List(&One(Kind::SecurityRequirement))),
        field("deprecated", Boolean),
        field("externalDocs", One(Kind::ExternalDocs)),
        field("callbacks", Map(&Referable(Kind::Callback))),
        field("servers", List(&One(Kind::Server))),
    ],
    others: Idle,
};

/// The `style` values of RFC 6570 and OpenAPI; `cookie` was added in 3.2.
const STYLES: &[&str] = &[
    "form",
    "simple",
    "matrix",
    "label",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
];

pub(super) static PARAMETER: Object = Object {
    name: "a parameter",
    title: "Parameter Object",
    fields: &[
        field("name", Text).required(),
        field("in", Word(&["query", "header", "path", "cookie", "querystring"])).required(),
        field("required", Boolean),
        field("schema", Schema),
        field("description", Prose),
        field("style", Word(STYLES)),
        field("explode", Boolean),
        field("example", Any),
        field("examples", Map(&Referable(Kind::Example))),
        field("deprecated", Boolean),
        field("allowEmptyValue", Boolean),
        field("allowReserved", Boolean),
        field("content", Map(&Referable(Kind::MediaType))),
    ],
    others: Lost,
};

pub(super) static HEADER: Object = Object {
    name: "a header",
    title: "Header Object",
    fields: &[
        field("schema", Schema),
        field("description", Prose),
        field("required", Boolean),
        field("example", Any),
        field("examples", Map(&Referable(Kind::Example))),
        field("deprecated", Boolean),
        field("style", Word(STYLES)),
        field("explode", Boolean),
        field("allowEmptyValue", Boolean),
        field("allowReserved", Boolean),
        field("content", Map(&Referable(Kind::MediaType))),
    ],
    others: Idle,
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "a request body",
    title: "Request Body Object",
    fields: &[
        field("content", Map(&Referable(Kind::MediaType))).required(),
        field("required", Boolean),
        field("description", Prose),
    ],
    others: Lost,
};

pub(super) static MEDIA_TYPE: Object = Object {
    name: "a media type",
    title: "Media Type Object",
    fields: &[
        field("schema", Schema),
        field("example", Any),
        field("examples", Map(&Referable(Kind::Example))),
        field("encoding", Map(&One(Kind::Encoding))),
        field("itemSchema", Schema).since(V3_2),
        field("prefixEncoding", List(&One(Kind::Encoding))).since(V3_2),
        field("itemEncoding", One(Kind::Encoding)).since(V3_2),
    ],
    others: Idle,
};

pub(super) static ENCODING: Object = Object {
    name: "an encoding",
    title: "Encoding Object",
    fields: &[
        field("contentType", Text),
        field("headers", Map(&Referable(Kind::Header))),
        field("style", Word(STYLES)),
        field("explode", Boolean),
        field("allowReserved", Boolean),
        field("encoding", Map(&One(Kind::Encoding))).since(V3_2),
        field("prefixEncoding", List(&One(Kind::Encoding))).since(V3_2),
        field("itemEncoding", One(Kind::Encoding)).since(V3_2),
    ],
    others: Idle,
};

pub(super) static RESPONSES: Object = Object {
    name: "`responses`",
    title: "Responses Object",
    fields: &[],
    others: Members(Keys::Status, &Referable(Kind::Response)),
};

pub(super) static RESPONSE: Object = Object {
    name: "a response",
    title: "Response Object",
    fields: &[
        field("description", Prose),
        field("content", Map(&Referable(Kind::MediaType))),
        field("headers", Map(&Referable(Kind::Header))),
        field("links", Map(&Referable(Kind::Link))),
        field("summary", Prose).since(V3_2),
    ],
    others: Idle,
};

pub(super) static CALLBACK: Object = Object {
    name: "a callback",
    title: "Callback Object",
    fields: &[],
    others: Members(Keys::Expression, &Referable(Kind::PathItem)),
};

pub(super) static LINK: Object = Object {
    name: "a link",
    title: "Link Object",
    fields: &[
        field("operationId", Text),
        field("operationRef", Text),
        field("parameters", Map(&Any)),
        field("requestBody", Any),
        field("description", Prose),
        field("server", One(Kind::Server)),
    ],
    others: Idle,
};

pub(super) static EXAMPLE: Object = Object {
    name: "an example",
    title: "Example Object",
    fields: &[
        field("value", Any),
        field("summary", Prose),
        field("description", Prose),
        field("externalValue", Text),
        field("dataValue", Any).since(V3_2),
        field("serializedValue", Text).since(V3_2),
    ],
    others: Idle,
};

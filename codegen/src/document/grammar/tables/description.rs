//! The objects outside of operations: the document, its components, servers and security.

use super::super::kind::Kind;
use super::super::object::Others::{Idle, Lost, Members};
use super::super::object::Version::{V3_1, V3_2};
use super::super::object::{Keys, Object, field};
use super::super::shape::Shape::{
    Any, Boolean, List, Map, Object as One, Prose, Referable, Schema, Text, Word,
};

pub(super) static DOCUMENT: Object = Object {
    name: "an OpenAPI document",
    title: "OpenAPI Object",
    fields: &[
        field("openapi", Text).required(),
        field("$self", Text).since(V3_2),
        field("info", One(Kind::Info)).required(),
        field("jsonSchemaDialect", Text).since(V3_1),
        field("servers", List(&One(Kind::Server))),
        field("paths", One(Kind::Paths)),
        field("webhooks", Map(&Referable(Kind::PathItem))).since(V3_1),
        field("components", One(Kind::Components)),
        field("security", List(&One(Kind::SecurityRequirement))),
        field("tags", List(&One(Kind::Tag))),
        field("externalDocs", One(Kind::ExternalDocs)),
    ],
    others: Idle,
};

pub(super) static INFO: Object = Object {
    name: "`info`",
    title: "Info Object",
    fields: &[
        field("title", Text).required(),
        field("summary", Prose).since(V3_1),
        field("description", Prose),
        field("termsOfService", Text),
        field("contact", One(Kind::Contact)),
        field("license", One(Kind::License)),
        field("version", Text).required(),
    ],
    others: Idle,
};

pub(super) static CONTACT: Object = Object {
    name: "`contact`",
    title: "Contact Object",
    fields: &[field("name", Text), field("url", Text), field("email", Text)],
    others: Idle,
};

pub(super) static LICENSE: Object = Object {
    name: "`license`",
    title: "License Object",
    fields: &[
        field("name", Text).required(),
        field("identifier", Text).since(V3_1),
        field("url", Text),
    ],
    others: Idle,
};

pub(super) static SERVER: Object = Object {
    name: "a server",
    title: "Server Object",
    fields: &[
        field("url", Text).required(),
        field("description", Prose),
        field("name", Text).since(V3_2),
        field("variables", Map(&One(Kind::ServerVariable))),
    ],
    others: Idle,
};

pub(super) static SERVER_VARIABLE: Object = Object {
    name: "a server variable",
    title: "Server Variable Object",
    fields: &[
        field("enum", List(&Text)),
        field("default", Text).required(),
        field("description", Prose),
    ],
    others: Idle,
};

pub(super) static TAG: Object = Object {
    name: "a tag",
    title: "Tag Object",
    fields: &[
        field("name", Text).required(),
        field("description", Prose),
        field("externalDocs", One(Kind::ExternalDocs)),
        field("summary", Prose).since(V3_2),
        field("parent", Text).since(V3_2),
        field("kind", Text).since(V3_2),
    ],
    others: Idle,
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    name: "`externalDocs`",
    title: "External Documentation Object",
    fields: &[field("url", Text).expected(), field("description", Prose)],
    others: Idle,
};

pub(super) static COMPONENTS: Object = Object {
    name: "`components`",
    title: "Components Object",
    fields: &[
        field("schemas", Map(&Schema)),
        field("responses", Map(&Referable(Kind::Response))),
        field("parameters", Map(&Referable(Kind::Parameter))),
        field("examples", Map(&Referable(Kind::Example))),
        field("requestBodies", Map(&Referable(Kind::RequestBody))),
        field("headers", Map(&Referable(Kind::Header))),
        field("securitySchemes", Map(&Referable(Kind::SecurityScheme))),
        field("links", Map(&Referable(Kind::Link))),
        field("callbacks", Map(&Referable(Kind::Callback))),
        field("pathItems", Map(&Referable(Kind::PathItem))).since(V3_1),
        field("mediaTypes", Map(&Referable(Kind::MediaType))).since(V3_2),
    ],
    others: Lost,
};

pub(super) static SECURITY_REQUIREMENT: Object = Object {
    name: "a security requirement",
    title: "Security Requirement Object",
    fields: &[],
    others: Members(Keys::Name, &List(&Text)),
};

pub(super) static SECURITY_SCHEME: Object = Object {
    name: "a security scheme",
    title: "Security Scheme Object",
    fields: &[
        field("type", Word(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).required(),
        field("description", Prose),
        field("name", Text),
        field("in", Word(&["query", "header", "cookie"])),
        field("scheme", Text),
        field("bearerFormat", Text),
        field("flows", One(Kind::OauthFlows)),
        field("openIdConnectUrl", Text),
        field("oauth2MetadataUrl", Text).since(V3_2),
        field("deprecated", Boolean).since(V3_2),
    ],
    others: Idle,
};

pub(super) static OAUTH_FLOWS: Object = Object {
    name: "`flows`",
    title: "OAuth Flows Object",
    fields: &[
        field("implicit", One(Kind::OauthFlow)),
        field("password", One(Kind::OauthFlow)),
        field("clientCredentials", One(Kind::OauthFlow)),
        field("authorizationCode", One(Kind::OauthFlow)),
        field("deviceAuthorization", One(Kind::OauthFlow)).since(V3_2),
    ],
    others: Idle,
};

/// The OAuth Flow Object. The values of `scopes` are only documentation, so they may be anything.
pub(super) static OAUTH_FLOW: Object = Object {
    name: "an OAuth flow",
    title: "OAuth Flow Object",
    fields: &[
        field("authorizationUrl", Text),
        field("deviceAuthorizationUrl", Text).since(V3_2),
        field("tokenUrl", Text),
        field("refreshUrl", Text),
        field("scopes", Map(&Any)).expected(),
    ],
    others: Idle,
};

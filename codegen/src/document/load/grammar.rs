//! Which object of the OpenAPI Specification stands where: what tells a Reference Object from
//! data that happens to look like one, and which section of `components` can hold its target.

/// The objects that `$ref`s stand in or below (OpenAPI 3.2, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    OpenApi,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Header,
    Example,
    Link,
    Callback,
    SecurityScheme,
    Schema,
    Discriminator,
    /// Any other object of the specification; none of its members is one of the above.
    Other,
}

/// What stands at one place of a document. Arrays are of the kind of their elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An object of the specification.
    One(Object),
    /// An object whose keys are the author's and whose values are of one kind.
    Map(Object),
    /// The author's data: examples, defaults, extensions. A `$ref` in it means nothing.
    Data,
}

impl Object {
    /// The section of `components` that holds such objects, in every version of OpenAPI 3.
    /// Path items and media types have none in 3.0.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            _ => return None,
        })
    }

    fn of_section(section: &str) -> Self {
        match section {
            "schemas" => Self::Schema,
            "responses" => Self::Response,
            "parameters" => Self::Parameter,
            "examples" => Self::Example,
            "requestBodies" => Self::RequestBody,
            "headers" => Self::Header,
            "securitySchemes" => Self::SecurityScheme,
            "links" => Self::Link,
            "callbacks" => Self::Callback,
            "pathItems" => Self::PathItem,
            "mediaTypes" => Self::MediaType,
            _ => Self::Other,
        }
    }
}

impl Kind {
    /// What stands under `key` of an object of this kind.
    pub(super) fn member(self, key: &str) -> Self {
        match self {
            Self::Data => Self::Data,
            Self::Map(Object::PathItem | Object::Response) if key.starts_with("x-") => Self::Data,
            Self::Map(object) => Self::One(object),
            Self::One(_) if key.starts_with("x-") => Self::Data,
            Self::One(object) => member(object, key),
        }
    }
}

fn member(object: Object, key: &str) -> Kind {
    use Kind::{Data, Map, One};
    use Object as O;
    match (object, key) {
        (O::OpenApi, "paths" | "webhooks") => Map(O::PathItem),
        (O::OpenApi, "components") => One(O::Components),
        (O::Components, section) => Map(O::of_section(section)),
        (O::PathItem, "parameters") | (O::Operation, "parameters") => One(O::Parameter),
        (O::PathItem, "additionalOperations") => Map(O::Operation),
        (O::PathItem, "summary" | "description" | "servers") => One(O::Other),
        (O::PathItem, _) => One(O::Operation),
        (O::Operation, "requestBody") => One(O::RequestBody),
        (O::Operation, "responses") => Map(O::Response),
        (O::Operation, "callbacks") => Map(O::Callback),
        (O::Callback, _) => One(O::PathItem),
        (O::Parameter | O::Header | O::RequestBody | O::Response, "content") => Map(O::MediaType),
        (O::Parameter | O::Header | O::MediaType, "schema") | (O::MediaType, "itemSchema") => {
            One(O::Schema)
        }
        (O::Parameter | O::Header | O::MediaType, "examples") => Map(O::Example),
        (O::Parameter | O::Header | O::MediaType, "example") => Data,
        (O::MediaType | O::Encoding, "encoding") => Map(O::Encoding),
        (O::MediaType | O::Encoding, "prefixEncoding" | "itemEncoding") => One(O::Encoding),
        (O::Encoding | O::Response, "headers") => Map(O::Header),
        (O::Response, "links") => Map(O::Link),
        (O::Example, "value" | "dataValue") => Data,
        (O::Link, "parameters" | "requestBody") => Data,
        (O::Schema, key) => schema_member(key),
        // The values are names or references; Redocly also writes objects with a `$ref`.
        (O::Discriminator, "mapping") => Map(O::Schema),
        _ => One(O::Other),
    }
}

/// The members of a Schema Object that hold schemas (JSON Schema 2020-12, sections 10 and 11).
fn schema_member(key: &str) -> Kind {
    match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => {
            Kind::Map(Object::Schema)
        }
        "example" | "examples" | "default" | "enum" | "const" => Kind::Data,
        "discriminator" => Kind::One(Object::Discriminator),
        "xml" | "externalDocs" | "description" => Kind::One(Object::Other),
        _ => Kind::One(Object::Schema),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &[&str]) -> Kind {
        path.iter().fold(Kind::One(Object::OpenApi), |kind, key| kind.member(key))
    }

    #[test]
    fn schemas_are_found_below_operations() {
        let body = ["paths", "/a", "post", "requestBody", "content", "application/json", "schema"];
        assert_eq!(kind(&body), Kind::One(Object::Schema));
    }

    #[test]
    fn a_property_may_be_called_example_or_x_something() {
        let schema = Kind::One(Object::Schema);
        assert_eq!(schema.member("properties").member("example"), schema);
        assert_eq!(schema.member("properties").member("x-id"), schema);
        assert_eq!(schema.member("example"), Kind::Data);
        assert_eq!(schema.member("x-id"), Kind::Data);
    }
}

//! The intermediate representation of an API: the facts of its document, with every `$ref` resolved
//! and every `allOf` merged, in OpenAPI's terms and independent of Rust. `resolve` builds it;
//! `names` and `lower` read it.

mod bodies;
mod operations;
mod pagination;
mod parameters;
mod polling;
mod responses;
mod retries;
mod schemas;
mod security;
mod servers;
mod unions;
mod webhooks;

use crate::document::text::Json;
use crate::document::text::Text;

pub(crate) use self::bodies::*;
pub(crate) use self::operations::*;
pub(crate) use self::pagination::*;
pub(crate) use self::parameters::*;
pub(crate) use self::polling::*;
pub(crate) use self::responses::*;
pub(crate) use self::retries::*;
pub(crate) use self::schemas::*;
pub(crate) use self::security::*;
pub(crate) use self::servers::*;
pub(crate) use self::unions::*;
pub(crate) use self::webhooks::*;

/// The index of a [`Schema`] in [`Api::schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(u32);

/// An API.
#[derive(Clone, Debug, Default)]
pub(crate) struct Api {
    /// The document's `info`.
    pub info: About,
    /// The document's servers, in order.
    pub servers: Vec<Server>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// All schemas, components first.
    pub schemas: Vec<Schema>,
    /// All operations, in the order of the document's paths.
    pub operations: Vec<Operation>,
    /// The webhooks.
    pub webhooks: Webhooks,
    /// The callbacks of operations, in the order of the operations.
    pub callbacks: Vec<Callback>,
    /// The security schemes, in the order of the document.
    pub security_schemes: Vec<SecurityScheme>,
    /// The default security requirements of operations: alternatives, each of which is a list of
    /// security schemes that are required together. If the document has none, each scheme alone or
    /// no scheme.
    pub security: Vec<Vec<Text>>,
    /// The parameters that are set on the client (`x-speakeasy-globals`).
    pub client_parameters: Vec<ClientParameter>,
    /// The default retry policy of operations (`x-speakeasy-retries`).
    pub retries: Option<Retries>,
}

/// An Info Object.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    /// The API's title.
    pub title: Text,
    /// The API's version.
    pub version: Text,
    /// A short description.
    pub summary: Option<Text>,
    /// A long description, in CommonMark.
    pub description: Option<Text>,
}

/// A Tag Object.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// The tag's name.
    pub name: Text,
    /// The description, in CommonMark.
    pub description: Option<Text>,
}

impl Api {
    /// Returns the schema with this id.
    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// Returns the schema at the end of the chain of references that starts at `id`.
    pub(crate) fn target(&self, id: SchemaId) -> SchemaId {
        let mut end = id;
        for _ in 0..self.schemas.len() {
            let Shape::Reference(next) = self.schema(end).shape else { break };
            end = next;
        }
        end
    }

    /// Whether the schema, or one that it refers to, allows `null`.
    pub(crate) fn nullable(&self, id: SchemaId) -> bool {
        let mut at = id;
        for _ in 0..self.schemas.len() {
            let schema = self.schema(at);
            if schema.nullable {
                return true;
            }
            let Shape::Reference(next) = schema.shape else { break };
            at = next;
        }
        false
    }

    /// Returns the value of a property that doesn't become a field: its constant, or the tag that
    /// the unions that contain the object imply.
    pub(crate) fn fixed<'a>(&'a self, property: &'a Property) -> Option<&'a Json> {
        property.tag.as_ref().or_else(|| self.constant(property))
    }

    /// Returns the constant value of a property, which must be required and not nullable. Its
    /// schema has a single value, either as a `const`, or as an `enum` with one value that selects
    /// the member of a union. Any other `enum` with one value may get more values in the future.
    pub(crate) fn constant(&self, property: &Property) -> Option<&Json> {
        let target = self.schema(self.target(property.schema));
        match &target.shape {
            Shape::Enumeration(enumeration)
                if property.required
                    && (enumeration.is_constant || property.selects)
                    && !self.nullable(property.schema) =>
            {
                enumeration.only().filter(|only| only.is_scalar())
            }
            _ => None,
        }
    }

    /// Returns the direct subschemas of a schema, in the order of the document.
    pub(crate) fn children(&self, id: SchemaId) -> Vec<SchemaId> {
        self.schema(id).shape.children()
    }

    /// Returns the ids of all schemas, in order.
    pub(crate) fn schema_ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.schemas.len()).map(SchemaId::new)
    }
}

impl SchemaId {
    /// Creates the id of the schema at `index`.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// Returns the index in [`Api::schemas`].
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

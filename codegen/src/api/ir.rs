//! What the document says about the API, with every `$ref` followed and every `allOf` merged:
//! facts in OpenAPI's own words, and no Rust. `resolve` builds it; `names` and `lower` read it.

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
    /// The document's servers, in its order.
    pub servers: Vec<Server>,
    /// The tags that the document declares.
    pub tags: Vec<Tag>,
    /// Every schema, components first.
    pub schemas: Vec<Schema>,
    /// Every operation, in the order of the document's paths.
    pub operations: Vec<Operation>,
    /// The webhooks and callbacks.
    pub webhooks: Webhooks,
    /// What the API sends on account of operations, in the order of those.
    pub callbacks: Vec<Callback>,
    /// The security schemes, in the order of the document.
    pub security_schemes: Vec<SecurityScheme>,
    /// What the document says for operations that say nothing: the alternatives of security schemes
    /// that must be met together. Each alone, or none, where it says nothing.
    pub security: Vec<Vec<Text>>,
    /// When requests are sent again, of operations that say nothing (`x-speakeasy-retries`).
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
    /// What it stands for, in CommonMark.
    pub description: Option<Text>,
}

impl Api {
    /// The schema with this id.
    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.index()]
    }

    /// The schema that `id` is only another name for: the end of a chain of references.
    pub(crate) fn target(&self, id: SchemaId) -> SchemaId {
        let mut end = id;
        for _ in 0..self.schemas.len() {
            let Shape::Reference(next) = self.schema(end).shape else { break };
            end = next;
        }
        end
    }

    /// Whether `null` is a value of the schema or of one that it refers to.
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

    /// The value that a property without a field has: its constant, or the tag that the unions around
    /// the object imply.
    pub(crate) fn fixed<'a>(&'a self, property: &'a Property) -> Option<&'a Json> {
        property.tag.as_ref().or_else(|| self.constant(property))
    }

    /// The value that a property always has: it is required, not nullable, and its schema has one
    /// value, as a `const` or as an `enum` of one that selects the member of a union. Any other
    /// `enum` of one may have more values in the future.
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

    /// The schemas directly inside another one, in the order of the document.
    pub(crate) fn children(&self, id: SchemaId) -> Vec<SchemaId> {
        self.schema(id).shape.children()
    }

    /// The ids of all schemas, in order.
    pub(crate) fn schema_ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..self.schemas.len()).map(SchemaId::new)
    }
}

impl SchemaId {
    /// The id of the schema at `index`.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index in [`Api::schemas`].
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

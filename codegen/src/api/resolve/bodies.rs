//! Resolution of request bodies.

use openapiv3::{Encoding, MediaType};

use super::operations::Parts;
use super::parameters::query_style;
use super::{Resolver, follow, stamp};
use crate::api::extension;
use crate::api::ir::{Place, PropertyEncoding, RequestBody, RequestContent, Reserved, Style};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    /// Returns the request body of an operation.
    pub(super) fn request_body(
        &mut self,
        parts: &Parts<'a, '_>,
        at: &JsonPointer,
    ) -> Option<RequestBody> {
        let components = self.components;
        let find = |key: &str| components.request_bodies.get(key);
        let model = follow(parts.operation.request_body.as_ref()?, "requestBodies", find)?;
        let pointer = stamp(model.extensions.iter()).unwrap_or_else(|| at.child("requestBody"));
        let place = Place::RequestBody(parts.key);
        let contents = model.content.iter();
        Some(RequestBody {
            description: model.description.as_deref().map(Text::from),
            required: model.required,
            contents: contents.map(|it| self.request_content(it, &pointer, &place)).collect(),
        })
    }

    fn request_content(
        &mut self,
        (name, model): (&'a String, &'a MediaType),
        pointer: &JsonPointer,
        place: &Place,
    ) -> RequestContent {
        let at = pointer.child("content").child(name);
        let schema = model.schema.as_ref();
        let schema =
            schema.map(|schema| self.schema(&[schema.into()], at.child("schema"), place.clone()));
        let items = extension::text(model.extensions.get(extension::ITEM_SCHEMA));
        let items = items.map(|key| self.keyed(key, at.child("itemSchema"), place.clone()));
        let encodings = model.encoding.iter().filter_map(|(property, encoding)| {
            Some((property.into(), property_encoding(encoding)?))
        });
        RequestContent { name: Text::from(name), schema, items, encodings: encodings.collect() }
    }
}

/// Returns the encoding of a property, or `None` if the Encoding Object doesn't affect the value.
fn property_encoding(model: &Encoding) -> Option<PropertyEncoding> {
    let explode = model.extensions.get(extension::EXPLODE).and_then(serde_json::Value::as_bool);
    if model.style.is_none() && explode.is_none() && !model.allow_reserved {
        return model.content_type.as_ref().map(|it| PropertyEncoding::ContentType(it.into()));
    }
    let style = model.style.as_ref().map_or(Style::Form, query_style);
    let reserved = if model.allow_reserved { Reserved::Kept } else { Reserved::Escaped };
    Some(PropertyEncoding::Style {
        style,
        explode: explode.unwrap_or(style == Style::Form),
        reserved,
    })
}

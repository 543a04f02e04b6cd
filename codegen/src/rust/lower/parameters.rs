//! The parameters of operations.

use super::Lowering;
use super::docs::docs;
use crate::api::ir::{self, Location, ParameterEncoding, Reserved, Style};
use crate::document::media_types::is_json;
use crate::rust::items::{Parameter, TypeRef, Writing};
use crate::rust::names::{FieldName, OperationNames};

impl Lowering<'_> {
    pub(super) fn parameters(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
    ) -> Vec<Parameter> {
        let parameters = operation.parameters.iter().zip(&names.parameters);
        parameters.map(|(parameter, name)| self.parameter(parameter, name)).collect()
    }

    fn parameter(&self, parameter: &ir::Parameter, name: &FieldName) -> Parameter {
        let schema = self.api.schema(parameter.schema);
        let value = self.value_type(parameter.schema);
        // A path has no word for null.
        let nullable = parameter.required
            && parameter.location != Location::Path
            && self.api.nullable(parameter.schema);
        let (writing, style) = writing(parameter);
        let docs = docs(parameter.description.as_ref(), schema, &value);
        Parameter {
            name: name.clone(),
            wire: parameter.name.clone(),
            location: location(parameter.location),
            writing,
            style,
            value: if nullable { TypeRef::Option(Box::new(value)) } else { value },
            required: parameter.required,
            docs,
            deprecated: parameter.deprecated,
        }
    }
}

fn location(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}

/// The method of the request that takes the parameter, and the variant of the runtime's `Style`.
fn writing(parameter: &ir::Parameter) -> (Writing, &'static str) {
    match (&parameter.encoding, parameter.location) {
        (ParameterEncoding::Query(media_type), _) => {
            let json = is_json(media_type);
            (if json { Writing::QueryJson } else { Writing::QueryForm }, "Json")
        }
        (ParameterEncoding::Content(media_type), location) => {
            // A text is a text in all media types but JSON.
            let style = if is_json(media_type) { "Json" } else { plain(location) };
            (escaped(location), style)
        }
        (ParameterEncoding::Style { style, explode, reserved }, location) => {
            let writing = match (location, reserved) {
                (Location::Path, Reserved::Kept) => Writing::PathReserved,
                (Location::Query, Reserved::Kept) => Writing::QueryReserved,
                (Location::Cookie, _) if *style == Style::Cookie => Writing::CookiePlain,
                (location, _) => escaped(location),
            };
            (writing, style_name(*style, *explode))
        }
    }
}

fn escaped(location: Location) -> Writing {
    match location {
        Location::Path => Writing::Path,
        Location::Query => Writing::Query,
        Location::Header => Writing::Header,
        Location::Cookie => Writing::Cookie,
    }
}

/// The style of a value without parts.
fn plain(location: Location) -> &'static str {
    match location {
        Location::Path | Location::Header => "Simple",
        Location::Query | Location::Cookie => "Form",
    }
}

/// The variant of the runtime's `Style`.
pub(super) fn style_name(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::Matrix, false) => "Matrix",
        (Style::Matrix, true) => "MatrixExplode",
        (Style::Label, false) => "Label",
        (Style::Label, true) => "LabelExplode",
        (Style::Form | Style::Cookie, false) => "Form",
        (Style::Form | Style::Cookie, true) => "FormExplode",
        (Style::Simple, false) => "Simple",
        (Style::Simple, true) => "SimpleExplode",
        // Exploded, these two are the same as an exploded form.
        (Style::SpaceDelimited | Style::PipeDelimited, true) => "FormExplode",
        (Style::SpaceDelimited, false) => "SpaceDelimited",
        (Style::PipeDelimited, false) => "PipeDelimited",
        (Style::DeepObject, _) => "DeepObject",
    }
}

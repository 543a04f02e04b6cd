//! The parameters of operations.

use super::Lowering;
use super::docs::docs;
use crate::api::ir::{self, ParameterEncoding, Reserved};
use crate::document::media_types::is_json;
use crate::rust::items::{Location, OnClient, Parameter, Style, TypeRef, WriterMethod};
use crate::rust::names::{FieldName, OperationNames};

impl Lowering<'_> {
    pub(super) fn parameters(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
    ) -> Vec<Parameter> {
        let parameters = operation.parameters.iter().zip(&names.parameters);
        // Calls have a method for every idempotency key, and generate one by default.
        let parameters = parameters.filter(|(parameter, _)| !parameter.is_idempotency_key());
        parameters.map(|(parameter, name)| self.parameter(parameter, name)).collect()
    }

    fn parameter(&self, parameter: &ir::Parameter, name: &FieldName) -> Parameter {
        let schema = self.api.schema(parameter.schema);
        let value = self.value_type(parameter.schema);
        // A path can't represent `null`.
        let nullable = parameter.is_argument()
            && parameter.location != ir::Location::Path
            && self.api.nullable(parameter.schema);
        let docs = docs(parameter.description.as_ref(), schema, &value);
        Parameter {
            name: name.clone(),
            wire: parameter.name.clone(),
            location: location(parameter.location),
            writing: writing(parameter, if nullable { Style::JsonOrNull } else { Style::Json }),
            value: if nullable { TypeRef::Option(Box::new(value)) } else { value },
            required: parameter.is_argument(),
            on_client: parameter.on_client.map(|key| OnClient {
                method: self.names.client_parameters[key.0].clone(),
                required: parameter.required,
            }),
            docs,
            deprecated: parameter.deprecated,
        }
    }
}

fn location(location: ir::Location) -> Location {
    match location {
        ir::Location::Path => Location::Path,
        ir::Location::Query => Location::Query,
        ir::Location::Header => Location::Header,
        ir::Location::Cookie => Location::Cookie,
    }
}

/// Returns the serialization of the parameter; `json` is the style of a parameter that is JSON.
fn writing(parameter: &ir::Parameter, json: Style) -> WriterMethod {
    match (&parameter.encoding, parameter.location) {
        (ParameterEncoding::Query(media_type), _) => match is_json(media_type) {
            true => WriterMethod::QueryJson,
            false => WriterMethod::QueryForm,
        },
        (ParameterEncoding::Content(media_type), location) => {
            // A string is serialized in the same way in all media types other than JSON.
            let style = if is_json(media_type) { json } else { plain(location) };
            escaped(location, style)
        }
        (ParameterEncoding::Style { style: of, explode, reserved }, location) => {
            let style = style(*of, *explode);
            match (location, reserved) {
                (ir::Location::Path, Reserved::Kept) => WriterMethod::PathReserved(style),
                (ir::Location::Query, Reserved::Kept) => WriterMethod::QueryReserved(style),
                (ir::Location::Cookie, _) if *of == ir::Style::Cookie => {
                    WriterMethod::CookiePlain(style)
                }
                (location, _) => escaped(location, style),
            }
        }
    }
}

fn escaped(location: ir::Location, style: Style) -> WriterMethod {
    match (location, style) {
        (ir::Location::Path, style) => WriterMethod::Path(style),
        (ir::Location::Query, style) => WriterMethod::Query(style),
        (ir::Location::Header, Style::Simple) => WriterMethod::Header,
        (ir::Location::Header, style) => WriterMethod::HeaderStyled(style),
        (ir::Location::Cookie, style) => WriterMethod::Cookie(style),
    }
}

/// Returns the style of a scalar value.
fn plain(location: ir::Location) -> Style {
    match location {
        ir::Location::Path | ir::Location::Header => Style::Simple,
        ir::Location::Query | ir::Location::Cookie => Style::Form,
    }
}

/// Returns the style of the runtime.
pub(super) fn style(style: ir::Style, explode: bool) -> Style {
    match (style, explode) {
        (ir::Style::Matrix, false) => Style::Matrix,
        (ir::Style::Matrix, true) => Style::MatrixExplode,
        (ir::Style::Label, false) => Style::Label,
        (ir::Style::Label, true) => Style::LabelExplode,
        (ir::Style::Form | ir::Style::Cookie, false) => Style::Form,
        (ir::Style::Form | ir::Style::Cookie, true) => Style::FormExplode,
        (ir::Style::Simple, false) => Style::Simple,
        (ir::Style::Simple, true) => Style::SimpleExplode,
        // With `explode`, these two are the same as an exploded form.
        (ir::Style::SpaceDelimited | ir::Style::PipeDelimited, true) => Style::FormExplode,
        (ir::Style::SpaceDelimited, false) => Style::SpaceDelimited,
        (ir::Style::PipeDelimited, false) => Style::PipeDelimited,
        (ir::Style::DeepObject, _) => Style::DeepObject,
    }
}

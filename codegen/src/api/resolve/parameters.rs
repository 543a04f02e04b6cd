//! Resolution of parameters.

use openapiv3::{
    CookieStyle, HeaderStyle, Parameter as ParameterModel, ParameterData, ParameterSchemaOrContent,
    PathStyle, QueryStyle,
};

use super::operations::Parts;
use super::{Resolver, follow, stamp};
use crate::api::extension;
use crate::api::ir::{
    Location, OperationKey, Parameter, ParameterEncoding, Place, Reserved, Style,
};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::vendor;

/// The headers that OpenAPI reserves for other keywords (OpenAPI 3.1, Parameter Object, `name`).
const IGNORED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'a> Resolver<'a, '_> {
    /// Returns the operation's parameters, and the parameters of its path that it doesn't override
    /// (OpenAPI 3.1, Operation Object, `parameters`). The parameters of the path come first, in
    /// their order.
    pub(super) fn parameters(
        &mut self,
        parts: &Parts<'a, '_>,
        path: &str,
        pointer: &JsonPointer,
    ) -> Vec<Parameter> {
        let components = self.components;
        let mut parameters: Vec<Parameter> = Vec::new();
        let listed = parts.operation.parameters.iter().chain(&parts.item.parameters);
        for (index, parameter) in listed.enumerate() {
            let find = |key: &str| components.parameters.get(key);
            let Some(model) = follow(parameter, "parameters", find) else { continue };
            let at = pointer.child("parameters").child(index);
            let Some(parameter) = self.parameter(model, at, parts.key) else { continue };
            let overridden = parameters
                .iter()
                .any(|it| it.name == parameter.name && it.location == parameter.location);
            if !overridden {
                parameters.push(parameter);
            }
        }
        parameters.sort_by_key(|it| match it.location {
            Location::Path => {
                path.find(&format!("{{{}}}", it.name.as_written())).unwrap_or(path.len())
            }
            _ => usize::MAX,
        });
        parameters
    }

    fn parameter(
        &mut self,
        model: &'a ParameterModel,
        at: JsonPointer,
        key: OperationKey,
    ) -> Option<Parameter> {
        let (data, location, style) = read_parameter(model);
        let lower = data.name.to_ascii_lowercase();
        if location == Location::Header && IGNORED_HEADERS.contains(&lower.as_str()) {
            return None;
        }
        let pointer = stamp(data.extensions.iter()).unwrap_or(at);
        let place = Place::Parameter(key, Text::from(&data.name));
        let (schema, encoding) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let explode = data.explode.unwrap_or(matches!(style, Style::Form | Style::Cookie));
                let reserved = reserved(model);
                (Some(schema), ParameterEncoding::Style { style, explode, reserved })
            }
            ParameterSchemaOrContent::Content(content) => {
                let (name, media) = content.iter().next().unzip();
                let name = name.map_or("application/json", String::as_str);
                let whole = extension::flag(data.extensions.get(extension::QUERYSTRING));
                let encoding =
                    if whole { ParameterEncoding::Query } else { ParameterEncoding::Content };
                (media.and_then(|it| it.schema.as_ref()), encoding(name.into()))
            }
        };
        let terms: Vec<_> = schema.into_iter().map(Into::into).collect();
        let schema = self.schema(&terms, pointer.child("schema"), place);
        let get = |key: &str| data.extensions.get(key);
        Some(Parameter {
            name: Text::from(&data.name),
            called: self.name_of(vendor::NAMES, get, &pointer),
            location,
            description: data.description.as_deref().map(Text::from),
            required: data.required || location == Location::Path,
            deprecated: data.deprecated == Some(true),
            schema,
            encoding,
            on_client: None,
        })
    }
}

/// Returns the properties of a parameter, its location and its style.
pub(super) fn read_parameter(model: &ParameterModel) -> (&ParameterData, Location, Style) {
    match model {
        ParameterModel::Path { parameter_data, style } => {
            let style = match style {
                PathStyle::Matrix => Style::Matrix,
                PathStyle::Label => Style::Label,
                PathStyle::Simple => Style::Simple,
            };
            (parameter_data, Location::Path, style)
        }
        ParameterModel::Query { parameter_data, style, .. } => {
            (parameter_data, Location::Query, query_style(style))
        }
        ParameterModel::Header { parameter_data, style: HeaderStyle::Simple } => {
            (parameter_data, Location::Header, Style::Simple)
        }
        ParameterModel::Cookie { parameter_data, style: CookieStyle::Form } => {
            let style = extension::text(parameter_data.extensions.get(extension::STYLE));
            let style = if style == Some("cookie") { Style::Cookie } else { Style::Form };
            (parameter_data, Location::Cookie, style)
        }
    }
}

/// Returns the style of a query parameter, or of a property of a form.
pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn reserved(model: &ParameterModel) -> Reserved {
    let data = model.parameter_data_ref();
    let carried = extension::flag(data.extensions.get(extension::ALLOW_RESERVED));
    match model {
        ParameterModel::Query { allow_reserved: true, .. } => Reserved::Kept,
        _ if carried => Reserved::Kept,
        _ => Reserved::Escaped,
    }
}

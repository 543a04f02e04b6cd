//! `application/x-www-form-urlencoded` bodies (OpenAPI 3.1, Encoding Object).

use super::style::{Arrays, Escape, Parameter, Style, pairs};

/// The encoding of a property of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldEncoding {
    /// The default of the Encoding Object: text as it is, the items of an array as fields with the
    /// same name, objects as JSON.
    Plain,
    /// The style of a query parameter.
    Style(Style),
    /// The same, but reserved characters aren't escaped (`allowReserved`).
    Reserved(Style),
    /// This media type, for each item of an array separately: JSON as such, everything else as
    /// text. In a multipart body, also the default media type of files.
    ContentType(&'static str),
}

/// The encoding of a property: its own, or the encoding of all other properties.
pub(crate) fn encoding_of(
    name: &str,
    fields: &[(&str, FieldEncoding)],
    others: FieldEncoding,
) -> FieldEncoding {
    fields.iter().find(|(field, _)| *field == name).map_or(others, |(_, encoding)| *encoding)
}

/// Whether this media type is JSON (RFC 6839, 3.1).
pub(crate) fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.ends_with("+json")
}

/// The names and values of the fields that represent a property.
pub(crate) fn fields(
    name: &str,
    value: &Parameter,
    encoding: FieldEncoding,
    escape: Escape,
) -> Vec<(String, String)> {
    let whole = if value.properties().is_some() { Style::Json } else { Style::FormExplode };
    let (style, escape) = match encoding {
        FieldEncoding::Plain => (whole, escape),
        FieldEncoding::Style(style) => (style, escape),
        FieldEncoding::Reserved(style) => (style, escape.reserved()),
        FieldEncoding::ContentType(media_type) if is_json(media_type) => {
            let values = value.items().unwrap_or(std::slice::from_ref(value)).iter();
            let json = |it| pairs(name, it, Style::Json, escape, Arrays::Numbered);
            return values.flat_map(json).collect();
        }
        FieldEncoding::ContentType(_) => (whole, escape),
    };
    pairs(name, value, style, escape, Arrays::Numbered)
}

/// The text of a form with the properties of a value.
pub(crate) fn urlencoded(
    value: &Parameter,
    encodings: &[(&str, FieldEncoding)],
    others: FieldEncoding,
) -> String {
    let properties = value.properties().unwrap_or_default().iter();
    let fields = properties.flat_map(|(name, value)| {
        fields(name, value, encoding_of(name, encodings, others), Escape::Percent)
    });
    let fields: Vec<String> = fields.map(|(name, value)| format!("{name}={value}")).collect();
    fields.join("&")
}

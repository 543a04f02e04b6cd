//! Serialization of parameters (OpenAPI 3.1, Parameter Object, `style` and `explode`).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::{self, DecodeError, Encode, Kind, Reader};

/// All characters except the unreserved ones (RFC 3986, 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// All characters except those that a path with `allowReserved` may contain (RFC 3986, 2.2 and
/// 3.3). `&`, `+` and `#` are escaped, since they would have another meaning, and so are brackets,
/// which are not allowed.
const ESCAPED_IN_RESERVED_PATH: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The same for a query, which may also contain `?` (RFC 3986, 3.4).
const ESCAPED_IN_RESERVED_QUERY: &AsciiSet = &ESCAPED_IN_RESERVED_PATH.remove(b'?');

/// The style of a parameter; `Explode` in the name means `explode: true`.
///
/// The styles don't define nested arrays and objects: they are written as JSON, except that
/// `DeepObject` continues with brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `color=blue,black`
    Form,
    /// `color=blue&color=black`
    FormExplode,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color%5BR%5D=100&color%5BG%5D=200`
    DeepObject,
    /// `blue,black`
    Simple,
    /// `blue,black`, and `R=100,G=200` for an object
    SimpleExplode,
    /// `.blue,black`
    Label,
    /// `.blue.black`
    LabelExplode,
    /// `;color=blue,black`
    Matrix,
    /// `;color=blue;color=black`
    MatrixExplode,
    /// JSON text: a parameter with `content: application/json`.
    Json,
    /// JSON text of a required nullable parameter, in which null is sent as `null`.
    JsonOrNull,
}

/// The escaping of reserved characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    Percent,
    /// Keeps the reserved characters of a query, and existing escapes (RFC 6570, 3.2.3: reserved
    /// expansion).
    Reserved,
    /// Keeps the reserved characters of a path, and existing escapes.
    ReservedInPath,
    /// Escapes nothing: header fields have their own rules.
    Never,
}

/// The value of a parameter: its JSON text and its parsed form.
pub(crate) struct Parameter {
    json: String,
    shape: Shape,
}

enum Shape {
    Null,
    /// A string, or the text of a number or boolean.
    Scalar(String),
    Array(Vec<Parameter>),
    Object(Vec<(String, Parameter)>),
}

impl Parameter {
    /// Encodes a value.
    pub(crate) fn new(value: &(impl Encode + ?Sized)) -> Self {
        Self::from_json(json::to_string(value))
    }

    /// Parses JSON text. A nested null is undefined and omitted (RFC 6570, 2.3).
    pub(crate) fn from_json(json: String) -> Self {
        let shape = read(&mut Reader::from_trusted(&json)).unwrap_or(Shape::Null);
        Self { json, shape }
    }

    /// Whether there is nothing to send: null, an empty array or an empty object.
    pub(crate) fn is_undefined(&self) -> bool {
        match &self.shape {
            Shape::Null => true,
            Shape::Scalar(_) => false,
            Shape::Array(items) => items.is_empty(),
            Shape::Object(properties) => properties.is_empty(),
        }
    }

    /// Whether a parameter of this style is omitted. An empty array or object has no expansion (RFC
    /// 6570, 2.3), but it has JSON text.
    pub(crate) fn is_omitted(&self, style: Style) -> bool {
        match style {
            Style::Json => !self.is_present(),
            Style::JsonOrNull => false,
            _ => self.is_undefined(),
        }
    }

    fn is_present(&self) -> bool {
        !matches!(self.shape, Shape::Null)
    }

    /// The items of an array; `None` for any other value.
    pub(crate) fn items(&self) -> Option<&[Parameter]> {
        match &self.shape {
            Shape::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Each property of an object as a separate parameter; `None` for any other value.
    pub(crate) fn properties(&self) -> Option<&[(String, Parameter)]> {
        match &self.shape {
            Shape::Object(properties) => Some(properties),
            _ => None,
        }
    }

    /// Whether it is an array that contains an array or object.
    pub(crate) fn has_objects(&self) -> bool {
        let nested = |it: &Self| matches!(it.shape, Shape::Array(_) | Shape::Object(_));
        matches!(&self.shape, Shape::Array(items) if items.iter().any(nested))
    }

    /// The text of a value in an array or object.
    fn text(&self) -> &str {
        match &self.shape {
            Shape::Null => "",
            Shape::Scalar(text) => text,
            Shape::Array(_) | Shape::Object(_) => &self.json,
        }
    }

    /// The items, or alternating names and values, to be joined by a delimiter.
    fn flatten(&self) -> Vec<&str> {
        match &self.shape {
            Shape::Array(items) => items.iter().map(Self::text).collect(),
            Shape::Object(properties) => {
                properties.iter().flat_map(|(name, value)| [name, value.text()]).collect()
            }
            Shape::Null | Shape::Scalar(_) => vec![self.text()],
        }
    }
}

fn read(reader: &mut Reader<'_>) -> Result<Shape, DecodeError> {
    Ok(match reader.kind()? {
        Kind::Null => Shape::Null,
        Kind::Boolean => Shape::Scalar(reader.raw()?.to_owned()),
        // Servers expect digits, and integers without a fraction.
        Kind::Integer | Kind::Number => Shape::Scalar(json::decimal(reader.raw()?).into_owned()),
        Kind::String => Shape::Scalar(reader.string("a string")?.into_owned()),
        Kind::Array => {
            let mut array = reader.enter_array()?;
            let mut items = Vec::new();
            while array.advance(reader)? {
                items.push(Parameter::from_json(reader.raw()?.to_owned()));
            }
            items.retain(Parameter::is_present);
            Shape::Array(items)
        }
        Kind::Object => {
            let mut properties = Vec::new();
            let mut entry = reader.enter_object()?;
            while let Some(name) = entry {
                let value = Parameter::from_json(reader.raw()?.to_owned());
                properties.push((name.into_owned(), value));
                entry = reader.next_name()?;
            }
            properties.retain(|(_, value)| value.is_present());
            Shape::Object(properties)
        }
    })
}

impl Escape {
    pub(crate) fn apply(self, text: &str) -> String {
        match self {
            Self::Percent => utf8_percent_encode(text, RESERVED).to_string(),
            Self::Reserved => escape_unencoded(text, ESCAPED_IN_RESERVED_QUERY),
            Self::ReservedInPath => escape_unencoded(text, ESCAPED_IN_RESERVED_PATH),
            Self::Never => text.to_owned(),
        }
    }

    /// The same with `allowReserved`.
    pub(crate) fn reserved(self) -> Self {
        match self {
            Self::Percent => Self::Reserved,
            other => other,
        }
    }

    fn join(self, texts: &[&str], delimiter: &str) -> String {
        let escaped: Vec<_> = texts.iter().map(|text| self.apply(text)).collect();
        escaped.join(delimiter)
    }
}

/// Escapes the characters of this set, but keeps existing escapes.
fn escape_unencoded(text: &str, escaped: &'static AsciiSet) -> String {
    let mut pieces = text.split('%');
    let encoded = |piece: &str| utf8_percent_encode(piece, escaped).to_string();
    let mut kept = encoded(pieces.next().unwrap_or_default());
    for piece in pieces {
        let digits = piece.bytes().take(2).filter(u8::is_ascii_hexdigit).count();
        kept.push_str(if digits == 2 { "%" } else { "%25" });
        kept.push_str(&encoded(piece));
    }
    kept
}

/// Serializes a path or header parameter (RFC 6570: simple, label and path-style expansion).
pub(crate) fn segment(name: &str, value: &Parameter, style: Style, escape: Escape) -> String {
    let (prefix, delimiter) = match style {
        Style::Label => (".", ","),
        Style::LabelExplode => (".", "."),
        Style::Matrix => (";", ","),
        Style::MatrixExplode => (";", ";"),
        _ => ("", ","),
    };
    let explode =
        matches!(style, Style::SimpleExplode | Style::LabelExplode | Style::MatrixExplode);
    let matrix = matches!(style, Style::Matrix | Style::MatrixExplode);
    match (&value.shape, explode) {
        _ if matches!(style, Style::Json | Style::JsonOrNull) => escape.apply(&value.json),
        (Shape::Object(properties), true) => {
            let pairs: Vec<_> =
                properties.iter().map(|(key, value)| pair(key, value.text(), escape)).collect();
            prefix.to_owned() + &pairs.join(delimiter)
        }
        (Shape::Array(items), true) if matrix => {
            items.iter().map(|item| format!(";{}", pair(name, item.text(), escape))).collect()
        }
        _ => {
            let text = escape.join(&value.flatten(), delimiter);
            match matrix {
                true if text.is_empty() => format!(";{}", escape.apply(name)),
                true => format!(";{}={text}", escape.apply(name)),
                false => prefix.to_owned() + &text,
            }
        }
    }
}

/// The notation of arrays nested in an object with brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrays {
    /// `a[b]=1&a[b]=2`, for queries: the specification defines only objects, and servers treat a
    /// repeated name as a list.
    Repeated,
    /// `a[b][0]=1&a[b][1]=2`, for forms, so that objects in arrays are kept apart.
    Numbered,
}

/// Serializes a query parameter as escaped `name=value` pairs.
pub(crate) fn query(name: &str, value: &Parameter, style: Style) -> Vec<String> {
    query_escaped(name, value, style, Escape::Percent)
}

/// Serializes a query parameter as `name=value` pairs.
pub(crate) fn query_escaped(
    name: &str,
    value: &Parameter,
    style: Style,
    escape: Escape,
) -> Vec<String> {
    let pairs = pairs(name, value, style, escape, Arrays::Repeated).into_iter();
    pairs.map(|(name, value)| format!("{name}={value}")).collect()
}

/// Serializes a query parameter, or a property of a form, as names and values.
pub(crate) fn pairs(
    name: &str,
    value: &Parameter,
    style: Style,
    escape: Escape,
    arrays: Arrays,
) -> Vec<(String, String)> {
    let one = |name: &str, text: &str| (named(name, escape), escape.apply(text));
    match (style, &value.shape) {
        _ if value.is_omitted(style) => Vec::new(),
        (Style::Json | Style::JsonOrNull, _) => vec![one(name, &value.json)],
        (Style::DeepObject, _) => {
            let mut texts = Vec::new();
            // `deepObject` for an array that isn't nested in an object selects numbered brackets.
            let arrays = if value.properties().is_some() { arrays } else { Arrays::Numbered };
            deep_object(name.to_owned(), value, arrays, &mut texts);
            texts.iter().map(|(name, text)| one(name, text)).collect()
        }
        (Style::SpaceDelimited | Style::PipeDelimited | Style::Form, _) => {
            let delimiter = match (style, escape) {
                (Style::SpaceDelimited, Escape::Never) => " ",
                (Style::SpaceDelimited, _) => "%20",
                (Style::PipeDelimited, Escape::Never) => "|",
                (Style::PipeDelimited, _) => "%7C",
                _ => ",",
            };
            vec![(named(name, escape), escape.join(&value.flatten(), delimiter))]
        }
        (_, Shape::Array(items)) => items.iter().map(|item| one(name, item.text())).collect(),
        (_, Shape::Object(properties)) => {
            properties.iter().map(|(key, value)| one(key, value.text())).collect()
        }
        (_, Shape::Null | Shape::Scalar(_)) => vec![one(name, value.text())],
    }
}

/// Escapes a name, always including reserved characters.
fn named(name: &str, escape: Escape) -> String {
    match escape {
        Escape::Reserved | Escape::ReservedInPath => Escape::Percent.apply(name),
        Escape::Percent | Escape::Never => escape.apply(name),
    }
}

fn pair(name: &str, value: &str, escape: Escape) -> String {
    format!("{}={}", named(name, escape), escape.apply(value))
}

fn deep_object<'v>(
    name: String,
    value: &'v Parameter,
    arrays: Arrays,
    texts: &mut Vec<(String, &'v str)>,
) {
    match &value.shape {
        Shape::Null => {}
        Shape::Scalar(text) => texts.push((name, text)),
        Shape::Array(items) => {
            let numbered = arrays == Arrays::Numbered || value.has_objects();
            for (index, item) in items.iter().enumerate() {
                let name = if numbered { format!("{name}[{index}]") } else { name.clone() };
                deep_object(name, item, arrays, texts);
            }
        }
        Shape::Object(properties) => {
            for (key, value) in properties {
                deep_object(format!("{name}[{key}]"), value, arrays, texts);
            }
        }
    }
}

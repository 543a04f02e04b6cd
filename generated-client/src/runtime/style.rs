//! How parameters are written (OpenAPI 3.1, 4.8.12: Parameter Object, style and explode).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json::{self, DecodeError, Encode, Kind, Reader};

/// All but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The style of a parameter; `Explode` in the name stands for `explode: true`.
///
/// The styles leave open how arrays and objects inside of arrays and objects are written: they
/// are written as JSON, except that `DeepObject` goes on with brackets.
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
}

/// What becomes of the characters that a URL reserves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escape {
    Percent,
    /// Header fields have their own rules.
    Never,
}

/// The value of a parameter: its JSON text, and what it is made of.
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
    /// The value that a type writes as JSON.
    pub(crate) fn new(value: &(impl Encode + ?Sized)) -> Self {
        Self::from_json(json::to_string(value))
    }

    fn from_json(json: String) -> Self {
        let shape = read(&mut Reader::of_own(&json)).unwrap_or(Shape::Null);
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

    /// Each property of an object as a parameter of its own; `None` for another value.
    pub(crate) fn properties(&self) -> Option<&[(String, Parameter)]> {
        match &self.shape {
            Shape::Object(properties) => Some(properties),
            _ => None,
        }
    }

    /// The text of a value inside an array or object.
    fn text(&self) -> &str {
        match &self.shape {
            Shape::Null => "",
            Shape::Scalar(text) => text,
            Shape::Array(_) | Shape::Object(_) => &self.json,
        }
    }

    /// The items, or names and values in turn, that stand behind delimiters.
    fn flat(&self) -> Vec<&str> {
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
        Kind::Boolean | Kind::Integer | Kind::Number => Shape::Scalar(reader.raw()?.to_owned()),
        Kind::String => Shape::Scalar(reader.string("a string")?.into_owned()),
        Kind::Array => {
            let mut array = reader.enter_array()?;
            let mut items = Vec::new();
            while array.advance(reader)? {
                items.push(Parameter::from_json(reader.raw()?.to_owned()));
            }
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
            Shape::Object(properties)
        }
    })
}

impl Escape {
    pub(crate) fn apply(self, text: &str) -> String {
        match self {
            Self::Percent => utf8_percent_encode(text, RESERVED).to_string(),
            Self::Never => text.to_owned(),
        }
    }

    fn join(self, texts: &[&str], delimiter: &str) -> String {
        let escaped: Vec<_> = texts.iter().map(|text| self.apply(text)).collect();
        escaped.join(delimiter)
    }
}

/// Renders a path or header parameter (RFC 6570: simple, label and path-style expansion).
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
        _ if style == Style::Json => escape.apply(&value.json),
        (Shape::Object(properties), true) => {
            let pairs: Vec<_> =
                properties.iter().map(|(key, value)| pair(key, value.text(), escape)).collect();
            prefix.to_owned() + &pairs.join(delimiter)
        }
        (Shape::Array(items), true) if matrix => {
            items.iter().map(|item| format!(";{}", pair(name, item.text(), escape))).collect()
        }
        _ => {
            let text = escape.join(&value.flat(), delimiter);
            match matrix {
                true if text.is_empty() => format!(";{}", escape.apply(name)),
                true => format!(";{}={text}", escape.apply(name)),
                false => prefix.to_owned() + &text,
            }
        }
    }
}

/// Renders a query parameter as `name=value` pairs, escaped.
pub(crate) fn query(name: &str, value: &Parameter, style: Style) -> Vec<String> {
    let escape = Escape::Percent;
    match (style, &value.shape) {
        _ if value.is_undefined() => Vec::new(),
        (Style::Json, _) => vec![pair(name, &value.json, escape)],
        (Style::DeepObject, _) => {
            let mut pairs = Vec::new();
            deep(name.to_owned(), value, &mut pairs);
            pairs
        }
        (Style::SpaceDelimited | Style::PipeDelimited | Style::Form, _) => {
            let delimiter = match style {
                Style::SpaceDelimited => "%20",
                Style::PipeDelimited => "%7C",
                _ => ",",
            };
            let text = escape.join(&value.flat(), delimiter);
            vec![format!("{}={text}", escape.apply(name))]
        }
        (_, Shape::Array(items)) => {
            items.iter().map(|item| pair(name, item.text(), escape)).collect()
        }
        (_, Shape::Object(properties)) => {
            properties.iter().map(|(key, value)| pair(key, value.text(), escape)).collect()
        }
        (_, Shape::Null | Shape::Scalar(_)) => vec![pair(name, value.text(), escape)],
    }
}

fn pair(name: &str, value: &str, escape: Escape) -> String {
    format!("{}={}", escape.apply(name), escape.apply(value))
}

fn deep(name: String, value: &Parameter, pairs: &mut Vec<String>) {
    match &value.shape {
        Shape::Null => {}
        Shape::Scalar(text) => pairs.push(pair(&name, text, Escape::Percent)),
        Shape::Array(items) => {
            for item in items {
                deep(name.clone(), item, pairs);
            }
        }
        Shape::Object(properties) => {
            for (key, value) in properties {
                deep(format!("{name}[{key}]"), value, pairs);
            }
        }
    }
}

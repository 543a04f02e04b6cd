//! The text of a parameter before escaping (OpenAPI 3.1, Parameter Object, `style`).

use client_runtime::runtime::Style;
use client_runtime::runtime::json::to_string;
use serde_json::Value;

use super::super::lenient::sent;

/// The value of a parameter.
pub(super) struct Expected<'a> {
    value: &'a Value,
    shape: Shape<'a>,
}

/// The form of the value, without null in arrays and objects (RFC 6570, 2.3).
enum Shape<'a> {
    Undefined,
    Scalar(String),
    Array(Vec<&'a Value>),
    Object(Vec<(&'a String, &'a Value)>),
}

impl<'a> Expected<'a> {
    pub(super) fn of(value: &'a Value) -> Self {
        Self { value, shape: Shape::of(value) }
    }

    pub(super) fn is_undefined(&self) -> bool {
        matches!(self.shape, Shape::Undefined)
    }

    /// Returns the items, or alternating names and values.
    pub(super) fn flat(&self) -> Vec<String> {
        match &self.shape {
            Shape::Undefined => Vec::new(),
            Shape::Scalar(text) => vec![text.clone()],
            Shape::Array(items) => items.iter().map(|it| sent(it)).collect(),
            Shape::Object(properties) => {
                properties.iter().flat_map(|(name, it)| [(*name).clone(), sent(it)]).collect()
            }
        }
    }

    /// Returns the items, or each name with its value.
    fn exploded(&self) -> Vec<String> {
        match &self.shape {
            Shape::Object(properties) => {
                properties.iter().map(|(name, it)| format!("{name}={}", sent(it))).collect()
            }
            _ => self.flat(),
        }
    }

    /// Returns the text of a path parameter.
    pub(super) fn segment(&self, name: &str, style: Style) -> String {
        match (style, &self.shape) {
            (Style::Json, _) => to_string(self.value),
            (Style::SimpleExplode, _) => self.exploded().join(","),
            (Style::Label, _) => format!(".{}", self.flat().join(",")),
            (Style::LabelExplode, _) => format!(".{}", self.exploded().join(".")),
            (Style::MatrixExplode, Shape::Array(items)) => {
                items.iter().map(|it| format!(";{name}={}", sent(it))).collect()
            }
            (Style::MatrixExplode, Shape::Object(_)) => format!(";{}", self.exploded().join(";")),
            (Style::Matrix | Style::MatrixExplode, _) => {
                let joined = self.flat().join(",");
                if joined.is_empty() { format!(";{name}") } else { format!(";{name}={joined}") }
            }
            _ => self.flat().join(","),
        }
    }

    /// Returns the names and values of a query parameter or a cookie.
    pub(super) fn pairs(&self, name: &str, style: Style) -> Vec<(String, String)> {
        let one = |text: String| vec![(name.to_owned(), text)];
        match (style, &self.shape) {
            (Style::Json, _) if !self.value.is_null() => one(to_string(self.value)),
            (_, Shape::Undefined) => Vec::new(),
            (Style::Form, _) => one(self.flat().join(",")),
            (Style::SpaceDelimited, _) => one(self.flat().join(" ")),
            (Style::PipeDelimited, _) => one(self.flat().join("|")),
            (Style::DeepObject, _) => deep(name.to_owned(), self.value, Arrays::of(self.value)),
            (_, Shape::Object(properties)) => {
                properties.iter().map(|(name, it)| ((*name).clone(), sent(it))).collect()
            }
            _ => self.flat().into_iter().flat_map(one).collect(),
        }
    }
}

impl<'a> Shape<'a> {
    fn of(value: &'a Value) -> Self {
        match value {
            Value::Array(items) => {
                let items: Vec<_> = items.iter().filter(|it| !it.is_null()).collect();
                if items.is_empty() { Self::Undefined } else { Self::Array(items) }
            }
            Value::Object(object) => {
                let properties: Vec<_> = object.iter().filter(|(_, it)| !it.is_null()).collect();
                if properties.is_empty() { Self::Undefined } else { Self::Object(properties) }
            }
            Value::Null => Self::Undefined,
            _ => Self::Scalar(sent(value)),
        }
    }
}

/// The names of array items in the style `deepObject`, which the specification does not define.
#[derive(Clone, Copy)]
enum Arrays {
    Repeated,
    Numbered,
}

impl Arrays {
    /// The form that servers parse: numbered if the parameter itself is an array.
    fn of(value: &Value) -> Self {
        if value.is_array() { Self::Numbered } else { Self::Repeated }
    }
}

fn deep(name: String, value: &Value, arrays: Arrays) -> Vec<(String, String)> {
    match Shape::of(value) {
        Shape::Undefined => Vec::new(),
        Shape::Scalar(text) => vec![(name, text)],
        Shape::Array(items) => {
            let nests = items.iter().any(|it| it.is_array() || it.is_object());
            let name = |index: usize| match arrays {
                Arrays::Repeated if !nests => name.clone(),
                _ => format!("{name}[{index}]"),
            };
            let items = items.iter().enumerate();
            items.flat_map(|(index, it)| deep(name(index), it, arrays)).collect()
        }
        Shape::Object(properties) => {
            let properties = properties.iter();
            properties.flat_map(|(key, it)| deep(format!("{name}[{key}]"), it, arrays)).collect()
        }
    }
}

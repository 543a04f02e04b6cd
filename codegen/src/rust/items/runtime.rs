//! Items of the runtime that the crate mentions. Their names are in `emit/runtime.rs`.

/// A variant of the runtime's `Style`: the style of a parameter or of a field of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Simple,
    SimpleExplode,
    Form,
    FormExplode,
    Matrix,
    MatrixExplode,
    Label,
    LabelExplode,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Json,
    JsonOrNull,
}

/// A method of the runtime's `RequestBuilder` that writes a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Path(Style),
    PathReserved(Style),
    Query(Style),
    QueryReserved(Style),
    QueryForm,
    QueryJson,
    Header,
    HeaderStyled(Style),
    Cookie(Style),
    CookiePlain(Style),
}

/// A reader of the runtime's `RawResponse`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Doesn't read the body.
    Empty,
    /// Reads JSON.
    Json,
    /// Reads text.
    Text,
    /// Reads raw bytes.
    Bytes,
    /// Streams server-sent events with JSON data.
    Events,
    /// Streams server-sent events with text data.
    TextEvents,
    /// Streams server-sent events as objects with `data`.
    WholeEvents,
    /// Streams JSON values, one per line.
    Lines,
    /// Streams a JSON text sequence.
    Records,
}

impl Reading {
    /// Returns `true` if the body is streamed.
    pub fn is_streamed(self) -> bool {
        !matches!(self, Self::Empty | Self::Json | Self::Text | Self::Bytes)
    }
}

/// A constructor of the runtime's `Header`: the representation of the value of a header field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// Text.
    Text,
    /// JSON.
    Json,
    /// A list of texts.
    TextList,
    /// A list of JSON values.
    JsonList,
}

/// A trait that a type derives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derive {
    Clone,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
}

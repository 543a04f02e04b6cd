//! Items of the runtime that the crate names. `emit/runtime.rs` writes their names.

/// A variant of the runtime's `Style`: how a parameter, or a field of a body, is written.
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

/// A method of the runtime's `RequestBuilder` that takes a parameter.
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
    /// Not at all.
    Empty,
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As it is.
    Bytes,
    /// As server-sent events with JSON data, while they come in.
    Events,
    /// As server-sent events with text data, while they come in.
    TextEvents,
    /// As server-sent events, each an object with `data`, while they come in.
    WholeEvents,
    /// As JSON values, one a line, while they come in.
    Lines,
    /// As a JSON text sequence, while it comes in.
    Records,
}

impl Reading {
    /// Whether the body is returned while it comes in.
    pub fn is_streamed(self) -> bool {
        !matches!(self, Self::Empty | Self::Json | Self::Text | Self::Bytes)
    }
}

/// A constructor of the runtime's `Header`: how the value of a header field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As text.
    Text,
    /// As JSON.
    Json,
    /// As a list of texts.
    TextList,
    /// As a list of JSON values.
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

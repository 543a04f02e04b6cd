//! The items of the runtime that generated code names. `emit/runtime.rs` writes their names.

/// A variant of the runtime's `Style`: the serialization of a parameter or of a form field.
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

/// A method of the runtime's `RequestBuilder` that adds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriterMethod {
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

/// A method of the runtime's `RawResponse` that reads a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReaderMethod {
    /// The body is ignored.
    Empty,
    /// As JSON.
    Json,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// As a stream of server-sent events with JSON data.
    Events,
    /// As a stream of server-sent events with text data.
    TextEvents,
    /// As a stream of server-sent events, each of which is an object with `data`.
    WholeEvents,
    /// As a stream of JSON values, one on each line.
    Lines,
    /// As a stream of the values in a JSON text sequence.
    Records,
}

impl ReaderMethod {
    /// Whether the body is returned as a stream.
    pub fn is_streamed(self) -> bool {
        !matches!(self, Self::Empty | Self::Json | Self::Text | Self::Bytes)
    }
}

/// The serialization of a header value: a constructor of the runtime's `Header`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As text.
    Text,
    /// As JSON.
    Json,
    /// As a list of strings.
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

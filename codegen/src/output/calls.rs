//! Each operation as a program outside of the crate calls it: takes the crate and returns texts.

use crate::output::emit::type_path;
use crate::rust::items::{Body, ContentEncoding, Crate, Operation, OperationModule};

/// An operation, and the Rust that calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCall {
    /// The HTTP method.
    pub method: String,
    /// The path template, as the document writes it.
    pub path: String,
    /// The method of the client that returns the resource.
    pub resource: String,
    /// The method of the resource: its arguments are those that are required, in this order, and then
    /// the body, if it is.
    pub function: String,
    /// The parameters.
    pub parameters: Vec<CallParameter>,
    /// The body.
    pub body: Option<CallBody>,
}

/// A parameter of an [`OperationCall`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallParameter {
    /// Where it goes: `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// Its name in the document.
    pub name: String,
    /// Its setter, where it is optional.
    pub setter: Option<String>,
    /// The type, as code outside of the crate writes it.
    pub path: String,
}

/// The body of an [`OperationCall`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallBody {
    /// Whether it is an argument; otherwise it has the setter `body`.
    pub required: bool,
    /// The media types that it can be sent as.
    pub contents: Vec<CallContent>,
}

/// A media type that a body can be sent as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallContent {
    /// The media type, as it is sent.
    pub media_type: String,
    /// How its value is written.
    pub kind: CallContentKind,
    /// The type of its value, as code outside of the crate writes it.
    pub path: String,
    /// The variant that takes the value, where there are several media types.
    pub variant: Option<String>,
}

/// How the value of a [`CallContent`] is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallContentKind {
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As parts with names.
    Multipart,
    /// In another way: as text, a file, or several values.
    Other,
}

/// The operations of a crate, in the order of the document.
pub(crate) fn calls(krate: &Crate) -> Vec<OperationCall> {
    let of_module = |module: &OperationModule| -> Vec<OperationCall> {
        module.operations.iter().map(|it| call(module, it)).collect()
    };
    krate.operations.iter().flat_map(of_module).collect()
}

/// The methods of the builder that set credentials, each with the number of its arguments.
pub(crate) fn credentials(krate: &Crate) -> Vec<(String, usize)> {
    let credentials = krate.client.credentials.iter();
    credentials.map(|it| (it.method.to_string(), it.kind.arguments().len())).collect()
}

fn call(module: &OperationModule, operation: &Operation) -> OperationCall {
    let parameters = operation.parameters.iter().map(|it| CallParameter {
        location: it.location.name(),
        name: it.wire.as_written().to_owned(),
        setter: (!it.required).then(|| it.name.to_string()),
        path: type_path(&it.value),
    });
    OperationCall {
        method: operation.method.as_written().to_owned(),
        path: operation.path.as_written().to_owned(),
        resource: module.name.to_string(),
        function: operation.function.to_string(),
        parameters: parameters.collect(),
        body: operation.body.as_ref().map(|it| body(module, it)),
    }
}

fn body(module: &OperationModule, body: &Body) -> CallBody {
    let choice = body.choice.as_ref().map(|name| format!("operations::{}::{name}", module.name));
    let contents = body.contents.iter().map(|it| CallContent {
        media_type: it.media_type.as_written().to_owned(),
        kind: kind(&it.encoding),
        path: type_path(&it.value),
        variant: choice.as_ref().zip(it.variant.as_ref()).map(|(it, name)| format!("{it}::{name}")),
    });
    CallBody { required: body.required, contents: contents.collect() }
}

fn kind(encoding: &ContentEncoding) -> CallContentKind {
    match encoding {
        ContentEncoding::Json | ContentEncoding::JsonAs => CallContentKind::Json,
        ContentEncoding::Form | ContentEncoding::FormEncoded(..) => CallContentKind::Form,
        ContentEncoding::Multipart(_) => CallContentKind::Multipart,
        ContentEncoding::JsonLines
        | ContentEncoding::JsonSequence
        | ContentEncoding::Parts
        | ContentEncoding::Text
        | ContentEncoding::TextAs
        | ContentEncoding::File => CallContentKind::Other,
    }
}

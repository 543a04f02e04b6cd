//! The calls of operations in programs outside of the crate, as source code.

use crate::output::emit::type_path;
use crate::rust::items::{Body, ContentEncoding, Crate, Operation, OperationModule};

/// An operation, with the Rust names that call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCall {
    /// The HTTP method.
    pub method: String,
    /// The path template, as written in the document.
    pub path: String,
    /// The method of the client that returns the resource.
    pub resource: String,
    /// The method of the resource. Its arguments are the required parameters, in this order,
    /// followed by the body if it is required.
    pub function: String,
    /// The parameters.
    pub parameters: Vec<CallParameter>,
    /// The request body.
    pub body: Option<CallBody>,
}

/// A parameter of an [`OperationCall`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallParameter {
    /// Its location: `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// Its name in the document.
    pub name: String,
    /// Its setter, if it is optional.
    pub setter: Option<String>,
    /// The path of its type outside of the crate.
    pub path: String,
}

/// The request body of an [`OperationCall`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallBody {
    /// Whether it is an argument; otherwise it has the setter `body`.
    pub required: bool,
    /// The media types that it can be sent as.
    pub contents: Vec<CallContent>,
}

/// The content of a request body with one media type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallContent {
    /// The media type to send.
    pub media_type: String,
    /// The encoding of its value.
    pub kind: CallContentKind,
    /// The path of its value's type outside of the crate.
    pub path: String,
    /// The variant for the value, if there are several media types.
    pub variant: Option<String>,
}

/// The encoding of the value of a [`CallContent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallContentKind {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Named parts.
    Multipart,
    /// Another encoding: text, a file, or several values.
    Other,
}

/// Returns the operations of a crate, in the order of the document.
pub(crate) fn calls(krate: &Crate) -> Vec<OperationCall> {
    let of_module = |module: &OperationModule| -> Vec<OperationCall> {
        module.operations.iter().map(|it| call(module, it)).collect()
    };
    krate.operations.iter().flat_map(of_module).collect()
}

/// Returns the methods of the builder that set credentials, each with the number of its parameters.
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

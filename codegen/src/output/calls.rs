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
    /// The type of its value, where it is JSON and nothing else.
    pub json: Option<String>,
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
        body: operation.body.as_ref().map(body),
    }
}

fn body(body: &Body) -> CallBody {
    let json = match &body.contents[..] {
        [only] if matches!(only.encoding, ContentEncoding::Json | ContentEncoding::JsonAs) => {
            Some(type_path(&body.value))
        }
        _ => None,
    };
    CallBody { required: body.required, json }
}

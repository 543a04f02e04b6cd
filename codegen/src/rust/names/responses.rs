//! The names of responses: their variants, the methods that request another media type, and the
//! constants of response headers.

use std::collections::BTreeMap;

use super::hint::subtype;
use super::scope::Scope;
use super::words::snake;
use super::{ConstantName, FieldName, FunctionName, ResponseNames, VariantName};
use crate::api::ir::{Api, Operation, Status};
use crate::document::media_types;

/// Returns the variants of each response, named after its status and its media types.
pub(super) fn responses(operation: &Operation) -> Vec<ResponseNames> {
    let mut scope = Scope::default();
    let mut variant = |wanted: String| VariantName::new(scope.allocate(&wanted).identifier);
    let own: Vec<(String, VariantName)> = operation
        .responses
        .iter()
        .map(|response| {
            let wanted = variant_name(response.status);
            (wanted.clone(), variant(wanted))
        })
        .collect();
    let names = operation.responses.iter().zip(own).map(|(response, (wanted, name))| {
        let content =
            |it: &crate::api::ir::Content| variant(format!("{wanted}{}", subtype(&it.media_type)));
        let contents = response.contents.iter().map(content).collect();
        ResponseNames { variant: name, contents }
    });
    names.collect()
}

/// Returns the methods that request each media type of the operation's main success response;
/// `taken` has the other methods of the call.
pub(super) fn representations(
    operation: &Operation,
    taken: &[&str],
    parameters: &[FieldName],
) -> Vec<FunctionName> {
    let mut scope = Scope::reserving(taken);
    for parameter in parameters {
        scope.reserve(parameter.as_str());
    }
    let contents = operation.main_success().into_iter().flat_map(|it| &it.contents);
    let mut has_stream = false;
    let names = contents.map(|content| {
        if media_types::content(&content.media_type).is_stream() && !has_stream {
            has_stream = true;
            return FunctionName::new("stream".to_owned());
        }
        let wanted = format!("as_{}", snake(&subtype(&content.media_type), "any"));
        FunctionName::new(scope.allocate_snake(&wanted).identifier)
    });
    names.collect()
}

/// Returns the constant of each response header, by its name in lower case.
pub(super) fn headers(api: &Api) -> BTreeMap<String, ConstantName> {
    let mut scope = Scope::default();
    let mut names = BTreeMap::new();
    let responses = api.operations.iter().flat_map(|it| &it.responses);
    for header in responses.flat_map(|response| &response.headers) {
        names.entry(header.name.as_written().to_ascii_lowercase()).or_insert_with(|| {
            let wanted = snake(header.name.as_written(), "header").to_ascii_uppercase();
            ConstantName::new(scope.allocate(&wanted).identifier)
        });
    }
    names
}

fn variant_name(status: Status) -> String {
    match status {
        Status::Code(code) => status_name(code),
        Status::Range(1) => "Informational".to_owned(),
        Status::Range(2) => "Successful".to_owned(),
        Status::Range(3) => "Redirection".to_owned(),
        Status::Range(4) => "ClientError".to_owned(),
        Status::Range(5) => "ServerError".to_owned(),
        Status::Range(hundreds) => format!("Status{hundreds}xx"),
        Status::Default => "Default".to_owned(),
    }
}

/// Returns the registered name of an HTTP status (RFC 9110, 15).
fn status_name(code: u16) -> String {
    let name = match code {
        200 => "Ok",
        201 => "Created",
        202 => "Accepted",
        203 => "NonAuthoritativeInformation",
        204 => "NoContent",
        205 => "ResetContent",
        206 => "PartialContent",
        300 => "MultipleChoices",
        301 => "MovedPermanently",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "TemporaryRedirect",
        308 => "PermanentRedirect",
        400 => "BadRequest",
        401 => "Unauthorized",
        402 => "PaymentRequired",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        406 => "NotAcceptable",
        407 => "ProxyAuthenticationRequired",
        408 => "RequestTimeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "LengthRequired",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        414 => "UriTooLong",
        415 => "UnsupportedMediaType",
        416 => "RangeNotSatisfiable",
        417 => "ExpectationFailed",
        421 => "MisdirectedRequest",
        422 => "UnprocessableEntity",
        423 => "Locked",
        424 => "FailedDependency",
        425 => "TooEarly",
        426 => "UpgradeRequired",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        431 => "RequestHeaderFieldsTooLarge",
        451 => "UnavailableForLegalReasons",
        500 => "InternalServerError",
        501 => "NotImplemented",
        502 => "BadGateway",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        505 => "HttpVersionNotSupported",
        507 => "InsufficientStorage",
        508 => "LoopDetected",
        511 => "NetworkAuthenticationRequired",
        other => return format!("Status{other}"),
    };
    name.to_owned()
}

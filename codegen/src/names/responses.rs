//! The variants of responses, after their statuses.

use super::VariantName;
use super::scope::Scope;
use crate::ir::{Operation, Status};

pub(super) fn responses(operation: &Operation) -> Vec<VariantName> {
    let mut scope = Scope::default();
    let names = operation.responses.iter().map(|response| {
        let wanted = match response.status {
            Status::Code(code) => status_name(code),
            Status::Range(1) => "Informational".to_owned(),
            Status::Range(2) => "Successful".to_owned(),
            Status::Range(3) => "Redirection".to_owned(),
            Status::Range(4) => "ClientError".to_owned(),
            Status::Range(5) => "ServerError".to_owned(),
            Status::Range(hundreds) => format!("Status{hundreds}xx"),
            Status::Default => "Default".to_owned(),
        };
        VariantName::new(scope.allocate(&wanted).identifier)
    });
    names.collect()
}

/// The registered name of an HTTP status (RFC 9110, section 15).
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

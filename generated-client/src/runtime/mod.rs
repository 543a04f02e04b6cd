//! The runtime shared by all generated clients: the JSON codec, the client and its errors.
//!
//! The core does no I/O: an [`Operation`] builds an [`http::Request`] and reads an
//! [`http::Response`]; a transport, which is any `tower_service::Service`, sends and receives them.
#![allow(
    dead_code,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "no API uses all of what the clients share"
)]

mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod build_error;
mod builder;
mod call;
mod client;
mod client_parameters;
mod clock;
mod content;
mod content_encoding;
mod debug_log;
mod error;
mod file;
mod form;
mod header;
mod incoming;
pub mod json;
mod limits;
mod macros;
mod media_type;
pub(crate) mod multipart;
mod operation;
mod options;
mod pages;
mod path;
mod platform;
mod polling;
mod redirect;
mod reply;
pub mod representation;
pub(crate) mod request;
mod resource;
mod response;
mod retry;
mod sanitize;
mod security;
mod send;
mod status;
mod stream;
pub(crate) mod style;
#[cfg(feature = "testing")]
pub mod testing;
mod timer;
#[cfg(feature = "tracing")]
mod trace;
mod transport;
mod undocumented;
#[cfg(feature = "webhooks")]
pub mod webhooks;

pub(crate) use base_url::check_variable;
#[cfg(feature = "blocking")]
pub use blocking::Blocking;
pub use body::Body;
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub use call::Call;
pub use client::{Api, Client};
pub use content::Progress;
pub use debug_log::{DebugLog, Logged};
pub use error::{AnyApiError, ApiError, DocumentedError, Error, Target};
pub use error::{InvalidBody, InvalidRequest, ResponseHead, UndocumentedStatus};
pub use error::{NotDone, NotDoneReason, Timeout, TimeoutLimit, TimeoutPhase};
pub use file::File;
pub use form::FieldEncoding;
pub use header::Header;
pub use incoming::IncomingResponse;
pub use operation::Operation;
pub use pages::{Items, Pages, Paginated};
#[doc(hidden)]
pub use pages::{NextPage, VisitedPages};
#[doc(hidden)]
pub use polling::States;
pub use polling::{Polled, Polling};
pub use reply::{Response, WithResponse};
pub use representation::As;
pub use request::RequestBuilder;
pub use response::RawResponse;
pub use retry::{RetryBudget, RetryPolicy};
pub use security::{Accepts, Credential, Scheme, SchemeKind, Secret, SecretProvider, SecretSource};
pub use security::{OAuth, OAuthGrant, TokenError};
pub use stream::{ByteStream, Event, EventSource, EventStream, JsonLines};
pub use style::Style;
pub use timer::{Sleep, Timer};
pub use transport::{BoxError, HttpService, ResponseBody, Route, Sending, TransportError};
pub use undocumented::AnyRequest;

pub(crate) use client_parameters::{client_parameters, put_parameter};
pub(crate) use macros::{anchor, operation};
pub(crate) use operation::documented_status;
pub(crate) use pages::{
    NestedArgument, Nullish, advance, boolean, field_path, number, page_argument,
};
pub(crate) use pages::{next_cursor, next_header, next_last, next_link, next_offset, next_page};
pub(crate) use polling::polled;
pub(crate) use resource::resource;
#[cfg(test)]
pub(crate) use retry::retry_after;
pub(crate) use security::{credentials, grants};
#[cfg(all(test, feature = "reqwest"))]
pub(crate) use transport::with_tls;

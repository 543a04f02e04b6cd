//! The exports of `lib.rs`, with examples that use the API's own operations.

use quote::quote;

use super::{rust, sample};
use crate::output::source::{Block, Item};
use crate::rust::items::Crate;

/// Returns the exports. rustdoc shows their documentation before the documentation of the runtime.
pub(super) fn exports(krate: &Crate) -> Vec<Item> {
    let verification = krate.webhooks.is_none().then(|| {
        quote! {
            #[cfg(feature = "webhooks")]
            pub use runtime::webhooks;
        }
    });
    let values: Vec<_> = krate.client.server_values.iter().map(|it| &it.name).collect();
    let client = match (&krate.client.credentials[..], &values[..]) {
        ([], []) => quote!(
            pub use client::Server;
        ),
        ([], values) => quote!(
            pub use client::{Server, #(#values),*};
        ),
        (_, values) => quote!(
            pub use client::{Server, #(#values,)* schemes};
        ),
    };
    let plain = quote! {
        #client
        #[cfg(feature = "blocking")]
        pub use runtime::Blocking;
        pub use runtime::json;
        pub use runtime::json::{Additional, RestItems};
        pub use runtime::json::{Base64, Base64Url, UnixTime};
        pub use runtime::json::{DecodeError, Extra, Maybe, RawJson};
        pub use runtime::json::{IntoCollection, IntoOptional, IntoOptionalCollection};
        pub use runtime::representation;
        #verification
        pub use runtime::{Accepts, AnyRequest};
        pub use runtime::{AnyApiError, ApiError, DocumentedError, Error, Target};
        pub use runtime::{As, ByteStream, Event, EventSource, EventStream, JsonLines};
        pub use runtime::{Body, BoxError, TransportError};
        pub use runtime::{BuildError, Client, ClientBuilder, Credential};
        pub use runtime::{DebugLog, Logged};
        pub use runtime::{FieldEncoding, File, Progress};
        pub use runtime::{Header, IncomingResponse, Response, WithResponse};
        pub use runtime::{HttpService, ResponseBody, Route, Sending};
        pub use runtime::{InvalidBody, InvalidRequest, UndocumentedStatus};
        pub use runtime::{Items, Pages, Paginated};
        pub use runtime::{NotDone, NotDoneReason, Polled, Polling};
        pub use runtime::{OAuthGrant, TokenError};
        pub use runtime::{Operation, RawResponse, RequestBuilder, Style};
        pub use runtime::{ResponseHead, Timeout, TimeoutLimit, TimeoutPhase};
        pub use runtime::{RetryBudget, RetryPolicy, Sleep, Timer};
        pub use runtime::{Secret, SecretProvider, SecretSource};
    };
    let testing = quote! {
        #[cfg(feature = "testing")]
        pub use runtime::testing;
    };
    let call = quote!(
        pub use runtime::Call;
    );
    let mut items = vec![rust(plain)];
    let call_docs =
        ("A call of an operation, with its arguments and options.", sample::options(krate));
    let testing_docs = ("Tests without a server.", sample::mocked(krate));
    for (export, (about, example)) in [(call, call_docs), (testing, testing_docs)] {
        let docs =
            example.into_iter().flat_map(|it| [Block::Text(about.to_owned()), Block::Program(it)]);
        items.push(Item::Documented(docs.collect(), export.into()));
    }
    items
}

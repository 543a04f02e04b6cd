//! `webhooks.rs`: the event in a webhook's body, and its verification and decoding.

use quote::quote;

use super::{rust, text};
use crate::output::source::SourceFile;
use crate::rust::items::Webhooks;

pub(super) fn file(webhooks: &Webhooks) -> SourceFile {
    let event = &webhooks.event;
    let rows = webhooks
        .list
        .iter()
        .map(|webhook| format!("- {}: [`{event}::{}`]\n", webhook.title, webhook.variant));
    let docs = format!(
        "Webhooks: requests that the API makes.\n\n\
         With the feature `webhooks`, `receive` verifies that a request was sent by the API, and \
         reads its event.\n[`{event}::parse`] reads a body without verification. The \
         events:\n\n{}",
        rows.collect::<String>().trim_end()
    );
    let uses = quote! {
        pub use crate::types::#event;
        #[cfg(feature = "webhooks")]
        pub use crate::runtime::webhooks::*;
        use crate::runtime::json::{self, DecodeError};
    };
    let receive = quote! {
        /// Verifies with the secret of the webhook that the request was sent by the API, and reads
        /// its event. An event that is not described in the document is `Unknown`.
        ///
        /// The signature is verified as defined by Standard Webhooks, also with the header names of
        /// Svix. The body must be the exact bytes of the request: JSON that was parsed and
        /// serialized again doesn't match its signature. A `Verifier` supports several secrets,
        /// another tolerance, and messages that are sent again.
        ///
        /// # Errors
        ///
        /// `WebhookError` contains the reason. Respond to such a request with status 400.
        #[cfg(feature = "webhooks")]
        #[inline]
        pub fn receive(
            secret: &str,
            headers: &::http::HeaderMap,
            body: &[u8],
        ) -> Result<#event, WebhookError> {
            Verifier::new(secret)?.receive(headers, body)
        }
    };
    let parse = quote! {
        impl #event {
            /// Reads the body of a webhook request without verifying it. An event that is not
            /// described in the document is `Unknown`, which contains its JSON.
            ///
            /// # Errors
            ///
            /// The body isn't JSON, or doesn't match the schema of its event.
            #[inline]
            pub fn parse(body: &[u8]) -> Result<Self, DecodeError> {
                json::from_slice(body)
            }
        }
    };
    SourceFile {
        path: "src/webhooks.rs".to_owned(),
        docs: text(docs),
        attributes: Vec::new(),
        items: vec![rust(uses), rust(receive), rust(parse)],
    }
}

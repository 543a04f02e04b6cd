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
         With the feature `webhooks`, `receive` verifies that the API has sent one, and reads it.\n\
         [`{event}::parse`] only reads a body. The events:\n\n{}",
        rows.collect::<String>().trim_end()
    );
    let uses = quote! {
        pub use crate::types::#event;
        #[cfg(feature = "webhooks")]
        pub use crate::runtime::webhooks::*;
        use crate::runtime::json::{self, DecodeError};
    };
    let receive = quote! {
        /// Verifies that the API has sent the request of a webhook, with the webhook's secret, and
        /// reads its event. An event that the document does not describe is `Unknown`.
        ///
        /// The body is that of the request to the byte. A `Verifier` takes several secrets, another
        /// tolerance, and a store of the messages that were handled.
        ///
        /// # Errors
        ///
        /// A `WebhookError` that says what does not fit. Answer such a request with status 400.
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
            /// Reads the body of a webhook's request. An event that the document does not describe
            /// is `Unknown`, and keeps its JSON.
            ///
            /// # Errors
            ///
            /// A body that is not JSON, or not what its event has.
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

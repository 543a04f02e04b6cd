//! `webhooks.rs`: the event that a webhook's body is, and how it is read.

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
         With the feature `webhooks`, `verify` tells whether the API has sent them.\n\
         [`{event}::parse`] reads their bodies:\n\n{}",
        rows.collect::<String>().trim_end()
    );
    let uses = quote! {
        pub use crate::types::#event;
        #[cfg(feature = "webhooks")]
        pub use crate::runtime::webhooks::*;
        use crate::runtime::json::{self, DecodeError};
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
        items: vec![rust(uses), rust(parse)],
    }
}

//! [`Options`]: the options of a call, which override the client's.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use super::base_url::BaseUrl;
use super::json::Encode;
use super::security::{Keyring, Setting};
use super::style::{self, Parameter, Style};
use super::{BuildError, Credential, InvalidRequest, RetryPolicy};

/// The options of a call, which override the client's. An invalid option is remembered, and fails
/// the call before anything is sent.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) base_url: Option<BaseUrl>,
    /// The URL of the page to request, if it came from a link.
    pub(crate) page: Option<Uri>,
    pub(crate) headers: HeaderMap,
    /// The idempotency key that the caller set.
    pub(crate) key: Option<HeaderValue>,
    /// The idempotency key that was generated for all attempts, if the call needs one.
    pub(crate) own_key: Option<HeaderValue>,
    /// Pairs of the query, already escaped.
    pub(crate) query: Vec<String>,
    /// The credentials of this call only.
    pub(crate) keys: Keyring,
    error: Option<InvalidRequest>,
}

impl Options {
    /// Fails with the first invalid option.
    pub(crate) fn check(&self) -> Result<(), InvalidRequest> {
        self.error.clone().map_or(Ok(()), Err)
    }

    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                // Hidden from `Debug`, since any header may be a secret.
                value.set_sensitive(true);
                self.headers.insert(name, value);
            }
            _ => self.fail(format!("the header `{}` can't be sent", name.escape_debug())),
        }
    }

    pub(crate) fn query(&mut self, name: &str, value: &impl Encode) {
        self.query.extend(style::query(name, &Parameter::new(value), Style::FormExplode));
    }

    pub(crate) fn idempotency_key(&mut self, key: &str) {
        match HeaderValue::try_from(key) {
            Ok(key) if !key.is_empty() => self.key = Some(key),
            _ => self.fail("the idempotency key can't be sent".to_owned()),
        }
    }

    pub(crate) fn base_url(&mut self, url: Result<BaseUrl, BuildError>) {
        match url {
            Ok(url) => self.base_url = Some(url),
            Err(error) => self.fail(error.to_string()),
        }
    }

    pub(crate) fn credential(
        &mut self,
        setting: Setting<'_>,
        name: &'static str,
        credential: &Credential,
    ) {
        if let Err(error) = self.keys.add(setting, name, credential, 0) {
            self.fail(error.to_string());
        }
    }

    fn fail(&mut self, reason: String) {
        self.error.get_or_insert(InvalidRequest::new(reason));
    }
}

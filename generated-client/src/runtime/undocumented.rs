//! [`AnyRequest`]: a call of an undocumented route.

use http::Method;

use super::json::{Decode, Encode};
use super::representation::{As, Json};
use super::style::Style;
use super::{Call, Client, Error, File, Operation, RawResponse, RequestBuilder};

/// The name of all requests to undocumented routes, instead of an `operationId`.
pub(crate) const UNDOCUMENTED: &str = "client.request";

/// A request to an undocumented route: [`Client::request`].
#[derive(Clone, Debug)]
pub struct AnyRequest {
    builder: RequestBuilder,
    method: &'static str,
    path: &'static str,
    scheme: Option<String>,
}

impl Client {
    /// Creates a call of a route that the document doesn't describe, with all features of other
    /// calls: credentials, retries, limits, the client's server, and errors.
    ///
    /// The path is relative to the client's base URL and may have parameters, as in
    /// `/v1/orders/{id}/lines`; [`path`](Call::path) sets them, and their values don't appear in
    /// logs or errors. The client's credentials are selected by the security requirements of the
    /// document or, if it has none, the first one is sent. Credentials set on the call, or
    /// selected with [`scheme`](Call::scheme), take precedence.
    ///
    /// ```
    /// use polar_client::{Client, Error};
    /// use http::Method;
    /// use serde_json::{Value, json};
    ///
    /// async fn refund(client: &Client, order: &str) -> Result<Value, Error> {
    ///     let refund = client
    ///         .request(Method::POST, "/v1/orders/{id}/refunds")
    ///         .path("id", order)
    ///         .query("notify", true)
    ///         .json(&json!({"amount": 500}))
    ///         .send::<Value>()
    ///         .await?;
    ///     Ok(refund)
    /// }
    /// ```
    pub fn request(&self, method: Method, path: &'static str) -> Call<AnyRequest> {
        let mut builder = RequestBuilder::new(method.as_str(), path);
        if !path.starts_with('/') || path.starts_with("//") || path.contains('#') {
            builder.fail(format!(
                "the path `{path}` must begin with one `/` and not have a fragment: requests go to \
                 the client's server"
            ));
        }
        Call::new(self, AnyRequest { builder, method: name(&method), path, scheme: None })
    }
}

impl Call<AnyRequest> {
    /// Sets a path parameter. All characters except the unreserved ones are percent-encoded.
    pub fn path(mut self, name: &str, value: impl Encode) -> Self {
        self.operation_mut().builder.path(name, &value, Style::Simple);
        self
    }

    /// Adds a query parameter. An array is sent as several parameters with this name, and null is
    /// not sent.
    pub fn query(mut self, name: &str, value: impl Encode) -> Self {
        self.operation_mut().builder.query(name, &value, Style::FormExplode);
        self
    }

    /// Sets the body to this value as `application/json`.
    pub fn json(mut self, value: &(impl Encode + ?Sized)) -> Self {
        self.operation_mut().builder.json(value);
        self
    }

    /// Sets the body to the properties of this value as `application/x-www-form-urlencoded`.
    pub fn form(mut self, value: &(impl Encode + ?Sized)) -> Self {
        self.operation_mut().builder.form(value);
        self
    }

    /// Sets the body to this content, with its own media type or else this one.
    pub fn content(mut self, media_type: &str, content: impl Into<File>) -> Self {
        self.operation_mut().builder.file(media_type, &content.into());
        self
    }

    /// Selects the client's credential for this security scheme, by its name in the document.
    pub fn scheme(mut self, name: &str) -> Self {
        self.operation_mut().scheme = Some(name.to_owned());
        self
    }

    /// Reads a successful response as JSON: as any type of this crate, or as a `serde_json::Value`.
    /// Without it, awaiting the call returns a successful response as a [`RawResponse`].
    #[cfg_attr(
        feature = "serde",
        doc = r#"
Serde decodes types of the program:

```
use polar_client::json::Serde;
use polar_client::{Client, Error};

/// Any type that implements `serde::de::DeserializeOwned`.
type Health = std::collections::HashMap<String, bool>;

async fn is_healthy(client: &Client) -> Result<bool, Error> {
    let Serde(health) = client.request(http::Method::GET, "/health").send::<Serde<Health>>().await?;
    Ok(health.values().all(|it| *it))
}
```
"#
    )]
    pub fn send<T: Decode + Send + 'static>(self) -> Call<As<AnyRequest, Json<T>>> {
        self.represented("application/json")
    }
}

impl Operation for AnyRequest {
    type Output = RawResponse;
    type Error = std::convert::Infallible;

    const ID: &'static str = UNDOCUMENTED;
    const METHOD: &'static str = "";
    const PATH: &'static str = "";
    const SECURITY: &'static [&'static [&'static str]] = &[];
    const DOCUMENTED: bool = false;

    fn route(&self) -> (&'static str, &'static str) {
        (self.method, self.path)
    }

    fn scheme(&self) -> Option<&str> {
        self.scheme.as_deref()
    }

    fn request(&self, request: &mut RequestBuilder) {
        request.clone_from(&self.builder);
    }

    fn response(response: RawResponse) -> Result<RawResponse, Error<Self::Error>> {
        if response.status().is_success() { Ok(response) } else { response.undocumented() }
    }
}

/// The name of a method in errors and spans, from the bounded set of OpenTelemetry.
fn name(method: &Method) -> &'static str {
    const KNOWN: [&str; 10] =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY", "TRACE", "CONNECT"];
    KNOWN.into_iter().find(|known| *known == method.as_str()).unwrap_or("_OTHER")
}

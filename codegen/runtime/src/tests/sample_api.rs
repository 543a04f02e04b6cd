//! The client and the operations that the generator writes, written by hand.

use super::sample::{CustomerSession, CustomerSessionCreate, HttpValidationError};
use crate::runtime::json::error_enum;
use crate::runtime::representation::Events;
use crate::runtime::{
    Api, As, BuildError, Call, Client, ClientBuilder, Error, EventStream, IncomingResponse,
    Operation, RawResponse, RequestBuilder, Scheme, SchemeKind, SecretSource, credentials,
    operation,
};

pub const API: Api = Api {
    user_agent: "polar-client/1.2.3",
    debug: "RUNTIME_TEST_DEBUG",
    base_url: "https://api.polar.sh",
    schemes: &[
        Scheme {
            name: "access_token",
            kind: SchemeKind::Bearer,
            setter: "access_token",
            env: &["RUNTIME_TEST_ACCESS_TOKEN"],
            oauth: None,
        },
        Scheme {
            name: "login",
            kind: SchemeKind::Basic,
            setter: "login",
            env: &["RUNTIME_TEST_USER", "RUNTIME_TEST_PASSWORD"],
            oauth: None,
        },
        Scheme {
            name: "header_key",
            kind: SchemeKind::ApiKeyHeader("X-Key"),
            setter: "header_key",
            env: &[],
            oauth: None,
        },
        Scheme {
            name: "query_key",
            kind: SchemeKind::ApiKeyQuery("key"),
            setter: "query_key",
            env: &[],
            oauth: None,
        },
        Scheme {
            name: "cookie_key",
            kind: SchemeKind::ApiKeyCookie("key"),
            setter: "cookie_key",
            env: &[],
            oauth: None,
        },
    ],
    security: &[&["access_token"], &["login"]],
    idempotency_key: None,
    messages: &["/fault/reason"],
    retry: None,
};

#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Server {
    Production,
    Sandbox,
    Custom(String),
}

impl Server {
    pub fn url(&self) -> &str {
        match self {
            Self::Production => "https://api.polar.sh",
            Self::Sandbox => "https://sandbox-api.polar.sh",
            Self::Custom(url) => url,
        }
    }
}

impl Client {
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&API)
    }

    pub fn from_env() -> Result<Self, BuildError> {
        Self::builder().credentials_from_env().build()
    }
}

impl ClientBuilder {
    pub fn server(self, server: Server) -> Self {
        match server {
            Server::Custom(url) => self.base_url(url),
            documented => self.documented_server(documented.url()),
        }
    }
}

credentials! {
    /// An organization's token.
    access_token(token: SecretSource) => AccessToken, bearer "access_token";
    /// User name and password.
    login(username: String, password: SecretSource) => Login, basic "login";
    /// An API key in a header field.
    header_key(key: SecretSource) => HeaderKey, api_key "header_key";
    /// An API key in the query.
    query_key(key: SecretSource) => QueryKey, api_key "query_key";
    /// An API key in a cookie.
    cookie_key(key: SecretSource) => CookieKey, api_key "cookie_key";
}

impl<Op: Operation> Call<Op> {
    pub fn server(self, server: Server) -> Self {
        match server {
            Server::Custom(url) => self.base_url(url),
            documented => self.documented_server(documented.url()),
        }
    }
}

pub fn create(client: &Client, body: impl Into<CustomerSessionCreate>) -> Call<Create> {
    Call::new(client, Create { body: body.into() })
}

#[derive(Clone, Debug)]
pub struct Create {
    body: CustomerSessionCreate,
}

impl Operation for Create {
    type Output = CustomerSession;
    type Error = CreateError;

    const ID: &'static str = "customer-sessions:create";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/v1/customer-sessions/";
    const SECURITY: &'static [&'static [&'static str]] = &[&["access_token"]];

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.json(&self.body);
        request.accept("application/json");
    }

    #[inline]
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
        match response.status().as_u16() {
            201 => response.json(),
            422 => response.error_json(CreateError::UnprocessableEntity),
            _ => response.undocumented(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CreateError {
    UnprocessableEntity(HttpValidationError),
}

error_enum!(CreateError { UnprocessableEntity = "422" });

operation! {
    /// An operation with a path parameter, an optional argument, and various responses.
    pub fn get(client: &Client, id: impl Into<String>) -> Call<Get>;
    "GET" "/v1/things/{id}" as "get",
    security [["access_token"], ["login", "header_key"], ["query_key", "cookie_key"]] by [
        schemes::AccessToken,
        schemes::Login,
        schemes::HeaderKey,
        schemes::QueryKey,
        schemes::CookieKey,
    ];
    Output = String, Error = GetError;
    required {
        /// The id.
        id: String => path("id" Simple),
    }
    optional {
        /// The maximum number.
        limit: i64 => query("limit" Form),
    }
    response(response) {
        200 => response.text(),
        404 => response.error_empty(GetError::NotFound),
        409 => response.error_text(GetError::Conflict),
        500..=599 => response.error_bytes(GetError::Server),
        _ => response.error_json(GetError::Default),
    }
    errors GetError {
        /// Not found.
        NotFound = "404",
        Conflict(String) = "409",
        Server(bytes::Bytes) = "5XX",
        Default(i64) = "default",
    }
}

/// An operation with a streamed response.
pub fn watch(client: &Client) -> Call<Watch> {
    Call::new(client, Watch)
}

#[derive(Clone, Debug)]
pub struct Watch;

impl Operation for Watch {
    type Output = EventStream<i64>;
    type Error = GetError;

    const ID: &'static str = "watch";
    const METHOD: &'static str = "GET";
    const PATH: &'static str = "/v1/watch";
    const SECURITY: &'static [&'static [&'static str]] = &[];
    const STREAMED: bool = true;

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.accept("text/event-stream");
    }

    #[inline]
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
        match response.status().as_u16() {
            200 => response.events(),
            404 => response.error_empty(GetError::NotFound),
            _ => response.undocumented(),
        }
    }

    #[inline]
    fn stream(response: IncomingResponse) -> Result<Self::Output, IncomingResponse> {
        match response.status().as_u16() {
            200 => response.events(),
            _ => Err(response),
        }
    }
}

impl Call<Create> {
    /// Returns the response in another representation.
    pub fn stream(self) -> Call<As<Create, Events<i64>>> {
        self.represented("text/event-stream")
    }
}

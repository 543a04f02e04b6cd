// @generated from the OpenAPI document; changes will be overwritten.
//! The operations of `customer-sessions`.

use crate::runtime::json::error_enum;
use crate::runtime::{Call, Client, Error, Operation, RawResponse, RequestBuilder};
use crate::types;

/// The operations of `customer-sessions`, on a client: [`Client::customer_sessions`] gives it.
#[derive(Clone, Copy, Debug)]
pub struct CustomerSessions<'c> {
    client: &'c Client,
}

impl Client {
    /// The operations of `customer-sessions`.
    #[inline]
    pub fn customer_sessions(&self) -> CustomerSessions<'_> {
        CustomerSessions { client: self }
    }
}

impl CustomerSessions<'_> {
    /// Create Customer Session
    ///
    /// `POST /v1/customer-sessions/`
    ///
    /// See [`create()`].
    #[inline]
    pub fn create(&self, body: impl Into<types::CustomerSessionCreate>) -> Call<Create> {
        create(self.client, body)
    }
}

/// Create Customer Session
///
/// Create a customer session.
///
/// For organizations with `member_model_enabled`, this will automatically
/// create a member session for the owner member of the customer.
///
/// **Scopes**: `customer_sessions:write`
///
/// `POST /v1/customer-sessions/`
///
/// # Errors
///
/// - [`CreateError::UnprocessableEntity`] (`422`): Validation Error
#[inline]
pub fn create(
    client: &Client,
    body: impl Into<types::CustomerSessionCreate>,
) -> Call<Create> {
    Call::new(client, Create { body: body.into() })
}

/// The request of [`create()`].
#[derive(Clone, Debug)]
pub struct Create {
    body: types::CustomerSessionCreate,
}

impl Operation for Create {
    type Output = types::CustomerSession;
    type Error = CreateError;

    const ID: &'static str = "customer-sessions:create";
    const METHOD: &'static str = "POST";
    const PATH: &'static str = "/v1/customer-sessions/";
    const SECURITY: &'static [&'static [&'static str]] = &[&["access_token"]];

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        request.json(&self.body);
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

/// What the document says of [`create()`]'s failures.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CreateError {
    /// `422`: Validation Error
    UnprocessableEntity(types::HttpValidationError),
}

error_enum!(CreateError {
    UnprocessableEntity = "422",
});

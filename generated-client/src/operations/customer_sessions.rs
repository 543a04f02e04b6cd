// @generated from the OpenAPI document; changes will be overwritten.
//! The operations of `customer-sessions`.

use crate::runtime::{operation, resource};
use crate::schemes;
use crate::types;

resource! {
    customer_sessions, CustomerSessions: "`customer-sessions`";
    /// `POST /v1/customer-sessions/`: Create Customer Session
    create(body: impl Into<types::CustomerSessionCreate>) -> Create,
}

operation! {
    /// Create Customer Session
    ///
    /// Create a customer session.
    ///
    /// For organizations with `member_model_enabled`, this will automatically
    /// create a member session for the owner member of the customer.
    ///
    /// **Scopes**: `customer_sessions:write`
    ///
    /// `POST /v1/customer-sessions/` returns [`types::CustomerSession`].
    pub fn create(client: &Client, body: impl Into<types::CustomerSessionCreate>) -> Call<Create>;
    "POST" "/v1/customer-sessions/" as "customer-sessions:create",
    security [["access_token"]] by [schemes::AccessToken];
    Output = types::CustomerSession, Error = CreateError;
    required { body: types::CustomerSessionCreate => json() }
    response(response) {
        201 => response.json(),
        422 => response.error_json(CreateError::UnprocessableEntity),
        _ => response.undocumented(),
    }
    errors CreateError {
        /// Validation Error
        UnprocessableEntity(types::HttpValidationError) = "422",
    }
    /// let response = polar
    ///     .customer_sessions()
    ///     .create(
    ///         types::CustomerSessionCustomerIdCreate::new(
    ///             "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
    ///         )
    ///         .return_url("https://example.com/account"),
    ///     )
    ///     .await?;
    example polar;
}

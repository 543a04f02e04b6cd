// @generated from the OpenAPI document; changes will be overwritten.
//! [`CustomerSession`].

use crate::runtime::json::Extra;
use crate::types::Customer;

/// A customer session that can be used to authenticate as a customer.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerSession {
    /// Creation timestamp of the object.
    pub created_at: jiff::Timestamp,
    /// Last modification timestamp of the object.
    pub modified_at: Option<jiff::Timestamp>,
    /// The ID of the object.
    pub id: uuid::Uuid,
    pub token: String,
    pub expires_at: jiff::Timestamp,
    pub return_url: Option<String>,
    pub customer_portal_url: String,
    pub customer_id: uuid::Uuid,
    pub customer: Customer,
    pub(crate) extra: Extra,
}

impl CustomerSession {
    /// Makes one from the required properties.
    #[inline]
    pub fn new(
        created_at: jiff::Timestamp,
        modified_at: Option<jiff::Timestamp>,
        id: uuid::Uuid,
        token: impl Into<String>,
        expires_at: jiff::Timestamp,
        return_url: Option<String>,
        customer_portal_url: impl Into<String>,
        customer_id: uuid::Uuid,
        customer: impl Into<Customer>,
    ) -> Self {
        Self {
            created_at,
            modified_at,
            id,
            token: token.into(),
            expires_at,
            return_url,
            customer_portal_url: customer_portal_url.into(),
            customer_id,
            customer: customer.into(),
            extra: Extra::default(),
        }
    }
}

impl std::fmt::Debug for CustomerSession {
    #[inline]
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CustomerSession")
            .field("created_at", &self.created_at)
            .field("modified_at", &self.modified_at)
            .field("id", &self.id)
            .field("token", &format_args!("[redacted]"))
            .field("expires_at", &self.expires_at)
            .field("return_url", &self.return_url)
            .field("customer_portal_url", &format_args!("[redacted]"))
            .field("customer_id", &self.customer_id)
            .field("customer", &self.customer)
            .field("extra", &self.extra)
            .finish()
    }
}

// @generated from the OpenAPI document; changes will be overwritten.

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

// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{Extra, Maybe};

/// Schema for creating a customer session using an external customer ID.
///
/// Created by [`new`](Self::new); optional: [`member_id`](Self::member_id),
/// [`external_member_id`](Self::external_member_id), [`return_url`](Self::return_url).
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerSessionCustomerExternalIdCreate {
    /// ID of the member to create a session for. When not provided and the organization has
    /// `member_model_enabled`, the owner member of the customer will be used for individual customers.
    pub member_id: Maybe<uuid::Uuid>,
    /// External ID of the member to create a session for. Alternative to `member_id`.
    pub external_member_id: Maybe<String>,
    /// When set, a back button will be shown in the customer portal to return to this URL.
    ///
    /// - Format: `uri`
    /// - At least 1 character
    /// - At most 2083 characters
    ///
    /// Example: `https://example.com/account`
    pub return_url: Maybe<String>,
    /// External ID of the customer to create a session for.
    pub external_customer_id: String,
    pub(crate) extra: Extra,
}

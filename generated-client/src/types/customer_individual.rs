// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{Extra, Maybe};
use crate::types::{Address, MetadataOutputType, TaxIdFormat};

/// A customer in an organization.
///
/// Constant property: `type` is `"individual"`.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerIndividual {
    /// The ID of the customer.
    ///
    /// Example: `992fae2a-2a17-4b7a-8d9e-e287cf90131b`
    pub id: uuid::Uuid,
    /// Creation timestamp of the object.
    pub created_at: jiff::Timestamp,
    /// Last modification timestamp of the object.
    pub modified_at: Option<jiff::Timestamp>,
    pub metadata: MetadataOutputType,
    /// The ID of the customer in your system. This must be unique within the organization. Once set, it
    /// can't be updated.
    ///
    /// Example: `usr_1337`
    pub external_id: Maybe<String>,
    /// The email address of the customer. This must be unique within the organization.
    ///
    /// Example: `customer@example.com`
    pub email: String,
    /// Whether the customer email address is verified. The address is automatically verified when the
    /// customer accesses the customer portal using their email address.
    ///
    /// Example: `true`
    pub email_verified: bool,
    /// The name of the customer.
    ///
    /// Example: `John Doe`
    pub name: Option<String>,
    pub billing_address: Option<Address>,
    /// Examples: `["911144442","us_ein"]`, `["FR61954506077","eu_vat"]`
    pub tax_id: Option<(String, TaxIdFormat)>,
    pub locale: Maybe<String>,
    /// The ID of the organization owning the customer.
    ///
    /// Example: `1dbfc517-0bbf-4301-9ba8-555ca42b9737`
    pub organization_id: uuid::Uuid,
    /// Timestamp for when the customer was soft deleted.
    pub deleted_at: Option<jiff::Timestamp>,
    /// Example: `https://www.gravatar.com/avatar/xxx?d=404`
    pub avatar_url: String,
    pub(crate) extra: Extra,
}

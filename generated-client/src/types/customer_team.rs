// @generated from the OpenAPI document; changes will be overwritten.
//! [`CustomerTeam`].

use crate::runtime::json::{Extra, Maybe, setters};
use crate::types::{Address, MetadataOutputType, TaxIdFormat};

/// A team customer in an organization.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerTeam {
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
    pub email: Maybe<String>,
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

impl CustomerTeam {
    /// Makes one from the required properties.
    #[inline]
    pub fn new(
        id: uuid::Uuid,
        created_at: jiff::Timestamp,
        modified_at: Option<jiff::Timestamp>,
        metadata: MetadataOutputType,
        email_verified: bool,
        name: Option<String>,
        billing_address: Option<Address>,
        tax_id: Option<(String, TaxIdFormat)>,
        organization_id: uuid::Uuid,
        deleted_at: Option<jiff::Timestamp>,
        avatar_url: impl Into<String>,
    ) -> Self {
        Self {
            id,
            created_at,
            modified_at,
            metadata,
            external_id: Maybe::Absent,
            email: Maybe::Absent,
            email_verified,
            name,
            billing_address,
            tax_id,
            locale: Maybe::Absent,
            organization_id,
            deleted_at,
            avatar_url: avatar_url.into(),
            extra: Extra::default(),
        }
    }
}

setters!(CustomerTeam {
    external_id: maybe into String, null external_id_null;
    email: maybe into String, null email_null;
    locale: maybe into String, null locale_null;
});

// @generated from the OpenAPI document; changes will be overwritten.
//! The API's types.
//!
//! Data of a newer version of the API is kept, and written back unchanged: new properties in `extra()`,
//! new values of an enum and new members of a union as `Unknown`.

#![allow(
    clippy::enum_variant_names,
    clippy::large_enum_variant,
    clippy::module_inception,
    reason = "names and sizes are those of the API"
)]

mod address;
mod country_alpha2;
mod customer;
mod customer_individual;
mod customer_session;
mod customer_session_create;
mod customer_session_customer_external_id_create;
mod customer_session_customer_id_create;
mod customer_team;
mod http_validation_error;
mod metadata_output_type;
mod tax_id_format;
mod validation_error;

pub use address::Address;
pub use country_alpha2::CountryAlpha2;
pub use customer::Customer;
pub use customer_individual::CustomerIndividual;
pub use customer_session::CustomerSession;
pub use customer_session_create::CustomerSessionCreate;
pub use customer_session_customer_external_id_create::CustomerSessionCustomerExternalIdCreate;
pub use customer_session_customer_id_create::CustomerSessionCustomerIdCreate;
pub use customer_team::CustomerTeam;
pub use http_validation_error::HttpValidationError;
pub use metadata_output_type::{MetadataOutputType, MetadataOutputTypeValue};
pub use tax_id_format::TaxIdFormat;
pub use validation_error::{ValidationError, ValidationErrorLocItem};

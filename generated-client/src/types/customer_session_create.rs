// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::RawJson;
use crate::types::{
    CustomerSessionCustomerExternalIdCreate, CustomerSessionCustomerIdCreate,
};

/// The variant is selected by `customer_id` and `external_customer_id`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerSessionCreate {
    CustomerId(CustomerSessionCustomerIdCreate),
    CustomerExternalId(CustomerSessionCustomerExternalIdCreate),
    /// A value that this version of the crate does not know, unchanged.
    Unknown(RawJson),
}

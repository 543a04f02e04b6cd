// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer_session_create` are read and written.

use crate::runtime::json::{conversions, union};
use crate::types::{
    CustomerSessionCreate, CustomerSessionCustomerExternalIdCreate,
    CustomerSessionCustomerIdCreate,
};

union!(CustomerSessionCreate {
    CustomerId: Has("customer_id"),
    ExternalCustomerId: Has("external_customer_id"),
});

conversions!(CustomerSessionCreate {
    CustomerId: CustomerSessionCustomerIdCreate,
    ExternalCustomerId: CustomerSessionCustomerExternalIdCreate,
});

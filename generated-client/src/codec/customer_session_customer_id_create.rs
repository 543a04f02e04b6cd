// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer_session_customer_id_create` are read and written.

use crate::runtime::json::object;
use crate::types::CustomerSessionCustomerIdCreate;

object!(CustomerSessionCustomerIdCreate [] {
    member_id: maybe "member_id",
    external_member_id: maybe "external_member_id",
    return_url: maybe "return_url",
    customer_id: required "customer_id",
} extra);

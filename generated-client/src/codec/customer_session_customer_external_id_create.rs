// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer_session_customer_external_id_create` are read and written.

use crate::runtime::json::object;
use crate::types::CustomerSessionCustomerExternalIdCreate;

object!(CustomerSessionCustomerExternalIdCreate [] {
    member_id: maybe "member_id",
    external_member_id: maybe "external_member_id",
    return_url: maybe "return_url",
    external_customer_id: required "external_customer_id",
} extra);

// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer_session` are read and written.

use crate::runtime::json::object;
use crate::types::CustomerSession;

object!(CustomerSession [] {
    created_at: required "created_at",
    modified_at: required "modified_at",
    id: required "id",
    token: required "token",
    expires_at: required "expires_at",
    return_url: required "return_url",
    customer_portal_url: required "customer_portal_url",
    customer_id: required "customer_id",
    customer: required "customer",
} extra);

// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::address` are read and written.

use crate::runtime::json::object;
use crate::types::Address;

object!(Address [] {
    line1: maybe "line1",
    line2: maybe "line2",
    postal_code: maybe "postal_code",
    city: maybe "city",
    state: maybe "state",
    country: required "country",
} extra);

// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer_team` are read and written.

use crate::runtime::json::object;
use crate::types::CustomerTeam;

object!(CustomerTeam ["type" = "team"] {
    id: required "id",
    created_at: required "created_at",
    modified_at: required "modified_at",
    metadata: required "metadata",
    external_id: maybe "external_id",
    email: maybe "email",
    email_verified: required "email_verified",
    name: required "name",
    billing_address: required "billing_address",
    tax_id: required "tax_id",
    locale: maybe "locale",
    organization_id: required "organization_id",
    deleted_at: required "deleted_at",
    avatar_url: required "avatar_url",
} extra);

//! JSON values of the bundled document.

use serde_json::{Value, json};

/// A customer session whose customer is a person.
pub(super) fn session() -> Value {
    json!({
        "created_at": "2026-01-31T09:30:00Z",
        "modified_at": null,
        "id": "992fae2a-2a17-4b7a-8d9e-e287cf90131b",
        "token": "polar_cst_canary",
        "expires_at": "2026-01-31T10:30:00.25Z",
        "return_url": "https://example.com/account",
        "customer_portal_url": "https://polar.sh/portal?x=1",
        "customer_id": "1dbfc517-0bbf-4301-9ba8-555ca42b9737",
        "customer": customer(),
    })
}

/// A customer who is a person, with all documented properties.
pub(super) fn customer() -> Value {
    json!({
        "id": "1dbfc517-0bbf-4301-9ba8-555ca42b9737",
        "created_at": "2026-01-31T09:30:00Z",
        "modified_at": "2026-01-31T09:30:00.123456Z",
        "metadata": { "plan": "pro", "seats": 3, "ratio": 0.5, "whole": 1.0, "trial": false },
        "external_id": "usr_1337",
        "email": "customer@example.com",
        "email_verified": true,
        "type": "individual",
        "name": "John Doe",
        "billing_address": { "line1": "1 Main St", "line2": null, "country": "NO" },
        "tax_id": ["911144442", "us_ein"],
        "locale": null,
        "organization_id": "1dbfc517-0bbf-4301-9ba8-555ca42b9737",
        "deleted_at": null,
        "avatar_url": "https://www.gravatar.com/avatar/xxx?d=404",
    })
}

/// The response to an invalid body.
pub(super) fn validation_error() -> Value {
    json!({
        "detail": [{
            "loc": ["body", 0, "customer_id"],
            "msg": "Field required",
            "type": "missing",
            "input": { "any": [1, 2.5, null] },
            "ctx": { "limit": 10 },
        }],
    })
}

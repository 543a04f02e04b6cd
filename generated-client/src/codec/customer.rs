// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{accessors, conversions, object, tagged_union, union, Maybe};
use crate::types::*;

tagged_union!(Customer "type" { Individual = "individual", Team = "team" });

conversions!(Customer { Individual: CustomerIndividual, Team: CustomerTeam });

accessors!(Customer [Individual, Team];
    required {
        id: uuid::Uuid,
        created_at: jiff::Timestamp,
        metadata: MetadataOutputType,
        external_id: Maybe<String>,
        email_verified: bool,
        locale: Maybe<String>,
        organization_id: uuid::Uuid,
        avatar_url: String,
    }
    optional {
        modified_at: jiff::Timestamp,
        name: String,
        billing_address: Address,
        tax_id: (String, TaxIdFormat),
        deleted_at: jiff::Timestamp,
    }
);

object!(CustomerIndividual, extra, ["type" = "individual"];
    required {
        id("id"): uuid::Uuid,
        created_at("created_at"): jiff::Timestamp,
        modified_at("modified_at"): Option<jiff::Timestamp>,
        metadata("metadata", collect): MetadataOutputType,
        email("email", into): String,
        email_verified("email_verified"): bool,
        name("name"): Option<String>,
        billing_address("billing_address"): Option<Address>,
        tax_id("tax_id"): Option<(String, TaxIdFormat)>,
        organization_id("organization_id"): uuid::Uuid,
        deleted_at("deleted_at"): Option<jiff::Timestamp>,
        avatar_url("avatar_url", into): String,
    }
    maybe {
        external_id("external_id", external_id_null, into): String,
        locale("locale", locale_null, into): String,
    }
);

object!(CustomerSession, extra, [];
    secret ["token", "customer_portal_url"]
    required {
        created_at("created_at"): jiff::Timestamp,
        modified_at("modified_at"): Option<jiff::Timestamp>,
        id("id"): uuid::Uuid,
        token("token", into): String,
        expires_at("expires_at"): jiff::Timestamp,
        return_url("return_url"): Option<String>,
        customer_portal_url("customer_portal_url", into): String,
        customer_id("customer_id"): uuid::Uuid,
        customer("customer", into): Customer,
    }
);

union!(CustomerSessionCreate by ["customer_id"] ["external_customer_id"] {
    CustomerId: [Present, Any],
    CustomerExternalId: [Any, Present],
});

conversions!(CustomerSessionCreate {
    CustomerId: CustomerSessionCustomerIdCreate,
    CustomerExternalId: CustomerSessionCustomerExternalIdCreate,
});

accessors!(CustomerSessionCreate [CustomerId, CustomerExternalId];
    required {
        member_id: Maybe<uuid::Uuid>,
        external_member_id: Maybe<String>,
        return_url: Maybe<String>,
    }
);

object!(CustomerSessionCustomerExternalIdCreate, extra, [];
    required { external_customer_id("external_customer_id", into): String }
    maybe {
        member_id("member_id", member_id_null): uuid::Uuid,
        external_member_id("external_member_id", external_member_id_null, into): String,
        return_url("return_url", return_url_null, into): String,
    }
);

object!(CustomerSessionCustomerIdCreate, extra, [];
    required { customer_id("customer_id"): uuid::Uuid }
    maybe {
        member_id("member_id", member_id_null): uuid::Uuid,
        external_member_id("external_member_id", external_member_id_null, into): String,
        return_url("return_url", return_url_null, into): String,
    }
);

object!(CustomerTeam, extra, ["type" = "team"];
    required {
        id("id"): uuid::Uuid,
        created_at("created_at"): jiff::Timestamp,
        modified_at("modified_at"): Option<jiff::Timestamp>,
        metadata("metadata", collect): MetadataOutputType,
        email_verified("email_verified"): bool,
        name("name"): Option<String>,
        billing_address("billing_address"): Option<Address>,
        tax_id("tax_id"): Option<(String, TaxIdFormat)>,
        organization_id("organization_id"): uuid::Uuid,
        deleted_at("deleted_at"): Option<jiff::Timestamp>,
        avatar_url("avatar_url", into): String,
    }
    maybe {
        external_id("external_id", external_id_null, into): String,
        email("email", email_null, into): String,
        locale("locale", locale_null, into): String,
    }
);

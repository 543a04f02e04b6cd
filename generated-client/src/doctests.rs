// @generated from the OpenAPI document; changes will be overwritten.
//! The examples of the pages.

macro_rules! pages {
    ($($($feature:literal)+ => $page:literal)* ; $($other:literal)*) => {
        $(
            #[cfg(all($(feature = $feature),+))]
            #[doc = include_str!(concat!("../", $page))]
            const _: () = ();
        )*
        $(
            #[doc = include_str!(concat!("../", $other))]
            const _: () = ();
        )*
    };
}

pages! {
    "blocking" "testing" => "README.md"
    ;
    "docs/resources/customer-sessions.md" "docs/models/customer-session-customer-id-create.md"
    "docs/models/customer-session-customer-external-id-create.md" "docs/models/customer-session.md"
    "docs/models/http-validation-error.md" "docs/models/customer.md"
    "docs/models/validation-error.md" "docs/models/validation-error-loc-item.md"
    "docs/models/customer-individual.md" "docs/models/customer-team.md"
    "docs/models/metadata-output-type.md" "docs/models/metadata-output-type-value.md"
    "docs/models/address.md" "docs/models/tax-id-format.md" "docs/models/country-alpha2.md"
    "docs/models/customer-session-create.md"
}

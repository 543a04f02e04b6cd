// @generated from the OpenAPI document; changes will be overwritten.
//! Values of the types, as the document's examples describe them.

use crate::runtime::BoxError;
use crate::runtime::testing::Example;
use crate::types;

impl Example for types::CustomerSessionCustomerIdCreate {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerSessionCustomerIdCreate::new(
                    "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                )
                .return_url("https://example.com/account"),
        )
    }
}

impl Example for types::CustomerSessionCustomerExternalIdCreate {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerSessionCustomerExternalIdCreate::new("<external customer id>")
                .return_url("https://example.com/account"),
        )
    }
}

impl Example for types::CustomerSession {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerSession::new(
                "2026-01-31T09:30:00Z".parse()?,
                None,
                "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                "<token>",
                "2026-01-31T09:30:00Z".parse()?,
                None,
                "<customer portal url>",
                "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                types::CustomerIndividual::new(
                    "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                    "2026-01-31T09:30:00Z".parse()?,
                    None,
                    Default::default(),
                    "customer@example.com",
                    true,
                    Some("John Doe".to_owned()),
                    None,
                    Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt)),
                    "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?,
                    None,
                    "https://www.gravatar.com/avatar/xxx?d=404",
                ),
            ),
        )
    }
}

impl Example for types::HttpValidationError {
    fn example() -> Result<Self, BoxError> {
        Ok(types::HttpValidationError::new())
    }
}

impl Example for types::Customer {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::Customer::Individual(
                types::CustomerIndividual::new(
                        "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                        "2026-01-31T09:30:00Z".parse()?,
                        None,
                        Default::default(),
                        "customer@example.com",
                        true,
                        Some("John Doe".to_owned()),
                        None,
                        Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt)),
                        "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?,
                        None,
                        "https://www.gravatar.com/avatar/xxx?d=404",
                    )
                    .external_id("usr_1337"),
            ),
        )
    }
}

impl Example for types::ValidationError {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::ValidationError::new(
                vec![types::ValidationErrorLocItem::String("<value>".to_owned())],
                "<msg>",
                "<type>",
            ),
        )
    }
}

impl Example for types::ValidationErrorLocItem {
    fn example() -> Result<Self, BoxError> {
        Ok(types::ValidationErrorLocItem::String("<value>".to_owned()))
    }
}

impl Example for types::CustomerIndividual {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerIndividual::new(
                    "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                    "2026-01-31T09:30:00Z".parse()?,
                    None,
                    Default::default(),
                    "customer@example.com",
                    true,
                    Some("John Doe".to_owned()),
                    None,
                    Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt)),
                    "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?,
                    None,
                    "https://www.gravatar.com/avatar/xxx?d=404",
                )
                .external_id("usr_1337"),
        )
    }
}

impl Example for types::CustomerTeam {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerTeam::new(
                    "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                    "2026-01-31T09:30:00Z".parse()?,
                    None,
                    Default::default(),
                    true,
                    Some("John Doe".to_owned()),
                    None,
                    Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt)),
                    "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?,
                    None,
                    "https://www.gravatar.com/avatar/xxx?d=404",
                )
                .external_id("usr_1337")
                .email("customer@example.com"),
        )
    }
}

impl Example for types::MetadataOutputTypeValue {
    fn example() -> Result<Self, BoxError> {
        Ok(types::MetadataOutputTypeValue::String("<value>".to_owned()))
    }
}

impl Example for types::Address {
    fn example() -> Result<Self, BoxError> {
        Ok(types::Address::new(types::CountryAlpha2::Us))
    }
}

impl Example for types::TaxIdFormat {
    fn example() -> Result<Self, BoxError> {
        Ok(types::TaxIdFormat::AdNrt)
    }
}

impl Example for types::CountryAlpha2 {
    fn example() -> Result<Self, BoxError> {
        Ok(types::CountryAlpha2::Us)
    }
}

impl Example for types::CustomerSessionCreate {
    fn example() -> Result<Self, BoxError> {
        Ok(
            types::CustomerSessionCreate::CustomerId(
                types::CustomerSessionCustomerIdCreate::new(
                        "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?,
                    )
                    .return_url("https://example.com/account"),
            ),
        )
    }
}

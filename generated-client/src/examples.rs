// @generated from the OpenAPI document; changes will be overwritten.
//! Values of the types, as the document's examples describe them.

use crate::runtime::testing::examples;
use crate::types;

examples! {
    types::CustomerSessionCustomerIdCreate => types::CustomerSessionCustomerIdCreate::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?).return_url("https://example.com/account");
    types::CustomerSessionCustomerExternalIdCreate => types::CustomerSessionCustomerExternalIdCreate::new("<external customer id>").return_url("https://example.com/account");
    types::CustomerSession => types::CustomerSession::new("2026-01-31T09:30:00Z".parse()?, None, "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, "<token>", "2026-01-31T09:30:00Z".parse()?, None, "<customer portal url>", "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, types::CustomerIndividual::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, "2026-01-31T09:30:00Z".parse()?, None, [("key", types::MetadataOutputTypeValue::String("<value>".to_owned()),)], "customer@example.com", true, Some("John Doe".to_owned()), None, Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt,)), "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?, None, "https://www.gravatar.com/avatar/xxx?d=404"));
    types::HttpValidationError => types::HttpValidationError::new().detail([types::ValidationError::new([types::ValidationErrorLocItem::String("<value>".to_owned())], "<msg>", "<type>")]);
    types::Customer => types::Customer::Individual(types::CustomerIndividual::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, "2026-01-31T09:30:00Z".parse()?, None, [("key", types::MetadataOutputTypeValue::String("<value>".to_owned()),)], "customer@example.com", true, Some("John Doe".to_owned()), None, Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt,)), "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?, None, "https://www.gravatar.com/avatar/xxx?d=404").external_id("usr_1337"));
    types::ValidationError => types::ValidationError::new([types::ValidationErrorLocItem::String("<value>".to_owned())], "<msg>", "<type>");
    types::ValidationErrorLocItem => types::ValidationErrorLocItem::String("<value>".to_owned());
    types::CustomerIndividual => types::CustomerIndividual::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, "2026-01-31T09:30:00Z".parse()?, None, [("key", types::MetadataOutputTypeValue::String("<value>".to_owned()),)], "customer@example.com", true, Some("John Doe".to_owned()), None, Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt,)), "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?, None, "https://www.gravatar.com/avatar/xxx?d=404").external_id("usr_1337");
    types::CustomerTeam => types::CustomerTeam::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?, "2026-01-31T09:30:00Z".parse()?, None, [("key", types::MetadataOutputTypeValue::String("<value>".to_owned()),)], true, Some("John Doe".to_owned()), None, Some(("<tax id>".to_owned(), types::TaxIdFormat::AdNrt,)), "1dbfc517-0bbf-4301-9ba8-555ca42b9737".parse()?, None, "https://www.gravatar.com/avatar/xxx?d=404").external_id("usr_1337").email("customer@example.com");
    types::MetadataOutputTypeValue => types::MetadataOutputTypeValue::String("<value>".to_owned());
    types::Address => types::Address::new(types::CountryAlpha2::Us);
    types::TaxIdFormat => types::TaxIdFormat::AdNrt;
    types::CountryAlpha2 => types::CountryAlpha2::Us;
    types::CustomerSessionCreate => types::CustomerSessionCreate::CustomerId(types::CustomerSessionCustomerIdCreate::new("992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse()?).return_url("https://example.com/account"));
}

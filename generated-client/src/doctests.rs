// @generated from the OpenAPI document; changes will be overwritten.
//! The examples of the pages.

#[doc = include_str!("../README.md")] mod readme {}
#[doc = include_str!("../docs/resources/customer-sessions.md")] mod resource_customer_sessions {}
#[doc = include_str!("../docs/models/customer-session-customer-id-create.md")] mod model_customer_session_customer_id_create {}
#[doc = include_str!("../docs/models/customer-session-customer-external-id-create.md")] mod model_customer_session_customer_external_id_create {}
#[doc = include_str!("../docs/models/customer-session.md")] mod model_customer_session {}
#[doc = include_str!("../docs/models/http-validation-error.md")] mod model_http_validation_error {}
#[doc = include_str!("../docs/models/customer.md")] mod model_customer {}
#[doc = include_str!("../docs/models/validation-error.md")] mod model_validation_error {}
#[doc = include_str!("../docs/models/validation-error-loc-item.md")] mod model_validation_error_loc_item {}
#[doc = include_str!("../docs/models/customer-individual.md")] mod model_customer_individual {}
#[doc = include_str!("../docs/models/customer-team.md")] mod model_customer_team {}
#[doc = include_str!("../docs/models/metadata-output-type.md")] mod model_metadata_output_type {}
#[doc = include_str!("../docs/models/metadata-output-type-value.md")] mod model_metadata_output_type_value {}
#[doc = include_str!("../docs/models/address.md")] mod model_address {}
#[doc = include_str!("../docs/models/tax-id-format.md")] mod model_tax_id_format {}
#[doc = include_str!("../docs/models/country-alpha2.md")] mod model_country_alpha2 {}
#[doc = include_str!("../docs/models/customer-session-create.md")] mod model_customer_session_create {}

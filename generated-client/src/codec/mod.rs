// @generated from the OpenAPI document; changes will be overwritten.
//! How the types are read from JSON and written as JSON: a table for each, of field and wire name.

mod address;
mod country_alpha2;
mod customer;
mod customer_individual;
mod customer_session;
mod customer_session_create;
mod customer_session_customer_external_id_create;
mod customer_session_customer_id_create;
mod customer_team;
mod http_validation_error;
mod metadata_output_type;
mod tax_id_format;
mod validation_error;

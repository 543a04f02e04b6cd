// @generated from the OpenAPI document; changes will be overwritten.
//! The API's operations, as functions: one module for each resource.

#![allow(
    clippy::enum_variant_names,
    clippy::module_inception,
    clippy::too_many_arguments,
    reason = "names and parameters are those of the API"
)]

pub mod customer_sessions;

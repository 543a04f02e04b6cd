// @generated from the OpenAPI document; changes will be overwritten.
//! The API's operations, as functions: one module for each resource.

#![allow(
    clippy::disallowed_names,
    clippy::enum_variant_names,
    clippy::module_inception,
    clippy::new_ret_no_self,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    reason = "names and parameters are those of the API"
)]

pub mod customer_sessions;

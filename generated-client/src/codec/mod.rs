// @generated from the OpenAPI document; changes will be overwritten.
//! How the types are made, read from JSON and written as JSON: a table for each, of field, wire name
//! and type. A module holds the types whose names begin with the same word.

#![allow(
    clippy::disallowed_names,
    clippy::should_implement_trait,
    clippy::too_many_arguments,
    clippy::wrong_self_convention,
    reason = "names and arguments are those of the API"
)]

mod address;
mod country;
mod customer;
mod http;
mod metadata;
mod tax;
mod validation;

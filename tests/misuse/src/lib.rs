//! Mistakes that must not compile, as examples in doc comments: next to each rejected example is
//! one that compiles and differs in nothing else.
//!
//! # A request with exactly one id
//!
//! One id compiles, of either kind:
//!
//! ```
//! use polar_client::types::CustomerSessionCreate;
//! use polar_client::types::CustomerSessionCustomerExternalIdCreate;
//! use polar_client::types::CustomerSessionCustomerIdCreate;
//!
//! let id = polar_client::uuid::Uuid::nil();
//! let one = CustomerSessionCustomerIdCreate::new(id);
//! let other = CustomerSessionCustomerExternalIdCreate::new("usr_1337");
//! let _ = CustomerSessionCreate::CustomerId(one);
//! let _ = CustomerSessionCreate::CustomerExternalId(other);
//! ```
//!
//! No id does not compile:
//!
//! ```compile_fail,E0061
//! use polar_client::types::CustomerSessionCustomerIdCreate;
//!
//! let one = CustomerSessionCustomerIdCreate::new();
//! ```
//!
//! ```compile_fail,E0061
//! use polar_client::types::CustomerSessionCustomerExternalIdCreate;
//!
//! let other = CustomerSessionCustomerExternalIdCreate::new();
//! ```
//!
//! Neither does the union without a member, nor a struct without its constructor:
//!
//! ```compile_fail,E0308
//! use polar_client::types::CustomerSessionCreate;
//!
//! let none: CustomerSessionCreate = CustomerSessionCreate::CustomerId;
//! ```
//!
//! ```compile_fail,E0639
//! use polar_client::types::CustomerSessionCustomerIdCreate;
//!
//! let id = polar_client::uuid::Uuid::nil();
//! let other = CustomerSessionCustomerIdCreate::new(id);
//! let one = CustomerSessionCustomerIdCreate { customer_id: id, ..other };
//! ```
//!
//! Neither do both ids, in one struct or in one union:
//!
//! ```compile_fail,E0599
//! use polar_client::types::CustomerSessionCustomerIdCreate;
//!
//! let one = CustomerSessionCustomerIdCreate::new(polar_client::uuid::Uuid::nil());
//! let _ = one.external_customer_id("usr_1337");
//! ```
//!
//! ```compile_fail,E0061
//! use polar_client::types::CustomerSessionCreate;
//! use polar_client::types::CustomerSessionCustomerExternalIdCreate;
//! use polar_client::types::CustomerSessionCustomerIdCreate;
//!
//! let id = polar_client::uuid::Uuid::nil();
//! let one = CustomerSessionCustomerIdCreate::new(id);
//! let other = CustomerSessionCustomerExternalIdCreate::new("usr_1337");
//! let _ = CustomerSessionCreate::CustomerId(one, other);
//! ```
//!
//! # Unknown values are created by decoding only
//!
//! ```
//! use polar_client::types::CustomerSessionCreate;
//!
//! let raw = polar_client::json::from_str("{}").unwrap();
//! let _ = CustomerSessionCreate::Unknown(raw);
//! ```
//!
//! ```compile_fail,E0423
//! use polar_client::types::CustomerSessionCreate;
//!
//! let raw = polar_client::RawJson("{}".into());
//! let _ = CustomerSessionCreate::Unknown(raw);
//! ```

#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

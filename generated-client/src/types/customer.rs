// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::RawJson;
use crate::types::{CustomerIndividual, CustomerTeam};

/// The variant is selected by `type`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Customer {
    Individual(CustomerIndividual),
    Team(CustomerTeam),
    /// A value that this version of the crate does not know, unchanged.
    Unknown(RawJson),
}

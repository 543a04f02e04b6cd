// @generated from the OpenAPI document; changes will be overwritten.
//! How the types of `types::customer` are read and written.

use crate::runtime::json::{conversions, tagged_union};
use crate::types::{Customer, CustomerIndividual, CustomerTeam};

tagged_union!(Customer "type" {
    Individual = "individual",
    Team = "team",
});

conversions!(Customer {
    Individual: CustomerIndividual,
    Team: CustomerTeam,
});

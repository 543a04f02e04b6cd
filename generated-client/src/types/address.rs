// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::{Extra, Maybe};
use crate::types::CountryAlpha2;

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Address {
    pub line1: Maybe<String>,
    pub line2: Maybe<String>,
    pub postal_code: Maybe<String>,
    pub city: Maybe<String>,
    pub state: Maybe<String>,
    /// Examples: `US`, `SE`, `FR`
    pub country: CountryAlpha2,
    pub(crate) extra: Extra,
}

// @generated from the OpenAPI document; changes will be overwritten.
//! [`Address`].

use crate::runtime::json::{Extra, Maybe, setters};
use crate::types::CountryAlpha2;

#[derive(Clone, Debug, PartialEq)]
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

impl Address {
    /// Makes one from the required properties.
    #[inline]
    pub fn new(country: impl Into<CountryAlpha2>) -> Self {
        Self {
            line1: Maybe::Absent,
            line2: Maybe::Absent,
            postal_code: Maybe::Absent,
            city: Maybe::Absent,
            state: Maybe::Absent,
            country: country.into(),
            extra: Extra::default(),
        }
    }
}

setters!(Address {
    line1: maybe into String, null line1_null;
    line2: maybe into String, null line2_null;
    postal_code: maybe into String, null postal_code_null;
    city: maybe into String, null city_null;
    state: maybe into String, null state_null;
});

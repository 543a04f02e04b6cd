// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::object;
use crate::types::*;

object!(Address, extra, [];
    required { country("country"): impl Into<CountryAlpha2> }
    maybe {
        line1("line1", line1_null): impl Into<String>,
        line2("line2", line2_null): impl Into<String>,
        postal_code("postal_code", postal_code_null): impl Into<String>,
        city("city", city_null): impl Into<String>,
        state("state", state_null): impl Into<String>,
    }
);

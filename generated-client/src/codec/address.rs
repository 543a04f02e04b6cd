// @generated from the OpenAPI document; changes will be overwritten.

use crate::runtime::json::object;
use crate::types::*;

object!(Address, extra, [];
    required { country("country", into): CountryAlpha2 }
    maybe {
        line1("line1", line1_null, into): String,
        line2("line2", line2_null, into): String,
        postal_code("postal_code", postal_code_null, into): String,
        city("city", city_null, into): String,
        state("state", state_null, into): String,
    }
);

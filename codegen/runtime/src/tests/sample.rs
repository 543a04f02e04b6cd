//! The types that the generator writes for `spec/polar.openapi.yaml`, written by hand.

#![allow(clippy::too_many_arguments, reason = "as in generated clients")]

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::runtime::json::{
    Extra, Maybe, RawJson, conversions, object, string_enum, tagged_union, union,
};

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerSessionCustomerIdCreate {
    pub member_id: Maybe<Uuid>,
    pub external_member_id: Maybe<String>,
    pub return_url: Maybe<String>,
    pub customer_id: Uuid,
    pub extra: Extra,
}

object!(CustomerSessionCustomerIdCreate, extra, [];
    required {
        customer_id("customer_id"): Uuid,
    }
    maybe {
        member_id("member_id", member_id_null): Uuid,
        external_member_id("external_member_id", external_member_id_null, into): String,
        return_url("return_url", return_url_null, into): String,
    }
);

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerSessionCustomerExternalIdCreate {
    pub member_id: Maybe<Uuid>,
    pub external_member_id: Maybe<String>,
    pub return_url: Maybe<String>,
    pub external_customer_id: String,
    pub extra: Extra,
}

object!(CustomerSessionCustomerExternalIdCreate, extra, [];
    required {
        external_customer_id("external_customer_id", into): String,
    }
    maybe {
        member_id("member_id", member_id_null): Uuid,
        external_member_id("external_member_id", external_member_id_null, into): String,
        return_url("return_url", return_url_null, into): String,
    }
);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerSessionCreate {
    CustomerId(CustomerSessionCustomerIdCreate),
    ExternalCustomerId(CustomerSessionCustomerExternalIdCreate),
    Unknown(RawJson),
}

union!(CustomerSessionCreate by ["customer_id"] ["external_customer_id"] {
    CustomerId: [Present, Any],
    ExternalCustomerId: [Any, Present],
});

conversions!(CustomerSessionCreate {
    CustomerId: CustomerSessionCustomerIdCreate,
    ExternalCustomerId: CustomerSessionCustomerExternalIdCreate,
});

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerSession {
    pub created_at: Timestamp,
    pub modified_at: Option<Timestamp>,
    pub id: Uuid,
    pub token: String,
    pub expires_at: Timestamp,
    pub return_url: Option<String>,
    pub customer_portal_url: String,
    pub customer_id: Uuid,
    pub customer: Customer,
    pub extra: Extra,
}

object!(CustomerSession, extra, [];
    secret ["token"]
    required {
        created_at("created_at"): Timestamp,
        modified_at("modified_at"): Option<Timestamp>,
        id("id"): Uuid,
        token("token", into): String,
        expires_at("expires_at"): Timestamp,
        return_url("return_url"): Option<String>,
        customer_portal_url("customer_portal_url", into): String,
        customer_id("customer_id"): Uuid,
        customer("customer"): Customer,
    }
);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Customer {
    Individual(Box<CustomerIndividual>),
    Team(CustomerTeam),
    Unknown(RawJson),
}

tagged_union!(Customer "type" { Individual = "individual", Team = "team" | "squad" });
conversions!(Customer { Individual: CustomerIndividual, Team: CustomerTeam });

pub type MetadataOutputType = BTreeMap<String, MetadataOutputTypeValue>;

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerIndividual {
    pub id: Uuid,
    pub created_at: Timestamp,
    pub metadata: MetadataOutputType,
    pub external_id: Maybe<String>,
    pub email: String,
    pub billing_address: Option<Address>,
    pub tax_id: Option<(String, TaxIdFormat)>,
    pub avatar_url: Option<String>,
    pub extra: Extra,
}

object!(CustomerIndividual, extra, ["type" = "individual"];
    required {
        id("id"): Uuid,
        created_at("created_at"): Timestamp,
        metadata("metadata"): MetadataOutputType,
        email("email"): String,
        billing_address("billing_address"): Option<Address>,
        tax_id("tax_id"): Option<(String, TaxIdFormat)>,
    }
    optional {
        avatar_url("avatar_url"): String,
    }
    maybe {
        external_id("external_id", external_id_null): String,
    }
);

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CustomerTeam {
    pub id: Uuid,
    pub email: Maybe<String>,
    pub extra: Extra,
}

object!(CustomerTeam, extra, ["type" = "team"];
    required {
        id("id"): Uuid,
    }
    maybe {
        email("email", email_null): String,
    }
);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataOutputTypeValue {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Unknown(RawJson),
}

union!(MetadataOutputTypeValue by [] {
    String: [Is(&[String])],
    Integer: [Is(&[Integer])],
    Number: [Is(&[Number])],
    Boolean: [Is(&[Boolean])],
});

conversions!(MetadataOutputTypeValue { String: String, Integer: i64, Number: f64, Boolean: bool });

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Address {
    pub line1: Maybe<String>,
    pub country: CountryAlpha2,
    pub extra: Extra,
}

object!(Address, extra, [];
    required {
        country("country"): CountryAlpha2,
    }
    maybe {
        line1("line1", line1_null, into): String,
    }
);
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CountryAlpha2 {
    Ad,
    Ae,
    No,
    Us,
    Zw,
    Unknown(String),
}

string_enum!(CountryAlpha2 { Ad = "AD", Ae = "AE", No = "NO", Us = "US", Zw = "ZW" });

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaxIdFormat {
    EuVat,
    UsEin,
    Unknown(String),
}

string_enum!(TaxIdFormat { EuVat = "eu_vat", UsEin = "us_ein" });

#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct HttpValidationError {
    pub detail: Option<Vec<ValidationError>>,
    pub extra: Extra,
}

object!(HttpValidationError, extra, [];
    optional {
        detail("detail"): Vec<ValidationError>,
    }
);

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ValidationError {
    pub loc: Vec<ValidationErrorLoc>,
    pub msg: String,
    pub r#type: String,
    pub input: Option<serde_json::Value>,
    pub ctx: Option<serde_json::Map<String, serde_json::Value>>,
    pub extra: Extra,
}

object!(ValidationError, extra, [];
    required {
        loc("loc"): Vec<ValidationErrorLoc>,
        msg("msg"): String,
        r#type("type"): String,
    }
    optional {
        input("input"): serde_json::Value,
        ctx("ctx"): serde_json::Map<String, serde_json::Value>,
    }
);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ValidationErrorLoc {
    String(String),
    Integer(i64),
    Unknown(RawJson),
}

union!(ValidationErrorLoc by [] { String: [Is(&[String])], Integer: [Is(&[Integer])] });

//! What the generator writes for `spec/polar.openapi.yaml`, by hand.

use std::collections::BTreeMap;

use jiff::Timestamp;
use uuid::Uuid;

use crate::runtime::json::{
    Extra, Maybe, RawJson, conversions, object, setters, string_enum, tagged_union, union,
};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerSessionCustomerIdCreate {
    pub member_id: Maybe<Uuid>,
    pub external_member_id: Maybe<String>,
    pub return_url: Maybe<String>,
    pub customer_id: Uuid,
    pub extra: Extra,
}

object!(CustomerSessionCustomerIdCreate [] {
    member_id: maybe "member_id",
    external_member_id: maybe "external_member_id",
    return_url: maybe "return_url",
    customer_id: required "customer_id",
} extra);

setters!(CustomerSessionCustomerIdCreate {
    member_id: maybe value Uuid, null member_id_null;
    external_member_id: maybe into String, null external_member_id_null;
    return_url: maybe into String, null return_url_null;
});

impl CustomerSessionCustomerIdCreate {
    pub fn new(customer_id: Uuid) -> Self {
        Self {
            member_id: Maybe::Absent,
            external_member_id: Maybe::Absent,
            return_url: Maybe::Absent,
            customer_id,
            extra: Extra::default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerSessionCustomerExternalIdCreate {
    pub member_id: Maybe<Uuid>,
    pub external_member_id: Maybe<String>,
    pub return_url: Maybe<String>,
    pub external_customer_id: String,
    pub extra: Extra,
}

object!(CustomerSessionCustomerExternalIdCreate [] {
    member_id: maybe "member_id",
    external_member_id: maybe "external_member_id",
    return_url: maybe "return_url",
    external_customer_id: required "external_customer_id",
} extra);

setters!(CustomerSessionCustomerExternalIdCreate {
    member_id: maybe value Uuid, null member_id_null;
    external_member_id: maybe into String, null external_member_id_null;
    return_url: maybe into String, null return_url_null;
});

impl CustomerSessionCustomerExternalIdCreate {
    pub fn new(external_customer_id: impl Into<String>) -> Self {
        Self {
            member_id: Maybe::Absent,
            external_member_id: Maybe::Absent,
            return_url: Maybe::Absent,
            external_customer_id: external_customer_id.into(),
            extra: Extra::default(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum CustomerSessionCreate {
    CustomerId(CustomerSessionCustomerIdCreate),
    ExternalCustomerId(CustomerSessionCustomerExternalIdCreate),
    Unknown(RawJson),
}

union!(CustomerSessionCreate {
    CustomerId: Has("customer_id"),
    ExternalCustomerId: Has("external_customer_id"),
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

impl std::fmt::Debug for CustomerSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CustomerSession").field("id", &self.id).finish_non_exhaustive()
    }
}

object!(CustomerSession [] {
    created_at: required "created_at",
    modified_at: required "modified_at",
    id: required "id",
    token: required "token",
    expires_at: required "expires_at",
    return_url: required "return_url",
    customer_portal_url: required "customer_portal_url",
    customer_id: required "customer_id",
    customer: required "customer",
} extra);

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

#[derive(Clone, Debug, PartialEq)]
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

object!(CustomerIndividual ["type" = "individual"] {
    id: required "id",
    created_at: required "created_at",
    metadata: required "metadata",
    external_id: maybe "external_id",
    email: required "email",
    billing_address: required "billing_address",
    tax_id: required "tax_id",
    avatar_url: optional "avatar_url",
} extra);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CustomerTeam {
    pub id: Uuid,
    pub email: Maybe<String>,
    pub extra: Extra,
}

object!(CustomerTeam ["type" = "team"] {
    id: required "id",
    email: maybe "email",
} extra);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataOutputTypeValue {
    String(String),
    Integer(i64),
    Number(f64),
    Boolean(bool),
    Unknown(RawJson),
}

union!(MetadataOutputTypeValue {
    String: Kind::String,
    Integer: Kind::Integer,
    Number: Kind::Number,
    Boolean: Kind::Boolean,
});

conversions!(MetadataOutputTypeValue { String: String, Integer: i64, Number: f64, Boolean: bool });

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Address {
    pub line1: Maybe<String>,
    pub country: CountryAlpha2,
    pub extra: Extra,
}

object!(Address [] { line1: maybe "line1", country: required "country" } extra);
setters!(Address { line1: maybe into String, null line1_null; });

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

#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct HttpValidationError {
    pub detail: Option<Vec<ValidationError>>,
    pub extra: Extra,
}

object!(HttpValidationError [] { detail: optional "detail" } extra);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ValidationError {
    pub loc: Vec<ValidationErrorLoc>,
    pub msg: String,
    pub r#type: String,
    pub input: Option<serde_json::Value>,
    pub ctx: Option<serde_json::Map<String, serde_json::Value>>,
    pub extra: Extra,
}

object!(ValidationError [] {
    loc: required "loc",
    msg: required "msg",
    r#type: required "type",
    input: optional "input",
    ctx: optional "ctx",
} extra);

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ValidationErrorLoc {
    String(String),
    Integer(i64),
    Unknown(RawJson),
}

union!(ValidationErrorLoc { String: Kind::String, Integer: Kind::Integer });

//! Round trips of the types: decoded values are encoded unchanged, with known and unknown parts.

use polar_client::json;
use polar_client::types::{
    Address, CountryAlpha2, Customer, CustomerSession, CustomerSessionCreate,
    CustomerSessionCustomerIdCreate, HttpValidationError, MetadataOutputType,
    MetadataOutputTypeValue, TaxIdFormat, ValidationErrorLocItem,
};
use polar_client::{Maybe, RawJson};
use serde_json::{Value, json};

use super::samples::{customer, session, validation_error};

/// Decodes a value, encodes it and expects the same JSON, with and without serde.
fn unchanged<T>(value: &Value) -> T
where
    T: json::Decode + json::Encode + serde::Serialize + serde::de::DeserializeOwned,
{
    let decoded: T = json::from_slice(value.to_string().as_bytes()).expect("it decodes");
    let encoded: Value = serde_json::from_str(&json::to_string(&decoded)).expect("it is JSON");
    assert_eq!(encoded, *value);
    let through_serde: T = serde_json::from_value(value.clone()).expect("serde decodes it");
    assert_eq!(serde_json::to_value(&through_serde).expect("serde encodes it"), *value);
    decoded
}

/// Returns the pointer to the value that can't be decoded.
fn error_pointer<T: json::Decode + std::fmt::Debug>(value: &Value) -> String {
    let error = json::from_slice::<T>(value.to_string().as_bytes()).expect_err("it is refused");
    error.pointer()
}

/// Applies `change` to `value`.
fn changed(mut value: Value, change: impl FnOnce(&mut Value)) -> Value {
    change(&mut value);
    value
}

#[test]
fn a_session_and_everything_in_it() {
    let session: CustomerSession = unchanged(&session());
    assert_eq!(session.modified_at, None);
    assert_eq!(session.token, "polar_cst_canary");
    let Customer::Individual(customer) = session.customer else { panic!("a person") };
    assert_eq!(customer.external_id, Maybe::Value("usr_1337".to_owned()));
    assert_eq!(customer.locale, Maybe::Null);
    assert_eq!(customer.tax_id, Some(("911144442".to_owned(), TaxIdFormat::UsEin)));
    let address = customer.billing_address.expect("an address");
    assert_eq!(address.country, CountryAlpha2::No);
    assert_eq!((address.line2, address.city), (Maybe::Null, Maybe::Absent));
}

#[test]
fn the_tag_can_be_first_or_last() {
    let last = changed(customer(), |it| {
        let object = it.as_object_mut().expect("an object");
        let tag = object.shift_remove("type").expect("a tag");
        object.insert("type".to_owned(), tag);
    });
    let first = changed(customer(), |it| {
        let object = it.as_object_mut().expect("an object");
        let mut reordered = serde_json::Map::new();
        reordered.insert("type".to_owned(), object["type"].clone());
        reordered.extend(std::mem::take(object));
        *object = reordered;
    });
    assert_ne!(last.to_string(), first.to_string());
    for value in [first, last] {
        assert!(matches!(unchanged(&value), Customer::Individual(_)));
    }
    let team = changed(customer(), |it| {
        it["type"] = json!("team");
        it["email"] = json!(null);
    });
    assert!(matches!(unchanged(&team), Customer::Team(_)));
}

#[test]
fn unknown_enum_values_and_properties_are_preserved() {
    let tag = changed(session(), |it| it["customer"]["type"] = json!("household"));
    let kept: CustomerSession = unchanged(&tag);
    assert!(matches!(kept.customer, Customer::Unknown(_)));

    let value = changed(customer(), |it| {
        it["billing_address"]["country"] = json!("XX");
        it["tax_id"][1] = json!("xx_vat");
    });
    let Customer::Individual(kept) = unchanged(&value) else { panic!("a person") };
    let address = kept.billing_address.expect("an address");
    assert_eq!(address.country, CountryAlpha2::Unknown("XX".to_owned()));

    let field = changed(session(), |it| {
        it["new_field"] = json!({ "deep": [1, 1.5, "x"] });
        it["customer"]["billing_address"]["geo"] = json!(null);
    });
    let kept: CustomerSession = unchanged(&field);
    let raw = kept.extra().get("new_field").map(RawJson::to_value);
    assert_eq!(raw, Some(json!({ "deep": [1, 1.5, "x"] })));
}

#[test]
fn an_explicit_null_is_kept() {
    let value = changed(validation_error(), |it| {
        it["detail"][0]["ctx"] = json!(null);
        it["detail"][0]["input"] = json!(null);
    });
    unchanged::<HttpValidationError>(&value);
    unchanged::<HttpValidationError>(&json!({ "detail": null }));
    unchanged::<HttpValidationError>(&json!({}));
    let absent: Address = unchanged(&json!({ "country": "SE" }));
    let null: Address = unchanged(&json!({ "country": "SE", "city": null }));
    assert_eq!((absent.city, null.city), (Maybe::Absent, Maybe::Null));
}

#[test]
fn integers_and_other_numbers_stay_distinct() {
    let metadata: MetadataOutputType =
        unchanged(&json!({ "a": 1, "b": 1.0, "c": -2.5e3, "d": true, "e": "1", "f": null }));
    assert_eq!(metadata["a"], MetadataOutputTypeValue::Integer(1));
    assert_eq!(metadata["b"], MetadataOutputTypeValue::Number(1.0));
    assert!(matches!(metadata["f"], MetadataOutputTypeValue::Unknown(_)));
    let text = json::to_string(&metadata);
    assert!(text.contains(r#""a":1,"b":1.0,"#), "{text}");
}

#[test]
fn the_places_of_a_validation_error() {
    let error: HttpValidationError = unchanged(&validation_error());
    let details = error.detail.expect("details");
    assert_eq!(details[0].loc[1], ValidationErrorLocItem::Integer(0));
    assert_eq!(details[0].input, Some(json!({ "any": [1, 2.5, null] })));
}

#[test]
fn both_ids_in_one_request_are_kept() {
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
    let both = json!({ "customer_id": id, "external_customer_id": "usr_1337" });
    assert!(matches!(unchanged(&both), CustomerSessionCreate::CustomerId(_)));
    let external = json!({ "external_customer_id": "usr_1337", "return_url": null });
    assert!(matches!(unchanged(&external), CustomerSessionCreate::CustomerExternalId(_)));
}

#[test]
fn every_country_and_every_tax_id_format() {
    assert_eq!(CountryAlpha2::VALUES.len(), 249);
    for country in CountryAlpha2::VALUES {
        let same: CountryAlpha2 = unchanged(&json!(country.as_str()));
        assert_eq!(same, *country);
    }
    for format in TaxIdFormat::VALUES {
        assert_eq!(unchanged::<TaxIdFormat>(&json!(format.as_str())), *format);
    }
}

#[test]
fn a_setter_overrides_a_preserved_value() {
    let json = json!({ "detail": null });
    let mut error: HttpValidationError =
        json::from_slice(json.to_string().as_bytes()).expect("it decodes");
    error.detail = Some(Vec::new());
    assert_eq!(json::to_string(&error), r#"{"detail":[]}"#);
}

#[test]
fn absent_and_null_values() {
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b".parse().expect("a UUID");
    let body = CustomerSessionCustomerIdCreate::new(id)
        .return_url("https://example.com/account")
        .member_id_null();
    let sent: Value = serde_json::from_str(&json::to_string(&body)).expect("JSON");
    let expected = json!({
        "member_id": null,
        "return_url": "https://example.com/account",
        "customer_id": "992fae2a-2a17-4b7a-8d9e-e287cf90131b",
    });
    assert_eq!(sent, expected);
}

#[test]
fn an_error_has_the_pointer_of_its_value() {
    for (pointer, wrong) in [
        ("/created_at", json!("yesterday")),
        ("/id", json!("no-uuid")),
        ("/token", json!(7)),
        ("/customer/email_verified", json!("yes")),
        ("/customer/metadata", json!([])),
        ("/customer/billing_address/country", json!(47)),
        ("/customer/tax_id/0", json!({})),
    ] {
        let value = changed(session(), |it| {
            *it.pointer_mut(pointer).expect("it is there") = wrong;
        });
        assert_eq!(error_pointer::<CustomerSession>(&value), pointer);
    }
    for property in ["token", "modified_at"] {
        let value = changed(session(), |it| {
            it.as_object_mut().expect("an object").remove(property);
        });
        let error = json::from_slice::<CustomerSession>(value.to_string().as_bytes());
        let error = error.expect_err("a property is missing").to_string();
        assert!(error.contains(property), "{error}");
    }
    // A value that matches no member of a union is kept unchanged.
    let neither: CustomerSessionCreate = unchanged(&json!({ "customer_id": 5 }));
    assert!(matches!(neither, CustomerSessionCreate::Unknown(_)));
}

#[test]
fn a_date_time_is_the_same_instant() {
    for text in ["2026-01-31T11:30:00.500+02:00", "2026-01-31t09:30:00.5z"] {
        let value = changed(session(), |it| it["expires_at"] = json!(text));
        let session: CustomerSession =
            json::from_slice(value.to_string().as_bytes()).expect("it decodes");
        let expected = "2026-01-31T09:30:00.5Z".parse();
        assert_eq!(Ok(session.expires_at), expected.map_err(|_| ()));
        assert!(json::to_string(&session).contains(r#""2026-01-31T09:30:00.5Z""#));
    }
}

#[test]
fn debug_prints_no_secret() {
    let session: CustomerSession = unchanged(&session());
    let debug = format!("{session:?}");
    assert!(!debug.contains("canary") && debug.contains("[redacted]"), "{debug}");
    let newer = changed(super::samples::session(), |it| it["new_token"] = json!("canary"));
    let newer: CustomerSession = unchanged(&newer);
    assert!(!format!("{newer:?}").contains("canary"));
}

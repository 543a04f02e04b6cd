//! The bridge to serde.

use serde_json::{Value, json};

use super::sample::{Address, CountryAlpha2, Customer, CustomerSessionCreate};
use crate::runtime::json;

#[test]
fn values_round_trip_through_serde() {
    let text =
        r#"{"country":"XX","line1":null,"a":[1,-2,1.5,18446744073709551615,true,{}],"b":"é"}"#;
    let address: Address = json::from_str(text).unwrap();
    assert_eq!(serde_json::from_str::<Address>(text).unwrap(), address);
    assert_eq!(serde_json::to_string(&address).unwrap(), text);
    let value = serde_json::to_value(&address).unwrap();
    assert_eq!(value, text.parse::<Value>().unwrap());
    assert_eq!(serde_json::from_value::<Address>(value).unwrap(), address);
}

#[test]
fn enums_and_unions_round_trip_through_serde() {
    assert_eq!(serde_json::to_value(CountryAlpha2::No).unwrap(), json!("NO"));
    let robot = json!({"type": "robot", "list": [], "object": {}, "nested": [[1], [2, 3]]});
    let customer: Customer = serde_json::from_value(robot.clone()).unwrap();
    assert!(matches!(customer, Customer::Unknown(_)));
    assert_eq!(serde_json::to_value(customer).unwrap(), robot);
}

#[test]
fn errors_carry_the_pointer() {
    let error = serde_json::from_value::<Vec<Customer>>(json!([{"type": "team", "id": 1}]));
    assert_eq!(error.unwrap_err().to_string(), "at /id: expected a UUID, found an integer");
    assert!(serde_json::from_str::<Address>(r#"{"country":"US""#).is_err());
}

#[test]
fn a_number_out_of_range_of_f64_is_an_error() {
    let kept: CustomerSessionCreate = json::from_str("[1.0, 1e400]").unwrap();
    assert_eq!(json::to_string(&kept), "[1.0, 1e400]");
    assert!(serde_json::to_string(&kept).is_err());
}

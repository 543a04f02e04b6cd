//! Unions with and without a discriminator.

use super::sample::{
    Customer, CustomerSessionCreate, CustomerSessionCustomerExternalIdCreate,
    MetadataOutputTypeValue as Metadata, ValidationErrorLoc,
};
use super::{assert_reencoded_as, fails, same};
use crate::runtime::json::{self, Extra, RawJson, object, string_enum, union};

const ID: &str = r#""id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b""#;

#[test]
fn the_tag_can_be_at_any_position() {
    assert!(matches!(same(&format!(r#"{{"type":"team",{ID}}}"#)), Customer::Team(_)));
    for text in [
        format!(r#"{{{ID},"type":"team"}}"#),
        format!(r#"{{{ID},"\u0074ype":"te\u0061m"}}"#),
        format!(r#"{{ {ID} , "type" : "team" }}"#),
    ] {
        assert_reencoded_as::<Customer>(&text, &format!(r#"{{"type":"team",{ID}}}"#));
    }
    let nested = format!(r#"{{"x":{{"type":"individual"}},{ID},"type":"team"}}"#);
    assert!(matches!(json::from_str(&nested).unwrap(), Customer::Team(_)));
}

#[test]
fn a_variant_may_have_two_tags() {
    let text = format!(r#"{{"type":"squad",{ID}}}"#);
    fails::<Customer>(&text, r#"at /type: expected the constant "team""#);
}

#[test]
fn an_unknown_tag_is_preserved() {
    for text in [
        r#"{"type":"robot", "x":1.0}"#,
        r#"{"x":1}"#,
        r#"{"type":1}"#,
        "[1]",
        "null",
        r#""individual""#,
    ] {
        assert!(matches!(same::<Customer>(text), Customer::Unknown(_)), "{text}");
    }
}

#[test]
fn errors_inside_a_tagged_variant_have_pointers() {
    fails::<Vec<Customer>>(r#"[{"type":"team"}]"#, "at /0: the required property `id` is missing");
    fails::<Customer>(r#"{"a":"#, "at the top level: invalid JSON: unexpected end of the text");
}

#[test]
fn integers_and_floats_are_distinguished() {
    assert_eq!(same::<Metadata>("1"), Metadata::Integer(1));
    assert_eq!(same::<Metadata>("1.0"), Metadata::Number(1.0));
    assert_eq!(same::<Metadata>(r#""1""#), Metadata::String("1".to_owned()));
    assert_eq!(same::<Metadata>("true"), Metadata::Boolean(true));
    assert!(matches!(same::<Metadata>("null"), Metadata::Unknown(_)));
    assert!(matches!(same::<Metadata>("[1]"), Metadata::Unknown(_)));
    assert!(matches!(same::<Metadata>("9223372036854775809"), Metadata::Unknown(_)));
    assert_eq!(Metadata::from(1), Metadata::Integer(1));
    assert_eq!(Metadata::from("x".to_owned()), Metadata::String("x".to_owned()));

    assert_reencoded_as::<ValidationErrorLoc>("1.0", "1");
    assert!(matches!(same::<ValidationErrorLoc>("1.5"), ValidationErrorLoc::Unknown(_)));
}

#[derive(Debug, PartialEq)]
enum NumberFirst {
    Number(f64),
    Integer(i64),
    Unknown(RawJson),
}

union!(NumberFirst by [] { Number: [Is(&[Number])], Integer: [Is(&[Integer])] });

#[derive(Debug, PartialEq)]
enum OnlyNumber {
    Number(f64),
    Unknown(RawJson),
}

union!(OnlyNumber by [] { Number: [Is(&[Number])] });

#[test]
fn numbers_select_the_member_that_preserves_their_spelling() {
    assert_eq!(same::<NumberFirst>("1"), NumberFirst::Integer(1));
    assert_eq!(
        same::<NumberFirst>("9007199254740993"),
        NumberFirst::Integer(9_007_199_254_740_993)
    );
    assert_eq!(same::<NumberFirst>("1.0"), NumberFirst::Number(1.0));
    assert_eq!(json::from_str::<OnlyNumber>("1").unwrap(), OnlyNumber::Number(1.0));
    // A float can't represent this integer, and no other variant can.
    assert!(matches!(same::<OnlyNumber>("9007199254740993"), OnlyNumber::Unknown(_)));
    // This is a float that is written with fewer digits.
    assert!(matches!(same::<OnlyNumber>("9223372036854775808"), OnlyNumber::Unknown(_)));
    // The shortest decimal text of a float is that float, regardless of the number of digits of its
    // exact value.
    let shortest = json::from_str::<OnlyNumber>("1.2345678901234567e+19").unwrap();
    assert_eq!(shortest, OnlyNumber::Number(1.234_567_890_123_456_7e19));
    assert_eq!(same::<OnlyNumber>("1e+23"), OnlyNumber::Number(1e23));
}

#[test]
fn required_properties_choose_the_member() {
    use CustomerSessionCreate as Create;
    assert!(matches!(same(r#"{"external_customer_id":"x"}"#), Create::ExternalCustomerId(_)));
    let both =
        r#"{"customer_id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b","external_customer_id":"x"}"#;
    let Create::CustomerId(member) = same::<Create>(both) else { panic!("not the first") };
    assert_eq!(member.extra.get("external_customer_id").unwrap().as_str(), r#""x""#);
    assert!(matches!(same::<Create>(r#"{"return_url":"x"}"#), Create::Unknown(_)));
    let body = Create::from(CustomerSessionCustomerExternalIdCreate::new("x").return_url("y"));
    assert_eq!(json::to_string(&body), r#"{"external_customer_id":"x","return_url":"y"}"#);
    // A property may make a variant possible, but never decides alone.
    let text = r#"{"external_customer_id":"x","customer_id":1}"#;
    assert!(matches!(same::<Create>(text), Create::ExternalCustomerId(_)));
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Color {
    Red,
    Unknown(String),
}

string_enum!(Color { Red = "red" });

#[derive(PartialEq)]
struct Cat {
    name: String,
    lives: Option<i64>,
    extra: Extra,
}

object!(Cat, extra, [];
    required {
        name("name"): String,
    }
    optional {
        lives("lives"): i64,
    }
);

#[derive(PartialEq)]
pub(super) struct Dog {
    name: String,
    color: Option<Color>,
    extra: Extra,
}

object!(Dog, extra, [];
    required {
        name("name"): String,
    }
    optional {
        color("color"): Color,
    }
);

#[derive(Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Nothing(serde_json::Value),
    Unknown(RawJson),
}

union!(Pet by [] ["name"] {
    Cat: [Is(&[Object]), Any],
    Dog: [Is(&[Object]), Present],
    Nothing: [Is(&[Null]), Any],
});

#[test]
fn the_best_fit_wins() {
    assert!(matches!(same::<Pet>(r#"{"name":"a"}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"red"}"#), Pet::Dog(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","lives":9}"#), Pet::Cat(_)));
    // A property that a schema doesn't describe is valid; a value that it doesn't list is not.
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"blue"}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"red","x":1}"#), Pet::Dog(_)));
    // One variant fails, so the other is used, although it has unknown properties.
    assert!(matches!(same::<Pet>(r#"{"name":"a","x":1,"y":2,"color":1}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>("null"), Pet::Nothing(_)));
    assert!(matches!(same::<Pet>("1"), Pet::Unknown(_)));
    let list = r#"[{"name":"a","color":"red"},{"name":"b","lives":1,"x":0},null]"#;
    assert_eq!(same::<Vec<Pet>>(list).len(), 3);
}

#[test]
fn a_value_without_a_matching_member_is_unknown() {
    for text in [r#"{"name":"a","lives":"x","color":1}"#, r#"{"name":1}"#, "{}"] {
        assert!(matches!(same::<Pet>(text), Pet::Unknown(_)), "{text}");
    }
    fails::<Pet>(r#"{"name":"a","lives":1,"color":"red""#, ENDS_EARLY);
}

const ENDS_EARLY: &str = "at the top level: invalid JSON: unexpected end of the text";

#[derive(Debug, PartialEq)]
enum Strict {
    Cat(Cat),
    Dog(Dog),
    Other(serde_json::Value),
    Unknown(RawJson),
}

union!(Strict by ["lives"] ["color"] {
    Cat: [Present, Any],
    Dog: [Any, Present],
    Other: [],
});

#[test]
fn a_catch_all_member_takes_the_remaining_values() {
    let text = r#"{"color":1,"lives":"x"}"#;
    assert!(matches!(same::<Strict>(text), Strict::Other(_)));
    assert!(matches!(same::<Strict>("7"), Strict::Other(_)));
    assert!(matches!(same::<Strict>(r#"{"name":"a","lives":1}"#), Strict::Cat(_)));
    assert!(matches!(same::<Strict>(r#"{"name":"a","lives":1,"new":1}"#), Strict::Cat(_)));
}

#[derive(PartialEq)]
struct Branch {
    next: Option<Box<Nested>>,
    extra: Extra,
}

object!(Branch, extra, [];
    optional {
        next("next"): Box<Nested>,
    }
);

#[derive(Debug, PartialEq)]
enum Nested {
    A(Branch),
    B(Branch),
    Unknown(RawJson),
}

union!(Nested by [] { A: [Is(&[Object])], B: [Is(&[Object])] });

#[test]
fn nested_unions_do_not_take_exponential_time() {
    let text = r#"{"next":"#.repeat(60) + "{}" + &r#","x":1}"#.repeat(60);
    same::<Nested>(&text);
}

#[derive(PartialEq)]
pub(super) struct Cancel {
    comment: Option<String>,
}

object!(Cancel, dropped, [];
    optional {
        comment("comment"): String,
    }
);

#[derive(Debug, PartialEq)]
enum Change {
    Cancel(Cancel),
    Rename(Dog),
    Unknown(RawJson),
}

union!(Change by [] ["name"] { Cancel: [Is(&[Object]), Any], Rename: [Is(&[Object]), Present] });

#[test]
fn a_member_that_loses_data_is_never_selected() {
    assert!(matches!(same::<Change>(r#"{"comment":"a"}"#), Change::Cancel(_)));
    assert!(matches!(same::<Change>(r#"{"name":"a"}"#), Change::Rename(_)));
    assert!(matches!(same::<Change>(r#"{"name":"a","color":"blue"}"#), Change::Rename(_)));
    assert!(matches!(same::<Change>(r#"{"name":1,"comment":"a"}"#), Change::Unknown(_)));
    assert!(matches!(same::<Change>(r#"{"comment":"a","zz":1}"#), Change::Unknown(_)));
}

#[derive(Debug, PartialEq)]
pub(super) enum Tagged {
    Cancel(Cancel),
    Rename(Dog),
    Unknown(RawJson),
}

union!(Tagged by ["kind"] {
    Cancel: [Is(&[Text("cancel")])],
    Rename: [Is(&[Text("rename")])],
});

#[test]
fn the_error_of_a_tagged_value_is_reported() {
    fails::<Tagged>(
        r#"{"kind":"rename"}"#,
        "at the top level: the required property `name` is missing",
    );
    // A newer server may send properties that a closed schema doesn't have.
    assert!(matches!(json::from_str(r#"{"kind":"cancel","new":1}"#).unwrap(), Tagged::Cancel(_)));
}

#[derive(Debug, PartialEq)]
enum When {
    Time(jiff::Timestamp),
    Text(String),
    Unknown(RawJson),
}

union!(When by [] { Time: [Is(&[String])], Text: [Is(&[String])] });

#[derive(Debug, PartialEq)]
enum Since {
    Time(json::UnixTime),
    Unknown(RawJson),
}

union!(Since by [] { Time: [Is(&[Number])] });

#[test]
fn an_instant_that_would_lose_digits_or_a_leap_second_is_not_selected() {
    for text in [r#""2024-01-01T10:00:00Z""#, r#""2024-01-01T10:00:00.123456789Z""#] {
        assert!(matches!(same::<When>(text), When::Time(_)), "{text}");
    }
    for text in [r#""2024-01-01T10:00:00.1234567891Z""#, r#""2016-12-31T23:59:60Z""#] {
        assert!(matches!(same::<When>(text), When::Text(_)), "{text}");
    }
    assert!(matches!(same::<Since>("1704103200.123456789"), Since::Time(_)));
    assert!(matches!(same::<Since>("1704103200.1234567891"), Since::Unknown(_)));
}

#[derive(Debug, PartialEq)]
enum Loose {
    Cat(Cat),
    Any(serde_json::Value),
    Unknown(RawJson),
}

union!(Loose by ["name"] { Cat: [Present], Any: [] });

#[test]
fn an_invalid_value_of_a_member_is_a_value_of_a_member_that_allows_everything() {
    assert!(matches!(same::<Loose>(r#"{"name":"Tom","lives":9}"#), Loose::Cat(_)));
    // An optional property is not `null`, although a single type keeps that.
    assert!(matches!(same::<Loose>(r#"{"lives":null,"name":"Tom"}"#), Loose::Any(_)));
    assert!(matches!(same::<Loose>(r#"{"name":1}"#), Loose::Any(_)));
    assert!(matches!(same::<Loose>(r#"{}"#), Loose::Any(_)));
}

//! Unions, with a discriminator and without.

use super::sample::{
    Customer, CustomerSessionCreate, CustomerSessionCustomerExternalIdCreate,
    MetadataOutputTypeValue as Metadata, ValidationErrorLoc,
};
use super::{becomes, fails, same};
use crate::runtime::json::{self, Extra, RawJson, object, string_enum, union};

const ID: &str = r#""id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b""#;

#[test]
fn the_tag_may_stand_anywhere() {
    assert!(matches!(same(&format!(r#"{{"type":"team",{ID}}}"#)), Customer::Team(_)));
    for text in [
        format!(r#"{{{ID},"type":"team"}}"#),
        format!(r#"{{{ID},"\u0074ype":"te\u0061m"}}"#),
        format!(r#"{{ {ID} , "type" : "team" }}"#),
    ] {
        becomes::<Customer>(&text, &format!(r#"{{"type":"team",{ID}}}"#));
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
fn an_unknown_tag_is_kept() {
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
    fails::<Customer>(r#"{"a":"#, "at the top level: invalid JSON: the text ends too early");
}

#[test]
fn numbers_keep_their_kind() {
    assert_eq!(same::<Metadata>("1"), Metadata::Integer(1));
    assert_eq!(same::<Metadata>("1.0"), Metadata::Number(1.0));
    assert_eq!(same::<Metadata>(r#""1""#), Metadata::String("1".to_owned()));
    assert_eq!(same::<Metadata>("true"), Metadata::Boolean(true));
    assert!(matches!(same::<Metadata>("null"), Metadata::Unknown(_)));
    assert!(matches!(same::<Metadata>("[1]"), Metadata::Unknown(_)));
    assert!(matches!(same::<Metadata>("9223372036854775808"), Metadata::Unknown(_)));
    assert_eq!(Metadata::from(1), Metadata::Integer(1));
    assert_eq!(Metadata::from("x".to_owned()), Metadata::String("x".to_owned()));

    becomes::<ValidationErrorLoc>("1.0", "1");
    assert!(matches!(same::<ValidationErrorLoc>("1.5"), ValidationErrorLoc::Unknown(_)));
}

#[derive(Debug, PartialEq)]
enum NumberFirst {
    Number(f64),
    Integer(i64),
    Unknown(RawJson),
}

union!(NumberFirst { Number: Kind::Number, Integer: Kind::Integer });

#[derive(Debug, PartialEq)]
enum OnlyNumber {
    Number(f64),
    Unknown(RawJson),
}

union!(OnlyNumber { Number: Kind::Number });

#[test]
fn integers_go_to_the_integer_wherever_it_stands() {
    assert_eq!(same::<NumberFirst>("1"), NumberFirst::Integer(1));
    assert_eq!(same::<NumberFirst>("1.0"), NumberFirst::Number(1.0));
    assert_eq!(json::from_str::<OnlyNumber>("1").unwrap(), OnlyNumber::Number(1.0));
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
    fails::<Create>(
        r#"{"customer_id":1,"external_customer_id":"x"}"#,
        "at /customer_id: expected a UUID, found an integer",
    );
}

#[derive(Clone, Debug, PartialEq)]
enum Color {
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
struct Dog {
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

union!(Pet { Cat: Kind::Object, fit, Dog: Has("name"), fit, Nothing: Kind::Null });

#[test]
fn the_best_fit_wins() {
    assert!(matches!(same::<Pet>(r#"{"name":"a"}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"red"}"#), Pet::Dog(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","lives":9}"#), Pet::Cat(_)));
    // One unknown value or one unknown property: the first of equals.
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"blue"}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>(r#"{"name":"a","color":"red","x":1}"#), Pet::Dog(_)));
    // One member fails, so the other is taken with all that it does not know.
    assert!(matches!(same::<Pet>(r#"{"name":"a","x":1,"y":2,"color":1}"#), Pet::Cat(_)));
    assert!(matches!(same::<Pet>("null"), Pet::Nothing(_)));
    assert!(matches!(same::<Pet>("1"), Pet::Unknown(_)));
    let list = r#"[{"name":"a","color":"red"},{"name":"b","lives":1,"x":0},null]"#;
    assert_eq!(same::<Vec<Pet>>(list).len(), 3);
}

#[test]
fn when_all_fail_the_furthest_error_is_told() {
    fails::<Pet>(
        r#"{"name":"a","lives":"x","color":1}"#,
        "at /color: expected a string, found an integer",
    );
    fails::<Pet>(r#"{"name":1}"#, "at /name: expected a string, found an integer");
}

#[derive(Debug, PartialEq)]
enum Strict {
    Cat(Cat),
    Dog(Dog),
    Other(serde_json::Value),
    Unknown(RawJson),
}

union!(Strict { Cat: Has("lives"), fit, Dog: Has("color"), fit, Other: Any });

#[test]
fn a_later_row_without_fit_is_the_last_resort() {
    let text = r#"{"color":1,"lives":"x"}"#;
    assert!(matches!(same::<Strict>(text), Strict::Other(_)));
    assert!(matches!(same::<Strict>("7"), Strict::Other(_)));
    assert!(matches!(same::<Strict>(r#"{"name":"a","lives":1}"#), Strict::Cat(_)));
}

#[derive(Debug, PartialEq)]
enum Guarded {
    One(serde_json::Value),
    Two(serde_json::Value),
    Three(serde_json::Value),
    Four(serde_json::Value),
    Unknown(RawJson),
}

union!(Guarded {
    One: Equals("kind", "one"),
    Two: In("kind", &["two", "zwei"]),
    Three: Equals("kind", "three"),
    Four: Has("b"),
});

#[test]
fn guards() {
    assert!(matches!(same::<Guarded>(r#"{"kind":"one"}"#), Guarded::One(_)));
    assert!(matches!(same::<Guarded>(r#"{"kind":"zwei"}"#), Guarded::Two(_)));
    assert!(matches!(same::<Guarded>(r#"{"kind":"three"}"#), Guarded::Three(_)));
    assert!(matches!(same::<Guarded>(r#"{"a":1,"b":[2]}"#), Guarded::Four(_)));
    for text in [r#"{"a":1}"#, r#"{"kind":["one"]}"#, r#""four""#, "1"] {
        assert!(matches!(same::<Guarded>(text), Guarded::Unknown(_)), "{text}");
    }
}

#[derive(PartialEq)]
struct Branch {
    next: Option<Box<Nest>>,
    extra: Extra,
}

object!(Branch, extra, [];
    optional {
        next("next"): Box<Nest>,
    }
);

#[derive(Debug, PartialEq)]
enum Nest {
    A(Branch),
    B(Branch),
    Unknown(RawJson),
}

union!(Nest { A: Kind::Object, fit, B: Kind::Object, fit });

#[test]
fn nested_unions_do_not_take_exponential_time() {
    let text = r#"{"next":"#.repeat(60) + "{}" + &r#","x":1}"#.repeat(60);
    same::<Nest>(&text);
}

#[derive(PartialEq)]
struct Cancel {
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

union!(Change { Cancel: Kind::Object, fit, Rename: Has("name") });

#[test]
fn a_member_found_by_a_property_is_preferred_to_one_that_drops_it() {
    assert!(matches!(same::<Change>(r#"{"comment":"a"}"#), Change::Cancel(_)));
    assert!(matches!(same::<Change>(r#"{"name":"a"}"#), Change::Rename(_)));
    assert!(matches!(same::<Change>(r#"{"name":"a","color":"blue"}"#), Change::Rename(_)));
    // What is found by a property and does not decode is read as another member that does.
    becomes::<Change>(r#"{"name":1,"comment":"a"}"#, r#"{"comment":"a"}"#);
}

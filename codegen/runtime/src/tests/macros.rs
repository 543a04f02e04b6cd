//! The codec of structs, enums and newtypes.

use super::sample::{Address, CountryAlpha2, CustomerIndividual, ValidationError};
use super::{assert_reencoded_as, fails, same};
use crate::runtime::json::{
    self, Additional, Extra, Maybe, Nulls, integer_enum, object, transparent,
};

#[derive(Clone, PartialEq)]
struct Small {
    a: i64,
    name: Option<String>,
    nullable: Option<i64>,
    any: Option<serde_json::Value>,
    extra: Extra,
}

object!(Small, extra, ["kind" = "small", "version" = -1, "ratio" = 1.5, "big" = 5_000_000_000_i64, "on" = true];
    required {
        a("a"): i64,
        nullable("nullable"): Option<i64>,
    }
    optional {
        name("name", into): String,
        any("any"): serde_json::Value,
    }
);

const CONSTANTS: &str = r#""kind":"small","version":-1,"ratio":1.5,"big":5000000000,"on":true"#;

fn small(rest: &str) -> String {
    format!("{{{CONSTANTS},{rest}}}")
}

#[test]
fn constants_are_checked_and_written() {
    same::<Small>(&small(r#""a":1,"nullable":null"#));
    fails::<Small>(r#"{"kind":"other"}"#, r#"at /kind: expected the constant "small""#);
    fails::<Small>(r#"{"kind":"small","version":-2}"#, "at /version: expected the constant -1");
    fails::<Small>(r#"{"kind":1}"#, "at /kind: expected a string, found an integer");
    fails::<Small>(
        r#"{"kind":"small","a":1,"nullable":1}"#,
        "at the top level: the required property `version` is missing",
    );
    let floats = CONSTANTS.replace(":-1", ":-1.0").replace("5000000000", "5e9");
    assert_reencoded_as::<Small>(
        &format!(r#"{{"nullable":2,"a":1,{floats}}}"#),
        &small(r#""a":1,"nullable":2"#),
    );
}

#[test]
fn required_properties_are_required() {
    let missing = fails::<Vec<Small>>(
        &format!("[ {}]", small(r#""a":1"#)),
        "at /0: the required property `nullable` is missing",
    );
    assert_eq!(missing.offset(), 2);
    fails::<Small>(&small(r#""a":null"#), "at /a: expected an integer, found null");
    fails::<Small>("[]", "at the top level: expected an object, found an array");
}

#[test]
fn an_unexpected_null_is_preserved_until_the_field_is_set() {
    let null = small(r#""a":1,"nullable":null,"name":null"#);
    let value = same::<Small>(&null);
    assert_eq!(value.name, None);
    assert_eq!(json::to_string(&value.name("x")), small(r#""a":1,"nullable":null,"name":"x""#),);
    assert_reencoded_as::<Small>(&small(r#""a":1,"name":"x","name":null,"nullable":null"#), &null);
    assert_reencoded_as::<Small>(
        &small(r#""a":1,"name":null,"name":"x","nullable":null"#),
        &small(r#""a":1,"nullable":null,"name":"x""#),
    );
}

#[test]
fn null_is_a_value_of_free_form_fields() {
    let value = same::<Small>(&small(r#""a":1,"nullable":null,"any":null"#));
    assert_eq!(value.any, Some(serde_json::Value::Null));
    let value = value.any(serde_json::json!(2));
    assert_eq!(json::to_string(&value), small(r#""a":1,"nullable":null,"any":2"#));
}

#[test]
fn unknown_properties_are_preserved_in_order() {
    let text = small(r#""a":1,"nullable":null,"z": {"b":1.0},"x":"\u0041""#);
    let value = json::from_str::<Small>(&text).unwrap();
    assert_eq!(value.extra.len(), 2);
    assert_eq!(
        json::to_string(&value),
        small(r#""a":1,"nullable":null,"z":{"b":1.0},"x":"\u0041""#),
    );
    assert_reencoded_as::<Small>(
        &small(r#""x":1,"a":1,"nullable":null,"y":2,"x":3"#),
        &small(r#""a":1,"nullable":null,"y":2,"x":3"#),
    );
}

#[test]
fn extra_does_not_write_duplicate_names() {
    let mut value = same::<Small>(&small(r#""a":1,"nullable":null"#));
    for name in ["kind", "a", "name", "other"] {
        value.extra.insert(name, serde_json::json!("e"));
    }
    assert_eq!(json::to_string(&value), small(r#""a":1,"nullable":null,"name":"e","other":"e""#),);
}

#[test]
fn many_unknown_properties_take_little_time() {
    let names: Vec<_> = (0..200_000).map(|index| format!(r#""x{index}":0"#)).collect();
    let text = small(&format!(r#""a":1,"nullable":null,{}"#, names.join(",")));
    assert_eq!(json::from_str::<Small>(&text).unwrap().extra.len(), 200_000);
}

#[test]
fn maybe_has_three_states() {
    for text in [r#"{"country":"US"}"#, r#"{"country":"US","line1":null}"#] {
        same::<Address>(text);
    }
    let address = same::<Address>(r#"{"country":"US","line1":"x"}"#);
    assert_eq!(address.line1, Maybe::Value("x".to_owned()));
    assert_eq!(json::to_string(&address.clone().line1_null()), r#"{"country":"US","line1":null}"#);
    assert_eq!(address.clone().line1_null().line1("x"), address);
}

#[derive(PartialEq)]
struct Typed {
    a: i64,
    additional: Additional<bool>,
}

object!(Typed, additional, ["t" = "t"];
    required {
        a("a"): i64,
    }
);

#[derive(PartialEq)]
struct Closed {
    a: Option<i64>,
    nulls: Nulls,
}

object!(Closed, nulls, [];
    optional {
        a("a"): i64,
    }
);

#[derive(PartialEq)]
struct Empty {}

object!(Empty, dropped, [];
);

#[test]
fn additional_properties_of_each_type() {
    same::<Typed>(r#"{"t":"t","a":1,"b":true,"c":false}"#);
    fails::<Typed>(r#"{"t":"t","a":1,"b":1}"#, "at /b: expected a boolean, found an integer");
    same::<Closed>(r#"{"a":null}"#);
    assert_reencoded_as::<Closed>(r#"{"b":[{}],"a":1}"#, r#"{"a":1}"#);
    assert_reencoded_as::<Empty>(r#"{"b":1}"#, "{}");
}

/// A struct whose fields have the names of variables in the macros.
#[derive(PartialEq)]
struct Clashing {
    reader: i64,
    object: i64,
    rest: Option<i64>,
    name: i64,
    r#type: i64,
    extra: Extra,
}

object!(Clashing, extra, [];
    required {
        reader("reader"): i64,
        object("object"): i64,
        name("name"): i64,
        r#type("a\"\u{e9}\\"): i64,
    }
    optional {
        rest("rest"): i64,
    }
);

#[test]
fn names_do_not_clash() {
    same::<Clashing>(r#"{"reader":1,"object":2,"name":4,"a\"é\\":5,"rest":3}"#);
}

#[test]
fn string_enums_are_open() {
    assert_eq!(same::<CountryAlpha2>(r#""NO""#), CountryAlpha2::No);
    assert_eq!(same::<CountryAlpha2>(r#""XX""#), CountryAlpha2::Unknown("XX".to_owned()));
    assert_eq!(CountryAlpha2::from("AD"), CountryAlpha2::Ad);
    assert_eq!(CountryAlpha2::from("ZW".to_owned()), CountryAlpha2::Zw);
    assert_eq!("US".parse::<CountryAlpha2>().unwrap(), CountryAlpha2::Us);
    assert_eq!(CountryAlpha2::Ae.to_string(), "AE");
    assert_eq!(format!("{:>4}", CountryAlpha2::Ae), "  AE");
    assert_eq!(CountryAlpha2::Unknown("é".to_owned()).as_ref(), "é");
    for value in CountryAlpha2::VALUES {
        assert_eq!(CountryAlpha2::from(value.as_str()), *value);
    }
    fails::<CountryAlpha2>("1", "at the top level: expected a string, found an integer");
}

mod countries {
    //! The 249 values of ISO 3166-1.
    include!("countries.rs");
}

#[test]
fn large_enums_find_all_their_values() {
    use countries::Country;
    assert_eq!(Country::VALUES.len(), 249);
    for value in Country::VALUES {
        assert_eq!(same::<Country>(&format!("\"{value}\"")), *value);
    }
    assert!(matches!(Country::from("XX"), Country::Unknown(_)));
}

#[derive(Clone, Debug, PartialEq)]
enum Status {
    One,
    Minus,
    Unknown(i64),
}

integer_enum!(Status { One = 1, Minus = -2 });

#[test]
fn integer_enums_are_open() {
    assert_eq!(same::<Status>("1"), Status::One);
    assert_eq!(same::<Status>("-2"), Status::Minus);
    assert_eq!(same::<Status>("3"), Status::Unknown(3));
    assert_reencoded_as::<Status>("1.0", "1");
    assert_eq!(Status::VALUES, [Status::One, Status::Minus]);
    assert_eq!(Status::from(-2).to_string(), "-2");
}

#[derive(Debug, PartialEq)]
struct Names(Vec<String>);

transparent!(Names: Vec<String>);

#[derive(Debug, PartialEq)]
struct Untyped(i64);

transparent!(Untyped {});

#[test]
fn newtypes_have_the_codec_of_their_field() {
    same::<Names>(r#"["a"]"#);
    same::<Untyped>("1");
    assert_eq!(Names::from(vec![]), Names(vec![]));
}

#[derive(Clone, PartialEq)]
struct Tree {
    left: Option<Box<Tree>>,
    children: Vec<Tree>,
    extra: Extra,
}

object!(Tree, extra, [];
    required {
        children("children"): Vec<Tree>,
    }
    optional {
        left("left"): Box<Tree>,
    }
);

#[test]
fn recursion_is_bounded() {
    same::<Tree>(r#"{"children":[{"children":[]}],"left":{"children":[]}}"#);
    let deep = r#"{"children":[],"left":"#.repeat(100_000);
    let error = json::from_str::<Tree>(&deep).unwrap_err();
    assert_eq!(*error.kind(), json::DecodeErrorKind::TooDeep);
    assert!(error.pointer().starts_with("/left/left/"));
}

#[test]
fn nested_errors_have_pointers() {
    fails::<ValidationError>(
        r#"{"loc":["a"],"msg":"m","type":"t","ctx":[]}"#,
        "at /ctx: expected an object, found an array",
    );
    fails::<CustomerIndividual>(
        r#"{"billing_address":{"country":7}}"#,
        "at /billing_address/country: expected a string, found an integer",
    );
}

#[derive(Clone, PartialEq)]
struct Order {
    lines: Vec<String>,
    counts: Vec<u32>,
    number: Option<u32>,
    note: Option<String>,
    tags: Option<Vec<String>>,
    address: Maybe<String>,
    weight: Maybe<f64>,
    metadata: Maybe<serde_json::Map<String, serde_json::Value>>,
    extra: Extra,
}

object!(Order, extra, [];
    required { lines("lines", collect): Vec<String>, counts("counts"): Vec<u32> }
    optional {
        number("number"): u32,
        note("note", into): String,
        tags("tags", collect): Vec<String>,
    }
    maybe {
        address("address", address_null, into): String,
        weight("weight", weight_null): f64,
        metadata("metadata", metadata_null, collect): serde_json::Map<String, serde_json::Value>,
    }
);

#[test]
fn arguments_are_converted_and_collected() {
    let order = Order::new("a,b".split(','), vec![1, 2])
        .number(7)
        .note("new")
        .tags(["x"])
        .address(String::from("here"))
        .weight(0.5)
        .metadata([("order", 1337)]);
    assert_eq!(
        json::to_string(&order),
        r#"{"lines":["a","b"],"counts":[1,2],"number":7,"note":"new","tags":["x"],"address":"here","weight":0.5,"metadata":{"order":1337}}"#
    );
}

#[test]
fn setters_accept_an_option() -> Result<(), std::num::ParseIntError> {
    let order = Order::new(Vec::<String>::new(), vec![]);
    let nothing = order
        .clone()
        .number(None)
        .note(None::<&str>)
        .tags(None::<Vec<String>>)
        .address(None::<String>)
        .weight(None)
        .metadata(None::<[(&str, &str); 0]>);
    assert!(nothing == order);
    assert_eq!(json::to_string(&nothing), r#"{"lines":[],"counts":[]}"#);

    let all = order
        .number(Some("7".parse()?))
        .note(Some("new"))
        .tags(Some(["x"]))
        .address(Some("here"))
        .weight(Some(0.5))
        .metadata(Some([("order", "1337")]));
    assert_eq!(
        json::to_string(&all),
        r#"{"lines":[],"counts":[],"number":7,"note":"new","tags":["x"],"address":"here","weight":0.5,"metadata":{"order":"1337"}}"#
    );
    let empty = all.tags(Some(Vec::<String>::new())).note(None::<String>).address_null();
    assert_eq!(
        json::to_string(&empty),
        r#"{"lines":[],"counts":[],"number":7,"tags":[],"address":null,"weight":0.5,"metadata":{"order":"1337"}}"#
    );
    Ok(())
}

mod shadowing {
    //! Types of an API may have the names of types in Rust's prelude.

    use crate::runtime::json::{Extra, RawJson, conversions, object, string_enum, union};

    #[derive(PartialEq)]
    pub(super) struct Result {
        pub(super) option: std::option::Option<Option>,
        pub(super) extra: Extra,
    }

    object!(Result, extra, [];
        optional {
            option("option", into): Option,
        }
    );
    #[derive(Clone, Debug, PartialEq)]
    pub(super) enum Option {
        Some,
        None,
        Unknown(std::string::String),
    }

    string_enum!(Option { None = "None", Some = "Some" });

    #[derive(PartialEq)]
    pub(super) struct String {
        pub(super) none: i64,
    }

    object!(String, dropped, [];
        required {
            none("none"): i64,
        }
    );

    #[derive(Debug, PartialEq)]
    pub(super) enum Some {
        String(String),
        Unknown(RawJson),
    }

    union!(Some by [] { String: [Is(&[Object])] });
    conversions!(Some { String: String });
}

#[test]
fn types_may_shadow_the_prelude() {
    same::<shadowing::Result>(r#"{"option":"Some"}"#);
    same::<shadowing::Some>(r#"{"none":1}"#);
    same::<shadowing::Option>(r#""other""#);
}

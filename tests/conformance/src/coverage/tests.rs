//! Coverage of single values.

use serde_json::json;

use super::*;
use crate::oracle::Oracle;

/// A document with one schema for each kind of line.
fn document() -> Value {
    json!({"components": {"schemas": {
        "Order": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "integer"},
                "note": {"type": "string", "maxLength": 3},
                "at": {"type": "string", "format": "date-time"},
                "item": {"anyOf": [{"$ref": "#/components/schemas/Item"}, {"type": "boolean"}]},
                "gift": {"anyOf": [{"$ref": "#/components/schemas/Item"}, {"type": "null"}]},
                "sold": {"allOf": [{"$ref": "#/components/schemas/Item"}, {"readOnly": true}]}
            }
        },
        "Item": {
            "type": "object",
            "properties": {"name": {"type": "string", "minLength": 2}}
        },
        "Both": {"allOf": [
            {"$ref": "#/components/schemas/Item"},
            {"properties": {"name": {"pattern": "^a"}}}
        ]}
    }}})
}

const LINES: [(&str, &str); 6] = [
    ("maxLength 3", "#/components/schemas/Order/properties/note"),
    ("minLength 2", "#/components/schemas/Item/properties/name"),
    ("pattern x", "#/components/schemas/Both/properties/name"),
    ("more anyOf: open", "#/components/schemas/Order/properties/item"),
    ("more null: kept", "#/components/schemas/Order"),
    ("less integer: large", "#/components/schemas/Order/properties/id"),
];

fn report(lines: &[(&str, &str)]) -> String {
    let mut text = "About.\n\n     1  all\n\n".to_owned();
    for (reason, place) in lines {
        let is_heading = reason.contains(": ");
        text.push_str(&format!("{reason}{}{place}\n", if is_heading { "\n    " } else { " " }));
    }
    text
}

fn missing(lines: &[(&str, &str)], name: &str, value: &Value) -> Option<String> {
    let document = document();
    let start = format!("/components/schemas/{name}");
    let validator = Oracle::new(&document).expect("an oracle").validator(&start);
    Coverage::new(&document, &report(lines)).missing(
        &validator.expect("a validator"),
        &start,
        value,
    )
}

/// Invalid values, each with the line of [`LINES`] that covers it.
fn told() -> Vec<(usize, &'static str, Value)> {
    vec![
        (0, "Order", json!({"id": 1, "note": "long"})),
        (1, "Item", json!({"name": "x"})),
        (1, "Order", json!({"id": 1, "gift": {"name": "x"}})),
        (1, "Both", json!({"name": "a"})),
        (2, "Both", json!({"name": "xx"})),
        (3, "Order", json!({"id": 1, "item": "neither"})),
        (3, "Order", json!({"id": 1, "item": {"name": 7}})),
        (4, "Order", json!({"id": 1, "note": null})),
    ]
}

#[test]
fn each_line_covers_what_it_is_about_and_no_other_does() {
    for (line, name, value) in told() {
        assert_eq!(missing(&LINES, name, &value), None, "{value}");
        let mut others = LINES.to_vec();
        others.remove(line);
        let found = missing(&others, name, &value);
        assert!(found.is_some(), "{value} is not reported without {:?}", LINES[line]);
    }
}

#[test]
fn differences_inside_a_property_of_the_other_direction_have_two_lines() {
    let value = json!({"id": 1, "sold": {"name": 7}});
    let lines = [
        ("readOnly", "#/components/schemas/Order"),
        ("type", "#/components/schemas/Order/properties/sold"),
    ];
    assert_eq!(missing(&lines, "Order", &value), None);
    for one in lines {
        assert!(missing(&[one], "Order", &value).is_some(), "{one:?}");
    }
}

#[test]
fn a_required_property_of_the_other_direction_has_two_lines() {
    let lines = [
        ("readOnly", "#/components/schemas/Order"),
        ("type", "#/components/schemas/Order/properties/id"),
    ];
    assert_eq!(missing(&lines, "Order", &json!({})), None);
    for one in lines {
        assert!(missing(&[one], "Order", &json!({})).is_some(), "{one:?}");
    }
}

#[test]
fn no_line_is_about_all_that_is_below_it() {
    let reasons = [
        "maxLength 3",
        "minLength 2",
        "pattern x",
        "type x",
        "additionalProperties false",
        "more enum: open",
        "less string: some",
    ];
    for (_, name, value) in told() {
        for place in ["#", "#/components/schemas", "#/components/schemas/Order"] {
            let lines = reasons.map(|reason| (reason, place));
            assert!(
                missing(&lines, name, &value).is_some(),
                "{value} is covered by a line at {place}"
            );
        }
    }
}

#[test]
fn a_rejected_value_is_covered_by_a_line_of_its_type() {
    let document = document();
    let start = "/components/schemas/Order";
    let validator = Oracle::new(&document).expect("an oracle").validator(start);
    let validator = validator.expect("a validator");
    let value = json!({"id": 1e30, "at": "2016-12-31T23:59:60Z", "note": "a"});
    let missing = |lines: &[(&str, &str)], at: &str| {
        Coverage::new(&document, &report(lines)).missing_limit(&validator, start, &value, at)
    };
    assert_eq!(missing(&LINES, "/id"), None);
    assert_eq!(
        missing(&LINES[..5], "/id").as_deref(),
        Some(
            "no line of `fidelity.txt` has `less integer` at `#/components/schemas/Order/properties/id`"
        )
    );
    let at = [("less string: leap", "#/components/schemas/Order/properties/at")];
    assert_eq!(missing(&at, "/at"), None);
    assert!(missing(&at, "/id").is_some() && missing(&at, "/note").is_some());
    for place in ["#", start, "#/components/schemas/Order"] {
        assert!(missing(&[("less string: leap", place)], "/at").is_some(), "{place}");
    }
}

#[test]
fn a_type_that_the_document_does_not_have_is_not_violated() {
    let document = crate::dialect::convert(&json!({"components": {"schemas": {
        "Row": {"required": ["id"]},
        "Typed": {"type": "object"},
        "Entry": {"allOf": [{"$ref": "#/components/schemas/Row"}, {"nullable": true}]},
        "Other": {"allOf": [{"$ref": "#/components/schemas/Typed"}, {"nullable": true}]},
    }}}));
    let missing = |start: &str| {
        let validator = Oracle::new(&document).expect("an oracle").validator(start);
        let validator = validator.expect("a validator");
        Coverage::new(&document, "").missing(&validator, start, &Value::Null)
    };
    assert_eq!(missing("/components/schemas/Entry"), None);
    let expected = "no line of `fidelity.txt` has `type` at `#/components/schemas/Typed`";
    assert_eq!(missing("/components/schemas/Other").as_deref(), Some(expected));
}

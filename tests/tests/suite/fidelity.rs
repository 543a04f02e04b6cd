//! `fidelity.txt` compares each schema with its Rust type.

use std::fmt::Write as _;
use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::document::formats::{self, Accuracy, FORMATS, FormatType};
use codegen::internals::rust::fidelity::{self, Kind};

/// Returns the lines of `fidelity.txt` about the properties of a schema: the property, the
/// difference of its type, the keyword, and the keyword's value if it is not checked.
fn gaps(properties: &str, configure: impl FnOnce(&mut Config)) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let document = folder.path().join("openapi.yaml");
    let head = "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\ncomponents:\n  schemas:\n";
    let text = format!("{head}    A:\n      type: object\n      properties:\n{properties}");
    std::fs::write(&document, text).expect("written");
    let mut config = Config::for_document(document, Vec::new(), Path::new("out").into(), None);
    configure(&mut config);
    let generation = codegen::internals::generate(&config, &mut |_| {}).expect("a crate");
    let lines =
        fidelity::lines(&generation.output["fidelity.txt"]).into_iter().filter_map(|line| {
            let property = line.pointer.strip_prefix("#/components/schemas/A/properties/")?;
            let gap = match line.kind {
                Kind::Unchecked => format!("{} {}", line.reason, line.value),
                Kind::More => format!("more {}", line.reason),
                Kind::Less => format!("less {}", line.reason),
            };
            Some(format!("{property}: {}", gap.trim()))
        });
    lines.collect()
}

/// Returns a property for each format and each JSON type, named after both.
fn every_format() -> String {
    let mut properties = String::new();
    for format in FORMATS {
        for kind in ["string", "integer", "number"] {
            let name = format.name;
            let _ = writeln!(properties, "        {kind}_{name}: {{type: {kind}, format: {name}}}");
        }
    }
    properties
}

#[test]
fn each_format_is_a_gap_unless_its_type_holds_it() {
    let found = gaps(&every_format(), |_| {});
    for format in FORMATS {
        for kind in [formats::Kind::String, formats::Kind::Integer, formats::Kind::Number] {
            let line = format!("{}_{}: format {}", kind.as_str(), format.name, format.name);
            let is_held = match format.accuracy {
                Accuracy::Annotation => true,
                // A number with an integer format is an integer.
                Accuracy::Exact => {
                    let whole = (formats::Kind::Integer, formats::Kind::Number);
                    format.kind == kind || (format.kind, kind) == whole
                }
                Accuracy::Wider => false,
            };
            assert_eq!(found.contains(&line), !is_held, "{line}");
        }
    }
}

#[test]
fn a_type_that_the_configuration_chose_is_compared_too() {
    let properties = "        at: {type: string, format: date-time}\n";
    assert_eq!(gaps(properties, |_| {}), ["at: more format", "at: less string"]);
    let found = gaps(properties, |config| {
        config.formats.insert("date-time".to_owned(), FormatType::String);
    });
    assert_eq!(found, ["at: format date-time"]);
}

#[test]
fn a_format_without_a_type_implies_one() {
    let found = gaps("        a: {format: uint32}\n        b: {format: uint8}\n", |_| {});
    // Keywords of one JSON type don't apply to values of other types, which are rejected.
    assert_eq!(found, ["b: format uint8", "a: less type", "b: less type"]);
}

#[test]
fn a_type_that_keywords_imply_refuses_values_of_others() {
    assert_eq!(gaps_of("{properties: {x: {type: string}}, required: [x]}"), ["less type"]);
    assert_eq!(gaps_of("{items: {type: boolean}}"), ["less type"]);
    let declared = "{allOf: [{type: object}, {properties: {x: {type: boolean}}, required: [x]}]}";
    assert_eq!(gaps_of(declared), Vec::<String>::new());
    assert_eq!(gaps_of("{title: Anything}"), ["less number"]);
}

/// Returns the gaps of one property.
fn gaps_of(schema: &str) -> Vec<String> {
    let found = gaps(&format!("        a: {schema}\n"), |_| {});
    found.iter().map(|it| it.replacen("a: ", "", 1)).collect()
}

#[test]
fn an_integer_has_a_gap_where_it_exceeds_its_type() {
    let bounded = |bounds: &str| gaps_of(&format!("{{type: integer, {bounds}}}"));
    for wide in ["title: a", "minimum: 0", "maximum: 9", "minimum: 0, maximum: 1e40"] {
        assert!(bounded(wide).contains(&"less integer".to_owned()), "{wide}");
    }
    for narrow in [
        "minimum: 0, maximum: 9",
        "maximum: 1e30, minimum: -9",
        "format: int32",
        "format: int64",
        "format: uint8",
    ] {
        assert!(!bounded(narrow).contains(&"less integer".to_owned()), "{narrow}");
    }
    // A format for numbers that no type can represent.
    assert!(bounded("format: unix-time").contains(&"less integer".to_owned()));
}

#[test]
fn each_type_has_its_limits() {
    let cases: [(&str, &[&str]); 19] = [
        ("{type: string}", &[]),
        ("{type: boolean}", &[]),
        ("{type: string, format: date}", &[]),
        ("{type: string, format: uuid}", &["more format"]),
        ("{type: string, format: byte}", &["more format"]),
        ("{type: string, contentEncoding: base64url}", &["more format"]),
        ("{type: integer, format: unixtime}", &["more type", "less number"]),
        ("{type: number}", &["less number"]),
        ("{type: number, format: int64}", &["less number"]),
        ("{type: number, format: double}", &["less number"]),
        ("{}", &["less number"]),
        ("{type: object, additionalProperties: true}", &["less number"]),
        ("{type: string, enum: [a, b]}", &["more enum"]),
        ("{type: [string, boolean]}", &["more type"]),
        ("{oneOf: [{type: string}, {type: boolean}]}", &["more oneOf"]),
        ("{type: 'null'}", &["type null"]),
        ("{type: object, required: [b], properties: {b: {type: string}}}", &[]),
        ("{type: object, properties: {b: {type: string}}}", &["more null"]),
        ("{type: object, properties: {b: {type: [string, 'null']}}}", &[]),
    ];
    for (schema, expected) in cases {
        let own: Vec<String> =
            gaps_of(schema).into_iter().filter(|it| !it.starts_with("a/")).collect();
        assert_eq!(own, expected, "{schema}");
    }
}

#[test]
fn unsupported_schemas_are_reported() {
    let cases = [
        ("{type: object, propertyNames: {minLength: 2}}", "propertyNames"),
        (
            "{type: object, patternProperties: {'^a': {type: string}}, additionalProperties: false}",
            "additionalProperties",
        ),
        (
            "{type: object, patternProperties: {'^a': {type: string}, '^b': {type: integer}}}",
            "patternProperties",
        ),
        (
            "{allOf: [{type: object, properties: {b: {}}, additionalProperties: false}, \
             {properties: {c: {}}}]}",
            "additionalProperties",
        ),
        (
            "{type: object, properties: {b: {}, c: {}}, anyOf: [{required: [b]}, {required: [c]}]}",
            "anyOf",
        ),
        ("{type: string, not: {pattern: a}}", "not"),
        ("{oneOf: [{type: string, enum: [b, c]}, {type: string, enum: [c, d]}]}", "oneOf"),
        ("{enum: [{b: 1}, [2]]}", "enum 2 values of several types"),
        ("{prefixItems: [{}, {}, {}, {}, {}, {}, {}, {}, {}], type: array}", "prefixItems 9 items"),
        ("{type: [object, 'null'], allOf: [{type: object, properties: {b: {}}}]}", "nullable"),
        (
            "{type: object, properties: {b: {allOf: [{$ref: '#/components/schemas/A'}, \
             {nullable: true}]}}}",
            "a/properties/b: nullable",
        ),
    ];
    for (schema, expected) in cases {
        let found = gaps_of(schema);
        assert!(found.iter().any(|it| it == expected), "{schema}: {found:?}");
    }
}

#[test]
fn a_member_of_an_all_of_may_refuse_the_null_of_another() {
    let found = gaps_of(
        "{allOf: [{type: object, properties: {b: {anyOf: [{type: boolean}, {type: 'null'}]}}}, \
         {type: object, properties: {b: {type: boolean}}}]}",
    );
    assert_eq!(found, ["more null"]);
    let referred = gaps(
        "        c: {type: object, properties: {b: {$ref: '#/components/schemas/A'}}}\n        \
         a: {allOf: [{type: object, properties: {b: {type: [object, 'null']}}}, \
         {type: object, properties: {b: {$ref: '#/components/schemas/A'}}}]}\n",
        |_| {},
    );
    assert!(referred.contains(&"a/properties/b: nullable".to_owned()), "{referred:?}");
}

#[test]
fn a_constant_is_compared_where_it_is_no_field() {
    let property = |required: &str| {
        gaps_of(&format!("{{type: object, {required} properties: {{b: {{const: x}}}}}}"))
    };
    assert_eq!(property("required: [b],"), [""; 0]);
    let open = ["a/properties/b: more enum", "more null"];
    assert_eq!(property(""), open);
}

#[test]
fn a_closed_member_that_is_found_by_trying_drops_nothing() {
    let found = gaps_of(
        "{anyOf: [{type: object, additionalProperties: false, properties: {b: {type: string}}}, \
         {type: object, properties: {c: {type: string}}}]}",
    );
    assert!(!found.iter().any(|it| it == "less object"), "{found:?}");
}

#[test]
fn a_union_that_is_merged_with_other_schemas_has_a_gap_at_each() {
    let found = gaps(
        "        derived:
          allOf:
            - {type: object, properties: {result: {type: object, maxProperties: 3}}}
            - type: object
              properties:
                result:
                  oneOf:
                    - {type: object, required: [a], properties: {a: {type: string}}}
                    - {type: object, required: [b], properties: {b: {type: string}}}
",
        |_| {},
    );
    for member in 0..2 {
        let line = format!("derived/allOf/{member}/properties/result: more type");
        assert!(found.contains(&line), "{line} is not one of {found:#?}");
    }
}

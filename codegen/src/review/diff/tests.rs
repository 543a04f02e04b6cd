//! The printed differences. Whether each rule is right is tested with callers in `tests/changes`.

mod features;

use std::fs;

use super::{Difference, Rule, Verdict, compare};
use crate::config::Config;

const DOCUMENT: &str = r##"
openapi: 3.1.0
info: {title: Zoo, version: "1"}
paths:
  /animals/{id}:
    get:
      operationId: animals:get
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Cat"}}}}
components:
  schemas:
    Cat:
      type: object
      required: [age]
      properties:
        age: {type: integer}
        status: {type: string, enum: [asleep, awake]}
    Dog: {type: object}
"##;

fn difference(old: &str, new: &str) -> Difference {
    let folder = tempfile::tempdir().expect("a folder");
    let [old, new] = [("old", old), ("new", new)].map(|(name, text)| {
        let path = folder.path().join(format!("{name}.yaml"));
        fs::write(&path, text).expect("written");
        let config = Config::for_document(path, Vec::new(), folder.path().join(name), None);
        crate::pipeline::surface(&config)
            .unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics))
    });
    compare(&old, &new)
}

fn edited(from: &str, to: &str) -> String {
    assert!(DOCUMENT.contains(from), "{from}");
    DOCUMENT.replacen(from, to, 1)
}

/// Returns the rule, the item and the detail of each change.
fn descriptions(difference: &Difference) -> Vec<(Rule, &str, &str)> {
    let changes = difference.changes.iter();
    changes.map(|it| (it.rule, it.item.as_str(), it.detail.as_str())).collect()
}

#[test]
fn equal_crates_have_no_changes() {
    let difference = difference(DOCUMENT, DOCUMENT);
    assert_eq!(difference.changes, []);
    assert_eq!((difference.verdict(), difference.release().as_str()), (None, "0.1.0"));
}

/// Returns the document with a title for the status of cats.
fn titled() -> String {
    edited("status: {type: string,", "status: {title: Mood, type: string,")
}

#[test]
fn a_type_under_another_name_is_one_change() {
    let difference = difference(DOCUMENT, &titled());
    assert_eq!(descriptions(&difference), [(Rule::TypeRenamed, "types::CatStatus", "now `Mood`")]);
}

#[test]
fn a_swapped_name_is_a_rename() {
    let dog =
        "Dog: {type: object, properties: {walk: {title: Mood, type: string, enum: [in, out]}}}";
    let new = edited("Dog: {type: object}", dog);
    let difference = difference(&titled(), &new);
    let renamed = (Rule::TypeRenamed, "types::Mood", "now `CatStatus`");
    assert!(descriptions(&difference).contains(&renamed), "{difference:?}");
}

#[test]
fn unrelated_equal_schemas_are_additive() {
    let equal = "{type: object, properties: {status: {type: string, enum: [asleep, awake]}}}";
    let dog = "    Dog: {type: object}";
    let after = edited(dog, &format!("{dog}\n    Eel: {equal}"));
    let before = edited("    Cat:\n", &format!("    Ape: {equal}\n    Cat:\n"));
    for new in [after, before] {
        let difference = difference(DOCUMENT, &new);
        assert_eq!(difference.count(Verdict::Breaking), 0, "{difference:?}");
        let about_cat = |it: &&str| it.contains("Cat");
        let items: Vec<&str> =
            descriptions(&difference).iter().map(|it| it.1).filter(about_cat).collect();
        assert!(items.is_empty(), "{items:?}");
    }
}

#[test]
fn mentions_of_a_renamed_type_are_not_changes() {
    let difference = difference(DOCUMENT, &titled());
    let about_cat = |it: &&str| it.contains("Cat.");
    let items: Vec<&str> =
        descriptions(&difference).iter().map(|it| it.1).filter(about_cat).collect();
    assert!(items.is_empty(), "{items:?}");
}

#[test]
fn an_operation_under_another_name_is_one_change() {
    let difference = difference(DOCUMENT, &edited("animals:get", "animals:read"));
    let renamed = (Rule::OperationRenamed, "animals::get", "now `animals::read`");
    assert_eq!(descriptions(&difference), [renamed]);
}

#[test]
fn a_change_has_a_location_and_affected_users() {
    let changed = edited("age: {type: integer}", "age: {type: number}");
    let difference = difference(DOCUMENT, &changed);
    let [change] = &difference.changes[..] else { panic!("{:?}", difference.changes) };
    assert_eq!(change.group, "animals");
    assert_eq!(change.item, "types::Cat.age");
    assert_eq!(change.pointer, "#/components/schemas/Cat/properties/age");
    assert_eq!(change.detail, "`i64` → `f64`");
    assert_eq!(change.news.as_deref(), Some("`Cat::age` is `f64`, previously `i64`"));
    assert_eq!(difference.verdict(), Some(Verdict::Breaking));
    assert_eq!(difference.release(), "0.2.0");
    let markdown = difference.to_markdown();
    assert!(
        markdown.starts_with("**Release 0.2.0 after 0.1.0: the change is breaking (1 breaking).**"),
        "{markdown}"
    );
    let row = "| **breaking** | `types::Cat.age`: type of a property changed, `i64` → `f64`<br>\
               stops compiling: `let value: i64 = it.age;` |";
    assert!(markdown.contains(row), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&difference.to_json()).expect("JSON");
    assert_eq!(json["changes"][0]["item"], "types::Cat.age");
    assert_eq!(json["changes"][0]["witness"], "let value: i64 = it.age;");
    assert_eq!(json["release"], "0.2.0");
}

#[test]
fn a_text_of_the_document_stays_code() {
    let hostile = r#"[asleep, awake, "`<b>|", "\n# x"]"#;
    let difference = difference(DOCUMENT, &edited("[asleep, awake]", hostile));
    let details: Vec<&str> = descriptions(&difference).iter().map(|it| it.2).collect();
    assert_eq!(details, [r#"`` "`<b>|" ``"#, r##"`"\n# x"`"##]);
    assert!(difference.to_markdown().contains(r#"`` "`<b>\|" ``"#), "{difference:?}");
}

#[test]
fn a_first_server_with_variables_changes_the_type_of_all_urls() {
    let server = "\npaths:\n";
    let url = "\nservers: [{url: 'https://{a}.example', variables: {a: {default: b}}}]\npaths:\n";
    let difference = difference(DOCUMENT, &edited(server, url));
    let breaking = (Rule::ServerVariables, "Server::url()", "`&str` → `Cow<'_, str>`");
    assert!(descriptions(&difference).contains(&breaking), "{difference:?}");
}

#[test]
fn a_renamed_component_is_renamed_in_all_references() {
    let old = edited(
        "status: {type: string, enum: [asleep, awake]}\n    Dog: {type: object}",
        "one: {$ref: '#/components/schemas/Dog'}\n        \
         more: {type: array, items: {$ref: '#/components/schemas/Dog'}}\n    \
         Dog: {type: object, properties: {id: {type: integer}}}",
    );
    let new = old.replace("Dog", "Hound");
    let found = difference(&old, &new);
    assert_eq!(descriptions(&found), [(Rule::TypeRenamed, "types::Dog", "now `Hound`")]);

    // If one reference refers to neither, one type was removed and another was added.
    let other = new.replacen("#/components/schemas/Hound", "#/components/schemas/Wolf", 1)
        + "    Wolf: {type: object, properties: {id: {type: integer}}}\n";
    let rules = descriptions(&difference(&old, &other)).iter().map(|it| it.0).collect::<Vec<_>>();
    assert!(rules.contains(&Rule::TypeRemoved), "{rules:?}");
    assert!(!rules.contains(&Rule::TypeRenamed), "{rules:?}");
}

/// Returns the document with these properties of cats, some of which are required.
fn with_properties(properties: &str, required: &str) -> String {
    let from = "      required: [age]\n      properties:\n        age: {type: integer}\n        \
                status: {type: string, enum: [asleep, awake]}\n";
    edited(
        from,
        &format!("      required: [{required}]\n      properties:\n        age: {properties}\n"),
    )
}

#[test]
fn a_changed_meaning_of_none_is_reported() {
    let properties = |required| with_properties("{type: [integer, 'null']}", required);
    let optional = with_properties("{type: integer}", "");
    let found = difference(&properties("age"), &optional);
    let detail = "`None` means absent, previously null";
    assert_eq!(descriptions(&found), [(Rule::FieldMadeOptional, "types::Cat.age", detail)]);
    assert_eq!(found.changes[0].witness.as_deref(), Some("Cat::new(age)"));
    let found = difference(&optional, &properties("age"));
    let detail = "`None` means null, previously absent";
    assert_eq!(descriptions(&found), [(Rule::FieldMadeRequired, "types::Cat.age", detail)]);
    assert_eq!(found.changes[0].witness.as_deref(), Some("Cat::new()"));
}

#[test]
fn ambiguous_type_names_are_qualified() {
    let of = |name: &str| {
        let document = with_properties("{$ref: '#/components/schemas/Age'}", "");
        document + &format!("    Age: {{type: {name}}}\n")
    };
    let found = difference(&of("integer"), &of("string"));
    let expected = [
        (Rule::AliasType, "types::Age", "`i64` → `String`"),
        (Rule::FieldType, "types::Cat.age", "`Option<i64>` → `Option<String>`"),
    ];
    assert_eq!(descriptions(&found), expected);
    assert_eq!(found.changes[0].witness.as_deref(), Some("let value: i64 = it;"));
}

#[test]
fn the_witness_of_a_call_has_its_old_arguments() {
    let from = "        - {name: id, in: path, required: true, schema: {type: string}}\n";
    let added = format!(
        "{from}        - {{name: kind, in: query, required: true, schema: {{type: string}}}}\n"
    );
    let found = difference(DOCUMENT, &edited(from, &added));
    assert_eq!(found.changes[0].witness.as_deref(), Some("client.animals().get(id)"));
    let found = difference(&edited(from, &added), DOCUMENT);
    assert_eq!(found.changes[0].witness.as_deref(), Some("client.animals().get(id, kind)"));
}

use serde_json::json;

use super::*;
use crate::document::Source;

fn document(value: Value) -> Document {
    let source = Source { file: "api.yaml".to_owned(), text: String::new() };
    Document { value, sources: vec![source], origins: Vec::new() }
}

fn overlay(version: &str, actions: Value) -> Document {
    let info = json!({"title": "Test", "version": "1"});
    let value = json!({"overlay": version, "info": info, "actions": actions});
    let source = Source { file: "change.yaml".to_owned(), text: value.to_string() };
    Document { value, sources: vec![source], origins: Vec::new() }
}

fn changed(before: Value, version: &str, actions: Value) -> Document {
    let mut diagnostics = Diagnostics::default();
    let document = apply(document(before), &overlay(version, actions), &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), &[]);
    document
}

fn origin(document: &Document, pointer: &str) -> String {
    let (source, place) = document.origin(&JsonPointer::parse(pointer).expect("a pointer"));
    format!("{}{}", source.file, place.as_str())
}

/// Returns the code, location and message of each mistake in applying `actions` to `before`.
fn errors(before: Value, overlay: &Document) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    apply(document(before), overlay, &mut diagnostics);
    let each = diagnostics.as_slice().iter();
    each.map(|one| format!("{} {} {}", one.code, one.at, one.message)).collect()
}

#[test]
fn an_update_merges_objects_and_appends_to_arrays() {
    let before = json!({"info": {"title": "A", "tags": ["x"]}, "list": [1]});
    let after = changed(
        before,
        "1.0.0",
        json!([
            {"target": "$.info", "update": {"title": "B", "tags": ["y"], "x-new": {"a": 1}}},
            {"target": "$.list", "update": {"b": 2}},
            {"target": "$.list", "update": [3, 4]},
        ]),
    );
    let expected = json!({
        "info": {"title": "B", "tags": ["x", "y"], "x-new": {"a": 1}},
        "list": [1, {"b": 2}, 3, 4],
    });
    assert_eq!(after.value, expected);
    assert_eq!(origin(&after, "/info"), "api.yaml/info");
    assert_eq!(origin(&after, "/info/title"), "change.yaml/actions/0/update/title");
    assert_eq!(origin(&after, "/info/tags/0"), "api.yaml/info/tags/0");
    assert_eq!(origin(&after, "/info/tags/1"), "change.yaml/actions/0/update/tags/0");
    assert_eq!(origin(&after, "/info/x-new/a"), "change.yaml/actions/0/update/x-new/a");
    assert_eq!(origin(&after, "/list/1/b"), "change.yaml/actions/1/update/b");
    assert_eq!(origin(&after, "/list/3"), "change.yaml/actions/2/update/1");
}

#[test]
fn removed_elements_shift_later_origins() {
    let before = json!({"list": [{"n": 0}, {"n": 1}, {"n": 2}], "a": {"b": {"c": 1}}});
    let after = changed(
        before,
        "1.1.0",
        json!([
            {"target": "$.list", "update": {"n": 3}},
            {"target": "$.list[?@.n == 1]", "remove": true},
            {"target": "$..c", "remove": true},
        ]),
    );
    assert_eq!(after.value, json!({"list": [{"n": 0}, {"n": 2}, {"n": 3}], "a": {"b": {}}}));
    assert_eq!(origin(&after, "/list/0/n"), "api.yaml/list/0/n");
    assert_eq!(origin(&after, "/list/1/n"), "api.yaml/list/2/n");
    assert_eq!(origin(&after, "/list/2/n"), "change.yaml/actions/0/update/n");
}

#[test]
fn nested_removals_are_allowed() {
    let after = changed(
        json!({"a": [[1, 2], [3]], "b": 1}),
        "1.0.0",
        json!([{"target": "$.a..*", "remove": true}, {"target": "$['b','b']", "remove": true}]),
    );
    assert_eq!(after.value, json!({"a": []}));
}

#[test]
fn nested_targets_are_removed_first() {
    let after = changed(
        json!({"a": [{"z": 1}, {"b": {"z": 1}}]}),
        "1.0.0",
        json!([{"target": "$..[?@.z]", "remove": true}]),
    );
    assert_eq!(after.value, json!({"a": [{}]}));
}

#[test]
fn a_target_selected_twice_is_changed_once() {
    let actions = json!([{"target": "$['a','a']", "update": 1}]);
    assert_eq!(changed(json!({"a": []}), "1.0.0", actions).value, json!({"a": [1]}));
}

#[test]
fn removed_origins_are_forgotten() {
    let after = changed(
        json!({"a": {}}),
        "1.0.0",
        json!([
            {"target": "$.a", "update": {"b": {"c": 1}}},
            {"target": "$.a", "remove": true},
            {"target": "$", "update": {"a": {"b": 2}}},
        ]),
    );
    assert_eq!(origin(&after, "/a/b"), "change.yaml/actions/2/update/a/b");
}

#[test]
fn a_recreated_value_has_the_overlay_as_its_origin() {
    let after = changed(
        json!({"a": {"b": [1]}}),
        "1.0.0",
        json!([{"target": "$.a.b", "remove": true}, {"target": "$.a", "update": {"b": {}}}]),
    );
    assert_eq!(after.value, json!({"a": {"b": {}}}));
    assert_eq!(origin(&after, "/a/b"), "change.yaml/actions/1/update/b");
}

#[test]
fn version_1_1_replaces_plain_values_and_copies() {
    let after = changed(
        json!({"a": {"title": "A", "n": null}, "b": {"x/y": 1}}),
        "1.1.0",
        json!([
            {"target": "$.a.title", "update": "B"},
            {"target": "$.a", "copy": "$.b"},
        ]),
    );
    assert_eq!(after.value, json!({"a": {"title": "B", "n": null, "x/y": 1}, "b": {"x/y": 1}}));
    assert_eq!(origin(&after, "/a/title"), "change.yaml/actions/0/update");
    assert_eq!(origin(&after, "/a/x~1y"), "api.yaml/b/x~1y");
}

#[test]
fn version_1_0_does_neither() {
    let title = overlay("1.0.0", json!([{"target": "$.a", "update": "B"}]));
    assert_eq!(
        errors(json!({"a": "A"}), &title),
        ["invalid-overlay #/actions/0/target `$.a` is neither an object nor an array"]
    );
    let copy = overlay("1.0.0", json!([{"target": "$.a", "copy": "$.b"}]));
    assert_eq!(
        errors(json!({"a": {}, "b": {}}), &copy)[0],
        "invalid-overlay #/actions/0/copy `copy` is not allowed here"
    );
}

#[test]
fn an_action_that_matches_nothing_is_an_error_in_the_overlay_file() {
    let overlay = overlay("1.0.0", json!([{"target": "$.paths['/a']", "remove": true}]));
    let mut diagnostics = Diagnostics::default();
    apply(document(json!({"paths": {}})), &overlay, &mut diagnostics);
    let [only] = diagnostics.as_slice() else { panic!("one diagnostic") };
    assert_eq!(only.code, Code::OverlayUnmatched);
    let span = only.span.as_ref().expect("a span");
    assert_eq!(span.file, "change.yaml");
    assert_eq!(&overlay.sources[0].text[span.bytes.clone()], "\"$.paths['/a']\"");
}

#[test]
fn incompatible_values_are_an_error() {
    let update = overlay("1.1.0", json!([{"target": "$", "update": {"a": {"b": 1}}}]));
    assert_eq!(
        errors(json!({"a": ["x"]}), &update),
        ["invalid-overlay #/actions/0/update/a an object can't be merged into an array at `#/a`"]
    );
    let root = overlay("1.0.0", json!([{"target": "$", "remove": true}]));
    assert_eq!(
        errors(json!({}), &root),
        ["invalid-overlay #/actions/0/target the whole document can't be removed"]
    );
    let copy = overlay("1.1.0", json!([{"target": "$.a", "copy": "$.*"}]));
    assert_eq!(
        errors(json!({"a": {}, "b": {}}), &copy),
        ["invalid-overlay #/actions/0/copy `copy` matches 2 values"]
    );
    let nothing = overlay("1.1.0", json!([{"target": "$.a", "copy": "$.c"}]));
    assert_eq!(
        errors(json!({"a": {}}), &nothing),
        ["overlay-unmatched #/actions/0/copy `copy` matches nothing in the document"]
    );
}

#[test]
fn malformed_files_are_rejected() {
    let good = json!({"target": "$", "update": {"x-a": 1}});
    for (actions, expected) in [
        (json!([]), "the list of actions is empty"),
        (json!([good, {"update": 1}]), "an action must have a string `target`"),
        (json!([good, {"target": "$"}]), "the action changes nothing"),
        (json!([good, {"target": "$", "remove": "yes"}]), "`remove` must be `true` or `false`"),
        (
            json!([good, {"target": "$", "updates": {}, "update": {}}]),
            "`updates` is not allowed here",
        ),
        (json!([good, {"target": "paths", "remove": true}]), "`paths` is not a JSONPath"),
        (json!([good, {"target": "$", "update": {}, "copy": "$"}]), "`update` or `copy`, not both"),
        (json!({}), "an overlay must have a list `actions`"),
    ] {
        let overlay = overlay("1.1.0", actions);
        let mut diagnostics = Diagnostics::default();
        let after = apply(document(json!({})), &overlay, &mut diagnostics);
        let messages: Vec<_> =
            diagnostics.as_slice().iter().map(|one| one.message.as_str()).collect();
        assert!(messages.iter().any(|one| one.contains(expected)), "{expected}: {messages:?}");
        assert_eq!(after.value, json!({}), "{expected}");
    }
}

#[test]
fn other_versions_are_rejected() {
    for version in ["2.0.0", "1.2.0", "1"] {
        let overlay = overlay(version, json!([{"target": "$", "update": {}}]));
        assert!(errors(json!({}), &overlay)[0].contains("is not supported"), "{version}");
    }
}

#[test]
fn a_deep_document_does_not_overflow_the_stack() {
    let mut deep = json!({"last": 1});
    for _ in 0..500 {
        deep = json!({"a": [deep]});
    }
    let update = deep.clone();
    let actions = json!([{"target": "$..last", "remove": true}, {"target": "$", "update": update}]);
    changed(deep, "1.0.0", actions);
}

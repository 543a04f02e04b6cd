//! Differences between the Cargo features of resources.

use std::fmt::Write as _;

use super::{Difference, Rule, descriptions, difference};

/// Returns a document with these resources, each with an operation that returns the given type.
fn document(resources: &[(&str, &str)]) -> String {
    let mut text = "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths:\n".to_owned();
    for (resource, of) in resources {
        let _ = writeln!(
            text,
            "  /{resource}: {{get: {{operationId: '{resource}:get', responses: {{'200': {{\
             description: ok, content: {{application/json: {{schema: {{\
             $ref: '#/components/schemas/{of}'}}}}}}}}}}}}}}"
        );
    }
    text + "components:\n  schemas:\n    Item: {type: object}\n    Other: {type: object}\n"
}

const ELEVEN: [&str; 11] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"];

/// Returns a document with the first resources of the list, all of which return `Item`, except the
/// first one.
fn wide(resources: &[&'static str], of_first: &'static str) -> String {
    let item = resources.iter().map(|it| (*it, "Item"));
    let mut listed: Vec<(&str, &str)> = item.collect();
    listed[0].1 = of_first;
    document(&listed)
}

/// Returns the witnesses of the changes with this rule.
fn witnesses(difference: &Difference, rule: Rule) -> Vec<&str> {
    let found = difference.changes.iter().filter(|it| it.rule == rule);
    found.filter_map(|it| it.witness.as_deref()).collect()
}

#[test]
fn the_eleventh_resource_breaks_programs_without_default_features() {
    let found = difference(&wide(&ELEVEN[..10], "Item"), &wide(&ELEVEN, "Item"));
    let expected = [(Rule::FeaturesFirst, "features.all", "11 resources")];
    assert_eq!(descriptions(&found)[..1], expected);
    assert_eq!(
        witnesses(&found, Rule::FeaturesFirst),
        [r#"zoo-client = { version = "0.1.0", default-features = false }"#]
    );
    assert_eq!(found.release(), "0.2.0");
}

#[test]
fn a_dependency_is_labelled_as_such() {
    let found = difference(&wide(&ELEVEN[..10], "Item"), &wide(&ELEVEN, "Item"));
    let dependency = r#"zoo-client = { version = "0.1.0", default-features = false }"#;
    let label = "stops compiling with this dependency";
    let text = found.to_text();
    assert!(text.contains(&format!("            {label}: {dependency}\n")), "{text}");
    let markdown = found.to_markdown();
    assert!(markdown.contains(&format!("<br>{label}: `{dependency}` |")), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&found.to_json()).expect("JSON");
    assert_eq!(json["changes"][0]["witness"], dependency);
    assert_eq!(json["changes"][0]["witness_label"], label);
}

#[test]
fn features_of_one_resource_less_than_eleven_are_removed() {
    let found = difference(&wide(&ELEVEN, "Item"), &wide(&ELEVEN[..10], "Item"));
    let removed = witnesses(&found, Rule::FeatureRemoved);
    assert_eq!(removed.len(), 12, "{removed:?}");
    assert_eq!(removed[0], r#"zoo-client = { version = "0.1.0", features = ["all"] }"#);
    assert!(
        removed.contains(&r#"zoo-client = { version = "0.1.0", features = ["k"] }"#),
        "{removed:?}"
    );
    assert!(descriptions(&found).iter().all(|it| it.0 != Rule::TypeGated), "{found:?}");
}

#[test]
fn a_renamed_resource_removes_a_feature_and_adds_another() {
    let renamed = [&ELEVEN[..10], &["z"]].concat();
    let found = difference(&wide(&ELEVEN, "Item"), &wide(&renamed, "Item"));
    let features: Vec<_> =
        descriptions(&found).into_iter().filter(|it| it.1.starts_with("features.")).collect();
    let expected =
        [(Rule::FeatureRemoved, "features.k", ""), (Rule::FeatureAdded, "features.z", "")];
    assert_eq!(features, expected);
}

#[test]
fn a_new_resource_among_features_is_additive() {
    let found = difference(&wide(&ELEVEN, "Item"), &wide(&[&ELEVEN[..], &["z"]].concat(), "Item"));
    let rules: Vec<Rule> = descriptions(&found).iter().map(|it| it.0).collect();
    assert_eq!(rules, [Rule::FeatureAdded, Rule::OperationAdded], "{found:?}");
}

/// Returns a document with eleven resources, of which the first return `Item`, and the others
/// `Other`.
fn split(items: usize) -> String {
    let of = |position| if position < items { "Item" } else { "Other" };
    let listed: Vec<(&str, &str)> =
        ELEVEN.iter().enumerate().map(|(position, name)| (*name, of(position))).collect();
    document(&listed)
}

#[test]
fn a_type_that_a_feature_no_longer_enables_is_breaking() {
    let found = difference(&split(3), &split(2));
    let gated: Vec<_> =
        descriptions(&found).into_iter().filter(|it| it.0 == Rule::TypeGated).collect();
    assert_eq!(gated, [(Rule::TypeGated, "types::Item", "`any(a, b, c)` → `any(a, b)`")]);
    assert_eq!(
        witnesses(&found, Rule::TypeGated),
        [r#"zoo-client = { version = "0.1.0", default-features = false, features = ["c"] }"#]
    );
}

#[test]
fn a_type_that_was_always_compiled_is_breaking_without_features() {
    // A type that more than eight resources need is always compiled.
    let found = difference(&split(9), &split(8));
    let detail = "`always` → `any(a, b, c, d, e, f, g, h)`";
    assert!(descriptions(&found).contains(&(Rule::TypeGated, "types::Item", detail)), "{found:?}");
    assert_eq!(
        witnesses(&found, Rule::TypeGated),
        [r#"zoo-client = { version = "0.1.0", default-features = false, features = [] }"#]
    );
}

#[test]
fn a_type_that_all_enabled_and_a_resource_needs_is_not_breaking() {
    // `all` includes the feature of the resource.
    let found = difference(&wide(&ELEVEN, "Item"), &wide(&ELEVEN, "Other"));
    assert!(descriptions(&found).iter().all(|it| it.0 != Rule::TypeGated), "{found:?}");
}

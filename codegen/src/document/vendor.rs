//! Vendor extensions of Speakeasy and Fern for names, groups and exclusions, with their keys in
//! order of precedence and their allowed values; and the keys of vendor extensions for pagination
//! and for parameters of the client.

use serde_json::Value;

/// The keys for the function name of an operation.
pub(crate) const OPERATION_NAMES: &[&str] =
    &["x-speakeasy-name-override", "x-fern-sdk-method-name"];

/// The key for the name of a parameter, a property or a component schema.
pub(crate) const NAMES: &[&str] = &["x-speakeasy-name-override"];

/// The keys for the resource of an operation. A dot, or the next element of a list, starts a nested
/// resource.
const GROUPS: &[&str] = &["x-speakeasy-group", "x-fern-sdk-group-name"];

/// The keys that exclude an operation, a path item or a component schema if they are `true`.
const IGNORED: &[&str] = &["x-speakeasy-ignore", "x-fern-ignore"];

/// Speakeasy's key for the pagination of an operation.
pub(crate) const SPEAKEASY_PAGINATION: &str = "x-speakeasy-pagination";

/// Speakeasy's key for the parameters that are set on the client.
pub(crate) const SPEAKEASY_GLOBALS: &str = "x-speakeasy-globals";

/// Polar's key for the pagination of the document or an operation.
pub(crate) const POLAR_PAGINATION: &str = "x-polar-pagination";

/// Datadog's key for the pagination of an operation.
pub(crate) const DATADOG_PAGINATION: &str = "x-pagination";

/// Returns the keys for names, groups and exclusions.
pub fn naming() -> impl Iterator<Item = &'static str> {
    // The keys of operations include the keys of everything else.
    OPERATION_NAMES.iter().chain(GROUPS).chain(IGNORED).copied()
}

/// Returns the keys for pagination.
pub fn paginating() -> impl Iterator<Item = &'static str> {
    [SPEAKEASY_PAGINATION, POLAR_PAGINATION, DATADOG_PAGINATION].into_iter()
}

/// Returns the name under the first of `keys` for which `get` returns a value. For an object, `get`
/// is [`Value::get`].
///
/// # Errors
///
/// The reason why the value isn't a name.
pub(crate) fn name<'v>(
    keys: &[&str],
    get: impl Fn(&str) -> Option<&'v Value>,
) -> Result<Option<String>, String> {
    let text = |value: &Value| value.as_str().filter(|it| is_name(it)).map(str::to_owned);
    read(keys, get, "a string with letters or digits", text)
}

/// Returns the resource of an operation, with a dot between the names of nested ones.
///
/// # Errors
///
/// The reason why the value is neither a name nor a list of names.
pub(crate) fn group<'v>(get: impl Fn(&str) -> Option<&'v Value>) -> Result<Option<String>, String> {
    let text = |value: &Value| match value {
        Value::String(text) => is_name(text).then(|| text.clone()),
        Value::Array(list) => {
            let names = list.iter().map(|it| it.as_str().filter(|it| is_name(it)));
            let names: Option<Vec<&str>> = names.collect();
            names.filter(|names| !names.is_empty()).map(|names| names.join("."))
        }
        _ => None,
    };
    read(GROUPS, get, "a string with letters or digits, nor a list of such strings", text)
}

/// Whether an extension excludes a value.
///
/// # Errors
///
/// The reason why the value isn't a boolean.
pub(crate) fn is_ignored<'v>(get: impl Fn(&str) -> Option<&'v Value>) -> Result<bool, String> {
    let ignored = read(IGNORED, get, "`true` or `false`", Value::as_bool)?;
    Ok(ignored.unwrap_or_default())
}

fn read<'v, T>(
    keys: &[&str],
    get: impl Fn(&str) -> Option<&'v Value>,
    expected: &str,
    value: impl Fn(&Value) -> Option<T>,
) -> Result<Option<T>, String> {
    let Some((key, found)) = keys.iter().find_map(|key| Some((key, get(key)?))) else {
        return Ok(None);
    };
    value(found).map(Some).ok_or_else(|| format!("the value of `{key}` is not {expected}"))
}

fn is_name(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_group_is_a_text_or_a_list() {
        let read = |value: Value| group(|key| value.get(key));
        let some = |text: &str| Ok(Some(text.to_owned()));
        assert_eq!(read(json!({"x-speakeasy-group": "a.b"})), some("a.b"));
        assert_eq!(read(json!({"x-fern-sdk-group-name": ["a", "b"]})), some("a.b"));
        let both = json!({"x-fern-sdk-group-name": "fern", "x-speakeasy-group": "speakeasy"});
        assert_eq!(read(both), some("speakeasy"));
        assert_eq!(read(json!({})), Ok(None));
        for wrong in [json!(1), json!([]), json!(["a", 1]), json!(" "), json!(["."])] {
            assert!(read(json!({"x-fern-sdk-group-name": wrong})).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_of_another_type_has_a_reason() {
        let value = json!({"x-speakeasy-name-override": ["a"], "x-fern-ignore": "yes"});
        let reason =
            "the value of `x-speakeasy-name-override` is not a string with letters or digits";
        assert_eq!(name(OPERATION_NAMES, |key| value.get(key)), Err(reason.to_owned()));
        let reason = "the value of `x-fern-ignore` is not `true` or `false`";
        assert_eq!(is_ignored(|key| value.get(key)), Err(reason.to_owned()));
    }
}

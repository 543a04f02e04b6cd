//! Values that are longer or deeper than samples: arrays of thousands of items, and recursively
//! nested values.

use serde_json::Value;

use crate::site::Site;

/// The number of items in a long array.
const LONG_ARRAY_LEN: usize = 6000;

/// The maximum size of a long array, in bytes of JSON.
const LARGE: usize = 400_000;

/// Returns the value with a long array at a location; `None` if its items are too large, or if it
/// has no items.
pub(super) fn long(value: &Value, site: &Site<'_, '_>) -> Option<Value> {
    let items = site.value.as_array()?;
    let lengths: Vec<usize> = items.iter().map(|it| it.to_string().len()).collect();
    let total: usize = lengths.iter().sum();
    let all = LONG_ARRAY_LEN.div_ceil(items.len().max(1)) * total <= LARGE;
    let shortest = (0..items.len()).min_by_key(|index| lengths[*index])?;
    let items: Vec<&Value> = match all {
        true => items.iter().collect(),
        false => vec![&items[shortest]],
    };
    let count = match all {
        true => LONG_ARRAY_LEN,
        false => LONG_ARRAY_LEN.min(LARGE / lengths[shortest].max(1)),
    };
    let long: Vec<Value> = items.into_iter().cycle().take(count).cloned().collect();
    let mut changed = value.clone();
    *changed.pointer_mut(&site.pointer)? = Value::Array(long);
    Some(changed)
}

/// Returns a value that contains itself `depth` levels deep, at a location where its schema allows
/// that; `None` if no value at one of `sites` is inside another one with the same schema.
pub(super) fn deep(value: &Value, sites: &[Site<'_, '_>], depth: usize) -> Option<Value> {
    let first = |site: &Site<'_, '_>| site.schema.parts.first().map(|it| std::ptr::from_ref(*it));
    let holds = |outer: &Site<'_, '_>, inner: &Site<'_, '_>| {
        let inside = inner.pointer.strip_prefix(&outer.pointer)?;
        let is_same = inside.starts_with('/')
            && first(outer)
                .is_some_and(|it| inner.schema.parts.iter().any(|part| std::ptr::eq(it, *part)));
        is_same.then(|| inside.to_owned())
    };
    let objects = |it: &&Site<'_, '_>| it.value.is_object() || it.value.is_array();
    let containers: Vec<&Site<'_, '_>> = sites.iter().filter(objects).collect();
    for inner in containers.iter().rev() {
        for outer in &containers {
            let Some(inside) = holds(outer, inner) else { continue };
            let levels = inside.matches('/').count();
            let mut nested = inner.value.clone();
            for _ in 0..depth.div_ceil(levels) {
                let mut around = outer.value.clone();
                *around.pointer_mut(&inside)? = nested;
                nested = around;
            }
            if nested.to_string().len() > 8 * LARGE {
                return None;
            }
            let mut changed = value.clone();
            *changed.pointer_mut(&outer.pointer)? = nested;
            return Some(changed);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::site::sites;

    #[test]
    fn arrays_become_long_as_far_as_their_items_are_small() {
        let document = json!({"items": {"type": "string"}});
        let length = |value: &Value| {
            let sites = sites(&document, &document, value);
            long(value, &sites[0]).and_then(|it| Some(it.as_array()?.len()))
        };
        assert_eq!(length(&json!(["a", "b"])), Some(6000));
        assert_eq!(length(&json!(["x".repeat(LARGE), "b"])), Some(6000));
        assert_eq!(length(&json!(["x".repeat(LARGE / 10)])), Some(9));
        assert_eq!(length(&json!([])), None);
    }

    #[test]
    fn values_nest_where_their_schema_is_inside_of_itself() {
        let document = json!({"properties": {"name": {}, "next": {"$ref": "#"}}});
        let value = json!({"name": "a", "next": {"name": "b"}});
        let depth = |value: &Value| {
            let next = |it: &Value| it.get("next").cloned();
            std::iter::successors(next(value), next).count()
        };
        let sites = sites(&document, &document, &value);
        assert_eq!(depth(&deep(&value, &sites, 60).expect("a value")), 60);
        assert!(deep(&value, &sites[..1], 60).is_none());
    }
}

//! Mutations of JSON: a JSON input stays JSON, so that the code after the parser is reached.

use fastrand::Rng;
use serde_json::{Map, Number, Value};

use crate::seeds::SEEDS;

mod odd;

/// The maximum number of changes in one mutation.
const CHANGES: usize = 4;

/// Mutates the first `size` bytes of `input` in place, and returns the new size: as JSON, or, in
/// one of eight cases, as bytes.
#[cfg(feature = "libfuzzer")]
pub fn in_place(input: &mut [u8], size: usize, longest: usize, seed: u32) -> usize {
    if seed.is_multiple_of(8) {
        return libfuzzer_sys::fuzzer_mutate(input, size, longest);
    }
    match json(&input[..size], seed) {
        Some(text) if text.len() <= longest => {
            input[..text.len()].copy_from_slice(&text);
            text.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(input, size, longest),
    }
}

/// Returns JSON text with a few changes; `None` if the input is not JSON. The same seed makes the
/// same changes.
pub fn json(input: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut tree = serde_json::from_slice(input).ok()?;
    let mut random = Rng::with_seed(seed.into());
    for _ in 0..random.usize(1..=CHANGES) {
        change(&mut tree, &mut random);
    }
    serde_json::to_vec(&tree).ok()
}

fn change(tree: &mut Value, random: &mut Rng) {
    let nodes = count(tree);
    let other = nth(tree, random.usize(..nodes)).cloned().unwrap_or_default();
    let pointer = pointer(tree, random.usize(..nodes));
    let Some(node) = nth_mut(tree, random.usize(..nodes)) else { return };
    match random.u8(..10) {
        0 => *node = odd::value(random),
        1 => *node = other,
        2 => *node = Value::Array(vec![node.take()]),
        3 => *node = serde_json::json!({ "$ref": format!("#{pointer}") }),
        _ => change_inside(node, other, &pointer, random),
    }
}

fn change_inside(node: &mut Value, other: Value, pointer: &str, random: &mut Rng) {
    match node {
        Value::Null => *node = odd::value(random),
        Value::Bool(it) => *it = !*it,
        Value::Number(number) => *number = changed_number(number, random),
        Value::String(text) if text.starts_with("#/") => *text = format!("#{pointer}"),
        Value::String(text) => *text = changed_text(text, random),
        Value::Array(items) => change_array(items, other, random),
        Value::Object(object) => change_object(object, other, random),
    }
}

fn change_array(items: &mut Vec<Value>, other: Value, random: &mut Rng) {
    let at = random.usize(..=items.len());
    match random.u8(..4) {
        0 if at < items.len() => drop(items.remove(at)),
        1 => random.shuffle(items),
        2 => items.insert(at, odd::value(random)),
        _ => items.insert(at, other),
    }
}

fn change_object(object: &mut Map<String, Value>, other: Value, random: &mut Rng) {
    let key = (!object.is_empty())
        .then(|| object.keys().nth(random.usize(..object.len())).cloned().unwrap_or_default());
    match (random.u8(..4), key) {
        (0, Some(key)) => drop(object.shift_remove(&key)),
        (1, Some(key)) => {
            let value = object.shift_remove(&key).unwrap_or_default();
            object.insert(changed_text(&key, random), value);
        }
        (2, _) => drop(object.insert(text(random), odd::value(random))),
        _ => drop(object.insert(text(random), other)),
    }
}

fn changed_number(number: &Number, random: &mut Rng) -> Number {
    let odd = Number::from(random.i64(..) >> random.u8(..64));
    match (random.u8(..3), number.as_i64(), number.as_f64()) {
        (0, Some(number), _) => number.wrapping_add(random.i64(-2..=2)).into(),
        (1, _, Some(number)) => {
            let factor = [-1.0, 0.5, 10.0, 1e30, 1e-30][random.usize(..5)];
            Number::from_f64(number * factor).unwrap_or(odd)
        }
        _ => odd,
    }
}

fn changed_text(old: &str, random: &mut Rng) -> String {
    let ends: Vec<_> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
    let at = ends[random.usize(..ends.len())];
    let (before, after) = old.split_at(at);
    match random.u8(..6) {
        0 => text(random),
        1 => before.to_owned(),
        2 => after.to_owned(),
        3 => before.to_owned() + &text(random) + after,
        4 => old.repeat(random.usize(1..4)),
        _ => before.to_owned() + &odd::piece(random) + after,
    }
}

/// Returns a word of the fixtures, or odd text.
fn text(random: &mut Rng) -> String {
    let words = &SEEDS.words;
    match random.u8(..4) {
        0 => odd::piece(random),
        _ => words[random.usize(..words.len())].clone(),
    }
}

/// Returns the number of values in a tree, including the root.
fn count(tree: &Value) -> usize {
    1 + children(tree).map(count).sum::<usize>()
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(object) => Box::new(object.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// Returns the value at a position in document order.
fn nth(tree: &Value, position: usize) -> Option<&Value> {
    tree.pointer(&pointer(tree, position))
}

fn nth_mut(tree: &mut Value, position: usize) -> Option<&mut Value> {
    let pointer = pointer(tree, position);
    tree.pointer_mut(&pointer)
}

/// Returns the JSON Pointer (RFC 6901) to the value at a position.
fn pointer(tree: &Value, position: usize) -> String {
    let mut left = position;
    let mut at = String::new();
    let mut value = tree;
    'down: while left > 0 {
        left -= 1;
        let keys: Vec<String> = match value {
            Value::Object(object) => object.keys().cloned().collect(),
            _ => (0..children(value).count()).map(|index| index.to_string()).collect(),
        };
        for (key, child) in keys.iter().zip(children(value)) {
            let size = count(child);
            if left < size {
                at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                value = child;
                continue 'down;
            }
            left -= size;
        }
        return at;
    }
    at
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn positions_are_those_of_the_text() {
        let tree = json!({"a": [1, {"b/c": 2}], "d": 3});
        let pointers: Vec<_> = (0..count(&tree)).map(|it| pointer(&tree, it)).collect();
        assert_eq!(pointers, ["", "/a", "/a/0", "/a/1", "/a/1/b~1c", "/d"]);
    }

    #[test]
    fn the_same_seed_makes_the_same_changes_and_others_make_others() {
        let text = br#"{"a":[1,"b",null,true,{"c":2.5}]}"#;
        assert_eq!(json(text, 7), json(text, 7));
        let different: std::collections::BTreeSet<_> =
            (0..1000).filter_map(|seed| json(text, seed)).collect();
        assert!(different.len() > 800, "{}", different.len());
        assert_eq!(json(b"{", 0), None);
    }
}

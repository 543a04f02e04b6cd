//! Flattens a schema into a conjunction: the plain keyword objects that a value must satisfy
//! together, with references followed, `allOf` merged and one member of each union chosen.

use serde_json::{Map, Value};

/// The keywords of one Schema Object.
pub(crate) type Keywords = Map<String, Value>;

/// The nesting depth of references and `allOf` from which a chain is considered endless.
const MAX_DEPTH: usize = 48;

/// Resolves a reference within the document (RFC 6901, with the percent-encoding of a URI
/// fragment).
pub(crate) fn at_reference<'d>(document: &'d Value, reference: &str) -> Option<&'d Value> {
    let pointer = reference.strip_prefix('#')?;
    document.pointer(&percent_decoded(pointer))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, others)) = rest.split_first() {
        let digits = others.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let decoded = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        match (first, decoded) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &others[2..];
            }
            _ => {
                bytes.push(first);
                rest = others;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A strategy that chooses members of unions.
pub(crate) trait Choose<'d> {
    /// Returns the member to choose from `members` of `union`; `None` if none can be chosen.
    fn member(&mut self, union: &'d Keywords, members: &'d [Value]) -> Option<&'d Value>;

    /// Whether to choose `then` of an `if`, and not `else`.
    fn then(&mut self, condition: &'d Value) -> bool;
}

/// The keyword objects that a value must satisfy together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conjunction<'d> {
    pub(crate) parts: Vec<&'d Keywords>,
    /// Whether the schema contains a union with several members that are not `null`, or with
    /// discriminator values, an `if`, or a parent whose children are selected by its discriminator.
    pub(crate) alternatives: bool,
}

impl<'d> Conjunction<'d> {
    /// Returns the conjunction of several schemas; `None` if no value satisfies them.
    pub(crate) fn of(
        document: &'d Value,
        schemas: &[&'d Value],
        choose: &mut dyn Choose<'d>,
    ) -> Option<Self> {
        let mut conjunction = Self::default();
        for schema in schemas {
            conjunction.add(document, schema, choose, 0)?;
        }
        conjunction.alternatives |= conjunction.is_parent();
        Some(conjunction)
    }

    /// Whether the schema itself has a discriminator, not inherited from its parent.
    fn is_parent(&self) -> bool {
        let joins = |part: &Keywords| {
            part.get("allOf").and_then(Value::as_array).is_some_and(|all| all.len() > 1)
        };
        let tagged = |part: &Keywords| part.contains_key("discriminator");
        let own =
            self.parts.iter().find(|it| tagged(it) || joins(it) || it.contains_key("properties"));
        own.is_some_and(|it| tagged(it))
    }

    fn add(
        &mut self,
        document: &'d Value,
        schema: &'d Value,
        choose: &mut dyn Choose<'d>,
        depth: usize,
    ) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => return None,
            _ => return Some(()),
        };
        if self.parts.iter().any(|part| std::ptr::eq(*part, keywords)) {
            return Some(());
        }
        self.parts.push(keywords);
        if let Some(reference) = keywords.get("$ref").and_then(Value::as_str) {
            self.add(document, at_reference(document, reference)?, choose, depth + 1)?;
        }
        for member in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(document, member, choose, depth + 1)?;
        }
        for keyword in ["oneOf", "anyOf"] {
            let Some(members) = keywords.get(keyword).and_then(Value::as_array) else { continue };
            self.alternatives |= keywords.contains_key("discriminator")
                || members.iter().filter(|it| !is_null(it)).count() > 1;
            let member = choose.member(keywords, members)?;
            self.add(document, member, choose, depth + 1)?;
        }
        if let Some(condition) = keywords.get("if") {
            self.alternatives = true;
            let taken = if choose.then(condition) {
                self.add(document, condition, choose, depth + 1)?;
                keywords.get("then")
            } else {
                keywords.get("else")
            };
            if let Some(schema) = taken {
                self.add(document, schema, choose, depth + 1)?;
            }
        }
        Some(())
    }

    /// Returns every value of a keyword.
    pub(crate) fn all<'s>(&'s self, keyword: &'s str) -> impl Iterator<Item = &'d Value> + 's {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// Returns a keyword with a string value.
    pub(crate) fn text(&self, keyword: &str) -> Option<&'d str> {
        self.all(keyword).find_map(Value::as_str)
    }

    /// Returns the JSON types that all parts allow; `None` if no part has `type`.
    pub(crate) fn types(&self) -> Option<Vec<&'d str>> {
        let mut allowed: Option<Vec<&'d str>> = None;
        for types in self.all("type") {
            let own: Vec<&str> = match types {
                Value::String(name) => vec![name],
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                _ => continue,
            };
            allowed = Some(match allowed {
                None => own,
                Some(others) => {
                    let number = others.contains(&"number");
                    let both =
                        |name: &&str| others.contains(name) || (*name == "integer" && number);
                    let mut both: Vec<&str> = own.iter().copied().filter(both).collect();
                    if own.contains(&"number") && others.contains(&"integer") {
                        both.push("integer");
                    }
                    both
                }
            });
        }
        allowed
    }

    /// Whether a part lists several types that are not `null`, which form a union.
    pub(crate) fn has_several_types(&self) -> bool {
        let several = |types: &Vec<Value>| types.iter().filter(|it| *it != "null").count() > 1;
        self.all("type").filter_map(Value::as_array).any(several)
    }

    /// Returns the schemas of a property, from all parts that list it.
    pub(crate) fn property(&self, name: &str) -> Vec<&'d Value> {
        self.all("properties").filter_map(|all| all.get(name)).collect()
    }

    /// Returns the names of all listed properties, without duplicates.
    pub(crate) fn property_names(&self) -> Vec<&'d str> {
        let mut names: Vec<&str> = Vec::new();
        for properties in self.all("properties").filter_map(Value::as_object) {
            for name in properties.keys() {
                if !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// Whether every part allows this property, listed or not.
    pub(crate) fn admits(&self, name: &str) -> bool {
        self.parts.iter().all(|part| {
            part.get("additionalProperties") != Some(&Value::Bool(false))
                || part.contains_key("patternProperties")
                || part.get("properties").is_some_and(|all| all.get(name).is_some())
        })
    }

    /// Returns the names of the required properties, without duplicates.
    pub(crate) fn required(&self) -> Vec<&'d str> {
        let mut names: Vec<&str> = Vec::new();
        for required in self.all("required").filter_map(Value::as_array) {
            for name in required.iter().filter_map(Value::as_str) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// Returns the listed values (`const`, `enum`) of the part that lists the fewest.
    pub(crate) fn listed(&self) -> Option<Vec<&'d Value>> {
        let constants = self.all("const").map(|value| vec![value]);
        let lists = self.all("enum").filter_map(Value::as_array).map(|it| it.iter().collect());
        constants.chain(lists).min_by_key(Vec::len)
    }
}

/// Whether a schema allows only `null`.
pub(crate) fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|it| it == "null")
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").and_then(Value::as_array).is_some_and(|it| it == &[Value::Null])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::site::sites;

    #[test]
    fn a_discriminator_allows_future_members() {
        let document = json!({
            "Parent": {
                "properties": {"kind": {"type": "string"}},
                "discriminator": {"propertyName": "kind"},
            },
            "Child": {"allOf": [{"$ref": "#/Parent"}, {"properties": {"n": {}}}]},
            "One": {"oneOf": [{"$ref": "#/Child"}], "discriminator": {"propertyName": "kind"}},
            "Reference": {"$ref": "#/Parent"},
        });
        let value = json!({"kind": "a"});
        let weaker = |name: &str| sites(&document, &document[name], &value)[0].in_union;
        assert!(weaker("Parent") && weaker("Reference") && weaker("One"));
        assert!(!weaker("Child"));
    }

    #[test]
    fn references_are_decoded() {
        let document = json!({"a b": {"c/d": 1}});
        assert_eq!(at_reference(&document, "#/a%20b/c~1d"), Some(&json!(1)));
        assert_eq!(at_reference(&document, "other#/a"), None);
    }
}

//! Finds the schemas of a union and of its members in the converted document for the validator:
//! there, a nullable schema is a member of a union, and a member with a discriminator value is one
//! of two in an `allOf`.

use serde_json::{Map, Value};

use crate::dialect::ADDED;
use crate::schemas::at_reference;

/// The maximum depth at which references and `allOf` are followed.
const MAX_DEPTH: usize = 16;

/// Returns the location of the schema that is at `pointer` in the original document; `None` if
/// the schema does not exist.
pub(crate) fn in_dialect(document: &Value, pointer: &str) -> Option<String> {
    let mut place = String::new();
    let mut schema = document;
    for segment in pointer.split('/').skip(1) {
        while let Some(inside) = author(schema) {
            place.push_str(inside);
            schema = schema.pointer(inside)?;
        }
        let step = format!("/{segment}");
        schema = schema.pointer(&step)?;
        place.push_str(&step);
    }
    Some(place)
}

/// Returns the relative pointer to the original schema inside an added one.
fn author(schema: &Value) -> Option<&'static str> {
    schema.get(ADDED)?;
    ["/anyOf/0", "/allOf/0"].into_iter().find(|it| schema.pointer(it).is_some())
}

/// An alternative of a union.
#[derive(Clone, Debug)]
pub(crate) struct Alternative {
    /// The location of the alternative.
    pub(crate) place: String,
    /// The keyword and the index, such as `oneOf/1`.
    pub(crate) member: String,
    /// The locations that its references lead to.
    targets: Vec<String>,
}

impl Alternative {
    /// Returns the locations that its references lead to.
    pub(crate) fn targets(&self) -> &[String] {
        &self.targets
    }
}

/// Returns the alternatives of the unions that a value of the schema at `place` must match.
pub(crate) fn alternatives(document: &Value, place: &str) -> Vec<Alternative> {
    let mut found = Vec::new();
    collect(document, place, MAX_DEPTH, &mut found);
    found
}

fn collect(document: &Value, place: &str, depth: usize, found: &mut Vec<Alternative>) {
    let Some(schema) = document.pointer(place).filter(|_| depth > 0) else { return };
    if let Some(inside) = author(schema) {
        return collect(document, &format!("{place}{inside}"), depth - 1, found);
    }
    for keyword in ["oneOf", "anyOf"] {
        let members = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
        for number in 0..members {
            let member = format!("{keyword}/{number}");
            let place = format!("{place}/{member}");
            let targets = targets(document, &place);
            found.push(Alternative { place, member, targets });
        }
    }
    if let Some(target) = target(document, schema) {
        collect(document, &target, depth - 1, found);
    }
    let members = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    for number in 0..members {
        collect(document, &format!("{place}/allOf/{number}"), depth - 1, found);
    }
}

/// Returns the Discriminator Object of the union at `place`: its own, or the one of a schema that
/// it is combined with. Those of its members are not considered.
pub(crate) fn discriminator<'d>(
    document: &'d Value,
    place: &str,
) -> Option<&'d Map<String, Value>> {
    combined(document, place, MAX_DEPTH)
}

fn combined<'d>(document: &'d Value, place: &str, depth: usize) -> Option<&'d Map<String, Value>> {
    let schema = document.pointer(place).filter(|_| depth > 0)?;
    let within = |place: String| combined(document, &place, depth - 1);
    if let Some(inside) = author(schema) {
        return within(format!("{place}{inside}"));
    }
    let members = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
    let own = schema.get("discriminator").and_then(Value::as_object);
    own.or_else(|| target(document, schema).and_then(within))
        .or_else(|| (0..members).find_map(|index| within(format!("{place}/allOf/{index}"))))
}

/// Returns the location that the `$ref` of a schema leads to.
pub(crate) fn target(document: &Value, schema: &Value) -> Option<String> {
    let reference = schema.get("$ref")?.as_str()?;
    at_reference(document, reference)?;
    codegen::internals::document::pointer::JsonPointer::of_reference(reference)
        .map(|it| it.as_str().to_owned())
}

/// Returns the locations that the references of a schema lead to, one after the other.
fn targets(document: &Value, place: &str) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    let mut place = place.to_owned();
    while let Some(schema) = document.pointer(&place) {
        let next = match author(schema) {
            Some(inside) => Some(format!("{place}{inside}")),
            None => target(document, schema),
        };
        match next.filter(|it| !targets.contains(it)) {
            Some(next) => {
                targets.push(next.clone());
                place = next;
            }
            None => break,
        }
    }
    targets
}

/// Returns the location of the member whose schema is at `pointer` in the original document, for
/// the union at `union` with these alternatives.
pub(crate) fn member(
    document: &Value,
    alternatives: &[Alternative],
    union: &str,
    pointer: &str,
) -> Option<String> {
    let own = in_dialect(document, pointer);
    let numbered = pointer.strip_prefix(union).and_then(|it| it.strip_prefix('/'));
    let is_own = |it: &&Alternative| {
        own.as_ref().is_some_and(|own| it.place == *own || it.targets.contains(own))
    };
    let by_number = |it: &&Alternative| numbered == Some(&it.member);
    let found = alternatives.iter().find(is_own);
    let found = found.or_else(|| alternatives.iter().find(by_number).filter(|_| own.is_none()));
    found.map(|it| it.place.clone()).or(own)
}

/// Returns the name of the component at a location, as used in a discriminator mapping.
pub(crate) fn component_name(place: &str) -> Option<String> {
    let name = place.strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| name.replace("~1", "/").replace("~0", "~"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// A nullable union inside an `allOf`, with a discriminator and a reference.
    fn document() -> Value {
        crate::dialect::convert(&json!({"components": {"schemas": {
            "Holder": {"properties": {"pet": {"nullable": true, "type": "object", "allOf": [
                {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"type": "object"}],
                 "discriminator": {"propertyName": "kind"}}
            ]}}},
            "Cat": {"type": "object"}
        }}}))
    }

    #[test]
    fn pointers_are_mapped_through_schemas_that_the_dialect_adds() {
        let document = document();
        let pet = "/components/schemas/Holder/properties/pet";
        assert_eq!(in_dialect(&document, pet).as_deref(), Some(pet));
        let found = in_dialect(&document, &format!("{pet}/allOf/0")).expect("a location");
        assert_eq!(found, format!("{pet}/anyOf/0/allOf/0"));
        assert_eq!(in_dialect(&document, &format!("{pet}/allOf/1")), None);
    }

    #[test]
    fn members_are_found_by_component_and_by_number() {
        let document = document();
        let pet = "/components/schemas/Holder/properties/pet";
        let alternatives = alternatives(&document, pet);
        let place = |pointer: &str| member(&document, &alternatives, pet, pointer);
        let union = format!("{pet}/anyOf/0/allOf/0");
        // The alternative has the discriminator value next to the component.
        assert_eq!(place("/components/schemas/Cat"), Some(format!("{union}/oneOf/0")));
        assert_eq!(place(&format!("{pet}/oneOf/1")), Some(format!("{union}/oneOf/1")));
        assert_eq!(place("/components/schemas/None"), None);
        assert_eq!(component_name("/components/schemas/a~1b").as_deref(), Some("a/b"));
    }
}

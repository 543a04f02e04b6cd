//! Resolution of schemas: the shape of a schema, from the parts that its values must match.

use openapiv3::{ReferenceOr, Schema as Model};
use serde_json::Value;

use super::conjunction::{Conjunction, Part, PartOrigin, Term};
use super::facets::{Facets, SchemaRef};
use super::{Resolver, component_key, enumeration, stamp};
use crate::api::extension;
use crate::api::ir::{Constraint, Notes, Origin, Place, Schema, SchemaId, Shape, Tuple};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::formats;
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::document::vendor;

impl<'a> Resolver<'a, '_> {
    /// Resolves all components, after allocating their ids, so that they can refer to each other.
    pub(super) fn components(&mut self) {
        let components = self.components;
        for key in components.schemas.keys() {
            if !key.starts_with(extension::HOISTED) {
                let pointer = JsonPointer::root().child("components").child("schemas").child(key);
                let id = self.reserve(pointer, Origin::Component(Text::from(key)));
                self.ids.insert(key, id);
            }
        }
        for (key, schema) in &components.schemas {
            if let Some(id) = self.ids.get(key.as_str()).copied()
                && !key.starts_with(extension::HOISTED)
            {
                self.fill(id, &[schema.into()]);
            }
        }
    }

    /// Returns the component that a `$ref` refers to.
    pub(super) fn component(&self, reference: &str) -> Option<&'a ReferenceOr<Model>> {
        self.components.schemas.get(&*component_key(reference, "schemas")?)
    }

    /// Resolves the conjunction of several terms as the schema at `place`.
    pub(super) fn schema(
        &mut self,
        terms: &[Term<'a>],
        pointer: JsonPointer,
        place: Place,
    ) -> SchemaId {
        let started = self.start(terms.to_vec(), pointer, place);
        self.finish(vec![started])[0]
    }

    /// Returns the schema that a `$ref` refers to.
    pub(super) fn reference(
        &mut self,
        reference: &'a str,
        pointer: JsonPointer,
        place: Place,
    ) -> SchemaId {
        let components = self.components;
        let entry = component_key(reference, "schemas")
            .and_then(|key| components.schemas.get_key_value(&*key));
        let Some((key, schema)) = entry else {
            let message = format!("`{reference}` refers to a schema that does not exist");
            self.diagnostics.push(Diagnostic::error(Code::DanglingRef, &pointer, message));
            return self.reserve(pointer, Origin::Inline(place));
        };
        if let Some(id) = self.ids.get(key.as_str()) {
            return *id;
        }
        let id = self.reserve(pointer, Origin::Inline(place));
        self.ids.insert(key, id);
        self.fill(id, &[schema.into()]);
        id
    }

    /// Adds an inline schema at `place`, which is to be filled.
    pub(super) fn inline(&mut self, pointer: JsonPointer, place: Place) -> SchemaId {
        self.reserve(pointer, Origin::Inline(place))
    }

    pub(super) fn reserve(&mut self, pointer: JsonPointer, origin: Origin) -> SchemaId {
        let id = SchemaId::new(self.schemas.len());
        self.schemas.push(Schema {
            pointer,
            merged: Vec::new(),
            origin,
            title: None,
            called: None,
            notes: Notes::default(),
            nullable: false,
            shape: Shape::Any,
            implied: false,
            direction: None,
        });
        id
    }

    pub(super) fn fill(&mut self, id: SchemaId, terms: &[Term<'a>]) {
        let stamps = terms.iter().filter_map(|term| match term.schema {
            SchemaRef::Item(item) => stamp(item.schema_data.extensions.iter()),
            SchemaRef::Reference(_) => None,
        });
        match (terms, stamps.collect::<Vec<_>>()) {
            ([_], stamps) => {
                stamps.into_iter().for_each(|it| self.schemas[id.index()].pointer = it)
            }
            (_, stamps) => self.schemas[id.index()].merged = stamps,
        }
        let conjunction = self.expand(terms);
        if self.terms_left == 0 {
            self.exhausted_at.get_or_insert_with(|| self.schemas[id.index()].pointer.clone());
        }
        match conjunction {
            Conjunction::Reference { reference, .. } if self.is_parent(id, reference) => {
                let parts = self.parts(terms);
                self.describe(id, &parts, null_of(&parts));
                self.schemas[id.index()].shape = self.shape(id, &parts);
            }
            Conjunction::Reference { reference, around } => {
                let null = match null_of(&around) {
                    // The term that allows `null` isn't the reference, whose component may not
                    // allow it.
                    Null::Always if terms.len() > 1 => Null::Meant,
                    null => null,
                };
                self.describe(id, &around, null);
                let pointer = self.schemas[id.index()].pointer.clone();
                let target = self.reference(reference, pointer, Place::Items(id));
                self.schemas[id.index()].shape = Shape::Reference(target);
            }
            Conjunction::Parts(parts) => {
                self.describe(id, &parts, null_of(&parts));
                let shape = self.shape(id, &parts);
                self.schemas[id.index()].shape = shape;
            }
        }
    }

    /// Adds the annotations and constraints of the parts.
    fn describe(&mut self, id: SchemaId, parts: &[Part<'a>], null: Null) {
        self.warn_about_dynamic_references(id, parts);
        let get = |key: &str| {
            let mut own = parts.iter().filter(|part| part.through == PartOrigin::Place);
            own.find_map(|part| part.facets.data.extensions.get(key))
        };
        let called = vendor::name(vendor::NAMES, get);
        if called != Ok(None) {
            let at = self.schemas[id.index()].pointer.clone();
            self.schemas[id.index()].called = self.checked_name(called, &at);
        }
        let gaps: Vec<Constraint> = self.unsupported_constraints(parts).collect();
        let schema = &mut self.schemas[id.index()];
        schema.nullable = null != Null::Never;
        schema.notes.constraints.extend((null == Null::Meant).then(|| gap("nullable")));
        schema.notes.constraints.extend(gaps);
        for part in parts {
            let data = part.facets.data;
            if part.through == PartOrigin::Place {
                schema.title = schema.title.take().or_else(|| data.title.as_ref().map(Text::from));
            }
            note(&mut schema.notes, &part.facets);
        }
    }

    /// Reports a warning for a `$dynamicRef` that `desugar` couldn't bind.
    fn warn_about_dynamic_references(&mut self, id: SchemaId, parts: &[Part<'a>]) {
        let is_left = |part: &Part<'a>| {
            let gaps = &part.facets.constraints;
            part.through == PartOrigin::Place && gaps.iter().any(|it| it.keyword == "$dynamicRef")
        };
        if parts.iter().any(is_left) {
            let at = &self.schemas[id.index()].pointer;
            let message =
                "this `$dynamicRef` is not resolved, and values that violate it are accepted";
            let help = "refer to the intended schema with `$ref`, in an overlay";
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, at, message).help(help));
        }
    }

    /// Returns the unions that only constrain the enclosing object, so that no type represents
    /// them.
    fn unsupported_constraints(&self, parts: &[Part<'a>]) -> impl Iterator<Item = Constraint> {
        let lists = |part: &&Part<'a>| !part.facets.union.is_empty() && !self.has_real_union(part);
        parts.iter().filter(lists).map(|part| gap(part.facets.union_keyword))
    }

    pub(super) fn shape(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Shape {
        if has_extension(parts, extension::NULL) {
            return Shape::Null;
        }
        if let Some(enumeration) = enumeration::merge(parts) {
            return Shape::Enumeration(enumeration);
        }
        if let Some(union) = self.inheritance(id, parts) {
            return union;
        }
        let is_union =
            |part: &Part<'a>| self.has_real_union(part) && !self.is_union_of_parent(id, part);
        if let Some(index) = parts.iter().position(is_union) {
            return self.union(id, parts, index);
        }
        if parts.iter().any(|part| part.facets.not.is_some_and(is_anything)) {
            return Shape::Never;
        }
        match self.kind(id, parts) {
            Some("string") => Shape::String(format(parts).map(Text::from)),
            Some("integer") => Shape::Integer(format(parts).map(Text::from)),
            Some("number") => Shape::Number(format(parts).map(Text::from)),
            Some("boolean") => Shape::Boolean,
            Some("null") => Shape::Null,
            Some("array") => self.array(id, parts),
            Some("object") => self.object(id, parts),
            _ => Shape::Any,
        }
    }

    /// Returns the JSON type that the parts agree on, either declared or implied by their keywords.
    fn kind(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Option<&'a str> {
        match agreed_kind(parts) {
            Ok(Some(declared)) => Some(declared),
            Ok(None) => {
                let implied = implied_kind(parts);
                self.schemas[id.index()].implied = implied.is_some();
                implied
            }
            Err((one, other)) => {
                let message = format!("members of `allOf` require both `{one}` and `{other}`");
                let at = &self.schemas[id.index()].pointer;
                let help = "no value matches both; correct one `type` with an overlay";
                let found = Diagnostic::warning(Code::AllOfConflict, at, message).help(help);
                self.diagnostics.push(found);
                None
            }
        }
    }

    fn array(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Shape {
        let pointer = self.schemas[id.index()].pointer.clone();
        let items: Vec<Term<'a>> =
            parts.iter().filter_map(|part| part.facets.items).map(Term::from).collect();
        let prefix = parts.iter().find_map(|part| prefix_items(&part.facets));
        let Some(prefix) = prefix else {
            return Shape::Array(self.schema(&items, pointer.child("items"), Place::Items(id)));
        };
        let closed = parts.iter().any(|part| {
            part.facets.data.extensions.get(extension::CLOSED_TUPLE) == Some(&Value::Bool(true))
        });
        let fixed: Vec<SchemaId> = prefix
            .iter()
            .enumerate()
            .map(|(index, key)| {
                let at = pointer.child("prefixItems").child(index);
                self.keyed(key, at, Place::Item(id, index))
            })
            .collect();
        let rest = (!closed).then(|| self.schema(&items, pointer.child("items"), Place::Items(id)));
        let least = |it: &Constraint| {
            it.value.as_written().parse().ok().filter(|_| it.keyword == "minItems")
        };
        let least = self.schemas[id.index()].notes.constraints.iter().filter_map(least).max();
        let required = fixed.len().min(least.unwrap_or(0));
        Shape::Tuple(Tuple { items: fixed, required, rest })
    }

    /// Returns the component with this key, which is in one of the private extensions of `desugar`.
    pub(super) fn keyed(&mut self, key: &str, pointer: JsonPointer, place: Place) -> SchemaId {
        let components = self.components;
        match components.schemas.get_key_value(key) {
            Some((key, _)) if self.ids.contains_key(key.as_str()) => self.ids[key.as_str()],
            Some((key, schema)) => {
                let id = self.reserve(pointer, Origin::Inline(place));
                self.ids.insert(key, id);
                self.fill(id, &[schema.into()]);
                id
            }
            None => self.reserve(pointer, Origin::Inline(place)),
        }
    }
}

/// Whether several parts allow `null`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Null {
    Always,
    /// Only by the author's intent, not by the specification: one part is `nullable`, which is
    /// meant for all of them.
    Meant,
    Never,
}

/// Whether all parts allow `null` (JSON Schema 2020-12 Core, 10.2.1.1). If every schema among them
/// determines its types, each is considered separately.
fn null_of(parts: &[Part<'_>]) -> Null {
    let wholes: Vec<&[Part<'_>]> = parts.chunk_by(|it, next| it.whole == next.whole).collect();
    let determines_type =
        |parts: &&&[Part<'_>]| parts.iter().any(|part| part.facets.determines_type());
    match wholes.iter().all(|parts| determines_type(&parts)) {
        true => wholes.into_iter().map(null_of_one).max().unwrap_or(Null::Never),
        false => null_of_one(parts),
    }
}

/// Whether all parts of a schema allow `null`. Parts that don't determine a type are ignored.
/// `nullable` without a type, or next to an `allOf`, applies to all parts, since that is the
/// authors' intent.
fn null_of_one(parts: &[Part<'_>]) -> Null {
    let is_nullable = |part: &Part<'_>| part.facets.data.nullable;
    let determines_type = |part: &&Part<'_>| part.facets.determines_type();
    let is_of_all = |part: &Part<'_>| {
        let facets = &part.facets;
        let is_around = !facets.determines_type() || !facets.all_of.is_empty();
        part.through == PartOrigin::Place && is_nullable(part) && is_around
    };
    let is_telling = parts.iter().any(|part| part.facets.determines_type());
    let by_the_letter = match is_telling {
        true => parts.iter().filter(determines_type).all(is_nullable),
        false => !parts.is_empty() && parts.iter().all(is_nullable),
    };
    // The outermost schema is the one that contains the `allOf`, which `desugar` has handled.
    let is_outermost = || parts.first().is_some_and(is_nullable);
    match by_the_letter {
        true => Null::Always,
        false if !parts.iter().any(is_of_all) => Null::Never,
        // The target of a reference, which isn't among the parts, may not allow `null`.
        false if !is_outermost() => Null::Meant,
        false => Null::Always,
    }
}

/// Returns the JSON type that the parts declare together, or the first two types that exclude each
/// other.
pub(super) fn agreed_kind<'a>(parts: &[Part<'a>]) -> Result<Option<&'a str>, (&'a str, &'a str)> {
    let mut declared: Option<&'a str> = None;
    for kind in parts.iter().filter_map(|part| part.facets.kind) {
        declared = match declared {
            None => Some(kind),
            Some(other) => Some(both(other, kind).ok_or((other, kind))?),
        };
    }
    Ok(declared)
}

/// Returns the intersection of two JSON types.
pub(super) fn both<'a>(one: &'a str, other: &'a str) -> Option<&'a str> {
    match (one, other) {
        ("number", "integer") | ("integer", "number") => Some("integer"),
        _ => (one == other).then_some(one),
    }
}

fn is_anything(schema: SchemaRef<'_>) -> bool {
    match schema {
        SchemaRef::Reference(_) => false,
        SchemaRef::Item(item) => {
            let facets = Facets::of(item);
            facets.kind.is_none() && !facets.is_structural() && facets.all_of.is_empty()
        }
    }
}

fn has_extension(parts: &[Part<'_>], key: &str) -> bool {
    parts.iter().any(|part| part.facets.data.extensions.contains_key(key))
}

fn format(parts: &[Part<'_>]) -> Option<String> {
    parts.iter().find_map(|part| part.facets.format.clone())
}

fn prefix_items<'a>(facets: &Facets<'a>) -> Option<Vec<&'a str>> {
    let keys = facets.data.extensions.get(extension::PREFIX_ITEMS)?.as_array()?;
    Some(keys.iter().filter_map(Value::as_str).collect())
}

/// Returns the JSON type that keywords imply if no `type` is declared.
fn implied_kind<'a>(parts: &[Part<'_>]) -> Option<&'a str> {
    if parts.iter().any(|part| part.facets.is_object()) {
        return Some("object");
    }
    if parts.iter().any(|part| part.facets.items.is_some())
        || has_extension(parts, extension::PREFIX_ITEMS)
    {
        return Some("array");
    }
    formats::find(&format(parts)?).map(|it| it.kind.as_str())
}

/// Returns the constraint for a keyword that no type represents.
pub(super) fn gap(keyword: &str) -> Constraint {
    Constraint { keyword: keyword.to_owned(), value: Text::default() }
}

/// Adds the annotations and constraints of a schema.
fn note(notes: &mut Notes, facets: &Facets<'_>) {
    let data = facets.data;
    notes.description =
        notes.description.take().or_else(|| data.description.as_ref().map(Text::from));
    notes.default = notes.default.take().or_else(|| data.default.as_ref().map(Json::from));
    let examples = data.extensions.get(extension::EXAMPLES).and_then(Value::as_array);
    notes
        .examples
        .extend(data.example.iter().chain(examples.into_iter().flatten()).map(Json::from));
    for constraint in &facets.constraints {
        if !notes.constraints.contains(constraint) {
            notes.constraints.push(constraint.clone());
        }
    }
    if facets.not.is_some_and(|not| !is_anything(not)) {
        notes.constraints.push(gap("not"));
    }
    if !facets.second_union.is_empty() {
        notes.constraints.push(gap("anyOf"));
    }
    if data.extensions.contains_key(extension::PROPERTY_NAMES) {
        notes.constraints.push(gap("propertyNames"));
    }
    notes.deprecated |= data.deprecated;
    notes.read_only |= data.read_only;
    notes.write_only |= data.write_only;
    let marked = data.extensions.get("x-sensitive") == Some(&Value::Bool(true));
    notes.sensitive |= marked || facets.format.as_deref() == Some("password");
}

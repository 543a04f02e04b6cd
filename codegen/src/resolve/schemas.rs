//! A schema's shape, from the parts that its values must match at once.

use openapiv3::{ReferenceOr, Schema as Model};
use serde_json::Value;

use super::conjunction::{Conjunction, Part, Rest, Term, Through};
use super::facets::{Facets, SchemaRef};
use super::{Resolver, component_key, enumeration, stamp};
use crate::diagnostic::{Code, Diagnostic};
use crate::extension;
use crate::ir::{
    Constraint, Guard, Member, Notes, Origin, Place, Schema, SchemaId, Selection, Shape, Tuple,
    Union,
};
use crate::pointer::JsonPointer;

impl<'a> Resolver<'a, '_> {
    /// Resolves every component: first their ids, so that they can refer to each other.
    pub(super) fn components(&mut self) {
        let components = self.components;
        for key in components.schemas.keys() {
            if !key.starts_with(extension::HOISTED) {
                let pointer = JsonPointer::root().child("components").child("schemas").child(key);
                let id = self.reserve(pointer, Origin::Component(key.clone()));
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

    /// The component that a `$ref` names.
    pub(super) fn component(&self, reference: &str) -> Option<&'a ReferenceOr<Model>> {
        self.components.schemas.get(&*component_key(reference, "schemas")?)
    }

    /// Resolves the schema that several terms make together, standing at `place`.
    pub(super) fn schema(
        &mut self,
        terms: &[Term<'a>],
        pointer: JsonPointer,
        place: Place,
    ) -> SchemaId {
        if let [Term { schema: SchemaRef::Reference(reference), .. }] = terms {
            return self.reference(reference, pointer, place);
        }
        let id = self.reserve(pointer, Origin::Inline(place));
        self.fill(id, terms);
        id
    }

    /// The schema that a `$ref` names.
    fn reference(&mut self, reference: &'a str, pointer: JsonPointer, place: Place) -> SchemaId {
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

    /// A schema that stands at `place`, of which nothing is known yet.
    pub(super) fn inline(&mut self, pointer: JsonPointer, place: Place) -> SchemaId {
        self.reserve(pointer, Origin::Inline(place))
    }

    fn reserve(&mut self, pointer: JsonPointer, origin: Origin) -> SchemaId {
        let id = SchemaId::new(self.schemas.len());
        self.schemas.push(Schema {
            pointer,
            origin,
            title: None,
            notes: Notes::default(),
            nullable: false,
            shape: Shape::Any,
        });
        id
    }

    fn fill(&mut self, id: SchemaId, terms: &[Term<'a>]) {
        if let [Term { schema: SchemaRef::Item(item), .. }] = terms
            && let Some(pointer) = stamp(item.schema_data.extensions.iter())
        {
            self.schemas[id.index()].pointer = pointer;
        }
        match self.expand(terms) {
            Conjunction::Reference { reference, around } => {
                self.describe(id, &around);
                let pointer = self.schemas[id.index()].pointer.clone();
                let target = self.reference(reference, pointer, Place::Items(id));
                self.schemas[id.index()].shape = Shape::Reference(target);
            }
            Conjunction::Parts(parts) => {
                self.describe(id, &parts);
                let shape = self.shape(id, &parts);
                self.schemas[id.index()].shape = shape;
            }
        }
    }

    /// Fills in what the parts say about the values.
    fn describe(&mut self, id: SchemaId, parts: &[Part<'a>]) {
        let local = |part: &&Part<'a>| part.through == Through::Place;
        let own: Vec<_> = parts.iter().filter(local).collect();
        let nullable = own.iter().any(|part| part.facets.data.nullable)
            || (own.is_empty() && parts.iter().all(|part| part.facets.data.nullable));
        let schema = &mut self.schemas[id.index()];
        schema.nullable = nullable && !parts.is_empty();
        for part in parts {
            let data = part.facets.data;
            if part.through == Through::Place {
                schema.title = schema.title.take().or_else(|| data.title.clone());
            }
            note(&mut schema.notes, &part.facets);
        }
    }

    fn shape(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Shape {
        if has_extension(parts, extension::NULL) {
            return Shape::Null;
        }
        if let Some(enumeration) = enumeration::merge(parts) {
            return Shape::Enumeration(enumeration);
        }
        if let Some(index) = parts.iter().position(|part| self.has_real_union(part)) {
            return self.union(id, parts, index);
        }
        if parts.iter().any(|part| part.facets.not.is_some_and(is_anything)) {
            return Shape::Never;
        }
        match self.kind(id, parts) {
            Some("string") => Shape::String(format(parts)),
            Some("integer") => Shape::Integer(format(parts)),
            Some("number") => Shape::Number(format(parts)),
            Some("boolean") => Shape::Boolean,
            Some("null") => Shape::Null,
            Some("array") => self.array(id, parts),
            Some("object") => self.object(id, parts),
            _ => Shape::Any,
        }
    }

    /// The JSON type that the parts agree on, declared or implied by their keywords.
    fn kind(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Option<&'a str> {
        let mut declared: Option<&'a str> = None;
        for kind in parts.iter().filter_map(|part| part.facets.kind) {
            match declared {
                None => declared = Some(kind),
                Some("number") if kind == "integer" => declared = Some(kind),
                Some("integer") if kind == "number" => {}
                Some(other) if other != kind => {
                    let message = format!("members of `allOf` ask for both `{other}` and `{kind}`");
                    let at = &self.schemas[id.index()].pointer;
                    let help = "no value matches both; correct one `type` with an overlay";
                    let found = Diagnostic::warning(Code::AllOfConflict, at, message).help(help);
                    self.diagnostics.push(found);
                    return None;
                }
                Some(_) => {}
            }
        }
        declared.or_else(|| implied_kind(parts))
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
        let fixed = prefix
            .iter()
            .enumerate()
            .map(|(index, key)| {
                let at = pointer.child("prefixItems").child(index);
                self.keyed(key, at, Place::Item(id, index))
            })
            .collect();
        let rest = (!closed).then(|| self.schema(&items, pointer.child("items"), Place::Items(id)));
        Shape::Tuple(Tuple { items: fixed, rest })
    }

    /// The component with this key, which `desugar` put into one of its own extensions.
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

    /// Whether the part has a union whose members are schemas of their own, and not only
    /// `required` lists that constrain the object around them.
    fn has_real_union(&self, part: &Part<'a>) -> bool {
        !part.facets.union.is_empty()
            && !part.facets.union.iter().all(|member| match SchemaRef::from(member) {
                SchemaRef::Reference(_) => false,
                SchemaRef::Item(item) => {
                    let facets = Facets::of(item);
                    facets.kind.is_none_or(|kind| kind == "object")
                        && facets.properties.is_empty()
                        && facets.all_of.is_empty()
                        && facets.union.is_empty()
                        && (!facets.required.is_empty() || facets.not.is_some())
                }
            })
    }

    /// The union of one part; what the other parts say holds for each member.
    fn union(&mut self, id: SchemaId, parts: &[Part<'a>], index: usize) -> Shape {
        let part = &parts[index];
        let around: Vec<Term<'a>> = parts
            .iter()
            .enumerate()
            .filter(|(other, part)| *other == index || part.facets.is_structural())
            .map(|(other, part)| {
                part.term(if other == index { Rest::NoUnion } else { Rest::NoAllOf })
            })
            .filter(|term| structural_term(*term))
            .collect();
        let discriminator = part.facets.data.discriminator.as_ref();
        let keyword = part.facets.union_keyword;
        let members = part
            .facets
            .union
            .iter()
            .enumerate()
            .map(|(number, member)| {
                let mut terms = vec![Term::from(member)];
                terms.extend(&around);
                let pointer = self.schemas[id.index()].pointer.child(keyword).child(number);
                let schema = self.schema(&terms, pointer, Place::Member(id, number));
                let tags = discriminator.map(|it| tags(it, member)).unwrap_or_default();
                Member { schema, guard: Guard::Tags(tags) }
            })
            .collect();
        let selection = match discriminator {
            Some(discriminator) => Selection::Tag(discriminator.property_name.clone()),
            None => Selection::Guards,
        };
        Shape::Union(Union { keyword, members, selection })
    }
}

/// The tags that a discriminator's mapping gives a member; `unions` fills in those it leaves out.
fn tags(discriminator: &openapiv3::Discriminator, member: &ReferenceOr<Model>) -> Vec<String> {
    let ReferenceOr::Reference { reference } = member else { return Vec::new() };
    let names = |(tag, target): (&String, &String)| (target == reference).then(|| tag.clone());
    discriminator.mapping.iter().filter_map(names).collect()
}

fn structural_term(term: Term<'_>) -> bool {
    let SchemaRef::Item(schema) = term.schema else { return true };
    let mut facets = Facets::of(schema);
    if term.rest == Rest::NoUnion {
        facets.union = &[];
    }
    facets.is_structural()
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

/// The JSON type that keywords imply where no `type` is declared.
fn implied_kind<'a>(parts: &[Part<'_>]) -> Option<&'a str> {
    if parts.iter().any(|part| part.facets.is_object()) {
        return Some("object");
    }
    if parts.iter().any(|part| part.facets.items.is_some())
        || has_extension(parts, extension::PREFIX_ITEMS)
    {
        return Some("array");
    }
    match format(parts).as_deref() {
        Some("int32" | "int64") => Some("integer"),
        Some("float" | "double") => Some("number"),
        Some("date-time" | "date" | "uuid" | "uri" | "email" | "byte" | "binary") => Some("string"),
        _ => None,
    }
}

/// Adds what a schema says about its values to what is known.
fn note(notes: &mut Notes, facets: &Facets<'_>) {
    let data = facets.data;
    notes.description = notes.description.take().or_else(|| data.description.clone());
    notes.default = notes.default.take().or_else(|| data.default.clone());
    let examples = data.extensions.get(extension::EXAMPLES).and_then(Value::as_array);
    notes.examples.extend(data.example.iter().chain(examples.into_iter().flatten()).cloned());
    for constraint in &facets.constraints {
        if !notes.constraints.contains(constraint) {
            notes.constraints.push(constraint.clone());
        }
    }
    if facets.not.is_some_and(|not| !is_anything(not)) {
        notes.constraints.push(Constraint { keyword: "not".to_owned(), value: String::new() });
    }
    if !facets.second_union.is_empty() {
        notes.constraints.push(Constraint { keyword: "anyOf".to_owned(), value: String::new() });
    }
    notes.deprecated |= data.deprecated;
    notes.read_only |= data.read_only;
    notes.write_only |= data.write_only;
    let marked = data.extensions.get("x-sensitive") == Some(&Value::Bool(true));
    notes.sensitive |= marked || facets.format.as_deref() == Some("password");
}

//! Separate deserialization of a document's components and path items, in the order of the
//! document.

use openapiv3::{
    Callback, Example, Header, Link, Parameter, PathItem, ReferenceOr, RequestBody, Response,
    Schema, SecurityScheme,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::decode::{Refusal, decode};
use super::restore::Restore;
use super::schema;
use crate::document::grammar::references::target;
use crate::document::grammar::{Kind, Shape, Version, component_place, sections};
use crate::document::pointer::JsonPointer;
use crate::parallel;

/// A part to be deserialized separately.
pub(super) struct Job {
    kind: Kind,
    /// The section of `components` that contains it, or `paths`.
    section: &'static str,
    /// Its key in `paths` or the section.
    pub(super) key: String,
    value: Value,
}

/// A deserialized part.
pub(super) enum Part {
    PathItem(Box<ReferenceOr<PathItem>>),
    Schema(ReferenceOr<Schema>),
    Response(ReferenceOr<Response>),
    Parameter(ReferenceOr<Parameter>),
    Example(ReferenceOr<Example>),
    RequestBody(ReferenceOr<RequestBody>),
    Header(ReferenceOr<Header>),
    SecurityScheme(ReferenceOr<SecurityScheme>),
    Link(ReferenceOr<Link>),
    Callback(ReferenceOr<Callback>),
}

impl Job {
    /// Sets an error's missing location to the component's.
    fn locate(&self, refusal: Refusal) -> Refusal {
        if refusal.at != JsonPointer::root() || self.kind == Kind::PathItem {
            return refusal;
        }
        let at = component_place(self.section, &self.key);
        Refusal { at, ..refusal }
    }
}

/// Removes all parts from a document, except extensions next to them, and returns them.
pub(super) fn take_jobs(document: &mut Value) -> Vec<Job> {
    let mut jobs = Vec::new();
    let mut take = |members: &mut Map<String, Value>, section, kind| {
        for (key, value) in std::mem::take(members) {
            match kind {
                Kind::PathItem if key.starts_with("x-") => drop(members.insert(key, value)),
                Kind::PathItem if !key.starts_with('/') => {}
                _ => jobs.push(Job { kind, section, key, value }),
            }
        }
    };
    if let Some(Value::Object(paths)) = document.get_mut("paths") {
        take(paths, "paths", Kind::PathItem);
    }
    if let Some(Value::Object(components)) = document.get_mut("components") {
        // openapiv3 only has the sections of 3.0; `desugar` has emptied the others.
        for (section, kind, _) in sections().filter(|(.., since)| *since == Version::V3_0) {
            if let Some(Value::Object(members)) = components.get_mut(section) {
                take(members, section, kind);
            }
        }
        components.retain(|key, _| key.starts_with("x-"));
    }
    jobs
}

/// Deserializes all parts with several threads, and returns the results in the order of the jobs.
/// Afterwards, the jobs have no values.
pub(super) fn read_all(jobs: &mut [Job]) -> Vec<Result<Part, Refusal>> {
    let read = |job: &mut Job| read(job).map_err(|refusal| job.locate(refusal));
    parallel::on_a_large_stack(|| parallel::map_mut(jobs, read))
}

fn read(job: &mut Job) -> Result<Part, Refusal> {
    let (kind, value) = (job.kind, std::mem::take(&mut job.value));
    Ok(match kind {
        Kind::Schema => Part::Schema(schema::read(value)?),
        Kind::Response => Part::Response(read_object(kind, value)?),
        Kind::Parameter => Part::Parameter(read_object(kind, value)?),
        Kind::Example => Part::Example(read_object(kind, value)?),
        Kind::RequestBody => Part::RequestBody(read_object(kind, value)?),
        Kind::Header => Part::Header(read_object(kind, value)?),
        Kind::SecurityScheme => Part::SecurityScheme(read_object(kind, value)?),
        Kind::Link => Part::Link(read_object(kind, value)?),
        Kind::Callback => Part::Callback(read_object(kind, value)?),
        _ => Part::PathItem(Box::new(read_object(kind, value)?)),
    })
}

fn read_object<T: DeserializeOwned + Restore>(
    kind: Kind,
    mut value: Value,
) -> Result<ReferenceOr<T>, Refusal> {
    if let Some(reference) = value.as_object().and_then(target) {
        return Ok(ReferenceOr::ref_(reference));
    }
    let mut schemas = schema::take_below(Shape::Object(kind), &mut value)?;
    let mut object: T = decode(&value)?;
    object.restore(&mut schemas);
    Ok(ReferenceOr::Item(object))
}

//! Deserialization of a desugared document into the `openapiv3::OpenAPI` that `resolve` reads. No
//! other stage deserializes documents.
//!
//! openapiv3 buffers the values below each object, once per level, which takes quadratic time for
//! deeply nested documents. Therefore each component and path item, and each schema in it, is
//! deserialized separately, with a thread per processor.

mod decode;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod everything;
pub(crate) mod losses;
mod part;
mod restore;
mod schema;

use openapiv3::{Components, OpenAPI};
use serde_json::Value;

use self::decode::{Refusal, decode};
use self::part::Part;
use crate::document::Document;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

/// Deserializes a desugared document.
///
/// Returns `None` and reports a [`Code::Model`] error if openapiv3 rejects a part of it.
pub fn model(document: Document, diagnostics: &mut Diagnostics) -> Option<OpenAPI> {
    match read(document.value) {
        Ok(api) => Some(api),
        Err(refusals) => {
            for refusal in refusals {
                let Refusal { at, message } = refusal;
                let error = Diagnostic::error(Code::Model, &at, message);
                diagnostics.push(error.help("change or remove it with an overlay"));
            }
            None
        }
    }
}

fn read(mut document: Value) -> Result<OpenAPI, Vec<Refusal>> {
    let mut jobs = part::take_jobs(&mut document);
    let mut api: OpenAPI = decode(&document).map_err(|refusal| vec![refusal])?;
    let mut components = api.components.take();
    let parts = part::read_all(&mut jobs);
    let mut refusals = Vec::new();
    for (job, part) in jobs.into_iter().zip(parts) {
        match part {
            Ok(part) => place(&mut api, &mut components, job.key, part),
            Err(refusal) => refusals.push(refusal),
        }
    }
    api.components = components;
    if refusals.is_empty() { Ok(api) } else { Err(refusals) }
}

fn place(api: &mut OpenAPI, components: &mut Option<Components>, key: String, part: Part) {
    let components = components.get_or_insert_with(Components::default);
    match part {
        Part::PathItem(item) => drop(api.paths.paths.insert(key, *item)),
        Part::Schema(schema) => drop(components.schemas.insert(key, schema)),
        Part::Response(response) => drop(components.responses.insert(key, response)),
        Part::Parameter(parameter) => drop(components.parameters.insert(key, parameter)),
        Part::Example(example) => drop(components.examples.insert(key, example)),
        Part::RequestBody(body) => drop(components.request_bodies.insert(key, body)),
        Part::Header(header) => drop(components.headers.insert(key, header)),
        Part::SecurityScheme(scheme) => drop(components.security_schemes.insert(key, scheme)),
        Part::Link(link) => drop(components.links.insert(key, link)),
        Part::Callback(callback) => drop(components.callbacks.insert(key, callback)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::desugar::desugar;

    fn document(value: Value) -> Document {
        Document { value, sources: Vec::new(), origins: Vec::new() }
    }

    /// Returns a schema with this nesting depth.
    fn nested(depth: usize) -> Value {
        (0..depth).fold(json!({ "type": "string" }), |schema, level| match level % 3 {
            0 => json!({ "type": "array", "items": schema }),
            1 => json!({ "type": "object", "properties": { "a": schema } }),
            _ => json!({ "anyOf": [schema, { "type": "null" }] }),
        })
    }

    #[test]
    fn depth_costs_neither_stack_nor_time() {
        let given = document(json!({
            "openapi": "3.1.0",
            "components": { "schemas": { "Deep": nested(500) } },
        }));
        let desugared = desugar(given);
        let mut diagnostics = Diagnostics::default();
        assert!(model(desugared, &mut diagnostics).is_some(), "{diagnostics:?}");
    }

    #[test]
    fn model_errors_have_the_pointer_in_the_original_document() {
        let given = document(json!({
            "openapi": "3.1.0",
            "paths": { "/a": { "get": { "responses": { "200": { "content": {
                "application/json": { "schema": { "properties": { "a": { "pattern": 1, "minLength": -1 } } } },
            } } } } } },
        }));
        let mut diagnostics = Diagnostics::default();
        assert!(model(desugar(given), &mut diagnostics).is_none());
        let [diagnostic] = diagnostics.as_slice() else { panic!("one diagnostic") };
        assert_eq!(
            diagnostic.at.as_str(),
            "/paths/~1a/get/responses/200/content/application~1json/schema/properties/a"
        );
        assert_eq!(diagnostic.code, Code::Model);
    }

    #[test]
    fn errors_without_a_pointer_name_the_component() {
        let given = document(json!({ "components": { "links": { "L": { "parameters": [] } } } }));
        let mut diagnostics = Diagnostics::default();
        assert!(model(desugar(given), &mut diagnostics).is_none());
        assert_eq!(diagnostics.as_slice()[0].at.as_str(), "/components/links/L");
    }
}

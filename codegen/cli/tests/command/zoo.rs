//! A small document about a zoo.

/// One operation, `animals`, and one type, `Animal`.
pub(crate) const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: Zoo, version: \"1\"}
paths:
  /animals: {get: {operationId: animals, responses: {\"200\": {description: One, content: {application/json: {schema: {$ref: \"#/components/schemas/Animal\"}}}}}}}
components: {schemas: {Animal: {type: object, properties: {name: {type: string}}}}}
";

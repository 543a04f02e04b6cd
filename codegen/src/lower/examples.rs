//! The arguments of an example call: values from the document's examples, and plausible ones where
//! it has none.

use serde_json::Value;

use super::Lowering;
use crate::ir::{self, SchemaId, Shape};
use crate::rust::{Expression, Operation, TypeRef};

/// How deep structs are built in an example.
const DEEPEST: usize = 4;

impl Lowering<'_> {
    /// The required arguments of the operation's function: parameters in order, then the body.
    pub(super) fn example_arguments(
        &self,
        operation: &ir::Operation,
        lowered: &Operation,
    ) -> Vec<Expression> {
        let required = operation.parameters.iter().filter(|it| it.required);
        let mut arguments: Vec<Expression> =
            required.map(|it| self.example(it.schema, &it.name, DEEPEST)).collect();
        let Some(body) = lowered.body.as_ref().filter(|body| body.required) else {
            return arguments;
        };
        let contents = operation.request_body.iter().flat_map(|body| &body.contents);
        let media = contents.clone().find(|media| media.name == body.media_type);
        arguments.push(match (media.and_then(|it| it.schema), &body.value) {
            (_, TypeRef::String) => Expression::Text("text".to_owned()),
            (_, TypeRef::Bytes) => Expression::Text("bytes".to_owned()),
            (Some(schema), _) => self.example(schema, "body", DEEPEST),
            (None, _) => Expression::Json(Value::Null),
        });
        arguments
    }

    /// An example value of a schema where it is used under `name`.
    fn example(&self, id: SchemaId, name: &str, depth: usize) -> Expression {
        let target = self.names.representative(self.api.target(id));
        let given = [id, target].into_iter().find_map(|id| {
            let notes = &self.api.schema(id).notes;
            notes.examples.iter().chain(&notes.default).find(|it| !it.is_null()).cloned()
        });
        let schema = self.api.schema(target);
        match (&schema.shape, self.value_type(target)) {
            (Shape::Object(object), TypeRef::Named(_)) if depth > 0 => {
                self.example_struct(target, object, depth)
            }
            (Shape::Union(union), TypeRef::Named(_)) if depth > 0 => match union.members.first() {
                Some(member) => self.example(member.schema, name, depth - 1),
                None => Expression::Default,
            },
            (Shape::Enumeration(_), TypeRef::Named(name)) => {
                let variant = self.names.variants.get(&target).and_then(|it| it.first());
                variant.map_or(Expression::Default, |it| Expression::Variant(name, it.clone()))
            }
            (_, TypeRef::Named(_)) => self.example_of(&self.written_out(target), given, name),
            (Shape::Array(items), _) if depth > 0 => {
                Expression::Vec(vec![self.example(*items, name, depth - 1)])
            }
            (Shape::Tuple(tuple), TypeRef::Tuple(_)) if depth > 0 => Expression::Tuple(
                tuple.items.iter().map(|item| self.example(*item, name, depth - 1)).collect(),
            ),
            (_, value) => self.example_of(&value, given, name),
        }
    }

    fn example_struct(&self, id: SchemaId, object: &ir::Object, depth: usize) -> Expression {
        let Some(name) = self.names.types.get(&id) else { return Expression::Default };
        let required = object.properties.iter().filter(|it| it.required);
        let required = required.filter(|it| self.api.constant(it).is_none());
        let arguments = required.map(|property| {
            let value = if self.api.nullable(property.schema) {
                Expression::None
            } else {
                self.example(property.schema, &property.name, depth - 1)
            };
            value
        });
        Expression::New(name.clone(), arguments.collect(), Vec::new())
    }

    fn example_of(&self, value: &TypeRef, given: Option<Value>, name: &str) -> Expression {
        let text = given.as_ref().and_then(Value::as_str);
        let parsed = |text: Option<&str>, otherwise: &str| {
            Expression::Parsed(text.unwrap_or(otherwise).to_owned())
        };
        match value {
            TypeRef::String => Expression::Text(
                text.map_or_else(|| format!("<{}>", name.replace('_', " ")), str::to_owned),
            ),
            TypeRef::Uuid => parsed(
                text.filter(|it| it.len() == 36),
                "992fae2a-2a17-4b7a-8d9e-e287cf90131b",
            ),
            TypeRef::Timestamp => parsed(None, "2026-01-31T09:30:00Z"),
            TypeRef::Date => parsed(None, "2026-01-31"),
            TypeRef::Bool => Expression::Bool(given.and_then(|it| it.as_bool()).unwrap_or(true)),
            TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 => {
                let integer = given.and_then(|it| it.as_i64()).filter(|it| (0..10_000).contains(it));
                Expression::Integer(integer.unwrap_or(1))
            }
            TypeRef::F32 | TypeRef::F64 => {
                Expression::Float(given.and_then(|it| it.as_f64()).unwrap_or(1.0))
            }
            TypeRef::Json => Expression::Json(given.unwrap_or(Value::Null)),
            TypeRef::Vec(_) => Expression::Vec(Vec::new()),
            _ => Expression::Default,
        }
    }
}

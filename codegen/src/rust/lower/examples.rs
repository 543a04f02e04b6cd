//! Example values: from the document's examples, or plausible ones. Each is an expression that
//! compiles in its [`Place`].

mod builder;
mod limits;
mod scalar;
mod size;

use serde_json::Value;

use self::builder::Builder;
pub(super) use self::size::Sizes;
use super::Lowering;
use crate::api::ir::{self, SchemaId};
use crate::document::text::{Json, Text};
use crate::rust::items::{
    Accepted, Body, Content, Expression, Operation, Type, TypeExample, TypeKind, TypeModule,
    TypeRef,
};
use crate::rust::names::{FieldName, OperationNames, TypeName};

/// The position of an expression, which decides how it must be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An argument that accepts values that convert into its type.
    Converted,
    /// An argument that accepts an iterator over values that convert into the items of its type.
    Collected,
    /// An argument that accepts values of its type and an `Option` of it.
    Optional,
    /// A position with a known type.
    Known,
    /// A position whose type is inferred from the expression.
    Open,
}

impl Place {
    /// Returns the position of an argument of this type.
    fn argument(value: &TypeRef, is_optional: bool) -> Self {
        if matches!(value, TypeRef::Boxed(_)) {
            return Self::Open;
        }
        match value.accepted(is_optional) {
            Accepted::Into => Self::Converted,
            Accepted::Collect => Self::Collected,
            Accepted::Exact if is_optional => Self::Optional,
            Accepted::Exact => Self::Known,
        }
    }

    /// Returns the expression in this position for a value whose type can't be inferred there.
    fn complete(self, value: Expression, of: &TypeRef) -> Expression {
        match (self, value) {
            (Self::Collected, Expression::Default) => Expression::Empty(of.clone()),
            (
                Self::Optional,
                value @ (Expression::Default | Expression::Parsed(_) | Expression::Into(_)),
            ) => Expression::Some(Box::new(value)),
            (_, value) => value,
        }
    }
}

/// The property of a request body by which pages advance: an example of a loop over all pages does
/// not set it.
#[derive(Clone, Copy)]
struct Advancing<'a> {
    schema: SchemaId,
    name: &'a Text,
}

/// Returns the examples of the types. Type aliases have none.
pub(super) fn of_types(types: &[TypeModule]) -> Vec<TypeExample> {
    let types = types.iter().flat_map(|module| &module.items);
    let own = types.filter(|it| !matches!(it.kind, TypeKind::Alias(_)));
    let example = |it: &Type| {
        Some(TypeExample { name: it.name.clone(), value: it.example.as_ref()?.without_files() })
    };
    own.filter_map(example).collect()
}

/// Returns an argument for a required value of this type that has no example.
fn default_argument(value: &TypeRef) -> Expression {
    Place::argument(value, false).complete(Expression::Default, value)
}

/// Whether a parameter continues where an earlier call ended: pages advance by it, or a stream of
/// server-sent events resumes after it.
fn continues(operation: &ir::Operation, parameter: &ir::Parameter) -> bool {
    let argument = operation.pagination.as_ref().map(|it| &it.page_argument);
    let is_page =
        matches!(argument, Some(ir::PageArgument::Parameter(it)) if *it == parameter.name);
    is_page || parameter.is_last_event_id()
}

/// Returns a file to be sent.
fn file() -> Expression {
    Expression::File(Text::from("upload"))
}

/// Returns the entries of a map with one entry.
fn entry(key: &str, value: Expression) -> Expression {
    Expression::Array(vec![pair(Expression::Text(Text::from(key)), value)])
}

/// Returns an entry of a map.
fn pair(key: Expression, value: Expression) -> Expression {
    Expression::Tuple(vec![key, value])
}

impl Lowering<'_> {
    /// Returns the required arguments of the operation's function: parameters in order, then the
    /// body.
    pub(super) fn example_arguments(
        &self,
        operation: &ir::Operation,
        lowered: &Operation,
    ) -> Vec<Expression> {
        let required = operation.parameters.iter().filter(|it| it.is_argument());
        let mut arguments: Vec<Expression> = required
            .map(|it| self.example_argument(it.schema, &it.name))
            .zip(lowered.parameters.iter().filter(|it| it.required))
            .map(|(example, it)| example.unwrap_or_else(|| default_argument(&it.value)))
            .collect();
        let body = lowered.body.as_ref().filter(|body| body.required);
        let example = |it: &Body| self.example_body(operation, it);
        arguments.extend(body.map(|it| example(it).unwrap_or_else(|| default_argument(&it.value))));
        arguments
    }

    /// Returns an example of a required argument with this schema.
    pub(super) fn example_argument(&self, schema: SchemaId, name: &Text) -> Option<Expression> {
        Builder::new(self).argument(schema, name.as_written(), false)
    }

    /// Returns an example of the operation's request body if it is optional.
    pub(super) fn example_optional_body(
        &self,
        operation: &ir::Operation,
        lowered: &Operation,
    ) -> Option<Expression> {
        let body = lowered.body.as_ref().filter(|body| !body.required)?;
        self.example_body(operation, body)
    }

    /// Returns an example of a request body: of the first content whose value converts into the
    /// body, preferably one with a named type. `None` if there is none, or if it is the default of
    /// the type.
    fn example_body(&self, operation: &ir::Operation, body: &Body) -> Option<Expression> {
        let is_named = |content: &Content| {
            let value = match &content.value {
                TypeRef::Boxed(value) => value,
                value => value,
            };
            matches!(value, TypeRef::Named(_)) && content.from_value
        };
        let is_choice = body.choice.is_some();
        let (named, others): (Vec<&Content>, Vec<&Content>) =
            body.contents.iter().partition(|content| is_named(content));
        let usable = others.into_iter().filter(|content| content.from_value || !is_choice);
        let mut contents = named.into_iter().chain(usable);
        contents.find_map(|content| self.example_content(operation, content, body))
    }

    /// Returns an example of a content; `None` if there is none, or if it is the default of the
    /// type.
    fn example_content(
        &self,
        operation: &ir::Operation,
        content: &Content,
        body: &Body,
    ) -> Option<Expression> {
        let (is_choice, is_required) = (body.choice.is_some(), body.required);
        let models = operation.request_body.iter().flat_map(|body| &body.contents);
        let sent = content.media_type.as_written();
        let mut models = models.filter(|it| sent.starts_with(it.name.as_written().trim()));
        let schema = models.find_map(|it| it.items.or(it.schema));
        let mut builder = Builder::of_first_page(self, self.advancing(operation));
        match (schema, &content.value) {
            (_, TypeRef::String) if is_choice => Some(Expression::Owned(Text::from("text"))),
            (_, TypeRef::String) => Some(Expression::Text(Text::from("text"))),
            (_, TypeRef::Bytes) => Some(Expression::Text(Text::from("bytes"))),
            (_, TypeRef::File) => Some(file()),
            (_, TypeRef::JsonObject | TypeRef::Map(_)) if is_choice => None,
            (_, TypeRef::JsonObject) => Some(entry("key", Expression::Text(Text::from("value")))),
            // Parts with any names, and unnamed parts, whose schema may be a tuple.
            (_, TypeRef::Map(item)) if **item == TypeRef::File => Some(entry("name", file())),
            (_, TypeRef::Vec(item)) if **item == TypeRef::File => {
                (!is_choice).then(|| Expression::Array(vec![file()]))
            }
            (None, TypeRef::Map(_)) => None,
            (Some(schema), TypeRef::Option(_)) => {
                builder.value(schema, "body", Place::Known).map(|it| Expression::Some(Box::new(it)))
            }
            // The schema describes a single line.
            (Some(schema), TypeRef::Vec(item)) if **item == self.value_type(schema) => {
                let place = if is_choice { Place::Open } else { Place::Known };
                builder.value(schema, "body", place).map(|it| Expression::Vec(vec![it]))
            }
            (Some(schema), _) if is_choice => builder.value(schema, "body", Place::Open),
            (Some(schema), _) => builder.argument(schema, "body", !is_required),
            (None, TypeRef::Json) => Some(Expression::Json(Json::from(Value::Null))),
            (None, _) => None,
        }
    }

    /// Returns the setters of an example call: optional parameters with an example in the document,
    /// except for those that continue an earlier call, and parameters that the call or its client must
    /// set.
    pub(super) fn example_setters(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
    ) -> Vec<(FieldName, Expression)> {
        let parameters = operation.parameters.iter().zip(&names.parameters);
        let optional = parameters.filter(|(it, _)| {
            let is_set = it.is_idempotency_key() || continues(operation, it);
            let is_needed = it.required || self.has_example(it.schema);
            !it.is_argument() && !is_set && is_needed
        });
        let setters = optional.filter_map(|(it, name)| {
            Some((
                FieldName::clone(name),
                Builder::new(self).argument(it.schema, it.name.as_written(), true)?,
            ))
        });
        setters.collect()
    }

    /// Returns the property of the request body by which pages advance.
    fn advancing<'o>(&self, operation: &'o ir::Operation) -> Option<Advancing<'o>> {
        let argument = &operation.pagination.as_ref()?.page_argument;
        let ir::PageArgument::Body(path) = argument else { return None };
        Some(Advancing { schema: self.api.argument(operation, argument)?, name: path.last()? })
    }

    /// Returns an example of a schema's type; `None` if it would be infinite or too long.
    pub(super) fn example_of_type(&self, id: SchemaId) -> Option<Expression> {
        Builder::new(self).value(id, "value", Place::Open)
    }

    /// Returns the name of the newtype of a schema.
    fn newtype(&self, id: SchemaId) -> Option<&TypeName> {
        let id = self.names.representative(id);
        self.names.types.get(&id).filter(|_| self.newtypes.contains(&id))
    }

    fn has_example(&self, id: SchemaId) -> bool {
        let schema = self.api.schema(id);
        schema.notes.examples.iter().any(|it| !it.is_null()) && !schema.notes.deprecated
    }

    /// Returns the document's example or default, where the schema is used or in the schema itself.
    fn given(&self, id: SchemaId, target: SchemaId) -> Option<&Json> {
        [id, target].into_iter().find_map(|id| {
            let notes = &self.api.schema(id).notes;
            notes.examples.iter().chain(&notes.default).find(|it| !it.is_null())
        })
    }
}

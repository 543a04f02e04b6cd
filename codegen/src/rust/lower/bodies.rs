//! Request bodies of operations: the type and the encoding of each media type.

use super::boxing::payload;
use super::parameters::style;
use super::{Lowering, markdown};
use crate::api::ir::{self, PropertyEncoding, RequestContent, Reserved, SchemaId, Shape};
use crate::document::media_types::{self, Content as Kind, distinct, essence, is_json};
use crate::document::text::Text;
use crate::rust::items::{Body, BodyMethod, Content, ContentEncoding, FieldEncoding, TypeRef};
use crate::rust::names::{OperationNames, VariantName};

impl Lowering<'_> {
    pub(super) fn body(&self, body: &ir::RequestBody, names: &OperationNames) -> Body {
        let contents = body.contents.iter().zip(&names.contents);
        let mut contents: Vec<Content> =
            contents.map(|(content, name)| self.content(content, name)).collect();
        without_other_names_of_json(&mut contents);
        if contents.is_empty() {
            contents.push(any_json());
        }
        choose_conversions(&mut contents);
        contents.iter_mut().for_each(choose_method);
        let choice = names.body.clone().filter(|_| contents.len() > 1);
        if choice.is_some() {
            contents.iter_mut().for_each(|it| it.value = payload(it.value.clone()));
        }
        let value = match (&choice, &contents[0]) {
            (Some(name), _) => TypeRef::Local(name.clone()),
            (None, only) => only.value.clone(),
        };
        let docs = body.description.as_ref().map(markdown::to_rustdoc).unwrap_or_default();
        let mut body = Body {
            value,
            required: body.required,
            docs,
            contents,
            choice,
            sending: BodyMethod::Row,
        };
        if !has_row(&body) {
            body.sending = BodyMethod::Statements;
        }
        body
    }

    fn content(&self, content: &RequestContent, variant: &VariantName) -> Content {
        let name = essence(&content.name);
        let schema = content.schema;
        let or_json = || schema.map_or(TypeRef::Json, |it| self.nullable_type(it));
        let is_range = name.contains('*');
        let kind = media_types::content(&content.name);
        let (value, encoding) = match kind {
            Kind::Json => (or_json(), ContentEncoding::Json),
            Kind::JsonLines => self.sequence(content, ContentEncoding::JsonLines),
            Kind::JsonSequence => self.sequence(content, ContentEncoding::JsonSequence),
            Kind::Form => {
                let value = schema.map_or(TypeRef::JsonObject, |it| self.nullable_type(it));
                (value, self.form(content))
            }
            Kind::Multipart => self.multipart(content),
            _ if is_range && !self.is_raw(schema) => (or_json(), ContentEncoding::Json),
            Kind::Text | Kind::Events if !is_range && !self.is_binary(schema) => {
                (TypeRef::String, ContentEncoding::Text)
            }
            _ => (TypeRef::File, ContentEncoding::File),
        };
        let media_type = sent_as(content.name.as_written().trim(), &name, &encoding);
        // If a type can be sent as multipart and as JSON, `From` chooses multipart for a type with
        // files, and JSON otherwise.
        let from_value = kind == Kind::Multipart && schema.is_some_and(|it| self.has_files(it));
        Content {
            variant: Some(variant.clone()),
            value,
            media_type: Text::from(media_type),
            encoding,
            from_value,
        }
    }

    /// A sequence of JSON values: of `itemSchema` (OpenAPI 3.2), of the items of an array schema,
    /// or of values of any other schema.
    fn sequence(
        &self,
        content: &RequestContent,
        encoding: ContentEncoding,
    ) -> (TypeRef, ContentEncoding) {
        let vec = |item| TypeRef::Vec(Box::new(item));
        match (content.items, content.schema) {
            (Some(items), _) => (vec(self.nullable_type(items)), encoding),
            (None, schema) if self.is_raw(schema) => (TypeRef::File, ContentEncoding::File),
            (None, Some(schema)) => match self.value_type(schema) {
                value if matches!(value.without_aliases(), TypeRef::Vec(_)) => (value, encoding),
                value => (vec(value), encoding),
            },
            (None, None) => (TypeRef::File, ContentEncoding::File),
        }
    }

    /// A multipart body: the properties of an object, or a list of files.
    fn multipart(&self, content: &RequestContent) -> (TypeRef, ContentEncoding) {
        let files = || (TypeRef::Vec(Box::new(TypeRef::File)), ContentEncoding::Parts);
        let is_form = essence(&content.name) == "multipart/form-data";
        let fields = |value| {
            let encodings = content.encodings.iter();
            let fields = encodings.map(|(name, it)| (name.clone(), field_encoding(it)));
            (value, ContentEncoding::Multipart(fields.collect()))
        };
        let Some(schema) = content.schema.filter(|_| content.items.is_none()) else {
            return if is_form { fields(map_of_files()) } else { files() };
        };
        match &self.api.schema(self.api.target(schema)).shape {
            Shape::Object(_) | Shape::Union(_) | Shape::Map(_) => {
                fields(self.nullable_type(schema))
            }
            _ if is_form => fields(map_of_files()),
            _ => files(),
        }
    }

    /// Returns the encoding of a form: the most common encoding of its fields, and the fields with
    /// another one.
    fn form(&self, content: &RequestContent) -> ContentEncoding {
        let encodings = content.encodings.iter().map(|(name, it)| (name, field_encoding(it)));
        let listed: Vec<(Text, FieldEncoding)> = encodings
            .filter(|(name, it)| self.matters(content.schema, name, it))
            .map(|(name, it)| (name.clone(), it))
            .collect();
        let Some(properties) = content.schema.and_then(|it| self.properties(it)) else {
            return ContentEncoding::FormEncoded(FieldEncoding::Plain, listed);
        };
        let own = |name: &Text| {
            let found = listed.iter().find(|(listed, _)| listed == name);
            found.map_or(FieldEncoding::Plain, |(_, encoding)| encoding.clone())
        };
        let common = most_common_encoding(&listed);
        let others: Vec<(Text, FieldEncoding)> = properties
            .iter()
            .filter(|it| !self.is_scalar(it.schema) || own(&it.name) != FieldEncoding::Plain)
            .map(|it| (it.name.clone(), own(&it.name)))
            .filter(|(_, encoding)| *encoding != common)
            .collect();
        if others.len() < listed.len() {
            ContentEncoding::FormEncoded(common, others)
        } else {
            ContentEncoding::FormEncoded(FieldEncoding::Plain, listed)
        }
    }

    /// Whether an encoding changes how a field is serialized.
    fn matters(&self, schema: Option<SchemaId>, name: &Text, encoding: &FieldEncoding) -> bool {
        let properties = schema.and_then(|it| self.properties(it)).unwrap_or_default();
        let Some(property) = properties.iter().find(|it| it.name == *name) else { return true };
        match encoding {
            FieldEncoding::Plain => false,
            FieldEncoding::Reserved(_) => true,
            FieldEncoding::Style(_) => !self.is_scalar(property.schema),
            FieldEncoding::ContentType(media_type) => is_json(media_type),
        }
    }

    fn properties(&self, schema: SchemaId) -> Option<&[ir::Property]> {
        match &self.api.schema(self.api.target(schema)).shape {
            Shape::Object(object) => Some(&object.properties),
            _ => None,
        }
    }

    /// Whether values of the schema are scalars, which all styles serialize in the same way.
    fn is_scalar(&self, schema: SchemaId) -> bool {
        match &self.api.schema(self.api.target(schema)).shape {
            Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_) => true,
            Shape::Enumeration(values) => values.is_named(),
            _ => false,
        }
    }

    /// Whether a property of the schema is a file.
    fn has_files(&self, schema: SchemaId) -> bool {
        let schema = self.names.representative(self.api.target(schema));
        let mut children = self.api.children(schema);
        for child in children.clone() {
            children.extend(self.api.children(self.api.target(child)));
        }
        children
            .iter()
            .any(|id| self.files.contains(id) || self.files.contains(&self.api.target(*id)))
    }

    /// Whether the schema is absent, a string or unconstrained.
    fn is_raw(&self, schema: Option<SchemaId>) -> bool {
        schema.is_none_or(|schema| {
            let shape = &self.api.schema(self.api.target(schema)).shape;
            matches!(shape, Shape::String(_) | Shape::Any)
        })
    }

    fn is_binary(&self, schema: Option<SchemaId>) -> bool {
        schema.is_some_and(|schema| {
            let shape = &self.api.schema(self.api.target(schema)).shape;
            matches!(shape, Shape::String(Some(format)) if format == "binary")
        })
    }
}

/// The content of a request body without a media type.
fn any_json() -> Content {
    Content {
        variant: None,
        value: TypeRef::Json,
        media_type: Text::from("application/json"),
        encoding: ContentEncoding::Json,
        from_value: false,
    }
}

/// Removes contents whose media type is equivalent to `application/json` and whose type is the
/// same.
fn without_other_names_of_json(contents: &mut Vec<Content>) {
    let is_plain = |it: &Content| distinct(&it.media_type) == "application/json";
    let Some(json) = contents.iter().find(|it| is_plain(it)).map(|it| it.value.clone()) else {
        return;
    };
    let mut plain = 0;
    contents.retain(|it| {
        plain += usize::from(is_plain(it));
        let same = it.encoding == ContentEncoding::Json && it.value == json;
        let other = matches!(distinct(&it.media_type).as_str(), "text/json" | "application/*+json");
        !(same && (other || (is_plain(it) && plain > 1)))
    });
}

/// Chooses the variants for which the enum implements `From`. Of several variants with the same
/// type: the one that sends files, the JSON one, or the first one.
fn choose_conversions(contents: &mut [Content]) {
    let rank = |it: &Content| match it.encoding {
        _ if it.from_value => 0,
        ContentEncoding::Json => 1,
        _ => 2,
    };
    let ranks: Vec<(TypeRef, u8)> =
        contents.iter().map(|it| (it.value.without_aliases(), rank(it))).collect();
    for (index, content) in contents.iter_mut().enumerate() {
        let (own, own_rank) = &ranks[index];
        let better = |(at, (other, rank)): (usize, &(TypeRef, u8))| {
            other == own && (*rank, at) < (*own_rank, index)
        };
        content.from_value = !ranks.iter().enumerate().any(better);
    }
}

/// Chooses the method of the runtime that implies the media type, if there is one.
fn choose_method(content: &mut Content) {
    match &content.encoding {
        ContentEncoding::Json if content.media_type != "application/json" => {
            content.encoding = ContentEncoding::JsonAs;
        }
        ContentEncoding::Text if content.media_type != "text/plain; charset=utf-8" => {
            content.encoding = ContentEncoding::TextAs;
        }
        ContentEncoding::FormEncoded(FieldEncoding::Plain, fields) if fields.is_empty() => {
            content.encoding = ContentEncoding::Form;
        }
        _ => {}
    }
}

/// Whether a row of the operation's table can send the body: it must be required, with a single
/// media type that is sent by reference and without a table of fields.
fn has_row(body: &Body) -> bool {
    let by_reference = |it: &Content| match it.encoding {
        ContentEncoding::Json
        | ContentEncoding::JsonAs
        | ContentEncoding::JsonLines
        | ContentEncoding::JsonSequence
        | ContentEncoding::Form
        | ContentEncoding::Parts
        | ContentEncoding::File => true,
        ContentEncoding::FormEncoded(..)
        | ContentEncoding::Multipart(_)
        | ContentEncoding::Text
        | ContentEncoding::TextAs => false,
    };
    body.required && body.choice.is_none() && body.contents.iter().all(by_reference)
}

/// Returns the media type that is sent.
fn sent_as(name: &str, essence: &str, encoding: &ContentEncoding) -> String {
    match encoding {
        // JSON is UTF-8, and its media type has no `charset` parameter (RFC 8259, 8.1 and 11).
        ContentEncoding::Json if essence.contains('*') => "application/json".to_owned(),
        ContentEncoding::File if essence.contains('*') => "application/octet-stream".to_owned(),
        ContentEncoding::Text if essence.starts_with("text/") && !name.contains(';') => {
            format!("{name}; charset=utf-8")
        }
        _ => name.to_owned(),
    }
}

fn map_of_files() -> TypeRef {
    TypeRef::Map(Box::new(TypeRef::File))
}

fn field_encoding(encoding: &PropertyEncoding) -> FieldEncoding {
    match encoding {
        PropertyEncoding::Style { style, explode, reserved } => {
            let style = self::style(*style, *explode);
            match reserved {
                Reserved::Escaped => FieldEncoding::Style(style),
                Reserved::Kept => FieldEncoding::Reserved(style),
            }
        }
        PropertyEncoding::ContentType(media_type) => FieldEncoding::ContentType(media_type.clone()),
    }
}

/// Returns the most common of the encodings, the first one in case of a tie.
fn most_common_encoding(listed: &[(Text, FieldEncoding)]) -> FieldEncoding {
    let count = |of: &FieldEncoding| listed.iter().filter(|(_, it)| it == of).count();
    let mut common = FieldEncoding::Plain;
    for (_, encoding) in listed {
        let styled = matches!(encoding, FieldEncoding::Style(_));
        if styled && count(encoding) > count(&common) {
            common = encoding.clone();
        }
    }
    common
}

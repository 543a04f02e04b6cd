//! [`Facets`]: a uniform view of an `openapiv3::Schema`, regardless of its `SchemaKind`.

use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::api::extension;
use crate::api::ir::Constraint;
use crate::document::text::Text;

/// A schema or a `$ref` to one, regardless of whether openapiv3 boxes it.
#[derive(Clone, Copy)]
pub(super) enum SchemaRef<'a> {
    /// A `$ref`.
    Reference(&'a str),
    /// The schema itself.
    Item(&'a Schema),
}

/// The keywords of a schema itself, without following references.
pub(super) struct Facets<'a> {
    pub(super) data: &'a SchemaData,
    pub(super) kind: Option<&'a str>,
    pub(super) format: Option<String>,
    pub(super) enumeration: Vec<Value>,
    pub(super) properties: Vec<(&'a str, SchemaRef<'a>)>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) items: Option<SchemaRef<'a>>,
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    pub(super) union: &'a [ReferenceOr<Schema>],
    /// `oneOf` or `anyOf`.
    pub(super) union_keyword: &'static str,
    /// The second union, if there is an `anyOf` next to a `oneOf`.
    pub(super) second_union: &'a [ReferenceOr<Schema>],
    pub(super) not: Option<SchemaRef<'a>>,
    pub(super) constraints: Vec<Constraint>,
}

impl<'a> From<&'a ReferenceOr<Schema>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(item) => Self::Item(item),
        }
    }
}

impl<'a> From<&'a ReferenceOr<Box<Schema>>> for SchemaRef<'a> {
    fn from(schema: &'a ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(item) => Self::Item(item),
        }
    }
}

impl<'a> Facets<'a> {
    /// Creates the view of a schema.
    pub(super) fn of(schema: &'a Schema) -> Self {
        let mut facets = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(kind) => facets.read_type(kind),
            SchemaKind::OneOf { one_of } => facets.union = one_of,
            SchemaKind::AnyOf { any_of } => {
                facets.union = any_of;
                facets.union_keyword = "anyOf";
            }
            SchemaKind::AllOf { all_of } => facets.all_of = all_of,
            SchemaKind::Not { not } => facets.not = Some(not.as_ref().into()),
            SchemaKind::Any(any) => facets.read_any(any),
        }
        facets.read_gaps();
        facets.read_bounds();
        facets
    }

    /// Whether the schema has more than annotations: anything that affects the Rust type.
    pub(super) fn is_structural(&self) -> bool {
        self.has_shape()
            || !self.required.is_empty()
            || !self.union.iter().all(|it| constrains(it, None))
            || self.not.is_some()
    }

    /// Whether a keyword of the schema itself affects the Rust type, other than its JSON type.
    pub(super) fn has_shape(&self) -> bool {
        !self.enumeration.is_empty()
            || self.format.is_some()
            || self.has_properties()
            || self.items.is_some()
            || self.data.extensions.contains_key(extension::PREFIX_ITEMS)
            || self.data.extensions.contains_key(extension::NULL)
    }

    /// Whether the schema determines nothing of the Rust type of its values, except that they may
    /// have to be of the JSON type `kind`, or objects with some properties.
    pub(super) fn only_constrains(&self, kind: Option<&str>) -> bool {
        let excludes = self.not.is_some() || self.constraints.iter().any(|it| it.keyword == "not");
        let is_required = !self.required.is_empty() || excludes;
        let is_same_kind =
            self.kind.is_none() || self.kind == kind || self.kind == Some("object") && is_required;
        let mut members = self.all_of.iter().chain(self.union);
        is_same_kind && !self.has_shape() && members.all(|it| constrains(it, kind))
    }

    /// Whether the schema determines the types of its values.
    pub(super) fn determines_type(&self) -> bool {
        self.kind.is_some()
            || !self.enumeration.is_empty()
            || !self.union.iter().all(|it| constrains(it, None))
            || self.data.extensions.contains_key(extension::NULL)
    }

    /// Whether the schema has keywords about an object's properties.
    pub(super) fn is_object(&self) -> bool {
        self.has_properties() || !self.required.is_empty()
    }

    /// Whether the schema defines properties: by name, by pattern, or all others.
    pub(super) fn has_properties(&self) -> bool {
        !self.properties.is_empty()
            || self.additional.is_some()
            || self.data.extensions.contains_key(extension::PATTERN_PROPERTIES)
    }

    fn empty(data: &'a SchemaData) -> Self {
        Self {
            data,
            kind: None,
            format: None,
            enumeration: Vec::new(),
            properties: Vec::new(),
            required: &[],
            additional: None,
            items: None,
            all_of: &[],
            union: &[],
            union_keyword: "oneOf",
            second_union: &[],
            not: None,
            constraints: Vec::new(),
        }
    }

    fn read_type(&mut self, kind: &'a Type) {
        match kind {
            Type::String(string) => {
                self.kind = Some("string");
                self.format = format_name(&string.format);
                self.enumeration = values(&string.enumeration);
                self.constrain("minLength", string.min_length);
                self.constrain("maxLength", string.max_length);
                self.constrain_text("pattern", string.pattern.as_deref());
            }
            Type::Number(number) => {
                self.kind = Some("number");
                self.format = format_name(&number.format);
                self.enumeration = numbers(number.enumeration.iter().flatten().copied());
                self.constrain(lower_bound(number.exclusive_minimum), number.minimum);
                self.constrain(upper_bound(number.exclusive_maximum), number.maximum);
                self.constrain("multipleOf", number.multiple_of);
            }
            Type::Integer(integer) => {
                self.kind = Some("integer");
                self.format = format_name(&integer.format);
                self.enumeration = values(&integer.enumeration);
                self.constrain(lower_bound(integer.exclusive_minimum), integer.minimum);
                self.constrain(upper_bound(integer.exclusive_maximum), integer.maximum);
                self.constrain("multipleOf", integer.multiple_of);
            }
            Type::Boolean(boolean) => {
                self.kind = Some("boolean");
                self.enumeration = values(&boolean.enumeration);
            }
            Type::Object(object) => {
                self.kind = Some("object");
                self.properties = object
                    .properties
                    .iter()
                    .map(|(name, schema)| (name.as_str(), schema.into()))
                    .collect();
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
                self.constrain("minProperties", object.min_properties);
                self.constrain("maxProperties", object.max_properties);
            }
            Type::Array(array) => {
                self.kind = Some("array");
                self.items = array.items.as_ref().map(Into::into);
                self.constrain("minItems", array.min_items);
                self.constrain("maxItems", array.max_items);
                self.flag("uniqueItems", array.unique_items);
            }
        }
    }

    fn read_any(&mut self, any: &'a AnySchema) {
        self.kind = any.typ.as_deref();
        self.format.clone_from(&any.format);
        self.enumeration = match self.kind {
            Some("number") => numbers(any.enumeration.iter().filter_map(Value::as_f64)),
            _ => any.enumeration.clone(),
        };
        self.properties =
            any.properties.iter().map(|(name, schema)| (name.as_str(), schema.into())).collect();
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref().map(Into::into);
        self.all_of = &any.all_of;
        self.not = any.not.as_deref().map(Into::into);
        self.union = &any.one_of;
        self.second_union = &any.any_of;
        if self.union.is_empty() {
            std::mem::swap(&mut self.union, &mut self.second_union);
            self.union_keyword = "anyOf";
        }
        self.constrain("minLength", any.min_length);
        self.constrain("maxLength", any.max_length);
        self.constrain_text("pattern", any.pattern.as_deref());
        self.constrain(lower_bound(any.exclusive_minimum == Some(true)), any.minimum);
        self.constrain(upper_bound(any.exclusive_maximum == Some(true)), any.maximum);
        self.constrain("multipleOf", any.multiple_of);
        self.constrain("minProperties", any.min_properties);
        self.constrain("maxProperties", any.max_properties);
        self.constrain("minItems", any.min_items);
        self.constrain("maxItems", any.max_items);
        self.flag("uniqueItems", any.unique_items == Some(true));
    }

    fn read_gaps(&mut self) {
        let gaps = self.data.extensions.get(extension::GAPS).and_then(Value::as_array);
        for keyword in gaps.into_iter().flatten().filter_map(Value::as_str) {
            self.flag(keyword, true);
        }
    }

    fn read_bounds(&mut self) {
        let bounds = self.data.extensions.get(extension::BOUNDS).and_then(Value::as_object);
        for (keyword, bound) in bounds.into_iter().flatten() {
            self.constrain(keyword, bound.as_str());
        }
    }

    fn constrain(&mut self, keyword: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            self.constraints.push(Constraint {
                keyword: keyword.to_owned(),
                value: Text::from(value.to_string()),
            });
        }
    }

    fn constrain_text(&mut self, keyword: &str, value: Option<&str>) {
        self.constrain(keyword, value.map(|value| Value::from(value).to_string()));
    }

    fn flag(&mut self, keyword: &str, set: bool) {
        if set {
            self.constrain(keyword, Some(""));
        }
    }
}

fn lower_bound(exclusive: bool) -> &'static str {
    if exclusive { "exclusiveMinimum" } else { "minimum" }
}

fn upper_bound(exclusive: bool) -> &'static str {
    if exclusive { "exclusiveMaximum" } else { "maximum" }
}

/// Returns the values of a typed `enum`, without nulls, which `desugar` moved to `nullable`.
fn values<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
    values.iter().flatten().cloned().map(Into::into).collect()
}

/// Whether a member of a union or an `allOf` only constrains values.
fn constrains(member: &ReferenceOr<Schema>, kind: Option<&str>) -> bool {
    match member {
        ReferenceOr::Reference { .. } => false,
        ReferenceOr::Item(item) => Facets::of(item).only_constrains(kind),
    }
}

/// Returns the values of an `enum` of numbers.
fn numbers(values: impl Iterator<Item = f64>) -> Vec<Value> {
    let values: Vec<f64> = values.collect();
    match &values[..] {
        [only] => vec![normalized_number(only)],
        // Future values may be fractions, so integers are numbers too.
        values => values.iter().map(|it| Value::from(*it)).collect(),
    }
}

/// Returns a number as the document most likely spelled it: openapiv3 stores `1` as `1.0`.
fn normalized_number(number: &f64) -> Value {
    let integer = *number as i64;
    if integer as f64 == *number { Value::from(integer) } else { Value::from(*number) }
}

fn format_name<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => {
            let name = serde_json::to_value(item).ok()?;
            name.as_str().map(str::to_owned)
        }
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

//! [`Properties`]: the properties of a struct, for writing.

use std::fmt;

use super::super::{Dropped, Encode, Rest, Writer};
use super::Table;
use super::fields::MemberGroups;

/// The properties of a struct, with their values.
pub struct Properties<'a> {
    table: &'static Table,
    required: &'a dyn MemberGroups,
    optional: &'a dyn MemberGroups,
    nullable: &'a dyn MemberGroups,
    rest: &'a dyn Rest,
}

/// The field for the properties that a table doesn't know, in a tuple, which is empty if there is
/// none.
pub(crate) trait RestField {
    /// The rest itself.
    fn rest(&self) -> &dyn Rest;
}

impl RestField for () {
    #[inline]
    fn rest(&self) -> &dyn Rest {
        &Dropped
    }
}

impl<T: Rest> RestField for (&T,) {
    #[inline]
    fn rest(&self) -> &dyn Rest {
        self.0
    }
}

/// Calls `visit` with the properties of a struct: the fields of the table's lists, and the rest.
#[inline]
pub(crate) fn visit(
    visit: &mut dyn FnMut(Properties<'_>),
    table: &'static Table,
    required: impl MemberGroups,
    optional: impl MemberGroups,
    nullable: impl MemberGroups,
    rest: impl RestField,
) {
    visit(Properties {
        table,
        required: &required,
        optional: &optional,
        nullable: &nullable,
        rest: rest.rest(),
    });
}

impl Properties<'_> {
    pub(crate) fn encode(&self, writer: &mut Writer) {
        match writer.take_tag() {
            None => {
                writer.begin_object();
                self.write(None, writer);
            }
            Some(tag) => {
                writer.begin_object();
                tag.write(self.value(tag.property), writer);
                self.write(Some(tag.property), writer);
            }
        }
        writer.end_object();
    }

    /// Writes all properties except `without`.
    fn write(&self, without: Option<&str>, writer: &mut Writer) {
        let is_written = |name: &str| without != Some(name);
        for (name, value) in self.table.constants.iter().filter(|(name, _)| is_written(name)) {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in self.table.tags.iter().filter(|(name, _)| is_written(name)) {
            writer.name(name);
            match self.rest.retained(name) {
                Some(kept) => kept.encode(writer),
                None => writer.string(value),
            }
        }
        let required = list(self.table.required, self.required);
        for (name, value) in required.filter(|(name, _)| is_written(name)) {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in self.not_required().filter(|(name, _)| is_written(name)) {
            let value = match value.is_absent() {
                true => self.rest.retained(name),
                false => Some(value),
            };
            if let Some(value) = value {
                writer.name(name);
                value.encode(writer);
            }
        }
        self.rest.write(&|name| !is_written(name) || self.declares(name), writer);
    }

    /// The JSON text of a property's value, if it has one.
    fn value(&self, property: &str) -> Option<Vec<u8>> {
        let constant = self.table.constants.iter().find(|(name, _)| *name == property);
        let required = list(self.table.required, self.required);
        let mut fields = required.chain(self.not_required()).filter(|(_, it)| !it.is_absent());
        let value: &dyn Encode = match (constant, self.rest.retained(property)) {
            (Some((_, value)), _) => *value,
            (None, Some(kept)) => kept,
            (None, None) => fields.find(|(name, _)| *name == property)?.1,
        };
        let mut text = Writer::new();
        value.encode(&mut text);
        Some(text.into_bytes())
    }

    fn not_required(&self) -> impl Iterator<Item = (&'static str, &dyn Encode)> {
        list(self.table.optional, self.optional).chain(list(self.table.nullable, self.nullable))
    }

    fn declares(&self, name: &str) -> bool {
        let Table { required, optional, nullable, constants, tags, .. } = self.table;
        [required, optional, nullable].iter().any(|names| names.contains(&name))
            || constants.iter().any(|(known, _)| *known == name)
            || tags.iter().any(|(known, _)| *known == name)
    }
}

fn list<'a>(
    names: &'static [&'static str],
    values: &'a dyn MemberGroups,
) -> impl Iterator<Item = (&'static str, &'a dyn Encode)> {
    let names = names.iter().enumerate();
    names.filter_map(|(index, name)| Some((*name, values.member(index)?)))
}

/// `Debug` of a struct: the wire names and values of its properties.
pub(crate) fn debug(object: &dyn Encode, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut result = Ok(());
    object.properties(&mut |properties| {
        let Table { type_name, secret, .. } = properties.table;
        let mut printed = f.debug_struct(type_name);
        let required = list(properties.table.required, properties.required);
        for (name, value) in required.chain(properties.not_required()) {
            match secret.contains(&name) {
                true => printed.field(name, &format_args!("[redacted]")),
                false => printed.field(name, &value),
            };
        }
        match secret.contains(&"*") {
            true => _ = printed.field("additional", &format_args!("[redacted]")),
            false => properties.rest.debug(&mut printed),
        }
        result = printed.finish();
    });
    result
}

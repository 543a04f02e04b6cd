//! [`Properties`]: what a struct writes.

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

/// The field that takes what a table does not know, in a tuple, which is empty if there is none.
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
        writer.begin_object();
        for (name, value) in self.table.constants {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in list(self.table.required, self.required) {
            writer.name(name);
            value.encode(writer);
        }
        for (name, value) in self.not_required() {
            if value.is_absent() {
                self.rest.write_kept(name, writer);
            } else {
                writer.name(name);
                value.encode(writer);
            }
        }
        self.rest.write(&|name| self.knows(name), writer);
        writer.end_object();
    }

    fn not_required(&self) -> impl Iterator<Item = (&'static str, &dyn Encode)> {
        list(self.table.optional, self.optional).chain(list(self.table.nullable, self.nullable))
    }

    fn knows(&self, name: &str) -> bool {
        let Table { required, optional, nullable, constants, .. } = self.table;
        [required, optional, nullable].iter().any(|names| names.contains(&name))
            || constants.iter().any(|(known, _)| *known == name)
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

//! The files of `codec`: tables of wire names, with which each type is encoded and decoded.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::nested::Nested;
use super::type_ref::{Imports, Scope, argument_word, type_text, type_tokens, use_list};
use super::{gate, runtime, rust, selection, table, text};
use crate::document::text::{Json, Scalar, Text};
use crate::output::source::{Item, Rows, SourceFile, Table, Tokens};
use crate::rust::items::{
    Accessor, CodecModule, Constant, Crate, Debug, Field, Guard, Presence, Selection, Struct, Type,
    TypeKind, TypeRef, Union, Unlisted, Value,
};
use crate::rust::names::TypeName;

/// Returns `codec/mod.rs`.
pub(super) fn index(krate: &Crate) -> SourceFile {
    let modules = &krate.codecs;
    let mods = modules.iter().map(|module| {
        let name = &module.name;
        quote!(mod #name;)
    });
    let unused = gate::unused_imports(krate);
    SourceFile {
        path: "src/codec/mod.rs".to_owned(),
        docs: text(
            "How the types are made, read from JSON and written as JSON: a table for each, of \
               field, wire name\nand type. A module holds the types whose names begin with the \
               same word.",
        ),
        attributes: [quote! {
            #![allow(
                clippy::disallowed_names,
                clippy::should_implement_trait,
                clippy::too_many_arguments,
                clippy::wrong_self_convention,
                reason = "names and arguments are those of the API"
            )]
        }]
        .into_iter()
        .chain(unused)
        .map(Tokens::from)
        .collect(),
        items: if modules.is_empty() { Vec::new() } else { vec![rust(mods.collect())] },
    }
}

/// Returns a file of `codec`.
pub(super) fn file(module: &CodecModule, krate: &Crate) -> SourceFile {
    let types = &krate.types;
    let (mut tables, mut aliases) = (Vec::new(), Vec::new());
    let mut imports = Imports::default();
    // All types are in scope, and an alias would shadow one with its name.
    let known = types.iter().flat_map(|module| &module.items).map(|item| item.name.as_str());
    let mut nested = Nested::next_to(known);
    for position in &module.types {
        let gate = krate.type_gate(*position);
        for item in types.get(*position).into_iter().flat_map(|module| &module.items) {
            let own = item_tables(item, &mut imports, &mut nested);
            tables.extend(own.into_iter().map(|table| (gate.clone(), table)));
        }
        aliases.extend(nested.take().map(|item| gate::gated(&gate, item)));
    }
    let macros: BTreeSet<&str> = tables.iter().map(|(_, table)| table.name).collect();
    let names = macros.into_iter().chain(imports.runtime.iter().map(|it| it.name()));
    let runtime = use_list(&quote!(crate::runtime::json), names);
    let mut items = Vec::new();
    if imports.map {
        items.push(rust(quote!(
            use std::collections::BTreeMap;
        )));
    }
    items.push(rust(quote!(
        #runtime
        use crate::types::*;
    )));
    items.extend(aliases);
    items.extend(tables.into_iter().map(|(gate, it)| gate::gated(&gate, Item::Table(it))));
    SourceFile {
        path: format!("src/codec/{}.rs", module.name),
        docs: Vec::new(),
        attributes: Vec::new(),
        items,
    }
}

fn item_tables(item: &Type, imports: &mut Imports, nested: &mut Nested) -> Vec<Table> {
    let name = &item.name;
    match &item.kind {
        TypeKind::Struct(structure) => vec![object(name, structure, imports, nested)],
        TypeKind::StringEnum(values) => {
            vec![open_enum("string_enum", name, values, Text::literal)]
        }
        TypeKind::IntegerEnum(values) => {
            vec![open_enum("integer_enum", name, values, |wire| Literal::i64_unsuffixed(*wire))]
        }
        TypeKind::MixedEnum(values) => {
            let rows = values.iter().map(|value| {
                let (variant, wire) = (&value.name, constant_tokens(&value.wire));
                quote!(#variant = #wire,)
            });
            vec![table("mixed_enum", quote!(#name), rows)]
        }
        TypeKind::Union(union) => {
            let mut tables = vec![match &union.selection {
                Selection::Tag(property) => tagged(name, property, union),
                Selection::Places(places) => selection::union(name, places, union),
            }];
            tables.extend(conversions(name, union, imports));
            tables.extend(accessors(name, union, imports, nested));
            tables
        }
        TypeKind::Alias(_) => Vec::new(),
        TypeKind::Newtype(_) => {
            vec![table("transparent", quote!(#name), [])]
        }
    }
}

/// Returns `object!(Address, extra, []; required { line1("line1", into): String, });`.
fn object(
    name: &TypeName,
    structure: &Struct,
    imports: &mut Imports,
    nested: &mut Nested,
) -> Table {
    let row = |constant: &Constant| {
        let wire = constant.wire.literal();
        let value = constant_tokens(&constant.value);
        quote!(#wire = #value)
    };
    let constants = structure.constants.iter().filter(|it| !it.is_tag).map(row);
    let tags: Vec<_> = structure.constants.iter().filter(|it| it.is_tag).map(row).collect();
    let tags = (!tags.is_empty()).then(|| (quote!(tags [#(#tags),*]).into(), None));
    let rest = match structure.unlisted {
        Unlisted::Kept => quote!(extra),
        Unlisted::Typed(_) => quote!(additional),
        Unlisted::Nulls => quote!(nulls),
        Unlisted::Dropped => quote!(dropped),
    };
    structure.fields.iter().for_each(|field| imports.add(&field.value));
    let groups: Vec<_> = structure
        .tuples
        .iter()
        .map(|tuple| {
            let fields = tuple.fields.iter().filter_map(|position| structure.fields.get(*position));
            let rows = fields.map(|field| object_row(field, nested).into()).collect();
            (runtime::field_group(tuple.group).into(), Some(rows))
        })
        .collect();
    Table {
        name: "object",
        head: quote!(#name, #rest, [#(#constants),*];).into(),
        rows: Rows::Groups(tags.into_iter().chain(secret(structure)).chain(groups).collect()),
    }
}

/// Returns the line with the properties that `Debug` doesn't print.
fn secret(structure: &Struct) -> Option<(Tokens, Option<Vec<Tokens>>)> {
    let is_secret = |field: &&Field| field.debug == Debug::Redacted;
    let secret = structure.fields.iter().filter(is_secret);
    let rest = (structure.unlisted_debug == Debug::Redacted).then_some("*");
    let names = secret.map(|field| field.wire.literal());
    let secret: Vec<_> = names.chain(rest.map(Literal::string)).collect();
    (!secret.is_empty()).then(|| (quote!(secret [#(#secret),*]).into(), None))
}

/// Returns `line1("line1", into): String,`.
fn object_row(field: &Field, nested: &mut Nested) -> TokenStream {
    let name = &field.name;
    let wire = field.wire.literal();
    let around = usize::from(field.presence == Presence::RequiredNullable);
    let value = nested.tokens(&field.value, around, Scope::Types);
    let null = (field.presence == Presence::OptionalNullable).then_some(&field.null_setter);
    let null = null.map(|it| quote!(, #it));
    if field.presence == Presence::RequiredNullable {
        return quote!(#name(#wire): Option<#value>,);
    }
    let word = argument_word(field.value.accepted(field.presence != Presence::Required));
    let word = word.map(|it| quote!(, #it));
    quote!(#name(#wire #null #word): #value,)
}

fn constant_tokens(value: &Json) -> TokenStream {
    match value.scalar_literal() {
        Scalar::Bool(value) => quote!(#value),
        Scalar::Literal(literal) => quote!(#literal),
    }
}

/// Returns `string_enum!(CountryAlpha2 { Ad = "AD", });`, sorted by wire value.
fn open_enum<T: Ord>(
    macro_name: &'static str,
    name: &TypeName,
    values: &[Value<T>],
    literal: impl Fn(&T) -> Literal,
) -> Table {
    let mut sorted: Vec<&Value<T>> = values.iter().collect();
    sorted.sort_by(|one, other| one.wire.cmp(&other.wire));
    let rows = sorted.into_iter().map(|value| {
        let (variant, wire) = (&value.name, literal(&value.wire));
        quote!(#variant = #wire,)
    });
    table(macro_name, quote!(#name), rows)
}

/// Returns `tagged_union!(Customer "type" { Individual = "individual", });`.
fn tagged(name: &TypeName, property: &Text, union: &Union) -> Table {
    let property = property.literal();
    let rows = union.variants.iter().map(|variant| {
        let name = &variant.name;
        let tags: &[Text] = match &variant.guard {
            Guard::Tags(tags) => tags,
            Guard::Tests(_) => &[],
        };
        let tags = strings(tags);
        match variant.written {
            Some(_) => quote!(#name => #(#tags)|*,),
            None => quote!(#name = #(#tags)|*,),
        }
    });
    let default = union.default.iter().map(|variant| quote!(else #variant));
    table("tagged_union", quote!(#name #property #(#default)*), rows)
}

fn strings(values: &[Text]) -> Vec<Literal> {
    values.iter().map(Text::literal).collect()
}

/// Returns `conversions!(Customer { Individual: CustomerIndividual, });`.
fn conversions(name: &TypeName, union: &Union, imports: &mut Imports) -> Option<Table> {
    let convertible = union.variants.iter().filter(|variant| variant.from_payload);
    let rows: Vec<TokenStream> = convertible
        .flat_map(|variant| {
            imports.add(&variant.payload);
            let payload = type_tokens(&variant.payload, Scope::Types);
            let name = &variant.name;
            // Literals convert too.
            let text = variant.payload.without_aliases() == TypeRef::String;
            let text = text.then(|| quote!(#name: &str,));
            std::iter::once(quote!(#name: #payload,)).chain(text)
        })
        .collect();
    (!rows.is_empty()).then(|| table("conversions", quote!(#name), rows))
}

/// Returns `accessors!(Customer [Individual, Team]; required { id: String });`.
fn accessors(
    name: &TypeName,
    union: &Union,
    imports: &mut Imports,
    nested: &mut Nested,
) -> Option<Table> {
    let mut groups = [("required", Vec::new()), ("optional", Vec::new()), ("boxed", Vec::new())];
    for accessor in &union.accessors {
        let (group, value) = grouped(accessor);
        imports.add(value);
        let (name, value) = (&accessor.name, nested.tokens(value, 2, Scope::Types));
        groups[group].1.push(Tokens::from(quote!(#name: #value,)));
    }
    let variants = union.variants.iter().map(|variant| &variant.name);
    let groups = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    let groups: Vec<_> = groups
        .map(|(group, rows)| {
            let group = format_ident!("{group}");
            (quote!(#group).into(), Some(rows))
        })
        .collect();
    (!groups.is_empty()).then(|| Table {
        name: "accessors",
        head: quote!(#name [#(#variants),*];).into(),
        rows: Rows::Groups(groups),
    })
}

/// Returns the return type of an accessor, such as `Option<&String>` for text.
pub(crate) fn accessor_text(accessor: &Accessor) -> String {
    format!("Option<&{}>", type_text(grouped(accessor).1))
}

/// Returns the group of an accessor, and the type to which it returns a reference.
fn grouped(accessor: &Accessor) -> (usize, &TypeRef) {
    let is_option = matches!(accessor.presence, Presence::RequiredNullable | Presence::Optional);
    match (&accessor.value, is_option) {
        (TypeRef::Boxed(value), true) => (2, value),
        (value, true) => (1, value),
        (TypeRef::Boxed(value), false) => (0, value),
        (value, false) => (0, value),
    }
}

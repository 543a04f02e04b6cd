//! The files of `codec`: how each type is read and written, as tables of wire names.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::type_ref::{Imports, Scope, type_tokens, use_list};
use super::{Item, SourceFile, Table};
use crate::names::TypeName;
use crate::rust::{
    Guard, Presence, Selection, Struct, Type, TypeKind, TypeModule, Union, Unlisted, Value, Variant,
};

/// `codec/mod.rs`.
pub(super) fn index(modules: &[TypeModule]) -> SourceFile {
    let mut sorted: Vec<&TypeModule> = modules.iter().filter(|it| has_codec(it)).collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let mods = sorted.iter().map(|module| {
        let name = &module.name;
        quote!(mod #name;)
    });
    SourceFile {
        path: "src/codec/mod.rs".to_owned(),
        docs: "How the types are read from JSON and written as JSON: a table for each, of field \
               and wire name."
            .to_owned(),
        attributes: Vec::new(),
        items: if sorted.is_empty() { Vec::new() } else { vec![Item::Rust(mods.collect())] },
    }
}

/// Whether the module has something to read or write.
pub(super) fn has_codec(module: &TypeModule) -> bool {
    module.items.iter().any(|item| !matches!(item.kind, TypeKind::Alias(_)))
}

/// A file of `codec`.
pub(super) fn file(module: &TypeModule) -> SourceFile {
    let mut tables = Vec::new();
    let mut imports = Imports::default();
    for item in &module.items {
        if !matches!(item.kind, TypeKind::Alias(_)) {
            imports.types.insert(item.name.clone());
        }
        tables.extend(item_tables(item, &mut imports));
    }
    let macros: BTreeSet<&str> = tables.iter().map(|table| table.name).collect();
    let names = macros.into_iter().chain(imports.runtime.iter().copied());
    let runtime = use_list(&quote!(crate::runtime::json), names);
    let types = use_list(&quote!(crate::types), imports.types.iter().map(TypeName::as_str));
    let mut items = Vec::new();
    if imports.map {
        items.push(Item::Rust(quote!(
            use std::collections::BTreeMap;
        )));
    }
    items.push(Item::Rust(quote!(#runtime #types)));
    items.extend(tables.into_iter().map(Item::Table));
    SourceFile {
        path: format!("src/codec/{}.rs", module.name),
        docs: format!("How the types of `types::{}` are read and written.", module.name),
        attributes: Vec::new(),
        items,
    }
}

fn item_tables(item: &Type, imports: &mut Imports) -> Vec<Table> {
    let name = &item.name;
    match &item.kind {
        TypeKind::Struct(structure) => vec![object(name, structure)],
        TypeKind::StringEnum(values) => {
            vec![open_enum("string_enum", name, values, |wire| Literal::string(wire))]
        }
        TypeKind::IntegerEnum(values) => {
            vec![open_enum("integer_enum", name, values, |wire| Literal::i64_unsuffixed(*wire))]
        }
        TypeKind::Union(union) => {
            let mut tables = vec![match &union.selection {
                Selection::Tag(property) => tagged(name, property, union),
                Selection::Guards => guarded(name, union),
            }];
            tables.extend(conversions(name, union, imports));
            tables
        }
        TypeKind::Alias(_) => Vec::new(),
        TypeKind::Newtype(_) => {
            let empty = TokenStream::new();
            vec![Table { name: "transparent", head: quote!(#name), rows: Vec::new(), tail: empty }]
        }
    }
}

/// `object!(Address [] { line1: maybe "line1", } extra);`
fn object(name: &TypeName, structure: &Struct) -> Table {
    let constants = structure.constants.iter().map(|constant| {
        let wire = Literal::string(&constant.wire);
        let value = constant_tokens(&constant.value);
        quote!(#wire = #value)
    });
    let rows = structure.fields.iter().map(|field| {
        let name = &field.name;
        let wire = Literal::string(&field.wire);
        let presence = match field.presence {
            Presence::Required | Presence::RequiredNullable => quote!(required),
            Presence::Optional => quote!(optional),
            Presence::OptionalNullable => quote!(maybe),
        };
        quote!(#name: #presence #wire,)
    });
    let tail = match structure.unlisted {
        Unlisted::Kept => quote!(extra),
        Unlisted::Typed(_) => quote!(additional),
        Unlisted::Dropped => quote!(dropped),
    };
    Table { name: "object", head: quote!(#name [#(#constants),*]), rows: rows.collect(), tail }
}

fn constant_tokens(value: &serde_json::Value) -> TokenStream {
    match value {
        serde_json::Value::Bool(value) => quote!(#value),
        serde_json::Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(integer), _) if i32::try_from(integer).is_ok() => {
                let integer = Literal::i64_unsuffixed(integer);
                quote!(#integer)
            }
            (Some(integer), _) => {
                let integer = Literal::i64_suffixed(integer);
                quote!(#integer)
            }
            (None, float) => {
                let float = Literal::f64_suffixed(float.unwrap_or(0.0));
                quote!(#float)
            }
        },
        other => {
            let text = other.as_str().map_or_else(|| other.to_string(), str::to_owned);
            let text = Literal::string(&text);
            quote!(#text)
        }
    }
}

/// `string_enum!(CountryAlpha2 { Ad = "AD", });`, sorted by wire value.
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
    let empty = TokenStream::new();
    Table { name: macro_name, head: quote!(#name), rows: rows.collect(), tail: empty }
}

/// `tagged_union!(Customer "type" { Individual = "individual", });`
fn tagged(name: &TypeName, property: &str, union: &Union) -> Table {
    let property = Literal::string(property);
    let rows = union.variants.iter().map(|variant| {
        let name = &variant.name;
        let tags: &[String] = match &variant.guard {
            Guard::Tags(tags) => tags,
            _ => &[],
        };
        let tags = tags.iter().map(|tag| Literal::string(tag));
        quote!(#name = #(#tags)|*,)
    });
    let empty = TokenStream::new();
    let rows = rows.collect();
    Table { name: "tagged_union", head: quote!(#name #property), rows, tail: empty }
}

/// `union!(Metadata { String: Kind::String, });`
fn guarded(name: &TypeName, union: &Union) -> Table {
    let rows = union.variants.iter().map(guarded_row).collect();
    Table { name: "union", head: quote!(#name), rows, tail: TokenStream::new() }
}

fn guarded_row(variant: &Variant) -> TokenStream {
    let name = &variant.name;
    let kind = |kind: &str| {
        let kind = Ident::new(kind, Span::call_site());
        quote!(Kind::#kind)
    };
    match &variant.guard {
        Guard::Kind(of) => {
            let guard = kind(of);
            quote!(#name: #guard,)
        }
        Guard::Has(property) => {
            let property = Literal::string(property);
            quote!(#name: Has(#property),)
        }
        Guard::Equals(property, value) => {
            let (property, value) = (Literal::string(property), Literal::string(value));
            quote!(#name: Equals(#property, #value),)
        }
        Guard::BestFit(Some(of)) => {
            let guard = kind(of);
            quote!(#name: #guard, fit,)
        }
        Guard::BestFit(None) | Guard::Tags(_) => quote!(#name: Any, fit,),
    }
}

/// `conversions!(Customer { Individual: CustomerIndividual, });`
fn conversions(name: &TypeName, union: &Union, imports: &mut Imports) -> Option<Table> {
    let convertible = union.variants.iter().filter(|variant| variant.from_payload);
    let rows: Vec<TokenStream> = convertible
        .map(|variant| {
            imports.add(&variant.payload);
            let payload = type_tokens(&variant.payload, Scope::Types);
            let name = &variant.name;
            quote!(#name: #payload,)
        })
        .collect();
    let empty = TokenStream::new();
    (!rows.is_empty()).then(|| Table {
        name: "conversions",
        head: quote!(#name),
        rows,
        tail: empty,
    })
}

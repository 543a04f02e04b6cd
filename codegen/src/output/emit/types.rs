//! The files of `types`: structs, enums and aliases, and their documentation.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::construction::construction;
use super::nested::Nested;
use super::type_ref::{Imports, Scope, presented, type_tokens, use_list};
use super::{deprecated, docs, gate, paragraphs, runtime, rust, text};
use crate::document::text::{Json, Text};
use crate::output::guards::Style;
use crate::output::source::{Item, SourceFile, Tokens};
use crate::rust::items::{
    Crate, Docs, Presence, Struct, Type, TypeKind, TypeModule, Union, Unlisted, Value,
};
use crate::rust::names::{JsonImport, TypeName};

/// Returns `types/mod.rs`.
pub(super) fn index(krate: &Crate) -> SourceFile {
    let modules = krate.types.iter().enumerate();
    let mut sorted: Vec<(&TypeModule, TokenStream)> =
        modules.map(|(at, module)| (module, gate::attribute(&krate.type_gate(at)))).collect();
    sorted.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    let mods = sorted.iter().map(|(module, gate)| {
        let name = &module.name;
        quote!(#gate mod #name;)
    });
    let uses = sorted.iter().map(|(module, gate)| {
        let name = &module.name;
        let mut items: Vec<_> = module.items.iter().map(|item| &item.name).collect();
        items.sort();
        match &items[..] {
            [only] => quote!(#gate pub use #name::#only;),
            items => quote!(#gate pub use #name::{#(#items),*};),
        }
    });
    SourceFile {
        path: "src/types/mod.rs".to_owned(),
        docs: text(
            "The API's types.\n\nData of a newer version of the API is kept, and written back unchanged: \
               new properties in `extra()`,\nnew values of an enum and new members of a union as \
               `Unknown`.",
        ),
        attributes: vec![Tokens::from(quote! {
            #![allow(
                clippy::enum_variant_names,
                clippy::large_enum_variant,
                clippy::module_inception,
                reason = "names and sizes are those of the API"
            )]
        })],
        items: vec![rust(mods.collect()), rust(uses.collect())],
    }
}

/// Returns a file of `types`. Its module is private, and each item documents itself; those that are
/// `sent` also document their construction.
pub(super) fn file(module: &TypeModule, sent: &BTreeSet<TypeName>) -> SourceFile {
    let imports = imported(module);
    let own = module.items.iter().map(|item| item.name.as_str());
    let mut nested = Nested::next_to(own.chain(imports.types.iter().map(TypeName::as_str)));
    let types: Vec<Item> =
        module.items.iter().flat_map(|item| self::items(item, sent, &mut nested)).collect();
    let items = use_lines(&imports).into_iter().chain(nested.items()).chain(types).collect();
    SourceFile {
        path: format!("src/types/{}.rs", module.name),
        docs: Vec::new(),
        attributes: Vec::new(),
        items,
    }
}

/// Returns the imports of a module: the names in its fields and payloads.
fn imported(module: &TypeModule) -> Imports {
    let mut imports = Imports::default();
    for item in &module.items {
        match &item.kind {
            TypeKind::Struct(structure) => add_struct(structure, &mut imports),
            TypeKind::Union(union) => {
                union.variants.iter().for_each(|variant| imports.add(&variant.payload));
                imports.runtime.insert(JsonImport::RawJson);
            }
            TypeKind::Alias(value) | TypeKind::Newtype(value) => imports.add(value),
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => {}
        }
    }
    for item in &module.items {
        imports.types.remove(&item.name);
    }
    imports
}

/// Returns the `use` lines of a module.
fn use_lines(imports: &Imports) -> Vec<Item> {
    let mut items = Vec::new();
    if imports.map {
        items.push(rust(quote!(
            use std::collections::BTreeMap;
        )));
    }
    let mut uses =
        use_list(&quote!(crate::runtime::json), imports.runtime.iter().map(|it| it.name()));
    let types = imports.types.iter().map(TypeName::as_str);
    uses.extend(use_list(&quote!(crate::types), types));
    if !uses.is_empty() {
        items.push(rust(uses));
    }
    items
}

fn add_struct(structure: &Struct, imports: &mut Imports) {
    for field in &structure.fields {
        imports.add(&field.value);
        if field.presence == Presence::OptionalNullable {
            imports.runtime.insert(JsonImport::Maybe);
        }
    }
    match &structure.unlisted {
        Unlisted::Kept => {
            imports.runtime.insert(JsonImport::Extra);
        }
        Unlisted::Typed(value) => {
            imports.runtime.insert(JsonImport::Additional);
            imports.add(value);
        }
        Unlisted::Nulls => {
            imports.runtime.insert(JsonImport::Nulls);
        }
        Unlisted::Dropped => {}
    }
}

/// Returns the items of a type.
pub(super) fn items(item: &Type, sent: &BTreeSet<TypeName>, nested: &mut Nested) -> Vec<Item> {
    let name = &item.name;
    let about = docs(&item.docs);
    let deprecated = deprecated(item.deprecated);
    let derives = runtime::derives(item.derives);
    match &item.kind {
        TypeKind::Struct(structure) => {
            let making = if sent.contains(name) { construction(structure) } else { String::new() };
            let constants = constants(structure);
            let about = docs(&paragraphs(&[&item.docs, &constants, &making]));
            vec![struct_item(item, structure, &about, nested)]
        }
        TypeKind::StringEnum(values) => {
            vec![open_enum(item, &variants(values), &quote!(Unknown(String)))]
        }
        TypeKind::IntegerEnum(values) => {
            vec![open_enum(item, &variants(values), &quote!(Unknown(i64)))]
        }
        TypeKind::MixedEnum(values) => {
            vec![open_enum(item, &variants(values), &quote!(Unknown(serde_json::Value)))]
        }
        TypeKind::Union(union) => vec![union_item(item, union, nested)],
        TypeKind::Alias(value) => {
            let value = type_tokens(value, Scope::Types);
            vec![rust(quote! { #about #deprecated pub type #name = #value; })]
        }
        TypeKind::Newtype(value) => {
            let value = nested.tokens(value, 0, Scope::Types);
            vec![rust(quote! {
                #about #deprecated
                #derives
                pub struct #name(pub #value);
            })]
        }
    }
}

fn variants<T>(values: &[Value<T>]) -> TokenStream {
    let variants = values.iter().map(|value| {
        let about = docs(&value.docs);
        let name = &value.name;
        quote!(#about #name,)
    });
    variants.collect()
}

fn open_enum(item: &Type, variants: &TokenStream, unknown: &TokenStream) -> Item {
    let name = &item.name;
    let about = docs(&item.docs);
    let deprecated = deprecated(item.deprecated);
    let derives = runtime::derives(item.derives);
    rust(quote! {
        #about #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #variants
            /// A value that this version of the crate does not know.
            #unknown,
        }
    })
}

/// Returns the sentence about the properties that have a fixed value, and therefore no field; empty
/// if there are none.
fn constants(structure: &Struct) -> String {
    let constants = structure.constants.iter();
    let constants: Vec<String> =
        constants.map(|it| format!("{} is {}", it.wire.code(), it.value.code())).collect();
    match &constants[..] {
        [] => String::new(),
        [only] => format!("Constant property: {only}."),
        several => format!("Constant properties: {}.", several.join(", ")),
    }
}

fn union_item(item: &Type, union: &Union, nested: &mut Nested) -> Item {
    let name = &item.name;
    let about = docs(&paragraphs(&[&item.docs, &STYLE.sentence(&union.selection)]));
    let deprecated = deprecated(item.deprecated);
    let derives = runtime::derives(item.derives);
    let variants = union.variants.iter().map(|variant| {
        let about = docs(&variant.docs);
        let name = &variant.name;
        let payload = nested.tokens(&variant.payload, 0, Scope::Types);
        quote!(#about #name(#payload),)
    });
    rust(quote! {
        #about #deprecated
        #derives
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know, unchanged.
            Unknown(RawJson),
        }
    })
}

fn struct_item(item: &Type, structure: &Struct, about: &TokenStream, nested: &mut Nested) -> Item {
    let name = &item.name;
    let deprecated_type = deprecated(item.deprecated);
    let fields = structure.fields.iter().map(|field| {
        let about = docs(&field_docs(&field.docs));
        let deprecated = deprecated(field.deprecated);
        let name = &field.name;
        let around = usize::from(field.presence != Presence::Required);
        let value = presented(field.presence, &nested.tokens(&field.value, around, Scope::Types));
        quote!(#about #deprecated pub #name: #value,)
    });
    let fields: TokenStream = fields.collect();
    let unlisted = match &structure.unlisted {
        Unlisted::Kept => quote!(pub(crate) extra: Extra,),
        Unlisted::Typed(value) => {
            let value = nested.tokens(value, 1, Scope::Types);
            quote! {
                /// The other properties.
                pub additional: Additional<#value>,
            }
        }
        Unlisted::Nulls => quote!(pub(crate) nulls: Nulls,),
        Unlisted::Dropped => TokenStream::new(),
    };
    let derives = runtime::derives(item.derives);
    rust(quote! {
        #about #deprecated_type
        #derives
        #[non_exhaustive]
        pub struct #name {
            #fields
            #unlisted
        }
    })
}

const STYLE: Style =
    Style { name: Text::code, first_item: "`[0]`", value: Json::code, or: " or ", and: " and " };

/// Joins the documentation of a field into one string.
pub(super) fn field_docs(docs: &Docs) -> String {
    let constraints: Vec<String> =
        docs.constraints.iter().map(|line| format!("- {line}")).collect();
    let examples = match &docs.examples[..] {
        [] => String::new(),
        [only] => format!("Example: {only}"),
        several => format!("Examples: {}", several.join(", ")),
    };
    paragraphs(&[&docs.description, &constraints.join("\n"), &examples])
}

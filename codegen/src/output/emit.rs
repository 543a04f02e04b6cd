//! Takes the crate and gives its Rust sources as tokens, item by item. No decisions are made here.

mod answers;
mod bodies;
mod client;
mod codec;
mod examples;
mod expression;
mod headers;
mod library;
mod listing;
mod operations;
mod pagination;
mod parameters;
mod representations;
mod selection;
mod servers;
mod table;
mod type_ref;
mod types;
mod webhooks;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub use expression::{example_call, example_failure, example_function_call, example_value};
pub use listing::{Line, Listing};
pub use table::{Rows, Table};
pub use type_ref::{Scope, field_type_text, type_path, type_text};

use crate::rust::items::{
    ClientItems, CodecModule, Crate, OperationModule, Type, TypeModule, Webhooks,
};

/// A Rust source file, not yet laid out.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path in the crate, with `/`.
    pub path: String,
    /// What it is about: its `//!` lines.
    pub docs: String,
    /// Its inner attributes.
    pub attributes: Vec<TokenStream>,
    /// Its items, between which a blank line is left.
    pub items: Vec<Item>,
}

/// An item, or several that belong together.
#[derive(Clone, Debug)]
pub enum Item {
    /// Ordinary Rust.
    Rust(TokenStream),
    /// A macro call with one row a line.
    Table(Table),
    /// A macro call with one row a line, and documentation above rows.
    Listing(Listing),
}

/// A file to be emitted. Tokens can't leave their thread, so that each file is emitted where it is
/// laid out.
#[derive(Clone, Copy, Debug)]
pub enum Unit<'a> {
    /// `lib.rs`
    Library(&'a Crate),
    /// `client.rs`
    Client(&'a ClientItems),
    /// `types/mod.rs`
    Types(&'a [TypeModule]),
    /// A file of `types`.
    Type(&'a TypeModule),
    /// `codec/mod.rs`
    Codecs(&'a [CodecModule]),
    /// A file of `codec`.
    Codec(&'a CodecModule, &'a [TypeModule]),
    /// `headers.rs`
    Headers(&'a Crate),
    /// `examples.rs`
    Examples(&'a Crate),
    /// `operations/mod.rs`
    Operations(&'a [OperationModule]),
    /// A file of `operations`.
    Resource(&'a OperationModule),
    /// `webhooks.rs`
    Webhooks(&'a Webhooks),
}

/// Every Rust source of the crate but the runtime, which is copied as it is.
pub fn units(krate: &Crate) -> Vec<Unit<'_>> {
    let mut units = vec![
        Unit::Library(krate),
        Unit::Client(&krate.client),
        Unit::Types(&krate.types),
        Unit::Codecs(&krate.codecs),
        Unit::Operations(&krate.operations),
    ];
    if !krate.headers.is_empty() {
        units.push(Unit::Headers(krate));
    }
    if examples::are_there(krate) {
        units.push(Unit::Examples(krate));
    }
    units.extend(krate.types.iter().map(Unit::Type));
    units.extend(krate.codecs.iter().map(|module| Unit::Codec(module, &krate.types)));
    units.extend(krate.operations.iter().map(Unit::Resource));
    units.extend(krate.webhooks.as_ref().map(Unit::Webhooks));
    units
}

/// Emits one file.
pub fn emit(unit: Unit<'_>) -> SourceFile {
    match unit {
        Unit::Library(krate) => library::library(krate),
        Unit::Client(client) => client::client(client),
        Unit::Types(modules) => types::index(modules),
        Unit::Type(module) => types::file(module),
        Unit::Codecs(modules) => codec::index(modules),
        Unit::Codec(module, types) => codec::file(module, types),
        Unit::Headers(krate) => headers::file(krate),
        Unit::Examples(krate) => examples::file(krate),
        Unit::Operations(modules) => operations::index(modules),
        Unit::Resource(module) => operations::file(module),
        Unit::Webhooks(module) => webhooks::file(module),
    }
}

/// Emits one type as it stands in its file, without what that imports.
pub fn emit_type(item: &Type) -> SourceFile {
    types::alone(item)
}

/// A documentation text as attributes, one for each line.
fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        let line = Literal::string(&line);
        quote!(#[doc = #line])
    });
    lines.collect()
}

/// `#[deprecated]`, where it applies.
fn deprecated(is_deprecated: bool) -> TokenStream {
    if is_deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// Paragraphs of documentation, without the empty ones.
fn paragraphs(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    parts.join("\n\n")
}

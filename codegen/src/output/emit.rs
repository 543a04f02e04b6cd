//! The `emit` stage: converts the crate to source files: tokens, item by item. It makes no
//! decisions.

mod bodies;
mod client;
mod codec;
mod construction;
mod examples;
mod exports;
mod expression;
mod gate;
mod grants;
mod headers;
mod library;
mod nested;
mod operations;
mod pagination;
mod polling;
mod representations;
mod response_readers;
mod runtime;
mod sample;
mod selection;
mod servers;
mod type_link;
mod type_ref;
mod types;
mod webhooks;

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

pub(crate) use codec::accessor_text;
pub(crate) use sample::{
    blocking, call, client_parameters, failure, function_call, mocked, represented, value,
};
pub(crate) use type_link::{linked_type, names_a_type};
pub(crate) use type_ref::{field_type_text, representation_text, type_path, type_text};

use self::nested::Nested;
use crate::document::text::Text;
use crate::output::source::{Block, Item, Line, Rows, SourceFile, Table, Tokens};
use crate::parallel;
use crate::rust::items::{
    ClientItems, CodecModule, Crate, OperationModule, Type, TypeModule, Webhooks,
};
use crate::rust::names::TypeName;

/// A file to be emitted.
#[derive(Clone, Copy, Debug)]
enum Unit<'a> {
    /// `lib.rs`.
    Library(&'a Crate),
    /// `client.rs`.
    Client(&'a ClientItems),
    /// `types/mod.rs`.
    Types(&'a Crate),
    /// A file of `types`.
    Type(&'a TypeModule, &'a BTreeSet<TypeName>),
    /// `codec/mod.rs`.
    Codecs(&'a Crate),
    /// A file of `codec`.
    Codec(&'a CodecModule, &'a Crate),
    /// `headers.rs`.
    Headers(&'a Crate),
    /// `examples.rs`.
    Examples(&'a Crate),
    /// `operations/mod.rs`.
    Operations(&'a Crate),
    /// A file of `operations`.
    Resource(&'a OperationModule, &'a ClientItems),
    /// `webhooks.rs`.
    Webhooks(&'a Webhooks),
}

/// Returns every Rust source file of the crate except the runtime, which is copied unchanged. Files
/// are emitted in parallel.
pub(crate) fn emit(krate: &Crate) -> Vec<SourceFile> {
    let sent = krate.sent_types();
    parallel::map(&units(krate, &sent), |unit| unit.emit())
}

/// Returns the items of each type, as in its file.
pub(crate) fn types(types: &[&Type]) -> Vec<Vec<Item>> {
    parallel::map(types, |item| types::items(item, &BTreeSet::new(), &mut Nested::written_out()))
}

fn units<'a>(krate: &'a Crate, sent: &'a BTreeSet<TypeName>) -> Vec<Unit<'a>> {
    let mut units = vec![
        Unit::Library(krate),
        Unit::Client(&krate.client),
        Unit::Types(krate),
        Unit::Codecs(krate),
        Unit::Operations(krate),
    ];
    if !krate.headers.is_empty() {
        units.push(Unit::Headers(krate));
    }
    if !krate.examples.is_empty() {
        units.push(Unit::Examples(krate));
    }
    units.extend(krate.types.iter().map(|module| Unit::Type(module, sent)));
    units.extend(krate.codecs.iter().map(|module| Unit::Codec(module, krate)));
    units.extend(krate.operations.iter().map(|module| Unit::Resource(module, &krate.client)));
    units.extend(krate.webhooks.as_ref().map(Unit::Webhooks));
    units
}

impl Unit<'_> {
    fn emit(self) -> SourceFile {
        match self {
            Self::Library(krate) => library::file(krate),
            Self::Client(client) => client::file(client),
            Self::Types(krate) => types::index(krate),
            Self::Type(module, sent) => types::file(module, sent),
            Self::Codecs(krate) => codec::index(krate),
            Self::Codec(module, krate) => codec::file(module, krate),
            Self::Headers(krate) => headers::file(krate),
            Self::Examples(krate) => examples::file(krate),
            Self::Operations(krate) => operations::index(krate),
            Self::Resource(module, client) => operations::file(module, client),
            Self::Webhooks(module) => webhooks::file(module),
        }
    }
}

/// Returns documentation of one block.
fn text(text: impl Into<String>) -> Vec<Block> {
    vec![Block::Text(text.into())]
}

/// Returns the alternatives of security schemes, each as a list of names.
fn alternatives(of: &[Vec<Text>]) -> impl Iterator<Item = TokenStream> {
    of.iter().map(|alternative| {
        let names = alternative.iter().map(Text::literal);
        quote!([#(#names),*])
    })
}

fn rust(tokens: TokenStream) -> Item {
    Item::Rust(tokens.into())
}

fn row(tokens: TokenStream) -> Line {
    Line::Row(tokens.into())
}

fn group(head: TokenStream, lines: Vec<Line>) -> Line {
    Line::Group(head.into(), lines)
}

fn table(
    name: &'static str,
    head: TokenStream,
    rows: impl IntoIterator<Item = TokenStream>,
) -> Table {
    let rows = rows.into_iter().map(Tokens::from).collect();
    Table { name, head: head.into(), rows: Rows::Plain(rows) }
}

/// Returns documentation as attributes, one per line.
fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        let line = if line.is_empty() { String::new() } else { format!(" {line}") };
        let line = Literal::string(&line);
        quote!(#[doc = #line])
    });
    lines.collect()
}

/// Returns `#[deprecated]` for a deprecated item.
fn deprecated(is_deprecated: bool) -> TokenStream {
    if is_deprecated { quote!(#[deprecated]) } else { TokenStream::new() }
}

/// Joins the paragraphs of documentation that aren't empty.
fn paragraphs(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    parts.join("\n\n")
}

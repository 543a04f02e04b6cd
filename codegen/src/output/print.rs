//! Takes tokens, item by item, and gives the files' text: a header, the documentation, and a blank
//! line between items. Files are laid out in parallel.

mod body;
mod layout;
mod line;
mod page;
mod statement;
#[cfg(test)]
mod tests;
mod token;

use std::fmt::Write as _;

use proc_macro2::TokenStream;

use self::token::Tokens;
use crate::output::Output;
use crate::output::emit::{self, Item, SourceFile, Unit};
use crate::parallel;
use crate::rust::items::Type;

/// What stands on top of every generated source file.
pub const HEADER: &str = "// @generated from the OpenAPI document; changes will be overwritten.\n";

/// Emits the files and lays them out.
pub fn print(units: &[Unit<'_>]) -> Output {
    let files = parallel::map(units, |unit| {
        let mut file = emit::emit(*unit);
        (std::mem::take(&mut file.path), text(file))
    });
    files.into_iter().collect()
}

/// Each type as it stands in its file, without header and imports.
pub fn types(types: &[&Type]) -> Vec<String> {
    parallel::map(types, |item| {
        let text = text(emit::emit_type(item));
        text.strip_prefix(HEADER).unwrap_or(&text).trim_start().to_owned()
    })
}

/// A statement of an example, as lines without indentation.
pub(crate) fn statement(tokens: TokenStream) -> String {
    let tokens = Tokens::new(tokens);
    if let Some(text) = statement::statement(&tokens) {
        return text;
    }
    let text = laid_out(&format!("fn example() {{ {} }}", tokens.source(0..tokens.len())));
    let body = text.lines().skip(1).filter(|line| *line != "}");
    let lines: Vec<&str> = body.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    lines.join("\n")
}

fn text(file: SourceFile) -> String {
    let mut text = String::from(HEADER);
    for line in file.docs.lines() {
        let _ = match line {
            "" => writeln!(text, "//!"),
            line => writeln!(text, "//! {line}"),
        };
    }
    for attribute in &file.attributes {
        text.push('\n');
        text.push_str(laid_out(&attribute.to_string()).trim_end());
        text.push('\n');
    }
    for item in file.items {
        text.push('\n');
        match item {
            Item::Rust(tokens) => text.push_str(&spaced(&layout::items(tokens, &laid_out))),
            Item::Table(table) => text.push_str(&table.to_source()),
            Item::Listing(listing) => text.push_str(&listing.to_source()),
        }
    }
    text
}

/// Source laid out by `prettyplease`.
fn laid_out(source: &str) -> String {
    match syn::parse_file(source) {
        Ok(file) => prettyplease::unparse(&file),
        // What we emit parses; a test over every fixture says so. The source helps to see why not.
        Err(error) => format!("compile_error!(\"{error}\");\n// {source}\n"),
    }
}

/// A blank line between the methods of an `impl`.
fn spaced(source: &str) -> String {
    let mut spaced = String::with_capacity(source.len());
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        spaced.push_str(line);
        spaced.push('\n');
        let closes = line == "    }" || (line.starts_with("    ") && line.ends_with(") {}"));
        let ends_method = closes && lines.peek().is_some_and(|next| *next != "}");
        let ends_constants = line.starts_with("    type ") || line.starts_with("    const ");
        let goes_on = lines.peek().is_some_and(|next| {
            let word = next.trim_start().split(' ').next();
            word == line.trim_start().split(' ').next() || next.starts_with("     ")
        });
        if ends_method || (ends_constants && !goes_on) {
            spaced.push('\n');
        }
    }
    spaced
}

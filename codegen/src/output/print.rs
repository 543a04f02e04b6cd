//! The `print` stage: formats source files as text: a header, the documentation, and a blank line
//! between items. Files are formatted in parallel.

mod body;
mod layout;
mod line;
mod listing;
mod page;
mod program;
mod statement;
mod table;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::output::Output;
use crate::output::source::{Block, Item, Program, SourceFile, Tokens};
use crate::parallel;

/// The first line of every generated source file.
pub(crate) const HEADER: &str =
    "// @generated from the OpenAPI document; changes will be overwritten.\n";

/// Formats the files.
pub(crate) fn print(files: Vec<SourceFile>) -> Output {
    let output = parallel::map(&files, |file| (file.path.clone(), text(file)));
    // They are as large as the crate.
    parallel::free(files);
    output.into_iter().collect()
}

/// Formats items that are shown outside of a file: one string per list.
pub(crate) fn items(lists: &[Vec<Item>]) -> Vec<String> {
    parallel::map(lists, |items| items.iter().map(item).collect::<Vec<_>>().join("\n"))
}

/// Returns the code of an example, which compiles when it is pasted into a program.
pub(crate) fn program(program: &Program) -> String {
    program::print(program)
}

fn text(file: &SourceFile) -> String {
    let mut text = String::from(HEADER);
    text.push_str(&docs("//!", &file.docs));
    for (at, attribute) in file.attributes.iter().enumerate() {
        if at == 0 {
            text.push('\n');
        }
        text.push_str(laid_out(&attribute.source(0..attribute.len())).trim_end());
        text.push('\n');
    }
    for item in &file.items {
        text.push('\n');
        text.push_str(&self::item(item));
    }
    text
}

/// Formats documentation as comments that begin with `mark`.
fn docs(mark: &str, blocks: &[Block]) -> String {
    let blocks: Vec<String> = blocks
        .iter()
        .map(|block| match block {
            Block::Text(text) => text.clone(),
            Block::Program(program) => program::in_docs(program),
        })
        .collect();
    let mut text = String::new();
    for line in blocks.join("\n\n").lines() {
        let _ = match line {
            "" => writeln!(text, "{mark}"),
            line => writeln!(text, "{mark} {line}"),
        };
    }
    text
}

fn item(item: &Item) -> String {
    match item {
        Item::Rust(tokens) => spaced(&layout::items(tokens, &laid_out)),
        Item::Documented(blocks, tokens) => {
            let documentation = docs("///", blocks);
            documentation + &laid_out(&tokens.source(0..tokens.len()))
        }
        Item::Table(table) => table::table(table),
        Item::Listing(listing) => listing::listing(listing),
        Item::Gated(attribute, inner) => format!("{attribute}\n{}", self::item(inner)),
    }
}

/// Formats source with `prettyplease`.
fn laid_out(source: &str) -> String {
    match syn::parse_file(source) {
        Ok(file) => prettyplease::unparse(&file),
        // Emitted code is valid, as a test over all fixtures checks. The source helps to find the
        // error.
        Err(error) => format!("compile_error!(\"{error}\");\n// {source}\n"),
    }
}

/// Formats a statement of an example, as lines without indentation.
fn statement(tokens: &Tokens) -> String {
    if let Some(text) = statement::statement(tokens) {
        return text;
    }
    let text = laid_out(&format!("fn example() {{ {} }}", tokens.source(0..tokens.len())));
    let body = text.lines().skip(1).filter(|line| *line != "}");
    let lines: Vec<&str> = body.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    lines.join("\n")
}

/// Adds a blank line between the methods of an `impl`.
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

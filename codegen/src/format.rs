//! Takes tokens, item by item, and gives the files' text: a header, the documentation, and a blank
//! line between items. Files are laid out in parallel.

mod statement;

use std::fmt::Write as _;
use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::TokenStream;

use crate::emit::{self, Item, SourceFile, Unit};
use crate::output::Output;

/// What stands on top of every generated source file.
pub const HEADER: &str = "// @generated from the OpenAPI document; changes will be overwritten.\n";

/// Emits the files and lays them out.
pub fn format(units: &[Unit<'_>]) -> Output {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut laid_out = Vec::new();
        while let Some(unit) = units.get(next.fetch_add(1, Ordering::Relaxed)) {
            let file = emit::emit(*unit);
            laid_out.push((file.path.clone(), text(&file)));
        }
        laid_out
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut output: Output = work().into_iter().collect();
        for worker in workers {
            match worker.join() {
                Ok(laid_out) => output.extend(laid_out),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        output
    })
}

/// A statement of an example, as lines without indentation.
pub(crate) fn statement(tokens: &TokenStream) -> String {
    if let Some(text) = statement::statement(tokens) {
        return text;
    }
    let function = quote::quote!(fn example() { #tokens });
    let text = unparse(&function);
    let body = text.lines().skip(1).filter(|line| *line != "}");
    let lines: Vec<&str> = body.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    lines.join("\n")
}

fn text(file: &SourceFile) -> String {
    let mut text = String::from(HEADER);
    for line in file.docs.lines() {
        let _ = match line {
            "" => writeln!(text, "//!"),
            line => writeln!(text, "//! {line}"),
        };
    }
    for attribute in &file.attributes {
        text.push('\n');
        text.push_str(unparse(attribute).trim_end());
        text.push('\n');
    }
    for item in &file.items {
        text.push('\n');
        match item {
            Item::Rust(tokens) => text.push_str(&spaced(&unparse(tokens))),
            Item::Table(table) => text.push_str(&table.to_source()),
        }
    }
    text
}

fn unparse(tokens: &TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // What we emit parses; a test over every fixture says so. The tokens help to see why not.
        Err(error) => format!("compile_error!(\"{error}\");\n// {tokens}\n"),
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

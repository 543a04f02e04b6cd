//! The formatter of macro calls that read as a documented table: each row on a line, with its
//! documentation above it.

use std::fmt::{self, Write as _};

use super::statement;
use super::table::{MAX_WIDTH, one_line};
use crate::output::source::{Line, Listing, Tokens};

/// Returns the call as Rust source, with a line break at its end.
pub(super) fn listing(listing: &Listing) -> String {
    let mut source = format!("{}! {{\n", listing.name);
    // Writing to a string is infallible.
    let _ = push(&listing.lines, 4, &mut source);
    source.push_str("}\n");
    source
}

fn push(lines: &[Line], indent: usize, source: &mut String) -> fmt::Result {
    for line in lines {
        match line {
            Line::Docs(text) => docs(text, indent, source)?,
            Line::Example(tokens) => docs(&statement(tokens), indent, source)?,
            Line::Row(tokens) => writeln!(source, "{:indent$}{tokens}", "")?,
            Line::Parts(parts) => self::parts(parts, indent, source)?,
            Line::Function { head, arguments, tail } => {
                function(head, arguments, tail, indent, source)?;
            }
            Line::Group(head, lines) => match short(head, lines, indent) {
                Some(group) => writeln!(source, "{:indent$}{group}", "")?,
                None => {
                    writeln!(source, "{:indent$}{head} {{", "")?;
                    push(lines, indent + 4, source)?;
                    writeln!(source, "{:indent$}}}", "")?;
                }
            },
        }
    }
    Ok(())
}

fn docs(text: &str, indent: usize, source: &mut String) -> fmt::Result {
    text.lines().try_for_each(|text| match text.trim_end() {
        "" => writeln!(source, "{:indent$}///", ""),
        text => writeln!(source, "{:indent$}/// {}", "", text.replace('\r', " ")),
    })
}

fn parts(parts: &[Tokens], indent: usize, source: &mut String) -> fmt::Result {
    let parts: Vec<String> = parts.iter().map(Tokens::to_string).collect();
    let one = parts.join(" ");
    if indent + one.len() <= MAX_WIDTH {
        return writeln!(source, "{:indent$}{one}", "");
    }
    parts.iter().try_for_each(|part| writeln!(source, "{:indent$}{part}", ""))
}

fn function(
    head: &Tokens,
    arguments: &[Tokens],
    tail: &Tokens,
    indent: usize,
    source: &mut String,
) -> fmt::Result {
    let arguments: Vec<String> = arguments.iter().map(Tokens::to_string).collect();
    let one = format!("{head}({}) {tail}", arguments.join(", "));
    if arguments.is_empty() || indent + one.len() <= MAX_WIDTH {
        return writeln!(source, "{:indent$}{one}", "");
    }
    writeln!(source, "{:indent$}{head}(", "")?;
    for argument in arguments {
        writeln!(source, "{:indent$}    {argument},", "")?;
    }
    writeln!(source, "{:indent$}) {tail}", "")
}

/// Returns a group on one line.
fn short(head: &Tokens, lines: &[Line], indent: usize) -> Option<String> {
    let rows = lines.iter().filter(|part| !matches!(part, Line::Docs(text) if text.is_empty()));
    let rows = rows.map(|part| match part {
        Line::Row(tokens) => Some(tokens.to_string()),
        _ => None,
    });
    let group = format!("{head} {}", one_line(&rows.collect::<Option<Vec<_>>>()?));
    (indent + group.len() <= MAX_WIDTH).then_some(group)
}

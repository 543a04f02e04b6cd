//! Macro calls that read as a table with documentation: each row on a line, what it means above it.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::table::{WIDTH, line, one_line};

/// A call of a macro: `name! { lines }`.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The macro.
    pub name: &'static str,
    /// What it is given.
    pub lines: Vec<Line>,
}

/// A part of a [`Listing`].
#[derive(Clone, Debug)]
pub enum Line {
    /// Documentation of what follows, in Markdown; nothing where it is empty.
    Docs(String),
    /// A row, with its own `,` or `;`.
    Row(TokenStream),
    /// Parts of a row: each on a line of its own where they do not fit together on one.
    Parts(Vec<TokenStream>),
    /// `head(arguments)tail`: each argument on a line of its own where they do not fit on one.
    Function {
        /// What stands before the parenthesis.
        head: TokenStream,
        /// The arguments.
        arguments: Vec<TokenStream>,
        /// What follows the parenthesis, with its `,` or `;`.
        tail: TokenStream,
    },
    /// `head { lines }`, on one line where it fits there and has no documentation.
    Group(TokenStream, Vec<Self>),
}

impl Listing {
    /// The call as Rust source, with a line break at its end.
    pub fn to_source(&self) -> String {
        let mut source = format!("{}! {{\n", self.name);
        push(&self.lines, 4, &mut source);
        source.push_str("}\n");
        source
    }
}

fn push(lines: &[Line], indent: usize, source: &mut String) {
    for part in lines {
        // Writing to a string does not fail.
        let _ = match part {
            Line::Docs(text) => text.lines().try_for_each(|text| match text.trim_end() {
                "" => writeln!(source, "{:indent$}///", ""),
                text => writeln!(source, "{:indent$}/// {}", "", text.replace('\r', " ")),
            }),
            Line::Row(tokens) => writeln!(source, "{:indent$}{}", "", line(tokens)),
            Line::Parts(parts) => {
                let parts: Vec<String> = parts.iter().map(line).collect();
                let one = parts.join(" ");
                match indent + one.len() <= WIDTH {
                    true => writeln!(source, "{:indent$}{one}", ""),
                    false => {
                        parts.iter().try_for_each(|part| writeln!(source, "{:indent$}{part}", ""))
                    }
                }
            }
            Line::Function { head, arguments, tail } => {
                let one = line(&quote!(#head(#(#arguments),*) #tail));
                match arguments.is_empty() || indent + one.len() <= WIDTH {
                    true => writeln!(source, "{:indent$}{one}", ""),
                    false => {
                        let _ = writeln!(source, "{:indent$}{}(", "", line(head));
                        for argument in arguments {
                            let _ = writeln!(source, "{:indent$}    {},", "", line(argument));
                        }
                        writeln!(source, "{:indent$}) {}", "", line(tail))
                    }
                }
            }
            Line::Group(head, lines) => match short(head, lines, indent) {
                Some(group) => writeln!(source, "{:indent$}{group}", ""),
                None => {
                    let _ = writeln!(source, "{:indent$}{} {{", "", line(head));
                    push(lines, indent + 4, source);
                    writeln!(source, "{:indent$}}}", "")
                }
            },
        };
    }
}

/// A group on one line.
fn short(head: &TokenStream, lines: &[Line], indent: usize) -> Option<String> {
    let rows = lines.iter().filter(|part| !matches!(part, Line::Docs(text) if text.is_empty()));
    let rows = rows.map(|part| match part {
        Line::Row(tokens) => Some(line(tokens)),
        _ => None,
    });
    let group = format!("{} {}", line(head), one_line(&rows.collect::<Option<Vec<_>>>()?));
    (indent + group.len() <= WIDTH).then_some(group)
}

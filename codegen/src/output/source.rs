//! Source files as data: what `emit` returns and `print` lays out. Tokens are plain lists here, so
//! that they can leave the thread that made them.

mod one_line;
mod tokens;

pub(crate) use self::tokens::{TokenKind, Tokens};

/// A Rust source file, not yet laid out.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// Its path in the crate, with `/`.
    pub path: String,
    /// Its `//!` lines, in blocks with an empty line between them.
    pub docs: Vec<Block>,
    /// Its inner attributes.
    pub attributes: Vec<Tokens>,
    /// Its items, between which a blank line is left.
    pub items: Vec<Item>,
}

/// A part of a file's documentation.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Markdown.
    Text(String),
    /// An example.
    Program(Program),
}

/// An item, or several that belong together.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Ordinary Rust.
    Rust(Tokens),
    /// Ordinary Rust, with documentation above it.
    Documented(Vec<Block>, Tokens),
    /// A macro call with one row a line.
    Table(Table),
    /// A macro call with one row a line, and documentation above rows.
    Listing(Listing),
    /// An item below an attribute that says when it is compiled.
    Gated(Tokens, Box<Item>),
}

/// A call of a macro that reads as a table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The macro.
    pub name: &'static str,
    /// The tokens before the rows.
    pub head: Tokens,
    /// The rows, each with its own `,` or `;`.
    pub rows: Rows,
}

/// The rows of a [`Table`].
#[derive(Clone, Debug)]
pub(crate) enum Rows {
    /// `name!(head { rows });`
    Plain(Vec<Tokens>),
    /// `name!(head line group { rows } group { rows });`
    Groups(Vec<(Tokens, Option<Vec<Tokens>>)>),
}

/// A call of a macro that reads as a table with documentation: `name! { lines }`.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The macro.
    pub name: &'static str,
    /// Its input.
    pub lines: Vec<Line>,
}

/// A part of a [`Listing`].
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// Documentation of the next line, in Markdown; nothing where it is empty.
    Docs(String),
    /// A statement of an example, as documentation of the next line.
    Example(Tokens),
    /// A row, with its own `,` or `;`.
    Row(Tokens),
    /// Parts of a row: each on a line of its own where they do not fit together on one.
    Parts(Vec<Tokens>),
    /// `head(arguments) tail`: each argument on a line of its own where they do not fit on one.
    Function {
        /// The tokens before the parenthesis.
        head: Tokens,
        /// The arguments.
        arguments: Vec<Tokens>,
        /// The tokens behind the parenthesis, with their `,` or `;`.
        tail: Tokens,
    },
    /// `head { lines }`, on one line where it fits there and has no documentation.
    Group(Tokens, Vec<Self>),
}

/// A complete example: a function of statements, with what they import.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    /// The name of the crate in Rust code.
    pub library: String,
    /// The names that it imports from the crate.
    pub imports: Vec<&'static str>,
    /// Its function.
    pub function: Function,
    /// The statements of the function.
    pub statements: Vec<Tokens>,
}

/// The function of a [`Program`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    /// `fn main()`
    Main,
    /// `fn run() -> Result<(), Box<dyn std::error::Error>>`
    Fallible,
    /// `async fn run() -> Result<(), Box<dyn std::error::Error>>`
    Async,
}

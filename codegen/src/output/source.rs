//! Source files as data: returned by `emit` and formatted by `print`. Tokens are plain lists, so
//! that they can be sent to another thread.

mod one_line;
mod tokens;

pub(crate) use self::tokens::{TokenKind, Tokens};

/// A Rust source file, not yet formatted.
#[derive(Clone, Debug)]
pub(crate) struct SourceFile {
    /// Its path in the crate, with `/`.
    pub path: String,
    /// Its `//!` lines, in blocks that are separated by an empty line.
    pub docs: Vec<Block>,
    /// Its inner attributes.
    pub attributes: Vec<Tokens>,
    /// Its items, which are separated by a blank line.
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

/// An item, or several adjacent ones.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Ordinary Rust code.
    Rust(Tokens),
    /// Ordinary Rust code, with documentation above it.
    Documented(Vec<Block>, Tokens),
    /// A macro call with one row per line.
    Table(Table),
    /// A macro call with one row per line, and documentation above rows.
    Listing(Listing),
    /// An item with a `cfg` attribute.
    Gated(Tokens, Box<Item>),
}

/// A call of a macro that reads as a table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// The name of the macro.
    pub name: &'static str,
    /// The tokens before the rows.
    pub head: Tokens,
    /// The rows, each with its own `,` or `;`.
    pub rows: Rows,
}

/// The rows of a [`Table`].
#[derive(Clone, Debug)]
pub(crate) enum Rows {
    /// `name!(head { rows });`.
    Plain(Vec<Tokens>),
    /// `name!(head line group { rows } group { rows });`.
    Groups(Vec<(Tokens, Option<Vec<Tokens>>)>),
}

/// A call of a macro that reads as a documented table: `name! { lines }`.
#[derive(Clone, Debug)]
pub(crate) struct Listing {
    /// The name of the macro.
    pub name: &'static str,
    /// Its input.
    pub lines: Vec<Line>,
}

/// A part of a [`Listing`].
#[derive(Clone, Debug)]
pub(crate) enum Line {
    /// Documentation of the next line, in Markdown; omitted if it is empty.
    Docs(String),
    /// A statement of an example, as documentation of the next line.
    Example(Tokens),
    /// A row, with its own `,` or `;`.
    Row(Tokens),
    /// Parts of a row: on one line if they all fit, otherwise each on its own line.
    Parts(Vec<Tokens>),
    /// `head(arguments) tail`: the arguments are on one line if they fit, otherwise each on its own
    /// line.
    Function {
        /// The tokens before the parenthesis.
        head: Tokens,
        /// The arguments.
        arguments: Vec<Tokens>,
        /// The tokens after the parenthesis, with their `,` or `;`.
        tail: Tokens,
    },
    /// `head { lines }`: on one line if it fits and has no documentation.
    Group(Tokens, Vec<Self>),
}

/// A complete example: a function with statements, and their imports.
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
    /// `fn main()`.
    Main,
    /// `fn run() -> Result<(), Box<dyn std::error::Error>>`.
    Fallible,
    /// `async fn run() -> Result<(), Box<dyn std::error::Error>>`.
    Async,
}

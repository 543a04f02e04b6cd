//! The tree of a Markdown document: only the constructs that are written again.

pub(super) use pulldown_cmark::Alignment;

/// A block, without empty blocks inside.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    List(List),
    Table(Table),
    Rule,
}

/// A list; `start` is the first number of an ordered one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct List {
    pub start: Option<u64>,
    pub spacing: Spacing,
    pub items: Vec<Vec<Block>>,
}

/// The spacing of a list: whether blank lines separate its items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spacing {
    Tight,
    Loose,
}

/// A table, whose first row is the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub alignments: Vec<Alignment>,
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A piece of running text. Adjacent `Text`s are always joined.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    Styled(Style, Vec<Inline>),
    Link { url: String, text: Vec<Inline> },
    Line,
    Break,
}

/// The style of the text between a pair of delimiters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Strikethrough,
}

impl Style {
    /// Returns the delimiter on both sides.
    pub(super) fn delimiter(self) -> &'static str {
        match self {
            Style::Emphasis => "*",
            Style::Strong => "**",
            Style::Strikethrough => "~~",
        }
    }

    /// Returns the character that the delimiter repeats.
    pub(super) fn mark(self) -> char {
        match self {
            Style::Emphasis | Style::Strong => '*',
            Style::Strikethrough => '~',
        }
    }
}

/// Appends `more` to `inlines`, and joins adjacent `Text`s at the boundary.
pub(super) fn append(inlines: &mut Vec<Inline>, more: impl IntoIterator<Item = Inline>) {
    for inline in more {
        match (inlines.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => inlines.push(inline),
        }
    }
}

/// Whether `inlines` contains nothing visible.
pub(super) fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Code(code) => code.is_empty(),
        Inline::Styled(_, inner) => is_blank(inner),
        Inline::Link { .. } => false,
        Inline::Line | Inline::Break => true,
    })
}

/// A piece of running text. Pieces are written without anything between them, not even a space.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Open(Style),
    Close(Style),
    Space,
    End(LineEnding),
}

/// The end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnding {
    Line,
    Break,
}

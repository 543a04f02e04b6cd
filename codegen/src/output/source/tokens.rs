//! Tokens as a list over one string. Unlike a token stream, it can be sent to another thread, and
//! has random access.

use std::fmt::Write as _;
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// An identifier, a keyword or a literal.
    Word,
    /// A lifetime, with its apostrophe.
    Lifetime,
    /// Punctuation, with characters that belong together as one: `::`, `->`, `=>`, `..=`.
    Sign,
    /// The start of a group, and the position of its end.
    Open(Delimiter, usize),
    /// The end of a group.
    Close(Delimiter),
}

/// A token, and the range of its text.
#[derive(Clone, Debug)]
struct Token {
    kind: TokenKind,
    text: Range<usize>,
}

/// Tokens in the order of the source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    list: Vec<Token>,
    text: String,
    /// Whether the next punctuation belongs to the previous token.
    joint: bool,
}

impl From<TokenStream> for Tokens {
    fn from(stream: TokenStream) -> Self {
        let mut tokens = Self::default();
        tokens.extend(stream);
        tokens
    }
}

impl Tokens {
    /// Returns the number of tokens.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns the kind of the token at `position`; `None` after the last one.
    pub(crate) fn kind(&self, position: usize) -> Option<TokenKind> {
        self.list.get(position).map(|token| token.kind)
    }

    /// Returns the text of the token at `position`; empty after the last one.
    pub(crate) fn text(&self, position: usize) -> &str {
        self.list.get(position).map_or("", |token| &self.text[token.text.clone()])
    }

    /// Returns `true` if the punctuation `sign` is at `position`.
    pub(crate) fn is_sign(&self, position: usize, sign: &str) -> bool {
        self.kind(position) == Some(TokenKind::Sign) && self.text(position) == sign
    }

    /// Returns `true` if the word `word` is at `position`.
    pub(crate) fn is_word(&self, position: usize, word: &str) -> bool {
        self.kind(position) == Some(TokenKind::Word) && self.text(position) == word
    }

    /// Returns the position of the end of the group that `delimiter` opens at `position`.
    pub(crate) fn closing(&self, position: usize, delimiter: Delimiter) -> Option<usize> {
        match self.kind(position) {
            Some(TokenKind::Open(found, close)) if found == delimiter => Some(close),
            _ => None,
        }
    }

    /// Returns the first position in `range` for which `is_it` returns `true`, outside groups and
    /// angle brackets.
    pub(crate) fn find(&self, range: Range<usize>, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let mut angles = 0_usize;
        let mut position = range.start;
        while position < range.end {
            if angles == 0 && is_it(position) {
                return Some(position);
            }
            match self.kind(position)? {
                TokenKind::Open(_, close) => position = close,
                TokenKind::Sign if self.text(position) == "<" => angles += 1,
                TokenKind::Sign if self.text(position) == ">" => angles = angles.saturating_sub(1),
                _ => {}
            }
            position += 1;
        }
        None
    }

    /// Splits `range` at each `sign` outside groups and angle brackets; an empty last part is
    /// omitted.
    pub(crate) fn split(&self, range: Range<usize>, sign: &str) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let end = self.find(start..range.end, |at| self.is_sign(at, sign)).unwrap_or(range.end);
            parts.push(start..end);
            start = end + 1;
        }
        parts
    }

    /// Returns the source of `range`, unformatted.
    pub(crate) fn source(&self, range: Range<usize>) -> String {
        let mut source = String::new();
        for position in range {
            source.push_str(self.text(position));
            source.push(' ');
        }
        source
    }

    fn extend(&mut self, stream: TokenStream) {
        for token in stream {
            match token {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // The group shares its tokens, which couldn't be moved out of it otherwise.
                    drop(group);
                    self.group(delimiter, inner);
                }
                TokenTree::Ident(word) => {
                    let is_lifetime = self.joint && self.text.ends_with('\'');
                    let start = self.text.len();
                    let _ = write!(self.text, "{word}");
                    match self.list.last_mut() {
                        Some(quote) if is_lifetime => {
                            *quote = Token {
                                kind: TokenKind::Lifetime,
                                text: start - 1..self.text.len(),
                            };
                        }
                        _ => self.push(TokenKind::Word, start),
                    }
                    self.joint = false;
                }
                TokenTree::Literal(literal) => {
                    let start = self.text.len();
                    let _ = write!(self.text, "{literal}");
                    self.push(TokenKind::Word, start);
                    self.joint = false;
                }
                TokenTree::Punct(sign) => {
                    let start = self.text.len();
                    self.text.push(sign.as_char());
                    match self.list.last_mut() {
                        Some(before) if self.joint => before.text.end = self.text.len(),
                        _ => self.push(TokenKind::Sign, start),
                    }
                    self.joint = sign.spacing() == Spacing::Joint && self.goes_on();
                }
            }
        }
    }

    /// Returns `true` if the punctuation at the end can be the start of a longer one.
    fn goes_on(&self) -> bool {
        let sign = self.list.last().map_or("", |token| &self.text[token.text.clone()]);
        matches!(sign, ":" | "-" | "=" | "." | ".." | "'" | "&" | "|" | "!" | "+" | "*" | "/")
    }

    fn group(&mut self, delimiter: Delimiter, inner: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        self.joint = false;
        let opened = self.list.len();
        let start = self.text.len();
        self.text.push_str(open);
        self.push(TokenKind::Open(delimiter, 0), start);
        self.extend(inner);
        let closed = self.list.len();
        let start = self.text.len();
        self.text.push_str(close);
        self.push(TokenKind::Close(delimiter), start);
        self.list[opened].kind = TokenKind::Open(delimiter, closed);
        self.joint = false;
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        self.list.push(Token { kind, text: start..self.text.len() });
    }
}

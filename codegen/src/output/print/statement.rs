//! The formatter of statements of examples, which formats calls as rustfmt does: on one line if
//! they fit, otherwise with one argument, or one call of a chain, per line.

use std::ops::Range;

use proc_macro2::Delimiter;

use super::line::line;
use crate::output::source::{TokenKind, Tokens};

/// The maximum width of a line, with room for the indentation of the surrounding function.
const MAX_WIDTH: usize = 92;
/// The width of the characters after an expression at the end of a statement.
const SEMICOLON: usize = 1;

/// Formats a `let` statement or a call as lines without indentation; `None` for other statements.
pub(super) fn statement(tokens: &Tokens) -> Option<String> {
    let end = tokens.len().checked_sub(1).filter(|end| tokens.is_sign(*end, ";"))?;
    let (head, start) = if tokens.is_word(0, "let") {
        let equals = tokens.find(1..end, |at| tokens.is_sign(at, "="))?;
        let is_plain = tokens.kind(1) == Some(TokenKind::Word)
            && (equals == 2 || tokens.is_sign(2, ":") && path_end(tokens, 3)? == equals);
        (format!("{} = ", is_plain.then(|| text(tokens, 0..equals))??), equals + 1)
    } else {
        (String::new(), 0)
    };
    let value = piece(tokens, start..end)?;
    Some(format!("{head}{};", value.laid_out(0, head.len() + SEMICOLON)))
}

/// An expression, in terms of its layout.
enum Piece {
    /// A part that is always on one line.
    Atom(String),
    /// A list of items between `open` and `close`.
    List { open: String, items: Vec<Piece>, close: &'static str },
    /// A method chain.
    Chain { base: Box<Piece>, links: Vec<Piece> },
}

impl Piece {
    fn on_one_line(&self) -> String {
        match self {
            Self::Atom(text) => text.clone(),
            Self::List { open, items, close } => {
                let items: Vec<String> = items.iter().map(Self::on_one_line).collect();
                format!("{open}{}{close}", items.join(", "))
            }
            Self::Chain { base, links } => {
                let links: String = links.iter().map(Self::on_one_line).collect();
                format!("{}{links}", base.on_one_line())
            }
        }
    }

    /// Formats the text at column `indent`, with `beside` other characters on its line.
    fn laid_out(&self, indent: usize, beside: usize) -> String {
        let on_one_line = self.on_one_line();
        if indent + on_one_line.len() + beside <= MAX_WIDTH {
            return on_one_line;
        }
        let margin = |indent: usize| format!("\n{}", " ".repeat(indent));
        match self {
            Self::Atom(text) => text.clone(),
            Self::List { items, .. } if items.is_empty() => on_one_line,
            Self::List { open, items, close } => {
                let item = |it: &Self| {
                    format!("{}{},", margin(indent + 4), it.laid_out(indent + 4, SEMICOLON))
                };
                let items: String = items.iter().map(item).collect();
                format!("{open}{items}{}{close}", margin(indent))
            }
            Self::Chain { base, links } => {
                let base = base.laid_out(indent, beside);
                // After a closing bracket at the margin, calls are at the margin too.
                let inner = if base.contains('\n') { indent } else { indent + 4 };
                let link =
                    |it: &Self| format!("{}{}", margin(inner), it.laid_out(inner, SEMICOLON));
                format!("{base}{}", links.iter().map(link).collect::<String>())
            }
        }
    }
}

/// Returns an expression of an example; `None` for unknown ones.
fn piece(tokens: &Tokens, range: Range<usize>) -> Option<Piece> {
    if tokens.is_sign(range.start, "&") || tokens.is_sign(range.start, "-") {
        return Some(Piece::Atom(text(tokens, range)?));
    }
    let (mut value, mut position) = first(tokens, range.start)?;
    while position < range.end {
        (value, position) = if tokens.is_sign(position, "?") {
            (without_question_mark(value)?, position + 1)
        } else if tokens.is_sign(position, ".") {
            let (link, next) = link(tokens, position)?;
            (linked(value, link), next)
        } else {
            return None;
        };
    }
    (position == range.end).then_some(value)
}

/// Returns the start of an expression, and the position after it.
fn first(tokens: &Tokens, start: usize) -> Option<(Piece, usize)> {
    match tokens.kind(start)? {
        TokenKind::Open(Delimiter::Bracket, close) => {
            Some((list(tokens, start..start, start, "]")?, close + 1))
        }
        TokenKind::Open(Delimiter::Parenthesis, close) => {
            let items = tokens.split(start + 1..close, ",").len();
            let has_comma = tokens.is_sign(close - 1, ",");
            let closing = match (items, has_comma) {
                (1, true) => ",)",
                (1, false) => return None,
                _ => ")",
            };
            Some((list(tokens, start..start, start, closing)?, close + 1))
        }
        TokenKind::Word => {
            let end = path_end(tokens, start)?;
            let bracket = end + 1;
            if tokens.is_sign(end, "!") {
                let (close, closing) = match tokens.kind(bracket)? {
                    TokenKind::Open(Delimiter::Bracket, close) => (close, "]"),
                    TokenKind::Open(Delimiter::Parenthesis, close) => (close, ")"),
                    _ => return None,
                };
                return Some((list(tokens, start..bracket, bracket, closing)?, close + 1));
            }
            match tokens.closing(end, Delimiter::Parenthesis) {
                Some(close) => Some((list(tokens, start..end, end, ")")?, close + 1)),
                None => Some((Piece::Atom(text(tokens, start..end)?), end)),
            }
        }
        _ => None,
    }
}

/// Returns a method call, starting at its `.`, and the position after it.
fn link(tokens: &Tokens, dot: usize) -> Option<(Piece, usize)> {
    if tokens.is_word(dot + 1, "await") {
        return Some((Piece::Atom(".await".to_owned()), dot + 2));
    }
    let open = path_end(tokens, dot + 1)?;
    let close = tokens.closing(open, Delimiter::Parenthesis)?;
    Some((list(tokens, dot..open, open, ")")?, close + 1))
}

/// Returns the items in the group at `open`, with the tokens before it.
fn list(tokens: &Tokens, before: Range<usize>, open: usize, close: &'static str) -> Option<Piece> {
    let TokenKind::Open(_, end) = tokens.kind(open)? else { return None };
    let items = tokens.split(open + 1..end, ",").into_iter().map(|item| piece(tokens, item));
    let items = items.collect::<Option<Vec<_>>>()?;
    Some(Piece::List {
        open: format!("{}{}", text(tokens, before)?, tokens.text(open)),
        items,
        close,
    })
}

/// Returns the position after a path, including its generic arguments.
fn path_end(tokens: &Tokens, start: usize) -> Option<usize> {
    let mut position = start;
    loop {
        if tokens.kind(position)? == TokenKind::Word {
            position += 1;
        } else {
            (position > start && tokens.is_sign(position, "<")).then_some(())?;
            let behind = |at| at > position && tokens.is_sign(at - 1, ">");
            position = tokens.find(position..tokens.len(), behind)?;
        }
        if !tokens.is_sign(position, "::") {
            return Some(position);
        }
        position += 1;
    }
}

/// Adds a call to a chain.
fn linked(base: Piece, link: Piece) -> Piece {
    match base {
        Piece::Chain { base, mut links } => {
            links.push(link);
            Piece::Chain { base, links }
        }
        base => Piece::Chain { base: Box::new(base), links: vec![link] },
    }
}

/// Adds a `?` to a value.
fn without_question_mark(value: Piece) -> Option<Piece> {
    match value {
        Piece::Atom(text) => Some(Piece::Atom(format!("{text}?"))),
        Piece::List { open, items, close: ")" } => Some(Piece::List { open, items, close: ")?" }),
        Piece::Chain { base, mut links } => {
            let last = without_question_mark(links.pop()?)?;
            links.push(last);
            Some(Piece::Chain { base, links })
        }
        Piece::List { .. } => None,
    }
}

/// Returns tokens on one line.
fn text(tokens: &Tokens, range: Range<usize>) -> Option<String> {
    let mut text = String::new();
    line(tokens, range, &mut text)?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::*;

    fn statement(tokens: TokenStream) -> Option<String> {
        super::statement(&Tokens::from(tokens))
    }

    #[test]
    fn statements_that_fit_are_on_one_line() {
        for (tokens, expected) in [
            (
                quote!(let answer = polar.things().get("a".parse()?).await?;),
                r#"let answer = polar.things().get("a".parse()?).await?;"#,
            ),
            (
                quote!(operations::things::get(&polar, (1,), vec![None]).await?;),
                "operations::things::get(&polar, (1,), vec![None]).await?;",
            ),
            (
                quote!(let value = "1".parse::<types::Id>()?;),
                r#"let value = "1".parse::<types::Id>()?;"#,
            ),
            (quote!(let value = -1;), "let value = -1;"),
        ] {
            assert_eq!(statement(tokens).as_deref(), Some(expected));
        }
    }

    #[test]
    fn calls_are_broken_as_rustfmt_breaks_them() {
        let long = "x".repeat(64);
        let tokens = quote! {
            let answer = polar.things().create(types::Thing::new(#long, 1).name("a name")).await?;
        };
        let expected = format!(
            "\
let answer = polar
    .things()
    .create(
        types::Thing::new(
            \"{long}\",
            1,
        )
        .name(\"a name\"),
    )
    .await?;"
        );
        assert_eq!(statement(tokens), Some(expected));
    }

    #[test]
    fn other_statements_are_not_printed() {
        assert_eq!(
            statement(quote!(match a {
                _ => {}
            })),
            None
        );
    }
}

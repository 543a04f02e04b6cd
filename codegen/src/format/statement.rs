//! Statements of examples, laid out as rustfmt lays out calls: on one line where they fit, and else
//! one argument a line, or one call of a chain a line.

use proc_macro2::TokenStream;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, Pat, Stmt, Token, Type};

/// The widest line, with room for the indentation of the function around it.
const WIDTH: usize = 92;
/// What is behind an expression at the end of a statement.
const SEMICOLON: usize = 1;

/// A `let` statement or a call as lines without indentation; other statements are `None`.
pub(super) fn statement(tokens: &TokenStream) -> Option<String> {
    let statement = syn::parse2::<Stmt>(tokens.clone()).ok()?;
    let (head, value) = match &statement {
        Stmt::Local(local) => {
            let name = match &local.pat {
                Pat::Ident(name) => name.ident.to_string(),
                Pat::Type(typed) => {
                    let (Pat::Ident(name), Type::Path(of)) = (&*typed.pat, &*typed.ty) else {
                        return None;
                    };
                    let of = of.path.segments.iter().map(|it| it.ident.to_string());
                    format!("{}: {}", name.ident, of.collect::<Vec<_>>().join("::"))
                }
                _ => return None,
            };
            (format!("let {name} = "), &*local.init.as_ref()?.expr)
        }
        Stmt::Expr(value, Some(_)) => (String::new(), value),
        _ => return None,
    };
    let value = piece(value)?;
    Some(format!("{head}{};", value.laid_out(0, head.len() + SEMICOLON)))
}

/// An expression as far as its layout matters.
enum Piece {
    /// What stays on one line.
    Atom(String),
    /// What has items between `open` and `close`.
    List { open: String, items: Vec<Piece>, close: &'static str },
    /// Calls on a value.
    Chain { base: Box<Piece>, links: Vec<Piece> },
}

impl Piece {
    fn flat(&self) -> String {
        match self {
            Self::Atom(text) => text.clone(),
            Self::List { open, items, close } => {
                let items: Vec<String> = items.iter().map(Self::flat).collect();
                format!("{open}{}{close}", items.join(", "))
            }
            Self::Chain { base, links } => {
                let links: String = links.iter().map(Self::flat).collect();
                format!("{}{links}", base.flat())
            }
        }
    }

    /// The text from column `indent` on, with `beside` characters next to it on its line.
    fn laid_out(&self, indent: usize, beside: usize) -> String {
        let flat = self.flat();
        if indent + flat.len() + beside <= WIDTH {
            return flat;
        }
        let margin = |indent: usize| format!("\n{}", " ".repeat(indent));
        match self {
            Self::Atom(text) => text.clone(),
            Self::List { items, .. } if items.is_empty() => flat,
            Self::List { open, items, close } => {
                let item = |it: &Self| {
                    format!("{}{},", margin(indent + 4), it.laid_out(indent + 4, SEMICOLON))
                };
                let items: String = items.iter().map(item).collect();
                format!("{open}{items}{}{close}", margin(indent))
            }
            Self::Chain { base, links } => {
                let base = base.laid_out(indent, beside);
                // Behind a closing bracket at the margin, calls stand at the margin too.
                let inner = if base.contains('\n') { indent } else { indent + 4 };
                let link =
                    |it: &Self| format!("{}{}", margin(inner), it.laid_out(inner, SEMICOLON));
                format!("{base}{}", links.iter().map(link).collect::<String>())
            }
        }
    }
}

/// An expression of an example; `None` for others.
fn piece(value: &Expr) -> Option<Piece> {
    let list = |open: String, items: &Punctuated<Expr, Token![,]>, close: &'static str| {
        let items = items.iter().map(piece).collect::<Option<Vec<_>>>()?;
        Some(Piece::List { open, items, close })
    };
    match value {
        Expr::Path(_) | Expr::Lit(_) | Expr::Reference(_) | Expr::Unary(_) => {
            Some(Piece::Atom(text(value)))
        }
        Expr::Call(call) => list(format!("{}(", text(&call.func)), &call.args, ")"),
        Expr::Array(array) => list("[".to_owned(), &array.elems, "]"),
        Expr::Tuple(tuple) => {
            let close = if tuple.elems.len() == 1 { ",)" } else { ")" };
            list("(".to_owned(), &tuple.elems, close)
        }
        Expr::Macro(call) => {
            let parser = Punctuated::<Expr, Token![,]>::parse_terminated;
            let items = parser.parse2(call.mac.tokens.clone()).ok()?;
            list(format!("{}![", text(&call.mac.path)), &items, "]")
        }
        Expr::MethodCall(call) => {
            let turbofish = call.turbofish.as_ref().map(text).unwrap_or_default();
            let link = list(format!(".{}{turbofish}(", call.method), &call.args, ")")?;
            Some(linked(piece(&call.receiver)?, link))
        }
        Expr::Await(value) => Some(linked(piece(&value.base)?, Piece::Atom(".await".to_owned()))),
        Expr::Try(value) => questioned(piece(&value.expr)?),
        _ => None,
    }
}

/// A chain with one more call.
fn linked(base: Piece, link: Piece) -> Piece {
    match base {
        Piece::Chain { base, mut links } => {
            links.push(link);
            Piece::Chain { base, links }
        }
        base => Piece::Chain { base: Box::new(base), links: vec![link] },
    }
}

/// A value with `?` behind it.
fn questioned(value: Piece) -> Option<Piece> {
    match value {
        Piece::Atom(text) => Some(Piece::Atom(format!("{text}?"))),
        Piece::List { open, items, close: ")" } => Some(Piece::List { open, items, close: ")?" }),
        Piece::Chain { base, mut links } => {
            let last = questioned(links.pop()?)?;
            links.push(last);
            Some(Piece::Chain { base, links })
        }
        Piece::List { .. } => None,
    }
}

/// Tokens on one line.
fn text(tokens: &impl quote::ToTokens) -> String {
    crate::emit::one_line(&tokens.to_token_stream())
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn what_fits_stays_on_one_line() {
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
            assert_eq!(statement(&tokens).as_deref(), Some(expected));
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
        assert_eq!(statement(&tokens), Some(expected));
    }

    #[test]
    fn other_statements_are_left_to_others() {
        assert_eq!(
            statement(&quote!(match a {
                _ => {}
            })),
            None
        );
    }
}

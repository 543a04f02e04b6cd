//! The formatter of tokens on one line, with the spacing of hand-written Rust: rows of tables, and
//! types in text.

use std::fmt;

use proc_macro2::Delimiter;

use super::{TokenKind, Tokens};

impl fmt::Display for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for position in 0..self.len() {
            if position > 0 && self.needs_space(position - 1, position) {
                f.write_str(" ")?;
            }
            match self.kind(position) {
                Some(TokenKind::Open(Delimiter::Brace, _)) => f.write_str("{ ")?,
                Some(TokenKind::Close(Delimiter::Brace)) => f.write_str(" }")?,
                _ => f.write_str(self.text(position))?,
            }
        }
        Ok(())
    }
}

impl Tokens {
    /// Returns `true` if there is a space between two adjacent tokens.
    fn needs_space(&self, before: usize, after: usize) -> bool {
        let is_parenthesis =
            matches!(self.kind(after), Some(TokenKind::Open(Delimiter::Parenthesis, _)));
        match (self.kind(before), self.kind(after)) {
            (Some(TokenKind::Open(..)), _) | (_, Some(TokenKind::Close(_))) => false,
            (_, Some(TokenKind::Sign))
                if self.text(after).starts_with([',', ';', ':', '<', '>', '!', '.', '?']) =>
            {
                false
            }
            (Some(TokenKind::Sign), _) => match self.text(before) {
                "::" | "..=" => false,
                sign if sign.ends_with(['<', '&', '!', '-', '#', '.']) => false,
                sign => !sign.ends_with('>') || !is_parenthesis,
            },
            // `Has("id")`.
            (Some(TokenKind::Word), _) => !is_parenthesis,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn rows_are_formatted_like_handwritten_rust() {
        for (tokens, expected) in [
            (
                quote!(id("id", id_null): impl Into<uuid::Uuid>,),
                r#"id("id", id_null): impl Into<uuid::Uuid>,"#,
            ),
            (quote!(Team = "team" | "squad",), r#"Team = "team" | "squad","#),
            (quote!(A: Vec<Option<(String, T)>>,), "A: Vec<Option<(String, T)>>,"),
            (quote!(A: Has("id"), fit,), r#"A: Has("id"), fit,"#),
            (quote!(A: Kind::String,), "A: Kind::String,"),
            (quote!(at("at"): (f64, Vec<T>),), r#"at("at"): (f64, Vec<T>),"#),
            (quote!(Minus = -1,), "Minus = -1,"),
            (
                quote!(400..=499 => response.error_json(Error::Client),),
                "400..=499 => response.error_json(Error::Client),",
            ),
            (
                quote!(if let Some(body) = &self.body {
                    request.json(body)
                }),
                "if let Some(body) = &self.body { request.json(body) }",
            ),
            (
                quote!(
                    pub fn get(client: &Client, id: T) -> Call<Get>;
                ),
                "pub fn get(client: &Client, id: T) -> Call<Get>;",
            ),
        ] {
            assert_eq!(Tokens::from(tokens).to_string(), expected);
        }
    }
}

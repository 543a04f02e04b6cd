//! Macro calls that read as a table: one row a line, in the spacing of hand-written Rust.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// How long a line may be.
pub(super) const WIDTH: usize = 100;

/// A call of a macro.
#[derive(Clone, Debug)]
pub struct Table {
    /// The macro.
    pub name: &'static str,
    /// What stands before the rows.
    pub head: TokenStream,
    /// The rows, each with its own `,` or `;`.
    pub rows: Rows,
}

/// The rows of a [`Table`].
#[derive(Clone, Debug)]
pub enum Rows {
    /// `name!(head { rows });`
    Plain(Vec<TokenStream>),
    /// `name!(head line group { rows } group { rows });`
    Groups(Vec<(TokenStream, Option<Vec<TokenStream>>)>),
}

impl Table {
    /// The call as Rust source, with a line break at its end.
    pub fn to_source(&self) -> String {
        let mut source = format!("{}!({}", self.name, line(&self.head));
        match &self.rows {
            Rows::Plain(rows) => {
                source.push(' ');
                push_rows(rows, 0, ");".len(), &mut source);
            }
            Rows::Groups(groups) => {
                for (head, rows) in groups {
                    source.push_str("\n    ");
                    source.push_str(&line(head));
                    if let Some(rows) = rows {
                        source.push(' ');
                        push_rows(rows, 4, 0, &mut source);
                    }
                }
                source.push_str(if groups.is_empty() { "" } else { "\n" });
            }
        }
        source.push_str(");\n");
        source
    }
}

/// Rows in braces behind what the last line says: on the same line where they fit there together
/// with `after` more characters, else one a line.
fn push_rows(rows: &[TokenStream], indentation: usize, after: usize, source: &mut String) {
    let rows: Vec<String> = rows.iter().map(line).collect();
    let used = source.len() - source.rfind('\n').map_or(0, |at| at + 1);
    let braced = one_line(&rows);
    if used + braced.len() + after <= WIDTH {
        source.push_str(&braced);
        return;
    }
    source.push_str("{\n");
    for row in &rows {
        source.push_str(&format!("{:indentation$}    {row}\n", ""));
    }
    source.push_str(&format!("{:indentation$}}}", ""));
}

/// Rows in braces on one line, the last without its comma.
pub(super) fn one_line(rows: &[String]) -> String {
    match rows {
        [] => "{}".to_owned(),
        rows => {
            let rows = rows.join(" ");
            format!("{{ {} }}", rows.strip_suffix(',').unwrap_or(&rows))
        }
    }
}

/// Tokens on one line.
pub(crate) fn line(tokens: &TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text
}

fn write(tokens: &TokenStream, text: &mut String) {
    let mut before: Option<TokenTree> = None;
    let mut path = false;
    for token in tokens.clone() {
        if before.as_ref().is_some_and(|before| wants_space(before, &token, path)) {
            text.push(' ');
        }
        let joined =
            |first, second| is_punct(before.as_ref(), first) && is_punct(Some(&token), second);
        path = joined(':', ':') || joined('.', '=');
        match &token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(&group.stream(), text);
                text.push_str(close);
            }
            other => text.push_str(&other.to_string()),
        }
        before = Some(token);
    }
}

/// Whether a space stands between two tokens; `path` says that the first ends a `::` or `..=`.
fn wants_space(before: &TokenTree, token: &TokenTree, path: bool) -> bool {
    if let TokenTree::Punct(punct) = token
        && matches!(punct.as_char(), ',' | ';' | ':' | '<' | '>' | '!' | '.' | '?')
    {
        return false;
    }
    match before {
        TokenTree::Punct(punct) => match punct.as_char() {
            ':' => !path && punct.spacing() == Spacing::Alone,
            '<' | '&' | '!' | '-' | '#' | '.' => false,
            '=' => !path,
            '>' => !is_parenthesis(token),
            _ => true,
        },
        // `Has("id")`
        TokenTree::Ident(_) => !is_parenthesis(token),
        _ => true,
    }
}

fn is_parenthesis(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis)
}

fn is_punct(token: Option<&TokenTree>, symbol: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == symbol)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_row_reads_like_hand_written_rust() {
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
            assert_eq!(line(&tokens), expected);
        }
    }
}

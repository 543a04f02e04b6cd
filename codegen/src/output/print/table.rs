//! The formatter of macro calls that read as a table: one row per line.

use crate::output::source::{Rows, Table, Tokens};

/// The maximum length of a line.
pub(super) const MAX_WIDTH: usize = 100;

/// Returns the call as Rust source, with a line break at its end.
pub(super) fn table(table: &Table) -> String {
    let mut source = format!("{}!({}", table.name, table.head);
    match &table.rows {
        Rows::Plain(rows) => {
            source.push(' ');
            push_rows(rows, 0, ");".len(), &mut source);
        }
        Rows::Groups(groups) => {
            for (head, rows) in groups {
                source.push_str(&format!("\n    {head}"));
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

/// Writes rows in braces at the end of the last line: on the same line if they fit together with
/// `after` more characters, otherwise one per line.
fn push_rows(rows: &[Tokens], indentation: usize, after: usize, source: &mut String) {
    let rows: Vec<String> = rows.iter().map(Tokens::to_string).collect();
    let used = source.len() - source.rfind('\n').map_or(0, |at| at + 1);
    let braced = one_line(&rows);
    if used + braced.len() + after <= MAX_WIDTH {
        source.push_str(&braced);
        return;
    }
    source.push_str("{\n");
    for row in &rows {
        source.push_str(&format!("{:indentation$}    {row}\n", ""));
    }
    source.push_str(&format!("{:indentation$}}}", ""));
}

/// Returns rows in braces on one line, the last without its comma.
pub(super) fn one_line(rows: &[String]) -> String {
    match rows {
        [] => "{}".to_owned(),
        rows => {
            let rows = rows.join(" ");
            format!("{{ {} }}", rows.strip_suffix(',').unwrap_or(&rows))
        }
    }
}

//! Tables of pages: one row per line, without padding, so that a changed cell is one changed line.

/// Returns a table with these columns; empty without rows. Empty columns are omitted.
pub(super) fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let used: Vec<usize> =
        (0..N).filter(|&column| rows.iter().any(|row| !row[column].is_empty())).collect();
    let mut text = row(used.iter().map(|&column| head[column]));
    text.push_str(&row(used.iter().map(|_| "---")));
    for cells in rows {
        text.push_str(&row(used.iter().map(|&column| cells[column].as_str())));
    }
    text
}

fn row<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push(' ');
        line.push_str(cell);
        line.push_str(if cell.is_empty() { "|" } else { " |" });
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_text_are_left_out() {
        let rows = [["a".to_owned(), String::new(), "b".to_owned()]];
        let expected = "| One | Three |\n| --- | --- |\n| a | b |\n";
        assert_eq!(table(["One", "Two", "Three"], &rows), expected);
        assert_eq!(table(["One"], &[]), "");
    }
}

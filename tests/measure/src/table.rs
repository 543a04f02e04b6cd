//! Markdown tables, and the format of their numbers.

use std::fmt::Write as _;

/// A table: a header, and rows with the same number of cells. The first column is text, the others
/// are numbers.
#[derive(Clone, Debug, Default)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Creates a table without rows.
    #[must_use]
    pub fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|&cell| cell.to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty.
    pub fn row(&mut self, mut cells: Vec<String>) {
        cells.resize(self.header.len(), String::new());
        self.rows.push(cells);
    }

    /// Returns the table in Markdown, with columns aligned in the source as well.
    #[must_use]
    pub fn markdown(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&self.header]).filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
        };
        let widths: Vec<usize> = (0..self.header.len()).map(width).collect();
        let mut text = line(&self.header, &widths);
        for (column, width) in widths.iter().enumerate() {
            let rule = "-".repeat(width - usize::from(column > 0));
            let _ = write!(text, "| {rule}{} ", if column > 0 { ":" } else { "" });
        }
        text.push_str("|\n");
        for row in &self.rows {
            text.push_str(&line(row, &widths));
        }
        text
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut text = String::new();
    for (column, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let _ = match column {
            0 => write!(text, "| {cell:<width$} "),
            _ => write!(text, "| {cell:>width$} "),
        };
    }
    text.push_str("|\n");
    text
}

/// Formats a duration: `0.68 s`, `72 s`.
#[must_use]
pub fn seconds(seconds: f64) -> String {
    if seconds < 10.0 { format!("{seconds:.2} s") } else { format!("{seconds:.0} s") }
}

/// Formats a size: `93 MB`, `5.1 GB`.
#[must_use]
pub fn bytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    match megabytes {
        0.0..10.0 => format!("{megabytes:.2} MB"),
        10.0..1000.0 => format!("{megabytes:.0} MB"),
        _ => format!("{:.1} GB", megabytes / 1e3),
    }
}

/// Formats a count: `160,444`.
#[must_use]
pub fn count(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats a count with a noun: `1 failure`, `2 failures`.
#[must_use]
pub fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let mut table = Table::new(&["document", "time"]);
        table.row(vec!["a".to_owned(), "0.50 s".to_owned()]);
        table.row(vec!["é".to_owned()]);
        let expected = "\
| document |   time |
| -------- | -----: |
| a        | 0.50 s |
| é        |        |
";
        assert_eq!(table.markdown(), expected);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([seconds(0.678), seconds(72.4)], ["0.68 s", "72 s"]);
        assert_eq!([bytes(880_000), bytes(93_400_000), bytes(5_100_000_000)].join(" "), {
            "0.88 MB 93 MB 5.1 GB"
        });
        assert_eq!([count(7), count(999), count(160_444)], ["7", "999", "160,444"]);
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!([plural(1, "gap"), plural(0, "gap")], ["1 gap", "0 gaps"]);
    }
}

//! Lines in columns. A column begins at a fixed tab stop, or at a later one if the cell before is
//! longer, so that lines don't depend on each other.

/// The default width of a column.
const COLUMN: usize = 32;
/// The distance of the tab stops after it.
const TAB_STOP: usize = 8;

/// A line being written.
pub(super) struct Line {
    text: String,
    /// The minimum position of the next column.
    next: usize,
}

impl Line {
    /// Creates a line without indentation.
    pub(super) fn item(text: &str) -> Self {
        Self { text: text.to_owned(), next: TAB_STOP * 2 }
    }

    /// Creates a line nested below an item.
    pub(super) fn nested(text: &str) -> Self {
        Self { text: format!("  {text}"), next: COLUMN }
    }

    /// Creates a line nested below a nested one.
    pub(super) fn inner(text: &str) -> Self {
        Self { text: format!("      {text}"), next: COLUMN }
    }

    /// Adds a cell that isn't the last one.
    pub(super) fn cell(mut self, text: &str) -> Self {
        if !text.is_empty() {
            self.pad();
            self.text.push_str(text);
        }
        self.next += COLUMN;
        self
    }

    /// Adds the last cell and returns the line.
    pub(super) fn end(mut self, text: &str) -> String {
        if !text.is_empty() {
            self.pad();
            self.text.push_str(text);
        }
        self.text.push('\n');
        self.text
    }

    fn pad(&mut self) {
        let width = self.text.chars().count();
        let stop = self.next.max((width + 2).next_multiple_of(TAB_STOP));
        self.text.extend(std::iter::repeat_n(' ', stop - width));
        self.next = stop;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_begins_at_its_stop() {
        let line = Line::nested("name").cell("String").end("required");
        assert_eq!(line.find("String"), Some(COLUMN));
        assert_eq!(line.find("required"), Some(2 * COLUMN));
    }

    #[test]
    fn a_long_cell_moves_the_next_column_to_a_later_stop() {
        let name = "n".repeat(COLUMN);
        let line = Line::nested(&name).end("String");
        assert_eq!(line.find("String"), Some(COLUMN + TAB_STOP));
    }

    #[test]
    fn no_line_ends_in_white_space() {
        assert_eq!(Line::nested("name").cell("").end(""), "  name\n");
    }
}

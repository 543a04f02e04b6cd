//! The formatter of blocks: from blocks to lines of Markdown.

use super::escape::{Place, longest_run};
use super::inline;
use super::tree::{Alignment, Block, Inline, List, Spacing, Table};

/// The minimum width of text, at any nesting depth.
const MIN_WIDTH: usize = 40;

/// Formats blocks as lines without trailing white space, with a blank line between blocks.
pub(super) fn lines(blocks: &[Block], width: usize) -> Vec<String> {
    write(blocks, width, Spacing::Loose)
}

fn write(blocks: &[Block], width: usize, spacing: Spacing) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut marker = Marker::First;
    let mut before: Option<&Block> = None;
    for block in blocks {
        if spacing == Spacing::Loose && before.is_some() {
            lines.push(String::new());
        }
        // Two adjacent lists are separate only if their markers differ.
        marker = match (before, block) {
            (Some(Block::List(_)), Block::List(_)) => marker.other(),
            _ => Marker::First,
        };
        lines.extend(write_block(block, width, marker));
        before = Some(block);
    }
    lines
}

fn write_block(block: &Block, width: usize, marker: Marker) -> Vec<String> {
    match block {
        Block::Paragraph(text) => inline::lines(text, width),
        Block::Heading(level, text) => {
            vec![format!("{} {}", "#".repeat(usize::from(*level)), heading(text))]
        }
        Block::Code(code) => code_block(code),
        Block::Quote(blocks) => {
            let inner = lines(blocks, narrower(width, 2));
            inner.into_iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
        }
        Block::List(list) => write_list(list, width, marker),
        Block::Table(table) => write_table(table),
        // Can't be read as a list or as the underline of a heading.
        Block::Rule => vec!["___".to_owned()],
    }
}

fn narrower(width: usize, by: usize) -> usize {
    width.saturating_sub(by).max(MIN_WIDTH)
}

/// Formats a heading. A number sign at its end would be read as its closing sequence.
fn heading(text: &[Inline]) -> String {
    let line = inline::line(text, Place::Flow);
    let title = line.trim_end_matches('#');
    let closing = &line[title.len()..];
    if closing.is_empty() || !(title.is_empty() || title.ends_with(' ')) {
        return line;
    }
    format!("{title}\\{closing}")
}

/// Formats code with the info string `text`: rustdoc compiles and runs every other block.
pub(super) fn code_block(code: &str) -> Vec<String> {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    let mut lines = vec![format!("{fence}text")];
    lines.extend(code.lines().map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

/// The marker of a list: the usual one, or that of a list directly after another one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marker {
    First,
    Second,
}

impl Marker {
    fn other(self) -> Marker {
        match self {
            Marker::First => Marker::Second,
            Marker::Second => Marker::First,
        }
    }

    fn at(self, number: Option<u64>) -> String {
        match (self, number) {
            (Marker::First, None) => "- ".to_owned(),
            (Marker::Second, None) => "* ".to_owned(),
            (Marker::First, Some(number)) => format!("{number}. "),
            (Marker::Second, Some(number)) => format!("{number}) "),
        }
    }
}

fn write_list(list: &List, width: usize, marker: Marker) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, item) in list.items.iter().enumerate() {
        if index > 0 && list.spacing == Spacing::Loose {
            lines.push(String::new());
        }
        let marker = marker.at(list.start.map(|start| start + index as u64));
        let inner = write(item, narrower(width, marker.len()), list.spacing);
        for (row, line) in inner.into_iter().enumerate() {
            lines.push(match row {
                0 => format!("{marker}{line}"),
                _ if line.is_empty() => line,
                _ => format!("{:indent$}{line}", "", indent = marker.len()),
            });
        }
    }
    lines
}

fn write_table(table: &Table) -> Vec<String> {
    let mut rows = table.rows.iter().map(|row| write_row(row));
    let delimiters: Vec<&str> = table.alignments.iter().map(|it| delimiter(*it)).collect();
    let mut lines: Vec<String> = rows.next().into_iter().collect();
    lines.push(format!("| {} |", delimiters.join(" | ")));
    lines.extend(rows);
    lines
}

fn write_row(cells: &[Vec<Inline>]) -> String {
    let mut row = "|".to_owned();
    for cell in cells {
        let text = cell_text(cell);
        if !text.is_empty() {
            row.push(' ');
            row.push_str(&text);
        }
        row.push_str(" |");
    }
    row
}

/// Formats running text as one line for a cell of a table.
pub(super) fn cell_text(cell: &[Inline]) -> String {
    inline::line(cell, Place::Flow).replace('|', "\\|")
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}

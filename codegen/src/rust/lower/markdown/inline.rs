//! Conversion of running text to lines of Markdown.

use super::delimiters::drop_void;
use super::escape::{self, Part, Place};
use super::tree::{Inline, LineEnding, Piece};

/// Writes running text as lines: the author's lines, broken between words if they are wider than
/// `width`. Code and links are never broken.
pub(super) fn lines(inlines: &[Inline], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in words(inlines, Place::Flow) {
        lines.extend(wrap(&line.words, width));
        if let (LineEnding::Break, Some(last)) = (line.ending, lines.last_mut()) {
            last.push('\\');
        }
    }
    lines
}

/// Writes running text as one line, for a heading, a table cell or the text of a link.
pub(super) fn line(inlines: &[Inline], place: Place) -> String {
    let words: Vec<String> = words(inlines, place).into_iter().flat_map(|it| it.words).collect();
    words.join(" ")
}

struct Line {
    words: Vec<String>,
    ending: LineEnding,
}

fn words(inlines: &[Inline], place: Place) -> Vec<Line> {
    let mut pieces = Vec::new();
    cut(inlines, place, &mut pieces);
    drop_void(&mut pieces);
    let mut lines = Vec::new();
    let mut words = Vec::new();
    let mut word = String::new();
    for piece in pieces.iter().chain([&Piece::End(LineEnding::Line)]) {
        match piece {
            Piece::Text(text) => word.push_str(text),
            Piece::Open(style) | Piece::Close(style) => word.push_str(style.delimiter()),
            Piece::Space | Piece::End(_) if !word.is_empty() => {
                words.push(std::mem::take(&mut word));
            }
            Piece::Space | Piece::End(_) => {}
        }
        if let (Piece::End(ending), false) = (piece, words.is_empty()) {
            lines.push(Line { words: std::mem::take(&mut words), ending: *ending });
        }
    }
    if let Some(last) = lines.last_mut() {
        last.ending = LineEnding::Line;
    }
    lines
}

fn cut(inlines: &[Inline], place: Place, pieces: &mut Vec<Piece>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) if place == Place::LinkText => cut_words(text, place, pieces),
            Inline::Text(text) => {
                for part in escape::split_urls(text) {
                    match part {
                        Part::Words(words) => cut_words(words, place, pieces),
                        Part::Url(url) => pieces.push(Piece::Text(format!("<{url}>"))),
                    }
                }
            }
            Inline::Code(code) if code.is_empty() => {}
            Inline::Code(code) => pieces.push(Piece::Text(escape::code_span(code))),
            Inline::Styled(style, inner) => {
                pieces.push(Piece::Open(*style));
                cut(inner, place, pieces);
                pieces.push(Piece::Close(*style));
            }
            Inline::Link { url, text } => cut_link(url, text, pieces),
            Inline::Line => pieces.push(Piece::End(LineEnding::Line)),
            Inline::Break => pieces.push(Piece::End(LineEnding::Break)),
        }
    }
}

fn cut_words(text: &str, place: Place, pieces: &mut Vec<Piece>) {
    let escaped = escape::escape(text, place);
    for (at, word) in escaped.split(char::is_whitespace).enumerate() {
        if at > 0 {
            pieces.push(Piece::Space);
        }
        if !word.is_empty() {
            pieces.push(Piece::Text(word.to_owned()));
        }
    }
}

fn cut_link(url: &str, text: &[Inline], pieces: &mut Vec<Piece>) {
    let is_own_text = match text {
        [] => true,
        [Inline::Text(text)] => text == url || text.trim().is_empty(),
        _ => false,
    };
    if is_own_text && escape::is_autolink(url) {
        pieces.push(Piece::Text(format!("<{url}>")));
        return;
    }
    let mut shown = line(text, Place::LinkText);
    if shown.is_empty() {
        shown = escape::escape(url, Place::LinkText);
    }
    // This must not be read as a footnote or an image.
    if shown.starts_with('^') {
        shown.insert(0, '\\');
    }
    if let Some(Piece::Text(before)) = pieces.last_mut()
        && before.ends_with('!')
    {
        before.insert(before.len() - 1, '\\');
    }
    pieces.push(Piece::Text(format!("[{shown}]({})", escape::destination(url))));
}

/// Breaks a line between words if it is wider than `width` characters.
fn wrap(words: &[String], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for word in words {
        let length = word.chars().count();
        if taken > 0 && taken + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            taken = 0;
        }
        if taken == 0 {
            line = escape::line_start(word);
            taken = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            taken += 1 + length;
        }
    }
    lines.push(line);
    lines
}

//! Conversion of plain text to Markdown that is read as the same text.

/// The context of a string: in running text, or between the brackets of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Flow,
    LinkText,
}

/// A piece of running text: words to be escaped, or a URL that becomes `<https://...>`.
#[derive(Debug, PartialEq)]
pub(super) enum Part<'a> {
    Words(&'a str),
    Url(&'a str),
}

/// Splits `text` at bare URLs. A URL starts with `http://` or `https://` and ends before the first
/// character that can't be a part of it, without the punctuation of the surrounding sentence.
pub(super) fn split_urls(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut words = 0;
    let mut from = 0;
    while let Some(colon) = text[from..].find("://").map(|at| from + at) {
        from = colon + 3;
        let before = &text[words..colon];
        let Some(scheme) = ["https", "http"].into_iter().find(|it| before.ends_with(it)) else {
            continue;
        };
        let start = colon - scheme.len();
        let Some(end) = url_end(&text[from..]).map(|length| from + length) else { continue };
        if words < start {
            parts.push(Part::Words(&text[words..start]));
        }
        parts.push(Part::Url(&text[start..end]));
        words = end;
        from = end;
    }
    if words < text.len() {
        parts.push(Part::Words(&text[words..]));
    }
    parts
}

/// Returns the length of the URL's part after `://`, or `None` if there is no host.
fn url_end(text: &str) -> Option<usize> {
    let stops = |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`' | '|' | '\\');
    let url = &text[..text.find(stops).unwrap_or(text.len())];
    let surplus = |open: char, close: char| {
        url.matches(close).count().saturating_sub(url.matches(open).count())
    };
    let (mut round, mut square, mut curly) =
        (surplus('(', ')'), surplus('[', ']'), surplus('{', '}'));
    let mut end = url.len();
    for last in url.bytes().rev() {
        let is_trailing = match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' | b'~' => true,
            b')' => take(&mut round),
            b']' => take(&mut square),
            b'}' => take(&mut curly),
            _ => false,
        };
        if !is_trailing {
            return Some(end);
        }
        end -= 1;
    }
    None
}

/// Subtracts one from `count`. Returns false if it is already zero.
fn take(count: &mut usize) -> bool {
    let is_left = *count > 0;
    *count = count.saturating_sub(1);
    is_left
}

/// Escapes everything that has a meaning in Markdown, and nothing else: `snake_case`, `a < b` and
/// `R&D` stay as they are. `line_start` escapes what only has a meaning at the start of a line.
pub(super) fn escape(text: &str, place: Place) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let run = if character == '_' { run_length(rest) } else { character.len_utf8() };
        let (taken, after) = rest.split_at(run);
        let next = after.chars().next();
        let is_special = match character {
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation() || next.is_whitespace()),
            '`' | '*' | '[' => true,
            ']' => place == Place::LinkText,
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(after),
            '_' => !(is_letter(before) && is_letter(next)),
            '~' => !is_approximation(before, next),
            _ => false,
        };
        if is_special {
            taken.chars().for_each(|mark| escaped.extend(['\\', mark]));
        } else {
            escaped.push_str(taken);
        }
        before = Some(character);
        rest = after;
    }
    escaped
}

fn run_length(text: &str) -> usize {
    text.len() - text.trim_start_matches('_').len()
}

fn is_letter(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// Whether the text after an ampersand makes it an entity, as in `&name;` or `&#10;`.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}

/// Whether a tilde is one as in `about ~5 minutes`: it can't end a strikethrough, so none can
/// begin.
fn is_approximation(before: Option<char>, next: Option<char>) -> bool {
    before.is_some_and(char::is_whitespace) && is_letter(next)
}

/// Escapes the first word of a line if it would start a list, a quote, a heading or a rule, or
/// would be the underline of a heading or the second line of a table.
pub(super) fn line_start(word: &str) -> String {
    let all = |marks: &str| !word.is_empty() && word.chars().all(|c| marks.contains(c));
    let number = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if matches!(number, "." | ")") && number.len() < word.len() {
        return format!("{}\\{number}", &word[..word.len() - 1]);
    }
    if word == "+" || word.starts_with('>') || all("-:|") || all("=") || all("#") {
        return format!("\\{word}");
    }
    word.to_owned()
}

/// Returns the URL for the destination of a link: characters that would end it or have another
/// meaning are percent-encoded.
pub(super) fn destination(url: &str) -> String {
    let mut encoded = String::with_capacity(url.len());
    for (at, character) in url.char_indices() {
        match character {
            '&' if is_entity(&url[at + 1..]) => encoded.push_str("&amp;"),
            '(' | ')' | '<' | '>' | '\\' | '`' | '|' => push_encoded(&mut encoded, character),
            _ if character.is_whitespace() => push_encoded(&mut encoded, character),
            _ => encoded.push(character),
        }
    }
    encoded
}

fn push_encoded(encoded: &mut String, character: char) {
    for byte in character.encode_utf8(&mut [0; 4]).bytes() {
        encoded.push_str(&format!("%{byte:02X}"));
    }
}

/// Whether Markdown reads `<url>` as a link to `url`.
pub(super) fn is_autolink(url: &str) -> bool {
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    is_web && url.chars().all(|c| !c.is_whitespace() && !"<>|\\`".contains(c))
}

/// Returns code between as many backticks as necessary.
pub(super) fn code_span(code: &str) -> String {
    let fence = "`".repeat(longest_run(code) + 1);
    let touches = code.starts_with('`') || code.ends_with('`');
    let would_lose_space = code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
    let padding = if touches || would_lose_space { " " } else { "" };
    format!("{fence}{padding}{code}{padding}{fence}")
}

/// Returns the length of the longest run of backticks.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

//! Strings that match a regular expression (`pattern`, ECMA-262).

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;

/// The maximum number of repetitions beyond the lower bound, for a repetition without an upper
/// bound.
const MAX_EXTRA_REPETITIONS: u32 = 4;

/// Returns a string that usually matches `pattern` and has at least `least` characters: look-around
/// is ignored, so the caller must check the string. `None` if the expression can't be parsed.
pub(crate) fn sample(pattern: &str, least: usize, random: &mut Random) -> Option<String> {
    let whole = regex_syntax::parse(pattern).ok();
    let parsed = whole.or_else(|| regex_syntax::parse(&without_look_around(pattern)).ok())?;
    let mut bytes = Vec::new();
    let beyond =
        MAX_EXTRA_REPETITIONS.max(u32::try_from(least.min(2000)).unwrap_or(MAX_EXTRA_REPETITIONS));
    write(&parsed, beyond, random, &mut bytes);
    String::from_utf8(bytes).ok()
}

fn write(hir: &Hir, beyond: u32, random: &mut Random, out: &mut Vec<u8>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => character(class, random, out),
        HirKind::Capture(capture) => write(&capture.sub, beyond, random, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, beyond, random, out)),
        HirKind::Alternation(parts) => {
            if let Some(part) = random.pick(parts) {
                write(part, beyond, random, out);
            }
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(repetition.min.saturating_add(beyond));
            let most = most.min(repetition.min.saturating_add(beyond * 4));
            let range = most.saturating_sub(repetition.min) as usize + 1;
            let times = repetition.min as usize + random.below(range);
            for _ in 0..times {
                write(&repetition.sub, beyond, random, out);
            }
        }
    }
}

/// Returns a character of a class, preferably printable ASCII, since classes such as `\d` are
/// smaller in ECMA-262 than in Unicode.
fn character(class: &Class, random: &mut Random, out: &mut Vec<u8>) {
    let Class::Unicode(class) = class else { return };
    let ranges: Vec<(u32, u32)> =
        class.iter().map(|it| (u32::from(it.start()), u32::from(it.end()))).collect();
    let printable = ranges.iter().map(|&(start, end)| (start.max(0x20), end.min(0x7e)));
    let mut candidates: Vec<(u32, u32)> = printable.filter(|(start, end)| start <= end).collect();
    if candidates.is_empty() {
        candidates = ranges;
    }
    let size = |(start, end): &(u32, u32)| (end - start) as usize + 1;
    let mut place = random.below(candidates.iter().map(size).sum());
    for range in candidates {
        if place < size(&range) {
            let code = range.0 + u32::try_from(place).unwrap_or(0);
            let symbol = char::from_u32(code).unwrap_or('x');
            out.extend_from_slice(symbol.encode_utf8(&mut [0; 4]).as_bytes());
            return;
        }
        place -= size(&range);
    }
}

/// Returns the expression without `(?=..)`, `(?!..)`, `(?<=..)` and `(?<!..)`.
fn without_look_around(pattern: &str) -> String {
    let mut kept = String::new();
    let mut rest = pattern;
    while let Some(symbol) = rest.chars().next() {
        let skipped = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|it| rest.starts_with(it));
        let length = match symbol {
            _ if skipped => group(rest),
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            _ => symbol.len_utf8(),
        };
        if !skipped {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    kept
}

/// Returns the length of the group at the start of `text`.
fn group(text: &str) -> usize {
    let mut depth = 0;
    let mut escaped = false;
    for (at, symbol) in text.char_indices() {
        match symbol {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_match_their_pattern() {
        let mut random = Random::new(1, "");
        let text = sample(r"^(?!x)[a-c]{3}-\d+$", 0, &mut random).expect("a sample");
        assert!(text.len() > 4 && text[..3].chars().all(|it| "abc".contains(it)), "{text}");
        assert!(text[4..].chars().all(|it| it.is_ascii_digit()), "{text}");
    }
}

//! A fast path for JSON strings without escapes: almost all strings.

/// The position after the whitespace that starts at `from` (RFC 8259, 2).
#[inline]
pub(super) fn skip_whitespace(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
    }
    at
}

/// The content of the string at `at`, and its end. `None` if it has an escape, isn't a string or is
/// invalid.
#[inline]
pub(super) fn string(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'"') {
        return None;
    }
    let end = find_special(bytes, at + 1)?;
    if bytes[end] != b'"' {
        return None;
    }
    Some((text.get(at + 1..end)?, end + 1))
}

/// The property name at `at`, after whitespace, and the position after its colon. `None` if it has
/// an escape, isn't a name or is invalid.
#[inline]
pub(super) fn name(text: &str, at: usize) -> Option<(&str, usize)> {
    let (name, end) = string(text, skip_whitespace(text, at))?;
    let colon = skip_whitespace(text, end);
    (text.as_bytes().get(colon) == Some(&b':')).then_some((name, colon + 1))
}

/// The position of the first byte, starting at `from`, that has a meaning in a string: a quote, a
/// backslash or a control character.
#[inline]
fn find_special(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let (words, tail) = rest.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return Some(from + index * 8 + marks.trailing_zeros() as usize / 8);
        }
    }
    let is_special = |byte: &u8| matches!(*byte, b'"' | b'\\' | ..0x20);
    Some(from + words.len() * 8 + tail.iter().position(is_special)?)
}

/// A mask with the highest bit of each special byte. Bytes above the first one may be marked
/// wrongly: see Hacker's Delight, 6-1, on finding a zero byte.
#[inline]
fn marks(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    let below = |word: u64, limit: u8| word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGHS;
    let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    equal(b'"') | equal(b'\\') | below(word, 0x20)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_special_byte_is_found_at_any_position() {
        for special_byte in [b'"', b'\\', 0, 0x1f] {
            for around in [b'a', 0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xff] {
                for at in 0..40 {
                    let mut bytes = [around; 41];
                    assert_eq!(find_special(&bytes, 0), None, "{around:#x}");
                    bytes[at] = special_byte;
                    bytes[40] = b'"';
                    for from in 0..=at {
                        assert_eq!(find_special(&bytes, from), Some(at), "{special_byte} at {at}");
                    }
                }
            }
        }
    }

    #[test]
    fn escaped_strings_are_not_plain() {
        assert_eq!(string("\"aé\"x", 0), Some(("aé", 5)));
        assert_eq!(string("\"\"", 0), Some(("", 2)));
        for text in ["", "\"", "\"a", "a\"", "\"a\\\"", "\"a\\n\"", "\"a\n\""] {
            assert_eq!(string(text, 0), None, "{text:?}");
        }
        assert_eq!(name(" \"a\"\n: 1", 0), Some(("a", 6)));
        assert_eq!(name("\"a\" 1", 0), None);
        assert_eq!(name("}", 0), None);
    }
}

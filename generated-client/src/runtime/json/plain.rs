//! Fast paths for JSON strings without escapes, which are almost all strings, and for values that are
//! skipped before they are read.

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

/// The end of the value at `at`, which is not whitespace. The syntax of the value is not checked.
/// `None` if the text ends before the value.
pub(super) fn value_end(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'"' => string_end(bytes, at),
        b'{' | b'[' => container_end(bytes, at),
        _ => {
            let is_end = |byte: &u8| matches!(*byte, b',' | b'}' | b']' | ..=b' ');
            let length = bytes[at..].iter().position(is_end);
            Some(length.map_or(bytes.len(), |length| at + length))
        }
    }
}

/// The end of the array or object at `at`.
fn container_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = at;
    loop {
        match bytes.get(at)? {
            b'"' => at = string_end(bytes, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
}

/// The end of the string at `at`, which may have escapes.
fn string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at + 1;
    loop {
        at = find_special(bytes, at)?;
        match bytes[at] {
            b'"' => return Some(at + 1),
            // The byte after the backslash is part of the escape.
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
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
    fn the_end_of_a_value_is_found() {
        let strings = [r#""""#, r#""a""#, r#""\"\\""#, r#""\\\"]}""#, r#""é\u0000 long enough""#];
        let scalars = ["0", "-1.5e3", "true", "null"].into_iter().chain(strings);
        let nested = scalars.clone().flat_map(|it| {
            [
                format!("[{it}]"),
                format!("{{ \"]\" : {it} , \"b\":[ {it},[]]}}"),
                format!("[[{it} ],{{}}]"),
            ]
        });
        for value in scalars.map(str::to_owned).chain(nested) {
            for rest in ["", ",1", "}", "]", " ,", "\n}"] {
                let text = format!("  {value}{rest}");
                assert_eq!(value_end(&text, 2), Some(2 + value.len()), "{text}");
            }
        }
        for cut in ["\"", "\"a\\", "\"a\\\"", "[", "[1", "{\"a\":[]", "[\"]"] {
            assert_eq!(value_end(cut, 0), None, "{cut}");
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

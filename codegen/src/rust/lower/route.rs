//! Percent-encoding of path templates.

use std::fmt::Write as _;

use crate::document::text::Text;

/// Returns the path template with all characters percent-encoded that are not allowed in a path or
/// query (RFC 3986, 3.3 and 3.4). Existing escapes, the names of parameters, and a fragment, which
/// is not sent, stay as they are.
pub(super) fn template(path: &Text) -> Text {
    let mut rest = path.as_written();
    let mut template = String::with_capacity(rest.len());
    while let Some((text, name, after)) = parameter(rest) {
        encode(text, &mut template);
        template.push_str(name);
        rest = after;
    }
    encode(rest, &mut template);
    template.into()
}

/// Splits the template at the first parameter: the string before it, the parameter with its braces,
/// and the string after it.
fn parameter(text: &str) -> Option<(&str, &str, &str)> {
    let start = text.find('{')?;
    let end = start + text[start..].find('}')? + 1;
    Some((&text[..start], &text[start..end], &text[end..]))
}

fn encode(text: &str, template: &mut String) {
    let (text, fragment) = text.split_at(text.find('#').unwrap_or(text.len()));
    for (index, character) in text.char_indices() {
        let is_escape =
            || text[index + 1..].bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        if may_stay(character) || character == '%' && is_escape() {
            template.push(character);
        } else {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(template, "%{byte:02X}");
            }
        }
    }
    template.push_str(fragment);
}

/// Whether a character is allowed in a path or query: `pchar`, `/`, `?`. A brace outside of
/// parameters is kept, so that the call reports it.
fn may_stay(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?{}".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_invalid_path_characters_are_encoded() {
        for (path, expected) in [
            ("/a/{b c}/d", "/a/{b c}/d"),
            ("/café/{é}", "/caf%C3%A9/{é}"),
            ("/two words|\\^`\"<>[0]", "/two%20words%7C%5C%5E%60%22%3C%3E%5B0%5D"),
            ("/plus+one/a:b@c;d=e,f!$&'()*-._~", "/plus+one/a:b@c;d=e,f!$&'()*-._~"),
            ("/100%/%/%2/%2f%zz", "/100%25/%25/%252/%2f%25zz"),
            ("/a?b=c d&e[]=1#a b", "/a?b=c%20d&e%5B%5D=1#a b"),
            ("/a{b", "/a{b"),
            ("/\u{1}\n", "/%01%0A"),
        ] {
            assert_eq!(template(&path.into()).as_written(), expected, "{path:?}");
        }
    }
}

//! Strings: by pattern, by format (OpenAPI Format Registry; JSON Schema 2020-12 Validation, 7.3),
//! or with arbitrary characters.

use serde_json::Value;

use super::pattern;
use crate::random::Random;
use crate::schemas::Conjunction;

/// The number of attempts to match a pattern within the length bounds.
const MAX_ATTEMPTS: usize = 12;

const WORDS: [&str; 12] = [
    "alpha",
    "Beta",
    "",
    "0",
    "null",
    "a \"quoted\" \\ text",
    "line\nbreak\t",
    "żółć 日本 🦀",
    "</x>",
    "\u{1}\u{7f}",
    "https://example.com/a?b=c#d",
    "x",
];

/// Returns a string.
pub(super) fn sample(schema: &Conjunction<'_>, random: &mut Random) -> String {
    let bound = |keyword: &str, pick: fn(u64, u64) -> u64| {
        schema.all(keyword).filter_map(whole).reduce(pick).and_then(|it| usize::try_from(it).ok())
    };
    let least = bound("minLength", u64::max).unwrap_or(0);
    let most = bound("maxLength", u64::min).unwrap_or(usize::MAX);
    if let Some(expression) = schema.text("pattern") {
        for _ in 0..MAX_ATTEMPTS {
            let Some(text) = pattern::sample(expression, least, random) else { break };
            let length = text.chars().count();
            if (least..=most).contains(&length) {
                return text;
            }
        }
    }
    // `contentEncoding` doesn't constrain the text, but authors expect that encoding.
    let format = schema.text("format").or_else(|| schema.text("contentEncoding"));
    if let Some(text) = format.and_then(|format| of_format(format, random)) {
        return text;
    }
    let mut text = (*random.pick(&WORDS).unwrap_or(&"x")).to_owned();
    while text.chars().count() < least.min(5000) {
        text.push_str(random.pick(&WORDS).unwrap_or(&"x"));
        text.push('y');
    }
    text.chars().take(most).collect()
}

/// Returns the value of a bound, which may be written as `3.0`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounds are small")]
pub(crate) fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_f64().filter(|it| *it >= 0.0).map(|it| it as u64))
}

fn of_format(format: &str, random: &mut Random) -> Option<String> {
    let number = |random: &mut Random, end: usize| random.below(end);
    Some(match format {
        "date-time" => date_time(random),
        "date" => date(random),
        "time" => format!("{:02}:{:02}:{:02}Z", number(random, 24), number(random, 60), 7),
        "duration" => format!("P{}DT{}H", number(random, 30), number(random, 24)),
        "email" | "idn-email" => format!("user+{}@example.com", number(random, 1000)),
        "hostname" | "idn-hostname" => format!("host-{}.example.com", number(random, 1000)),
        "ipv4" => format!("10.{}.{}.1", number(random, 256), number(random, 256)),
        "ipv6" => format!("2001:db8::{:x}", number(random, 65536)),
        "uri" | "url" | "iri" => format!("https://example.com/%7Ea/{}?q=ü", number(random, 99))
            .replace('ü', if format == "iri" { "ü" } else { "u" }),
        "uri-reference" | "iri-reference" => format!("../a/{}#b", number(random, 99)),
        "uri-template" => format!("https://example.com/{{a}}/{}{{?b,c}}", number(random, 99)),
        "json-pointer" => format!("/a~1b/{}", number(random, 99)),
        "relative-json-pointer" => format!("{}/a~1b", number(random, 9)),
        "regex" => "^a+$".to_owned(),
        // `contentEncoding` is an annotation (JSON Schema 2020-12 Validation, 8.2): any text is
        // valid.
        "byte" | "base64" => {
            ["", "AA==", "aGVsbG8=", "/+8=", "AAEC", "-_8", "a b"][number(random, 7)].to_owned()
        }
        "base64url" => {
            ["", "AA==", "aGVsbG8", "-_8=", "AAEC", "/+8=", "a b"][number(random, 7)].to_owned()
        }
        _ if format.starts_with("uuid") => uuid(random),
        _ => return None,
    })
}

fn date(random: &mut Random) -> String {
    let year = [1, 1970, 1999, 2024, 2100, 9999][random.below(6)];
    format!("{year:04}-{:02}-{:02}", random.below(12) + 1, random.below(28) + 1)
}

/// Returns a date-time (RFC 3339, 5.6), in every spelling that is allowed.
fn date_time(random: &mut Random) -> String {
    let year = [1970, 1969, 2024, 2038, 2100][random.below(5)];
    let day = format!("{year:04}-{:02}-{:02}", random.below(12) + 1, random.below(28) + 1);
    let fraction = ["", "", ".5", ".123", ".123456", ".123456789", ".000001"][random.below(7)];
    let offset = ["Z", "Z", "z", "+00:00", "-00:00", "+05:30", "-11:45"][random.below(7)];
    let separator = if random.one_in(12) { 't' } else { 'T' };
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    format!("{day}{separator}{hour:02}:{minute:02}:{second:02}{fraction}{offset}")
}

fn uuid(random: &mut Random) -> String {
    let (high, low) = (random.next(), random.next());
    let variant = 0x8000 | (low >> 48 & 0x3fff);
    let text = format!(
        "{:08x}-{:04x}-4{:03x}-{variant:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low & 0xffff_ffff_ffff
    );
    if random.one_in(8) { text.to_uppercase() } else { text }
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::formats::{Accuracy, FORMATS, Kind};

    use super::*;

    #[test]
    fn every_format_of_strings_is_sampled() {
        let mut random = Random::new(0, "formats");
        let strings = FORMATS.iter().filter(|it| it.kind == Kind::String);
        for format in strings.filter(|it| it.accuracy != Accuracy::Annotation) {
            assert!(of_format(format.name, &mut random).is_some(), "{}", format.name);
        }
    }
}

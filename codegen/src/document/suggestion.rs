//! "Did you mean" suggestions: the allowed word that is most similar to the author's.

use crate::document::text::visible_line;

/// Returns the word of `allowed` that `written` is most likely a typo of, or `None` if none is
/// similar.
///
/// Words of up to five letters may have one typo, longer ones two, ignoring case. Swapping two
/// adjacent letters is one typo.
pub(crate) fn closest_match<'a>(
    written: &str,
    allowed: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = written.to_lowercase();
    let slips = if written.chars().count() <= 5 { 1 } else { 2 };
    allowed
        .into_iter()
        .filter(|word| word.len().abs_diff(written.len()) <= 3)
        .map(|word| (strsim::damerau_levenshtein(&lower, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Formats words as a list on one line: "`a`, `b` or `c`".
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> =
        words.into_iter().map(|word| format!("`{}`", visible_line(word))).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_are_recognized() {
        let words = ["properties", "type", "in", "patternProperties"];
        assert_eq!(closest_match("propertis", words), Some("properties"));
        assert_eq!(closest_match("tpye", words), Some("type"));
        assert_eq!(closest_match("patternproperties", words), Some("patternProperties"));
        assert_eq!(closest_match("id", words), Some("in"));
        assert_eq!(closest_match("units", words), None);
    }

    #[test]
    fn lists_are_formatted_as_a_sentence() {
        assert_eq!(listed(["a"]), "`a`");
        assert_eq!(listed(["a", "b", "c"]), "`a`, `b` or `c`");
    }
}

//! The anchors of headings, as GitHub makes them: of two that would be equal the second gets a
//! number.

use std::collections::HashMap;

use super::cell;

/// The anchors of a page so far, each with the number that the last one of its kind got.
#[derive(Default)]
pub(super) struct Anchors {
    seen: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading.
    pub(super) fn add(&mut self, heading: &str) -> String {
        let kept = |it: &char| it.is_alphanumeric() || matches!(it, '_' | '-' | ' ');
        let plain: String = heading.to_lowercase().chars().filter(kept).collect();
        let plain = plain.trim().replace(' ', "-");
        let mut anchor = plain.clone();
        while self.seen.contains_key(&anchor) {
            let number = self.seen.entry(plain.clone()).or_default();
            *number += 1;
            anchor = format!("{plain}-{number}");
        }
        self.seen.insert(anchor.clone(), 0);
        anchor
    }

    /// Adds the headings of a text.
    pub(super) fn add_all(&mut self, markdown: &str) {
        for heading in cell::headings(markdown) {
            self.add(heading);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_are_numbered() {
        let mut anchors = Anchors::default();
        anchors.add_all("# List\n\n```text\n# create\n```\n\n#hash");
        let names = ["list", "create", "Example Usage", "example_usage", "list", "r#type"];
        let anchors = names.map(|it| anchors.add(it));
        let expected = ["list-1", "create", "example-usage", "example_usage", "list-2", "rtype"];
        assert_eq!(anchors, expected);
    }
}

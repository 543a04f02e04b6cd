//! The guards of the variants of a union, in words.

use crate::document::formats::Form;
use crate::document::text::{Json, Text};
use crate::document::value_test::{JsonKind, Test, ValuePattern};
use crate::rust::items::{Guard, Selection, Union, Variant};

/// The formatting of strings from the document.
pub(crate) struct Style {
    /// Formats the name of a property.
    pub(crate) name: fn(&Text) -> String,
    /// Formats a value.
    pub(crate) value: fn(&Json) -> String,
    /// The separator before the last of several values.
    pub(crate) or: &'static str,
    /// The location of the first item of an array, `[0]`.
    pub(crate) first_item: &'static str,
    /// The separator between two tests.
    pub(crate) and: &'static str,
}

impl Style {
    /// Returns the locations whose values are compared: `type`, `benefit.type`; empty if the
    /// variants are selected by JSON type.
    pub(crate) fn places(&self, selection: &Selection) -> Vec<String> {
        match selection {
            Selection::Tag(property) => vec![(self.name)(property)],
            Selection::Places(places) => {
                places.iter().filter(|it| !it.is_empty()).map(|it| self.path(it)).collect()
            }
        }
    }

    /// Returns a sentence about the locations; empty if the variants are selected by the value
    /// itself, such as by its JSON type.
    pub(crate) fn sentence(&self, selection: &Selection) -> String {
        let is_itself =
            matches!(selection, Selection::Places(places) if places.iter().any(Vec::is_empty));
        let places = self.places(selection).join(" and ");
        match (places.is_empty(), is_itself) {
            (true, _) => String::new(),
            (false, true) => format!("The variant is selected by the value itself and {places}."),
            (false, false) => format!("The variant is selected by {places}."),
        }
    }

    /// Returns the guard of a variant, in words.
    pub(crate) fn guard(&self, union: &Union, variant: &Variant) -> String {
        let tests = match (&union.selection, &variant.guard) {
            (Selection::Places(_), Guard::Tests(tests)) if tests.is_empty() => {
                return "anything else".to_owned();
            }
            (Selection::Places(places), Guard::Tests(tests)) => places.iter().zip(tests),
            (_, Guard::Tags(tags)) => {
                let tags: Vec<_> = tags.iter().map(|tag| (self.value)(&Json::from(tag))).collect();
                return tags.join(self.or);
            }
            (Selection::Tag(_), Guard::Tests(_)) => return String::new(),
        };
        let tests: Vec<_> = tests.filter_map(|(place, test)| self.test(place, test)).collect();
        if tests.is_empty() { "any value".to_owned() } else { tests.join(self.and) }
    }

    fn test(&self, place: &[Text], test: &Test) -> Option<String> {
        let path = self.path(place);
        Some(match test {
            Test::Any => return None,
            Test::Absent => format!("no {path}"),
            Test::Present => format!("has {path}"),
            Test::Is(patterns) if place.is_empty() => self.patterns(patterns),
            Test::Is(patterns) => format!("{path}{}", self.comparison(patterns)),
            Test::May(patterns) => format!("{path}{} or absent", self.comparison(patterns)),
        })
    }

    /// Returns the expected values at a location: ` = "a"`, ` is a string`.
    fn comparison(&self, patterns: &[ValuePattern]) -> String {
        let is_values = patterns.iter().all(|pattern| matches!(pattern, ValuePattern::Value(_)));
        let verb = if is_values { "=" } else { "is" };
        format!(" {verb} {}", self.patterns(patterns))
    }

    fn patterns(&self, patterns: &[ValuePattern]) -> String {
        patterns.iter().map(|it| self.pattern(it)).collect::<Vec<_>>().join(self.or)
    }

    fn pattern(&self, pattern: &ValuePattern) -> String {
        match pattern {
            ValuePattern::Kind(kind) => kind_words(*kind).to_owned(),
            ValuePattern::Value(value) => (self.value)(value),
            ValuePattern::Form(form) => form_words(*form).to_owned(),
            ValuePattern::Except(values) => {
                let values: Vec<_> = values.iter().map(self.value).collect();
                format!("a string but {}", values.join(self.or))
            }
        }
    }

    /// Joins the names with dots.
    fn path(&self, path: &[Text]) -> String {
        let mut text = String::new();
        for name in path {
            match *name == "0" {
                true => text.push_str(self.first_item),
                false if text.is_empty() => text.push_str(&(self.name)(name)),
                false => {
                    text.push('.');
                    text.push_str(&(self.name)(name));
                }
            }
        }
        text
    }
}

fn kind_words(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "a boolean",
        JsonKind::Integer => "an integer",
        JsonKind::Number => "a number",
        JsonKind::String => "a string",
        JsonKind::Array => "an array",
        JsonKind::Object => "an object",
    }
}

fn form_words(form: Form) -> &'static str {
    match form {
        Form::Uuid => "a UUID",
        Form::DateTime => "a date-time",
        Form::Date => "a date",
        Form::Time => "a time",
        Form::Duration => "a duration",
        Form::Ipv4 => "an IPv4 address",
        Form::Ipv6 => "an IPv6 address",
    }
}

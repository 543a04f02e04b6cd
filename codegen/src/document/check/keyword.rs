//! Keyword checks: collects the keywords that aren't allowed in their object, and reports an error
//! for each probable typo and a warning for each kind of harmless keyword.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::place::{Place, Places};
use super::report::{MAX_DIAGNOSTICS, Report};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::{Field, Kind, Others, Shape, Version};
use crate::document::suggestion::closest_match;

/// The reason why a keyword is reported.
#[derive(Clone, Copy)]
pub(super) enum Keyword {
    /// The specification doesn't define the keyword.
    Unknown {
        /// The keyword that it is probably a typo of.
        similar: Option<&'static Field>,
        /// The meaning of unknown keys in this kind of object.
        others: Others,
    },
    /// The keyword was added in a newer version than the document declares.
    Newer(Version),
    /// The keyword is next to a `$ref`, which makes it meaningless.
    BesideRef,
    /// A range of status codes in lower case.
    LowerCase,
}

/// The reportable keywords that were found.
pub(super) struct Keywords<'a> {
    version: Version,
    uses: Vec<KeywordUse<'a>>,
    /// The indices into `uses` of the keywords that are reported only once, however often they
    /// occur.
    harmless: HashMap<(Kind, &'a str), usize>,
}

struct KeywordUse<'a> {
    kind: Kind,
    key: &'a str,
    place: Place,
    keyword: Keyword,
    times: usize,
}

impl<'a> Keywords<'a> {
    pub(super) fn new(version: Version) -> Self {
        Self { version, uses: Vec::new(), harmless: HashMap::new() }
    }

    /// Records a keyword in an object of the given kind at `place`.
    pub(super) fn record(&mut self, kind: Kind, key: &'a str, place: Place, keyword: Keyword) {
        let usage = KeywordUse { kind, key, place, keyword, times: 1 };
        if self.is_full() {
            return;
        }
        if keyword.is_error() {
            self.uses.push(usage);
        } else if let Some(first) = self.harmless.get(&(kind, key)) {
            self.uses[*first].times += 1;
        } else {
            self.harmless.insert((kind, key), self.uses.len());
            self.uses.push(usage);
        }
    }

    /// Returns the keyword that `key` is probably a typo of: one that the object doesn't have yet.
    pub(super) fn similar_field(
        &self,
        kind: Kind,
        members: &Map<String, Value>,
        key: &str,
    ) -> Option<&'static Field> {
        if self.is_full() {
            return None;
        }
        let absent = |field: &&Field| field.since.is_some() && !members.contains_key(field.name);
        let fields = kind.object().fields.iter().filter(absent);
        let similar = closest_match(key, fields.map(|field| field.name))?;
        kind.object().field(similar)
    }

    /// Whether the limit is reached, so that no more keywords need to be recorded.
    fn is_full(&self) -> bool {
        self.uses.len() >= MAX_DIAGNOSTICS
    }

    /// Reports one diagnostic for each typo, and one at the first occurrence of each harmless
    /// keyword.
    pub(super) fn report(&self, places: &Places<'_>, report: &mut Report<'_>) {
        for usage in &self.uses {
            let at = places.pointer(usage.place).child(usage.key);
            let mut message = usage.message(self.version);
            match usage.times {
                1 => {}
                2 => message.push_str("; 1 more occurrence"),
                times => message.push_str(&format!("; {} more occurrences", times - 1)),
            }
            let diagnostic = match usage.keyword.is_error() {
                true => Diagnostic::error(Code::UnknownKeyword, &at, message),
                false => Diagnostic::warning(Code::UnknownKeyword, &at, message),
            };
            report.push(diagnostic.help(usage.help()));
        }
    }
}

impl Keyword {
    /// Whether the keyword is an error, since its meaning would be lost. A typo in a bound only
    /// loses a line of documentation: bounds don't change the Rust types.
    fn is_error(self) -> bool {
        match self {
            Self::Unknown { others: Others::Lost, .. } => true,
            Self::Unknown { similar: Some(field), .. } => {
                !matches!(field.shape, Shape::Count | Shape::Number | Shape::Bound)
            }
            _ => false,
        }
    }
}

impl KeywordUse<'_> {
    fn message(&self, version: Version) -> String {
        let (key, name) = (self.key, self.kind.object().name);
        match self.keyword {
            Keyword::Unknown { .. } => format!("`{key}` is not a keyword of {name}"),
            Keyword::Newer(since) => format!(
                "`{key}` is a keyword of OpenAPI {since}, but the document is OpenAPI {version}; \
                 it is read anyway"
            ),
            Keyword::BesideRef => format!("`{key}` is ignored, because it is next to a `$ref`"),
            Keyword::LowerCase => format!("`{key}` is read as `{}`", key.to_uppercase()),
        }
    }

    fn help(&self) -> String {
        match self.keyword {
            Keyword::Unknown { similar: Some(similar), .. } => {
                format!("did you mean `{}`?", similar.name)
            }
            Keyword::Unknown { .. } if misses_schema(self.kind, self.key) => {
                format!("put the type in a schema: `schema: {{{}: ...}}`", self.key)
            }
            Keyword::Unknown { .. } if self.key.contains('/') => {
                format!("a media type is an entry of `content`: `content: {{{}: ...}}`", self.key)
            }
            Keyword::Unknown { .. } if self.key.starts_with('$') => {
                "no version of OpenAPI 3 has it: remove it".to_owned()
            }
            Keyword::Unknown { .. } => {
                format!("remove it, or make it an extension: `x-{}`", self.key)
            }
            Keyword::Newer(since) => format!("set `openapi: {since}.0`"),
            Keyword::BesideRef => "move it to the target of the `$ref`, or remove it".to_owned(),
            Keyword::LowerCase => format!("write `{}`", self.key.to_uppercase()),
        }
    }
}

/// Whether the author probably meant a Swagger 2.0 parameter, whose type is next to its name.
fn misses_schema(kind: Kind, key: &str) -> bool {
    matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType)
        && Kind::Schema.object().field(key).is_some_and(|field| field.since.is_some())
}

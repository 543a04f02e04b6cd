//! `[errors]`: the locations of the API's error message in error responses.

use serde::Deserialize;
use toml::Spanned;

use super::pagination::Problem;
use crate::document::pointer::JsonPointer;

/// The table `[errors]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ErrorsTable {
    /// JSON Pointers into the body of a response; the first that leads to a message is used.
    #[serde(default)]
    message: Vec<Spanned<String>>,
}

impl ErrorsTable {
    /// Returns the locations of messages, and the mistakes in them.
    pub(super) fn places(self) -> (Vec<JsonPointer>, Vec<Problem>) {
        let (mut places, mut problems) = (Vec::new(), Vec::new());
        for place in self.message {
            match JsonPointer::parse(place.get_ref()).filter(|_| is_pointer(place.get_ref())) {
                Some(pointer) if !places.contains(&pointer) => places.push(pointer),
                Some(_) => {
                    let message = format!("`{}` is listed twice", place.get_ref());
                    problems.push((place.span(), message, "remove one of them".to_owned()));
                }
                None if place.get_ref().is_empty() => {
                    let message = "the JSON Pointer is empty: it refers to the whole body";
                    let help =
                        "write the location of the message in the body, as in `\"/message\"`";
                    problems.push((place.span(), message.to_owned(), help.to_owned()));
                }
                None => {
                    let message = format!("`{}` is not a JSON Pointer", place.get_ref());
                    let help = "write it as in `\"/fault/reason\"`, with `~1` for `/` and `~0` for \
                                `~` in a name";
                    problems.push((place.span(), message, help.to_owned()));
                }
            }
        }
        (places, problems)
    }
}

/// Returns `true` for the JSON Pointer of a value inside another one (RFC 6901, 3).
fn is_pointer(text: &str) -> bool {
    let mut escapes = text.split('~').skip(1);
    text.starts_with('/') && escapes.all(|rest| rest.starts_with(['0', '1']))
}

//! How types are written in the details of a change.

use super::code;
use crate::output::emit::type_text;
use crate::rust::items::TypeRef;

/// The type as the compiler sees it.
pub(super) fn text(value: &TypeRef) -> String {
    type_text(&value.without_aliases())
}

pub(super) fn type_code(value: &TypeRef) -> String {
    code(&type_text(value))
}

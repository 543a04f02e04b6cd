//! Types in Markdown, with links to the crate's types.

use super::type_ref::type_text;
use crate::rust::items::TypeRef;
use crate::rust::names::TypeName;

/// Returns a type in Markdown: inline code if it contains no type of the crate, otherwise a phrase
/// in which `link` is called for each of them.
pub(crate) fn linked_type(value: &TypeRef, link: &impl Fn(&TypeName) -> String) -> String {
    if !names_a_type(value) {
        return format!("`{}`", type_text(value));
    }
    let inner = |value: &TypeRef| nested(value, link);
    match value {
        TypeRef::Named(name) | TypeRef::Alias(name, _) => link(name),
        TypeRef::Option(value) => format!("Option\\<{}\\>", inner(value)),
        TypeRef::Vec(value) => format!("Vec\\<{}\\>", inner(value)),
        TypeRef::Maybe(value) => format!("Maybe\\<{}\\>", inner(value)),
        TypeRef::RestItems(value) => format!("RestItems\\<{}\\>", inner(value)),
        TypeRef::EventStream(value) => format!("EventStream\\<{}\\>", inner(value)),
        TypeRef::JsonLines(value) => format!("JsonLines\\<{}\\>", inner(value)),
        TypeRef::Boxed(value) => format!("Box\\<{}\\>", inner(value)),
        TypeRef::Map(value) => format!("BTreeMap\\<String, {}\\>", inner(value)),
        TypeRef::Tuple(items) => {
            let items: Vec<String> = items.iter().map(inner).collect();
            format!("({})", items.join(", "))
        }
        other => format!("`{}`", type_text(other)),
    }
}

/// Returns a type inside a linked one: a phrase, not code.
fn nested(value: &TypeRef, link: &impl Fn(&TypeName) -> String) -> String {
    if names_a_type(value) {
        linked_type(value, link)
    } else {
        type_text(value).replace('<', "\\<").replace('>', "\\>")
    }
}

/// Returns `true` if it is a type of the crate.
pub(crate) fn names_a_type(value: &TypeRef) -> bool {
    matches!(value, TypeRef::Named(_) | TypeRef::Alias(..))
        || value.parts().iter().any(names_a_type)
}

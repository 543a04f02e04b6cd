//! The locations of pages, and links between them.

use crate::output::emit::{field_type_text, linked_type, names_a_type};
use crate::rust::file_names::is_device;
use crate::rust::items::{Field, Presence, TypeRef};
use crate::rust::names::{ModuleName, TypeName};

/// The path of the page of webhooks in the crate.
pub(super) const WEBHOOKS: &str = "docs/webhooks.md";

/// Returns the path of a type's page in the crate.
pub(super) fn model_path(name: &TypeName) -> String {
    format!("docs/models/{}.md", kebab(name.as_str()))
}

/// Returns the path of a resource's page in the crate.
pub(super) fn resource_path(name: &ModuleName) -> String {
    format!("docs/resources/{}.md", resource_file(name))
}

/// Returns a resource's name in paths.
pub(super) fn resource_file(name: &ModuleName) -> String {
    name.as_str().trim_start_matches("r#").replace('_', "-")
}

/// Returns `country-alpha2` for `CountryAlpha2`. It is unique for each type: capital letters can be
/// reconstructed.
pub(super) fn kebab(name: &str) -> String {
    let mut kebab = String::with_capacity(name.len() + 4);
    for (at, symbol) in name.trim_start_matches("r#").char_indices() {
        if symbol.is_uppercase() && at > 0 {
            kebab.push('-');
        }
        kebab.extend(symbol.to_lowercase());
    }
    if is_device(&kebab) {
        kebab.push('-');
    }
    kebab
}

/// Returns a type for a cell, with links to pages of types, which are in `models`.
pub(super) fn type_link(value: &TypeRef, models: &str) -> String {
    linked_type(value, &|name| format!("[{name}]({models}{}.md)", kebab(name.as_str())))
}

/// Returns the type of a field for a cell.
pub(super) fn field_type_link(field: &Field, models: &str) -> String {
    let wrapper = match field.presence {
        Presence::Required => return type_link(&field.value, models),
        Presence::RequiredNullable | Presence::Optional => "Option",
        Presence::OptionalNullable => "Maybe",
    };
    if names_a_type(&field.value) {
        format!("{wrapper}\\<{}\\>", type_link(&field.value, models))
    } else {
        format!("`{}`", field_type_text(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_paths_that_can_be_read_back() {
        for (name, expected) in
            [("CountryAlpha2", "country-alpha2"), ("AB", "a-b"), ("Ab", "ab"), ("Con", "con-")]
        {
            assert_eq!(kebab(name), expected);
        }
    }

    #[test]
    fn a_type_without_a_page_is_code() {
        let value = TypeRef::Vec(Box::new(TypeRef::String));
        assert_eq!(type_link(&value, ""), "`Vec<String>`");
    }
}

//! `src/doctests.rs`: the pages as documentation of private modules, so that `cargo test --doc`
//! compiles their examples. `lib.rs` has it under `cfg(doctest)` only.

use std::fmt::Write as _;

use super::link;
use crate::format::HEADER;
use crate::rust::Crate;

/// The module.
pub(super) fn module(krate: &Crate) -> String {
    let mut text = format!("{HEADER}//! The examples of the pages.\n\n");
    let mut page = |name: &str, path: &str| {
        let _ = writeln!(text, "#[doc = include_str!(\"../{path}\")] mod {name} {{}}");
    };
    page("readme", "README.md");
    for module in &krate.operations {
        let name = format!("resource_{}", module.name.as_str().trim_start_matches("r#"));
        page(&name, &link::resource_path(&module.name));
    }
    if krate.webhooks.is_some() {
        page("webhooks", link::WEBHOOKS);
    }
    for item in krate.types.iter().flat_map(|module| &module.items) {
        let name = format!("model_{}", link::kebab(item.name.as_str()).replace('-', "_"));
        page(&name, &link::model_path(&item.name));
    }
    text
}

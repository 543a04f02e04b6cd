//! `docs/README.md`: the index of all pages.

use super::{blocks, link};
use crate::rust::items::{Crate, Type, TypeKind};

/// Returns the index.
pub(super) fn page(krate: &Crate) -> String {
    let title = format!("# {}", krate.package.name);
    let resources: String = krate
        .operations
        .iter()
        .map(|module| {
            let file = link::resource_file(&module.name);
            let anchors = super::resource::anchors(module);
            let operations = module.operations.iter().zip(anchors).map(|(it, anchor)| {
                format!(
                    "  - [{}](resources/{file}.md#{anchor}){}\n",
                    it.function,
                    dash(&it.summary)
                )
            });
            let operations: String = operations.collect();
            format!("- [{}](resources/{file}.md)\n{operations}", module.resource)
        })
        .collect();
    let models = krate.types.iter().flat_map(|module| &module.items);
    let mut models: Vec<&Type> = models.collect();
    models.sort_by_key(|item| item.name.as_str());
    let models: String = models.into_iter().map(model).collect();
    let section = |title: &str, list: &str| match list {
        "" => String::new(),
        list => format!("## {title}\n\n{list}"),
    };
    let webhooks = krate.webhooks.as_ref().map_or("", |_| "[Webhooks](webhooks.md)");
    let (resources, models) = (section("Resources", &resources), section("Models", &models));
    blocks([title.as_str(), &resources, webhooks, &models])
}

fn model(item: &Type) -> String {
    let kind = match item.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
        TypeKind::Newtype(_) => "newtype",
    };
    format!("- [{}](models/{}.md) - {kind}\n", item.name, link::kebab(item.name.as_str()))
}

fn dash(summary: &str) -> String {
    if summary.is_empty() { String::new() } else { format!(" - {summary}") }
}

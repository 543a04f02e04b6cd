//! The public API of the generator, one line per item: a change to it is a change to the snapshot.

use quote::ToTokens;
use syn::{ImplItem, Item, ItemImpl, UseTree, Visibility};

use super::{SOURCES, sources};

#[test]
fn the_public_api_is_reviewed() {
    let names = exported();
    let mut lines = Vec::new();
    for source in sources().iter().filter(|source| source.module.starts_with("library/")) {
        let file = syn::parse_file(&source.text).expect("Rust");
        lines.extend(file.items.iter().flat_map(|item| described(item, &names)));
    }
    lines.sort();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("public-api.txt", lines.join("\n")));
}

/// Returns the names that the root of the crate exports, except the hidden module.
fn exported() -> Vec<String> {
    let root = std::fs::read_to_string(format!("{SOURCES}/lib.rs")).expect("a text file");
    let mut names = Vec::new();
    let mut modules = Vec::new();
    for item in syn::parse_file(&root).expect("Rust").items {
        match item {
            Item::Mod(item) if matches!(item.vis, Visibility::Public(_)) => {
                modules.push(item.ident.to_string());
            }
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => {
                used(&item.tree, &mut names);
            }
            Item::Mod(_) | Item::Use(_) => {}
            other => panic!("another item than a module or an import: {}", text(&other)),
        }
    }
    assert_eq!(modules, ["internals"], "all other modules are private");
    names
}

fn used(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => used(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|it| used(it, names)),
        UseTree::Rename(_) | UseTree::Glob(_) => panic!("neither a rename nor `*`"),
    }
}

/// Returns the lines of an item with one of these names, and of its methods and traits.
fn described(item: &Item, names: &[String]) -> Vec<String> {
    let is_public = |name: &str| names.iter().any(|it| it == name);
    match item {
        Item::Struct(item) if is_public(&item.ident.to_string()) => {
            let fields = item.fields.iter().filter(|it| matches!(it.vis, Visibility::Public(_)));
            let fields = fields.map(|it| format!("{}.{}", item.ident, text(&it.ident)));
            let derives = item.attrs.iter().filter(|it| it.path().is_ident("derive"));
            let derives: String = derives.map(|it| text(&it.meta)).collect();
            std::iter::once(format!("struct {}: {derives}", item.ident)).chain(fields).collect()
        }
        Item::Fn(item) if is_public(&item.sig.ident.to_string()) => vec![text(&item.sig)],
        Item::Impl(item) if is_public(&text(&item.self_ty)) => implemented(item),
        _ => Vec::new(),
    }
}

fn implemented(item: &ItemImpl) -> Vec<String> {
    let name = text(&item.self_ty);
    if let Some((path, _)) = &item.trait_ {
        return vec![format!("impl {} for {name}", text(path))];
    }
    let methods = item.items.iter().filter_map(|member| match member {
        ImplItem::Fn(method) if matches!(method.vis, Visibility::Public(_)) => {
            Some(format!("{name}: {}", text(&method.sig)))
        }
        _ => None,
    });
    methods.collect()
}

/// Returns the tokens on one line.
fn text(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string()
}

//! The build script. It reads the runtime's sources and lists its files, so that the generator
//! contains them, the names that generated names must not shadow (methods of its types, its exports,
//! and the names that its macros write), and the variants of its error.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, ExprLit, GenericArgument, Generics, ImplItem, Item, Lit, Meta, MetaNameValue,
    PathArguments, TraitItem, Type, TypePath, UseTree, Variant, Visibility,
};

/// The types of the runtime that get methods named after items of a document.
const EXTENDED: [&str; 3] = ["Call", "Client", "ClientBuilder"];

/// A path in the repository, and the corresponding link in `packaged`.
type Place = (&'static str, &'static str);

const RUNTIME: Place = ("runtime/src/runtime", "runtime");

/// Text files that are embedded in the generator, by the environment variable that contains their
/// path.
const TEXTS: [(&str, Place); 4] = [
    ("RUNTIME_MANIFEST", ("runtime/Cargo.toml", "runtime.toml")),
    ("DIAGNOSTICS", ("../docs/diagnostics.md", "diagnostics.md")),
    ("LICENSE_MIT", ("../LICENSE-MIT", "LICENSE-MIT")),
    ("LICENSE_APACHE", ("../LICENSE-APACHE", "LICENSE-APACHE")),
];

/// Returns the path of a file: the one in the repository, or the link in the published package,
/// from which Cargo excludes the package `runtime` and files outside of this one. The links aren't
/// used in the repository because some checkouts don't support them.
fn place(root: &Path, (repository, packaged): Place) -> PathBuf {
    match root.join("runtime/Cargo.toml").exists() {
        true => root.join(repository),
        false => root.join("packaged").join(packaged),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    for (name, path) in TEXTS {
        println!("cargo::rustc-env={name}={}", place(&root, path).display());
    }
    let runtime = place(&root, RUNTIME);
    println!("cargo::rerun-if-changed={}", runtime.display());
    let sources = sources(&runtime)?;
    fs::write(out.join("runtime_files.rs"), listed(&runtime, &sources))?;
    fs::write(out.join("runtime_methods.rs"), methods(&sources)?)?;
    for (list, file) in [("runtime_exports.rs", "mod.rs"), ("json_exports.rs", "json/mod.rs")] {
        fs::write(out.join(list), names(&exports(&runtime.join(file))?))?;
    }
    let macros = sources.iter().filter(|path| path.starts_with(runtime.join("json/macros")));
    let macros =
        macros.map(|path| written(path, Side::Expansion)).collect::<Result<Vec<_>, _>>()?;
    fs::write(out.join("json_macros.rs"), names(&macros.into_iter().flatten().collect()))?;
    let pattern = written(&runtime.join("macros.rs"), Side::Pattern)?;
    fs::write(out.join("operation_macro.rs"), names(&pattern))?;
    let traits = traits(&runtime.join("json/mod.rs"))?;
    fs::write(out.join("json_traits.rs"), names(&traits.into_keys().collect()))?;
    let traits = traits_and_types(&runtime.join("operation.rs"))?;
    fs::write(out.join("operation_trait.rs"), names(&traits))?;
    let variants = variants(&runtime.join("error/mod.rs"), "Error")?;
    fs::write(out.join("error_variants.rs"), format!("&{variants:?}\n"))?;
    Ok(())
}

/// Formats names as `&[name]`.
fn names(names: &BTreeSet<String>) -> String {
    let names: Vec<&String> = names.iter().collect();
    format!("&{names:?}\n")
}

/// Returns the types and traits that the crate or its users import from a module.
fn exports(path: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut exports = BTreeSet::new();
    for item in syn::parse_file(&fs::read_to_string(path)?)?.items {
        if let Item::Use(item) = item
            && !matches!(item.vis, Visibility::Inherited)
        {
            imported(&item.tree, &mut exports);
        }
    }
    Ok(exports)
}

fn imported(tree: &UseTree, names: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => imported(&path.tree, names),
        UseTree::Name(name) => names.extend(Some(name.ident.to_string()).filter(|it| is_type(it))),
        UseTree::Group(group) => group.items.iter().for_each(|it| imported(it, names)),
        UseTree::Rename(_) | UseTree::Glob(_) => {}
    }
}

/// Returns the public traits of a module, with the types and traits in their signatures.
fn traits(path: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, Box<dyn Error>> {
    let mut traits = BTreeMap::new();
    for item in syn::parse_file(&fs::read_to_string(path)?)?.items {
        if let Item::Trait(item) = item
            && !matches!(item.vis, Visibility::Inherited)
        {
            let mut types = BTreeSet::new();
            for member in item.items {
                if let TraitItem::Fn(method) = member {
                    bare(method.sig.into_token_stream(), &mut types);
                }
            }
            traits.insert(item.ident.to_string(), types);
        }
    }
    Ok(traits)
}

/// Returns the same names as one set.
fn traits_and_types(path: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let traits = traits(path)?;
    Ok(traits.into_iter().flat_map(|(name, types)| types.into_iter().chain([name])).collect())
}

/// Returns the variants of an enum, each with the first paragraph of its documentation.
fn variants(path: &Path, name: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let items = syn::parse_file(&fs::read_to_string(path)?)?.items;
    let item = items.into_iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == name => Some(item),
        _ => None,
    });
    let item = item.ok_or_else(|| format!("{} has no enum {name}", path.display()))?;
    let described = |variant: Variant| {
        let lines = variant.attrs.iter().filter_map(doc_line);
        let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        (variant.ident.to_string(), lines.join(" "))
    };
    Ok(item.variants.into_iter().map(described).collect())
}

/// Returns the line of a documentation comment.
fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(MetaNameValue { path, value, .. }) = &attribute.meta else { return None };
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) if path.is_ident("doc") => {
            Some(text.value().trim().to_owned())
        }
        _ => None,
    }
}

/// A side of a rule of `macro_rules!`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The input.
    Pattern,
    /// The output.
    Expansion,
}

/// Returns the types and traits that the macros of a file mention without a path: `Call`, but not
/// `$crate::runtime::Call`.
fn written(path: &Path, side: Side) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut names = BTreeSet::new();
    for item in syn::parse_file(&fs::read_to_string(path)?)?.items {
        if let Item::Macro(item) = item {
            // Repeated `(pattern) => { expansion };`.
            let groups = item.mac.tokens.into_iter().filter_map(|token| match token {
                TokenTree::Group(group) => Some(group.stream()),
                _ => None,
            });
            let skipped = usize::from(side == Side::Expansion);
            groups.skip(skipped).step_by(2).for_each(|it| bare(it, &mut names));
        }
    }
    Ok(names)
}

fn bare(tokens: TokenStream, names: &mut BTreeSet<String>) {
    // The previous two tokens, if they are punctuation.
    let mut before = [' '; 2];
    for token in tokens {
        match &token {
            TokenTree::Group(group) => bare(group.stream(), names),
            TokenTree::Ident(name) if before != [':', ':'] => {
                names.extend(Some(name.to_string()).filter(|it| is_type(it)));
            }
            _ => {}
        }
        let sign = match token {
            TokenTree::Punct(sign) => sign.as_char(),
            _ => ' ',
        };
        before = [before[1], sign];
    }
}

/// Returns `true` for the name of a type or trait, not for a constant or a type parameter.
fn is_type(name: &str) -> bool {
    name != "Self"
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.contains(|symbol: char| symbol.is_ascii_lowercase())
}

/// Formats the sources as `&[(name, text)]`.
fn listed(runtime: &Path, sources: &[PathBuf]) -> String {
    let mut list = String::from("&[\n");
    for path in sources {
        let name = path.strip_prefix(runtime).unwrap_or(path);
        let name = name.to_string_lossy().replace('\\', "/");
        let path = path.to_string_lossy();
        let _ = writeln!(list, "    ({name:?}, include_str!({path:?})),");
    }
    list.push_str("]\n");
    list
}

/// Formats the methods of each extended type as `&[(type, &[method])]`, including those of its
/// traits. Methods of only some instances of a generic type are listed under `Call<..>`.
fn methods(sources: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources {
        for item in syn::parse_file(&fs::read_to_string(path)?)?.items {
            let Item::Impl(block) = item else { continue };
            let Type::Path(of) = &*block.self_ty else { continue };
            let Some(name) = of.path.segments.last().map(|it| it.ident.to_string()) else {
                continue;
            };
            if EXTENDED.contains(&name.as_str()) {
                let name = if is_of_all(of, &block.generics) { name } else { name + "<..>" };
                let own = block.items.into_iter().filter_map(|it| match it {
                    ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                    _ => None,
                });
                methods.entry(name).or_default().extend(own);
            }
        }
    }
    let rows: Vec<(String, Vec<String>)> =
        methods.into_iter().map(|(name, own)| (name, own.into_iter().collect())).collect();
    let mut list = String::from("&[\n");
    for (name, own) in rows {
        let _ = writeln!(list, "    ({name:?}, &{own:?}),");
    }
    list.push_str("]\n");
    Ok(list)
}

/// Returns `true` if an `impl` is for all instances of a generic type: for `Call<Op>`, not for
/// `Call<AnyRequest>`.
fn is_of_all(of: &TypePath, generics: &Generics) -> bool {
    let Some(PathArguments::AngleBracketed(arguments)) =
        of.path.segments.last().map(|it| &it.arguments)
    else {
        return true;
    };
    arguments.args.iter().all(|argument| match argument {
        GenericArgument::Type(Type::Path(argument)) => {
            generics.type_params().any(|it| argument.path.is_ident(&it.ident))
        }
        _ => true,
    })
}

/// Returns every Rust file in a folder and its subfolders, sorted.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

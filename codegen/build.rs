//! Reads the runtime's sources: lists its files, so that the generator carries them in itself, and
//! the names that no name of a document may hide: methods of its types, its exports, and the names
//! that its macros write.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    GenericArgument, Generics, ImplItem, Item, PathArguments, TraitItem, Type, TypePath, UseTree,
    Visibility,
};

/// The types of the runtime that get methods named after parts of a document.
const EXTENDED: [&str; 3] = ["Call", "Client", "ClientBuilder"];

/// A path in the repository, and the link to it in `packaged`.
type Place = (&'static str, &'static str);

const RUNTIME: Place = ("runtime/src/runtime", "runtime");

/// Texts that the generator carries in itself, by the variable that has their path.
const TEXTS: [(&str, Place); 4] = [
    ("RUNTIME_MANIFEST", ("runtime/Cargo.toml", "runtime.toml")),
    ("DIAGNOSTICS", ("../docs/diagnostics.md", "diagnostics.md")),
    ("LICENSE_MIT", ("../LICENSE-MIT", "LICENSE-MIT")),
    ("LICENSE_APACHE", ("../LICENSE-APACHE", "LICENSE-APACHE")),
];

/// Where something is: in the repository, or in the published package, in which Cargo has left out the
/// package `runtime` and what is outside of this one, and has put copies in place of the links. The links
/// are not used in the repository, since not every checkout has them as such.
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
    Ok(())
}

/// Names as `&[name]`.
fn names(names: &BTreeSet<String>) -> String {
    let names: Vec<&String> = names.iter().collect();
    format!("&{names:?}\n")
}

/// The types and traits that the crate or its users import from a module.
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

/// The public traits of a module, with the names of types and traits that their signatures have.
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

/// The same names in one list.
fn traits_and_types(path: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let traits = traits(path)?;
    Ok(traits.into_iter().flat_map(|(name, types)| types.into_iter().chain([name])).collect())
}

/// A side of a rule of `macro_rules!`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The input.
    Pattern,
    /// The output.
    Expansion,
}

/// The names of types and traits that the macros of a file have without a path. `Call` is one, and
/// `$crate::runtime::Call` is not.
fn written(path: &Path, side: Side) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let mut names = BTreeSet::new();
    for item in syn::parse_file(&fs::read_to_string(path)?)?.items {
        if let Item::Macro(item) = item {
            // `(pattern) => { expansion };`, again and again.
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
    // The two tokens before, where they are signs.
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

/// Whether this is the name of a type or a trait: neither a constant nor a parameter.
fn is_type(name: &str) -> bool {
    name != "Self"
        && name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.contains(|symbol: char| symbol.is_ascii_lowercase())
}

/// The sources as `&[(name, text)]`.
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

/// The methods of each extended type as `&[(type, &[method])]`: its own and those of traits. Those of
/// some values of a generic type only are at `Call<..>`.
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

/// Whether an `impl` is for all types of a name: `Call<Op>`, and not `Call<AnyRequest>`, whose methods
/// no other call has.
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

/// Every Rust file below a folder, sorted.
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

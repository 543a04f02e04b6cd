//! Reads the runtime's sources: lists its files, so that the generator carries them in itself, and
//! the methods of its types, which no name of a document may hide.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use syn::{ImplItem, Item, Type};

/// The types of the runtime that get methods named after parts of a document.
const EXTENDED: [&str; 3] = ["Call", "Client", "ClientBuilder"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let runtime = root.join("runtime/src/runtime");
    println!("cargo::rerun-if-changed={}", runtime.display());
    let sources = sources(&runtime)?;
    fs::write(out.join("runtime_files.rs"), listed(&runtime, &sources))?;
    fs::write(out.join("runtime_methods.rs"), methods(&sources)?)?;
    Ok(())
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

/// The methods of each extended type as `&[(type, &[method])]`: its own and those of traits.
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

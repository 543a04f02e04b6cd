//! Import cycles: modules of one folder that import each other, directly or indirectly. A module
//! and its submodules count as one, and items in the folder's own module are available to all.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};

use super::{Source, sources, tables::CIRCLES};

/// The imports between the modules of a folder, each with the files that have it.
type Imports = BTreeMap<(String, String), BTreeSet<String>>;

/// The path of a module, from the root.
type Place = Vec<String>;

#[test]
fn import_cycles_are_reviewed() {
    let sources = sources();
    let mut faults = Vec::new();
    for (folder, imports) in imports_by_folder(&sources) {
        let is_natural = CIRCLES.iter().any(|(natural, _)| *natural == folder);
        let circle: Vec<_> = in_cycles(&imports);
        if is_natural {
            assert!(!circle.is_empty(), "`{folder}` no longer has a cycle");
            continue;
        }
        faults.extend(circle.iter().map(|((from, to), files)| {
            let files: Vec<_> = files.iter().map(String::as_str).collect();
            format!("{folder}: `{from}` imports `{to}`, in {}", files.join(", "))
        }));
    }
    assert!(faults.is_empty(), "import cycles:\n{}", faults.join("\n"));
}

/// Returns the imports between modules of the same folder, by folder. The modules at the root are
/// floors.
fn imports_by_folder(sources: &[Source]) -> BTreeMap<String, Imports> {
    let mut folders: BTreeMap<String, Imports> = BTreeMap::new();
    for source in sources {
        let place = place(&source.path);
        for target in targets(source, &place) {
            let shared = place.iter().zip(&target).take_while(|(one, other)| one == other).count();
            let (Some(from), Some(to)) = (place.get(shared), target.get(shared)) else { continue };
            if shared > 0 {
                let imports = folders.entry(place[..shared].join("/")).or_default();
                let files = imports.entry((from.clone(), to.clone())).or_default();
                files.insert(source.path.clone());
            }
        }
    }
    folders
}

fn place(path: &str) -> Place {
    path.trim_end_matches(".rs").split('/').map(str::to_owned).collect()
}

/// Returns the items that a file refers to by a path from the root or from a parent module.
fn targets(source: &Source, place: &Place) -> Vec<Place> {
    let tokens: TokenStream = source.code().parse().expect("Rust");
    let mut paths = Vec::new();
    gather(tokens, &[], &mut paths);
    let absolute = paths.into_iter().filter_map(|path| {
        let ups = path.iter().take_while(|it| *it == "super").count();
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" => Some([&place[..place.len().checked_sub(ups)?], &path[ups..]].concat()),
            _ => None,
        }
    });
    absolute.collect()
}

/// Collects every path, including the paths in imports with braces: `a::{b, c::d}` is `a::b` and
/// `a::c::d`.
fn gather(tokens: TokenStream, before: &[String], paths: &mut Vec<Place>) {
    let mut path = before.to_vec();
    let mut colons = 2;
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if colons < 2 {
                    paths.push(std::mem::replace(&mut path, before.to_vec()));
                }
                path.push(name.to_string());
                colons = 0;
            }
            TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
            TokenTree::Group(group) if colons == 2 => gather(group.stream(), &path, paths),
            other => {
                paths.push(std::mem::replace(&mut path, before.to_vec()));
                colons = 2;
                if let TokenTree::Group(group) = other {
                    gather(group.stream(), &[], paths);
                }
            }
        }
    }
    paths.push(path);
}

/// Returns the imports that are part of a cycle.
fn in_cycles(imports: &Imports) -> Vec<(&(String, String), &BTreeSet<String>)> {
    imports.iter().filter(|((from, to), _)| is_reachable(imports, to, from)).collect()
}

fn is_reachable(imports: &Imports, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::from([from]);
    let mut pending = vec![from];
    while let Some(next) = pending.pop() {
        let below = imports.keys().filter(|(it, _)| it == next).map(|(_, it)| it.as_str());
        for module in below {
            if module == to {
                return true;
            }
            if seen.insert(module) {
                pending.push(module);
            }
        }
    }
    false
}

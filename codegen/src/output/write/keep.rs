//! Edits of generated files that are carried over: returns the files to be written, with the edits
//! in the folder of the files that the configuration lists.
//!
//! The generated version of such a file is also stored in [`BASE_FOLDER`]: it is the base of a
//! three-way merge. Conflicting changes are marked as in Git.

mod version;

use std::fs;
use std::path::Path;

use diffy::{ConflictStyle, MergeOptions};

use super::path::{PathState, fault, path_state};
use super::{failed, output_error};
use crate::config::KeptFile;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;
use crate::output::Output;

/// The folder of the bases, in the output folder.
pub(super) const BASE_FOLDER: &str = ".codegen-keep";

/// The files to be written.
#[derive(Debug)]
pub struct Merged {
    /// All files, including the bases.
    pub output: Output,
    /// Warnings about conflicts, and about edits without a base.
    pub warnings: Vec<Diagnostic>,
}

/// Applies the edits of the files in `folder` that match `kept` to `output`. `previous` is the
/// previously generated output, if known: the base of a file that has none in the folder yet.
///
/// # Errors
///
/// Returns an error with [`Code::Output`] if a file can't be read, or has unresolved conflicts and
/// would be merged again.
pub fn keep(
    mut output: Output,
    folder: &Path,
    kept: &[KeptFile],
    previous: Option<&Output>,
) -> Result<Merged, Diagnostic> {
    let mut warnings = Vec::new();
    let is_kept = |path: &String| kept.iter().any(|it| it.matches(path)) && fault(path).is_none();
    let paths: Vec<String> = output.keys().filter(|path| is_kept(path)).cloned().collect();
    for path in paths {
        let generated = output.get(&path).cloned().unwrap_or_default();
        let place = format!("{BASE_FOLDER}/{path}");
        let base = current(folder, &place)?.or_else(|| previous?.get(&path).cloned());
        if let Some(edited) = current(folder, &path)? {
            let text = match &base {
                Some(base) => merged(base, &edited, &generated, &folder.join(&path))?,
                None => {
                    if edited != generated {
                        warnings.push(unknown_base(&folder.join(&path)));
                    }
                    edited
                }
            };
            if has_conflicts(&text) {
                warnings.push(conflicts(&folder.join(&path)));
            }
            output.insert(path, text);
        }
        output.insert(place, generated);
    }
    Ok(Merged { output, warnings })
}

/// Returns the contents of the file at `path`, or `None` if there isn't one. Other items at the
/// path are reported when the files are compared.
fn current(folder: &Path, path: &str) -> Result<Option<String>, Diagnostic> {
    if path_state(folder, path)? != PathState::File {
        return Ok(None);
    }
    let place = folder.join(path);
    let text = fs::read_to_string(&place).map_err(|error| failed("read", &place, &error))?;
    Ok(Some(text))
}

/// Merges the edits between `base` and `edited` into the generated file.
fn merged(base: &str, edited: &str, generated: &str, place: &Path) -> Result<String, Diagnostic> {
    if base == generated {
        return Ok(edited.to_owned());
    }
    if has_conflicts(edited) {
        let message = format!("`{}` has conflicts that are not resolved", place.display());
        let help = "resolve them, and run the same command again";
        return Err(output_error(place, message).help(help));
    }
    let lines = version::Lines::new(base, generated);
    let (base, edited) = (lines.replaced(base), lines.replaced(edited));
    let mut options = MergeOptions::new();
    options.set_conflict_style(ConflictStyle::Merge);
    // A file with conflict markers is still written.
    Ok(options.merge(&base, &edited, generated).unwrap_or_else(|conflicts| conflicts))
}

/// Returns `true` if a file contains conflict markers in the usual order.
fn has_conflicts(text: &str) -> bool {
    let mut lines = text.lines();
    ["<<<<<<< ", "=======", ">>>>>>> "].iter().all(|mark| lines.any(|it| it.starts_with(mark)))
}

fn conflicts(place: &Path) -> Diagnostic {
    let message =
        format!("`{}` has conflicts between edits and the newly generated file", place.display());
    warning(place, message)
        .help("resolve the conflicts between `<<<<<<<` and `>>>>>>>`, and remove these lines")
}

fn unknown_base(place: &Path) -> Diagnostic {
    let message = format!(
        "`{}` differs from the generated file, and its previous generated version is not known: \
         all differences are kept as edits",
        place.display()
    );
    warning(place, message).help("compare it with the file of the same path below `.codegen-keep`")
}

fn warning(place: &Path, message: String) -> Diagnostic {
    Diagnostic::warning(Code::Output, &JsonPointer::root(), message)
        .span(place.display().to_string(), 0..0)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    const PATH: &str = "a/b.rs";

    fn output(text: &str) -> Output {
        BTreeMap::from([(PATH.to_owned(), text.to_owned())])
    }

    /// Creates a folder in which the file was generated as `base`, and edited.
    fn folder(base: Option<&str>, edited: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let place = folder.path().join(path);
            fs::create_dir_all(place.parent().expect("a folder")).expect("created");
            fs::write(place, text).expect("written");
        };
        write(PATH, edited);
        if let Some(base) = base {
            write(".codegen-keep/a/b.rs", base);
        }
        folder
    }

    fn kept(base: Option<&str>, edited: &str, generated: &str) -> Result<Merged, Diagnostic> {
        let folder = folder(base, edited);
        keep(output(generated), folder.path(), &[KeptFile("a/*".to_owned())], None)
    }

    fn text(merged: &Merged) -> &str {
        &merged.output[PATH]
    }

    #[test]
    fn edits_are_carried_over() {
        let merged =
            kept(Some("1\n2\n3\n4\n"), "one\n2\n3\n4\n", "1\n2\n3\nfour\n").expect("merged");
        assert_eq!(text(&merged), "one\n2\n3\nfour\n");
        assert_eq!(merged.output[".codegen-keep/a/b.rs"], "1\n2\n3\nfour\n");
        assert_eq!(merged.warnings, []);
        let folder = folder(Some("1\n"), "one\n");
        let merged = keep(output("1\n"), folder.path(), &[], None).expect("merged");
        assert_eq!(merged.output, output("1\n"), "no pattern lists the file");
    }

    #[test]
    fn concurrent_edits_conflict_until_resolved() {
        let merged = kept(Some("1\n"), "one\n", "uno\n").expect("merged");
        assert_eq!(text(&merged), "<<<<<<< ours\none\n=======\nuno\n>>>>>>> theirs\n");
        assert!(merged.warnings[0].message.contains("has conflicts"), "{:?}", merged.warnings);
        let again = kept(Some("uno\n"), text(&merged), "uno\n").expect("merged");
        assert_eq!((text(&again), again.warnings.len()), (text(&merged), 1));
        let error = kept(Some("uno\n"), text(&merged), "unus\n").expect_err("an error");
        assert!(error.message.contains("not resolved"), "{error:?}");
    }

    #[test]
    fn an_edited_file_without_a_base_is_unchanged() {
        let merged = kept(None, "one\n", "uno\n").expect("merged");
        assert_eq!((text(&merged), merged.warnings.len()), ("one\n", 1));
        let merged = kept(None, "uno\n", "uno\n").expect("merged");
        assert_eq!((text(&merged), merged.warnings.len()), ("uno\n", 0));
        let (folder, kept) = (folder(None, "1\ntwo\n3\n4\n"), [KeptFile(PATH.to_owned())]);
        let previous = output("1\n2\n3\n4\n");
        let merged = keep(output("1\n2\n3\nfour\n"), folder.path(), &kept, Some(&previous));
        assert_eq!(text(&merged.expect("merged")), "1\ntwo\n3\nfour\n");
    }

    #[test]
    fn versions_are_never_a_conflict() {
        let manifest = |version: &str, name: &str| {
            format!("[package]\nversion = \"{version}\"\ndescription = \"{name}\"\n")
        };
        for mine in ["0.1.0", "0.1.1"] {
            let (base, edited) = (manifest("0.1.0", "a"), manifest(mine, "mine"));
            let merged = kept(Some(&base), &edited, &manifest("0.2.0", "a")).expect("merged");
            assert_eq!(text(&merged), manifest("0.2.0", "mine"));
        }
    }
}

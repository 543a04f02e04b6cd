//! Counts the lines of the Rust files in a folder.

use std::fs;
use std::io;
use std::path::Path;

/// Returns the number of lines of all files `*.rs` below `folder`, including comments and blank
/// lines.
///
/// # Errors
///
/// A folder or file can't be read.
pub fn count(folder: &Path) -> io::Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            if entry.file_name() != "target" {
                lines += count(&path)?;
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += fs::read(&path)?.iter().filter(|byte| **byte == b'\n').count();
        }
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rust_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("src/a")).expect("created");
        for (name, text) in [("src/lib.rs", "1\n\n3\n"), ("src/a/b.rs", "4\n"), ("c.toml", "\n")] {
            fs::write(folder.path().join(name), text).expect("written");
        }
        assert_eq!(count(folder.path()).expect("a count"), 4);
    }
}

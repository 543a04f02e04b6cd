//! `docs/benchmarks.md`: replaces the sections of the parts that were run, with a date, and keeps
//! the others.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::arguments::Part;

const TITLE: &str = "# Benchmarks\n";
const INTRODUCTION: &str = "
The generator and its clients, compared with other generators of Rust clients on real documents.
`cargo xtask bench --write --date YYYY-MM-DD` measures and writes this page. `user` is the user CPU
time of all threads, which other processes affect less than the elapsed time.
";

/// Writes `sections`, measured on the day `date`, into the page at `file`.
pub(super) fn write(file: &Path, date: &str, sections: &[(Part, String)]) -> io::Result<()> {
    let before = if file.exists() { fs::read_to_string(file)? } else { String::new() };
    let machine = machine();
    let mut page = before;
    for (part, section) in sections {
        let section = format!("Measured on {date}, {machine}.\n\n{section}");
        page = replace(&page, part.name(), section.trim_end());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, page)
}

/// Returns `page` with the section `title` replaced, or appended.
fn replace(page: &str, title: &str, section: &str) -> String {
    let heading = format!("## {title}");
    let section = format!("{heading}\n\n{section}\n");
    let mut parts: Vec<String> = Vec::new();
    for line in page.lines() {
        match parts.last_mut() {
            Some(part) if !line.starts_with("## ") => {
                part.push('\n');
                part.push_str(line);
            }
            _ => parts.push(line.to_owned()),
        }
    }
    if parts.is_empty() {
        parts.push(format!("{TITLE}{INTRODUCTION}"));
    }
    match parts.iter_mut().find(|part| part.lines().next() == Some(&heading)) {
        Some(part) => *part = section,
        None => parts.push(section),
    }
    let parts: Vec<&str> = parts.iter().map(|part| part.trim_end()).collect();
    parts.join("\n\n") + "\n"
}

/// Returns the compiler and the number of processors.
fn machine() -> String {
    let output = Command::new("rustc").arg("--version").output();
    let version = output.map(|it| String::from_utf8_lossy(&it.stdout).into_owned());
    let version = version.unwrap_or_default();
    let version: Vec<&str> = version.split_whitespace().take(2).collect();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{processors} processors, {}", version.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_named_section_is_replaced() {
        let page = replace("", "A", "one");
        assert!(page.starts_with("# Benchmarks\n\nThe generator"), "{page}");
        let page = replace(&page, "B", "two\n\n| x |");
        let page = replace(&page, "A", "three");
        assert!(page.ends_with("\n\n## A\n\nthree\n\n## B\n\ntwo\n\n| x |\n"), "{page}");
        assert_eq!(replace(&page, "A", "three"), page);
    }
}

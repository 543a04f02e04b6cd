//! The parser of `codegen.toml`: returns the `Config` and the entries that must have an effect.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use toml::Spanned;

use super::default::{SENSITIVE, SEPARATOR};
use super::errors::ErrorsTable;
use super::keep::{KeepTable, KeptFile};
use super::package::PackageTable;
use super::pagination::PaginationTable;
use super::polling::PollingTable;
use super::retries::RetriesTable;
use super::table::{File, GroupBy, OperationsTable};
use super::{
    Config, Entries, FormatType, Grouping, Package, PageRule, Pattern, PollRule, Selection,
};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, Span};
use crate::document::load::ReferenceRoot;
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::{closest_match, listed};

/// Parses the `text` of the configuration `file`. Its paths are relative to the file's folder.
///
/// Reports a `configuration` error with a location for each entry that is unknown or has the wrong
/// type, and returns `None` if there is one.
pub fn read(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Option<(Config, Entries)> {
    let mut reading = ConfigReader { file, diagnostics, valid: true };
    let table: File = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            reading.malformed(text, &error);
            return None;
        }
    };
    let result = reading.config(table);
    reading.valid.then_some(result)
}

struct ConfigReader<'a> {
    file: &'a str,
    diagnostics: &'a mut Diagnostics,
    valid: bool,
}

impl ConfigReader<'_> {
    fn problem(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.valid = false;
        self.diagnostics.push(
            Diagnostic::error(Code::Configuration, &JsonPointer::root(), message)
                .help(help)
                .span(self.file, at),
        );
    }

    /// Reports a file that isn't TOML or doesn't have the structure of the tables.
    fn malformed(&mut self, text: &str, error: &toml::de::Error) {
        let at = error.span().unwrap_or(0..0);
        let message = error.message();
        // In serde's messages, the text from the file and the allowed values are in backticks.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let written = quoted.next().unwrap_or_default();
        let allowed: Vec<&str> = quoted.collect();
        let help = match closest_match(written, allowed.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if message.starts_with("missing field") => {
                format!("add `{written} = ...`; paths are relative to this file")
            }
            None if !allowed.is_empty() => {
                format!("use {}", listed(allowed.iter().copied()))
            }
            None if text.trim().is_empty() => {
                "start with `document = \"openapi.yaml\"` and `output = \"client\"`".to_owned()
            }
            None => match message.rsplit_once("expected ").map(|(_, wanted)| wanted) {
                Some("a sequence") if message.starts_with("invalid type: map") => {
                    "write the header with two brackets, as in `[[polling]]`".to_owned()
                }
                Some("a sequence") => "write a list, as in `[\"one\", \"two\"]`".to_owned(),
                Some("a string" | "a borrowed string" | "path string") => {
                    "write it in quotes".to_owned()
                }
                _ => "correct this line".to_owned(),
            },
        };
        let clause = match message.split_once(", expected ") {
            Some((clause, _)) if !allowed.is_empty() => clause,
            _ => message.lines().next().unwrap_or(message),
        };
        self.problem(at, clause, help);
    }

    fn config(&mut self, table: File) -> (Config, Entries) {
        let folder = Path::new(self.file).parent().unwrap_or(Path::new(""));
        let mut entries = Entries { file: self.file.to_owned(), ..Entries::default() };
        let config = Config {
            document: relative(folder, &table.document),
            text: None,
            reference_root: match &table.reference_root {
                Some(path) => ReferenceRoot::Folder(relative(folder, path)),
                None => ReferenceRoot::Document,
            },
            source: table.source.and_then(|url| self.source(&url)),
            overlays: table.overlays.iter().map(|path| relative(folder, path)).collect(),
            selection: Selection {
                include: self.patterns(&table.select.include),
                exclude: self.patterns(&table.select.exclude),
            },
            output: relative(folder, &table.output),
            package: self.package(table.package),
            grouping: self.grouping(&table.operations),
            pagination: self.pagination(table.pagination, &mut entries),
            polling: self.polling(table.polling, &mut entries),
            idempotency_key: self.idempotency_key(table.retries),
            messages: self.messages(table.errors),
            formats: self.formats(&table.formats, &mut entries),
            resources: self.resources(&table.operations.resources, &mut entries),
            names: self.names(&table.names, &mut entries),
            sensitive: sensitive(table.sensitive, &mut entries),
            kept: self.kept(table.keep, &mut entries),
            per_resource: table.features.per_resource,
            accept: self.accept(&table.accept, &mut entries),
        };
        (config, entries)
    }

    fn source(&mut self, url: &Spanned<String>) -> Option<String> {
        let text = url.get_ref();
        let after = ["https://", "http://"].into_iter().find_map(|it| text.strip_prefix(it));
        if after.is_some_and(|rest| !rest.is_empty()) && !text.contains(char::is_whitespace) {
            return Some(text.clone());
        }
        let message = "`source` is not an `https` URL";
        let help = "write it as in `source = \"https://api.example.com/openapi.json\"`; for a \
                    local file, use `document`";
        self.problem(url.span(), message, help);
        None
    }

    fn package(&mut self, table: PackageTable) -> Package {
        let (package, problems) = table.package(self.file);
        for (at, message, help) in problems {
            self.problem(at, message, help);
        }
        package
    }

    fn grouping(&mut self, table: &OperationsTable) -> Option<Grouping> {
        Some(match (table.group_by, &table.separator) {
            (None, None) => return None,
            (Some(GroupBy::OperationId), None) => Grouping::default(),
            (None | Some(GroupBy::OperationId), Some(separator)) => {
                if separator.get_ref().is_empty() {
                    let help = format!("remove it, or write a separator such as {SEPARATOR:?}");
                    self.problem(separator.span(), "the separator is empty", help);
                }
                Grouping::OperationId { separator: separator.get_ref().clone() }
            }
            (Some(GroupBy::Tag), None) => Grouping::Tag,
            (Some(GroupBy::Tag), Some(separator)) => {
                let message = "the separator is not used when operations are grouped by tag";
                self.problem(separator.span(), message, "remove the entry");
                Grouping::Tag
            }
        })
    }

    fn pagination(&mut self, tables: Vec<PaginationTable>, entries: &mut Entries) -> Vec<PageRule> {
        let mut rules = Vec::new();
        for table in tables {
            let span = table.span();
            match table.rule() {
                Ok(rule) => {
                    rules.push(rule);
                    entries.pagination.push(span);
                }
                Err((at, message, help)) => self.problem(at, message, help),
            }
        }
        rules
    }

    fn polling(&mut self, tables: Vec<PollingTable>, entries: &mut Entries) -> Vec<PollRule> {
        let mut rules: Vec<PollRule> = Vec::new();
        for table in tables {
            let span = table.span();
            match table.rule() {
                Ok(rule) if rules.iter().any(|it| it.operation == rule.operation) => {
                    let message = format!("`{}` already has a rule", rule.operation);
                    self.problem(span, message, "remove one of them");
                }
                Ok(rule) => {
                    rules.push(rule);
                    entries.polling.push(span);
                }
                Err((at, message, help)) => self.problem(at, message, help),
            }
        }
        rules
    }

    fn idempotency_key(&mut self, table: RetriesTable) -> Option<String> {
        let outcome = table.idempotency_key();
        outcome.unwrap_or_else(|(at, message, help)| {
            self.problem(at, message, help);
            None
        })
    }

    fn messages(&mut self, table: ErrorsTable) -> Vec<JsonPointer> {
        let (places, problems) = table.places();
        for (at, message, help) in problems {
            self.problem(at, message, help);
        }
        places
    }

    fn kept(&mut self, table: KeepTable, entries: &mut Entries) -> Vec<KeptFile> {
        let (files, problems) = table.files();
        for (at, message, help) in problems {
            self.problem(at, message, help);
        }
        let (kept, places) = files.into_iter().unzip();
        entries.kept = places;
        kept
    }

    fn formats(
        &mut self,
        table: &BTreeMap<Spanned<String>, Spanned<String>>,
        entries: &mut Entries,
    ) -> BTreeMap<String, FormatType> {
        let mut formats = BTreeMap::new();
        for (format, name) in table {
            let known = FormatType::ALL.into_iter().find(|it| it.name() == name.get_ref());
            let Some(format_type) = known else {
                let names = || FormatType::ALL.into_iter().map(FormatType::name);
                self.unknown_word(name, "type", names);
                continue;
            };
            formats.insert(format.get_ref().clone(), format_type);
            entries.formats.push((format.get_ref().clone(), format.span()));
        }
        formats
    }

    fn names(
        &mut self,
        table: &BTreeMap<Spanned<String>, Spanned<String>>,
        entries: &mut Entries,
    ) -> BTreeMap<JsonPointer, String> {
        let mut names = BTreeMap::new();
        for (key, name) in table {
            let Some(pointer) = JsonPointer::parse(key.get_ref()) else {
                let message = format!("`{}` is not a JSON Pointer", key.get_ref());
                self.problem(key.span(), message, "write it as in `\"#/components/schemas/Pet\"`");
                continue;
            };
            self.identifier(name);
            entries.names.push((pointer.clone(), key.span()));
            if names.insert(pointer, name.get_ref().clone()).is_some() {
                let message = "duplicate JSON Pointer, with and without `#`";
                self.problem(key.span(), message, "remove one of them");
            }
        }
        names
    }

    fn resources(
        &mut self,
        table: &BTreeMap<Spanned<String>, Spanned<String>>,
        entries: &mut Entries,
    ) -> BTreeMap<String, String> {
        let mut resources = BTreeMap::new();
        for (resource, name) in table {
            self.identifier(name);
            entries.resources.push((resource.get_ref().clone(), resource.span()));
            resources.insert(resource.get_ref().clone(), name.get_ref().clone());
        }
        resources
    }

    /// Reports a name that can't be a Rust identifier.
    fn identifier(&mut self, name: &Spanned<String>) {
        if !is_identifier(name.get_ref()) {
            let message = format!("`{}` can't be a Rust name", name.get_ref());
            self.problem(name.span(), message, "use letters, digits and `_`");
        }
    }

    fn patterns(&mut self, list: &[Spanned<String>]) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in list {
            match Pattern::parse(text.get_ref()) {
                Ok(pattern) => {
                    let span = Span { file: self.file.to_owned(), bytes: text.span() };
                    patterns.push(Pattern { span: Some(span), ..pattern });
                }
                Err(problem) => {
                    let help = "write a pattern as in `tag:orders`, `path:/v1/*`, \
                                `operation:orders:list` or `webhook:order.*`";
                    self.problem(text.span(), problem, help);
                }
            }
        }
        patterns
    }

    fn accept(&mut self, list: &[Spanned<String>], entries: &mut Entries) -> Vec<Code> {
        let mut accepted = Vec::new();
        for name in list {
            match Code::ALL.iter().find(|code| code.as_str() == name.get_ref()) {
                Some(code) => {
                    accepted.push(*code);
                    entries.accept.push((*code, name.span()));
                }
                None => {
                    self.unknown_word(name, "diagnostic code", || {
                        Code::ALL.iter().map(|code| code.as_str())
                    });
                }
            }
        }
        accepted
    }

    fn unknown_word<'w, I: Iterator<Item = &'w str>>(
        &mut self,
        word: &Spanned<String>,
        what: &str,
        allowed: impl Fn() -> I,
    ) {
        let help = match closest_match(word.get_ref(), allowed()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("use {}", listed(allowed())),
        };
        self.problem(word.span(), format!("`{}` is not a {what}", word.get_ref()), help);
    }
}

/// Returns the names in the list, which must have an effect, or the default names, which need not.
fn sensitive(list: Option<Vec<Spanned<String>>>, entries: &mut Entries) -> Vec<String> {
    let Some(list) = list else { return SENSITIVE.iter().map(|&name| name.to_owned()).collect() };
    entries.sensitive = list.iter().map(|name| (name.get_ref().clone(), name.span())).collect();
    list.into_iter().map(Spanned::into_inner).collect()
}

/// Returns `true` if the characters of a name are allowed in a Rust identifier.
fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}

/// Returns `path` relative to `folder`, without needless `..`, for readable messages.
fn relative(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in folder.join(path).components() {
        let inside = matches!(joined.components().next_back(), Some(Component::Normal(_)));
        match component {
            Component::CurDir => {}
            Component::ParentDir if inside => {
                joined.pop();
            }
            component => joined.push(component),
        }
    }
    joined
}

#[cfg(test)]
mod tests;

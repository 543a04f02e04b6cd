//! The crate of the new document, with everything that changes with it.

use std::path::Path;

use codegen::internals::config::{self, Config};
use codegen::internals::document::Source;
use codegen::internals::document::diagnostic::Diagnostic;
use codegen::internals::output::{Output, write};
use codegen::internals::review::diff::{self, Difference};
use codegen::internals::rust::fidelity;
use codegen::internals::{Failure, Generation};

use super::before::Before;
use super::changelog::{self, Unreleased};
use super::new_diagnostics;
use super::release::{Choice, Release};
use super::replace::Replacement;
use super::{Places, present, problem, pull_request, version};
use crate::configuration::Configuration;
use crate::diagnose;
use crate::remote::{self, Download, Origin};

/// The crate of the new document, and its differences from the previous ones.
pub(super) struct Next {
    pub(super) generation: Generation,
    pub(super) difference: Option<Difference>,
    pub(super) version: Release,
    unreleased: Option<Unreleased>,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) gaps: Vec<String>,
}

impl Next {
    pub(super) fn new(
        configuration: &Configuration,
        download: Option<&Download>,
        before: &Before<'_>,
        choice: Option<Choice>,
        text: &Source,
    ) -> Result<Self, String> {
        let Configuration { config, entries } = configuration;
        let failed = |failure| failed(failure, &config.document, download);
        let mut config = Config { text: download.map(|it| it.text.clone()), ..config.clone() };
        let krate = codegen::internals::surface(&config).map_err(failed)?;
        let difference = before.base().map(|base| diff::compare(base, &krate));
        let version = Release::of(krate.package.version.line(), difference.as_ref(), choice)?;
        let unreleased = before.unreleased(&version, &krate);
        config.package.version = Some(version.to.clone());
        let mut generation = codegen::internals::generate(&config, &mut |_| {}).map_err(failed)?;
        config::report_unused(entries, &generation.used, &mut generation.diagnostics);
        if generation.diagnostics.has_errors() {
            let Generation { mut document, diagnostics, .. } = generation;
            document.sources.push(text.clone());
            let failure = Failure { document, diagnostics };
            let errors = diagnose::errors(&failure);
            return Err(format!("{errors}`{}` does not match the document\n", text.file));
        }
        let old = before.old.map(|old| old.diagnostics.as_slice()).unwrap_or_default();
        let diagnostics = new_diagnostics::new_diagnostics(old, generation.diagnostics.as_slice());
        let gaps = before.old.map(|old| new_gaps(&old.output, &generation.output));
        let gaps = gaps.unwrap_or_default();
        Ok(Self { generation, difference, version, unreleased, diagnostics, gaps })
    }

    /// Whether the crate differs for callers from the released one.
    pub(super) fn changes_callers(&self) -> bool {
        self.difference.as_ref().is_some_and(|it| it.verdict().is_some())
    }

    /// Returns the files of the crate, merged with the edits that the configuration keeps;
    /// conflicts are added to the diagnostics.
    pub(super) fn merged(
        &mut self,
        config: &Config,
        old: Option<&Generation>,
    ) -> Result<Output, String> {
        let output = std::mem::take(&mut self.generation.output);
        let old = old.map(|old| &old.output);
        let merged = write::keep(output, &config.output, &config.kept, old).map_err(problem)?;
        self.diagnostics.extend(merged.warnings);
        Ok(merged.output)
    }

    /// Returns the files outside the crate with their new contents.
    pub(super) fn replacements(
        &self,
        config: &Config,
        download: Option<&Download>,
        text: &Source,
        places: &Places,
    ) -> Result<Vec<Replacement>, String> {
        let mut files = Vec::new();
        if let Some(Download { text, etag, .. }) = download {
            files.push(Replacement { place: config.document.clone(), text: text.clone() });
            if let (Some(url), Some(etag)) = (&config.source, etag) {
                let text = Origin::new(url, etag.clone(), text).text();
                files.push(Replacement { place: remote::path_of_origin(&config.document), text });
            }
        }
        let Release { from, to, .. } = &self.version;
        if self.version.is_new() {
            let text = version::with_version(&text.text, to)
                .map_err(|error| format!("error: `{}`: {error}\n", places.config.display()))?;
            files.push(Replacement { place: places.config.clone(), text });
        }
        if let Some(difference) = self.difference.as_ref().filter(|_| from != to) {
            let before = present(&places.changelog)?;
            let (entry, unreleased) = (changelog::entry(difference), self.unreleased.as_ref());
            let text = changelog::with_entry(before.as_deref(), to, &entry, unreleased);
            files.push(Replacement { place: places.changelog.clone(), text });
        }
        let text = pull_request::text(self);
        files.push(Replacement { place: places.pull_request.clone(), text });
        Ok(files)
    }
}

/// Renders the errors of the new document, which name the file or URL that it was read from.
fn failed(failure: Box<Failure>, document: &Path, download: Option<&Download>) -> String {
    let Some(download) = download else { return diagnose::errors(&failure) };
    let place = document.display().to_string();
    let Failure { mut document, diagnostics } = *failure;
    for source in document.sources.iter_mut().filter(|source| source.file == place) {
        source.file.clone_from(&download.place);
    }
    let renamed = diagnostics.as_slice().iter().cloned().map(|mut it| {
        if let Some(span) = it.span.as_mut().filter(|span| span.file == place) {
            span.file.clone_from(&download.place);
        }
        it
    });
    let failure = Failure { document, diagnostics: renamed.collect() };
    format!("{}the new document has errors\n", diagnose::errors(&failure))
}

/// Returns the gaps that only the new crate has, one per line.
fn new_gaps(old: &Output, new: &Output) -> Vec<String> {
    let report = |files: &Output| files.get(fidelity::FILE).cloned().unwrap_or_default();
    let (before, after) = (report(old), report(new));
    fidelity::new_gaps(&before, &after).into_iter().map(str::to_owned).collect()
}

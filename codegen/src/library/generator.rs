//! [`Generator`]: the configuration of a run in code; and [`run`], which reads `codegen.toml`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config::{self, Config, Entries, Pattern};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::{closest_match, listed};
use crate::document::{Source, load};
use crate::library::{Error, Generated};
use crate::output::write::{self, Merged};
use crate::pipeline::{self, Generation};

/// Writes the crate that a configuration file describes; paths in it are relative to its folder.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # std::env::set_current_dir(&folder)?;
/// # std::fs::write("openapi.yaml", "\
/// # openapi: 3.1.0
/// # info: {title: Zoo, version: '1'}
/// # paths: {}
/// # ")?;
/// std::fs::write("codegen.toml", r#"
///     document = "openapi.yaml"
///     output = "client"
///
///     [package]
///     name = "zoo-client"
/// "#)?;
/// let generated = codegen::run("codegen.toml")?;
///
/// assert!(std::fs::read_to_string("client/Cargo.toml")?.contains("zoo-client"));
/// println!("{generated}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// Returns an [`Error`] if the file can't be read or contains mistakes, or if
/// [`Generator::generate`] returns one.
pub fn run(file: impl AsRef<Path>) -> Result<Generated, Error> {
    Generator::from_file(file).generate()
}

/// A generator of one crate: its document and overlays, and its output folder.
///
/// Nothing is read until [`generate`](Self::generate), [`stale`](Self::stale) or
/// [`inputs`](Self::inputs) is called. All other settings, such as names, types of formats, and
/// pagination, are in `codegen.toml`: see [`from_file`](Self::from_file).
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # std::env::set_current_dir(&folder)?;
/// # std::fs::write("openapi.yaml", "\
/// # openapi: 3.1.0
/// # info: {title: Zoo, version: '1'}
/// # paths:
/// #   /animals:
/// #     get:
/// #       operationId: animals
/// #       tags: [zoo]
/// #       responses: {'204': {description: None}}
/// # ")?;
/// # std::fs::write("fixes.overlay.yaml", "\
/// # overlay: 1.0.0
/// # info: {title: Fixes, version: '1'}
/// # actions:
/// #   - target: $.info
/// #     update: {description: Animals}
/// # ")?;
/// let generated = codegen::Generator::new()
///     .document("openapi.yaml")
///     .overlay("fixes.overlay.yaml")
///     .include("tag:zoo")
///     .package("zoo-client")
///     .output("client")
///     .generate()?;
///
/// assert_eq!(generated.operations(), 1);
/// eprint!("{}", generated.warnings());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated before `generate` is called"]
pub struct Generator {
    file: Option<PathBuf>,
    document: Option<PathBuf>,
    overlays: Vec<PathBuf>,
    output: Option<PathBuf>,
    package: Option<String>,
    include: Vec<String>,
    exclude: Vec<String>,
    accept: Vec<String>,
}

impl Generator {
    /// Creates a generator, which needs a [`document`](Self::document) and an
    /// [`output`](Self::output).
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a generator that reads a configuration file. The other methods override the settings
    /// of the file, or add to those that are lists.
    pub fn from_file(file: impl AsRef<Path>) -> Self {
        Self { file: Some(file.as_ref().to_owned()), ..Self::default() }
    }

    /// Sets the OpenAPI document, in YAML or JSON.
    pub fn document(mut self, path: impl AsRef<Path>) -> Self {
        self.document = Some(path.as_ref().to_owned());
        self
    }

    /// Adds an OpenAPI Overlay. Overlays are applied in the order in which they were added.
    pub fn overlay(mut self, path: impl AsRef<Path>) -> Self {
        self.overlays.push(path.as_ref().to_owned());
        self
    }

    /// Sets the folder of the crate. Files in it that the generator didn't write are never touched.
    pub fn output(mut self, folder: impl AsRef<Path>) -> Self {
        self.output = Some(folder.as_ref().to_owned());
        self
    }

    /// Sets the name of the package. By default, it is derived from the title of the document.
    pub fn package(mut self, name: impl Into<String>) -> Self {
        self.package = Some(name.into());
        self
    }

    /// Adds a pattern of operations to generate; without patterns, all are generated. Examples:
    /// `tag:orders`, `path:/v1/orders*`, `operation:orders:list`, `webhook:order.*`.
    pub fn include(mut self, pattern: impl Into<String>) -> Self {
        self.include.push(pattern.into());
        self
    }

    /// Adds a pattern of operations to omit, as in [`include`](Self::include).
    pub fn exclude(mut self, pattern: impl Into<String>) -> Self {
        self.exclude.push(pattern.into());
        self
    }

    /// Adds the code of a diagnostic to accept, such as `best-fit-union`.
    pub fn accept(mut self, code: impl Into<String>) -> Self {
        self.accept.push(code.into());
        self
    }

    /// Writes the crate. Files that are up to date aren't touched, and files of an earlier run that
    /// are no longer generated are removed.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] with all mistakes that were found, if a file can't be read, the
    /// document or the configuration contains mistakes, or the folder can't be written. The folder
    /// is then unchanged.
    pub fn generate(&self) -> Result<Generated, Error> {
        let (configured, generation) = self.generation()?;
        let written = write::plan(&generation.output, &configured.config.output)
            .and_then(|plan| write::write(&plan));
        let Generation { document, diagnostics, counts, .. } = generation;
        let Configured { config, sources, .. } = configured;
        match written {
            Ok(summary) => {
                let folder = config.output;
                let mut document = document;
                document.sources.extend(sources);
                Ok(Generated { folder, counts, summary, document, diagnostics })
            }
            Err(error) => Err(one(error, sources)),
        }
    }

    /// Returns the files in the folder that [`generate`](Self::generate) would write, replace or
    /// remove, as relative paths. Nothing is written.
    ///
    /// ```
    /// # let folder = tempfile::tempdir()?;
    /// # std::env::set_current_dir(&folder)?;
    /// # std::fs::write("openapi.yaml", "\
    /// # openapi: 3.1.0
    /// # info: {title: Zoo, version: '1'}
    /// # paths: {}
    /// # ")?;
    /// let generator = codegen::Generator::new().document("openapi.yaml").output("client");
    /// assert!(generator.stale()?.contains(&"src/lib.rs".to_owned()));
    ///
    /// generator.generate()?;
    /// assert!(generator.stale()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The same errors as [`generate`](Self::generate), except errors of writing.
    pub fn stale(&self) -> Result<Vec<String>, Error> {
        let (configured, generation) = self.generation()?;
        let plan = write::plan(&generation.output, &configured.config.output);
        let plan = plan.map_err(|error| one(error, configured.sources))?;
        Ok(write::check(&plan).into_iter().map(|file| file.path).collect())
    }

    /// Returns the files that are read: the configuration, the document, the files that it refers
    /// to, and the overlays.
    ///
    /// # Errors
    ///
    /// The same as [`generate`](Self::generate), if one of the files can't be read or contains
    /// mistakes.
    pub fn inputs(&self) -> Result<Vec<PathBuf>, Error> {
        let Configured { config, sources, .. } = self.configured()?;
        let read = pipeline::read(&config);
        let document = read.map_err(|failure| Error::new(*failure, sources))?;
        let mut inputs: Vec<PathBuf> = self.file.iter().cloned().collect();
        inputs.push(config.document);
        inputs.extend(config.overlays);
        inputs.extend(document.sources.iter().map(|source| PathBuf::from(&source.file)));
        let mut seen = BTreeSet::new();
        inputs.retain(|input| seen.insert(input.clone()));
        Ok(inputs)
    }

    /// Generates the crate, with the edits that the configuration keeps.
    fn generation(&self) -> Result<(Configured, Generation), Error> {
        let configured = self.configured()?;
        let Configured { config, entries, .. } = &configured;
        let mut generation = match pipeline::generate_as_configured(config, entries, &mut |_| ()) {
            Ok(generation) => generation,
            Err(failure) => return Err(Error::new(*failure, configured.sources)),
        };
        let output = std::mem::take(&mut generation.output);
        match write::keep(output, &config.output, &config.kept, None) {
            Ok(Merged { output, warnings }) => {
                generation.output = output;
                warnings.into_iter().for_each(|it| generation.diagnostics.push(it));
                Ok((configured, generation))
            }
            Err(error) => Err(one(error, configured.sources)),
        }
    }

    fn configured(&self) -> Result<Configured, Error> {
        let mut diagnostics = Diagnostics::default();
        let mut sources = Vec::new();
        let configured = self.base(&mut sources, &mut diagnostics);
        let Some((mut config, mut entries)) = configured else {
            return Err(Error::about(sources, diagnostics));
        };
        config.document = self.document.clone().unwrap_or(config.document);
        config.overlays.extend(self.overlays.iter().cloned());
        config.output = self.output.clone().unwrap_or(config.output);
        config.package.name = self.package.clone().or(config.package.name);
        config.selection.include.extend(patterns("include", &self.include, &mut diagnostics));
        config.selection.exclude.extend(patterns("exclude", &self.exclude, &mut diagnostics));
        config.accept.extend(codes(&self.accept, &mut diagnostics));
        if !self.include.is_empty() || !self.exclude.is_empty() {
            // The selection may exclude the subject of an entry.
            entries = Entries::default();
        }
        match diagnostics.has_errors() {
            true => Err(Error::about(sources, diagnostics)),
            false => Ok(Configured { config, entries, sources }),
        }
    }

    /// Reads the configuration file, or returns the default configuration.
    fn base(
        &self,
        sources: &mut Vec<Source>,
        diagnostics: &mut Diagnostics,
    ) -> Option<(Config, Entries)> {
        let Some(file) = &self.file else {
            for (value, method) in [(&self.document, "document"), (&self.output, "output")] {
                if value.is_none() {
                    let help = "call it, or read a configuration with `Generator::from_file`";
                    let message = format!("`{method}` was not called");
                    diagnostics.push(problem(method, message).help(help));
                }
            }
            let [document, output] = [PathBuf::new(), PathBuf::new()];
            let config = Config::for_document(document, Vec::new(), output, None);
            return Some((config, Entries::default()));
        };
        match load::load_source(file) {
            Ok(source) => {
                let read = config::read(&source.file, &source.text, diagnostics);
                sources.push(source);
                read
            }
            Err(refused) => {
                diagnostics.push(refused.1);
                None
            }
        }
    }
}

/// A configuration, the entries of its file that must have an effect, and the file's contents.
struct Configured {
    config: Config,
    entries: Entries,
    sources: Vec<Source>,
}

fn patterns(method: &str, texts: &[String], diagnostics: &mut Diagnostics) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for text in texts {
        match Pattern::parse(text) {
            Ok(pattern) => patterns.push(pattern),
            Err(message) => diagnostics.push(problem(method, message)),
        }
    }
    patterns
}

fn codes(names: &[String], diagnostics: &mut Diagnostics) -> Vec<Code> {
    let mut codes = Vec::new();
    for name in names {
        match Code::ALL.iter().find(|code| code.as_str() == name) {
            Some(code) => codes.push(*code),
            None => diagnostics.push(unknown(name)),
        }
    }
    codes
}

/// Returns the error for an unknown diagnostic code.
fn unknown(name: &str) -> Diagnostic {
    let names = || Code::ALL.iter().map(|code| code.as_str());
    let help = match closest_match(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use {}", listed(names())),
    };
    problem("accept", format!("`{name}` is not a diagnostic code")).help(help)
}

/// Returns the error for an argument of a method of the generator.
fn problem(method: &str, message: String) -> Diagnostic {
    let error = Diagnostic::error(Code::Configuration, &JsonPointer::root(), message);
    error.span(format!("Generator::{method}"), 0..0)
}

fn one(error: Diagnostic, sources: Vec<Source>) -> Error {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(error);
    Error::about(sources, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(generator: &Generator) -> String {
        generator.stale().expect_err("a mistake").to_string()
    }

    #[test]
    fn missing_settings_are_reported() {
        let text = refused(&Generator::new());
        for method in ["document", "output"] {
            let line = format!("error[configuration]: `{method}` was not called\n");
            assert!(text.contains(&line), "{text}");
            assert!(text.contains(&format!("--> Generator::{method}\n")), "{text}");
        }
        assert!(!refused(&Generator::new().output("client")).contains("`output`"));
    }

    #[test]
    fn errors_in_programmatic_settings_are_collected() {
        let generator = Generator::new().document("none.yaml").output("client");
        let generator = generator.include("orders").exclude("tags:a").accept("best-fit-unions");
        let error = generator.generate().expect_err("mistakes");
        assert_eq!(error.codes(), ["configuration"; 3]);
        let text = format!("{error:?}");
        for part in ["write `tag:orders`", "did you mean `tag:`?", "did you mean `best-fit-union`?"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
    }

    #[test]
    fn a_missing_file_is_reported() {
        let text = refused(&Generator::from_file("nowhere/codegen.toml"));
        assert!(text.contains("`nowhere/codegen.toml` can't be read"), "{text}");
    }

    #[test]
    fn each_input_is_listed_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path
        };
        let file = write("codegen.toml", "document = \"api.yaml\"\noutput = \"client\"\n");
        let part = write("part.yaml", "type: string\n");
        let document = write(
            "api.yaml",
            "openapi: 3.1.0\ninfo: {title: Zoo, version: '1'}\npaths: {}\n\
             components: {schemas: {Part: {$ref: part.yaml}}}\n",
        );
        let overlay = write(
            "fix.yaml",
            "overlay: 1.0.0\ninfo: {title: Fix, version: '1'}\n\
             actions: [{target: $.info, update: {description: Animals}}]\n",
        );
        let generator = Generator::from_file(&file).overlay(&overlay);
        let inputs = generator.inputs().expect("a document");
        assert_eq!(inputs, [file, document, overlay, part]);
    }
}

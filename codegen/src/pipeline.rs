//! The pipeline: [`generate`] calls every stage in order. Every stage is a function from one plain
//! data type to the next, in its own module. The modules form five layers, and each imports only
//! from the ones below it:
//!
//! | layer | stage | from | to |
//! | --- | --- | --- | --- |
//! | [`document`](crate::document) | [`load`] | a path | [`Document`]: a JSON tree and sources |
//! | | [`overlay`] | a document and overlays | a document |
//! | | [`select`] | a document and patterns | the part of it that is generated |
//! | | [`check`] | a document | diagnostics |
//! | | [`repair`] | a document and accepted errors | a document without them |
//! | [`api`](crate::api) | [`desugar`] | a document | the same in terms of OpenAPI 3.0 |
//! | | [`model`] | a document | `openapiv3::OpenAPI` |
//! | | [`resolve`] | the model | [`ir::Api`]: facts, without Rust |
//! | [`rust`](mod@crate::rust) | `names` | the API | `Names`: every identifier |
//! | | `lower` | the API and its names | [`items::Crate`]: every Rust decision |
//! | [`output`](crate::output) | `emit` | the crate | source files: tokens, item by item |
//! | | `print` | those files | [`Output`]: the files of the crate |
//! | | [`write`](mod@crate::output::write) | the files | the folder |
//! | [`review`](crate::review) | [`diff`](crate::review::diff) | two crates | changes for callers |
//! | | [`report`](mod@crate::review::report) | a crate | an HTML page about it |
//!
//! The Rust type of a property is decided in `rust/lower/presence.rs`: an optional nullable one is
//! `Maybe<T>`.

use std::fmt;

use serde_json::Value;

use crate::api::{desugar, ir, model, resolve};
use crate::config::{self, Config, Entries, UsedEntries};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::direction::Direction;
use crate::document::{Document, check, load, overlay, repair, select};
use crate::output::calls::{self, OperationCall};
use crate::output::{Output, emit, package, pages, print};
use crate::parallel;
use crate::review;
use crate::rust::members::{self, UnionType};
use crate::rust::{fidelity, items, lower, names};

/// The result of [`generate`].
#[derive(Debug)]
pub struct Generation {
    /// The files of the crate.
    pub output: Output,
    /// The crate before it was printed, for comparing it with another.
    pub krate: items::Crate,
    /// The warnings.
    pub diagnostics: Diagnostics,
    /// The source texts of the document, for printing diagnostics; its tree has been consumed, see
    /// [`read`].
    pub document: Document,
    /// The configuration entries that had an effect.
    pub used: UsedEntries,
    /// The numbers of types and operations.
    pub counts: Counts,
    /// The type of each component schema, in the order of the document.
    pub components: Vec<ComponentType>,
    /// The union types, each with the schemas of its variants.
    pub unions: Vec<UnionType>,
    /// The call of each operation.
    pub operations: Vec<OperationCall>,
    /// The methods of the builder that set credentials, each with the number of its parameters.
    pub credentials: Vec<(String, usize)>,
    /// An example program, `async fn run`, that calls an operation with a mock; `None` if no
    /// operation returns a type of the crate.
    pub mocked: Option<String>,
}

/// The Rust type of a component schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentType {
    /// The name of the component.
    pub name: String,
    /// The location in the author's document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The type, for code that has the crate's `types` and exports in scope: `types::Address`,
    /// `Option<Vec<types::Address>>`, `uuid::Uuid`.
    pub path: String,
    /// The direction of the type, if it is only for requests or only for responses: with `readOnly`
    /// and `writeOnly`, the other direction has another type, or doesn't use the schema.
    pub direction: Option<Direction>,
}

/// The size of a generated crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of types.
    pub types: usize,
    /// The number of operations.
    pub operations: usize,
}

/// The error of a run: nothing can be generated.
#[derive(Debug)]
pub struct Failure {
    /// The document as far as it was read, for printing the diagnostics.
    pub document: Document,
    /// The diagnostics, at least one of which is an error.
    pub diagnostics: Diagnostics,
}

/// A stage of the pipeline, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Load,
    Overlay,
    Select,
    Check,
    Desugar,
    Model,
    Resolve,
    Names,
    Lower,
    Emit,
    Print,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = format!("{self:?}").to_lowercase();
        f.pad(&name)
    }
}

/// Generates a crate. `observe` is called at the start of each stage.
///
/// # Errors
///
/// Returns a [`Failure`] with every error of the first stage that has one. Diagnostics that
/// [`Config::accept`] lists are omitted: warnings, name clashes (the second name gets a number),
/// and dangling references (`repair` replaces them).
pub fn generate(
    config: &Config,
    observe: &mut (dyn FnMut(Stage) + Send),
) -> Result<Generation, Box<Failure>> {
    parallel::on_a_large_stack(|| {
        let mut run = Run::new(config, observe);
        let lowered = lowered(&mut run)?;
        Ok(generated(lowered, run))
    })
}

/// Generates a crate from a configuration file. Each of its `entries` must have an effect.
///
/// # Errors
///
/// Returns a [`Failure`] like [`generate`], and also if an entry has no effect.
pub fn generate_as_configured(
    config: &Config,
    entries: &Entries,
    observe: &mut (dyn FnMut(Stage) + Send),
) -> Result<Generation, Box<Failure>> {
    let mut generation = generate(config, observe)?;
    config::report_unused(entries, &generation.used, &mut generation.diagnostics);
    if generation.diagnostics.has_errors() {
        let Generation { document, diagnostics, .. } = generation;
        return Err(Box::new(Failure { document, diagnostics }));
    }
    Ok(generation)
}

/// Reads the document that a crate is generated from, in the author's version of OpenAPI: bundled,
/// with its overlays applied, selected, checked and repaired.
///
/// # Errors
///
/// Returns a [`Failure`] like [`generate`].
pub fn read(config: &Config) -> Result<Document, Box<Failure>> {
    parallel::on_a_large_stack(|| Run::new(config, &mut |_| {}).read())
}

/// Returns the crate that [`generate`] would write, before it is printed, to compare it with
/// another.
///
/// # Errors
///
/// Returns a [`Failure`] like [`generate`].
pub fn surface(config: &Config) -> Result<items::Crate, Box<Failure>> {
    parallel::on_a_large_stack(|| Ok(lowered(&mut Run::new(config, &mut |_| {}))?.krate))
}

/// Generates a crate like [`generate`], and returns its [`report`] as well.
///
/// # Errors
///
/// Returns a [`Failure`] like [`generate`].
pub fn generate_and_report(
    config: &Config,
) -> Result<(Generation, review::report::Report), Box<Failure>> {
    parallel::on_a_large_stack(|| {
        let mut unobserved = |_| {};
        let mut run = Run::new(config, &mut unobserved);
        let document = run.read()?;
        let tree = document.value.clone();
        let lowered = lowered_from(document, &mut run)?;
        let report = reported(&tree, &lowered, None);
        Ok((generated(lowered, run), report))
    })
}

/// Returns the report about the crate that [`generate`] would write, and about its differences from
/// the crate of `old`, if given.
///
/// # Errors
///
/// Returns a [`Failure`] like [`generate`], for either document.
pub fn report(
    config: &Config,
    old: Option<&Config>,
) -> Result<review::report::Report, Box<Failure>> {
    let lowered = |config| -> Result<_, Box<Failure>> {
        let mut unobserved = |_| {};
        let mut run = Run::new(config, &mut unobserved);
        let document = run.read()?;
        Ok((document.value.clone(), lowered_from(document, &mut run)?))
    };
    parallel::on_a_large_stack(|| {
        let (tree, new) = lowered(config)?;
        let old = old.map(lowered).transpose()?;
        Ok(reported(&tree, &new, old.as_ref().map(|(tree, old)| (tree, old))))
    })
}

/// Returns the report about a document and its crate, and about their differences from older ones.
fn reported(
    tree: &Value,
    new: &Lowered,
    old: Option<(&Value, &Lowered)>,
) -> review::report::Report {
    let old = old.map(|(tree, old)| review::report::Version { tree, krate: &old.krate });
    let version = review::report::Version { tree, krate: &new.krate };
    review::report::report(version, &fidelity::gaps(&new.api, &new.values), old)
}

/// Runs the stages after `lower`.
fn generated(lowered: Lowered, mut run: Run<'_>) -> Generation {
    let config = run.config;
    let Lowered { document, api, names, krate, values } = lowered;

    run.begin(Stage::Emit);
    let files = emit::emit(&krate);

    run.begin(Stage::Print);
    let mut output = print::print(files);
    output.extend(package::files(&krate));
    output.extend(pages::files(&krate));
    output.insert(fidelity::FILE.to_owned(), fidelity::report(&api, &values));

    lower::add_used(&api, &names, config, &mut run.used);
    let is_used = |kept: &config::KeptFile| output.keys().any(|path| kept.matches(path));
    let kept = config.kept.iter().enumerate().filter(|(_, kept)| is_used(kept));
    run.used.kept.extend(kept.map(|(index, _)| index));
    let counts = Counts {
        types: krate.types.iter().map(|module| module.items.len()).sum(),
        operations: krate.operations.iter().map(|module| module.operations.len()).sum(),
    };
    let components = krate.components.iter().map(|component| ComponentType {
        name: component.name.as_written().to_owned(),
        pointer: format!("#{}", component.pointer.as_str()),
        path: emit::type_path(&component.value),
        direction: component.direction,
    });
    let components = components.collect();
    let unions = members::union_types(&api, &names);
    let (operations, credentials) = (calls::calls(&krate), calls::credentials(&krate));
    let mocked = emit::mocked(&krate).map(|program| print::program(&program));
    let Run { diagnostics, used, .. } = run;
    Generation {
        output,
        krate,
        diagnostics,
        document,
        used,
        counts,
        components,
        unions,
        operations,
        credentials,
        mocked,
    }
}

/// The results of the stages up to `lower`.
struct Lowered {
    document: Document,
    api: ir::Api,
    names: names::Names,
    krate: items::Crate,
    values: Vec<items::TypeRef>,
}

/// Runs the stages up to `lower`.
fn lowered(run: &mut Run<'_>) -> Result<Lowered, Box<Failure>> {
    let document = run.read()?;
    lowered_from(document, run)
}

/// Runs the stages after the document has been read, up to `lower`.
fn lowered_from(mut document: Document, run: &mut Run<'_>) -> Result<Lowered, Box<Failure>> {
    let config = run.config;

    run.begin(Stage::Desugar);
    // The author's tree isn't needed any more; diagnostics show the source texts.
    let value = std::mem::take(&mut document.value);
    let tree = Document { value, sources: Vec::new(), origins: Vec::new() };
    let desugared = desugar::desugar(tree);

    run.begin(Stage::Model);
    let model = model::model(desugared, &mut run.diagnostics);
    run.fail_on_errors(&document)?;
    let Some(model) = model else { return Err(run.failure(document)) };

    run.begin(Stage::Resolve);
    let api = resolve::resolve(&model, config, &mut run.diagnostics);
    // Dropped in parallel with the next stages: it is as large as the document.
    let _freeing = parallel::free(model);
    run.fail_on_errors(&document)?;

    run.begin(Stage::Names);
    let names = names::allocate(&api, config, &mut run.diagnostics);
    run.fail_on_errors(&document)?;

    run.begin(Stage::Lower);
    let lower::Lowered { krate, values } = lower::lower(&api, &names, config);
    if let Some(needed) = &krate.recursion_limit {
        run.diagnostics.push(deep(needed));
    }
    run.fail_on_errors(&document)?;
    Ok(Lowered { document, api, names, krate, values })
}

/// Returns the warning that programs must set a recursion limit for deeply nested types.
fn deep(needed: &items::RecursionLimit) -> Diagnostic {
    let message = "this type is nested deeper than the compiler's recursion limit";
    Diagnostic::warning(Code::TooLarge, &needed.pointer, message).help(format!(
        "put `#![recursion_limit = \"{}\"]` into programs that send it to other threads; the \
         generated crate has it",
        needed.limit
    ))
}

/// The state of one run of the pipeline.
struct Run<'a> {
    config: &'a Config,
    observe: &'a mut (dyn FnMut(Stage) + Send),
    diagnostics: Diagnostics,
    used: UsedEntries,
}

impl<'a> Run<'a> {
    fn new(config: &'a Config, observe: &'a mut (dyn FnMut(Stage) + Send)) -> Self {
        Self { config, observe, diagnostics: Diagnostics::default(), used: UsedEntries::default() }
    }

    /// Runs the stages that read the document.
    fn read(&mut self) -> Result<Document, Box<Failure>> {
        self.begin(Stage::Load);
        let Config { document: path, text, reference_root, .. } = self.config;
        let mut document = match text {
            Some(text) => load::load_as(path, text, reference_root, &mut self.diagnostics),
            None => load::load(path, reference_root, &mut self.diagnostics),
        };
        document = self.repair_or_fail(document)?;

        self.begin(Stage::Overlay);
        for path in &self.config.overlays {
            let overlay = load::load_unbundled(path, &mut self.diagnostics);
            self.fail_on_errors(&overlay)?;
            document = overlay::apply(document, &overlay, &mut self.diagnostics);
        }
        self.fail_on_errors(&document)?;

        self.begin(Stage::Select);
        document = select::select(document, &self.config.selection, &mut self.diagnostics);
        self.fail_on_errors(&document)?;

        self.begin(Stage::Check);
        check::check(&document, &mut self.diagnostics);
        self.repair_or_fail(document)
    }

    fn begin(&mut self, stage: Stage) {
        (self.observe)(stage);
    }

    /// Repairs the dangling references that the configuration accepts.
    fn repair_or_fail(&mut self, document: Document) -> Result<Document, Box<Failure>> {
        let accepted = self.fail_on_errors(&document)?;
        Ok(repair::repair(document, &accepted, &mut self.diagnostics))
    }

    /// Stops the run if a stage reported an error that the configuration doesn't accept. Returns
    /// the accepted errors.
    fn fail_on_errors(&mut self, document: &Document) -> Result<Vec<Diagnostic>, Box<Failure>> {
        let accepted = self.diagnostics.remove(|it| {
            let acceptable = it.severity == Severity::Warning || it.code == Code::DanglingRef;
            acceptable && self.config.accept.contains(&it.code)
        });
        self.used.accept.extend(accepted.iter().map(|it| it.code));
        if self.diagnostics.has_errors() {
            return Err(self.failure(document.clone()));
        }
        Ok(accepted)
    }

    fn failure(&mut self, document: Document) -> Box<Failure> {
        Box::new(Failure { document, diagnostics: std::mem::take(&mut self.diagnostics) })
    }
}

//! The configuration: `codegen.toml` or, without that file, the command-line arguments.

mod default;
mod entries;
mod errors;
mod features;
mod keep;
mod package;
mod pagination;
mod polling;
mod read;
mod retries;
mod selection;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::document::diagnostic::Code;
use crate::document::formats::FormatType;
use crate::document::load::ReferenceRoot;
use crate::document::pointer::JsonPointer;

pub(crate) use self::entries::UsedEntries;
pub use self::entries::{Entries, report_unused};
pub(crate) use self::keep::KeptFile;
pub(crate) use self::package::Package;
pub(crate) use self::package::RUST_VERSION;
pub use self::package::{VERSION, Workspace};
pub use self::pagination::{PageArgument, PageRule, PageStyle};
pub use self::polling::PollRule;
pub use self::read::read;
pub use self::selection::Pattern;
pub(crate) use self::selection::{Selection, Subject};

/// The configuration of a run of the generator.
#[derive(Clone, Debug)]
pub struct Config {
    /// The OpenAPI document.
    pub document: PathBuf,
    /// The contents of the document, if they aren't read from the file, such as a version that
    /// hasn't been written yet.
    pub text: Option<String>,
    /// The location of the files that the document may refer to.
    pub reference_root: ReferenceRoot,
    /// The URL that a command fetches the document from; the generator itself never does.
    pub source: Option<String>,
    /// OpenAPI Overlays, applied in this order.
    pub overlays: Vec<PathBuf>,
    /// The patterns of the operations to generate.
    pub selection: Selection,
    /// The folder of the generated crate.
    pub output: PathBuf,
    /// The metadata in the generated `Cargo.toml`.
    pub package: Package,
    /// The grouping of operations into modules; `None` for grouping by extensions of the document,
    /// or else by operation id.
    pub grouping: Option<Grouping>,
    /// The rules for paginated operations that the document doesn't describe.
    pub pagination: Vec<PageRule>,
    /// The rules for operations that are polled until their response is final.
    pub polling: Vec<PollRule>,
    /// The header field of idempotency keys, if all operations accept one.
    pub idempotency_key: Option<String>,
    /// The locations of the API's error message in error responses, tried before the default ones.
    pub messages: Vec<JsonPointer>,
    /// The Rust type of each string or number `format`, if it differs from the default.
    pub formats: BTreeMap<String, FormatType>,
    /// The new names of resources, by their default names.
    pub resources: BTreeMap<String, String>,
    /// Rust names by the pointer of a schema, property, enum value or operation.
    pub names: BTreeMap<JsonPointer, String>,
    /// Names of properties whose values `Debug` must not print.
    pub sensitive: Vec<String>,
    /// The generated files whose edits are carried over.
    pub kept: Vec<KeptFile>,
    /// Whether each resource is a Cargo feature; `None` to decide by the number of resources.
    pub per_resource: Option<bool>,
    /// Codes of diagnostics that the user has seen and accepts.
    pub accept: Vec<Code>,
}

/// The grouping of operations into modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By operation id: `customer-sessions:create` is `create` in `customer_sessions`. The group
    /// ends at the last separator; an operation id without one is grouped by its first tag.
    OperationId {
        /// The separator between the group and the name.
        separator: String,
    },
    /// By the first tag.
    Tag,
}

//! What the user asks for: `codegen.toml`, or the command line's answers where there is none.

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

pub(crate) use self::entries::Used;
pub use self::entries::{Entries, report_unused};
pub(crate) use self::keep::Kept;
pub(crate) use self::package::Package;
pub(crate) use self::package::RUST_VERSION;
pub use self::package::{VERSION, Workspace};
pub use self::pagination::{Asked, PageRule, PageStyle};
pub use self::polling::PollRule;
pub use self::read::read;
pub use self::selection::Pattern;
pub(crate) use self::selection::{Selection, Subject};

/// Everything that `generate` needs to know besides the document itself.
#[derive(Clone, Debug)]
pub struct Config {
    /// The OpenAPI document.
    pub document: PathBuf,
    /// The text of the document, where it is not what the file holds: of a version that has not been
    /// written yet.
    pub text: Option<String>,
    /// Where the files are that the document may refer to.
    pub reference_root: ReferenceRoot,
    /// The URL that the document is fetched from, by a command that does so; the generator never does.
    pub source: Option<String>,
    /// OpenAPI Overlays, applied in this order.
    pub overlays: Vec<PathBuf>,
    /// Which operations are generated.
    pub selection: Selection,
    /// The folder of the generated crate.
    pub output: PathBuf,
    /// What the generated `Cargo.toml` says.
    pub package: Package,
    /// How operations are grouped into modules; `None` is by what extensions of the document say,
    /// else by operation id.
    pub grouping: Option<Grouping>,
    /// Which operations answer page by page, where the document does not say it.
    pub pagination: Vec<PageRule>,
    /// Which operations are called again until their response is final.
    pub polling: Vec<PollRule>,
    /// The header field of idempotency keys, where all operations take them.
    pub idempotency_key: Option<String>,
    /// Where answers have the API's own message, before the usual places.
    pub messages: Vec<JsonPointer>,
    /// The Rust type of each string or number `format`, where it differs from the default.
    pub formats: BTreeMap<String, FormatType>,
    /// Rust names by the pointer of a schema, property, enum value or operation.
    pub names: BTreeMap<JsonPointer, String>,
    /// Wire names of properties whose values `Debug` must not print.
    pub sensitive: Vec<String>,
    /// Which generated files have edits that are carried over.
    pub kept: Vec<Kept>,
    /// Whether each resource is a Cargo feature; `None` is by the number of resources.
    pub per_resource: Option<bool>,
    /// Codes of diagnostics that the user has seen and accepts.
    pub accept: Vec<Code>,
}

/// How operations are grouped into modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `customer-sessions:create` is `create` in `customer_sessions`: what stands before the last
    /// occurrence of the separator; an operation id without it is grouped by its first tag.
    OperationId {
        /// What stands between the group and the name.
        separator: String,
    },
    /// By the first tag.
    Tag,
}

//! What the user asks for: `codegen.toml`, or the command line's answers where there is none.

mod default;
mod entries;
mod errors;
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
use crate::document::pointer::JsonPointer;

pub use self::entries::{Entries, Used, report_unused};
pub(crate) use self::package::RUST_VERSION;
pub use self::package::{Package, VERSION, Workspace};
pub use self::pagination::{Asked, PageRule, PageStyle};
pub use self::polling::PollRule;
pub use self::read::read;
pub use self::selection::{Pattern, Selection, Subject};

/// Everything that `generate` needs to know besides the document itself.
#[derive(Clone, Debug)]
pub struct Config {
    /// The OpenAPI document.
    pub document: PathBuf,
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

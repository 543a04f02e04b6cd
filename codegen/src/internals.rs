//! The internal API for the other packages of this workspace: the stages of the generator, and the
//! data between them. It is not documented for others, and changes with any release.
//!
//! It lists items and not modules, so that the compiler warns of unused ones.

pub use crate::pipeline::{
    ComponentType, Counts, Failure, Generation, generate, generate_and_report,
    generate_as_configured, read, report, surface,
};

/// Of `crate::library`.
pub mod library {
    pub use crate::library::{count, written};
}

/// Of `crate::config`.
pub mod config {
    pub use crate::config::{
        Asked, Config, Entries, Grouping, PageRule, PageStyle, Pattern, PollRule, VERSION,
        Workspace, read, report_unused,
    };
}

/// Of `crate::document`.
pub mod document {
    pub use crate::document::{Document, Source};

    /// Of `crate::document::check`.
    pub mod check {
        pub use crate::document::check::check;
    }

    /// Of `crate::document::diagnostic`.
    pub mod diagnostic {
        pub use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, PAGE, Severity};
    }

    /// Of `crate::document::direction`.
    pub mod direction {
        pub use crate::document::direction::Direction;
    }

    /// Of `crate::document::formats`.
    pub mod formats {
        pub use crate::document::formats::{Accuracy, FORMATS, Format, FormatType, Kind, find};
    }

    /// Of `crate::document::grammar`.
    pub mod grammar {
        /// Of `crate::document::grammar::keywords`.
        pub mod keywords {
            pub use crate::document::grammar::keywords::{Schemas, keywords};
        }

        /// Of `crate::document::grammar::listing`.
        pub mod listing {
            pub use crate::document::grammar::listing::{
                Occurrence, Row, occurrences, rows, strict_objects,
            };
        }
    }

    /// Of `crate::document::license`.
    pub mod license {
        pub use crate::document::license::{LicenseText, without_text};
    }

    /// Of `crate::document::load`.
    pub mod load {
        pub use crate::document::load::{
            MAX_TEXT_BYTES, ReferenceRoot, decode, download_command, load, load_source, load_text,
            load_unbundled,
        };
    }

    /// Of `crate::document::pointer`.
    pub mod pointer {
        pub use crate::document::pointer::JsonPointer;
    }

    /// Of `crate::document::render`.
    pub mod render {
        pub use crate::document::render::{Record, Style, json_lines, records, text};
    }

    /// Of `crate::document::text`.
    pub mod text {
        pub use crate::document::text::{
            Text, inline_code, is_hidden, json_escaped, toml_string, yaml_string,
        };
    }

    /// Of `crate::document::vendor`.
    pub mod vendor {
        pub use crate::document::vendor::{naming, paginating};
    }
}

/// Of `crate::api`.
pub mod api {
    /// Of `crate::api::desugar`.
    pub mod desugar {
        pub use crate::api::desugar::desugar;
    }

    /// Of `crate::api::model`.
    pub mod model {
        pub use crate::api::model::losses::losses;
        pub use crate::api::model::model;
    }
}

/// Of `crate::rust`.
pub mod rust {
    /// Of `crate::rust::fidelity`.
    pub mod fidelity {
        pub use crate::rust::fidelity::{FILE, Kind, lines, new_gaps};
    }

    /// Of `crate::rust::items`.
    pub mod items {
        pub use crate::rust::items::{
            Crate, Field, Operation, ResponseEnum, Success, Type, TypeKind, TypeRef,
        };
    }

    /// Of `crate::rust::members`.
    pub mod members {
        pub use crate::rust::members::{UnionType, UnionVariant};
    }
}

/// Of `crate::output`.
pub mod output {
    pub use crate::output::{Age, Output, RuntimeChange};

    /// Of `crate::output::calls`.
    pub mod calls {
        pub use crate::output::calls::{CallBody, CallContent, CallContentKind, OperationCall};
    }

    /// Of `crate::output::write`.
    pub mod write {
        pub use crate::output::write::{
            Change, Merged, Plan, StaleFile, Summary, check, keep, plan, write,
        };
    }
}

/// Of `crate::review`.
pub mod review {
    /// Of `crate::review::diff`.
    pub mod diff {
        pub use crate::review::diff::{Change, Difference, Rule, Verdict, compare, reaches};
    }

    /// Of `crate::review::report`.
    pub mod report {
        pub use crate::review::report::{Kind, Report, Type};
    }
}

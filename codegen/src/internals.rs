//! The internal API for the other packages of this workspace: the stages of the generator, and the
//! data types between them. It isn't documented for others, and may change with any release.
//!
//! It lists items rather than modules, so that the compiler warns about unused ones.

pub use crate::pipeline::{
    ComponentType, Counts, Failure, Generation, generate, generate_and_report,
    generate_as_configured, read, report, surface,
};

/// Items of `crate::library`.
pub mod library {
    pub use crate::library::{count, written};
}

/// Items of `crate::config`.
pub mod config {
    pub use crate::config::{
        Config, Entries, Grouping, PageArgument, PageRule, PageStyle, Pattern, PollRule, VERSION,
        Workspace, read, report_unused,
    };
}

/// Items of `crate::document`.
pub mod document {
    pub use crate::document::{Document, Source};

    /// Items of `crate::document::check`.
    pub mod check {
        pub use crate::document::check::check;
    }

    /// Items of `crate::document::diagnostic`.
    pub mod diagnostic {
        pub use crate::document::diagnostic::{Code, Diagnostic, Diagnostics, PAGE, Severity};
    }

    /// Items of `crate::document::direction`.
    pub mod direction {
        pub use crate::document::direction::Direction;
    }

    /// Items of `crate::document::formats`.
    pub mod formats {
        pub use crate::document::formats::{Accuracy, FORMATS, Format, FormatType, Kind, find};
    }

    /// Items of `crate::document::grammar`.
    pub mod grammar {
        /// Items of `crate::document::grammar::keywords`.
        pub mod keywords {
            pub use crate::document::grammar::keywords::{Schemas, keywords};
        }

        /// Items of `crate::document::grammar::listing`.
        pub mod listing {
            pub use crate::document::grammar::listing::{
                Occurrence, Row, occurrences, rows, strict_objects,
            };
        }
    }

    /// Items of `crate::document::license`.
    pub mod license {
        pub use crate::document::license::{LicenseText, without_text};
    }

    /// Items of `crate::document::load`.
    pub mod load {
        pub use crate::document::load::{
            MAX_TEXT_BYTES, ReferenceRoot, decode, download_command, load, load_source, load_text,
            load_unbundled,
        };
    }

    /// Items of `crate::document::pointer`.
    pub mod pointer {
        pub use crate::document::pointer::JsonPointer;
    }

    /// Items of `crate::document::render`.
    pub mod render {
        pub use crate::document::render::{Record, Style, json_lines, records, text};
    }

    /// Items of `crate::document::text`.
    pub mod text {
        pub use crate::document::text::{
            Text, inline_code, is_hidden, json_escaped, toml_string, yaml_string,
        };
    }

    /// Items of `crate::document::vendor`.
    pub mod vendor {
        pub use crate::document::vendor::{naming, paginating};
    }
}

/// Items of `crate::api`.
pub mod api {
    /// Items of `crate::api::desugar`.
    pub mod desugar {
        pub use crate::api::desugar::desugar;
    }

    /// Items of `crate::api::model`.
    pub mod model {
        pub use crate::api::model::losses::losses;
        pub use crate::api::model::model;
    }
}

/// Items of `crate::rust`.
pub mod rust {
    /// Items of `crate::rust::fidelity`.
    pub mod fidelity {
        pub use crate::rust::fidelity::{FILE, Kind, lines, new_gaps};
    }

    /// Items of `crate::rust::items`.
    pub mod items {
        pub use crate::rust::items::{
            Crate, Field, Operation, ResponseEnum, Success, Type, TypeKind, TypeRef,
        };
    }

    /// Items of `crate::rust::members`.
    pub mod members {
        pub use crate::rust::members::{UnionType, UnionVariant};
    }
}

/// Items of `crate::output`.
pub mod output {
    pub use crate::output::{Age, Output, RuntimeChange};

    /// Items of `crate::output::calls`.
    pub mod calls {
        pub use crate::output::calls::{CallBody, CallContent, CallContentKind, OperationCall};
    }

    /// Items of `crate::output::write`.
    pub mod write {
        pub use crate::output::write::{
            Change, Merged, Plan, StaleFile, Summary, check, keep, plan, write,
        };
    }
}

/// Items of `crate::review`.
pub mod review {
    /// Items of `crate::review::diff`.
    pub mod diff {
        pub use crate::review::diff::{Change, Difference, Rule, Verdict, compare, reaches};
    }

    /// Items of `crate::review::report`.
    pub mod report {
        pub use crate::review::report::{ChangeStatus, Kind, Report, Type};
    }
}

//! The rules of imports: the allowed imports of each module, the modules that use each library, and
//! the readers of the author's text.

/// The floors, from the bottom up. A floor imports only from itself and from floors below; `config`
/// and `parallel` are at the bottom, like `document`.
pub(super) const LAYERS: &[&str] =
    &["document", "api", "rust", "output", "review", "pipeline", "library"];

/// The modules that only re-export items of others.
pub(super) const LISTS: &[&str] = &["internals", "lib"];

/// The other modules that each module may import.
pub(super) const IMPORTS: &[(&str, &[&str])] = &[
    (
        "config",
        &[
            "document/credential",
            "document/diagnostic",
            "document/formats",
            "document/license",
            "document/load",
            "document/pointer",
            "document/suggestion",
        ],
    ),
    ("document", &["document/pointer"]),
    // The budget that starts in `load` continues here, where operations are known.
    (
        "document/check",
        &[
            "document",
            "document/diagnostic",
            "document/grammar",
            "document/load",
            "document/pointer",
            "document/suggestion",
            "document/text",
        ],
    ),
    ("document/credential", &[]),
    ("document/diagnostic", &["document/pointer", "document/text"]),
    ("document/direction", &[]),
    ("document/formats", &[]),
    ("document/grammar", &["document/pointer"]),
    ("document/license", &[]),
    ("document/load", &["document", "document/diagnostic", "document/grammar", "document/pointer"]),
    ("document/media_types", &["document/text"]),
    // Overlay files have lines and columns too.
    (
        "document/overlay",
        &[
            "document",
            "document/diagnostic",
            "document/load",
            "document/pointer",
            "document/suggestion",
        ],
    ),
    ("document/pointer", &["document/text"]),
    (
        "document/render",
        &["document", "document/diagnostic", "document/load", "document/pointer", "document/text"],
    ),
    // `check` knows the possible targets of a dangling reference.
    (
        "document/repair",
        &[
            "document",
            "document/check",
            "document/diagnostic",
            "document/grammar",
            "document/pointer",
        ],
    ),
    (
        "document/select",
        &[
            "config",
            "document",
            "document/diagnostic",
            "document/grammar",
            "document/pointer",
            "document/suggestion",
            "document/text",
            "document/vendor",
        ],
    ),
    ("document/suggestion", &["document/text"]),
    ("document/text", &[]),
    ("document/value_test", &["document/formats", "document/text"]),
    ("document/vendor", &[]),
    ("api", &[]),
    (
        "api/desugar",
        &[
            "api/extension",
            "document",
            "document/formats",
            "document/grammar",
            "document/media_types",
            "document/pointer",
            "document/text",
            "document/value_test",
        ],
    ),
    ("api/extension", &["document/pointer"]),
    (
        "api/ir",
        &[
            "document/credential",
            "document/direction",
            "document/media_types",
            "document/pointer",
            "document/text",
            "document/value_test",
        ],
    ),
    (
        "api/model",
        &[
            "api/extension",
            "document",
            "document/diagnostic",
            "document/grammar",
            "document/pointer",
            "parallel",
        ],
    ),
    (
        "api/resolve",
        &[
            "api/extension",
            "api/ir",
            "config",
            "document/credential",
            "document/diagnostic",
            "document/direction",
            "document/formats",
            "document/media_types",
            "document/pointer",
            "document/text",
            "document/value_test",
            "document/vendor",
        ],
    ),
    ("rust", &[]),
    (
        "rust/fidelity",
        &["api/ir", "document/formats", "document/pointer", "document/text", "rust/items"],
    ),
    ("rust/file_names", &[]),
    (
        "rust/items",
        &[
            "document/credential",
            "document/direction",
            "document/formats",
            "document/license",
            "document/pointer",
            "document/text",
            "document/value_test",
            "rust/names",
        ],
    ),
    // The only module that uses both `ir` and `items`.
    (
        "rust/lower",
        &[
            "api/ir",
            "config",
            "document/credential",
            "document/formats",
            "document/license",
            "document/media_types",
            "document/text",
            "parallel",
            "rust/items",
            "rust/manifest",
            "rust/names",
        ],
    ),
    ("rust/manifest", &[]),
    ("rust/members", &["api/ir", "document/direction", "document/pointer", "rust/names"]),
    (
        "rust/names",
        &[
            "api/ir",
            "config",
            "document/credential",
            "document/diagnostic",
            "document/formats",
            "document/media_types",
            "document/pointer",
            "document/text",
            "document/value_test",
            "rust/file_names",
        ],
    ),
    ("output", &[]),
    (
        "output/emit",
        &[
            "document/credential",
            "document/formats",
            "document/text",
            "document/value_test",
            "output/guards",
            "output/source",
            "parallel",
            "rust/items",
            "rust/manifest",
            "rust/names",
        ],
    ),
    // Words for the selection of a variant, in the comments of the code and on the pages.
    ("output/guards", &["document/formats", "document/text", "document/value_test", "rust/items"]),
    ("output/calls", &["output/emit", "rust/items"]),
    (
        "output/package",
        &[
            "document/license",
            "document/text",
            "output",
            "output/write",
            "rust/items",
            "rust/manifest",
        ],
    ),
    // The pages show the same snippets as the doc comments in the code.
    (
        "output/pages",
        &[
            "document/credential",
            "document/pointer",
            "document/text",
            "output",
            "output/emit",
            "output/guards",
            "output/print",
            "parallel",
            "rust/file_names",
            "rust/items",
            "rust/manifest",
            "rust/names",
        ],
    ),
    // A leaf: it knows files of tokens, but nothing about the crate.
    ("output/print", &["output", "output/source", "parallel"]),
    ("output/source", &[]),
    (
        "output/write",
        &[
            "config",
            "document/diagnostic",
            "document/pointer",
            "output",
            "parallel",
            "rust/file_names",
        ],
    ),
    ("review", &[]),
    (
        "review/diff",
        &[
            "document/credential",
            "document/pointer",
            "document/text",
            "output/emit",
            "rust/items",
            "rust/names",
        ],
    ),
    (
        "review/report",
        &[
            "document/pointer",
            "document/text",
            "output/emit",
            "output/print",
            "review/diff",
            "rust/fidelity",
            "rust/items",
            "rust/names",
        ],
    ),
    ("parallel", &[]),
    // All stages, in order.
    (
        "pipeline",
        &[
            "api",
            "config",
            "document",
            "document/diagnostic",
            "document/direction",
            "output",
            "output/calls",
            "parallel",
            "review",
            "rust",
            "rust/members",
        ],
    ),
    ("library", &[]),
    ("library/error", &["document", "document/diagnostic", "document/render", "pipeline"]),
    (
        "library/generated",
        &[
            "document",
            "document/diagnostic",
            "document/render",
            "library",
            "output/write",
            "pipeline",
        ],
    ),
    ("library/words", &["output/write", "pipeline"]),
    (
        "library/generator",
        &[
            "config",
            "document",
            "document/diagnostic",
            "document/pointer",
            "document/suggestion",
            "library",
            "output/write",
            "pipeline",
        ],
    ),
];

/// The folders whose modules may have import cycles, each with the reason.
pub(super) const CIRCLES: &[(&str, &str)] =
    &[("api/resolve", "a schema has schemas below it, of every kind")];

/// The modules that may use each library.
pub(super) const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["document/render"]),
    ("diffy", &["output/write"]),
    ("heck", &["rust/names"]),
    ("openapiv3", &["api/model", "api/resolve"]),
    ("prettyplease", &["output/print"]),
    ("pulldown_cmark", &["rust/lower"]),
    // `names` makes its identifiers usable in `quote!`.
    ("quote", &["output/emit", "rust/names"]),
    ("same_file", &["output/write"]),
    ("saphyr_parser", &["document/load"]),
    ("semver", &["config", "output/package", "review/diff"]),
    ("serde_json_path", &["document/overlay"]),
    ("serde_path_to_error", &["api/model"]),
    // `pages` writes an overlay.
    ("serde_yaml", &["document/load", "output/pages"]),
    ("similar", &["output/write"]),
    ("spdx", &["document/license"]),
    ("strsim", &["document/suggestion"]),
    ("syn", &["output/print"]),
    ("tempfile", &["output/write"]),
    // `package` reads the manifests of the runtime and of a client.
    ("toml", &["config", "output/package"]),
    ("std::env", &[]),
    ("std::fs", &["document/load", "output/write"]),
    ("std::net", &[]),
    ("std::process", &[]),
    // Where there are none, as in WebAssembly, `parallel` works without.
    ("thread", &["parallel"]),
];

/// The sources that read the author's text (`as_written`), each with its purpose. Printing is not
/// listed: there, text is written with the methods of `text`.
pub(super) const READERS: &[(&str, &str)] = &[
    ("rust/fidelity", "which formats have a type"),
    ("api/ir", "constants, bounds, URL templates"),
    ("rust/lower/bodies", "media types"),
    ("rust/lower/docs", "formats, patterns, constraints"),
    ("rust/lower/examples", "which example fits its type"),
    ("rust/lower/files", "media types"),
    ("rust/lower/headers", "names of header fields"),
    ("rust/lower/markdown", "the text that becomes Markdown"),
    ("rust/lower/content", "names of properties of an event"),
    ("rust/lower/notes", "whether a description names the scopes"),
    ("rust/lower/operations", "the route of an operation without an id"),
    ("rust/lower/package", "the name of the package"),
    ("rust/lower/pagination", "the number of the first page"),
    ("rust/lower/route", "which characters a URL can hold"),
    ("rust/lower/servers", "URL templates"),
    ("rust/lower/type_ref", "formats"),
    ("rust/lower/types", "values of enums"),
    ("rust/lower/webhooks", "the route of a callback"),
    ("document/credential", "whether two are sent in one header"),
    ("output/calls", "what programs of tests call operations by"),
    ("document/media_types", "the essence and the parameters of a media type"),
    ("rust/names", "letters of identifiers"),
    ("document/pointer", "the names in a JSON Pointer"),
    ("pipeline", "the components that `Generation` lists"),
    ("api/resolve", "facts about the API"),
];

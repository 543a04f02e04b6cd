//! The files of a new repository, except the generated crate: templates in which `@NAME@` is
//! replaced.

use codegen::internals::Generation;
use codegen::internals::config::VERSION;
use codegen::internals::document::license::LicenseText;
use codegen::internals::document::text::toml_string;

use super::stainless::{Imported, OVERLAY};

/// The name of the configuration file.
pub(super) const CONFIGURATION: &str = "codegen.toml";

/// The folder of the generated crate.
pub(super) const CLIENT: &str = "client";

const README: &str = include_str!("template/README.md");

/// The path and template of each file.
const TEMPLATES: [(&str, &str); 10] = [
    (
        ".github/actions/openapi-crate/action.yml",
        include_str!("template/actions/openapi-crate.yml"),
    ),
    (".github/workflows/check.yml", include_str!("template/workflows/check.yml")),
    (".github/workflows/publish.yml", include_str!("template/workflows/publish.yml")),
    (".github/workflows/update.yml", include_str!("template/workflows/update.yml")),
    (".gitignore", include_str!("template/gitignore.txt")),
    ("CHANGELOG.md", include_str!("template/CHANGELOG.md")),
    ("Cargo.toml", include_str!("template/Cargo.toml.txt")),
    ("README.md", README),
    ("smoke/Cargo.toml", include_str!("template/smoke.toml.txt")),
    ("smoke/src/lib.rs", include_str!("template/smoke.rs.txt")),
];

const CONFIGURATION_TEMPLATE: &str = include_str!("template/codegen.toml");

/// The values for the placeholders of the templates.
pub(super) struct Scaffold<'a> {
    /// The name of the package, as given by the user; an invalid name is reported before any file
    /// is written.
    pub(super) package: &'a str,
    /// The SPDX expression of the package's license.
    pub(super) license: &'a str,
    /// The path of the document in the repository.
    pub(super) document: &'a str,
    /// The source of the document, if it is a URL.
    pub(super) upstream: Option<Upstream<'a>>,
    /// The keys of naming extensions in the document.
    pub(super) naming: &'a [&'static str],
    /// The keys of pagination extensions in the document.
    pub(super) pagination: &'a [&'static str],
    /// The settings imported from another generator.
    pub(super) imported: Option<&'a Imported>,
}

/// The URL that the document is fetched from.
#[derive(Clone, Copy)]
pub(super) struct Upstream<'a> {
    pub(super) url: &'a str,
    /// Whether the document may be downloaded over plain HTTP.
    pub(super) allow_http: bool,
}

impl Scaffold<'_> {
    /// Returns the contents of `codegen.toml`.
    pub(super) fn configuration(&self) -> String {
        self.fill(CONFIGURATION_TEMPLATE)
    }

    /// Returns the paths and contents of all files, except the document and the generated crate.
    pub(super) fn files(&self, generation: &Generation) -> Vec<(String, String)> {
        let templates = TEMPLATES.iter();
        let mut files: Vec<(String, String)> =
            templates.map(|(path, text)| ((*path).to_owned(), self.fill(text))).collect();
        files.push((CONFIGURATION.to_owned(), self.configuration()));
        files.push(("smoke/tests/mock.rs".to_owned(), self.smoke(generation)));
        for file in LicenseText::ALL.map(LicenseText::file) {
            if let Some(text) = generation.output.get(file) {
                files.push((file.to_owned(), text.clone()));
            }
        }
        files
    }

    /// Returns the titles of the steps in the README that set up the workflows.
    pub(super) fn steps(&self) -> Vec<String> {
        let readme = self.fill(README);
        let title = |line: &str| {
            let (number, rest) = line.split_once(". **")?;
            let title = rest.split_once("**")?.0;
            number.parse::<usize>().ok().map(|_| title.to_owned())
        };
        readme.lines().filter_map(title).collect()
    }

    fn fill(&self, template: &str) -> String {
        let [package, license] = [self.package, self.license].map(toml_string);
        let values = [
            ("\"@PACKAGE@\"", package.as_str()),
            ("@PACKAGE@", self.package),
            ("@LICENSE@", &license),
            ("@DOCUMENT@", self.document),
            ("@CLIENT@", CLIENT),
            ("@VERSION@", VERSION),
            ("@INSTALLATION@", &installation(env!("CARGO_PKG_REPOSITORY"))),
            ("@NAMES@", &self.names()),
            ("@PAGINATION@", &self.pages()),
            ("@OVERLAYS@", &self.overlays()),
            ("@FOLLOWED@", self.followed()),
            ("@UPDATE@", self.update()),
            // The last replacement, since a URL may contain any placeholder.
            ("@SOURCE@", &self.source()),
        ];
        values.iter().fold(template.to_owned(), |text, (name, value)| text.replace(name, value))
    }

    /// Returns the command that fetches the document again.
    fn update(&self) -> &'static str {
        match self.upstream {
            Some(Upstream { allow_http: true, .. }) => "openapi-crate update --allow-http",
            _ => "openapi-crate update",
        }
    }

    /// Returns the paragraph about updates of the document.
    fn followed(&self) -> &'static str {
        match self.upstream {
            Some(_) => {
                "`@UPDATE@` fetches the document from the `source` in\n[codegen.toml](codegen.toml), \
                 regenerates the crate, increments its version as Semantic Versioning\nrequires for \
                 the change, and adds an entry to [CHANGELOG.md](CHANGELOG.md)."
            }
            None => {
                "Set `source` in [codegen.toml](codegen.toml) to the URL of the document. `@UPDATE@` \
                 then fetches\nit, regenerates the crate, increments its version as Semantic \
                 Versioning requires for the change, and\nadds an entry to \
                 [CHANGELOG.md](CHANGELOG.md)."
            }
        }
    }

    /// Returns the lines of `[source]`.
    fn source(&self) -> String {
        match self.upstream {
            Some(Upstream { url, .. }) => format!(
                "# The URL from which `{}` fetches the document:\nsource = {}",
                self.update(),
                toml_string(url)
            ),
            None => "# The URL from which `openapi-crate update` fetches the document:\n\
                     # source = \"https://example.com/openapi.json\""
                .to_owned(),
        }
    }

    /// Returns the line with the overlays.
    fn overlays(&self) -> String {
        match self.imported.is_some_and(|it| it.overlay.is_some()) {
            true => format!("overlays = [{}]", toml_string(OVERLAY)),
            false => "# overlays = [\"spec/fix.overlay.yaml\"]".to_owned(),
        }
    }

    /// Returns the comment above `[operations]`.
    fn names(&self) -> String {
        let said = said(
            self.naming,
            "for names, groups or ignored parts",
            "Without the table `[operations]`, groups from these extensions are used.",
        );
        format!(
            "# How operations are grouped into resources: \"operation-id\" uses the part of the operation id\n\
             # before the last separator, as in `orders:list`; \"tag\" uses the first tag.{said}"
        )
    }

    /// Returns the rules of `[[pagination]]`, or an example, after a comment.
    fn pages(&self) -> String {
        let said = said(
            self.pagination,
            "for pagination",
            "The rules below apply only to operations without these extensions.",
        );
        let example = "# [[pagination]]\n# style = \"cursor\"\n# parameter = \"cursor\"\n\
                       # items = \"items\"\n# next = \"next_cursor\"";
        let imported = self.imported.map(|it| it.rules.trim_end()).filter(|it| !it.is_empty());
        let rules = imported.unwrap_or(example);
        format!(
            "# Paginated operations, which get `.items()` and `.pages()`: a rule applies to each operation that\n\
             # has the parameter, and the items in its response. Paths are property names with dots:\n\
             # - `style`: \"page\", \"offset\", \"cursor\", \"link\", \"last-item\" or \"link-header\"\n\
             # - `parameter`: the parameter that selects the page; or `body`: the path in the request body\n\
             # - `first`: the number of the first page (\"page\") or item (\"offset\")\n\
             # - `items`: the path to the items in the response, empty if it is the list itself\n\
             # - `pages`: the path to the number of pages (\"page\")\n\
             # - `total`: the path to the number of items (\"offset\")\n\
             # - `next`: the path to the next cursor (\"cursor\") or URL (\"link\")\n\
             # - `more`: the path to the flag that there are more pages (\"last-item\")\n\
             # - `id`: the property of the last item that the parameter expects (\"last-item\"){said}\n{rules}"
        )
    }

    /// Returns the smoke test of the client.
    fn smoke(&self, generation: &Generation) -> String {
        let head = "//! A call to a mock of the API.\n\n";
        let library = self.package.replace('-', "_");
        match &generation.mocked {
            Some(program) => format!(
                "{head}{program}\n\n#[tokio::test]\nasync fn a_call_is_answered_by_a_mock() -> \
                 Result<(), Box<dyn std::error::Error>> {{\n    run().await\n}}\n"
            ),
            None => format!(
                "//! A client of a mock of the API.\n\n\
                 use {library}::{{Client, testing}};\n\n\
                 #[test]\nfn a_client_can_be_built() {{\n    let builder = \
                 Client::builder().base_url(\"https://example.com\");\n    let client = \
                 builder.transport(testing::Mock::new()).build();\n    assert!(client.is_ok(), \
                 \"{{client:?}}\");\n}}\n"
            ),
        }
    }
}

/// Returns the arguments with which `cargo install` installs this program from its `repository`;
/// empty if the repository is unknown, since the registry may have another package of the same name.
fn installation(repository: &str) -> String {
    match repository {
        "" => String::new(),
        url => format!("--git {url} {} --locked", env!("CARGO_PKG_NAME")),
    }
}

/// Returns a comment about the extensions in the document; empty if there are none.
fn said(keys: &[&str], purpose: &str, effect: &str) -> String {
    if keys.is_empty() {
        return String::new();
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    format!("\n# Extensions of the document {purpose}:\n# {}.\n# {effect}", keys.join(", "))
}

#[cfg(test)]
mod tests;

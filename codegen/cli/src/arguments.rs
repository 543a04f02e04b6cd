//! [`Request`]: the arguments that `generate` and `check` share.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use codegen::internals::config::Pattern;
use codegen::internals::document::diagnostic::Code;

use crate::invocation::Invocation;

/// The document, the selection of its operations and the format of the report.
#[derive(Args, Debug)]
pub(crate) struct Request {
    /// The configuration file [default: `codegen.toml` or `spec/codegen.toml` in the current
    /// folder, or in its nearest parent that has one]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["spec", "overlay", "out", "package"])]
    pub(crate) config: Option<PathBuf>,

    /// An OpenAPI document, YAML or JSON, to generate from without a configuration file
    #[arg(long, value_name = "FILE", requires = "out")]
    pub(crate) spec: Option<PathBuf>,

    /// An OpenAPI Overlay for the document; several are applied in this order
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub(crate) overlay: Vec<PathBuf>,

    /// The folder of the generated crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    pub(crate) out: Option<PathBuf>,

    /// The name of the generated package [default: from the title of the document]
    #[arg(long, value_name = "NAME", requires = "spec")]
    pub(crate) package: Option<String>,

    /// Generate only the operations that match, and the schemas that they use: `tag:NAME`,
    /// `path:/v1/orders*`, `operation:ID` (also `operation:GET /v1/orders`) or `webhook:NAME`,
    /// where `*` matches any characters; repeatable
    #[arg(long, value_name = "PATTERN", value_parser = Pattern::parse)]
    pub(crate) include: Vec<Pattern>,

    /// Leave out the operations that match, with the same patterns; repeatable
    #[arg(long, value_name = "PATTERN", value_parser = Pattern::parse)]
    pub(crate) exclude: Vec<Pattern>,

    /// A warning to accept, by its code, such as `best-fit-union`; repeatable
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    pub(crate) accept: Vec<Code>,

    /// Fail, and write nothing, if the new `fidelity.txt` would list a gap that the one in the
    /// output folder doesn't: a location of an unchecked keyword, or a kind of limit of the types
    #[arg(long)]
    pub(crate) deny_new_gaps: bool,

    /// Print how long each stage took
    #[arg(long)]
    pub(crate) timings: bool,

    /// The format of diagnostics: text, or one JSON object per line on the standard output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,

    /// Print errors only
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// The format of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// Human-readable text.
    Human,
    /// One JSON object per line; the last has the type `summary`.
    Json,
}

pub(crate) fn code_parser() -> impl TypedValueParser<Value = Code> {
    PossibleValuesParser::new(Code::ALL.iter().map(|code| code.as_str())).try_map(|name| {
        Code::ALL
            .iter()
            .find(|code| code.as_str() == name)
            .copied()
            .ok_or_else(|| format!("there is no code `{name}`"))
    })
}

impl Request {
    /// Creates a request for the named configuration, or the nearest one, with a report as text.
    pub(crate) fn of_configuration(config: Option<PathBuf>) -> Self {
        Self {
            config,
            spec: None,
            overlay: Vec::new(),
            out: None,
            package: None,
            include: Vec::new(),
            exclude: Vec::new(),
            accept: Vec::new(),
            deny_new_gaps: false,
            timings: false,
            message_format: MessageFormat::Human,
            quiet: false,
        }
    }

    /// Returns the shell command that writes the requested files.
    pub(crate) fn repair(&self, invocation: &Invocation) -> String {
        let mut words = vec![invocation.program.to_owned(), invocation.generate.to_owned()];
        let mut option = |name: &str, value: &str| words.push(format!("--{name} {}", quote(value)));
        let paths = self.config.iter().map(|path| ("config", path));
        let paths = paths.chain(self.spec.iter().map(|path| ("spec", path)));
        let paths = paths.chain(self.overlay.iter().map(|path| ("overlay", path)));
        for (name, path) in paths.chain(self.out.iter().map(|path| ("out", path))) {
            option(name, &path.to_string_lossy());
        }
        if let Some(package) = &self.package {
            option("package", package);
        }
        for pattern in &self.include {
            option("include", &pattern.to_string());
        }
        for pattern in &self.exclude {
            option("exclude", &pattern.to_string());
        }
        for code in &self.accept {
            option("accept", code.as_str());
        }
        words.join(" ")
    }
}

/// Quotes `word` for a shell if necessary.
fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use clap::error::ErrorKind;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        request: Request,
    }

    fn parse(line: &str) -> Result<Request, ErrorKind> {
        Line::try_parse_from(std::iter::once("program").chain(line.split_whitespace()))
            .map(|line| line.request)
            .map_err(|error| error.kind())
    }

    #[test]
    fn another_document_needs_no_configuration_file() {
        let line = "--spec a.yaml --overlay b.yaml --overlay c.yaml --out o --package p";
        let arguments = parse(line).expect("arguments");
        assert_eq!(arguments.overlay, [PathBuf::from("b.yaml"), PathBuf::from("c.yaml")]);
        assert_eq!(arguments.out, Some(PathBuf::from("o")));
        assert_eq!(arguments.message_format, MessageFormat::Human);
    }

    #[test]
    fn dependent_arguments_are_required() {
        for line in ["--spec a", "--out o", "--overlay b", "--package p"] {
            assert_eq!(parse(line).expect_err(line), ErrorKind::MissingRequiredArgument, "{line}");
        }
        for more in ["--spec a --out o", "--out o", "--package p"] {
            let line = format!("--config c {more}");
            assert_eq!(parse(&line).expect_err(more), ErrorKind::ArgumentConflict, "{line}");
        }
    }

    #[test]
    fn only_codes_that_exist_can_be_accepted() {
        let arguments = parse("--accept best-fit-union --accept name-clash").expect("arguments");
        assert_eq!(arguments.accept, [Code::BestFitUnion, Code::NameClash]);
        assert_eq!(parse("--accept no-such").expect_err("an error"), ErrorKind::InvalidValue);
    }

    #[test]
    fn a_pattern_has_a_subject() {
        let arguments = parse("--include tag:a --exclude path:/b/*").expect("arguments");
        assert_eq!(arguments.include[0].to_string(), "tag:a");
        assert_eq!(arguments.exclude[0].to_string(), "path:/b/*");
        assert_eq!(parse("--include a").expect_err("an error"), ErrorKind::ValueValidation);
    }

    #[test]
    fn the_suggested_command_repeats_the_arguments_and_writes() {
        let invocation =
            Invocation { program: "cargo xtask", generate: "codegen", ..Invocation::INSTALLED };
        let repair = |line| parse(line).expect("arguments").repair(&invocation);
        assert_eq!(repair("--timings --quiet"), "cargo xtask codegen");
        assert_eq!(
            repair("--out o --overlay x --spec it's --package p --accept output"),
            r"cargo xtask codegen --spec 'it'\''s' --overlay x --out o --package p --accept output"
        );
        assert_eq!(
            repair("--include path:/a* --exclude tag:b"),
            "cargo xtask codegen --include 'path:/a*' --exclude tag:b"
        );
        assert_eq!(repair("--config a.toml"), "cargo xtask codegen --config a.toml");
        let request = parse("--config a.toml").expect("arguments");
        let installed = request.repair(&Invocation::INSTALLED);
        assert_eq!(installed, "openapi-crate generate --config a.toml");
    }
}

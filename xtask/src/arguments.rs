//! The arguments of `cargo xtask codegen`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use codegen::config::Pattern;
use codegen::document::diagnostic::Code;

const EXIT_CODES: &str = "\
Exit codes:
  0  the crate is up to date, or has been written
  1  the document, the configuration or the output folder has errors; when they were found \
before the writing began, nothing was written
  2  the command line is wrong
  3  --check found files that are stale
  4  --deny-new-gaps found some; nothing was written";

/// Reads an OpenAPI 3.0, 3.1 or 3.2 document and writes a Rust client crate.
///
/// Without arguments it reads `spec/codegen.toml` of this workspace. Files that are as they should
/// be are not touched, files of an earlier run that are no longer generated are removed, and files
/// that the generator didn't write are never changed.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The configuration file [default: spec/codegen.toml of the workspace]
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

    /// Generate only what this matches, and what that refers to: `tag:NAME`, `path:/v1/orders*`,
    /// `operation:ID` (also `operation:GET /v1/orders`) or `webhook:NAME`, where `*` stands for any
    /// characters; repeatable
    #[arg(long, value_name = "PATTERN", value_parser = Pattern::parse)]
    pub(crate) include: Vec<Pattern>,

    /// Leave out what this matches, in the same patterns; repeatable
    #[arg(long, value_name = "PATTERN", value_parser = Pattern::parse)]
    pub(crate) exclude: Vec<Pattern>,

    /// A kind of warning that you have seen and accept, such as `best-fit-union`; repeatable
    #[arg(long, value_name = "CODE", value_parser = code_parser(), hide_possible_values = true)]
    pub(crate) accept: Vec<Code>,

    /// Write nothing; list the files that are stale and fail when there are any
    #[arg(long)]
    pub(crate) check: bool,

    /// Go on, and generate again whenever the document, an overlay or the configuration is saved;
    /// prints what became of `api.txt`. Ctrl-C ends it
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,

    /// Fail, and write nothing, where `fidelity.txt` would list a place that the one in the output
    /// folder does not: there the types accept more than the document says
    #[arg(long)]
    pub(crate) deny_new_gaps: bool,

    /// Print how long each stage took
    #[arg(long)]
    pub(crate) timings: bool,

    /// How to print: for people, or as one JSON object a line on the standard output
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = MessageFormat::Human)]
    pub(crate) message_format: MessageFormat,

    /// Print errors only
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// How to print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people.
    Human,
    /// One JSON object a line, the last of type `summary`.
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

impl Arguments {
    /// The command that writes what these arguments describe, to be pasted into a shell.
    pub(crate) fn repair(&self) -> String {
        let mut words = vec!["cargo xtask codegen".to_owned()];
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

/// Quotes `word` for a shell where it has to be.
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
        arguments: Arguments,
    }

    fn parse(line: &str) -> Result<Arguments, ErrorKind> {
        Line::try_parse_from(std::iter::once("xtask").chain(line.split_whitespace()))
            .map(|line| line.arguments)
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
    fn what_belongs_together_is_required() {
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
    fn a_pattern_says_what_it_is_about() {
        let arguments = parse("--include tag:a --exclude path:/b/*").expect("arguments");
        assert_eq!(arguments.include[0].to_string(), "tag:a");
        assert_eq!(arguments.exclude[0].to_string(), "path:/b/*");
        assert_eq!(parse("--include a").expect_err("an error"), ErrorKind::ValueValidation);
    }

    #[test]
    fn the_repairing_command_says_what_was_asked_and_writes() {
        let repair = |line| parse(line).expect("arguments").repair();
        assert_eq!(repair("--check --timings --quiet"), "cargo xtask codegen");
        assert_eq!(
            repair("--check --out o --overlay x --spec it's --package p --accept output"),
            r"cargo xtask codegen --spec 'it'\''s' --overlay x --out o --package p --accept output"
        );
        assert_eq!(
            repair("--include path:/a* --exclude tag:b"),
            "cargo xtask codegen --include 'path:/a*' --exclude tag:b"
        );
        assert_eq!(repair("--config a.toml --check"), "cargo xtask codegen --config a.toml");
    }

    #[test]
    fn help_documents_the_exit_codes() {
        let error = Line::try_parse_from(["xtask", "--help"]).expect_err("the help text");
        let help = error.to_string();
        for code in ["  0  ", "  1  ", "  2  ", "  3  ", "  4  "] {
            assert!(help.contains(code), "{help}");
        }
    }
}

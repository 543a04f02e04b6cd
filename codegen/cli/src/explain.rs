//! `explain`: explains the code of a diagnostic.

use clap::Args;
use codegen::internals::document::diagnostic::{Code, PAGE};

use crate::arguments::code_parser;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};

const EXIT_CODES: &str = "\
Exit codes:
  0  the explanation was printed
  2  the code does not exist";

/// Explains the code of an error or a warning: the cause, the fix, and an example.
///
/// Without a code, lists all of them.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The code, as printed in brackets: `dangling-ref` of `error[dangling-ref]`
    #[arg(value_name = "CODE", value_parser = code_parser())]
    code: Option<Code>,
}

/// Returns the explanation of a code, or the list of codes.
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    let results = match arguments.code {
        Some(code) => section(code),
        None => list(invocation),
    };
    Report { messages: String::new(), results, failure: String::new(), exit: Exit::Fine }
}

/// Returns the section of a code in the page.
fn section(code: Code) -> String {
    let heading = heading(code);
    let start = PAGE.find(&heading).unwrap_or(PAGE.len());
    let rest = &PAGE[start..];
    let end = Code::ALL.iter().filter_map(|it| rest[1..].find(&self::heading(*it))).min();
    let section = end.map_or(rest, |end| &rest[..=end]);
    format!("{}\n", section.trim())
}

fn heading(code: Code) -> String {
    format!("\n## {code}\n")
}

/// Lists every code with its summary.
fn list(invocation: &Invocation) -> String {
    let width = Code::ALL.iter().map(|it| it.as_str().len()).max().unwrap_or_default();
    let line = |code: &Code| format!("{:width$}  {}\n", code.as_str(), code.summary());
    let lines: String = Code::ALL.iter().map(line).collect();
    format!("{lines}\nrun `{} explain CODE` for an explanation of a code\n", invocation.program)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(code: Option<Code>) -> String {
        run(&Arguments { code }, &Invocation::INSTALLED).results
    }

    #[test]
    fn each_code_has_its_section() {
        for code in Code::ALL {
            let text = explained(Some(*code));
            assert!(text.starts_with(&format!("## {code}\n")), "{code}: {text}");
            assert!(text.contains(code.cause()) && text.contains(code.fix()), "{code}: {text}");
            assert_eq!(text.matches("\n**Fix.**").count(), 1, "{code}: {text}");
        }
    }

    #[test]
    fn without_a_code_all_are_listed() {
        let text = explained(None);
        assert!(Code::ALL.iter().all(|it| text.contains(it.summary())), "{text}");
        let end = "run `openapi-crate explain CODE` for an explanation of a code\n";
        assert!(text.ends_with(end), "{text}");
    }
}

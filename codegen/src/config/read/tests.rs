use super::*;
use crate::config::Workspace;

const PATHS: &str = "document = \"a.yaml\"\noutput = \"../client\"\n";

fn config(text: &str) -> (Config, Entries) {
    let mut diagnostics = Diagnostics::default();
    let result = read("spec/codegen.toml", text, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), &[]);
    result.expect("a configuration")
}

/// Returns the message, the help and the source text at the span of the only mistake.
fn problem(text: &str) -> (String, String, String) {
    let mut diagnostics = Diagnostics::default();
    assert!(read("codegen.toml", text, &mut diagnostics).is_none());
    let [only] = diagnostics.as_slice() else { panic!("{diagnostics:?}") };
    let span = only.span.clone().expect("a span");
    let help = only.help.clone().unwrap_or_default();
    (only.message.clone(), help, text[span.bytes].to_owned())
}

#[test]
fn a_minimal_file_has_defaults() {
    let (config, entries) = config(PATHS);
    assert_eq!(config.document, Path::new("spec/a.yaml"));
    assert_eq!(config.output, Path::new("client"));
    assert_eq!(config.grouping, None);
    assert_eq!(config.package.workspace, Workspace::Alone);
    assert!(config.sensitive.contains(&"token".to_owned()));
    assert_eq!(entries.sensitive, []);
}

#[test]
fn a_complete_file_is_read() {
    let text = format!(
        "overlays = [\"o.yaml\"]\nsensitive = [\"pin\"]\naccept = [\"name-clash\"]\n{PATHS}\
         [package]\nname = \"n\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\nrepository = \"https://r\"\n\
         env-prefix = \"N\"\nworkspace = \"member\"\n[operations]\ngroup-by = \"tag\"\n\
         [formats]\nuri = \"string\"\n[names]\n\"#/components/schemas/A\" = \"B\"\n"
    );
    let (config, entries) = config(&text);
    assert_eq!(config.overlays, [Path::new("spec/o.yaml")]);
    assert_eq!(config.package.env_prefix.as_deref(), Some("N"));
    assert_eq!(config.package.workspace, Workspace::Member);
    assert_eq!(config.grouping, Some(Grouping::Tag));
    assert_eq!(config.formats["uri"], FormatType::String);
    let pointer = JsonPointer::parse("/components/schemas/A").expect("a pointer");
    assert_eq!(config.names[&pointer], "B");
    assert_eq!(config.sensitive, ["pin"]);
    assert_eq!(config.accept, [Code::NameClash]);
    let at = |range: &Range<usize>| text[range.clone()].to_owned();
    assert_eq!(at(&entries.names[0].1), "\"#/components/schemas/A\"");
    assert_eq!(at(&entries.sensitive[0].1), "\"pin\"");
    assert_eq!(at(&entries.formats[0].1), "uri");
    assert_eq!(at(&entries.accept[0].1), "\"name-clash\"");
}

#[test]
fn unknown_entries_are_suggested() {
    let (message, help, at) = problem(&format!("{PATHS}sensitve = []\n"));
    assert_eq!(message, "unknown field `sensitve`");
    assert_eq!(help, "did you mean `sensitive`?");
    assert_eq!(at, "sensitve");
    let (_, help, at) = problem(&format!("{PATHS}[package]\nauthor = \"me\"\n"));
    assert_eq!(help, "did you mean `authors`?");
    assert_eq!(at, "author");
}

#[test]
fn unknown_words_are_suggested() {
    for (entry, message, help, at) in [
        ("[formats]\nuuid = \"uid\"", "`uid` is not a type", "did you mean `uuid`?", "\"uid\""),
        ("[formats]\nuuid = \"x\"", "`x` is not a type", "use `string`, `uuid`", "\"x\""),
        (
            "accept = [\"name-clsh\"]",
            "`name-clsh` is not a diagnostic code",
            "did you mean `name-clash`?",
            "\"name-clsh\"",
        ),
        (
            "[operations]\ngroup-by = \"tags\"",
            "unknown variant `tags`",
            "did you mean `tag`?",
            "\"tags\"",
        ),
        ("[names]\nPet = \"Dog\"", "`Pet` is not a JSON Pointer", "write it as in", "Pet"),
        ("[names]\n\"/a\" = \"1 x\"", "`1 x` can't be a Rust name", "use letters", "\"1 x\""),
        ("[operations]\nseparator = \"\"", "the separator is empty", "remove it", "\"\""),
    ] {
        let found = problem(&format!("{PATHS}{entry}\n"));
        assert_eq!((found.0.as_str(), found.2.as_str()), (message, at));
        assert!(found.1.starts_with(help), "{}", found.1);
    }
}

#[test]
fn an_unused_separator_is_rejected() {
    let text = format!("{PATHS}[operations]\ngroup-by = \"tag\"\nseparator = \"_\"\n");
    assert!(problem(&text).0.contains("not used"));
}

#[test]
fn missing_and_mistyped_settings_are_reported() {
    let (message, help, _) = problem("output = \"x\"\n");
    assert_eq!(message, "missing field `document`");
    assert!(help.contains("add `document = ...`"), "{help}");
    let (message, _, at) = problem("document = 3\noutput = \"x\"\n");
    assert!(message.contains("invalid type"), "{message}");
    assert_eq!(at, "3");
    let (_, _, at) = problem(&format!("{PATHS}sensitive = [\n"));
    assert_eq!(at, "");
    let (message, help, at) = problem(&format!("{PATHS}[polling]\noperation = \"a\"\n"));
    assert_eq!(
        (message.as_str(), at.as_str()),
        ("invalid type: map, expected a sequence", "[polling]")
    );
    assert_eq!(help, "write the header with two brackets, as in `[[polling]]`");
}

#[test]
fn paths_are_relative_to_the_file() {
    for (folder, path, expected) in [
        ("spec", "../client", "client"),
        ("", "../client", "../client"),
        ("a/b", "../../../c", "../c"),
        ("a", "./b/../c.yaml", "a/c.yaml"),
        ("a", "/b", "/b"),
    ] {
        assert_eq!(relative(Path::new(folder), Path::new(path)), Path::new(expected));
    }
}

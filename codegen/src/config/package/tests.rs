use super::*;

/// Reads the lines of a `[package]` table. Returns the message, help and source text of each
/// mistake.
fn read(lines: &str) -> (Package, Vec<(String, String, String)>) {
    let table: PackageTable = toml::from_str(lines).expect("a table");
    let (package, problems) = table.package("codegen.toml");
    let problems = problems.into_iter();
    let problems = problems.map(|(at, message, help)| (message, help, lines[at].to_owned()));
    (package, problems.collect())
}

#[test]
fn valid_package_settings_are_read() {
    let (package, problems) = read(
        "name = 'zoo'\nversion = '1.2.3-rc.1'\ndescription = 'Animals.'\n\
         license = 'MIT OR Apache-2.0'\nauthors = ['Ada <ada@example.com>']\n\
         homepage = 'https://zoo.example'\ndocumentation = 'http://zoo.example/docs?x=1'\n\
         repository = 'https://git.example/zoo'\nkeywords = ['zoo', 'c++', '3d_x']\n\
         categories = ['api-bindings', 'web-programming::http-client']\n\
         include = ['/src/**/*', '*.md']\nrust-version = '1.90'\nworkspace = 'member'\n",
    );
    assert_eq!(problems, []);
    assert_eq!(package.name_at.map(|it| it.bytes), Some(7..12));
    assert_eq!(package.keywords, ["zoo", "c++", "3d_x"]);
    assert_eq!(package.include, ["/src/**/*", "*.md"]);
    assert_eq!(package.rust_version.as_deref(), Some("1.90"));
    assert_eq!(package.workspace, Workspace::Member);
    assert_eq!(read("license-file = 'legal/LICENSE.txt'").1, []);
}

#[test]
fn each_rule_of_the_registry_has_a_message() {
    let long = format!("description = '{}'", "a".repeat(1001));
    for (line, message, help) in [
        ("version = '1.0'", "`1.0` is not a version: ", "write it as in `1.2.3`"),
        ("description = ' '", "the description is empty", "describe the API"),
        (&*long, "the description has 1001 characters, ", "shorten it"),
        ("license = 'MIT/ISC'", "`MIT/ISC` is not an SPDX license", "write `MIT OR ISC`"),
        ("license = 'Acme'", "`Acme` is not an SPDX license", "write it as in `MIT OR "),
        ("license-file = '../LICENSE'", "`../LICENSE` is not a path inside", "write it relative"),
        ("license-file = '/LICENSE'", "`/LICENSE` is not a path inside", "write it relative"),
        ("license-file = ''", "`` is not a path inside", "write it relative"),
        ("homepage = 'zoo.example'", "`zoo.example` is not the URL", "write it with its scheme"),
        ("repository = 'git@x:zoo'", "`git@x:zoo` is not the URL", "write it with its scheme"),
        ("documentation = 'https:///x'", "`https:///x` is not the URL", "write it with"),
        ("documentation = 'https://a b'", "`https://a b` is not the URL", "write it with"),
        ("rust-version = '1.70'", "the generated crate requires Rust 1.89", "write `1.89`, or"),
        ("rust-version = '1.90-beta'", "`1.90-beta` is not a version", "write `1.89`, or"),
        ("rust-version = 'stable'", "`stable` is not a version of Rust", "write `1.89`, or"),
    ] {
        let (_, found) = read(line);
        let [(found, advice, at)] = &found[..] else { panic!("{line}: {found:?}") };
        assert!(found.starts_with(message), "{line}: {found}");
        assert!(advice.starts_with(help), "{line}: {advice}");
        assert_eq!(at, line.split_once(" = ").expect("a value").1);
    }
}

#[test]
fn an_error_in_a_list_is_located_at_its_item() {
    for (line, message, at) in [
        ("keywords = ['a', '-b']", "`-b` can't be a keyword", "'-b'"),
        ("keywords = ['a b']", "`a b` can't be a keyword", "'a b'"),
        ("keywords = ['aaaaaaaaaaaaaaaaaaaaa']", "`aaaaaaaaaaaaaaaaaaaaa` can't", "'aaaaaaaa"),
        ("keywords = ['a', 'A']", "the keyword `A` is listed twice", "'A'"),
        ("keywords = ['a', 'b', 'c', 'd', 'e', 'f', 'g']", "the registry accepts at most 5", "'f'"),
        ("categories = ['API bindings']", "`API bindings` can't be a category", "'API"),
        ("categories = ['a::']", "`a::` can't be a category", "'a::'"),
        ("authors = ['Ada', '']", "an author must be a name", "''"),
        ("include = ['']", "the pattern is empty", "''"),
        ("license = 'MIT'\nlicense-file = 'L'", "`license` and `license-file` are mutually", "'L'"),
    ] {
        let (_, found) = read(line);
        let [(found, help, place)] = &found[..] else { panic!("{line}: {found:?}") };
        assert!(found.starts_with(message), "{line}: {found}");
        assert!(place.starts_with(at), "{line}: {place}");
        assert!(!help.is_empty());
    }
}

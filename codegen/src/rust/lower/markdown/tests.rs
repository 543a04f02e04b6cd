//! Tests with hostile and sloppy descriptions, and of properties that any output must have.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{summary, to_rustdoc, verbatim};
use crate::document::text::Text;

#[track_caller]
fn assert_markdown(markdown: &str, expected: &str) {
    assert_eq!(to_rustdoc(&markdown.into()), expected, "from {markdown:?}");
    assert_unchanged(markdown);
}

/// Checks the properties that every output must have when `rustdoc` reads it.
#[track_caller]
fn assert_unchanged(markdown: &str) {
    let text = to_rustdoc(&markdown.into());
    assert_eq!(to_rustdoc(&Text::from(&text)), text, "not settled, from {markdown:?}");
    for line in text.split('\n') {
        assert_eq!(line.trim_end(), line, "white space at the end, from {markdown:?}");
        assert!(!line.contains(char::is_control), "control character, from {markdown:?}");
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut looked_up = Vec::new();
    let mut look_up = |link: pulldown_cmark::BrokenLink<'_>| {
        looked_up.push(link.reference.to_string());
        None
    };
    let events = Parser::new_with_broken_link_callback(&text, options, Some(&mut look_up));
    for event in events {
        let harmful = match &event {
            Event::Start(Tag::CodeBlock(kind)) => *kind != CodeBlockKind::Fenced("text".into()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let url = dest_url.to_ascii_lowercase();
                !["http://", "https://", "mailto:"].iter().any(|it| url.starts_with(it))
            }
            Event::Start(Tag::Heading { level, .. }) => (*level as u8) < 4,
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::FootnoteDefinition(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => true,
            _ => false,
        };
        assert!(!harmful, "{event:?} in {text:?}, from {markdown:?}");
    }
    assert_eq!(looked_up, [""; 0], "links into the crate in {text:?}, from {markdown:?}");

    let line = summary(&markdown.into());
    assert!(!line.contains('\n'), "{line:?} from {markdown:?}");
    let table = format!("| a | b |\n| --- | --- |\n| {line} | c |\n");
    let cells = Parser::new_ext(&table, options)
        .filter(|event| matches!(event, Event::Start(Tag::TableCell)))
        .count();
    assert_eq!(cells, 4, "{table:?} from {markdown:?}");
    assert!(table.ends_with(" | c |\n"));
    let last = Parser::new_ext(&table, options)
        .filter_map(|event| if let Event::Text(text) = event { Some(text) } else { None })
        .last();
    assert_eq!(last.as_deref(), Some("c"), "{table:?} from {markdown:?}");
}

#[test]
fn alerts_become_quotes_with_their_kind() {
    assert_markdown("> [!WARNING]\n> Never *log* it.", "> **Warning:** Never *log* it.");
    assert_markdown("> [!note]\n> - one", "> **Note:**\n>\n> - one");
    assert_markdown("> [!OTHER] x", "> \\[!OTHER] x");
    assert_eq!(summary(&"> [!TIP]\n> Use pages.".into()), "**Tip:** Use pages.");
}

#[test]
fn text_is_kept() {
    assert_markdown("", "");
    assert_markdown(" \n\t ", "");
    assert_markdown("The id of the customer.", "The id of the customer.");
    assert_markdown("snake_case, a < b, R&D, x = {}", "snake_case, a < b, R&D, x = {}");
    assert_markdown("two  spaces ", "two spaces");
    assert_markdown("two\nlines", "two\nlines");
}

#[test]
fn no_code_block_can_run() {
    assert_markdown("```rust\nlet a = 1;\n```", "```text\nlet a = 1;\n```");
    assert_markdown("~~~\nlet a = 1;", "```text\nlet a = 1;\n```");
    assert_markdown("    let a = 1;\n\n    let b = 2;", "```text\nlet a = 1;\n\nlet b = 2;\n```");
    assert_markdown("\tlet a = 1;", "```text\nlet a = 1;\n```");
    assert_markdown("- a\n\n      let a = 1;", "- a\n\n  ```text\n  let a = 1;\n  ```");
    assert_markdown("> ```\n> a", "> ```text\n> a\n> ```");
    assert_markdown("~~~\n```\n```rust\na\n~~~", "````text\n```\n```rust\na\n````");
    assert_markdown("```\n\n```", "");
}

#[test]
fn html_is_text() {
    assert_markdown("the <id> of", "the \\<id> of");
    assert_markdown("<!-- a -->", "\\<!-- a -->");
    assert_markdown("<script>\nalert(1)\n\n</script>", "\\<script>\nalert(1)\n\n\\</script>");
    assert_markdown("&lt;b&gt; &amp;amp;", "\\<b> \\&amp;");
    assert_markdown("a<br/>b", "a\\\nb");
}

#[test]
fn only_absolute_links_are_links() {
    assert_markdown("[foo] [0] [`Foo`] [a][b]", "\\[foo] \\[0] \\[`Foo`] \\[a]\\[b]");
    assert_markdown("[the *docs*](https://x.io/a_(b))", "[the *docs*](https://x.io/a_%28b%29)");
    assert_markdown("[docs][1]\n\n[1]: https://x.io 'title'", "[docs](https://x.io)");
    assert_markdown("[a](/b) [c](javascript:d) [e](#f) [g](crate::h)", "a c e g");
    assert_markdown("![a *b*](https://x.io/b.png)", "a *b*");
    assert_markdown("[![a](https://x.io/b.png)](https://x.io)", "[a](https://x.io)");
    assert_markdown("<a@b.io>", "[a@b.io](mailto:a@b.io)");
    assert_markdown("[a](mailto:struct@b)", "a");
    assert_markdown("Look!\\[a](https://x.io)", "Look!\\[a](<https://x.io>)");
    assert_markdown("Look\\![a](https://x.io)", "Look\\![a](https://x.io)");
    assert_markdown("[^1]\n\n[^1]: a b", "\\[^1]\n\n\\[^1]: a b");
    assert_markdown("[^a](https://x.io)", "[\\^a](https://x.io)");
}

#[test]
fn bare_urls_are_marked() {
    assert_markdown("see https://x.io/a_b.", "see <https://x.io/a_b>.");
    assert_markdown("see https://x.io for more", "see <https://x.io> for more");
    assert_markdown("(http://x.io/(a))", "(<http://x.io/(a)>)");
    assert_markdown("<https://x.io>", "<https://x.io>");
    assert_markdown(
        "`https://x.io` [https://x.io](https://y.io)",
        "`https://x.io` [https://x.io](https://y.io)",
    );
    assert_markdown("[https://x.io](https://x.io)", "<https://x.io>");
    assert_markdown("https://...", "https://...");
    assert_markdown("ftp://x.io", "ftp://x.io");
}

#[test]
fn accidental_markdown_is_escaped() {
    assert_markdown("a \\* b \\_c_ \\`d`", "a \\* b \\_c\\_ \\`d\\`");
    assert_markdown("\\- a", "\\- a");
    assert_markdown("2019\\. A year", "2019\\. A year");
    assert_markdown("\\# a", "\\# a");
    assert_markdown("a\n\\===", "a\n\\===");
    assert_markdown("a | b\n\\--|--", "a | b\n\\--|--");
    assert_markdown("*\"a\"*[b](/c)", "\"a\"b");
    assert_markdown("*a*_b_", "*a*b");
    assert_markdown("a\\\\", "a\\\\");
    assert_markdown("about ~5 minutes, ~~six~~", "about ~5 minutes, ~~six~~");
}

#[test]
fn blocks_stay() {
    assert_markdown("# A\n## B\n#### C", "#### A\n\n##### B\n\n###### C");
    assert_markdown("A\n===\ntext", "#### A\n\ntext");
    assert_markdown("#### A #\\#", "#### A \\##");
    assert_markdown("* a\n* b\n  1. c", "- a\n- b\n  1. c");
    assert_markdown("- a\n\n- b", "- a\n\n- b");
    assert_markdown("- a\n\n* b", "- a\n\n* b");
    assert_markdown("- <i>\n\n  2. b", "- \\<i>\n\n  2. b");
    assert_markdown("7) a\n8) b", "7. a\n8. b");
    assert_markdown("a\n***\nb", "a\n\n___\n\nb");
    assert_markdown("a|b\n-|:-:\n`c\\|d`|", "| a | b |\n| --- | :-: |\n| `c\\|d` | |");
    assert_markdown("> a\nb", "> a\n> b");
    assert_markdown("a  \nb", "a\\\nb");
}

#[test]
fn characters_that_hide_text_are_removed() {
    assert_markdown("a\u{202E}b\u{2066}c\0d\u{FEFF}", "abcd");
    assert_markdown("a&#x202E;b&#7;c", "abc");
    assert_markdown("a\r\nb\rc", "a\nb\nc");
    assert_markdown("```\n\u{202E}a\u{7}\n```", "```text\na\n```");
}

#[test]
fn wide_lines_are_broken_between_words() {
    let word = "x".repeat(30);
    assert_markdown(
        &format!("{word} {word} {word} {word}\nb"),
        &format!("{word} {word} {word}\n{word}\nb"),
    );
    let code = format!("`{word} {word} {word} {word}`");
    assert_markdown(&format!("a {code}"), &format!("a\n{code}"));
    assert_markdown(&format!("{word} {word} {word} - b"), &format!("{word} {word} {word} - b"));
    assert_markdown(
        &format!("{word} {word} {word}xxx - b"),
        &format!("{word} {word} {word}xxx\n\\- b"),
    );
}

#[test]
fn deep_nesting_is_truncated() {
    assert_unchanged(&">".repeat(5_000));
    assert_unchanged(&"- ".repeat(2_000));
    assert_unchanged(&format!("{}a", "> - ".repeat(200)));
    assert_unchanged(&"*a _b ".repeat(2_000));
    assert_unchanged(&"[".repeat(20_000));
    assert_unchanged(&"`a``".repeat(2_000));
}

#[test]
fn a_summary_is_the_first_sentence() {
    let cases = [
        ("", ""),
        ("```\ncode\n```", ""),
        ("One. Two.", "One."),
        ("One, e.g. this\none. Two.", "One, e.g. this one."),
        ("Version 1.2 of a.b. Two", "Version 1.2 of a.b."),
        ("One\n\nTwo", "One"),
        ("# Title\n\nOne *or two*. Three", "One *or two*."),
        ("# Title", "Title"),
        ("`a|b` or c | d", "`a\\|b` or c \\| d"),
        ("- a\n- b", "a"),
        ("1\\. a", "1\\. a"),
        ("a<br>b", "a b"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(summary(&markdown.into()), expected, "from {markdown:?}");
        assert_unchanged(markdown);
    }
}

#[test]
fn unstable_markdown_is_shown_verbatim() {
    let text = verbatim("\n  [a](/b)\n```rust\n\tc \n");
    assert_eq!(text, "````text\n  [a](/b)\n```rust\n    c\n````");
    assert_eq!(to_rustdoc(&Text::from(&text)), text);
}

/// Pieces with a meaning in Markdown, so that random inputs are more than words.
const PIECES: [&str; 79] = [
    "a",
    "b c",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "`",
    "``",
    "```",
    "~~~",
    "```rust\n",
    "#",
    "## ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "2) ",
    "> ",
    "---",
    "===",
    "|",
    "|-|",
    "a|b\n-|-\n",
    "\\",
    "\\\\",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<br>",
    "<script>",
    "&",
    "&lt;",
    "&amp;",
    "&#10;",
    "&#32;",
    "&nbsp;",
    "&#x202E;",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](https://x.io)",
    "](/a)",
    "[a]: https://x.io\n",
    "[^1]",
    "[^1]: ",
    "[x] ",
    ":",
    ": ",
    "!",
    ".",
    "https://",
    "https://x.io/a",
    "<https://x.io>",
    "a@b.io",
    "mailto:",
    "\"",
    "'",
    "\u{202E}",
    "\u{A0}",
    "é",
    "字",
    "“",
    "$$",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_markdown_is_sanitized(
        text in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)
    ) {
        assert_unchanged(&text.concat());
    }

    #[test]
    fn any_text_is_sanitized(text in any::<String>()) {
        assert_unchanged(&text);
    }
}

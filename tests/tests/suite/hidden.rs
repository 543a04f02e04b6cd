//! The lists of escaped characters in the generator and in the runtime are the same.

use codegen::internals::document::text::is_hidden;

#[path = "../../../codegen/runtime/src/runtime/sanitize.rs"]
#[expect(dead_code, reason = "only one function of the runtime is used")]
mod sanitize;

#[test]
fn the_generator_and_its_clients_escape_the_same_characters() {
    let differs = |symbol: &char| {
        let text = symbol.to_string();
        (sanitize::line(&text) != text) != is_hidden(*symbol)
    };
    let differing: Vec<char> = ('\0'..=char::MAX).filter(differs).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

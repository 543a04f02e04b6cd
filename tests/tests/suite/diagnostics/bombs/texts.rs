//! The contents of the bombs, generated on demand.

use std::fmt::Write as _;

use codegen::internals::document::diagnostic::Code;

/// A document that would exhaust a resource.
pub(super) struct Bomb {
    /// The name of its file.
    pub(super) name: &'static str,
    /// Generates the content.
    pub(super) text: fn() -> String,
    /// The expected result.
    pub(super) end: End,
}

/// The result of a run with a bomb.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// An error.
    Refused(Code),
    /// A generated crate.
    Generated,
}

pub(super) fn bombs() -> Vec<Bomb> {
    let bomb = |end| move |name, text| Bomb { name, text, end };
    let large = bomb(End::Refused(Code::TooLarge));
    let circle = bomb(End::Refused(Code::RefCycle));
    let dangling = bomb(End::Refused(Code::DanglingRef));
    let fine = bomb(End::Generated);
    vec![
        large("laughs.yaml", billion_laughs),
        large("aliases.yaml", list_times_aliases),
        large("flow.yaml", || in_schema("x: ", &nested("[", "]"))),
        large("flow-objects.yaml", || in_schema("x: ", &nested("{a: ", "}"))),
        large("block.yaml", || in_schema("x:\n        ", &nested("- ", ""))),
        large("open.yaml", || in_schema("x: ", &nested("[", ""))),
        large("lists.json", || nested("[", "]")),
        large("objects.json", || nested("{\"a\":", "}")),
        large("schemas.yaml", nested_schemas),
        large("alias-chain.yaml", || chain(10_000, "@")),
        large("all-of-chain.yaml", || chain(10_000, "{allOf: [@]}")),
        large("all-of-objects.yaml", || chain(10_000, "{allOf: [@], properties: {a: {}}}")),
        circle("all-of-circle.yaml", all_of_cycle),
        fine("all-of-doubling.yaml", || chain(30, "{allOf: [@, @]}")),
        fine("any-of-doubling.yaml", || chain(30, "{anyOf: [@, @]}")),
        fine("any-of-chain.yaml", || chain(400, "{anyOf: [@, {type: string}]}")),
        fine("properties.yaml", || chain(400, "{type: object, properties: {s: @}}")),
        fine("items.yaml", || chain(400, "{type: array, items: @}")),
        fine("optional.yaml", || chain(500, "{type: object, properties: {s: @}}")),
        fine("required.yaml", || chain(500, "{type: object, required: [s], properties: {s: @}}")),
        fine("lists.yaml", || {
            chain(500, "{type: object, properties: {s: {type: array, items: @}}}")
        }),
        fine("maps.yaml", || chain(500, "{type: object, additionalProperties: @}")),
        fine("twice.yaml", || chain(60, "{required: [a], properties: {a: @, b: @}}")),
        fine("nested-arrays.yaml", || nested_items(24, "{type: array, items: ", "}")),
        fine("nested-maps.yaml", || nested_items(24, "{type: object, additionalProperties: ", "}")),
        fine("nested-options.yaml", || nested_items(24, "{anyOf: [{type: 'null'}, ", "]}")),
        fine("nested-tuples.yaml", || {
            nested_items(24, "{type: array, minItems: 1, prefixItems: [", "]}")
        }),
        fine("nested-unions.yaml", || {
            nested_items(24, "{oneOf: [{type: integer}, {type: array, items: ", "}]}")
        }),
        large("path-parameters.json", path_parameters),
        large("operations.yaml", || operations(50_000)),
        fine("many-operations.yaml", || operations(2_000)),
        fine("query-parameters.yaml", query_parameters),
        dangling("reference.yaml", || {
            reference(&format!("#/components/schemas/{}", "x".repeat(1 << 20)))
        }),
        dangling("pointer.yaml", || reference(&format!("#{}", "/a".repeat(1 << 19)))),
        dangling("file-name.yaml", || reference(&format!("{}.yaml", "x".repeat(1 << 20)))),
        fine("long-names.yaml", long_names),
        fine("devices.yaml", devices),
        fine("enum.yaml", || enumeration(100_000, |number| format!("value-{number}"))),
        fine("equal-names.yaml", || enumeration(50_000, separators)),
        fine("markdown-lists.yaml", || described("* ")),
        fine("markdown-quotes.yaml", || described("> ")),
        fine("markdown-links.yaml", || described("[")),
        fine("markdown-images.yaml", || described("![a](")),
        fine("markdown-emphasis.yaml", || described("*a_ ")),
        fine("markdown-code.yaml", || described("`a``b")),
        fine("markdown-html.yaml", || described("<a ")),
    ]
}

const HEAD: &str = "openapi: 3.1.0\ninfo: {title: Bomb, version: 1.0.0}\npaths: {}\n";

fn in_schema(key: &str, value: &str) -> String {
    format!("{HEAD}components:\n  schemas:\n    S:\n      {key}{value}\n")
}

/// Returns 100,000 nested levels.
fn nested(open: &str, close: &str) -> String {
    format!("{}{}", open.repeat(100_000), close.repeat(100_000))
}

fn billion_laughs() -> String {
    let mut text = format!("{HEAD}x-0: &a0 [lol]\n");
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(text, "x-{level}: &a{level} [{aliases}]");
    }
    text
}

fn list_times_aliases() -> String {
    let list = vec!["a"; 10_000].join(",");
    let aliases = vec!["*l"; 10_000].join(",");
    format!("{HEAD}x-list: &l [{list}]\nx-lists: [{aliases}]\n")
}

/// Returns 400 schemas, each inside the previous one.
fn nested_schemas() -> String {
    let schema = "{type: object, properties: {s: ".repeat(400) + "{}" + &"}}".repeat(400);
    format!("{HEAD}components:\n  schemas:\n    S: {schema}\n")
}

/// Returns schemas `S0`, `S1`, .., with the text `link`, in which `@` refers to the next schema.
fn chain(length: usize, link: &str) -> String {
    let mut text = format!("{HEAD}components:\n  schemas:\n");
    for number in 0..length {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", number + 1);
        let _ = writeln!(text, "    S{number}: {}", link.replace('@', &next));
    }
    let _ = writeln!(text, "    S{length}: {{type: object}}");
    text
}

/// Returns a property whose schema is nested `depth` levels deep.
fn nested_items(depth: usize, open: &str, close: &str) -> String {
    let schema = format!("{}{{type: string}}{}", open.repeat(depth), close.repeat(depth));
    in_schema("type: object\n      properties: {a: ", &format!("{schema}}}"))
}

const DONE: &str = "responses: {'204': {description: Done}}";

/// Written in JSON, where the length of keys is not limited.
fn path_parameters() -> String {
    let path: String = (0..10_000).map(|number| format!("/{{p{number}}}")).collect();
    let parameters: Vec<String> = (0..10_000)
        .map(|number| {
            format!(r#"{{"name":"p{number}","in":"path","required":true,"schema":{{}}}}"#)
        })
        .collect();
    format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"Bomb","version":"1"}},"paths":{{"{path}":{{"get":{{
        "parameters":[{}],"responses":{{"204":{{"description":"Done"}}}}}}}}}}}}"#,
        parameters.join(",")
    )
}

fn query_parameters() -> String {
    let mut text = format!("{}paths:\n  /a:\n    get:\n      {DONE}\n", head());
    text.push_str("      parameters:\n");
    for number in 0..2_000 {
        let _ =
            writeln!(text, "        - {{name: p{number}, in: query, schema: {{type: string}}}}");
    }
    text
}

fn operations(count: usize) -> String {
    let mut text = format!("{}paths:\n", head());
    for number in 0..count {
        let _ = writeln!(text, "  /p{number}:\n    get: {{{DONE}}}");
    }
    text
}

fn reference(target: &str) -> String {
    in_schema("$ref: ", &format!("'{target}'"))
}

/// Returns a document with a name of 260 letters at every location from which a Rust name is
/// derived.
fn long_names() -> String {
    let name = |first: &str| format!("{first}{}", "n".repeat(259));
    let [schema, other, property, value, tag, id, parameter, header, scheme] =
        ["a", "A", "b", "c", "d", "e", "f", "g", "h"].map(name);
    format!(
        "{}paths:
  /{{{parameter}}}:
    post:
      tags: [{tag}]
      operationId: {id}
      parameters: [{{name: {parameter}, in: path, required: true, schema: {{}}}}]
      security: [{{{scheme}: []}}]
      responses:
        '200':
          description: Done
          headers: {{{header}: {{schema: {{type: string}}}}}}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/{schema}'}}}}}}
components:
  securitySchemes: {{{scheme}: {{type: http, scheme: bearer}}}}
  schemas:
    {schema}:
      type: object
      properties:
        {property}: {{type: string, enum: [{value}, {value}2]}}
        {property}2: {{type: object, properties: {{{property}: {{}}}}}}
    {other}2: {{type: object}}
",
        head()
    )
}

/// Returns components, tags and operations with the names of Windows devices.
fn devices() -> String {
    let names = ["con", "Aux", "NUL", "prn", "com1", "LPT9", "con.txt", "conin$"];
    let mut text = format!("{}paths:\n", head());
    for name in names {
        let _ =
            writeln!(text, "  /{name}:\n    get: {{operationId: {name}, tags: [{name}], {DONE}}}");
    }
    text.push_str("components:\n  schemas:\n");
    for name in names {
        let _ = writeln!(
            text,
            "    {name}: {{type: object, properties: {{{name}: {{type: object}}}}}}"
        );
    }
    text
}

/// Returns the start of a document with paths.
fn head() -> &'static str {
    HEAD.strip_suffix("paths: {}\n").unwrap_or(HEAD)
}

fn all_of_cycle() -> String {
    let link = |to: &str| format!("{{allOf: [{{$ref: '#/components/schemas/{to}'}}]}}");
    format!("{HEAD}components:\n  schemas:\n    A: {}\n    B: {}\n", link("B"), link("A"))
}

fn enumeration(length: usize, value: impl Fn(usize) -> String) -> String {
    let mut text =
        format!("{HEAD}components:\n  schemas:\n    S:\n      type: string\n      enum:\n");
    for number in 0..length {
        let _ = writeln!(text, "        - '{}'", value(number));
    }
    text
}

/// Returns seventeen letters between separators that are dropped in Rust names: all numbers lead to
/// the same name.
fn separators(number: usize) -> String {
    (0..17)
        .fold("a".to_owned(), |text, bit| text + if number >> bit & 1 == 0 { "-a" } else { ".a" })
}

/// Returns a schema whose description repeats a piece of Markdown.
fn described(piece: &str) -> String {
    let text = serde_json::to_string(&piece.repeat(50_000)).expect("JSON");
    format!("{HEAD}components:\n  schemas:\n    S: {{type: object, description: {text}}}\n")
}

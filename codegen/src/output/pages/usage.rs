//! The sections of `README.md` about arguments, and about features that only some APIs have:
//! pagination, optional and nullable properties, uploads and downloads, streams.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::table::table;
use super::{blocks, link, snippet};
use crate::document::text::Text;
use crate::rust::items::{
    Crate, Operation, OperationModule, Presence, Representation, Success, TypeKind, TypeRef,
};
use crate::rust::names::TypeName;

/// Returns the sections.
pub(super) fn sections(krate: &Crate) -> String {
    blocks([
        arguments(krate).as_str(),
        &pagination(krate),
        &optional_and_null(krate),
        &uploads_and_downloads(krate),
        &streams(krate),
    ])
}

fn arguments(krate: &Crate) -> String {
    if krate.all_operations().next().is_none() {
        return String::new();
    }
    let has_parameter = |it: &Operation| it.parameters.iter().any(|it| !it.required);
    let parameter = simplest(krate, has_parameter).and_then(|(module, operation)| {
        let parameter = operation.parameters.iter().find(|it| !it.required)?;
        Some(format!(", such as `.{}(..)` of\n{}", parameter.name, linked(module, operation)))
    });
    let about = format!(
        "Required parameters and properties are arguments of the function and of `new`. Optional ones are \
         set by\nmethods: of the call for parameters{parameter}, and of the value for properties.",
        parameter = parameter.unwrap_or_default(),
    );
    let rows = [
        [
            "`String`, and the types of this crate",
            "any value that converts into it, such as a `&str`",
        ],
        [
            "a list or map of these",
            "an iterator, such as `[\"new\", \"sale\"]` or `[(\"order\", \"1337\")]`",
        ],
        [
            "all others, such as numbers, times, UUIDs and lists of them, and `Option` in `new`",
            "a value of the type itself",
        ],
    ];
    let table = table(["Type", "Argument"], &rows.map(|row| row.map(str::to_owned)));
    let optional = "The methods for optional values also accept an `Option`, of which `None` leaves the value \
                    out. Where the\ntype can't be inferred, it is written: `None::<&str>`, \
                    `Vec::<String>::new()`, and `Some(text.parse()?)` for a\nnumber, time or UUID.";
    let library = krate.package.library();
    let crates = format!(
        "The crates whose types appear here are exported: `{library}::uuid`, `{library}::jiff` for \
         times,\n`{library}::http`, `{library}::serde_json` and `{library}::bytes`. Limits such as \
         a maximum length are\ndocumented, but not checked before a request is sent; \
         [fidelity.txt](fidelity.txt) lists where a type accepts\nmore than the API's document, or less."
    );
    blocks(["## Arguments", &about, &table, optional, &crates])
}

fn pagination(krate: &Crate) -> String {
    let Some((module, operation)) = simplest(krate, |it| it.pages.is_some()) else {
        return String::new();
    };
    let count = krate.all_operations().filter(|(_, it)| it.pages.is_some()).count();
    let operations = match count {
        1 => format!("{} returns", linked(module, operation)),
        _ => format!("{count} operations, such as {}, return", linked(module, operation)),
    };
    let about = format!(
        "{operations} a page of items.\n\
         Instead of `.await`, `.items()` returns a stream of the items of all pages; each page is requested \
         when its\nfirst item is needed:"
    );
    let methods = "`.pages()` returns a stream of the pages. `.limit(n)` ends a stream after `n` items, \
                   or after `n` pages with\n`.pages()`; `.collect(n)` returns a `Vec` of at most `n` of \
                   them, or an error if there are more. A parameter\nfor the size of a page is set before \
                   `.items()`. A server that returns the same page again causes an error\ninstead of an \
                   endless loop.";
    blocks(["## Pagination", &about, &snippet::call(krate, module, operation), methods])
}

fn optional_and_null(krate: &Crate) -> String {
    let sent = |it: &'_ Operation| match &it.body.as_ref()?.value {
        TypeRef::Named(name) => Some(name.clone()),
        _ => None,
    };
    let operations = || krate.all_operations().map(|(_, it)| it);
    let bodies: HashSet<TypeName> = operations().filter_map(sent).collect();
    let methods = ["PATCH", "PUT"].map(Text::from);
    let is_update = |it: &&Operation| methods.contains(&it.method);
    let updates: HashSet<TypeName> = operations().filter(is_update).filter_map(sent).collect();
    let fields = krate.types.iter().flat_map(|module| &module.items).filter_map(|item| {
        let TypeKind::Struct(it) = &item.kind else { return None };
        let field = it.fields.iter().find(|it| it.presence == Presence::OptionalNullable)?;
        Some((item, field))
    });
    // A type that is sent in an update shows the difference best, then one in another request.
    let found = fields
        .min_by_key(|(item, _)| (!updates.contains(&item.name), !bodies.contains(&item.name)));
    let Some((item, field)) = found else { return String::new() };
    let rows = [
        ["`T`", "always present, never `null`", "an argument of `new`"],
        ["`Option<T>`", "optional; `None` is absent", "`.name(value)`"],
        ["`Option<T>`", "required and nullable; `None` is `null`", "an argument of `new`"],
        [
            "`Maybe<T>`",
            "optional and nullable: `Absent`, `Null` or `Value(value)`",
            "`.name(value)`; `.name_null()` for `null`",
        ],
    ];
    let page = format!("docs/models/{}.md", link::kebab(item.name.as_str()));
    let about = "A property that is absent and one that is `null` are different values: in an update, the \
                 first usually\nleaves a property as it is, and the second removes its value. The type of \
                 a field shows which of them its\nproperty may be:";
    let example = format!(
        "[`types::{name}`]({page}) has such a\nfield, `{field}`, whose setters are `.{field}(value)` and \
         `.{null}()`. `Maybe` has methods\nlike those of `Option`:",
        name = item.name,
        field = field.name,
        null = field.null_setter,
    );
    let library = krate.package.library();
    let code = format!(
        "```rust\nuse {library}::Maybe;\n\n\
         let name = Maybe::from(\"Ada\");\n\
         assert_eq!(name.value(), Some(\"Ada\"));\n\
         assert!(Maybe::<&str>::Null.is_null());\n\
         assert!(Maybe::<&str>::default().is_absent());\n```"
    );
    let rows = rows.map(|row| row.map(str::to_owned));
    let table = table(["Field", "Property", "Set with"], &rows);
    blocks(["## Optional and null", about, &table, &example, &code])
}

fn uploads_and_downloads(krate: &Crate) -> String {
    let upload = simplest(krate, Operation::uploads_a_file);
    let download = simplest(krate, |it| matches!(it.success, Success::One(TypeRef::Bytes)));
    let title = match (upload, download) {
        (None, None) => return String::new(),
        (Some(_), None) => "## Uploads",
        (None, Some(_)) => "## Downloads",
        (Some(_), Some(_)) => "## Uploads and downloads",
    };
    let upload = upload.map_or_else(String::new, |(module, operation)| {
        blocks([
            "A file is sent while it is read: `File::open` for one on disk, `File::new` for bytes in \
             memory, `File::from_stream`\nfor any stream of bytes. `.named(..)` sets its name, and \
             `.with_content_type(..)` its media type.",
            &snippet::call(krate, module, operation),
        ])
    });
    let download = download.map_or_else(String::new, |(module, operation)| {
        blocks([
            "With `.await`, an operation that returns a file returns its bytes, up to the limit of the \
             client for responses.\n`.download()` returns them as a stream without this limit:",
            &snippet::call(krate, module, operation),
        ])
    });
    blocks([title, &upload, &download])
}

fn streams(krate: &Crate) -> String {
    let is_stream =
        |it: &Operation| matches!(&it.success, Success::One(value) if value.is_stream());
    let (about, example) = match simplest(krate, is_stream) {
        Some((module, operation)) => (
            "A response of server-sent events or JSON lines is a stream, which decodes each event or \
             line when it\narrives:"
                .to_owned(),
            snippet::call(krate, module, operation),
        ),
        None => match simplest(krate, |it| streamed(it).is_some()) {
            Some((module, operation)) => requested_stream(krate, module, operation),
            None => return String::new(),
        },
    };
    blocks(["## Streams", &about, &example])
}

/// Returns the first representation of an operation that is a stream.
fn streamed(operation: &Operation) -> Option<&Representation> {
    operation.representations.iter().find(|it| it.reading.is_streamed())
}

/// Returns the description and the example of an operation that returns a stream if the call
/// requests it.
fn requested_stream(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> (String, String) {
    let Some(representation) = streamed(operation) else { return Default::default() };
    let about = format!(
        "A response of server-sent events or JSON lines can be requested as a stream, which decodes each \
         event or\nline when it arrives. {} has `.{}()`:",
        linked(module, operation),
        representation.method
    );
    (about, snippet::represented(krate, module, operation, representation))
}

/// Returns the operation for an example of a feature. Operations that aren't deprecated, that
/// accept the main credential, and that have few arguments are preferred, in this order.
fn simplest(
    krate: &Crate,
    has_feature: impl Fn(&Operation) -> bool,
) -> Option<(&OperationModule, &Operation)> {
    let credential = krate.main_credential();
    krate.all_operations().filter(|(_, it)| has_feature(it)).min_by_key(|(_, operation)| {
        let is_accepted = credential.is_none_or(|it| operation.accepts_scheme(it));
        (operation.deprecated, Reverse(is_accepted), operation.example.len())
    })
}

/// Returns an operation with a link to its section.
fn linked(module: &OperationModule, operation: &Operation) -> String {
    let position = module.operations.iter().position(|it| it.function == operation.function);
    let anchors = super::resource::anchors(module);
    let anchor = position.and_then(|at| anchors.get(at)).map_or("", String::as_str);
    format!(
        "[`{}.{}`](docs/resources/{}.md#{anchor})",
        module.name,
        operation.function,
        link::resource_file(&module.name)
    )
}

//! The files of `operations`: for each resource its handle, and for each operation a function, its
//! request, its error, and the encoding of requests and decoding of responses.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::nested::Nested;
use super::representations::{representations, runtime_names};
use super::response_readers::{arm, error_rows, response_enum};
use super::type_link::linked_type;
use super::type_ref::{Imports, Scope, argument_word, type_tokens, use_list};
use super::types::field_docs;
use super::{
    alternatives, bodies, gate, group, pagination, paragraphs, polling, row, runtime, rust, sample,
    text,
};
use crate::document::text::Text;
use crate::output::source::{Item, Line, Listing, SourceFile, Tokens};
use crate::rust::items::{
    Accepted, BodyMethod, ClientItems, Crate, Failure, Operation, OperationModule, Parameter,
    ResponseEnum, ResponseReader, Retries, Success, TypeRef, WriterMethod,
};
use crate::rust::names::{JsonImport, OperationImport, TypeName};

/// Returns `operations/mod.rs`.
pub(super) fn index(krate: &Crate) -> SourceFile {
    let mut sorted: Vec<&OperationModule> = krate.operations.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let mods = sorted.iter().map(|module| {
        let (name, gate) = (&module.name, gate::attribute(&krate.operation_gate(module)));
        quote!(#gate pub mod #name;)
    });
    SourceFile {
        path: "src/operations/mod.rs".to_owned(),
        docs: text("The API's operations, as functions: one module for each resource."),
        attributes: vec![Tokens::from(quote! {
            #![allow(
                clippy::disallowed_names,
                clippy::enum_variant_names,
                clippy::module_inception,
                clippy::new_ret_no_self,
                clippy::should_implement_trait,
                clippy::too_many_arguments,
                reason = "names and parameters are those of the API"
            )]
        })],
        items: if sorted.is_empty() { Vec::new() } else { vec![rust(mods.collect())] },
    }
}

/// Returns a file of `operations`.
pub(super) fn file(module: &OperationModule, client: &ClientItems) -> SourceFile {
    let mut nested = Nested::next_to(names(module));
    let operations: Vec<Item> = module
        .operations
        .iter()
        .flat_map(|it| {
            let mut listing = listing(it);
            listing.lines.extend(example(client, module, it));
            operation_items(it, listing, &mut nested)
        })
        .collect();
    let mut items = vec![rust(imports(module))];
    items.extend(nested.items());
    items.push(Item::Listing(resource(module)));
    items.extend(operations);
    SourceFile {
        path: format!("src/operations/{}.rs", module.name),
        docs: text(paragraphs(&[&format!("The operations of {}.", module.title), &module.docs])),
        attributes: Vec::new(),
        items,
    }
}

/// Returns the names of the types that a module declares.
fn names(module: &OperationModule) -> impl Iterator<Item = &str> {
    let operations = module.operations.iter().flat_map(names_of_operation).flatten();
    operations.chain([&module.resource]).map(TypeName::as_str)
}

fn names_of_operation(operation: &Operation) -> [Option<&TypeName>; 4] {
    let failure = operation.failure.documented().map(|it| &it.name);
    let success = match &operation.success {
        Success::Several(several) => Some(&several.name),
        Success::One(_) => None,
    };
    let body = operation.body.as_ref().and_then(|it| it.choice.as_ref());
    [Some(&operation.request), failure, success, body]
}

fn imports(module: &OperationModule) -> TokenStream {
    let mut used = Imports::default();
    let mut imports = BTreeSet::new();
    for operation in &module.operations {
        operation.parameters.iter().for_each(|it| used.add(&it.value));
        let contents = operation.body.iter().flat_map(|it| &it.contents);
        contents.for_each(|it| used.add(&it.value));
        operation.failure.documented().into_iter().for_each(|it| add_enum(it, &mut used));
        operation.representations.iter().for_each(|it| used.add(&it.value));
        operation.pages.iter().for_each(|it| used.add(&it.item));
        match &operation.success {
            Success::One(value) => used.add(value),
            Success::Several(several) => add_enum(several, &mut used),
        }
        imports.extend(operation.body.iter().flat_map(bodies::names));
        let parameters = operation.parameters.iter().filter(|it| it.required).map(|it| &it.value);
        let body = operation.body.iter().filter(|it| it.required).map(|it| &it.value);
        if parameters.chain(body).any(|it| it.accepted(false) == Accepted::Collect) {
            used.runtime.insert(JsonImport::IntoCollection);
        }
    }
    imports.extend(runtime_names(&module.operations));
    let mut names: Vec<&str> = imports.iter().map(|it| it.name()).collect();
    names.extend(["operation", "resource"]);
    names.extend(imports.contains(&OperationImport::As).then_some("representation"));
    names.sort_unstable();
    let [map, json, types] = used.declarations();
    let runtime = use_list(&quote!(crate::runtime), names.into_iter());
    let schemes = module.operations.iter().any(|it| !it.accepts.is_empty()).then(|| {
        quote!(
            use crate::schemes;
        )
    });
    quote!(#map #json #runtime #schemes #types)
}

fn add_enum(of: &ResponseEnum, used: &mut Imports) {
    of.variants.iter().for_each(|variant| used.add(&variant.payload));
}

/// Returns the `resource!` call that defines a handle.
fn resource(module: &OperationModule) -> Listing {
    let (handle, accessor) = (&module.resource, &module.name);
    let title = Literal::string(&module.title);
    let mut lines = vec![row(quote!(#accessor, #handle: #title;))];
    for operation in &module.operations {
        let (function, request) = (&operation.function, &operation.request);
        lines.push(Line::Docs(match operation.summary.as_str() {
            "" => route(operation),
            summary => format!("{}: {summary}", route(operation)),
        }));
        lines.extend(deprecated_row(operation.deprecated));
        lines.push(Line::Function {
            head: quote!(#function).into(),
            arguments: arguments(operation).into_iter().map(Tokens::from).collect(),
            tail: quote!(-> #request,).into(),
        });
    }
    Listing { name: "resource", lines }
}

fn deprecated_row(is_deprecated: bool) -> Option<Line> {
    is_deprecated.then(|| row(quote!(#[deprecated])))
}

/// Returns the method and path for documentation.
fn route(operation: &Operation) -> String {
    Text::joined([&operation.method, &operation.path], " ").code()
}

/// Returns the required arguments, each as `name: type`.
fn arguments(operation: &Operation) -> Vec<TokenStream> {
    let required = operation.parameters.iter().filter(|it| it.required);
    let parameters = required.map(|it| {
        let (name, value) = (&it.name, argument_type(&it.value));
        quote!(#name: #value)
    });
    let body = operation.body.iter().filter(|it| it.required);
    let body = body.map(|it| {
        let value = argument_type(&it.value);
        quote!(body: #value)
    });
    parameters.chain(body).collect()
}

fn argument_type(value: &TypeRef) -> TokenStream {
    let tokens = type_tokens(value, Scope::Crate);
    match value.accepted(false) {
        Accepted::Exact => tokens,
        Accepted::Into => quote!(impl Into<#tokens>),
        Accepted::Collect => quote!(impl IntoCollection<#tokens>),
    }
}

fn operation_items(operation: &Operation, listing: Listing, nested: &mut Nested) -> Vec<Item> {
    let mut items = vec![Item::Listing(listing)];
    items.extend(bodies::choice(operation, nested).into_iter().map(rust));
    let representations = representations(operation);
    if !representations.is_empty() {
        items.push(rust(representations));
    }
    if let Success::Several(several) = &operation.success {
        let about = format!("A successful response of [`{}()`].", operation.function);
        items.push(rust(response_enum(several, &about, nested)));
    }
    items
}

/// Returns the table of an operation: first the parts that callers need, then the encoding and
/// decoding.
fn listing(operation: &Operation) -> Listing {
    let (function, request) = (&operation.function, &operation.request);
    let client = [quote!(client: &Client)];
    let notes = operation.notes.join("\n\n");
    let about = [&operation.summary, &operation.description, &notes, &outcome(operation)];
    let mut lines = vec![Line::Docs(paragraphs(&about.map(String::as_str)))];
    lines.extend(deprecated_row(operation.deprecated));
    lines.push(Line::Function {
        head: quote!(pub fn #function).into(),
        arguments: client.into_iter().chain(arguments(operation)).map(Tokens::from).collect(),
        tail: quote!(-> Call<#request>;).into(),
    });
    lines.push(Line::Parts(route_row(operation).into_iter().map(Tokens::from).collect()));
    lines.push(row(outcome_row(operation)));
    lines.extend(section(quote!(required), required_rows(operation)));
    lines.extend(section(quote!(optional), optional_rows(operation)));
    lines.extend(section(quote!(request(self, request)), statements(operation)));
    lines.extend(section(quote!(response(response)), reader_rows(&operation.response_readers)));
    lines.extend(section(quote!(stream(response)), reader_rows(&operation.streams)));
    lines.extend(section(quote!(pages), pagination::rows(operation)));
    lines.extend(section(quote!(polls), polling::rows(operation)));
    lines.extend(operation.failure.documented().map(|error| {
        let name = &error.name;
        group(quote!(errors #name), error_rows(error))
    }));
    Listing { name: "operation", lines }
}

/// Returns the statement of its example, and the name of the client in it.
fn example(client: &ClientItems, module: &OperationModule, operation: &Operation) -> [Line; 2] {
    let variable = format_ident!("{}", client.variable);
    let statement = sample::statement(client, module, operation);
    [Line::Example(statement), row(quote!(example #variable;))]
}

/// Returns the method and path, and the output of a call.
fn outcome(operation: &Operation) -> String {
    let linked = |value| linked_type(value, &|name| format!("[`types::{name}`]"));
    let output = match &operation.success {
        Success::One(TypeRef::Unit) => "nothing".to_owned(),
        Success::One(value) => linked(value),
        Success::Several(several) => format!("[`{}`]", several.name),
    };
    let items = operation.pages.iter().map(|it| format!(", whose items are {}", linked(&it.item)));
    let returned: String = std::iter::once(output).chain(items).collect();
    format!("{} returns {returned}.", route(operation))
}

/// Returns a group, if it has lines.
fn section(head: TokenStream, lines: Vec<Line>) -> Option<Line> {
    (!lines.is_empty()).then(|| group(head, lines))
}

fn route_row(operation: &Operation) -> Vec<TokenStream> {
    let (id, path) = (operation.id.literal(), operation.template.literal());
    let method = operation.method.literal();
    let server = operation.server.as_ref().map(|url| {
        let url = url.literal();
        quote!(server #url,)
    });
    let alternatives = alternatives(&operation.security);
    let by = (!operation.accepts.is_empty()).then(|| {
        let schemes = operation.accepts.iter().map(|it| &it.scheme);
        quote!(by [#(schemes::#schemes),*])
    });
    let key = operation.idempotency_key.as_ref().map(|name| {
        let name = name.literal();
        quote!(key #name,)
    });
    let retries = operation.retries.map(|it| {
        let [attempts, base_delay, max_delay] = policy(it);
        quote!(retry [#attempts, #base_delay, #max_delay],)
    });
    let route = quote!(#method #path as #id,);
    let security = quote!(#server #key #retries security [#(#alternatives),*]);
    if operation.scopes.is_empty() {
        return vec![route, quote!(#security #by;)];
    }
    let scopes = operation.scopes.iter().map(|(scheme, scopes)| {
        let (scheme, scopes) = (scheme.literal(), scopes.iter().map(Text::literal));
        quote!(#scheme [#(#scopes),*])
    });
    vec![route, security, quote!(scopes [#(#scopes),*]), quote!(#by;)]
}

/// Returns the number of attempts, and the first and the maximum delay in milliseconds.
pub(super) fn policy(retries: Retries) -> [Literal; 3] {
    let Retries { attempts, base_delay, max_delay } = retries;
    [attempts.into(), base_delay, max_delay].map(Literal::u64_unsuffixed)
}

fn outcome_row(operation: &Operation) -> TokenStream {
    let output = match &operation.success {
        Success::One(value) => type_tokens(value, Scope::Crate),
        Success::Several(several) => {
            let name = &several.name;
            quote!(#name)
        }
    };
    match &operation.failure {
        Failure::Documented(error) => {
            let name = &error.name;
            quote!(Output = #output, Error = #name;)
        }
        Failure::Infallible => quote!(Output = #output, Error = std::convert::Infallible;),
    }
}

fn required_rows(operation: &Operation) -> Vec<Line> {
    let mut lines = Vec::new();
    for parameter in operation.parameters.iter().filter(|it| it.required) {
        let (name, value) = (&parameter.name, type_tokens(&parameter.value, Scope::Crate));
        let writing = writing(parameter);
        lines.push(Line::Docs(argument_docs(parameter)));
        let collected = collected(&parameter.value);
        lines.push(row(quote!(#name #collected: #value => #writing,)));
    }
    if let Some(body) = operation.body.iter().find(|it| it.required) {
        let (collected, value) = (collected(&body.value), type_tokens(&body.value, Scope::Crate));
        let writing = bodies::writing(body).map(|it| quote!(=> #it));
        lines.push(Line::Docs(first_paragraph(&body.docs)));
        lines.push(row(quote!(body #collected: #value #writing,)));
    }
    lines
}

fn optional_rows(operation: &Operation) -> Vec<Line> {
    let mut lines = Vec::new();
    for parameter in operation.parameters.iter().filter(|it| !it.required) {
        let (name, value) = (&parameter.name, type_tokens(&parameter.value, Scope::Crate));
        let (accepted, writing) = (accepted(&parameter.value), writing(parameter));
        let note = pagination::note(operation, parameter);
        lines.push(Line::Docs(paragraphs(&[&field_docs(&parameter.docs), note])));
        lines.extend(deprecated_row(parameter.deprecated));
        let on_client = parameter.on_client.as_ref().map(|it| {
            let (method, required) = (&it.method, it.required.then(|| quote!(required)));
            quote!(or client.#method #required)
        });
        lines.push(row(quote!(#name #accepted: #value => #writing #on_client,)));
    }
    if let Some(body) = operation.body.iter().find(|it| !it.required) {
        let (accepted, value) = (accepted(&body.value), type_tokens(&body.value, Scope::Crate));
        let about = if body.docs.is_empty() { "Sends this body." } else { &body.docs };
        lines.push(Line::Docs(about.to_owned()));
        lines.push(row(quote!(body #accepted: #value,)));
    }
    lines
}

/// Returns `(collect)` if a required argument is an iterator.
fn collected(value: &TypeRef) -> Option<TokenStream> {
    (value.accepted(false) == Accepted::Collect).then(|| quote!((collect)))
}

/// Returns the kind of an optional argument for the macro: nothing, `(into)` or `(collect)`.
fn accepted(value: &TypeRef) -> Option<TokenStream> {
    argument_word(value.accepted(true)).map(|word| quote!((#word)))
}

/// Returns the one-line documentation of a required parameter in the argument list.
fn argument_docs(parameter: &Parameter) -> String {
    let docs = &parameter.docs;
    let mut sentences = vec![first_paragraph(&docs.description)];
    sentences.extend(docs.constraints.iter().map(|it| format!("{it}.")));
    sentences.extend(docs.examples.first().map(|it| format!("Example: {it}")));
    sentences.retain(|it| !it.is_empty());
    sentences.join(" ")
}

/// Returns the first paragraph of Markdown, on one line; empty if it is an example.
fn first_paragraph(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    if paragraph.contains("```") { String::new() } else { paragraph.replace('\n', " ") }
}

/// Returns the statements that send data other than parameters.
fn statements(operation: &Operation) -> Vec<Line> {
    let body = operation.body.iter().filter(|it| it.sending == BodyMethod::Statements);
    let body = body.flat_map(bodies::statements);
    let accept = operation.accept.as_ref().map(|it| {
        let media_types = it.literal();
        quote!(request.accept(#media_types);)
    });
    body.chain(accept.map(row)).collect()
}

fn reader_rows(answers: &[ResponseReader]) -> Vec<Line> {
    answers.iter().map(|it| row(arm(it))).collect()
}

/// Returns the tokens after `=>` in the row of a parameter: `query("page" FormExplode)`.
fn writing(parameter: &Parameter) -> TokenStream {
    let wire = parameter.wire.literal();
    match (parameter.writing, runtime::writing(parameter.writing)) {
        (WriterMethod::QueryForm | WriterMethod::QueryJson, (method, _)) => quote!(#method()),
        (_, (method, style)) => quote!(#method(#wire #style)),
    }
}

//! The page of a resource: its operations, with their calls, parameters, outputs and errors.

use super::anchor::Anchors;
use super::link::type_link;
use super::table::table;
use super::{blocks, cell, snippet};
use crate::document::text::Text;
use crate::rust::items::{
    Body, Crate, Operation, OperationModule, Parameter, ReaderMethod, Representation,
    ResponseVariant, Success, TypeRef,
};
use crate::rust::names::TypeName;

/// The relative path of the pages of types.
const MODELS: &str = "../models/";

/// Returns the page of a resource.
pub(super) fn page(krate: &Crate, module: &OperationModule) -> String {
    let title = format!("# {}", module.resource);
    let method = format!("(*{}*) · [All pages](../README.md)", module.name);
    let list = module.operations.iter().zip(anchors(module));
    let list: String = list.map(|(it, anchor)| list_line(it, &anchor)).collect();
    let available = format!("### Available Operations\n\n{list}");
    let operations: Vec<String> =
        module.operations.iter().map(|it| operation(krate, module, it)).collect();
    let feature = krate.feature_of(module);
    let feature = feature.map(|it| format!("Cargo feature: `{it}`")).unwrap_or_default();
    let head = [title.as_str(), &method, &feature, "## Overview", &module.docs, &available];
    blocks(head.into_iter().chain(operations.iter().map(String::as_str)))
}

fn list_line(operation: &Operation, anchor: &str) -> String {
    let name = operation.function.as_str();
    match operation.summary.as_str() {
        "" => format!("- [{name}](#{anchor})\n"),
        summary => format!("- [{name}](#{anchor}) - {summary}\n"),
    }
}

/// Returns the anchors of the operations' headings on the page of a resource, in their order.
pub(super) fn anchors(module: &OperationModule) -> Vec<String> {
    let mut anchors = Anchors::default();
    anchors.add(module.resource.as_str());
    anchors.add("Overview");
    anchors.add_all(&module.docs);
    let of_operation = |it: &Operation| {
        let anchor = anchors.add(it.function.as_str());
        anchors.add_all(about(it));
        if it.pages.is_some() {
            anchors.add("Pagination");
        }
        anchors.add("Parameters");
        anchors.add("Response");
        anchors.add("Errors");
        anchor
    };
    module.operations.iter().map(of_operation).collect()
}

fn operation(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    let title = format!("## {}", operation.function);
    let route = cell::code(&Text::joined([&operation.method, &operation.path], " "));
    let deprecated = if operation.deprecated { "**Deprecated.**" } else { "" };
    let usage = format!(
        "### Example Usage\n\n{}\n{}",
        marker(operation),
        snippet::call(krate, module, operation)
    );
    let function = format!(
        "### Standalone function\n\nThe standalone function version of this method:\n\n{}",
        snippet::function_call(krate, module, operation)
    );
    let parameters = format!("### Parameters\n\n{}", parameters(module, operation));
    let paging = match operation.pages {
        Some(_) => {
            "### Pagination\n\nInstead of `.await`, `.items()` returns a stream of the items of all pages, and \
             `.pages()` a stream of\nthe pages. `.items().limit(n)` ends after `n` items of all pages \
             together; parameters such as the size\nof a page are set before `.items()`."
        }
        None => "",
    };
    let (response, errors) = (response(module, operation), errors(module, operation));
    blocks([
        title.as_str(),
        about(operation),
        deprecated,
        &route,
        &credentials(krate, operation),
        &usage,
        &function,
        paging,
        &parameters,
        &response,
        &representations(krate, module, operation),
        &errors,
    ])
}

/// Returns the credentials that an operation accepts, if the API has several.
fn credentials(krate: &Crate, operation: &Operation) -> String {
    let all = &krate.client.credentials;
    let method = |scheme: &Text| all.iter().find(|it| it.scheme == *scheme).map(|it| &it.method);
    let alternatives = operation.security.iter().map(|together| {
        let methods = together.iter().filter_map(method).map(|it| format!("`{it}`"));
        match methods.collect::<Vec<_>>().join(" with ") {
            none if none.is_empty() => "none".to_owned(),
            some => some,
        }
    });
    let alternatives: Vec<String> = alternatives.collect();
    let about = "[Authentication](../../README.md#authentication)";
    match &alternatives[..] {
        [] => String::new(),
        _ if all.len() < 2 => String::new(),
        [one] => format!("{about}: {one}"),
        several => format!("{about}, one of: {}", several.join(", ")),
    }
}

/// Returns the comment that marks the usage example of an operation for documentation tools.
fn marker(operation: &Operation) -> String {
    let [id, method, path] =
        [&operation.id, &operation.method, &operation.path].map(cell::attribute);
    let method = method.to_ascii_lowercase();
    format!("<!-- UsageSnippet language=\"rust\" operationID={id} method={method} path={path} -->")
}

/// Returns the description of an operation, or its summary if it has none.
fn about(operation: &Operation) -> &str {
    match operation.description.as_str() {
        "" => &operation.summary,
        description => description,
    }
}

fn parameters(module: &OperationModule, operation: &Operation) -> String {
    let mut rows: Vec<[String; 6]> = operation.parameters.iter().map(parameter).collect();
    rows.extend(operation.body.iter().map(|body| {
        [
            "`body`".to_owned(),
            body_type(module, body),
            cell::required(body.required),
            "body".to_owned(),
            body_about(body),
            String::new(),
        ]
    }));
    // Required parameters are first, in the order of the arguments.
    rows.sort_by_key(|row| row[2] != cell::required(true));
    rows.push([
        "options".to_owned(),
        "[Options of a call](../../README.md#options-of-a-call)".to_owned(),
        cell::required(false),
        String::new(),
        "Timeout, retries, idempotency key, header fields and server of this call.".to_owned(),
        String::new(),
    ]);
    table(["Parameter", "Type", "Required", "In", "Description", "Example"], &rows)
}

/// Returns the type of a body.
fn body_type(module: &OperationModule, body: &Body) -> String {
    match &body.choice {
        Some(name) => local_path(module, name),
        None => type_link(&body.value, MODELS),
    }
}

/// Returns the path of a type in the module of a resource.
fn local_path(module: &OperationModule, name: &TypeName) -> String {
    format!("`operations::{}::{name}`", module.name)
}

/// Returns the documentation of a body: its description, or else its media types, and the
/// documentation of each of its contents if there are several.
fn body_about(body: &Body) -> String {
    let mut lines = vec![match body.docs.as_str() {
        "" => format!("The request body, as {}.", cell::code(&body.media_types())),
        docs => cell::line(docs),
    }];
    let choices = body.choice.iter().flat_map(|_| &body.contents);
    let contents = choices.filter_map(|it| Some((it.variant.as_ref()?, it)));
    lines.extend(contents.map(|(variant, content)| {
        let value = type_link(&content.value, MODELS);
        format!("`{variant}`: {value}, as {}", cell::code(&content.media_type))
    }));
    lines.join("<br>")
}

fn parameter(parameter: &Parameter) -> [String; 6] {
    let mut about = cell::description(&parameter.docs);
    if let Some(on_client) = &parameter.on_client {
        let needed = if on_client.required { "Required, unless" } else { "Not needed if" };
        about = format!("{about} {needed} `.{}(..)` sets it on the client.", on_client.method);
        about = about.trim_start().to_owned();
    }
    if parameter.deprecated {
        about = format!("**Deprecated.** {about}").trim_end().to_owned();
    }
    [
        format!("`{}`", parameter.name),
        type_link(&parameter.value, MODELS),
        cell::required(parameter.is_required()),
        parameter.location.name().to_owned(),
        about,
        cell::examples(&parameter.docs),
    ]
}

fn response(module: &OperationModule, operation: &Operation) -> String {
    let value = match &operation.success {
        Success::One(value) => type_link(value, MODELS),
        Success::Several(several) => {
            let rows = several.variants.iter().map(|it| documented(&several.name, it));
            let rows: Vec<[String; 5]> = rows.collect();
            let head = ["Variant", "Status Code", "Content Type", "Type", "Description"];
            format!("{}\n\n{}", local_path(module, &several.name), table(head, &rows))
        }
    };
    format!("### Response\n\n{value}")
}

/// Returns the row of a documented response.
fn documented(name: &TypeName, variant: &ResponseVariant) -> [String; 5] {
    let content_types: Vec<String> = variant.content_types.iter().map(cell::code).collect();
    [
        format!("`{name}::{}`", variant.name),
        variant.status.clone(),
        content_types.join(", "),
        payload(&variant.payload),
        cell::line(&variant.docs),
    ]
}

/// Returns the type of a variant's payload; empty if it has none.
fn payload(value: &TypeRef) -> String {
    if *value == TypeRef::Unit { String::new() } else { type_link(value, MODELS) }
}

/// Returns the other media types that callers can request, with a loop over each that is a stream.
fn representations(krate: &Crate, module: &OperationModule, operation: &Operation) -> String {
    let line = |it: &Representation| {
        let (media_type, value) = (cell::code(&it.media_type), type_link(&it.output(), MODELS));
        format!("- `.{}()` requests {media_type}: {value}", it.method)
    };
    let lines: Vec<String> = operation.representations.iter().map(line).collect();
    let streams = operation.representations.iter().filter(|it| it.reading.is_streamed());
    let loops: Vec<String> =
        streams.map(|it| snippet::represented(krate, module, operation, it)).collect();
    blocks(std::iter::once(&lines.join("\n")).chain(&loops).map(String::as_str))
}

fn errors(module: &OperationModule, operation: &Operation) -> String {
    let error = operation.failure.documented();
    let path = error.map(|it| local_path(module, &it.name)).unwrap_or_default();
    let documented = error
        .into_iter()
        .flat_map(|error| error.variants.iter().map(|it| documented(&error.name, it)));
    let mut rows: Vec<[String; 5]> = documented.collect();
    if !rows.iter().any(|row| row[1] == "default") {
        let others = "A status that the API does not document.".to_owned();
        let name = "`Error::UndocumentedStatus`".to_owned();
        rows.push([name, "others".to_owned(), "any".to_owned(), String::new(), others]);
    }
    let reads_json = operation.response_readers.iter().any(|it| it.reading == ReaderMethod::Json);
    if reads_json {
        let name = "`Error::Decode`".to_owned();
        let about = "A body that does not match the documented schema.".to_owned();
        rows.push([name, String::new(), String::new(), String::new(), about]);
    }
    let head = ["Error", "Status Code", "Content Type", "Body", "Description"];
    blocks(["### Errors", &path, &table(head, &rows)])
}

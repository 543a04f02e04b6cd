//! `api.txt`: the complete public API, one item per line. A line depends only on its own item, so
//! that a changed item is one changed line.

mod columns;
mod types;

use columns::Line;

use crate::document::credential::CredentialKind;
use crate::document::text::Text;
use crate::output::emit::type_text;
use crate::rust::items::{
    Body, Content, Crate, Header, Operation, OperationModule, PageArgument, ResponseEnum,
    ResponseTarget, ResponseVariant, Retries, Statuses, Success, TypeRef, Webhooks,
};
use crate::rust::names::TypeName;

/// Returns the listing.
pub(super) fn listing(krate: &Crate) -> String {
    let package = &krate.package;
    let head = format!(
        "{} {}: {} {}\n",
        package.name,
        package.version.line(),
        package.title,
        package.api_version
    );
    let mut blocks = vec![head, client(krate)];
    blocks.extend(krate.operations.iter().map(resource));
    blocks.push(headers(&krate.headers));
    blocks.extend(krate.webhooks.as_ref().map(webhooks));
    blocks.extend(krate.types.iter().flat_map(|module| &module.items).map(types::listing));
    blocks.retain(|block| !block.is_empty());
    blocks.join("\n")
}

fn client(krate: &Crate) -> String {
    let mut text = String::new();
    for server in &krate.client.servers {
        text.push_str(&Line::item("server").cell(server.name.as_str()).end(&server.url.line()));
        for variable in &server.variables {
            let line = Line::nested(variable.name.as_str()).cell(variable.type_name());
            text.push_str(&line.end(&variable.wire.quoted()));
        }
    }
    for values in &krate.client.server_values {
        text.push_str(&Line::item("server value").end(values.name.as_str()));
        for (variant, value) in &values.variants {
            text.push_str(&Line::nested(variant.as_str()).end(&value.quoted()));
        }
    }
    if let Some(retries) = krate.client.retries {
        text.push_str(&Line::item("retries").end(&policy(retries)));
    }
    for parameter in &krate.client.parameters {
        let line = Line::item("parameter").cell(parameter.method.as_str());
        text.push_str(&line.cell(&type_text(&parameter.value)).end(&parameter.wire.quoted()));
    }
    for credential in &krate.client.credentials {
        let kind = match &credential.kind {
            CredentialKind::Http(scheme) => scheme.name().to_ascii_lowercase(),
            CredentialKind::Verbatim(scheme) => format!("http {}", scheme.line()),
            CredentialKind::Header(name) => format!("header {}", name.line()),
            CredentialKind::Query(name) => format!("query {}", name.line()),
            CredentialKind::Cookie(name) => format!("cookie {}", name.line()),
        };
        let line = Line::item("credential").cell(credential.method.as_str()).cell(&kind);
        text.push_str(&line.end(&Text::joined(&credential.env, ", ").line()));
        for grant in &credential.grants {
            let line = Line::nested(grant.method.as_str()).cell(grant.kind.name());
            text.push_str(&line.end(&Text::joined(&grant.env, ", ").line()));
        }
    }
    text
}

/// Returns a retry policy.
fn policy(retries: Retries) -> String {
    let Retries { attempts, base_delay, max_delay } = retries;
    format!("up to {attempts} attempts, waits of up to {base_delay} ms to {max_delay} ms")
}

/// Returns the constants of header fields.
fn headers(headers: &[Header]) -> String {
    let lines = headers.iter().map(|header| {
        let line = Line::nested(header.name.as_str()).cell(&type_text(&header.value));
        line.end(&header.wire.quoted())
    });
    match headers {
        [] => String::new(),
        _ => format!("headers\n{}", lines.collect::<String>()),
    }
}

fn webhooks(webhooks: &Webhooks) -> String {
    let lines = webhooks.list.iter().map(|webhook| {
        let line = Line::nested(webhook.variant.as_str()).cell(&type_text(&webhook.payload));
        line.end(&webhook.name.line())
    });
    format!("webhooks -> {}\n{}", webhooks.event, lines.collect::<String>())
}

fn resource(module: &OperationModule) -> String {
    let operations: String = module.operations.iter().map(operation).collect();
    format!("{}\n{operations}", module.name)
}

fn operation(operation: &Operation) -> String {
    let required = operation.parameters.iter().filter(|it| it.required);
    let required = required.map(|it| format!("{}: {}", it.name, type_text(&it.value)));
    let body = operation.body.iter().filter(|it| it.required);
    let body = body.map(|it| format!("body: {}", type_text(&it.value)));
    let arguments: Vec<String> = required.chain(body).collect();
    let output = match &operation.success {
        Success::One(TypeRef::Unit) => String::new(),
        Success::One(value) => format!(" -> {}", type_text(value)),
        Success::Several(several) => format!(" -> {}", several.name),
    };
    let signature = format!("{}({}){output}", operation.function, arguments.join(", "));
    let line = Line::nested(&Text::joined([&operation.method, &operation.path], " ").line());
    let mut text = line.end(&noted(signature, operation.deprecated));
    for parameter in &operation.parameters {
        let wire = if parameter.wire == parameter.name.as_str().trim_start_matches("r#") {
            parameter.location.name().to_owned()
        } else {
            format!("{} {}", parameter.location.name(), parameter.wire.quoted())
        };
        let presence = match (&parameter.on_client, parameter.required) {
            (Some(it), _) if it.required => format!("required or client.{}", it.method),
            (Some(it), _) => format!("optional or client.{}", it.method),
            (None, true) => "required".to_owned(),
            (None, false) => "optional".to_owned(),
        };
        let line = Line::inner(parameter.name.as_str()).cell(&type_text(&parameter.value));
        let line = line.cell(&presence);
        text.push_str(&line.end(&noted(wire, parameter.deprecated)));
    }
    for body in operation.body.iter().filter(|it| !it.required || it.media_types() != JSON) {
        let presence = if body.required { "required" } else { "optional" };
        let line = Line::inner("body").cell(&type_text(&body.value)).cell(presence);
        match body.choice {
            Some(_) => text.push_str(&line.end("")),
            None => text.push_str(&line.end(&body.media_types().line())),
        }
        text.push_str(&contents(body));
    }
    for it in &operation.representations {
        let line = Line::inner(&format!(".{}()", it.method)).cell(&type_text(&it.value));
        text.push_str(&line.end(&it.media_type.line()));
    }
    if !operation.accepts.is_empty() {
        let methods: Vec<String> =
            operation.accepts.iter().map(|it| format!(".{}()", it.method)).collect();
        text.push_str(&Line::inner("credentials").end(&methods.join(" ")));
    }
    if let Some(retries) = operation.retries {
        text.push_str(&Line::inner("retries").end(&policy(retries)));
    }
    if let Some(pages) = &operation.pages {
        let line = Line::inner(".items()").cell(&type_text(&pages.item));
        text.push_str(&line.end(&match &pages.page_argument {
            PageArgument::Argument(name) => format!("requests pages with `{name}`"),
            PageArgument::Body(names) => {
                let names: Vec<String> = names.iter().map(Text::line).collect();
                format!("requests pages with `{}` of the body", names.join("."))
            }
            PageArgument::Url => "follows the header `Link`".to_owned(),
        }));
    }
    match &operation.success {
        Success::One(value) => {
            let lines = statuses(operation);
            let lines = lines.iter().map(|it| Line::inner(it).end(&type_text(value)));
            text.push_str(&lines.collect::<String>());
        }
        Success::Several(several) => text.push_str(&responses(several)),
    }
    text.push_str(&operation.failure.documented().into_iter().map(responses).collect::<String>());
    text
}

/// Returns the statuses of the only success, without duplicates.
fn statuses(operation: &Operation) -> Vec<String> {
    let successes =
        operation.response_readers.iter().filter(|it| matches!(it.target, ResponseTarget::Success));
    let mut names: Vec<String> = successes
        .map(|it| match it.statuses {
            Statuses::Code(code) => code.to_string(),
            Statuses::Range(first) => format!("{first}XX"),
            Statuses::Others => "default".to_owned(),
        })
        .collect();
    names.dedup();
    names
}

/// Returns a line for each variant of a body.
fn contents(body: &Body) -> String {
    let choice = body.choice.iter();
    let line = |name: &TypeName, it: &Content| {
        let variant = it.variant.as_ref()?;
        let value = type_text(&it.value);
        Some(Line::inner(&it.media_type.line()).end(&format!("{name}::{variant}({value})")))
    };
    choice.flat_map(|name| body.contents.iter().filter_map(move |it| line(name, it))).collect()
}

/// The default media type, which isn't mentioned.
const JSON: &str = "application/json";

fn responses(of: &ResponseEnum) -> String {
    let line = |it: &ResponseVariant| {
        let payload = match &it.payload {
            TypeRef::Unit => String::new(),
            value => format!("({})", type_text(value)),
        };
        Line::inner(&it.status).end(&format!("{}::{}{payload}", of.name, it.name))
    };
    of.variants.iter().map(line).collect()
}

/// Adds the word `deprecated` to the text of a deprecated item.
fn noted(text: String, is_deprecated: bool) -> String {
    match (text.is_empty(), is_deprecated) {
        (_, false) => text,
        (true, true) => "deprecated".to_owned(),
        (false, true) => format!("{text}  deprecated"),
    }
}

//! `README.md`: the introduction of the crate, and the first steps.

use std::collections::BTreeSet;

use super::table::table;
use super::{blocks, cell, failures, grants, link, llms, production, snippet, usage, webhooks};
use crate::document::credential::CredentialKind;
use crate::document::text::Text;
use crate::rust::items::{
    ClientParameter, Crate, Credential, Features, Package, ServerValue, ServerVariant, Type,
    TypeKind,
};
use crate::rust::manifest::{self, Default};

/// Returns the page.
pub(super) fn page(krate: &Crate) -> String {
    let package = &krate.package;
    let title = format!("# {}", package.name);
    let about = format!("A Rust client for {}, version {}.", package.api(), package.api_version);
    let sections = [
        install(krate),
        authentication(krate),
        parameters(krate),
        servers(krate),
        operations(krate),
        usage::sections(krate),
        failures::section(krate),
        production::sections(krate),
        krate.webhooks.as_ref().map(|it| webhooks::section(krate, it)).unwrap_or_default(),
        unknown_values(krate),
        features(krate),
        format!("## Rust version\n\nRust {} or newer.", package.metadata.rust_version.line()),
        license(package),
    ];
    let example = example(krate);
    let head = [title.as_str(), &about, &package.description, &example];
    blocks(head.into_iter().chain(sections.iter().map(String::as_str)))
}

fn license(package: &Package) -> String {
    let Some(expression) = &package.metadata.license else { return String::new() };
    let files = package.licenses.iter().map(|it| format!("[{file}]({file})", file = it.file()));
    let files: Vec<String> = files.collect();
    let texts = if files.is_empty() { String::new() } else { format!(": {}", files.join(", ")) };
    format!("## License\n\n{}{texts}", expression.code())
}

fn example(krate: &Crate) -> String {
    let call = krate.first_operation();
    call.map(|(module, operation)| snippet::call(krate, module, operation)).unwrap_or_default()
}

fn install(krate: &Crate) -> String {
    let name = &krate.package.name;
    format!(
        "## Installation\n\n```sh\ncargo add {name}\ncargo add tokio --features full\n```\n\n\
         For a crate that is not in the registry, use `cargo add {name} --path DIR`, or `--git URL`."
    )
}

fn authentication(krate: &Crate) -> String {
    let credentials = &krate.client.credentials;
    let Some(first) = krate.main_credential() else { return String::new() };
    let rows: Vec<[String; 4]> = credentials.iter().map(credential).collect();
    let head = ["Method", "Sent as", "Environment variables", "Description"];
    let arguments = first.kind.arguments().iter().map(|it| format!("\"<{}>\"", it.name));
    let arguments = arguments.collect::<Vec<_>>().join(", ");
    let variable = &krate.client.variable;
    let library = krate.package.library();
    let code = snippet::fenced(&format!(
        "use {library}::Client;\n\n\
         fn run() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let {variable} = Client::builder().{}({arguments}).build()?;\n    \
         println!(\"{{{variable}:?}}\");\n    Ok(())\n}}",
        first.method
    ));
    let tenants = tenants(krate, first, &arguments);
    blocks([
        "## Authentication",
        "`Client::from_env()` reads credentials from environment variables. The methods of the builder \
         accept a\nstring or a `SecretProvider`, which is called before each request, and again \
         after a response with status\n401.",
        &code,
        &table(head, &rows),
        "The same methods of a call set its credential, if the operation accepts it. \
         `client.with()` builds a client\nfor a tenant or an end user: it is cheap to create, and \
         shares the connections, limits and layers of the\nfirst client.",
        &tenants,
        "If an operation has several security alternatives, a request uses the first one whose \
         credentials are\nall set; alternatives with a credential of the call come first, then those \
         with one set by `with()`.\nA client may be built without any credential; then, a call that \
         needs one fails. `from_env()` fails if no\nvariable is set.",
        &grants::section(krate),
    ])
}

/// Returns examples of a credential for a single call, and of a client per tenant.
fn tenants(krate: &Crate, first: &Credential, arguments: &str) -> String {
    let (variable, library) = (&krate.client.variable, krate.package.library());
    let (method, scheme) = (&first.method, &first.scheme_type);
    snippet::fenced(&format!(
        "use {library}::{{Accepts, BuildError, Call, Client, Error, Operation, schemes}};\n\n\
         fn for_a_tenant({variable}: &Client) -> Result<Client, BuildError> {{\n    \
         {variable}.with().without_credentials().{method}({arguments}).build()\n}}\n\n\
         async fn once<Op>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>>\n\
         where\n    Op: Operation + Accepts<schemes::{scheme}>,\n{{\n    \
         call.{method}({arguments}).await\n}}"
    ))
}

fn credential(credential: &Credential) -> [String; 4] {
    let sent = match &credential.kind {
        CredentialKind::Http(scheme) => format!("`authorization: {}`", scheme.name()),
        CredentialKind::Verbatim(scheme) => {
            cell::code(&Text::joined([&"authorization:".into(), scheme], " "))
        }
        CredentialKind::Header(name) => format!("header {}", cell::code(name)),
        CredentialKind::Query(name) => format!("query parameter {}", cell::code(name)),
        CredentialKind::Cookie(name) => format!("cookie {}", cell::code(name)),
    };
    let env: Vec<String> = credential.env.iter().map(cell::code).collect();
    [format!("`{}`", credential.method), sent, env.join(", "), cell::line(&credential.docs)]
}

/// Returns the section about the parameters of the client, if there are any.
fn parameters(krate: &Crate) -> String {
    let parameters = &krate.client.parameters;
    if parameters.is_empty() {
        return String::new();
    }
    let rows: Vec<[String; 4]> = parameters.iter().map(parameter).collect();
    let head = ["Method", "Parameter", "Type", "Description"];
    blocks([
        "## Parameters of the client",
        "These parameters of operations can be set on the client. A call without the parameter sends \
         the value of\nits client:",
        &snippet::client_parameters(krate).unwrap_or_default(),
        &table(head, &rows),
        "`client.with()` builds a client with other values, for example for a tenant.",
    ])
}

fn parameter(parameter: &ClientParameter) -> [String; 4] {
    [
        format!("`{}`", parameter.method),
        cell::code(&parameter.wire),
        link::type_link(&parameter.value, "docs/models/"),
        cell::description(&parameter.docs),
    ]
}

fn servers(krate: &Crate) -> String {
    let servers = &krate.client.servers;
    let rows = servers.iter().enumerate().map(|(index, it)| {
        let default = if index == 0 { "the default" } else { "" };
        [format!("`Server::{}`", it.name), cell::code(&it.url), join(&it.docs, default)]
    });
    let mut rows: Vec<[String; 3]> = rows.collect();
    rows.push(["`Server::Custom(url)`".to_owned(), String::new(), "Any other.".to_owned()]);
    let chosen = "`Client::builder().server(..)` selects the server of a client, and `.server(..)` \
                  the server of a call.\nA URL with `http` requires `.allow_http()`, unless its \
                  host is this machine.";
    let library = krate.package.library();
    let code = snippet::fenced(&format!(
        "use {library}::{{Client, ClientBuilder, Server}};\n\n\
         fn on_this_machine() -> ClientBuilder {{\n    \
         Client::builder().server(Server::Custom(\"http://localhost:8080\".to_owned()))\n}}"
    ));
    let with_variables = servers.iter().find(|it| !it.variables.is_empty());
    let variables = with_variables.map(|it| variables(it, &library)).unwrap_or_default();
    let table = table(["Server", "URL", "Description"], &rows);
    blocks(["## Servers", chosen, &code, &table, &variables])
}

/// Returns how to set the variables of a server's URL.
fn variables(server: &ServerVariant, library: &str) -> String {
    let types = server.variables.iter().filter_map(|it| match &it.default {
        ServerValue::Text(_) => None,
        ServerValue::Variant(name, _) => Some(name.to_string()),
    });
    let imported: BTreeSet<String> = types.chain(["Server".to_owned()]).collect();
    let imported = match &imported.into_iter().collect::<Vec<_>>()[..] {
        [one] => one.clone(),
        several => format!("{{{}}}", several.join(", ")),
    };
    let fields = server.variables.iter().map(|it| match &it.default {
        ServerValue::Text(text) => format!("{}: {}.to_owned()", it.name, text.literal()),
        ServerValue::Variant(name, variant) => format!("{}: {name}::{variant}", it.name),
    });
    let fields: Vec<String> = fields.collect();
    let about = format!(
        "`Server::{}` has the variables of its URL, and `Server::{}()` their defaults.\nThe \
         builder returns an error for a value that would direct the request elsewhere.",
        server.name, server.defaults
    );
    let code = snippet::fenced(&format!(
        "use {library}::{imported};\n\n\
         fn elsewhere() -> Server {{\n    Server::{} {{ {} }}\n}}",
        server.name,
        fields.join(", ")
    ));
    blocks([about.as_str(), &code])
}

fn join(docs: &str, note: &str) -> String {
    match (cell::line(docs), note) {
        (docs, "") => docs,
        (docs, note) if docs.is_empty() => note.to_owned(),
        (docs, note) => format!("{docs} ({note})"),
    }
}

fn operations(krate: &Crate) -> String {
    let rows = krate.operations.iter().flat_map(|module| {
        let anchors = super::resource::anchors(module);
        module.operations.iter().zip(anchors).map(|(it, anchor)| {
            let file = link::resource_file(&module.name);
            [
                format!("[`{}.{}`](docs/resources/{file}.md#{anchor})", module.name, it.function),
                cell::code(&Text::joined([&it.method, &it.path], " ")),
                cell::pipes(&it.summary),
            ]
        })
    });
    let rows: Vec<[String; 3]> = rows.collect();
    let all = format!(
        "[docs](docs/README.md) lists all pages, [api.txt](api.txt) all operations and types, one item per line, \
         and\n[{path}]({path}) the pages for language models. `cargo doc --open` has the rest: `Client`, \
         `Error`, `RetryPolicy` and others.",
        path = llms::PATH
    );
    let table = table(["Operation", "Route", "Description"], &rows);
    let samples = match super::samples::has_any(krate) {
        true => format!(
            "[{path}]({path}) is an OpenAPI Overlay that shows the examples of operations in the\n\
             document, next to its samples in other languages.",
            path = super::samples::PATH
        ),
        false => String::new(),
    };
    blocks(["## Operations", &table, &all, &samples])
}

fn unknown_values(krate: &Crate) -> String {
    let mut types = krate.types.iter().flat_map(|module| &module.items);
    let opens = |item: &&Type| {
        matches!(
            item.kind,
            TypeKind::StringEnum(_)
                | TypeKind::IntegerEnum(_)
                | TypeKind::MixedEnum(_)
                | TypeKind::Union(_)
        )
    };
    let example = types.find(opens).map(|it| format!(", such as `types::{}::Unknown`", it.name));
    let example = example.unwrap_or_default();
    format!(
        "## Unknown values\n\nA newer API may send values that this version does not know. They are \
         kept:\n\n\
         - a property without a field is in `extra()`\n\
         - a value of an enum, or a member of a union, is `Unknown`{example}\n\n\
         They are written back unchanged."
    )
}

fn features(krate: &Crate) -> String {
    let rows: Vec<[String; 3]> = manifest::features()
        .map(|it| {
            let default = match it.default {
                Default::No => "no".to_owned(),
                Default::Yes => "yes".to_owned(),
                Default::With(other) => format!("with `{other}`"),
            };
            [format!("`{}`", it.name), default, it.about]
        })
        .collect();
    let table = table(["Feature", "Default", "Adds"], &rows);
    let resources = krate.features.as_ref().map(|it| resources(&krate.package.name, it));
    let parts = ["## Features", &table, resources.as_deref().unwrap_or_default()];
    blocks(parts).trim_end().to_owned()
}

/// Returns the description of the features of resources.
fn resources(package: &str, features: &Features) -> String {
    let Some(first) = features.resources.first() else { return String::new() };
    let mut names: Vec<String> = features.resources.iter().map(|it| format!("`{it}`")).collect();
    names.sort_unstable();
    let defaults = manifest::features().filter(|it| it.default == Default::Yes);
    let defaults: Vec<&str> = defaults.map(|it| it.name).collect();
    format!(
        "Each resource is a feature as well, and `{all}`, which is on by default, turns all of them \
         on. A program that names the ones that it uses compiles only their operations, and the \
         types that those need:\n\n\
         ```sh\ncargo add {package} --no-default-features --features {defaults},{first}\n```\n\n\
         Types that no operation needs are available with `{all}`, and the types of the API's \
         webhooks also with `webhooks`. The resources: {names}.",
        all = features.all,
        defaults = defaults.join(","),
        names = names.join(", ")
    )
}

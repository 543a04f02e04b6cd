//! The files of `operations`: for each resource a handle, and for each operation a function, its
//! request, its error and how requests and responses are made and read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::answers::{arm, error_table, response_enum};
use super::representations::{representations, runtime_names, streaming};
use super::type_ref::{Imports, Scope, takes_into, type_tokens, use_list};
use super::types::field_docs;
use super::{Item, SourceFile, bodies, deprecated, docs, paragraphs, parameters};
use crate::rust::{
    ErrorEnum, Operation, OperationModule, Parameter, ResponseVariant, Statuses, Success, TypeRef,
};

/// `operations/mod.rs`.
pub(super) fn index(modules: &[OperationModule]) -> SourceFile {
    let mut sorted: Vec<&OperationModule> = modules.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let mods = sorted.iter().map(|module| {
        let name = &module.name;
        quote!(pub mod #name;)
    });
    SourceFile {
        path: "src/operations/mod.rs".to_owned(),
        docs: "The API's operations, as functions: one module for each resource.".to_owned(),
        attributes: vec![quote! {
            #![allow(
                clippy::enum_variant_names,
                clippy::module_inception,
                clippy::too_many_arguments,
                reason = "names and parameters are those of the API"
            )]
        }],
        items: if sorted.is_empty() { Vec::new() } else { vec![Item::Rust(mods.collect())] },
    }
}

/// A file of `operations`.
pub(super) fn file(module: &OperationModule) -> SourceFile {
    let mut items = vec![Item::Rust(imports(module))];
    items.extend(resource(module).into_iter().map(Item::Rust));
    for operation in &module.operations {
        items.extend(operation_items(operation));
    }
    SourceFile {
        path: format!("src/operations/{}.rs", module.name),
        docs: paragraphs(&[&format!("The operations of {}.", module.title), &module.docs]),
        attributes: Vec::new(),
        items,
    }
}

fn imports(module: &OperationModule) -> TokenStream {
    let mut used = Imports::default();
    let mut names = vec!["Call", "Client", "Error", "Operation", "RawResponse", "RequestBuilder"];
    for operation in &module.operations {
        operation.parameters.iter().for_each(|it| used.add(&it.value));
        let contents = operation.body.iter().flat_map(|it| &it.contents);
        contents.for_each(|it| used.add(&it.value));
        operation.error.iter().for_each(|it| add_enum(it, &mut used));
        operation.representations.iter().for_each(|it| used.add(&it.value));
        match &operation.success {
            Success::One(value) => used.add(value),
            Success::Several(answer) => add_enum(answer, &mut used),
        }
        let bodies = operation.body.iter().flat_map(bodies::names);
        let named = operation.parameters.iter().flat_map(parameters::names).chain(bodies);
        for name in named {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.extend(runtime_names(&module.operations));
    names.sort_unstable();
    if module.operations.iter().any(|it| it.error.is_some()) {
        used.runtime.insert("error_enum");
    }
    let map = used.map.then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    names.sort_unstable();
    let json = use_list(&quote!(crate::runtime::json), used.runtime.iter().copied());
    let runtime = use_list(&quote!(crate::runtime), names.into_iter());
    let types = (!used.types.is_empty()).then(|| {
        quote!(
            use crate::types;
        )
    });
    quote!(#map #json #runtime #types)
}

fn add_enum(of: &ErrorEnum, used: &mut Imports) {
    of.variants.iter().for_each(|variant| used.add(&variant.payload));
}

/// The handle that the client's method gives.
fn resource(module: &OperationModule) -> Vec<TokenStream> {
    let (name, method) = (&module.resource, &module.name);
    let title = docs(&format!("The operations of {}.", module.title));
    let about = docs(&format!(
        "The operations of {}, on a client: [`Client::{method}`] gives it.",
        module.title
    ));
    let methods = module.operations.iter().map(resource_method);
    let handle = quote! {
        #about
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'c> {
            client: &'c Client,
        }
    };
    let accessor = quote! {
        impl Client {
            #title
            #[inline]
            pub fn #method(&self) -> #name<'_> {
                #name { client: self }
            }
        }
    };
    let methods = quote! {
        impl #name<'_> {
            #(#methods)*
        }
    };
    vec![handle, accessor, methods]
}

fn resource_method(operation: &Operation) -> TokenStream {
    let (function, request) = (&operation.function, &operation.request);
    let see = format!("See [`{}()`].", operation.function);
    let about = docs(&paragraphs(&[&operation.summary, &route(operation), &see]));
    let deprecated = deprecated(operation.deprecated);
    let (arguments, names): (Vec<_>, Vec<_>) = arguments(operation).into_iter().unzip();
    quote! {
        #about
        #deprecated
        #[inline]
        pub fn #function(&self, #(#arguments),*) -> Call<#request> {
            #function(self.client, #(#names),*)
        }
    }
}

/// The route as it stands in documentation.
fn route(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.path)
}

/// The required arguments: each as `name: type`, and as the name alone.
fn arguments(operation: &Operation) -> Vec<(TokenStream, TokenStream)> {
    let required = operation.parameters.iter().filter(|it| it.required);
    let parameters = required.map(|it| (name_tokens(&it.name), argument_type(&it.value)));
    let body = operation.body.iter().filter(|it| it.required);
    let body = body.map(|it| (quote!(body), argument_type(&it.value)));
    parameters.chain(body).map(|(name, value)| (quote!(#name: #value), name)).collect()
}

fn name_tokens(name: &crate::names::FieldName) -> TokenStream {
    quote!(#name)
}

fn argument_type(value: &TypeRef) -> TokenStream {
    let tokens = type_tokens(value, Scope::Crate);
    if takes_into(value) { quote!(impl Into<#tokens>) } else { tokens }
}

fn operation_items(operation: &Operation) -> Vec<Item> {
    let mut items = vec![Item::Rust(function(operation)), Item::Rust(request(operation))];
    let setters = setters(operation);
    if !setters.is_empty() {
        items.push(Item::Rust(setters));
    }
    items.extend(bodies::choice(operation).into_iter().map(Item::Rust));
    items.push(Item::Rust(implementation(operation)));
    let representations = representations(operation);
    if !representations.is_empty() {
        items.push(Item::Rust(representations));
    }
    if let Success::Several(answer) = &operation.success {
        items.push(Item::Rust(response_enum(
            answer,
            &format!("What [`{}()`] gives.", operation.function),
        )));
    }
    if let Some(error) = &operation.error {
        let about = format!("What the document says of [`{}()`]'s failures.", operation.function);
        items.push(Item::Rust(response_enum(error, &about)));
        items.push(Item::Table(error_table(error)));
    }
    items
}

/// What is said of an operation: its meaning, its route, its arguments and its failures.
fn function_docs(operation: &Operation) -> String {
    let arguments: Vec<String> = operation.parameters.iter().filter_map(argument_docs).collect();
    let arguments = match &arguments[..] {
        [] => String::new(),
        lines => format!("# Arguments\n\n{}", lines.join("\n")),
    };
    let errors = operation.error.as_ref().map(|error| {
        let lines: Vec<String> = error.variants.iter().map(|it| error_docs(error, it)).collect();
        format!("# Errors\n\n{}", lines.join("\n"))
    });
    paragraphs(&[
        &operation.summary,
        &operation.description,
        &route(operation),
        &operation.notes.join("\n\n"),
        &arguments,
        &errors.unwrap_or_default(),
    ])
}

/// A required parameter as an item of a list; an optional one has a setter that says it.
fn argument_docs(parameter: &Parameter) -> Option<String> {
    let docs = &parameter.docs;
    let paragraph = docs.description.split("\n\n").next().unwrap_or_default();
    let meaning = if paragraph.contains("```") { "" } else { paragraph };
    let mut said = vec![meaning.replace('\n', " ")];
    said.extend(docs.constraints.iter().map(|it| format!("{it}.")));
    said.extend(docs.examples.first().map(|it| format!("Example: {it}")));
    said.retain(|it| !it.is_empty());
    let name = parameter.name.as_str().trim_start_matches("r#");
    (parameter.required && !said.is_empty()).then(|| format!("- `{name}`: {}", said.join(" ")))
}

fn error_docs(error: &ErrorEnum, variant: &ResponseVariant) -> String {
    // Not `[name]: status`, which Markdown takes for the definition of a link.
    let name = format!("- [`{}::{}`] (`{}`)", error.name, variant.name, variant.status);
    match variant.docs.replace('\n', " ") {
        meaning if meaning.is_empty() => name,
        meaning => format!("{name}: {meaning}"),
    }
}

fn function(operation: &Operation) -> TokenStream {
    let (function, request) = (&operation.function, &operation.request);
    let about = docs(&function_docs(operation));
    let deprecated = deprecated(operation.deprecated);
    let (arguments, _): (Vec<_>, Vec<_>) = arguments(operation).into_iter().unzip();
    let values = operation.parameters.iter().map(|it| {
        let name = &it.name;
        match (it.required, takes_into(&it.value)) {
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
            (false, _) => quote!(#name: None),
        }
    });
    let body = operation.body.iter().map(|it| match (it.required, takes_into(&it.value)) {
        (true, true) => quote!(body: body.into()),
        (true, false) => quote!(body),
        (false, _) => quote!(body: None),
    });
    let values: Vec<TokenStream> = values.chain(body).collect();
    let value =
        if values.is_empty() { quote!(#request) } else { quote!(#request { #(#values),* }) };
    quote! {
        #about
        #deprecated
        #[inline]
        pub fn #function(client: &Client, #(#arguments),*) -> Call<#request> {
            Call::new(client, #value)
        }
    }
}

fn request(operation: &Operation) -> TokenStream {
    let request = &operation.request;
    let about = docs(&format!("The request of [`{}()`].", operation.function));
    let parameters = operation.parameters.iter().map(|it| {
        let (name, value) = (&it.name, type_tokens(&it.value, Scope::Crate));
        if it.required { quote!(#name: #value) } else { quote!(#name: Option<#value>) }
    });
    let body = operation.body.iter().map(|it| {
        let value = type_tokens(&it.value, Scope::Crate);
        if it.required { quote!(body: #value) } else { quote!(body: Option<#value>) }
    });
    let fields: Vec<TokenStream> = parameters.chain(body).collect();
    let fields = if fields.is_empty() { quote!(;) } else { quote!({ #(#fields),* }) };
    quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct #request #fields
    }
}

/// The setters of optional parameters and of an optional body, on the call.
fn setters(operation: &Operation) -> TokenStream {
    let request = &operation.request;
    let optional = operation.parameters.iter().filter(|it| !it.required);
    let parameters = optional.map(|it| {
        let about = docs(&field_docs(&it.docs));
        let deprecated = deprecated(it.deprecated);
        setter(&name_tokens(&it.name), &it.value, &quote!(#about #deprecated))
    });
    let body = operation.body.iter().filter(|it| !it.required).map(|it| {
        let about = if it.docs.is_empty() { "Sends this body." } else { &it.docs };
        setter(&quote!(body), &it.value, &docs(about))
    });
    let setters: Vec<TokenStream> = parameters.chain(body).collect();
    if setters.is_empty() {
        return TokenStream::new();
    }
    quote! { impl Call<#request> { #(#setters)* } }
}

fn setter(name: &TokenStream, value: &TypeRef, attributes: &TokenStream) -> TokenStream {
    let argument = argument_type(value);
    let value = if takes_into(value) { quote!(#name.into()) } else { quote!(#name) };
    quote! {
        #attributes
        #[inline]
        pub fn #name(mut self, #name: #argument) -> Self {
            self.operation_mut().#name = Some(#value);
            self
        }
    }
}

fn implementation(operation: &Operation) -> TokenStream {
    let request = &operation.request;
    let output = match &operation.success {
        Success::One(value) => type_tokens(value, Scope::Crate),
        Success::Several(answer) => {
            let name = &answer.name;
            quote!(#name)
        }
    };
    let error = match &operation.error {
        Some(error) => {
            let name = &error.name;
            quote!(#name)
        }
        None => quote!(std::convert::Infallible),
    };
    let (id, path) = (Literal::string(&operation.id), Literal::string(&operation.path));
    let method = Literal::string(&operation.method);
    let alternatives = operation.security.iter().map(|alternative| {
        let names = alternative.iter().map(|name| Literal::string(name));
        quote!(&[#(#names),*])
    });
    let server = operation.servers.first().map(|url| {
        let url = Literal::string(url);
        quote!(const SERVER: Option<&'static str> = Some(#url);)
    });
    let statements = request_statements(operation);
    let builder = if statements.is_empty() { quote!(_request) } else { quote!(request) };
    let arms = operation.answers.iter().map(arm);
    let others = operation.answers.iter().any(|it| it.statuses == Statuses::Others);
    let streaming = streaming(operation);
    let (streamed, stream) = streaming.map(|it| (it.constant, it.function)).unzip();
    let others = (!others).then(|| quote!(_ => response.undocumented(),));
    quote! {
        impl Operation for #request {
            type Output = #output;
            type Error = #error;

            const ID: &'static str = #id;
            const METHOD: &'static str = #method;
            const PATH: &'static str = #path;
            #server
            const SECURITY: &'static [&'static [&'static str]] = &[#(#alternatives),*];
            #streamed

            #[inline]
            fn request(&self, #builder: &mut RequestBuilder) {
                #statements
            }

            #[inline]
            fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
                match response.status().as_u16() {
                    #(#arms)*
                    #others
                }
            }

            #stream
        }
    }
}

fn request_statements(operation: &Operation) -> TokenStream {
    let parameters = operation.parameters.iter().map(parameters::statement);
    let body = operation.body.as_ref().map(bodies::statement);
    let accept = match &operation.accept[..] {
        [] => None,
        [only] if only == "application/json" => None,
        several => {
            let several = Literal::string(&several.join(", "));
            Some(quote!(request.accept(#several);))
        }
    };
    quote!(#(#parameters)* #body #accept)
}

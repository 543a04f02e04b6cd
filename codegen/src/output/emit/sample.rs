//! Examples in documentation: complete programs for pages and for the front page of the crate.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::expression::{expression, setters};
use crate::output::source::{Function, Program, Tokens};
use crate::rust::items::{
    ClientItems, Crate, Expression, Operation, OperationModule, Representation, Success, TypeRef,
};

/// Returns a call of the resource's method, and the use of its response.
pub(crate) fn call(krate: &Crate, module: &OperationModule, operation: &Operation) -> Program {
    let call = method_call(&krate.client, module, operation);
    let statements = usage(operation, &call).unwrap_or_else(|| {
        vec![quote!(let response = #call.await?;), quote!(println!("{response:?}");)]
    });
    with_client(krate, statements)
}

/// Returns a call of the standalone function that handles its errors.
pub(crate) fn function_call(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Program {
    let variable = format_ident!("{}", krate.client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let options = options_of_example(operation);
    let call = quote!(operations::#resource::#function(&#variable, #(#arguments),*) #options);
    let statements = usage(operation, &call).unwrap_or_else(|| {
        let handled = quote! {
            match result {
                Ok(response) => println!("{response:?}"),
                Err(error) => eprintln!("{error}"),
            }
        };
        vec![quote!(let result = #call.await;), handled]
    });
    with_client(krate, statements)
}

/// Returns a call that requests another media type, and the use of its response.
pub(crate) fn represented(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
    representation: &Representation,
) -> Program {
    let (call, method) = (method_call(&krate.client, module, operation), &representation.method);
    let call = quote!(#call.#method());
    let statements = usage_of(&representation.output(), &call).unwrap_or_else(|| {
        vec![quote!(let response = #call.await?;), quote!(println!("{response:?}");)]
    });
    with_client(krate, statements)
}

/// Returns the use of a response that isn't a single value: iteration over the items of pages, a
/// stream or a list, a download, or only the call if there is no output. `None` for other
/// responses.
fn usage(operation: &Operation, call: &TokenStream) -> Option<Vec<TokenStream>> {
    match &operation.success {
        _ if operation.pages.is_some() => Some(vec![
            quote!(let mut items = #call.items();),
            quote! {
            while let Some(item) = items.next().await {
            let item = item?;
            println!("{item:?}");
            }
            },
        ]),
        Success::One(value) => usage_of(value, call),
        Success::Several(_) => None,
    }
}

/// Returns the use of a response of this type; `None` if it is a single value.
fn usage_of(value: &TypeRef, call: &TokenStream) -> Option<Vec<TokenStream>> {
    let usage = match value {
        TypeRef::Unit => vec![quote!(#call.await?;)],
        TypeRef::Bytes => vec![
            quote!(let mut chunks = #call.download().await?;),
            quote! {
                while let Some(chunk) = chunks.next().await {
                    let chunk = chunk?;
                    println!("{} bytes", chunk.len());
                }
            },
        ],
        TypeRef::EventStream(_) => vec![
            quote!(let mut events = #call.await?;),
            quote! {
            while let Some(event) = events.next().await {
            let event = event?;
            println!("{event:?}");
            }
            },
        ],
        TypeRef::JsonLines(_) => vec![
            quote!(let mut items = #call.await?;),
            quote! {
            while let Some(item) = items.next().await {
            let item = item?;
            println!("{item:?}");
            }
            },
        ],
        TypeRef::Vec(_) => {
            vec![quote!(for item in #call.await? { println!("{item:?}"); })]
        }
        _ => return None,
    };
    Some(usage)
}

/// Returns the statement that calls an operation, for its documentation. For a paginated operation,
/// it calls `items`.
pub(super) fn statement(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> Tokens {
    let call = method_call(client, module, operation);
    let statement = match operation.success {
        _ if operation.pages.is_some() => quote!(let mut items = #call.items();),
        Success::One(TypeRef::Unit) => quote!(#call.await?;),
        _ => quote!(let response = #call.await?;),
    };
    statement.into()
}

/// Returns a call of the first operation with call options; `None` if the API has no operations.
pub(super) fn options(krate: &Crate) -> Option<Program> {
    let (module, operation) = krate.first_operation()?;
    let call = method_call(&krate.client, module, operation);
    let request = quote! {
        let response = #call
            .timeout(std::time::Duration::from_secs(5))
            .retry(RetryPolicy::attempts(2))
            .idempotency_key("order-1337")
            .header("x-tenant", "acme")
            .with_response()
            .await?;
    };
    Some(with_client(krate, [request, quote!(println!("{}", response.status());)]))
}

/// Returns a test of code that calls an operation, without a server; `None` if no operation returns
/// a type of the crate.
pub(crate) fn mocked(krate: &Crate) -> Option<Program> {
    let has_example = |operation: &Operation| match &operation.success {
        Success::One(TypeRef::Named(name)) => krate.examples.iter().any(|it| it.name == *name),
        _ => false,
    };
    let mut all = krate.operations.iter().flat_map(|module| {
        module.operations.iter().filter(|it| has_example(it)).map(move |it| (module, it))
    });
    let first = all.clone().find(|(_, operation)| operation.body.is_some());
    let (module, operation) = first.or_else(|| all.next())?;
    let variable = format_ident!("{}", krate.client.variable);
    let (resource, request) = (&module.name, &operation.request);
    let needed = operation.security.first().map(Vec::as_slice).unwrap_or_default();
    let credentials = krate.client.credentials.iter().filter(|it| needed.contains(&it.scheme));
    let credentials = credentials.map(|it| {
        let (method, values) = (&it.method, it.kind.arguments().iter().map(|it| it.name));
        quote!(.#method(#(#values),*))
    });
    // The mock responds to any URL, but the client needs one.
    let is_placed = krate.client.servers.first().is_none_or(|it| it.has_host);
    let place = (!is_placed).then(|| quote!(.base_url("https://example.com")));
    let call = method_call(&krate.client, module, operation);
    let statements = [
        quote!(let mock = testing::Mock::new();),
        quote!(mock.on::<operations::#resource::#request>().returns_example();),
        quote!(let #variable = Client::builder() #place #(#credentials)* .transport(mock.clone()).build()?;),
        quote!(let response = #call.await?;),
        quote!(println!("{response:?}");),
        quote!(assert_eq!(mock.calls_of::<operations::#resource::#request>().len(), 1);),
    ];
    Some(in_async(krate, statements.map(Tokens::from).into()))
}

/// Returns a call that distinguishes its errors; `None` if the document describes none.
pub(crate) fn failure(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Option<Program> {
    let error = operation.failure.documented()?;
    let (resource, name) = (&module.name, &error.name);
    let arms = error.variants.iter().map(|of| {
        let variant = &of.name;
        let pattern = match of.payload {
            TypeRef::Unit => quote!(operations::#resource::#name::#variant),
            _ => quote!(operations::#resource::#name::#variant(_)),
        };
        let format = Literal::string(&format!("{}: {{message}}", of.status));
        quote!(#pattern => eprintln!(#format),)
    });
    let call = method_call(&krate.client, module, operation);
    let call = quote!(let call = #call;);
    let result = quote! {
        match call.await {
            Ok(response) => println!("{response:?}"),
            Err(Error::Api(error)) => {
                let message = error.message().unwrap_or_default();
                match error.error() {
                    #(#arms)*
                    _ => eprintln!("{}: {message}", error.status()),
                }
            }
            Err(error) if error.is_retryable() => eprintln!("try again later: {error}"),
            Err(error) => return Err(error.into()),
        }
    };
    Some(with_client(krate, [call, result]))
}

/// Returns a call of the first operation without async; `None` if the API has no operation.
pub(crate) fn blocking(krate: &Crate) -> Option<Program> {
    let (module, operation) = krate.first_operation()?;
    let variable = format_ident!("{}", krate.client.variable);
    let call = method_call(&krate.client, module, operation);
    let statements = [
        quote!(let #variable = Client::from_env()?;),
        quote!(let response = #call.send_blocking()?;),
        quote!(println!("{response:?}");),
    ];
    let program = in_async(krate, statements.map(Tokens::from).into());
    Some(Program { function: Function::Fallible, ..program })
}

/// Returns a client with all its parameters; `None` if there are none.
pub(crate) fn client_parameters(krate: &Crate) -> Option<Program> {
    let setters = krate.client.parameters.iter().filter_map(|it| {
        let (method, value) = (&it.method, expression(it.example.as_ref()?));
        Some(quote!(.#method(#value)))
    });
    let setters: Vec<TokenStream> = setters.collect();
    let variable = format_ident!("{}", krate.client.variable);
    let printed = format!("{{{variable}:?}}");
    let statements = [
        quote!(let #variable = Client::builder().credentials_from_env()#(#setters)*.build()?;),
        quote!(println!(#printed);),
    ];
    let program = in_async(krate, statements.map(Tokens::from).into());
    (!setters.is_empty()).then_some(Program { function: Function::Fallible, ..program })
}

/// Returns a value of a type.
pub(crate) fn value(krate: &Crate, value: &Expression) -> Program {
    let statement = match value {
        Expression::As(name, value) => {
            let value = expression(value);
            quote!(let value: types::#name = #value;)
        }
        value => {
            let value = expression(value);
            quote!(let value = #value;)
        }
    };
    let statement = Tokens::from(statement);
    let function = if can_fail(&statement) { Function::Fallible } else { Function::Main };
    let imports =
        ["File", "jiff", "types"].into_iter().filter(|it| names(&statement, it)).collect();
    let statements = vec![statement, quote!(println!("{value:?}");).into()];
    Program { library: krate.package.library(), imports, function, statements }
}

/// Returns the call of the resource's method, before it is awaited.
fn method_call(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> TokenStream {
    let variable = format_ident!("{}", client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let options = options_of_example(operation);
    quote!(#variable.#resource().#function(#(#arguments),*) #options)
}

/// Returns the calls of an example that set the optional parameters and the optional body.
fn options_of_example(operation: &Operation) -> TokenStream {
    let setters = setters(&operation.example_setters);
    let body = operation.example_body.as_ref().map(expression);
    let body = body.map(|it| quote!(.body(#it)));
    quote!(#setters #body)
}

/// Returns statements with a client from the environment.
fn with_client(krate: &Crate, statements: impl IntoIterator<Item = TokenStream>) -> Program {
    let variable = format_ident!("{}", krate.client.variable);
    let client = quote!(let #variable = Client::from_env()?;);
    in_async(krate, std::iter::once(client).chain(statements).map(Tokens::from).collect())
}

/// Returns asynchronous statements, with the imports that they need.
fn in_async(krate: &Crate, statements: Vec<Tokens>) -> Program {
    let is_imported =
        |name: &&str| *name == "Client" || statements.iter().any(|it| names(it, name));
    let imports =
        ["Client", "Error", "File", "RetryPolicy", "jiff", "operations", "testing", "types"]
            .into_iter()
            .filter(is_imported);
    Program {
        library: krate.package.library(),
        imports: imports.collect(),
        function: Function::Async,
        statements,
    }
}

/// Returns `true` if a path begins with `name`.
fn names(tokens: &Tokens, name: &str) -> bool {
    (0..tokens.len()).any(|at| {
        let is_first = at.checked_sub(1).is_none_or(|before| !tokens.is_sign(before, "::"));
        is_first && tokens.is_word(at, name) && tokens.is_sign(at + 1, "::")
    })
}

/// Returns `true` if a statement may return an error with `?`. A `?` in a string literal counts
/// too: a fallible function is correct in either case.
fn can_fail(tokens: &Tokens) -> bool {
    (0..tokens.len()).any(|at| tokens.text(at).contains('?'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_name_of_a_path_is_imported() {
        let names = |tokens: TokenStream| names(&tokens.into(), "types");
        assert!(names(quote!(f(types::A::new()))));
        assert!(!names(quote!(f(subtypes::A))));
        assert!(!names(quote!(f(std::types::A))));
        assert!(!names(quote!(f("types::A"))));
    }
}

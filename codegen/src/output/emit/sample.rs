//! Examples in documentation: complete programs, for pages and for the front page of the crate.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::expression::{expression, setters};
use crate::output::source::{Function, Program, Tokens};
use crate::rust::items::{Crate, Expression, Operation, OperationModule, Success, TypeRef};

/// A call of the resource's method.
pub(crate) fn call(krate: &Crate, module: &OperationModule, operation: &Operation) -> Program {
    let call = method_call(krate, module, operation);
    answered(krate, operation, &quote!(#call.await?))
}

/// A call of the standalone function.
pub(crate) fn function_call(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Program {
    let variable = format_ident!("{}", krate.client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let setters = setters(&operation.example_setters);
    let call = quote!(operations::#resource::#function(&#variable, #(#arguments),*));
    answered(krate, operation, &quote!(#call #setters.await?))
}

/// A call whose failures are distinguished; `None` where the document describes none.
pub(crate) fn failure(
    krate: &Crate,
    module: &OperationModule,
    operation: &Operation,
) -> Option<Program> {
    let error = operation.failure.documented()?;
    let (resource, name) = (&module.name, &error.name);
    let arms = error.variants.iter().map(|of| {
        let (variant, status) = (&of.name, Literal::string(&of.status));
        match of.payload {
            TypeRef::Unit => quote!(operations::#resource::#name::#variant => eprintln!(#status),),
            _ => quote!(operations::#resource::#name::#variant(body) => eprintln!("{body:?}"),),
        }
    });
    let call = method_call(krate, module, operation);
    let call = quote!(let call = #call;);
    let answer = quote! {
        match call.await {
            Ok(answer) => println!("{answer:?}"),
            Err(Error::Api(error)) => match error.error() {
                #(#arms)*
                other => eprintln!("{other:?}"),
            },
            Err(error) if error.is_retryable() => eprintln!("later, perhaps: {error}"),
            Err(error) => return Err(error.into()),
        }
    };
    Some(with_client(krate, [call, answer]))
}

/// A value of a type.
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
    let statements = vec![statement, quote!(println!("{value:?}");).into()];
    Program { library: krate.package.library(), imports: vec!["types"], function, statements }
}

/// The call of the resource's method, before it is awaited.
fn method_call(krate: &Crate, module: &OperationModule, operation: &Operation) -> TokenStream {
    let variable = format_ident!("{}", krate.client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let setters = setters(&operation.example_setters);
    quote!(#variable.#resource().#function(#(#arguments),*) #setters)
}

/// A call whose answer is printed, where there is one.
fn answered(krate: &Crate, operation: &Operation, call: &TokenStream) -> Program {
    match operation.success {
        Success::One(TypeRef::Unit) => with_client(krate, [quote!(#call;)]),
        _ => with_client(krate, [quote!(let answer = #call;), quote!(println!("{answer:?}");)]),
    }
}

/// Statements with a client from the environment.
fn with_client(krate: &Crate, statements: impl IntoIterator<Item = TokenStream>) -> Program {
    let variable = format_ident!("{}", krate.client.variable);
    let client = quote!(let #variable = Client::from_env()?;);
    let statements: Vec<Tokens> =
        std::iter::once(client).chain(statements).map(Tokens::from).collect();
    let is_imported =
        |name: &&str| *name == "Client" || statements.iter().any(|it| names(it, name));
    let imports = ["Client", "Error", "operations", "types"].into_iter().filter(is_imported);
    Program {
        library: krate.package.library(),
        imports: imports.collect(),
        function: Function::Async,
        statements,
    }
}

/// Whether a path begins with `name`.
fn names(tokens: &Tokens, name: &str) -> bool {
    (0..tokens.len()).any(|at| {
        let is_first = at.checked_sub(1).is_none_or(|before| !tokens.is_sign(before, "::"));
        is_first && tokens.is_word(at, name) && tokens.is_sign(at + 1, "::")
    })
}

/// Whether a statement may return an error with `?`. One in a text counts as well: a function that
/// can fail is right for both.
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

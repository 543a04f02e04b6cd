//! Expressions of examples.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::document::text::Json;
use crate::rust::items::{ClientItems, Expression, Operation, OperationModule, Success, TypeRef};
use crate::rust::names::{FieldName, TypeName};

/// An example call of the resource's method, as a statement that binds `answer` where there is
/// one.
pub fn example_call(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> TokenStream {
    let call = method_call(client, module, operation);
    bound(operation, &quote!(#call.await?))
}

/// The call of the resource's method, before it is awaited.
fn method_call(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> TokenStream {
    let variable = format_ident!("{}", client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let setters = setters(&operation.example_setters);
    quote!(#variable.#resource().#function(#(#arguments),*) #setters)
}

/// An example call of the function, as a statement that binds `answer` where there is one.
pub fn example_function_call(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> TokenStream {
    let variable = format_ident!("{}", client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    let setters = setters(&operation.example_setters);
    let call = quote!(operations::#resource::#function(&#variable, #(#arguments),*));
    bound(operation, &quote!(#call #setters.await?))
}

/// An example call whose failures are told apart, as two statements; `None` where the document
/// describes none.
pub fn example_failure(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> Option<[TokenStream; 2]> {
    let error = operation.error.as_ref()?;
    let (resource, name) = (&module.name, &error.name);
    let arms = error.variants.iter().map(|of| {
        let (variant, status) = (&of.name, Literal::string(&of.status));
        match of.payload {
            TypeRef::Unit => quote!(operations::#resource::#name::#variant => eprintln!(#status),),
            _ => quote!(operations::#resource::#name::#variant(body) => eprintln!("{body:?}"),),
        }
    });
    let call = method_call(client, module, operation);
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
    Some([call, answer])
}

/// An example value as a statement that binds `value`.
pub fn example_value(value: &Expression) -> TokenStream {
    if let Expression::As(name, value) = value {
        let value = expression(value);
        return quote!(let value: types::#name = #value;);
    }
    let value = expression(value);
    quote!(let value = #value;)
}

fn bound(operation: &Operation, call: &TokenStream) -> TokenStream {
    match operation.success {
        Success::One(TypeRef::Unit) => quote!(#call;),
        _ => quote!(let answer = #call;),
    }
}

fn setters(setters: &[(FieldName, Expression)]) -> TokenStream {
    let setters = setters.iter().map(|(field, value)| {
        let value = expression(value);
        quote!(.#field(#value))
    });
    setters.collect()
}

/// An expression as tokens, with the crate's types below `types`.
pub(super) fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::Text(text) => text.literal().into_token_stream(),
        Expression::Bytes(text) => {
            let text = text.literal();
            quote!(Vec::from(#text))
        }
        Expression::Owned(text) => {
            let text = text.literal();
            quote!(#text.to_owned())
        }
        Expression::Parsed(text) => {
            let text = text.literal();
            quote!(#text.parse()?)
        }
        Expression::Integer(number) => Literal::i64_unsuffixed(*number).into_token_stream(),
        Expression::Float(number) => Literal::f64_unsuffixed(*number).into_token_stream(),
        Expression::Bool(value) => quote!(#value),
        Expression::Variant(name, variant) => quote!(types::#name::#variant),
        Expression::New(name, arguments, setters) => {
            let arguments = arguments.iter().map(expression);
            let setters = self::setters(setters);
            quote!(types::#name::new(#(#arguments),*) #setters)
        }
        Expression::Member(name, variant, value) => {
            let value = expression(value);
            quote!(types::#name::#variant(#value))
        }
        Expression::As(name, value) => of_alias(name, value),
        Expression::Boxed(value) => {
            let value = expression(value);
            quote!(Box::new(#value))
        }
        Expression::None => quote!(None),
        Expression::Some(value) => {
            let value = expression(value);
            quote!(Some(#value))
        }
        Expression::Vec(items) => {
            let items = items.iter().map(expression);
            quote!(vec![#(#items),*])
        }
        Expression::Tuple(items) => {
            let items = items.iter().map(expression);
            quote!((#(#items,)*))
        }
        Expression::Default => quote!(Default::default()),
        Expression::Json(value) => json(value),
    }
}

/// A value of a type alias, with the alias named so that inference finds its type.
fn of_alias(name: &TypeName, value: &Expression) -> TokenStream {
    match value {
        Expression::Default => quote!(types::#name::default()),
        Expression::Vec(items) => {
            let items = items.iter().map(expression);
            quote!(types::#name::from_iter([#(#items),*]))
        }
        Expression::Parsed(text) => {
            let text = text.literal();
            quote!(#text.parse::<types::#name>()?)
        }
        other => {
            let value = expression(other);
            quote!(std::convert::identity::<types::#name>(#value))
        }
    }
}

fn json(value: &Json) -> TokenStream {
    if value.is_null() {
        return quote!(serde_json::Value::Null);
    }
    let text = value.literal();
    quote!(serde_json::from_str::<serde_json::Value>(#text)?)
}

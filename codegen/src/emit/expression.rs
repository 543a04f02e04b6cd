//! Expressions of examples.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::rust::{ClientItems, Expression, Operation, OperationModule};

/// An example call as a `let` statement.
pub fn example_call(
    client: &ClientItems,
    module: &OperationModule,
    operation: &Operation,
) -> TokenStream {
    let variable = format_ident!("{}", client.variable);
    let (resource, function) = (&module.name, &operation.function);
    let arguments = operation.example.iter().map(expression);
    quote!(let answer = #variable.#resource().#function(#(#arguments),*).await?;)
}

/// An expression as tokens, with the crate's types below `types`.
pub(super) fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::Text(text) => Literal::string(text).into_token_stream(),
        Expression::Parsed(text) => {
            let text = Literal::string(text);
            quote!(#text.parse()?)
        }
        Expression::Integer(number) => Literal::i64_unsuffixed(*number).into_token_stream(),
        Expression::Float(number) => Literal::f64_unsuffixed(*number).into_token_stream(),
        Expression::Bool(value) => quote!(#value),
        Expression::Variant(name, variant) => quote!(types::#name::#variant),
        Expression::New(name, arguments, setters) => {
            let arguments = arguments.iter().map(expression);
            let setters = setters.iter().map(|(field, value)| {
                let value = expression(value);
                quote!(.#field(#value))
            });
            quote!(types::#name::new(#(#arguments),*) #(#setters)*)
        }
        Expression::From(name, value) => {
            let value = expression(value);
            quote!(types::#name::from(#value))
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

fn json(value: &serde_json::Value) -> TokenStream {
    let text = Literal::string(&value.to_string());
    match value {
        serde_json::Value::Null => quote!(serde_json::Value::Null),
        _ => quote!(serde_json::from_str::<serde_json::Value>(#text)?),
    }
}

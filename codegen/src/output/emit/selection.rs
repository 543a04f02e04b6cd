//! `union!`: the table of tests that select each variant of a union.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{runtime, table};
use crate::document::text::{Json, Text};
use crate::document::value_test::{Test, ValuePattern};
use crate::output::source::Table;
use crate::rust::items::{Guard, Union, Variant};
use crate::rust::names::TypeName;

/// Returns `union!(Discount by ["type"] ["duration"] { Once: [Is(&[Text("fixed")]), Any], });`.
pub(super) fn union(name: &TypeName, places: &[Vec<Text>], union: &Union) -> Table {
    let places = places.iter().map(|place| {
        let names = place.iter().map(Text::literal);
        quote!([#(#names),*])
    });
    table("union", quote!(#name by #(#places)*), union.variants.iter().map(row))
}

fn row(variant: &Variant) -> TokenStream {
    let name = &variant.name;
    let tests: &[Test] = match &variant.guard {
        Guard::Tests(tests) => tests,
        Guard::Tags(_) => &[],
    };
    let tests = tests.iter().map(test);
    let written = variant.written.iter().map(|property| {
        let property = property.literal();
        quote!(=> #property)
    });
    quote!(#name: [#(#tests),*] #(#written)*,)
}

fn test(test: &Test) -> TokenStream {
    match test {
        Test::Any => quote!(Any),
        Test::Absent => quote!(Absent),
        Test::Present => quote!(Present),
        Test::Is(patterns) => {
            let patterns = patterns.iter().map(pattern);
            quote!(Is(&[#(#patterns),*]))
        }
        Test::May(patterns) => {
            let patterns = patterns.iter().map(pattern);
            quote!(May(&[#(#patterns),*]))
        }
    }
}

fn pattern(pattern: &ValuePattern) -> TokenStream {
    match pattern {
        ValuePattern::Kind(kind) => runtime::kind(*kind),
        ValuePattern::Value(value) => match value.text() {
            Some(text) => {
                let text = text.literal();
                quote!(Text(#text))
            }
            None => {
                let value = value.literal();
                quote!(Scalar(#value))
            }
        },
        ValuePattern::Form(form) => runtime::form(*form),
        ValuePattern::Except(values) => {
            let texts: Vec<Literal> =
                values.iter().filter_map(Json::text).map(|text| text.literal()).collect();
            quote!(Except(&[#(#texts),*]))
        }
    }
}

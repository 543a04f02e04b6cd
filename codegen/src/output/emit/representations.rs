//! The methods that request another media type.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_ref::{Scope, type_tokens};
use super::{docs, runtime};
use crate::rust::items::{Operation, Representation, Success, TypeRef};
use crate::rust::names::OperationImport;

/// Returns the methods of a call that request another media type.
pub(super) fn representations(operation: &Operation) -> TokenStream {
    if operation.representations.is_empty() {
        return TokenStream::new();
    }
    let request = &operation.request;
    let methods = operation.representations.iter().map(|it| {
        let about = docs(&about(it));
        let value = type_tokens(&it.value, Scope::Crate);
        let (method, marker) = (&it.method, runtime::representation(it.reading, &value));
        let media_type = it.media_type.literal();
        quote! {
            #about
            #[inline]
            pub fn #method(self) -> Call<As<#request, #marker>> {
                self.represented(#media_type)
            }
        }
    });
    quote! { impl Call<#request> { #(#methods)* } }
}

fn about(representation: &Representation) -> String {
    let media_type = representation.media_type.code();
    if representation.reading.is_streamed() {
        format!("Requests {media_type}, and streams it. Set arguments before.")
    } else {
        format!("Requests {media_type}. Set arguments before.")
    }
}

/// Returns the names of the runtime that the responses of these operations need.
pub(super) fn runtime_names(operations: &[Operation]) -> Vec<OperationImport> {
    let mut names = Vec::new();
    let any = |test: &dyn Fn(&Operation) -> bool| operations.iter().any(test);
    let returns = |operation: &Operation, test: fn(&TypeRef) -> bool| match &operation.success {
        Success::One(value) => test(value),
        Success::Several(of) => of.variants.iter().any(|it| test(&it.payload)),
    };
    if any(&|it| !it.representations.is_empty()) {
        names.extend([OperationImport::As, OperationImport::Call]);
    }
    if any(&|it| returns(it, |value| matches!(value, TypeRef::EventStream(_)))) {
        names.push(OperationImport::EventStream);
    }
    if any(&|it| returns(it, |value| matches!(value, TypeRef::JsonLines(_)))) {
        names.push(OperationImport::JsonLines);
    }
    names
}

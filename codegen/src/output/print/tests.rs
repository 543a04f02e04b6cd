use proc_macro2::TokenStream;
use quote::quote;

use super::layout;
use crate::output::source::Tokens;

/// Compares our formatting with the formatting of `prettyplease`.
fn compare(tokens: TokenStream, others: &dyn Fn(&str) -> String) {
    let file = syn::parse2(tokens.clone()).expect("Rust");
    assert_eq!(layout::items(&Tokens::from(tokens), others), prettyplease::unparse(&file));
}

/// Panics: nothing may be left to `prettyplease`.
fn printed_function(source: &str) -> String {
    panic!("left to others: {source}")
}

#[test]
fn items_are_laid_out_as_prettyplease_does() {
    for tokens in [
        quote! { mod a; pub mod b; pub use b::B; pub(crate) use c::{C, D}; },
        quote! {
            /// One.
            ///
            #[doc = " \"Two\" \\ \t\u{e9}  "]
            #[derive(Clone, Debug)]
            #[non_exhaustive]
            #[deprecated]
            pub struct A<'c> {
                /// A field.
                pub a: Vec<Option<(String, i64,)>>,
                pub(crate) b: BTreeMap<String, (T,)>,
                pub c: &'c str,
            }
            pub struct B;
            pub struct C(pub Vec<u8>);
            pub struct D {}
        },
        quote! { pub enum E { A, /// Two.
        B(String), Unknown(serde_json::Value), } },
        quote! { pub type A = Vec<B>; },
        quote! {
            impl S {
                fn url(&self) -> Cow<'_, str> {
                    match self {
                        Self::A { host, port, .. } => [host.as_str(), ":", port.as_str()].concat().into(),
                        Self::B(..) => "b".into(),
                    }
                }
            }
        },
        quote! {
            impl<T> Trait<T> for A<'_> {
                type Output = types::A;
                const ID: &'static str = "a";
                const SECURITY: &'static [&'static [&'static str]] = &[&["a"], &["b", "c"], &[]];
                /// Two.
                #[inline]
                pub fn a(mut self, b: impl Into<String>, c: i64) -> Result<Self, E<T>> {
                    self.operation_mut().b = Some(b.into());
                    if let Some(body) = &self.body { request.json(body); }
                    self
                }
                fn b(&self) {}
            }
        },
        quote! {
            pub fn create(client: &Client, a: i64) -> Call<Create> {
                Call::new(client, Create { a, b: None })
            }
        },
        quote! {
            fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
                match response.status().as_u16() {
                    200 => response.json(),
                    400..=499 => response.error_json(E::A),
                    _ => response.undocumented(),
                }
            }
        },
    ] {
        compare(tokens, &printed_function);
    }
}

#[test]
fn wide_items_are_broken_like_prettyplease() {
    let tokens = |name: &str| {
        let name = quote::format_ident!("{name}");
        quote! {
            use crate::types::{#name, A, BbbbbbbbbbbbbbbbbbbbbbbCcccccccccccccccccccccccc, D, E};
            pub struct A {
                pub aaaaaaaaaaaaaaaaaaaaaaaa: Option<#name>,
                pub bbbbbbbbbbbbbbbbbbbbbbbb: BTreeMap<String, Vec<Option<types::#name>>>,
                pub cccccccccccccccccccccccc: #name,
            }
            pub enum E { Aaaaaaaaaaaaaaaaaaaaaaa(Option<#name>), #name, B(#name) }
            pub type Aaaaaaaaaaaaaaaaaaaaaaa = Vec<#name>;
            impl Call<#name> { fn a() {} }
            impl Operationnnnnnn for #name { type Output = types::#name; }
            impl #name {
                const PATH: &'static str = "/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
                const SECURITY: &'static [&'static [&'static str]] = &[&["one"], &["two", "three"]];
                pub fn new(aaaaaaaaa: impl Into<#name>, b: Vec<#name>) -> #name {
                    Self { aaaaaaaaa: aaaaaaaaa.into(), b, c: None, extra: Extra::default() }
                }
                fn b(&self, request: &mut RequestBuilder) -> Call<#name> {
                    request.query("aaaaaaaaaaaaaaaa", &self.aaaaaaaaaaaaaaaa, Style::FormExplode);
                    f.debug_struct("A").field("aaaaaaaaa", &self.aaaaaaaaa).field("b", &self.b).finish()
                }
                fn c(&self) {
                    match response.status() {
                        200 => response.error_jsonnnnnnnnnnnnnnnnnnnnn(A::#name),
                        _ => response.undocumented(),
                    }
                }
                fn d(&self, client: &Client) {
                    Call::new(client, #name { aaaaaaaaa: aaaaaaaaa.into(), b, c: None })
                }
            }
        }
    };
    for width in 20..80 {
        let others: &dyn Fn(&str) -> String =
            if width < 60 { &printed_function } else { &super::laid_out };
        compare(tokens(&"N".repeat(width)), others);
    }
}

#[test]
fn unknown_syntax_is_left_to_prettyplease() {
    for tokens in [
        quote! { fn a() { for b in c { d(b); } } },
        quote! { fn a<T>() where T: B {} },
        quote! { static A: i64 = 1 + 2; },
        quote! { fn a() { let b = |c| c && !d; } },
        quote! { macro_rules! a { () => {} } },
    ] {
        let left = layout::items(&Tokens::from(tokens.clone()), &|_| "left".to_owned());
        assert_eq!(left, "left", "{tokens}");
    }
    let tokens = quote! { impl A { fn b() {} fn c() { loop {} } const D: i64 = 1; } };
    compare(tokens, &super::laid_out);
}

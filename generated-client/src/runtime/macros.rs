//! The macro that defines the operations of a generated client.
//!
//! The generator writes one call per operation. The expansion is as plain as hand-written code:
//! concrete functions, no closures, and `#[inline]` everywhere, so that a function is compiled
//! only in the crates that call it.

/// Defines an operation: its function, its request with setters for optional parameters, its HTTP
/// encoding, and its errors.
///
/// ```text
/// operation! {
///     /// Lists the lines of a thing.
///     pub fn list(client: &Client, id: T) -> Call<List>;
///     "GET" "/v1/things/{id}" as "things:list", security [["key"]] by [schemes::Key];
///     Output = types::Things, Error = ListError;
///     required { id: T => path("id" Simple), }
///     optional { page(into): T => query("page" FormExplode), }
///     request(self, request) { request.json(&self.body); }
///     response(response) { 200 => response.json(), _ => response.undocumented(), }
///     pages { items: T => [list], page(1): page => [last?], }
///     polls { "/status": done ["\"paid\""], failed ["\"expired\""] }
///     errors ListError { NotFound(T) = "404", }
///     /// let mut items = client.things().list(7).items();
///     example client;
/// }
/// ```
///
/// - `key`: the header field of the idempotency key.
/// - `retry`: the maximum number of attempts, and the first and the longest wait in milliseconds.
/// - `security`: the alternatives of security schemes, and the type of each scheme. `scopes`: the
///   scopes that the operation requires of a scheme, as in `scopes ["oauth" ["read"]]`.
/// - `required`: the arguments of the function; the documentation of a row is an item of its list
///   of arguments. `optional`: the parameters with a setter on the call; the documentation of a row
///   documents the setter, and is an item of the function's list of optional parameters, with a
///   link to the setter. The word after a name is the kind of argument, as in `setter!`; a required
///   parameter needs only `(collect)`.
/// - after `=>`: the method of the request builder, the name on the wire and the style. Arguments
///   without these are sent by the statements of `request`. A parameter `or client.account` is that
///   of the client if the call doesn't set it, and one of the two must be set if `required` follows.
/// - `stream`: the successful responses that are streamed.
/// - `pages`: the path of the items in a page, then the style of the pagination. The argument is
///   the `page` number or the `offset` of the first item, each with its first value, or the
///   `cursor`, or is taken from a query parameter of the `link` to the next page or from a property
///   of the `last` item. Then comes the path of the total, of the next cursor or link, or of the
///   flag that there are more pages. A path is a list of fields, with `?` after those that may be
///   missing. An argument may be a property of the body: `body["page"]`. With `header`, the `Link`
///   header field contains the next page.
/// - `polls`: the JSON Pointer to the state in the response, and the states, as JSON, that mean
///   success and failure.
/// - `errors`: an enum with a variant for each; a status may be a range (`4XX`) or `default`.
/// - `example`: the name of the client in the preceding statement, which calls the operation. For
///   an operation with `pages`, the statement defines `items`, and a loop over them follows it.
macro_rules! operation {
    (
        $(#[$about:meta])*
        pub fn $function:ident(
            $client:ident: &Client $(, $argument:ident: $argument_type:ty)* $(,)?
        ) -> Call<$request:ident>;
        $method:literal $path:literal as $id:literal,
        $(server $server:literal,)?
        $(key $key:literal,)?
        $(retry [$attempts:literal, $base_delay:literal, $max_delay:literal],)?
        security [$([$($scheme:literal),*]),*]
        $(scopes [$($scoped:literal [$($scope:literal),* $(,)?]),* $(,)?])?
        $(by [$($accepted:path),* $(,)?])?;
        Output = $output:ty, Error = $error:ty;
        $(required {$(
            $(#[doc = $required_about:literal])*
            $required:ident $(($required_kind:ident))?: $required_type:ty
            $(=> $required_put:ident($($required_wire:literal)? $($required_style:ident)?))?
        ),* $(,)?})?
        $(optional {$(
            $(#[doc = $optional_about:literal])*
            $(#[deprecated $($deprecated:tt)?])?
            $optional:ident $(($optional_kind:ident))?: $optional_type:ty
            $(
                => $optional_put:ident($($optional_wire:literal)? $($optional_style:ident)?)
                $(or client.$on_client:ident $($needed:ident)?)?
            )?
        ),* $(,)?})?
        $(request($this:ident, $builder:ident) {$($statements:tt)*})?
        response($response:ident) {$($arms:tt)*}
        $(stream($incoming:ident) {$($streamed:tt)*})?
        $(pages {
            items: $item:ty => $items:tt,
            $paging:ident $(($first:literal))? $(
                : $page_argument:ident $([$($inside:literal),+])? => $continuation:tt
            )? $(,)?
        })?
        $(polls { $place:literal: $done:ident $states:tt, failed $failed:tt $(,)? })?
        $(errors $errors:ident {$(
            $(#[doc = $meaning:literal])*
            $variant:ident $(($payload:ty))? = $status:literal
        ),* $(,)?})?
        $(
            $(#[doc = $statement:literal])*
            example $example:ident;
        )?
    ) => {
        $(#[$about])*
        $(
            #[doc = "\n # Example\n\n ```no_run\n # use polar_client::*;"]
            #[doc = concat!(
                " # async fn example(", stringify!($example), ": Client) -> Result<(), BoxError> {"
            )]
            $(#[doc = $statement])*
        )?
        $(
            #[doc = " while let Some(item) = items.next().await {"]
            #[doc = concat!("     let item = item?; // ", stringify!($item))]
            #[doc = "     println!(\"{item:?}\");\n }"]
        )?
        $(#[doc = concat!(" # let _ = ", stringify!($example), ";\n # Ok(())\n # }\n ```")])?
        $(
            #[doc = "\n # Arguments\n"]
            $(#[doc = concat!(
                " - `", stringify!($required), ": ", stringify!($required_type), "`"
                $(, $required_about)*
            )])*
        )?
        $(
            #[doc = "\n # Optional parameters\n"]
            $(
                #[doc = concat!(
                    " - [`.", stringify!($optional), "(", stringify!($optional_type), ")`]",
                    "(../../struct.Call.html#", $crate::runtime::anchor!($request $optional), ")"
                )]
                $(#[doc = concat!("  ", $optional_about)])*
            )*
        )?
        #[doc = "\n # Errors\n"]
        $($(#[doc = concat!(
            " - [`", stringify!($errors), "::", stringify!($variant), "`] (`", $status, "`)"
            $(, $meaning)*
        )])*)?
        #[doc = " - any other [`Error`](crate::Error), such as a failed connection, a timeout, or a \
                 status that the API does not document"]
        $(#[doc = concat!(
            "\n # Pagination\n\n Instead of `.await`, [`.items()`](crate::Call::items) returns a stream \
             of the items of all pages, and [`.pages()`](crate::Call::pages) a stream of the pages. \
             [`.items().limit(n)`](crate::Items::limit) ends after `n` items, and \
             [`.items().collect(n)`](crate::Items::collect) returns them in a `Vec`, or an error if \
             there are more than `n`."
            $(, " `", stringify!($page_argument $([$($inside),+])?), "` sets the first page.")?
        )])?
        $(#[doc = concat!(
            "\n # Polling\n\n Instead of `.await`, `.until_", stringify!($done), "()` repeats the call \
             until its response is ", stringify!($done), "."
        )])?
        #[inline]
        pub fn $function(
            $client: &$crate::runtime::Client
            $(, $argument: $argument_type)*
        ) -> $crate::runtime::Call<$request> {
            $crate::runtime::Call::new($client, $request {
                $($(
                    $required: $crate::runtime::json::convert!($required $(, $required_kind)?),
                )*)?
                $($($optional: ::std::option::Option::None,)*)?
            })
        }

        #[doc = concat!("The request of [`", stringify!($function), "()`].")]
        #[derive(Clone)]
        pub struct $request {
            $($($required: $required_type,)*)?
            $($($optional: ::std::option::Option<$optional_type>,)*)?
        }

        $(impl $crate::runtime::Call<$request> {$($crate::runtime::json::setter! {
            // rustdoc numbers the anchors if several calls have a setter with this name.
            #[cfg_attr(doc, doc = concat!(
                " <a id=\"", $crate::runtime::anchor!($request $optional), "\"></a>"
            ))]
            $(#[doc = $optional_about])*
            $(#[deprecated $($deprecated)?])?
            $optional $(, $optional_kind)?: $optional_type => self.operation_mut()
        })*})?

        $(impl $request {
            #[inline]
            fn put_body(&$this, $builder: &mut $crate::runtime::RequestBuilder) {
                $($statements)*
            }
        })?

        impl $crate::runtime::Operation for $request {
            type Output = $output;
            type Error = $error;

            const ID: &'static str = $id;
            const METHOD: &'static str = $method;
            const PATH: &'static str = $path;
            $(const SERVER: ::std::option::Option<&'static str> =
                ::std::option::Option::Some($server);)?
            $(const IDEMPOTENCY_KEY: ::std::option::Option<&'static str> =
                ::std::option::Option::Some($key);)?
            $(const RETRY: ::std::option::Option<$crate::runtime::RetryPolicy> =
                ::std::option::Option::Some(
                    $crate::runtime::RetryPolicy::documented($attempts, $base_delay, $max_delay)
                );)?
            const SECURITY: &'static [&'static [&'static str]] = &[$(&[$($scheme),*]),*];
            $(const SCOPES: &'static [(&'static str, &'static [&'static str])] =
                &[$(($scoped, &[$($scope),*])),*];)?
            $(const STREAMED: bool = { let _ = stringify!($incoming); true };)?

            #[inline]
            #[allow(unused_variables, reason = "not every operation sends something")]
            fn request(&self, request: &mut $crate::runtime::RequestBuilder) {
                $($($(request.$required_put(
                    $($required_wire,)?
                    &self.$required
                    $(, $crate::runtime::Style::$required_style)?
                );)?)*)?
                $($($($crate::runtime::put_parameter! {
                    request.$optional_put($($optional_wire)? $(, $optional_style)?), self.$optional
                    $(, $on_client $($needed)?)?
                })?)*)?
                $(
                    let _ = stringify!($builder);
                    self.put_body(request);
                )?
            }

            #[inline]
            fn response(
                $response: $crate::runtime::RawResponse,
            ) -> ::std::result::Result<Self::Output, $crate::runtime::Error<Self::Error>> {
                match $response.status().as_u16() {
                    $($arms)*
                }
            }

            $(#[inline]
            fn stream(
                $incoming: $crate::runtime::IncomingResponse,
            ) -> ::std::result::Result<Self::Output, $crate::runtime::IncomingResponse> {
                match $incoming.status().as_u16() {
                    $($streamed)*
                }
            })?
        }

        $($(impl $crate::runtime::Accepts<$accepted> for $request {})*)?

        $(impl $crate::runtime::Paginated for $request {
            type Item = $item;

            #[inline]
            fn advance(
                &mut self,
                page: &Self::Output,
                visited: &mut $crate::runtime::VisitedPages,
            ) -> ::std::result::Result<$crate::runtime::NextPage, $crate::runtime::InvalidRequest> {
                $crate::runtime::advance!(
                    $paging $(($first))?,
                    $(
                        $crate::runtime::page_argument!(&mut self.$page_argument $(, $($inside),+)?),
                        $continuation,
                    )?
                    page, $items, visited
                )
            }

            #[inline]
            fn items(page: Self::Output) -> ::std::vec::Vec<$item> {
                $crate::runtime::field_path!(move ::std::option::Option::Some(page), $items)
                    .unwrap_or_default()
            }
        })?

        $($crate::runtime::polled! { $request, $place, $states, $failed })?

        $(
            #[doc = concat!(
                "The documented errors of [`", stringify!($function), "()`]."
            )]
            #[derive(Clone, Debug, PartialEq)]
            #[allow(clippy::large_enum_variant, reason = "`Error` holds it in a box already")]
            #[non_exhaustive]
            pub enum $errors {$(
                #[doc = concat!(" `", $status, "`")]
                $(#[doc = $meaning])*
                $variant $(($payload))?,
            )*}

            $crate::runtime::json::error_enum!($errors {$($variant = $status,)*});
        )?
    };
}

/// The anchor of a setter on the page of `Call`.
macro_rules! anchor {
    ($request:ident $setter:ident) => {
        concat!(module_path!(), "::", stringify!($request), ".", stringify!($setter))
    };
}

pub(crate) use {anchor, operation};

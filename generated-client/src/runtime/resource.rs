//! The macro that defines the resources of a generated client.

/// Defines a resource: its handle, which the client returns, with a method for each operation.
///
/// ```text
/// resource! {
///     things, Things: "`things`";
///     /// Lists the lines of a thing.
///     list(id: T) -> List,
/// }
/// ```
macro_rules! resource {
    ($accessor:ident, $handle:ident: $title:literal; $(
        $(#[$about:meta])*
        $function:ident($($argument:ident: $argument_type:ty),* $(,)?) -> $request:ident,
    )*) => {
        #[doc = concat!(
            "The operations of ", $title, ", on a client: [`Client::", stringify!($accessor),
            "`](crate::Client::", stringify!($accessor), ") returns it."
        )]
        #[derive(Clone, Copy, Debug)]
        pub struct $handle<'c> {
            client: &'c $crate::runtime::Client,
        }

        impl $crate::runtime::Client {
            #[doc = concat!("The operations of ", $title, ".")]
            #[inline]
            pub fn $accessor(&self) -> $handle<'_> {
                $handle { client: self }
            }
        }

        impl $handle<'_> {$(
            $(#[$about])*
            #[doc = ""]
            #[doc = concat!(" Details: [`", stringify!($function), "()`].")]
            #[inline]
            pub fn $function(
                &self
                $(, $argument: $argument_type)*
            ) -> $crate::runtime::Call<$request> {
                self::$function(self.client $(, $argument)*)
            }
        )*}
    };
}

pub(crate) use resource;

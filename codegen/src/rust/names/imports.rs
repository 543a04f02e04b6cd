//! The names that generated files import from the runtime, which their own types therefore can't
//! have.

/// Defines an enum of names, in their order.
macro_rules! imports {
    ($(#[doc = $docs:literal])* $enum:ident { $($name:ident),* $(,)? }) => {
        $(#[doc = $docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $enum { $($name),* }

        impl $enum {
            /// All names.
            pub(super) const NAMES: &[&'static str] = &[$(stringify!($name)),*];

            /// Returns the name.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name)),*
                }
            }
        }
    };
}

imports! {
    /// A type of the runtime's module `json` that files of `types`, `codec` and `operations` import.
    JsonImport {
        Additional, Base64, Base64Url, Extra, IntoCollection, Maybe, Nulls, RawJson, RestItems,
        UnixTime,
    }
}

imports! {
    /// A type of the runtime that files of `operations` import.
    OperationImport { As, Call, EventStream, FieldEncoding, JsonLines, Style }
}

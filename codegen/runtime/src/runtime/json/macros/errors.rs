//! The macro that implements the error enums of operations.

/// Implements `Display` and `Error` for the enum of an operation's documented errors:
/// `error_enum!(Type { Variant = "422", });`. A variant has one payload or none; a status is a
/// code, a range (`4XX`) or `default`.
macro_rules! error_enum {
    ($type:ident {$($variant:ident = $status:literal),* $(,)?}) => {
        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant { .. } => {
                        $crate::runtime::documented_status($status, f)
                    })*
                }
            }
        }

        impl ::std::error::Error for $type {}

        impl $crate::runtime::DocumentedError for $type {}
    };
}
pub(crate) use error_enum;

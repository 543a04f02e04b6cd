//! The setters of structs.

/// Chaining setters of the fields that need not be set:
/// `setters!(Type { field: optional into T; other: maybe value T, null other_null; });`
///
/// `into` takes `impl Into<T>`, `value` takes `T`.
macro_rules! setters {
    ($type:ident {$(
        $field:ident: $presence:ident $by:ident $value:ty $(, null $null:ident)?;
    )*}) => {
        impl $type {$(
            $crate::runtime::json::setter!($field $presence $by $value);
            $(
                #[doc = concat!("Sends `null` as `", stringify!($field), "`.")]
                #[inline]
                #[must_use]
                pub fn $null(mut self) -> Self {
                    self.$field = $crate::runtime::json::Maybe::Null;
                    self
                }
            )?
        )*}
    };
}

/// One setter of [`setters`].
macro_rules! setter {
    (@body $field:ident $wrap:path, $argument:ty, $($convert:ident)?) => {
        #[doc = concat!("Sets `", stringify!($field), "`.")]
        #[inline]
        #[must_use]
        pub fn $field(mut self, $field: $argument) -> Self {
            self.$field = $wrap($field $(.$convert())?);
            self
        }
    };
    ($field:ident optional into $value:ty) => {
        $crate::runtime::json::setter!(
            @body $field ::std::option::Option::Some, impl ::std::convert::Into<$value>, into
        );
    };
    ($field:ident optional value $value:ty) => {
        $crate::runtime::json::setter!(@body $field ::std::option::Option::Some, $value,);
    };
    ($field:ident maybe into $value:ty) => {
        $crate::runtime::json::setter!(
            @body $field $crate::runtime::json::Maybe::Value,
            impl ::std::convert::Into<$value>, into
        );
    };
    ($field:ident maybe value $value:ty) => {
        $crate::runtime::json::setter!(
            @body $field $crate::runtime::json::Maybe::Value, $value,
        );
    };
}

pub(crate) use {setter, setters};

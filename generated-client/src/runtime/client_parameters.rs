//! Parameters that are set on a client, for all operations that have them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::json::{Encode, RawJson, Writer};

/// The values of the parameters that are set on a client, by the names of their methods.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientParameters(Option<Arc<BTreeMap<&'static str, RawJson>>>);

impl ClientParameters {
    /// Sets a parameter.
    pub(crate) fn set(&mut self, name: &'static str, value: &impl Encode) {
        Arc::make_mut(self.0.get_or_insert_default()).insert(name, RawJson::from_encoded(value));
    }

    /// The value of a parameter, if it is set.
    pub(crate) fn get(&self, name: &str) -> Option<&RawJson> {
        self.0.as_ref()?.get(name)
    }
}

/// A parameter of a call or, if the call doesn't set it, that of its client.
#[derive(Debug)]
pub enum OrClient<'a, T> {
    /// The parameter is set on the call.
    Call(&'a T),
    /// It is set on the client.
    Client(RawJson),
    /// It isn't set.
    Unset,
}

impl<T: Encode> Encode for OrClient<'_, T> {
    fn encode(&self, writer: &mut Writer) {
        match self {
            Self::Call(value) => value.encode(writer),
            Self::Client(value) => value.encode(writer),
            Self::Unset => writer.null(),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Unset)
    }
}

/// Defines the parameters that are set on a client: for each a method of the builder.
///
/// ```text
/// client_parameters! {
///     /// The account to use.
///     account(into): String,
/// }
/// ```
///
/// The word after a name is the kind of argument, as in `setter!`.
macro_rules! client_parameters {
    ($($(#[doc = $about:literal])* $name:ident $(($kind:ident))?: $type:ty,)*) => {
        impl $crate::runtime::ClientBuilder {$(
            $(#[doc = $about])*
            #[must_use]
            pub fn $name(self, $name: $crate::runtime::json::argument!($type $(, $kind)?)) -> Self {
                let value: $type = $crate::runtime::json::convert!($name $(, $kind)?);
                self.parameter(stringify!($name), &value)
            }
        )*}
    };
}

/// Adds the value of an optional parameter to a request, in `operation!`: that of the call or, after
/// `or client.account`, that of the client; `or client.account required` fails if neither is set.
macro_rules! put_parameter {
    (
        $request:ident.$put:ident($($wire:literal)? $(, $style:ident)?), $this:ident.$name:ident
        $(, $client:ident $($required:ident)?)?
    ) => {
        $($(
            let _ = stringify!($required);
            $request.require(&$this.$name, stringify!($client));
        )?)?
        $request.$put(
            $($wire,)?
            $crate::runtime::put_parameter!(@value $request, $this.$name $(, $client)?)
            $(, $crate::runtime::Style::$style)?
        );
    };
    (@value $request:ident, $this:ident.$name:ident) => {
        &$this.$name
    };
    (@value $request:ident, $this:ident.$name:ident, $client:ident) => {
        &$request.or_client(&$this.$name, stringify!($client))
    };
}

pub(crate) use {client_parameters, put_parameter};

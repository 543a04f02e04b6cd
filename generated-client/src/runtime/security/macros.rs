//! Macros that define the credentials of a generated client.

/// Defines the security schemes of the API: for each a type, and a method of the builder and of the
/// calls whose operations accept it.
///
/// ```text
/// credentials! {
///     /// The key of an account.
///     api_key(key: SecretSource) => ApiKey, api_key "Api-Key";
/// }
/// ```
///
/// After `=>`: the type of the scheme, the constructor of its [`Credential`], and its name in the
/// document.
///
/// [`Credential`]: super::Credential
macro_rules! credentials {
    ($(
        $(#[doc = $about:literal])*
        $setter:ident($($argument:ident: $type:ty),* $(,)?)
            => $scheme:ident, $kind:ident $name:literal;
    )*) => {
        /// The security schemes of the API as types: the calls of an operation that
        /// [accepts](crate::Accepts) one have the method that sets its credential.
        pub mod schemes {
            $(
                $(#[doc = $about])*
                #[derive(Clone, Copy, Debug)]
                pub enum $scheme {}
            )*
        }

        impl $crate::runtime::ClientBuilder {$(
            #[doc = concat!("Sets the credential `", stringify!($setter), "`.")]
            #[doc = ""]
            $(#[doc = $about])*
            #[must_use]
            pub fn $setter(self, $($argument: impl ::std::convert::Into<$type>),*) -> Self {
                self.credential($name, $crate::runtime::Credential::$kind($($argument),*))
            }
        )*}

        $(impl<Op: $crate::runtime::Accepts<schemes::$scheme>> $crate::runtime::Call<Op> {
            #[doc = concat!("Sets the credential `", stringify!($setter), "` for this call only.")]
            #[doc = ""]
            $(#[doc = $about])*
            pub fn $setter(self, $($argument: impl ::std::convert::Into<$type>),*) -> Self {
                self.credential($name, $crate::runtime::Credential::$kind($($argument),*))
            }
        })*
    };
}

/// Defines the OAuth2 grants that the document has for security schemes: for each a method of the
/// builder.
///
/// ```text
/// grants! {
///     /// Obtains tokens by client credentials.
///     client_credentials(id: String, secret: Secret) => client_credentials "oauth";
/// }
/// ```
///
/// After `=>`: the type of the grant, and the name of the security scheme in the document.
macro_rules! grants {
    ($(
        $(#[doc = $about:literal])*
        $setter:ident($($argument:ident: $type:ty),* $(,)?) => $kind:ident $name:literal;
    )*) => {
        impl $crate::runtime::ClientBuilder {$(
            $(#[doc = $about])*
            #[must_use]
            pub fn $setter(self, $($argument: impl ::std::convert::Into<$type>),*) -> Self {
                let grant = $crate::runtime::grants!(@$kind $($argument),*);
                self.credential($name, $crate::runtime::Credential::bearer(grant))
            }
        )*}
    };
    (@client_credentials $id:ident, $secret:ident) => {
        $crate::runtime::OAuthGrant::client_credentials($id, $secret)
    };
    (@refresh_token $id:ident, $secret:ident, $token:ident) => {
        $crate::runtime::OAuthGrant::refresh_token($token).client($id, $secret)
    };
}

pub(crate) use {credentials, grants};

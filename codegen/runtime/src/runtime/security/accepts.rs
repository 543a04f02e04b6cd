//! [`Accepts`]: the operations that accept the credential of a security scheme.

use crate::runtime::{AnyRequest, As, Operation, WithResponse};

/// An operation that accepts the credential of the security scheme `S`, a type in the module
/// `schemes`. Its calls have the method that sets this credential.
///
/// ```
/// use client_runtime::runtime::{Accepts, Call, Operation};
///
/// /// Bounds a function to calls that accept a scheme.
/// fn accepted<S, Op: Operation + Accepts<S>>(call: Call<Op>) -> Call<Op> {
///     call
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "this operation does not accept the credential `{S}`",
    label = "the document lists other security schemes for it"
)]
pub trait Accepts<S>: Operation {}

/// The document doesn't describe the route, so any credential may be set.
impl<S> Accepts<S> for AnyRequest {}

impl<S, Op: Accepts<S>> Accepts<S> for WithResponse<Op> {}

impl<S, Op: Accepts<S>, R: crate::runtime::representation::Representation> Accepts<S>
    for As<Op, R>
{
}

//! [`Accepts`]: which operation takes the credential of which security scheme.

use crate::runtime::{AnyRequest, As, Operation, WithResponse};

/// An operation that accepts the credential of the security scheme `S`, which is a type of the
/// module `schemes`: its calls have the method of that scheme.
///
/// ```
/// use polar_client::{Accepts, Call, Operation};
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

/// What a route takes that the document lacks is for the caller to know.
impl<S> Accepts<S> for AnyRequest {}

impl<S, Op: Accepts<S>> Accepts<S> for WithResponse<Op> {}

impl<S, Op: Accepts<S>, R: crate::runtime::representation::Representation> Accepts<S>
    for As<Op, R>
{
}

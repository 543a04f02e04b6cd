//! Decodes any JSON as each type of the bundled client: it must be encoded as the same JSON, and
//! decoded again as the same value.

use std::fmt::Debug;

use polar_client::json::{Decode, Encode, from_slice, from_str, to_string};
use polar_client::testing::Example;
use polar_client::types;
use serde_json::Value;

use crate::seeds::Seeds;
use crate::target::Outcome;

mod meaning;

/// Calls a macro with every type of the bundled client.
macro_rules! all_types {
    ($with:ident, $argument:expr) => {
        $with!($argument;
            Address, CountryAlpha2, Customer, CustomerIndividual, CustomerSession,
            CustomerSessionCreate, CustomerSessionCustomerExternalIdCreate,
            CustomerSessionCustomerIdCreate, CustomerTeam, HttpValidationError,
            MetadataOutputTypeValue, TaxIdFormat, ValidationError, ValidationErrorLocItem)
    };
}

macro_rules! decode_each {
    ($input:expr; $($name:ident),*) => {$( decode::<types::$name>($input); )*};
}

macro_rules! write_each {
    ($texts:expr; $($name:ident),*) => {$( write::<types::$name>($texts); )*};
}

macro_rules! keep_each {
    ($input:expr; $($name:ident),*) => {&[$( keep::<types::$name>(&$input) ),*]};
}

/// Decodes the input as every type.
///
/// # Panics
/// If the JSON that a type encodes differs in meaning from the JSON that it was decoded from, or is
/// decoded as another value.
pub fn run(input: &[u8]) -> Outcome {
    all_types!(decode_each, input);
    // A repeated key has no defined meaning; JSON that `serde_json` writes has none.
    let Ok(value) = serde_json::from_slice::<Value>(input) else { return Outcome::Rejected };
    let outcomes: &[Outcome] = all_types!(keep_each, value);
    if outcomes.contains(&Outcome::Checked) { Outcome::Checked } else { Outcome::Rejected }
}

/// The example of each type, and the examples of the schemas.
pub fn seeds(_: &Seeds) -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    all_types!(write_each, &mut texts);
    texts
}

fn write<T: Example + Encode>(texts: &mut Vec<Vec<u8>>) {
    let example = T::example().expect("a valid example");
    texts.push(to_string(&example).into_bytes());
}

/// Decodes any bytes, which may not be JSON.
fn decode<T: Decode>(input: &[u8]) {
    if let Err(error) = from_slice::<T>(input) {
        assert!(!error.to_string().is_empty());
    }
}

/// Rejects a value that the type does not accept.
fn keep<T: Decode + Encode + Debug + PartialEq>(value: &Value) -> Outcome {
    let text = value.to_string();
    let Ok(decoded) = from_str::<T>(&text) else { return Outcome::Rejected };
    let written = to_string(&decoded);
    assert_eq!(meaning::of(&written), meaning::of(&text), "{decoded:?} is a different value");
    match from_str::<T>(&written) {
        Ok(again) => assert_eq!(again, decoded, "of {written}"),
        Err(error) => panic!("{decoded:?} is serialized as {written}: {error}"),
    }
    Outcome::Checked
}

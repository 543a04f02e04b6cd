//! The methods and types of security schemes.

use super::scope::Scope;
use super::words::{snake, upper_camel};
use super::{CredentialNames, FunctionName, TypeName, reserved};
use crate::api::ir::{Operation, SecurityScheme};

/// The names of each security scheme.
pub(super) fn credentials(schemes: &[SecurityScheme]) -> Vec<CredentialNames> {
    let taken =
        [reserved::of_builder(), reserved::of_call(), reserved::of_undocumented_call()].concat();
    let mut methods = Scope::reserving(&taken);
    let mut types = Scope::reserving(&["Self"]);
    let names = schemes.iter().map(|scheme| {
        let method = snake(scheme.name.as_written(), "credential");
        let method = methods.allocate_snake(&method).identifier;
        let word = method.trim_start_matches("r#").trim_end_matches('_');
        let scheme = types.allocate(&upper_camel(word, "Credential")).identifier;
        CredentialNames { method: FunctionName::new(method), scheme: TypeName::new(scheme) }
    });
    names.collect()
}

/// The methods of the security schemes that an operation accepts: its calls have them.
pub(super) fn accepted<'a>(
    operation: &Operation,
    schemes: &[SecurityScheme],
    names: &'a [CredentialNames],
) -> Vec<&'a str> {
    let accepted = schemes.iter().zip(names).filter(|(scheme, _)| operation.accepts(scheme));
    accepted.map(|(_, names)| names.method.as_str()).collect()
}

//! The method and type names of security schemes, and the methods of the client's parameters.

use super::scope::Scope;
use super::words::{snake, upper_camel};
use super::{CredentialNames, FunctionName, TypeName, reserved};
use crate::api::ir::{ClientParameter, Operation, SecurityScheme};
use crate::document::credential::GrantKind;

/// Returns the names of each security scheme.
pub(super) fn credentials(schemes: &[SecurityScheme]) -> Vec<CredentialNames> {
    let taken =
        [reserved::of_builder(), reserved::of_call(), reserved::of_undocumented_call()].concat();
    let mut methods = Scope::reserving(&taken);
    let mut types = Scope::reserving(&["Self"]);
    let mut variables = Scope::default();
    let names = schemes.iter().map(|scheme| {
        let method = snake(scheme.name.as_written(), "credential");
        let method = methods.allocate_snake(&method).identifier;
        let word = method.trim_start_matches("r#").trim_end_matches('_');
        let scheme = types.allocate(&upper_camel(word, "Credential")).identifier;
        // The `_` of a reserved method is omitted, so that another scheme may have the same name.
        let env = variables.allocate(word).identifier.to_ascii_uppercase();
        CredentialNames {
            method: FunctionName::new(method),
            scheme: TypeName::new(scheme),
            env,
            grants: Vec::new(),
        }
    });
    let mut names: Vec<CredentialNames> = names.collect();
    GrantKind::ALL.into_iter().for_each(|kind| add_grants(kind, schemes, &mut methods, &mut names));
    names
}

/// Returns the method of the builder for each parameter of the client.
pub(super) fn client_parameters(
    parameters: &[ClientParameter],
    credentials: &[CredentialNames],
) -> Vec<FunctionName> {
    let mut taken = reserved::of_builder();
    let grants = credentials.iter().flat_map(|it| it.grants.iter().map(|(_, method)| method));
    taken.extend(credentials.iter().map(|it| &it.method).chain(grants).map(FunctionName::as_str));
    let mut methods = Scope::reserving(&taken);
    let names = parameters.iter().map(|it| {
        let name = it.called.as_ref().unwrap_or(&it.name);
        methods.allocate_snake(&snake(name.as_written(), "parameter")).identifier
    });
    names.map(FunctionName::new).collect()
}

/// Adds the methods for a kind of grant. If several security schemes have it, each method starts
/// with the method name of its scheme.
fn add_grants(
    kind: GrantKind,
    schemes: &[SecurityScheme],
    methods: &mut Scope,
    names: &mut [CredentialNames],
) {
    let has_it = |scheme: &SecurityScheme| scheme.flows.url(kind).is_some();
    let is_only = schemes.iter().filter(|scheme| has_it(scheme)).count() == 1;
    for (_, names) in schemes.iter().zip(names).filter(|(scheme, _)| has_it(scheme)) {
        let scheme = names.method.as_str().trim_start_matches("r#").trim_end_matches('_');
        let wanted = match is_only {
            true => kind.name().to_owned(),
            false => format!("{scheme}_{}", kind.name()),
        };
        // A security scheme may have the same name as the grant.
        let wanted = if methods.is_free(&wanted) { wanted } else { wanted + "_grant" };
        let method = methods.allocate_snake(&wanted).identifier;
        names.grants.push((kind, FunctionName::new(method)));
    }
}

/// Returns the methods of the security schemes that an operation accepts, which its calls have.
pub(super) fn accepted<'a>(
    operation: &Operation,
    schemes: &[SecurityScheme],
    names: &'a [CredentialNames],
) -> Vec<&'a str> {
    let accepted = schemes.iter().zip(names).filter(|(scheme, _)| operation.accepts(scheme));
    accepted.map(|(_, names)| names.method.as_str()).collect()
}

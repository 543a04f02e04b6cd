//! The names of resources, and of the functions, types and arguments of operations.

use std::collections::{HashMap, HashSet};

use super::functions::Candidates;
use super::scope::{self, Scope};
use super::words::{snake, upper_camel};
use super::{FieldName, FunctionName, GroupNames, ModuleName, Names, OperationNames, TypeName};
use super::{bodies, credentials, functions, reserved, responses, servers, words};
use crate::api::ir::{Api, Operation};
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn allocate(
    api: &Api,
    config: &Config,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    let mut groups = Groups {
        modules: Scope::reserving(&reserved::of_client()),
        functions: Vec::new(),
        known: HashMap::new(),
    };
    let mut ids = HashSet::new();
    names.credentials = credentials::credentials(&api.security_schemes);
    names.client_parameters =
        credentials::client_parameters(&api.client_parameters, &names.credentials);
    let all_candidates: Vec<_> =
        api.operations.iter().map(|it| functions::candidates(it, config)).collect();
    let defaults = all_candidates.iter().map(|it| functions::default_resource(&it.title));
    names.renamed_resources = defaults.filter(|it| config.resources.contains_key(it)).collect();
    let resources: Vec<_> = all_candidates.iter().map(|it| groups.find(names, it)).collect();
    let chosen = functions::choose(&api.operations, &all_candidates, &resources, diagnostics);
    for ((operation, wanted), group) in api.operations.iter().zip(chosen).zip(resources) {
        let scopes = &mut groups.functions[group];
        if config.names.contains_key(&operation.pointer) {
            names.used.insert(operation.pointer.clone());
        }
        let wanted = if words::is_keyword(&wanted) { wanted + "_" } else { wanted };
        let allocated = scopes.functions.allocate(&wanted);
        // `check` reports ids that occur twice, with the same help.
        let repeated = operation.id.as_ref().is_some_and(|id| !ids.insert(id));
        if allocated.clash && !repeated {
            report(operation, &wanted, &allocated.identifier, diagnostics);
        }
        if allocated.cut {
            diagnostics.push(scope::truncation_warning(&operation.pointer, &allocated.identifier));
        }
        let camel = upper_camel(&allocated.identifier, "Call");
        let mut type_name = |suffix: &str| {
            let wanted = format!("{camel}{suffix}");
            TypeName::new(scopes.types.allocate_type(&wanted))
        };
        let (request, error, success) = (type_name(""), type_name("Error"), type_name("Success"));
        let credentials =
            credentials::accepted(operation, &api.security_schemes, &names.credentials);
        let taken = [reserved::of_call(), credentials].concat();
        let parameters = parameters(operation, &taken);
        let representations = responses::representations(operation, &taken, &parameters);
        let contents = operation.request_body.as_ref().map(bodies::contents);
        let contents = contents.unwrap_or_default();
        let body = (contents.len() > 1).then(|| type_name("Body"));
        names.operations.push(OperationNames {
            group,
            function: FunctionName::new(allocated.identifier),
            request,
            error,
            success,
            body,
            contents,
            representations,
            parameters,
            responses: responses::responses(operation),
        });
    }
    names.headers = responses::headers(api);
    (names.servers, names.server_values) = servers::servers(&api.servers);
}

struct Groups {
    modules: Scope,
    functions: Vec<GroupScopes>,
    /// The index of each resource, by its wanted name.
    known: HashMap<String, usize>,
}

struct GroupScopes {
    functions: Scope,
    types: Scope,
}

impl Groups {
    fn find(&mut self, names: &mut Names, operation: &Candidates) -> usize {
        let key = operation.resource.clone();
        self.known.get(&key).copied().unwrap_or_else(|| {
            let wanted = key.clone();
            let is_method = reserved::of_client().contains(&wanted.as_str());
            let taken = words::is_no_module(&wanted) || is_method;
            let wanted = if taken { wanted + "_api" } else { wanted };
            let module = self.modules.allocate(&wanted).identifier;
            let mut types = Scope::reserving(&reserved::of_operations());
            let resource = types.allocate_type(&upper_camel(&module, "Api"));
            names.groups.push(GroupNames {
                title: operation.title.as_str().into(),
                module: ModuleName::new(module),
                resource: TypeName::new(resource),
            });
            self.functions.push(GroupScopes { functions: Scope::default(), types });
            let index = names.groups.len() - 1;
            self.known.insert(key, index);
            index
        })
    }
}

impl Scope {
    fn allocate_type(&mut self, wanted: &str) -> String {
        if reserved::of_operations().contains(&wanted) || words::is_keyword(wanted) {
            return self.allocate(&format!("{wanted}Call")).identifier;
        }
        self.allocate(wanted).identifier
    }
}

fn report(operation: &Operation, wanted: &str, given: &str, diagnostics: &mut Diagnostics) {
    let message = format!("the function name `{wanted}` is taken by another operation");
    let help = format!(
        "it is named `{given}`; name it in codegen.toml: `\"{}\" = \"...\"` under `[names]`",
        operation.pointer
    );
    let at = &operation.pointer;
    diagnostics.push(Diagnostic::warning(Code::DuplicateOperationId, at, message).help(help));
}

/// Returns the argument or setter of each parameter; `taken` has the other methods of the call.
fn parameters(operation: &Operation, taken: &[&str]) -> Vec<FieldName> {
    let mut scope = Scope::reserving(taken);
    let names = operation.parameters.iter().map(|parameter| {
        let name = parameter.called.as_ref().unwrap_or(&parameter.name);
        let wanted = snake(name.as_written(), "parameter");
        FieldName::new(scope.allocate_snake(&wanted).identifier)
    });
    names.collect()
}

//! Resources and their operations.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ChangeStatus, Positions, positions_of};
use crate::rust::items::{self, Crate, OperationModule};

/// A resource: a group of operations.
#[derive(Clone, Debug, Serialize)]
pub struct Resource {
    /// The name of its module.
    pub name: String,
    /// Its operations.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The name of the function.
    pub function: String,
    /// A summary of one line, as Markdown.
    pub summary: String,
    /// Whether the document marks it as deprecated.
    pub deprecated: bool,
    /// The types of its parameters and its body.
    pub request_types: Vec<usize>,
    /// The types of its responses and its errors.
    pub response_types: Vec<usize>,
    /// The kind of change, if it changed.
    pub change_status: Option<ChangeStatus>,
}

/// Returns the resources of the new crate, and the removed operations of the old one.
pub(super) fn resources(
    new: &Crate,
    old: Option<&Crate>,
    positions: &Positions,
    change_statuses: &BTreeMap<String, ChangeStatus>,
) -> Vec<Resource> {
    let of = |module: &OperationModule| Resource {
        name: module.name.to_string(),
        operations: module
            .operations
            .iter()
            .map(|it| operation(module, it, positions, change_statuses))
            .collect(),
    };
    let mut resources: Vec<Resource> = new.operations.iter().map(of).collect();
    let Some(old) = old else { return resources };
    let mut before: Vec<Resource> = old.operations.iter().map(of).collect();
    for now in &mut resources {
        // An operation that is new but wasn't added has been renamed.
        for it in now.operations.iter_mut().filter(|it| !has(&before, &now.name, &it.function)) {
            it.change_status = Some(it.change_status.unwrap_or(ChangeStatus::Breaking));
        }
    }
    for module in &mut before {
        module.operations.retain(|it| !has(&resources, &module.name, &it.function));
        module.operations.iter_mut().for_each(|it| it.change_status = Some(ChangeStatus::Removed));
        match resources.iter_mut().find(|it| it.name == module.name) {
            Some(now) => now.operations.append(&mut module.operations),
            None => resources.push(module.clone()),
        }
    }
    resources
}

/// Returns `true` if a resource with this name has a function with this name.
fn has(resources: &[Resource], name: &str, function: &str) -> bool {
    let resource = resources.iter().find(|it| it.name == name);
    resource.is_some_and(|it| it.operations.iter().any(|it| it.function == function))
}

fn operation(
    module: &OperationModule,
    of: &items::Operation,
    positions: &Positions,
    change_statuses: &BTreeMap<String, ChangeStatus>,
) -> Operation {
    let mentions = of.mentions();
    Operation {
        method: of.method.line(),
        path: of.path.line(),
        function: of.function.to_string(),
        summary: of.summary.clone(),
        deprecated: of.deprecated,
        request_types: positions_of(mentions.requests, positions),
        response_types: positions_of(mentions.responses, positions),
        change_status: change_statuses.get(&format!("{}::{}", module.name, of.function)).copied(),
    }
}

//! Operations: their functions, request types, errors and responses.

use super::{Lowering, markdown, route};
use crate::api::ir::{self, CodeSample, CodeSamples, OperationKey};
use crate::document::text::Text;
use crate::parallel;
use crate::rust::items::{
    AcceptedScheme, Operation, OperationModule, PollStates, Retries, SAMPLE_LABEL, SAMPLE_LANG,
    SamplePlace,
};
use crate::rust::names::OperationNames;

/// Returns the modules of operations, in the order of their first operations in the document.
pub(super) fn modules(lowering: &Lowering<'_>) -> Vec<OperationModule> {
    let groups = lowering.names.groups.iter();
    let mut modules: Vec<OperationModule> = groups
        .map(|group| {
            let tag = lowering.api.tags.iter().find(|tag| tag.name == group.title);
            let docs = tag.and_then(|tag| tag.description.as_ref());
            OperationModule {
                name: group.module.clone(),
                title: group.title.code(),
                docs: docs.map(markdown::to_rustdoc).unwrap_or_default(),
                resource: group.resource.clone(),
                operations: Vec::new(),
            }
        })
        .collect();
    let operations = lowering.api.operations.iter().zip(&lowering.names.operations);
    let operations: Vec<_> = operations.enumerate().collect();
    let lowered = parallel::map(&operations, |(index, (operation, names))| {
        let mut lowered = lowering.operation(operation, names);
        lowering.add_callbacks(&mut lowered.description, OperationKey(*index));
        lowered
    });
    for ((_, (_, names)), operation) in operations.into_iter().zip(lowered) {
        modules[names.group].operations.push(operation);
    }
    modules.retain(|module| !module.operations.is_empty());
    modules
}

impl Lowering<'_> {
    fn operation(&self, operation: &ir::Operation, names: &OperationNames) -> Operation {
        let body = operation.request_body.as_ref().map(|body| self.body(body, names));
        let items = self.response_readers(operation, names);
        let route = [&operation.method, &operation.path].map(Text::as_written).join(" ");
        let summary = operation.summary.as_ref().map(markdown::summary).unwrap_or_default();
        let pages = self.pages(operation, names, &items.success);
        let mut lowered = Operation {
            id: operation.id.clone().unwrap_or_else(|| route.into()),
            pointer: operation.pointer.clone(),
            method: operation.method.clone(),
            path: operation.path.clone(),
            template: route::template(&operation.path),
            // The other servers are alternatives, which callers can select for a call.
            server: operation.servers.first().map(ir::Server::default_url),
            idempotency_key: operation.idempotency_key().map(|it| it.name.clone()),
            retries: operation.retries.map(retries),
            function: names.function.clone(),
            request: names.request.clone(),
            failure: items.failure,
            success: items.success,
            summary,
            description: operation
                .description
                .as_ref()
                .map(markdown::to_rustdoc)
                .unwrap_or_default(),
            deprecated: operation.deprecated,
            parameters: self.parameters(operation, names),
            body,
            security: operation.security.alternatives.clone(),
            accepts: self.accepts(operation),
            scopes: self.scopes(operation),
            accept: items.accept,
            response_readers: items.response_readers,
            streams: items.streams,
            representations: items.representations,
            pages,
            polls: operation.polling.as_ref().map(polls),
            notes: self.notes(operation),
            example: Vec::new(),
            example_setters: self.example_setters(operation, names),
            example_body: None,
            sample: sample_place(&operation.code_samples),
        };
        lowered.example = self.example_arguments(operation, &lowered);
        lowered.example_body = self.example_optional_body(operation, &lowered);
        lowered
    }
}

impl Lowering<'_> {
    /// Returns the security schemes that an operation accepts, in the order of the document.
    fn accepts(&self, operation: &ir::Operation) -> Vec<AcceptedScheme> {
        let schemes = self.api.security_schemes.iter().zip(&self.names.credentials);
        let accepted = schemes.filter(|(scheme, _)| operation.accepts(scheme));
        let accepted = accepted.map(|(_, names)| AcceptedScheme {
            scheme: names.scheme.clone(),
            method: names.method.clone(),
        });
        accepted.collect()
    }

    /// Returns the scopes that it requires of security schemes with client credentials, which
    /// request them.
    fn scopes(&self, operation: &ir::Operation) -> Vec<(Text, Vec<Text>)> {
        let requires = |name: &Text| {
            let mut schemes = self.api.security_schemes.iter();
            schemes.any(|it| it.name == *name && it.flows.client_credentials.is_some())
        };
        let scopes = operation.security.scopes_of.iter();
        scopes.filter(|(scheme, _)| requires(scheme)).cloned().collect()
    }
}

fn polls(how: &ir::Polling) -> PollStates {
    PollStates { place: how.place.clone(), done: how.done.clone(), failed: how.failed.clone() }
}

fn sample_place(samples: &CodeSamples) -> SamplePlace {
    let is_ours = |it: &CodeSample| it.lang == SAMPLE_LANG && it.label == SAMPLE_LABEL;
    match samples {
        CodeSamples::Absent => SamplePlace::NewList,
        CodeSamples::List(list) if list.iter().any(is_ours) => SamplePlace::Instead,
        CodeSamples::List(_) => SamplePlace::End,
        CodeSamples::Other => SamplePlace::Nowhere,
    }
}

/// Lowers a retry policy.
pub(super) fn retries(retries: ir::Retries) -> Retries {
    let ir::Retries { attempts, base_delay, max_delay } = retries;
    Retries { attempts, base_delay, max_delay }
}

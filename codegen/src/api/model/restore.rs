//! Restoration of schemas in the objects that they were taken out of.

use openapiv3::{
    Callback, Encoding, Example, Header, Link, MediaType, Operation, Parameter,
    ParameterSchemaOrContent, PathItem, ReferenceOr, RequestBody, Response, SecurityScheme,
};

use super::schema::Taken;

/// An object of openapiv3 that may contain schemas.
pub(super) trait Restore {
    /// Restores all schemas in the object.
    fn restore(&mut self, taken: &mut Taken);
}

impl<T: Restore> Restore for ReferenceOr<T> {
    fn restore(&mut self, taken: &mut Taken) {
        if let Self::Item(item) = self {
            item.restore(taken);
        }
    }
}

fn restore_all<'a, T: Restore + 'a>(
    objects: impl IntoIterator<Item = &'a mut T>,
    taken: &mut Taken,
) {
    objects.into_iter().for_each(|object| object.restore(taken));
}

impl Restore for PathItem {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(&mut self.parameters, taken);
        let operations = [
            &mut self.get,
            &mut self.put,
            &mut self.post,
            &mut self.delete,
            &mut self.options,
            &mut self.head,
            &mut self.patch,
            &mut self.trace,
        ];
        restore_all(operations.into_iter().flatten(), taken);
    }
}

impl Restore for Operation {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(&mut self.parameters, taken);
        restore_all(&mut self.request_body, taken);
        restore_all(&mut self.responses.default, taken);
        restore_all(self.responses.responses.values_mut(), taken);
        restore_all(self.callbacks.values_mut(), taken);
    }
}

impl Restore for Callback {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(self.values_mut(), taken);
    }
}

impl Restore for Parameter {
    fn restore(&mut self, taken: &mut Taken) {
        let (Self::Query { parameter_data, .. }
        | Self::Header { parameter_data, .. }
        | Self::Path { parameter_data, .. }
        | Self::Cookie { parameter_data, .. }) = self;
        parameter_data.format.restore(taken);
    }
}

impl Restore for ParameterSchemaOrContent {
    fn restore(&mut self, taken: &mut Taken) {
        match self {
            Self::Schema(schema) => taken.restore(schema),
            Self::Content(content) => restore_all(content.values_mut(), taken),
        }
    }
}

impl Restore for Header {
    fn restore(&mut self, taken: &mut Taken) {
        self.format.restore(taken);
    }
}

impl Restore for RequestBody {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(self.content.values_mut(), taken);
    }
}

impl Restore for Response {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(self.headers.values_mut(), taken);
        restore_all(self.content.values_mut(), taken);
    }
}

impl Restore for MediaType {
    fn restore(&mut self, taken: &mut Taken) {
        if let Some(schema) = &mut self.schema {
            taken.restore(schema);
        }
        restore_all(self.encoding.values_mut(), taken);
    }
}

impl Restore for Encoding {
    fn restore(&mut self, taken: &mut Taken) {
        restore_all(self.headers.values_mut(), taken);
    }
}

impl Restore for Example {
    fn restore(&mut self, _: &mut Taken) {}
}

impl Restore for Link {
    fn restore(&mut self, _: &mut Taken) {}
}

impl Restore for SecurityScheme {
    fn restore(&mut self, _: &mut Taken) {}
}

//! The schemas that are files: binary strings that are parts of a multipart body.

use std::collections::BTreeSet;

use crate::api::ir::{Additional, Api, PropertyEncoding, RequestContent, SchemaId, Shape};
use crate::document::media_types::{self, Content};
use crate::rust::names::Names;

/// Returns the schemas whose values are files. In JSON they remain strings, which a file can also
/// decode and encode.
pub(super) fn files(api: &Api, names: &Names) -> BTreeSet<SchemaId> {
    let mut search = Search { api, names, files: BTreeSet::new() };
    let bodies = api.operations.iter().filter_map(|operation| operation.request_body.as_ref());
    for content in bodies.flat_map(|body| &body.contents) {
        if let (true, Some(schema)) =
            (media_types::content(&content.name) == Content::Multipart, content.schema)
        {
            search.parts(schema, content, &mut BTreeSet::new());
        }
    }
    search.files
}

struct Search<'a> {
    api: &'a Api,
    names: &'a Names,
    files: BTreeSet<SchemaId>,
}

impl Search<'_> {
    /// Visits each part of a body with this schema.
    fn parts(&mut self, id: SchemaId, content: &RequestContent, seen: &mut BTreeSet<SchemaId>) {
        let api = self.api;
        let id = self.names.representative(api.target(id));
        if !seen.insert(id) {
            return;
        }
        match &api.schema(id).shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    let encoding =
                        content.encodings.iter().find(|(name, _)| *name == property.name);
                    self.part(property.schema, declares_file(encoding.map(|(_, it)| it)));
                }
                if let Additional::Typed(values) = object.additional {
                    self.part(values, DeclaredContent::Nothing);
                }
            }
            Shape::Map(values) => self.part(*values, DeclaredContent::Nothing),
            Shape::Union(union) => {
                let members: Vec<SchemaId> = union.members.iter().map(|it| it.schema).collect();
                members.into_iter().for_each(|member| self.parts(member, content, seen));
            }
            _ => {}
        }
    }

    /// Marks the schema of a part, and the schemas that it refers to, as files.
    fn part(&mut self, id: SchemaId, declared: DeclaredContent) {
        let api = self.api;
        let id = self.names.representative(id);
        match &api.schema(id).shape {
            Shape::String(format)
                if declared == DeclaredContent::File
                    || format.as_ref().is_some_and(|it| *it == "binary") =>
            {
                self.files.insert(id);
            }
            Shape::Reference(target) => {
                let target = *target;
                self.part(target, declared);
            }
            Shape::Array(items) => {
                let items = *items;
                // The items of an array are parts; the items of a nested array are not.
                if !matches!(api.schema(api.target(items)).shape, Shape::Array(_)) {
                    self.part(items, declared);
                }
            }
            Shape::Union(union) => {
                for member in &union.members {
                    // Text remains text if bytes are an alternative.
                    if !matches!(api.schema(api.target(member.schema)).shape, Shape::Array(_)) {
                        self.part(member.schema, DeclaredContent::Nothing);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The declaration of a part in its Encoding Object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DeclaredContent {
    Nothing,
    /// A media type that is not text.
    File,
}

fn declares_file(encoding: Option<&PropertyEncoding>) -> DeclaredContent {
    let Some(PropertyEncoding::ContentType(media_type)) = encoding else {
        return DeclaredContent::Nothing;
    };
    // One of several media types, separated by commas (OpenAPI 3.1, Encoding Object,
    // `contentType`).
    let first = media_type.as_written().split(',').next().unwrap_or_default();
    match media_types::content(&first.into()) {
        Content::Binary => DeclaredContent::File,
        _ => DeclaredContent::Nothing,
    }
}

//! Where the fields of a page are that has the items and says what follows.

use super::Lowering;
use super::presence::presence;
use crate::api::ir::{self, PageStyle, Pagination, SchemaId};
use crate::document::text::Text;
use crate::rust::items::{Pages, Paging, PlaceStep, Presence, Success, TypeRef};
use crate::rust::names::OperationNames;

impl Lowering<'_> {
    /// The pages of an operation that gives this.
    pub(super) fn pages(
        &self,
        operation: &ir::Operation,
        names: &OperationNames,
        success: &Success,
    ) -> Option<Pages> {
        let how = operation.pagination.as_ref()?;
        let page = self.api.page(operation)?;
        if !matches!(success, Success::One(value) if *value == self.value_type(page)) {
            return None;
        }
        let index = operation.parameters.iter().position(|it| it.name == how.parameter)?;
        let (items, end) = (self.place(page, &how.items)?, self.place(page, &how.end)?);
        let TypeRef::Vec(item) = items.1.without_aliases() else { return None };
        Some(Pages {
            item: *item,
            items: items.0,
            paging: self.paging(how, operation.parameters[index].schema),
            argument: names.parameters[index].clone(),
            end: end.0,
        })
    }

    /// The first value is that of an API that says none.
    fn paging(&self, how: &Pagination, parameter: SchemaId) -> Paging {
        let default = &self.api.schema(parameter).notes.default;
        let first = default.as_ref().and_then(|it| it.as_written().as_i64());
        match how.style {
            PageStyle::Page => Paging::Page(first.unwrap_or(1)),
            PageStyle::Offset => Paging::Offset(first.unwrap_or(0)),
            PageStyle::Cursor => Paging::Cursor,
            PageStyle::Link => Paging::Link(how.parameter.clone()),
        }
    }

    /// The fields that a path of properties leads through, and the type of the last one's value.
    fn place(&self, page: SchemaId, path: &[Text]) -> Option<(Vec<PlaceStep>, TypeRef)> {
        let (mut at, mut steps) = (page, Vec::new());
        for name in path {
            let object = self.names.representative(self.api.target(at));
            if self.newtypes.contains(&object) {
                return None;
            }
            let (index, property) = self.api.field(object, name)?;
            let field = self.names.fields.get(&object)?.get(index)?.field.clone();
            let is_there = presence(self.api, property) == Presence::Required;
            steps.push(if is_there { PlaceStep::Field(field) } else { PlaceStep::Missable(field) });
            at = property.schema;
        }
        Some((steps, self.value_type(at)))
    }
}

//! The pagination of operations: the fields of a page with the items and the next cursor, page or
//! URL.

use super::Lowering;
use super::presence::presence;
use crate::api::ir::{self, PageArgument, PageStyle, Pagination, SchemaId};
use crate::document::text::Text;
use crate::rust::items::{self, Pages, Paging, PathStep, Presence, Success, TypeRef};
use crate::rust::names::OperationNames;

impl Lowering<'_> {
    /// Returns the pagination of an operation with this success type.
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
        let page_argument = match &how.page_argument {
            _ if how.style == PageStyle::LinkHeader => items::PageArgument::Url,
            PageArgument::Parameter(name) => {
                let index = operation.parameters.iter().position(|it| it.name == *name)?;
                items::PageArgument::Argument(names.parameters[index].clone())
            }
            PageArgument::Body(path) => items::PageArgument::Body(path.clone()),
            PageArgument::Url => items::PageArgument::Url,
        };
        let (items, end) = (self.place(page, &how.items)?, self.place(page, &how.end)?);
        let TypeRef::Vec(item) = items.1.without_aliases() else { return None };
        Some(Pages {
            item: *item,
            items: items.0,
            paging: self.paging(how, self.api.argument(operation, &how.page_argument)),
            page_argument,
            end: end.0,
        })
    }

    /// Returns the kind of pagination. The first value is the default of the argument, otherwise
    /// its minimum, the value of the pagination rule, or the usual one.
    fn paging(&self, how: &Pagination, argument: Option<SchemaId>) -> Paging {
        let first = argument.and_then(|it| self.first_value(it)).or(how.first);
        match (&how.style, &how.page_argument) {
            (PageStyle::Page, _) => Paging::Page(first.unwrap_or(1)),
            (PageStyle::Offset, _) => Paging::Offset(first.unwrap_or(0)),
            (PageStyle::Link, PageArgument::Parameter(name)) => Paging::Link(name.clone()),
            (PageStyle::LastItem(id), _) => Paging::Last(id.clone()),
            (PageStyle::LinkHeader, _) => Paging::Header,
            (PageStyle::Cursor | PageStyle::Link, _) => Paging::Cursor,
        }
    }

    fn first_value(&self, argument: SchemaId) -> Option<i64> {
        let schemas = [argument, self.api.target(argument)].map(|it| self.api.schema(it));
        let default =
            schemas.iter().find_map(|it| integer(it.notes.default.as_ref()?.as_written()));
        let least = || schemas.iter().find_map(|it| it.bounds().0?.try_into().ok());
        default.or_else(least)
    }

    /// Returns the fields along a path of properties, and the type of the last one.
    fn place(&self, page: SchemaId, path: &[Text]) -> Option<(Vec<PathStep>, TypeRef)> {
        let (mut at, mut steps) = (page, Vec::new());
        for name in path {
            let object = self.names.representative(self.api.target(at));
            if self.newtypes.contains(&object) {
                return None;
            }
            let (index, property) = self.api.field(object, name)?;
            let field = self.names.fields.get(&object)?.get(index)?.field.clone();
            let is_there = presence(self.api, property) == Presence::Required;
            steps.push(if is_there { PathStep::Field(field) } else { PathStep::Optional(field) });
            at = property.schema;
        }
        Some((steps, self.value_type(at)))
    }
}

/// Returns the integer that is equal to a value.
fn integer(value: &serde_json::Value) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it has no fraction, and is not that large"
    )]
    let of_float = |it: f64| (it.fract() == 0.0 && it.abs() < 1e15).then_some(it as i64);
    value.as_i64().or_else(|| value.as_f64().and_then(of_float))
}

//! Operations that answer page by page.

use super::{Api, Operation, Property, SchemaId, Shape, Status};
use crate::document::media_types::is_json;
use crate::document::text::Text;

/// How an operation answers page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// What the argument says of the next page.
    pub style: PageStyle,
    /// The name of the parameter that says it.
    pub parameter: Text,
    /// The properties, one inside of the other, that lead to the items of a page.
    pub items: Vec<Text>,
    /// Those that lead to how many pages or items there are, or to the next cursor or URL; none where
    /// the page does not say it.
    pub end: Vec<Text>,
    /// The rule of the configuration that says so, by its index; none where the document does.
    pub rule: Option<usize>,
}

/// What an argument says of the page that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStyle {
    /// Its number.
    Page,
    /// How many items are before it.
    Offset,
    /// What the page before it called it.
    Cursor,
    /// What it is in the URL that the page before it gives.
    Link,
}

/// Why an operation does not answer page by page as it is said to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpaged {
    /// It has no parameter of this name, or one of another type.
    Parameter,
    /// It does not answer with JSON and nothing else.
    Answer,
    /// There is no array where the items should be.
    Items,
    /// There is nothing, or no number, where the end should be.
    End,
}

impl Api {
    /// Whether an operation answers page by page like this.
    ///
    /// # Errors
    /// What it has not.
    pub fn check_pages(&self, operation: &Operation, how: &Pagination) -> Result<(), Unpaged> {
        let parameter = operation.parameters.iter().find(|it| it.name == how.parameter);
        let parameter = parameter.ok_or(Unpaged::Parameter)?;
        let follows = matches!(how.style, PageStyle::Cursor | PageStyle::Link);
        if !follows && !self.is_number(parameter.schema) {
            return Err(Unpaged::Parameter);
        }
        let page = self.page(operation).ok_or(Unpaged::Answer)?;
        let items = self.reach(page, &how.items).ok_or(Unpaged::Items)?;
        if !matches!(self.schema(self.target(items)).shape, Shape::Array(_)) {
            return Err(Unpaged::Items);
        }
        let end = self.reach(page, &how.end).ok_or(Unpaged::End)?;
        match how.end.is_empty() {
            is_empty if follows && is_empty => Err(Unpaged::End),
            _ if follows => Ok(()),
            _ if how.end.is_empty() || self.is_number(end) => Ok(()),
            _ => Err(Unpaged::End),
        }
    }

    /// The schema of an operation's only success, which is JSON and not `null`.
    pub fn page(&self, operation: &Operation) -> Option<SchemaId> {
        let mut successes = operation.responses.iter().filter(|it| operation.is_success(it));
        let (only, None) = (successes.next()?, successes.next()) else { return None };
        if only.status == Status::Default || only.status.has_no_body() {
            return None;
        }
        let content = only.contents.iter().find(|it| is_json(&it.media_type))?;
        content.schema.filter(|schema| !self.nullable(*schema))
    }

    /// The property of an object that has a field: one that is always the same has none.
    pub fn field(&self, object: SchemaId, name: &Text) -> Option<(usize, &Property)> {
        let Shape::Object(object) = &self.schema(self.target(object)).shape else { return None };
        let mut properties = object.properties.iter().enumerate();
        let found = properties.find(|(_, property)| property.name == *name)?;
        self.fixed(found.1).is_none().then_some(found)
    }

    /// The schema that a path of properties leads to.
    fn reach(&self, from: SchemaId, path: &[Text]) -> Option<SchemaId> {
        path.iter().try_fold(from, |at, name| Some(self.field(at, name)?.1.schema))
    }

    fn is_number(&self, id: SchemaId) -> bool {
        let shape = &self.schema(self.target(id)).shape;
        matches!(shape, Shape::Integer(_) | Shape::Number(_))
    }
}

//! Pagination: operations whose responses are pages.

use super::{Api, Operation, Property, Response, SchemaId, Shape, Status};
use crate::document::media_types::is_json;
use crate::document::text::Text;

/// The pagination of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// The meaning of the argument for the next page.
    pub style: PageStyle,
    /// The argument that selects a page.
    pub page_argument: PageArgument,
    /// The number of the first page or item, if the argument's schema doesn't define it.
    pub first: Option<i64>,
    /// The path of nested properties to the items of a page.
    pub items: Vec<Text>,
    /// The path to the total number of pages or items, to the next cursor or URL, or to the flag
    /// for more items. Empty if the page doesn't have any of them.
    pub end: Vec<Text>,
    /// The index of the rule in the configuration that defines the pagination, or `None` if the
    /// document does.
    pub rule: Option<usize>,
}

/// The argument that selects a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageArgument {
    /// The parameter with this name.
    Parameter(Text),
    /// The property of the request body at this path.
    Body(Vec<Text>),
    /// No argument: each page has its own URL.
    Url,
}

/// The meaning of the argument that selects a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageStyle {
    /// The page number.
    Page,
    /// The offset: the number of items before the page.
    Offset,
    /// The cursor that the previous page contains.
    Cursor,
    /// The value that the argument has in the URL of the next page, which the previous page
    /// contains.
    Link,
    /// The property with this name of the last item of the previous page.
    LastItem(Text),
    /// No argument: the `Link` header of the previous page contains the URL of the next one (RFC
    /// 8288).
    LinkHeader,
}

impl PageStyle {
    /// Whether the argument is a number that increases from page to page.
    pub(crate) fn is_counted(&self) -> bool {
        matches!(self, Self::Page | Self::Offset)
    }

    /// Whether each page contains the value of the argument for the next one.
    pub(crate) fn is_followed(&self) -> bool {
        matches!(self, Self::Cursor | Self::Link)
    }
}

/// The reason why an operation isn't paginated as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaged {
    /// It has no parameter with this name, or no such property in its request body.
    Parameter,
    /// The argument is not a number.
    Uncountable,
    /// The operation doesn't have a single successful response whose body is non-nullable JSON.
    Response,
    /// There is no array at the path of the items.
    Items,
    /// There is no value at the path of the end, or one of the wrong type.
    End,
}

impl Api {
    /// Checks that an operation supports this pagination.
    ///
    /// # Errors
    /// The reason why it doesn't.
    pub(crate) fn check_pages(
        &self,
        operation: &Operation,
        how: &Pagination,
    ) -> Result<(), Unpaged> {
        let argument = self.argument(operation, &how.page_argument);
        if how.page_argument != PageArgument::Url && argument.is_none() {
            return Err(Unpaged::Parameter);
        }
        let page = self.page(operation).ok_or(Unpaged::Response)?;
        let items = self.reach(page, &how.items).ok_or(Unpaged::Items)?;
        if !matches!(self.shape(items), Shape::Array(_)) {
            return Err(Unpaged::Items);
        }
        let end = self.reach(page, &how.end).ok_or(Unpaged::End)?;
        let says_end = match &how.style {
            style if style.is_followed() => !how.end.is_empty(),
            _ if how.end.is_empty() => true,
            PageStyle::LastItem(_) => matches!(self.shape(end), Shape::Boolean),
            _ => self.is_number(end),
        };
        if !says_end {
            return Err(Unpaged::End);
        }
        let is_countable = argument.is_some_and(|it| self.is_number(it));
        if how.style.is_counted() && !is_countable { Err(Unpaged::Uncountable) } else { Ok(()) }
    }

    /// Returns the schema of the argument that selects a page.
    pub(crate) fn argument(
        &self,
        operation: &Operation,
        page_argument: &PageArgument,
    ) -> Option<SchemaId> {
        match page_argument {
            PageArgument::Parameter(name) => {
                let parameter = operation.parameters.iter().find(|it| it.name == *name)?;
                Some(parameter.schema)
            }
            PageArgument::Body(names) => match &operation.request_body.as_ref()?.contents[..] {
                [only] if is_json(&only.name) => self.reach(only.schema?, names),
                _ => None,
            },
            PageArgument::Url => None,
        }
    }

    /// Returns the pagination of an operation whose successful response has a `Link` header and a
    /// single array (RFC 8288).
    pub(crate) fn linked_pages(&self, operation: &Operation) -> Option<Pagination> {
        let page = self.page(operation)?;
        let success = self.success(operation)?;
        let is_link = |name: &Text| name.as_written().eq_ignore_ascii_case("link");
        if !success.headers.iter().any(|it| is_link(&it.name)) {
            return None;
        }
        let items = match self.shape(page) {
            Shape::Array(_) => Vec::new(),
            Shape::Object(object) => {
                let is_array = |it: &&Property| matches!(self.shape(it.schema), Shape::Array(_));
                let mut arrays = object.properties.iter().filter(is_array);
                let (only, None) = (arrays.next()?, arrays.next()) else { return None };
                vec![only.name.clone()]
            }
            _ => return None,
        };
        let style = PageStyle::LinkHeader;
        Some(Pagination {
            style,
            page_argument: PageArgument::Url,
            first: None,
            items,
            end: vec![],
            rule: None,
        })
    }

    /// Returns the only successful response of an operation.
    fn success<'o>(&self, operation: &'o Operation) -> Option<&'o Response> {
        let mut successes = operation.responses.iter().filter(|it| operation.is_success(it));
        let (only, None) = (successes.next()?, successes.next()) else { return None };
        Some(only)
    }

    /// Returns the schema of a page: the schema of an operation's only successful response, which
    /// must be JSON and not nullable.
    pub(crate) fn page(&self, operation: &Operation) -> Option<SchemaId> {
        let only = self.success(operation)?;
        if only.status == Status::Default || only.status.has_no_body() {
            return None;
        }
        let content = only.contents.iter().find(|it| is_json(&it.media_type))?;
        content.schema.filter(|schema| !self.nullable(*schema))
    }

    /// Returns a property of an object, and its index, if it becomes a field: constants don't.
    pub(crate) fn field(&self, object: SchemaId, name: &Text) -> Option<(usize, &Property)> {
        let Shape::Object(object) = &self.schema(self.target(object)).shape else { return None };
        let mut properties = object.properties.iter().enumerate();
        let found = properties.find(|(_, property)| property.name == *name)?;
        self.fixed(found.1).is_none().then_some(found)
    }

    /// Returns the schema at a path of properties.
    fn reach(&self, from: SchemaId, path: &[Text]) -> Option<SchemaId> {
        path.iter().try_fold(from, |at, name| Some(self.field(at, name)?.1.schema))
    }

    fn is_number(&self, id: SchemaId) -> bool {
        matches!(self.shape(id), Shape::Integer(_) | Shape::Number(_))
    }

    fn shape(&self, id: SchemaId) -> &Shape {
        &self.schema(self.target(id)).shape
    }
}

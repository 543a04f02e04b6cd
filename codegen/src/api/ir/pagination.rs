//! Operations that answer page by page.

use super::{Api, Operation, Property, Response, SchemaId, Shape, Status};
use crate::document::media_types::is_json;
use crate::document::text::Text;

/// How an operation answers page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pagination {
    /// What the argument says of the next page.
    pub style: PageStyle,
    /// The argument that says it.
    pub asked: Asked,
    /// The number of the first page or item, where the argument's schema does not say it.
    pub first: Option<i64>,
    /// The properties, one inside of the other, that lead to the items of a page.
    pub items: Vec<Text>,
    /// Those that lead to how many pages or items there are, to the next cursor or URL, or to whether
    /// there is more; none where the page does not say it.
    pub end: Vec<Text>,
    /// The rule of the configuration that says so, by its index; none where the document does.
    pub rule: Option<usize>,
}

/// The argument that asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The parameter of this name.
    Parameter(Text),
    /// The property of the body that these names lead to.
    Body(Vec<Text>),
    /// None: the page is at a URL.
    Url,
}

/// What an argument says of the page that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PageStyle {
    /// Its number.
    Page,
    /// How many items are before it.
    Offset,
    /// What the page before it called it.
    Cursor,
    /// What it is in the URL that the page before it gives.
    Link,
    /// The property of this name of the last item of the page before it.
    LastItem(Text),
    /// Nothing: the header field `Link` of the page before it says its URL (RFC 8288).
    LinkHeader,
}

impl PageStyle {
    /// Whether the argument is a number that is counted up.
    pub(crate) fn is_counted(&self) -> bool {
        matches!(self, Self::Page | Self::Offset)
    }

    /// Whether the page says what the argument for the next one is.
    pub(crate) fn is_followed(&self) -> bool {
        matches!(self, Self::Cursor | Self::Link)
    }
}

/// Why an operation does not answer page by page as it is said to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unpaged {
    /// It has no parameter of this name, or no such property in its body.
    Parameter,
    /// The argument is not a number.
    Uncountable,
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
    pub(crate) fn check_pages(
        &self,
        operation: &Operation,
        how: &Pagination,
    ) -> Result<(), Unpaged> {
        let argument = self.argument(operation, &how.asked);
        if how.asked != Asked::Url && argument.is_none() {
            return Err(Unpaged::Parameter);
        }
        let page = self.page(operation).ok_or(Unpaged::Answer)?;
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

    /// The schema of the argument that asks for a page.
    pub(crate) fn argument(&self, operation: &Operation, asked: &Asked) -> Option<SchemaId> {
        match asked {
            Asked::Parameter(name) => {
                let parameter = operation.parameters.iter().find(|it| it.name == *name)?;
                Some(parameter.schema)
            }
            Asked::Body(names) => match &operation.request_body.as_ref()?.contents[..] {
                [only] if is_json(&only.name) => self.reach(only.schema?, names),
                _ => None,
            },
            Asked::Url => None,
        }
    }

    /// The pages of an operation whose success has the header field `Link` and one array (RFC 8288).
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
        Some(Pagination { style, asked: Asked::Url, first: None, items, end: vec![], rule: None })
    }

    /// The only success of an operation.
    fn success<'o>(&self, operation: &'o Operation) -> Option<&'o Response> {
        let mut successes = operation.responses.iter().filter(|it| operation.is_success(it));
        let (only, None) = (successes.next()?, successes.next()) else { return None };
        Some(only)
    }

    /// The schema of an operation's only success, which is JSON and not `null`.
    pub(crate) fn page(&self, operation: &Operation) -> Option<SchemaId> {
        let only = self.success(operation)?;
        if only.status == Status::Default || only.status.has_no_body() {
            return None;
        }
        let content = only.contents.iter().find(|it| is_json(&it.media_type))?;
        content.schema.filter(|schema| !self.nullable(*schema))
    }

    /// The property of an object that has a field: one that is always the same has none.
    pub(crate) fn field(&self, object: SchemaId, name: &Text) -> Option<(usize, &Property)> {
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
        matches!(self.shape(id), Shape::Integer(_) | Shape::Number(_))
    }

    fn shape(&self, id: SchemaId) -> &Shape {
        &self.schema(self.target(id)).shape
    }
}

//! Server Objects.

use crate::document::text::Text;

/// A Server Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Server {
    /// The base URL as a template: each variable's name in braces.
    pub url: Text,
    /// A short name, such as `production`, where the document gives one (`name` of OpenAPI 3.2, or
    /// `x-speakeasy-server-id`).
    pub id: Option<Text>,
    /// What it is, in CommonMark.
    pub description: Option<Text>,
    /// The variables of the template, in the order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    /// Its name in the template.
    pub name: Text,
    /// The value where none is given.
    pub default: Text,
    /// The values that it may have; none where it may have any.
    pub values: Vec<Text>,
    /// What it is for, in CommonMark.
    pub description: Option<Text>,
}

impl Server {
    /// The URL with every variable's default filled in.
    pub(crate) fn default_url(&self) -> Text {
        let mut url = self.url.as_written().to_owned();
        for variable in &self.variables {
            let name = variable.name.as_written();
            url = url.replace(&format!("{{{name}}}"), variable.default.as_written());
        }
        url.into()
    }
}

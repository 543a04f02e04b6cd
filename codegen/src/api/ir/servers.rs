//! Server Objects, resolved.

use crate::document::text::Text;

/// A Server Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Server {
    /// The template of the base URL, with the names of variables in braces.
    pub url: Text,
    /// A short name, such as `production`, if the document defines one (`name` of OpenAPI 3.2, or
    /// `x-speakeasy-server-id`).
    pub id: Option<Text>,
    /// The description, in CommonMark.
    pub description: Option<Text>,
    /// The variables of the template, in the order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServerVariable {
    /// Its name in the template.
    pub name: Text,
    /// The default value.
    pub default: Text,
    /// The allowed values; empty if any value is allowed.
    pub values: Vec<Text>,
    /// The description, in CommonMark.
    pub description: Option<Text>,
}

impl Server {
    /// Returns the URL with the defaults of all variables.
    pub(crate) fn default_url(&self) -> Text {
        let mut url = self.url.as_written().to_owned();
        for variable in &self.variables {
            let name = variable.name.as_written();
            url = url.replace(&format!("{{{name}}}"), variable.default.as_written());
        }
        url.into()
    }
}

//! Server Objects.

/// A Server Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The base URL as a template: each variable's name in braces.
    pub url: String,
    /// A short name, such as `production`, where the document gives one (`name` of OpenAPI 3.2, or
    /// `x-speakeasy-server-id`).
    pub id: Option<String>,
    /// What it is, in CommonMark.
    pub description: Option<String>,
    /// The variables of the template, in the order of the document.
    pub variables: Vec<ServerVariable>,
}

/// A Server Variable Object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// The value where none is given.
    pub default: String,
    /// The values that it may have; none where it may have any.
    pub values: Vec<String>,
    /// What it is for, in CommonMark.
    pub description: Option<String>,
}

impl Server {
    /// The URL with every variable's default filled in.
    pub fn default_url(&self) -> String {
        let mut url = self.url.clone();
        for variable in &self.variables {
            url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
        }
        url
    }
}

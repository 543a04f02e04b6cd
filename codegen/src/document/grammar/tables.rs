//! The grammar tables: the fixed fields of each object of OpenAPI 3.0, 3.1 and 3.2.

mod description;
mod operation;
mod schema;

use super::kind::Kind;
use super::object::Object;

impl Kind {
    /// Returns the definition of this kind of object.
    pub(crate) fn object(self) -> &'static Object {
        match self {
            Self::Document => &description::DOCUMENT,
            Self::Info => &description::INFO,
            Self::Contact => &description::CONTACT,
            Self::License => &description::LICENSE,
            Self::Server => &description::SERVER,
            Self::ServerVariable => &description::SERVER_VARIABLE,
            Self::Tag => &description::TAG,
            Self::ExternalDocs => &description::EXTERNAL_DOCS,
            Self::Components => &description::COMPONENTS,
            Self::SecurityRequirement => &description::SECURITY_REQUIREMENT,
            Self::SecurityScheme => &description::SECURITY_SCHEME,
            Self::OauthFlows => &description::OAUTH_FLOWS,
            Self::OauthFlow => &description::OAUTH_FLOW,
            Self::Paths => &operation::PATHS,
            Self::PathItem => &operation::PATH_ITEM,
            Self::Operation => &operation::OPERATION,
            Self::Parameter => &operation::PARAMETER,
            Self::Header => &operation::HEADER,
            Self::RequestBody => &operation::REQUEST_BODY,
            Self::MediaType => &operation::MEDIA_TYPE,
            Self::Encoding => &operation::ENCODING,
            Self::Responses => &operation::RESPONSES,
            Self::Response => &operation::RESPONSE,
            Self::Callback => &operation::CALLBACK,
            Self::Link => &operation::LINK,
            Self::Example => &operation::EXAMPLE,
            Self::Schema => &schema::SCHEMA,
            Self::Discriminator => &schema::DISCRIMINATOR,
            Self::Xml => &schema::XML,
        }
    }
}

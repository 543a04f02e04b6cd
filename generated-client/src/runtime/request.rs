//! [`RequestBuilder`]: what an operation puts into its request.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::json::{self, Encode};
use super::security::Proof;
use super::style::{self, Escape, Parameter, Style};
use super::{Body, InvalidRequest};

/// What an operation puts into its request.
///
/// A value that can't be sent, such as an empty path parameter, is remembered and fails the call
/// before anything is sent.
#[derive(Debug)]
pub struct RequestBuilder {
    method: Method,
    path: String,
    query: Vec<String>,
    cookies: Vec<String>,
    headers: HeaderMap,
    body: Body,
    error: Option<InvalidRequest>,
}

/// A request without the server that it goes to.
pub(crate) struct RelativeRequest {
    pub(crate) method: Method,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

impl RequestBuilder {
    /// A request with this method to this path template.
    pub(crate) fn new(method: Method, template: &str) -> Self {
        Self {
            method,
            path: template.to_owned(),
            query: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: Body::default(),
            error: None,
        }
    }

    /// Puts a parameter into the path. All but the unreserved characters are escaped.
    pub fn path(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.path_parameter(name, &Parameter::new(value), style);
    }

    fn path_parameter(&mut self, name: &str, value: &Parameter, style: Style) {
        let text = style::segment(name, value, style, Escape::Percent);
        if value.is_undefined() || matches!(text.as_str(), "" | "." | "..") {
            self.fail(format!("the path parameter `{name}` must not be empty, `.` or `..`"));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text);
    }

    /// Adds a query parameter; null and `None` are not sent.
    pub fn query(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.query.extend(style::query(name, &Parameter::new(value), style));
    }

    /// Adds a header field in the style `simple`; null and `None` are not sent.
    pub fn header(&mut self, name: &str, value: &(impl Encode + ?Sized)) {
        self.header_parameter(name, &Parameter::new(value), Style::Simple);
    }

    /// Adds a header field in this style; null and `None` are not sent.
    pub fn header_styled(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.header_parameter(name, &Parameter::new(value), style);
    }

    fn header_parameter(&mut self, name: &str, value: &Parameter, style: Style) {
        if value.is_undefined() {
            return;
        }
        let text = style::segment(name, value, style, Escape::Never);
        match (HeaderName::try_from(name), HeaderValue::try_from(text)) {
            (Ok(name), Ok(value)) => {
                self.headers.append(name, value);
            }
            _ => self.fail(format!("the value of the header `{name}` can't be sent")),
        }
    }

    /// Adds a cookie in the style `form`; null and `None` are not sent.
    pub fn cookie(&mut self, name: &str, value: &(impl Encode + ?Sized)) {
        self.cookies.extend(style::query(name, &Parameter::new(value), Style::Form));
    }

    /// Sends this value as `application/json`.
    pub fn json(&mut self, value: &(impl Encode + ?Sized)) {
        self.content("application/json", json::to_vec(value).into());
    }

    /// Sends this value as JSON of this media type, such as `application/merge-patch+json`.
    pub fn json_as(&mut self, content_type: &'static str, value: &(impl Encode + ?Sized)) {
        self.content(content_type, json::to_vec(value).into());
    }

    /// Sends this text as `text/plain`.
    pub fn text(&mut self, text: impl Into<String>) {
        self.content("text/plain; charset=utf-8", text.into().into());
    }

    /// Sends these bytes as this media type.
    pub fn bytes(&mut self, content_type: &'static str, bytes: Bytes) {
        self.content(content_type, bytes);
    }

    /// Sends the properties of this value as `application/x-www-form-urlencoded`, each in the
    /// style `form` with `explode`; objects inside are written as JSON (OpenAPI 3.1, 4.8.15).
    pub fn form(&mut self, value: &(impl Encode + ?Sized)) {
        self.form_parameter(&Parameter::new(value));
    }

    fn form_parameter(&mut self, value: &Parameter) {
        let properties = value.properties().unwrap_or_default();
        let pairs: Vec<_> = properties
            .iter()
            .flat_map(|(name, value)| match value.properties() {
                Some(_) => style::query(name, value, Style::Json),
                None => style::query(name, value, Style::FormExplode),
            })
            .collect();
        self.content("application/x-www-form-urlencoded", pairs.join("&").into());
    }

    fn content(&mut self, content_type: &'static str, bytes: Bytes) {
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        self.body = bytes.into();
    }

    /// Asks for responses of this media type.
    pub fn accept(&mut self, media_type: &'static str) {
        self.headers.insert(ACCEPT, HeaderValue::from_static(media_type));
    }

    pub(crate) fn prove(&mut self, proof: &Proof) {
        match proof {
            Proof::Header(name, value) => {
                self.headers.insert(name.clone(), value.clone());
            }
            Proof::Query(pair) => self.query.push(pair.clone()),
            Proof::Cookie(pair) => self.cookies.push(pair.clone()),
        }
    }

    pub(crate) fn finish(mut self) -> Result<RelativeRequest, InvalidRequest> {
        if !self.cookies.is_empty() {
            match HeaderValue::try_from(self.cookies.join("; ")) {
                Ok(mut value) => {
                    value.set_sensitive(true);
                    self.headers.insert(COOKIE, value);
                }
                Err(_) => self.fail("a cookie can't be sent".to_owned()),
            }
        }
        if self.path.contains(['{', '}']) {
            self.fail(format!("a parameter of the path {} is not set", self.path));
        }
        if self.path.split('/').any(|segment| matches!(segment, "." | "..")) {
            self.fail(format!("the path {} would lead elsewhere", self.path));
        }
        if let Some(error) = self.error {
            return Err(error);
        }
        let mut target = self.path;
        if !target.starts_with('/') {
            target.insert(0, '/');
        }
        if !self.query.is_empty() {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(&self.query.join("&"));
        }
        Ok(RelativeRequest { method: self.method, target, headers: self.headers, body: self.body })
    }

    fn fail(&mut self, reason: String) {
        self.error.get_or_insert(InvalidRequest::new(reason));
    }
}

//! [`RequestBuilder`]: the request of an operation, without its server.

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::client_parameters::{ClientParameters, OrClient};
use super::form::{self, FieldEncoding};
use super::json::{self, Encode, Writer};
use super::multipart::{self, Multipart};
use super::path::{as_sent, has_dot_segments, is_dot_segment};
use super::security::EncodedCredential;
use super::style::{self, Escape, Parameter, Style};
use super::{Body, File, InvalidRequest};

/// A builder for the request of an operation.
///
/// A value that can't be sent, such as an empty path parameter, is remembered and fails the call
/// before anything is sent.
#[derive(Clone, Debug)]
pub struct RequestBuilder {
    method: Method,
    path: String,
    query: Vec<String>,
    /// The credentials in the query, which `query` contains as well.
    keys: Vec<String>,
    cookies: Vec<String>,
    headers: HeaderMap,
    body: Body,
    /// The parameters that are set on the client.
    client: ClientParameters,
    error: Option<InvalidRequest>,
}

/// A request without its server.
pub(crate) struct RelativeRequest {
    pub(crate) method: Method,
    pub(crate) target: String,
    /// The credentials in the query.
    pub(crate) keys: Vec<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
}

impl RequestBuilder {
    /// Creates a request with this method and this path template.
    pub(crate) fn new(method: &str, template: &str) -> Self {
        let invalid =
            || InvalidRequest::new(format!("`{}` is not a method", method.escape_debug()));
        let parsed = Method::from_bytes(method.as_bytes());
        Self {
            error: parsed.as_ref().err().map(|_| invalid()),
            method: parsed.unwrap_or_default(),
            path: as_sent(template).into_owned(),
            query: Vec::new(),
            keys: Vec::new(),
            cookies: Vec::new(),
            headers: HeaderMap::new(),
            body: Body::default(),
            client: ClientParameters::default(),
        }
    }

    /// Sets the parameters of the client, for those that a call doesn't set.
    pub(crate) fn with_client(mut self, parameters: &ClientParameters) -> Self {
        self.client = parameters.clone();
        self
    }

    /// Returns a parameter of the call or, if it isn't set, the client's with this name.
    pub(crate) fn or_client<'a, T>(&self, value: &'a Option<T>, name: &str) -> OrClient<'a, T> {
        match (value, self.client.get(name)) {
            (Some(value), _) => OrClient::Call(value),
            (None, Some(value)) => OrClient::Client(value.clone()),
            (None, None) => OrClient::Unset,
        }
    }

    /// Fails if neither the call nor the client sets a parameter.
    pub(crate) fn require<T>(&mut self, value: &Option<T>, name: &str) {
        if value.is_none() && self.client.get(name).is_none() {
            self.fail(format!(
                "a parameter is missing: call `.{name}(..)` on the builder or on the call"
            ));
        }
    }

    /// Sets a path parameter. All characters except the unreserved ones are percent-encoded.
    pub fn path(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.path_parameter(name, &Parameter::new(value), style, Escape::Percent);
    }

    /// Sets a path parameter whose reserved characters aren't escaped (`allowReserved`, OpenAPI
    /// 3.2), so that it may be several segments.
    pub fn path_reserved(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.path_parameter(name, &Parameter::new(value), style, Escape::ReservedInPath);
    }

    fn path_parameter(&mut self, name: &str, value: &Parameter, style: Style, escape: Escape) {
        let text = style::segment(name, value, style, escape);
        if value.is_omitted(style) || text.is_empty() || is_dot_segment(&text) {
            self.fail(format!("the path parameter `{name}` must not be empty, `.` or `..`"));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &text);
    }

    /// Adds a query parameter; null and `None` are not sent.
    pub fn query(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        self.query.extend(style::query(name, &Parameter::new(value), style));
    }

    /// Adds a query parameter whose reserved characters aren't escaped (`allowReserved`).
    pub fn query_reserved(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        let value = Parameter::new(value);
        self.query.extend(style::query_escaped(name, &value, style, Escape::Reserved));
    }

    /// Sets the entire query to the properties of this value (OpenAPI 3.2, `in: querystring`).
    pub fn query_form(&mut self, value: &(impl Encode + ?Sized)) {
        let text = form::urlencoded(&Parameter::new(value), &[], FieldEncoding::Plain);
        self.query.extend((!text.is_empty()).then_some(text));
    }

    /// Sets the entire query to this value as JSON (OpenAPI 3.2, `in: querystring`).
    pub fn query_json(&mut self, value: &(impl Encode + ?Sized)) {
        self.query.push(Escape::Percent.apply(&json::to_string(value)));
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
        if value.is_omitted(style) {
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

    /// Adds a cookie in the style `form`; null and `None` are not sent. The names and values of an
    /// exploded one are joined by `&`, as the specification requires.
    pub fn cookie(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        let pairs = style::query(name, &Parameter::new(value), style);
        self.cookies.extend((!pairs.is_empty()).then(|| pairs.join("&")));
    }

    /// Adds cookies in the style `cookie` (OpenAPI 3.2): nothing is escaped, and each item of an
    /// exploded value is a separate cookie.
    pub fn cookie_plain(&mut self, name: &str, value: &(impl Encode + ?Sized), style: Style) {
        let pairs = style::query_escaped(name, &Parameter::new(value), style, Escape::Never);
        if pairs.iter().any(|pair| pair.contains(';')) {
            self.fail(format!("the value of the cookie `{name}` can't be sent"));
        }
        self.cookies.extend(pairs);
    }

    /// Sets the body to this value as `application/json`.
    pub fn json(&mut self, value: &(impl Encode + ?Sized)) {
        let json = self.encoded(value);
        self.content_of(HeaderValue::from_static("application/json"), Bytes::from(json).into());
    }

    /// Sets the body to this value as JSON with this media type, such as
    /// `application/merge-patch+json`.
    pub fn json_as(&mut self, content_type: &str, value: &(impl Encode + ?Sized)) {
        let json = self.encoded(value);
        self.content(content_type, Bytes::from(json).into());
    }

    /// Encodes a value as JSON. A streamed file in it is an error.
    fn encoded(&mut self, value: &(impl Encode + ?Sized)) -> Vec<u8> {
        let mut writer = Writer::new();
        value.encode(&mut writer);
        self.check_files(writer.has_omitted_file());
        writer.into_bytes()
    }

    fn check_files(&mut self, has_omitted_file: bool) {
        if has_omitted_file {
            self.fail("a streamed file can't be written inside JSON".to_owned());
        }
    }

    /// Sets the body to this text as `text/plain`.
    pub fn text(&mut self, text: impl Into<String>) {
        self.text_as("text/plain; charset=utf-8", text);
    }

    /// Sets the body to this text with this media type.
    pub fn text_as(&mut self, content_type: &str, text: impl Into<String>) {
        self.content(content_type, Bytes::from(text.into()).into());
    }

    /// Sets the body to this file, with the file's own media type or else this one.
    pub fn file(&mut self, content_type: &str, file: &File) {
        let content = file.content().into();
        self.content(file.content_type().unwrap_or(content_type), content);
    }

    /// Sets the body to the values as JSON, one per line.
    pub fn json_lines(&mut self, content_type: &str, values: &[impl Encode]) {
        let mut lines = Vec::new();
        for value in values {
            lines.append(&mut self.encoded(value));
            lines.push(b'\n');
        }
        self.content(content_type, Bytes::from(lines).into());
    }

    /// Sets the body to the values as a JSON text sequence (RFC 7464): `application/json-seq`.
    pub fn json_sequence(&mut self, content_type: &str, values: &[impl Encode]) {
        let mut texts = Vec::new();
        for value in values {
            texts.push(b'\x1e');
            texts.append(&mut self.encoded(value));
            texts.push(b'\n');
        }
        self.content(content_type, Bytes::from(texts).into());
    }

    /// Sets the body to the properties of this value as `application/x-www-form-urlencoded`, each
    /// in the style `form` with `explode`; nested objects are written as JSON (OpenAPI 3.1,
    /// Encoding Object).
    pub fn form(&mut self, value: &(impl Encode + ?Sized)) {
        self.form_encoded(value, FieldEncoding::Plain, &[]);
    }

    /// Sets the body to the properties of this value as `application/x-www-form-urlencoded`, in the
    /// encodings of `fields`, and all others in the encoding `others` (OpenAPI 3.1, Encoding
    /// Object).
    pub fn form_encoded(
        &mut self,
        value: &(impl Encode + ?Sized),
        others: FieldEncoding,
        fields: &[(&str, FieldEncoding)],
    ) {
        let json = String::from_utf8_lossy(&self.encoded(value)).into_owned();
        let text = form::urlencoded(&Parameter::from_json(json), fields, others);
        self.content("application/x-www-form-urlencoded", Bytes::from(text).into());
    }

    /// Sets the body to the properties of this value as the parts of `multipart/form-data`, or of
    /// another multipart type whose parts have names. A [`File`], an item of an array and any other
    /// value is a separate part.
    pub fn multipart(
        &mut self,
        content_type: &str,
        value: &(impl Encode + ?Sized),
        fields: &[(&str, FieldEncoding)],
    ) {
        self.multipart_body(content_type, multipart::form_data(value, fields));
    }

    /// Sets the body to these parts of a multipart type whose parts have no names, such as
    /// `multipart/mixed`.
    pub fn parts(&mut self, content_type: &str, parts: &[File]) {
        self.multipart_body(content_type, multipart::mixed(parts));
    }

    fn multipart_body(&mut self, content_type: &str, multipart: Multipart) {
        self.check_files(multipart.has_omitted_file);
        let content_type = format!("{content_type}; boundary={}", multipart.boundary);
        self.content(&content_type, multipart.body);
    }

    fn content(&mut self, content_type: &str, body: Body) {
        match HeaderValue::try_from(content_type) {
            Ok(value) => self.content_of(value, body),
            Err(_) => self.fail("the media type of the body can't be sent".to_owned()),
        }
    }

    fn content_of(&mut self, content_type: HeaderValue, body: Body) {
        self.headers.insert(CONTENT_TYPE, content_type);
        self.body = body;
    }

    /// Requests responses with this media type.
    pub fn accept(&mut self, media_type: &'static str) {
        if let Ok(value) = HeaderValue::try_from(media_type) {
            self.headers.insert(ACCEPT, value);
        }
    }

    pub(crate) fn credential(&mut self, credential: &EncodedCredential) {
        match credential {
            EncodedCredential::Header(name, value) => {
                self.headers.insert(name.clone(), value.clone());
            }
            EncodedCredential::Query(pair) => {
                self.query.push(pair.clone());
                self.keys.push(pair.clone());
            }
            EncodedCredential::Cookie(pair) => self.cookies.push(pair.clone()),
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
            self.fail("a parameter of the path is not set".to_owned());
        }
        if has_dot_segments(self.path.split('?').next().unwrap_or_default()) {
            self.fail("a parameter makes the path resolve to another path".to_owned());
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
        if self.body.is_empty() && expects_content(&self.method) {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let Self { method, keys, headers, body, .. } = self;
        Ok(RelativeRequest { method, target, keys, headers, body })
    }

    /// Adds pairs of the query that are already escaped.
    pub(crate) fn pairs(&mut self, pairs: &[String]) {
        self.query.extend_from_slice(pairs);
    }

    pub(crate) fn fail(&mut self, reason: String) {
        self.error.get_or_insert(InvalidRequest::new(reason));
    }
}

/// Whether a request with this method and an empty body has a `content-length` of 0, which some
/// servers require (RFC 9110, 8.6).
fn expects_content(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

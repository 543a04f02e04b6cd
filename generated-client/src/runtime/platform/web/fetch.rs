//! [`Fetch`]: the transport based on `fetch` (WHATWG Fetch, 5.6).

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, COOKIE, USER_AGENT};
use http_body::Frame;
use http_body_util::BodyExt as _;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, Request, RequestInit};
use web_sys::{RequestRedirect, ResponseType};

use crate::runtime::transport::ErasedService;
use crate::runtime::{Body, BoxError, ResponseBody, Sending, TransportError};

const COOKIES: &str = "the request has a cookie, but a browser sends only its own cookies";
const NO_FETCH: &str = "there is no function `fetch`: set another transport";

/// A transport based on `fetch`. The entire body of a request is read before it is sent, and
/// redirects aren't followed.
pub(super) struct Fetch;

impl ErasedService for Fetch {
    fn call(&self, request: http::Request<Body>) -> Sending {
        // JavaScript objects belong to one thread, and so do the futures that wait for them.
        Box::pin(SendWrapper::new(fetch(request)))
    }

    fn reads_route(&self) -> bool {
        false
    }
}

async fn fetch(request: http::Request<Body>) -> Result<http::Response<ResponseBody>, BoxError> {
    let (head, body) = request.into_parts();
    if head.headers.contains_key(COOKIE) {
        return Err(TransportError::Unsupported(COOKIES).into());
    }
    let abort = Abort(AbortController::new().map_err(thrown)?);
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_headers(&sent_headers(&head.headers)?.into());
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&abort.0.signal()));
    let body = match body.try_into_bytes() {
        Ok(bytes) => bytes,
        Err(body) => body.collect().await?.to_bytes(),
    };
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(&*body));
    }
    let request = Request::new_with_str_and_init(&head.uri.to_string(), &init).map_err(thrown)?;
    let global = js_sys::global();
    let function = Reflect::get(&global, &JsValue::from_str("fetch")).map_err(thrown)?;
    let function: Function =
        function.dyn_into().map_err(|_| TransportError::Unsupported(NO_FETCH))?;
    let promise: Promise = function.call1(&global, &request).map_err(thrown)?.into();
    let response: web_sys::Response = JsFuture::from(promise).await.map_err(thrown)?.into();
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(TransportError::Redirected.into());
    }
    received(&response, abort)
}

/// Cancels the request when dropped, since nothing waits for the response any more.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn sent_headers(headers: &HeaderMap) -> Result<Headers, BoxError> {
    let all = Headers::new().map_err(thrown)?;
    // Browsers set their own `user-agent`, and most servers don't allow pages to set it.
    for (name, value) in headers.iter().filter(|(name, _)| *name != USER_AGENT) {
        // A byte string: one character per byte.
        let value: String = value.as_bytes().iter().map(|byte| char::from(*byte)).collect();
        all.append(name.as_str(), &value).map_err(thrown)?;
    }
    Ok(all)
}

fn received(
    response: &web_sys::Response,
    abort: Abort,
) -> Result<http::Response<ResponseBody>, BoxError> {
    let mut head = http::Response::builder().status(response.status());
    for entry in response.headers().entries() {
        let entry = Array::from(&entry.map_err(thrown)?);
        let text = |index| entry.get(index).as_string().unwrap_or_default();
        let value: Vec<u8> =
            text(1).chars().filter_map(|symbol| u8::try_from(symbol).ok()).collect();
        head = head.header(text(0), value);
    }
    let reader = response.body().map(|it| it.get_reader().unchecked_into());
    let chunks = Chunks { reader, next: None, _abort: abort };
    let mut response = head.body(ResponseBody::new(Incoming(SendWrapper::new(chunks))))?;
    // The body is already decoded, while these fields describe the encoded one.
    if response.headers_mut().remove(CONTENT_ENCODING).is_some() {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    Ok(response)
}

/// The streamed body of a response.
struct Chunks {
    /// `None` if there is no body.
    reader: Option<ReadableStreamDefaultReader>,
    next: Option<JsFuture>,
    _abort: Abort,
}

impl Chunks {
    /// Polls for the next chunk; `None` at the end.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        let Some(reader) = &self.reader else { return Poll::Ready(None) };
        let next = self.next.get_or_insert_with(|| JsFuture::from(reader.read()));
        let read = ready!(Pin::new(next).poll(context));
        self.next = None;
        let chunk = read.and_then(|read| {
            let is_over = Reflect::get(&read, &JsValue::from_str("done"))?.is_truthy();
            let value = Reflect::get(&read, &JsValue::from_str("value"))?;
            Ok((!is_over).then(|| Bytes::from(Uint8Array::new(&value).to_vec())))
        });
        Poll::Ready(chunk.map_err(thrown).transpose())
    }
}

/// The same body, as a type that can be sent between threads.
struct Incoming(SendWrapper<Chunks>);

impl http_body::Body for Incoming {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.poll_chunk(context).map_ok(Frame::data)
    }
}

/// The error of a JavaScript exception. Browsers don't expose to scripts whether the request was
/// sent or why it failed; only the console shows it.
fn thrown(exception: JsValue) -> BoxError {
    let message = exception.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    message.unwrap_or_else(|| format!("{exception:?}")).into()
}

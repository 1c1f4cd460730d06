//! What an operation of an API is: the seam that generated code plugs into.
//!
//! A request is a plain value that implements [`Operation`]. The traits beside it say what more
//! can be done with it: read page by page ([`Paged`]), read whole ([`Continued`]), waited for
//! ([`LongRunning`]).

mod content;
mod escape;
mod progress;
mod style;

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::Result;
use crate::error::Error;
use crate::json::{self, Decode, Encode, Model, ReadError, Reader};
#[doc(no_inline)]
pub use bytes::Bytes;

pub(crate) use content::{Body, Part};
pub use content::{Text, Upload, Uploads};
pub use progress::{Ending, LongRunning, Progress, Told, Word};
pub use style::Style;

/// One operation of an API: the request as a value, and what the runtime must know to send it.
pub trait Operation: Clone + Send + Sync + 'static {
    /// What is the same for every request of this operation.
    const INFO: &'static OperationInfo;

    /// How the answer is read whole, where it continues over pages.
    const CONTINUATION: Option<Continuation<Self>> = None;

    /// What the service answers.
    type Output: Output;

    /// Runs once per call, before the first attempt: what it sets stays the same over all retries.
    fn prepare(&mut self) {}

    /// Whether the key of a [`Keyed`](RetryClass::Keyed) operation is set. It is asked after
    /// [`prepare`](Self::prepare); without a key, such an operation is retried like an unsafe one.
    fn has_key(&self) -> bool {
        true
    }

    /// Writes the request's members to the path, the query and the body.
    ///
    /// # Errors
    ///
    /// When a member cannot be sent, such as an empty path parameter or a number that JSON lacks.
    fn encode(&self, request: &mut RequestParts) -> Result<()>;
}

/// What is the same for every request of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// Name of the operation, such as `run_now`.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces, such as `/api/2.0/permissions/jobs/{job_id}`.
    pub path: &'static str,
    /// When it may be sent again.
    pub retry: RetryClass,
    /// Regular expression over the message by which the service says, with status 400, that the
    /// thing asked for does not exist.
    pub not_found: Option<&'static str>,
    /// Media types of the answer, as the request asks for them.
    pub accept: &'static str,
}

impl OperationInfo {
    /// An operation whose answers never mean "not found" with status 400.
    pub const fn new(
        name: &'static str,
        method: Method,
        path: &'static str,
        retry: RetryClass,
    ) -> Self {
        Self {
            name,
            method,
            path,
            retry,
            not_found: None,
            accept: "application/json",
        }
    }

    /// The same, with a pattern by which the service says that the thing does not exist.
    #[must_use]
    pub const fn not_found(mut self, pattern: &'static str) -> Self {
        self.not_found = Some(pattern);
        self
    }

    /// The same, with an answer of these media types in place of JSON.
    #[must_use]
    pub const fn accept(mut self, media: &'static str) -> Self {
        self.accept = media;
        self
    }
}

/// HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
}

impl Method {
    /// The method as it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When an operation may be sent again after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RetryClass {
    /// It changes nothing: any transient failure is retried.
    Safe,
    /// Sending it twice has the effect of sending it once: retried like a safe one.
    Idempotent,
    /// It carries a key by which the service knows it again: retried while the key is set.
    Keyed,
    /// It may take effect twice: retried only if it provably was not processed.
    Unsafe,
}

/// An answer that can be decoded from a response body.
pub trait Output: Sized + Send + 'static {
    /// Decodes a response body. An empty one reads as `{}`.
    ///
    /// # Errors
    ///
    /// When the body is not JSON of this shape; the error names the path and the type.
    fn decode(body: &[u8]) -> Result<Self, ReadError>;

    /// Whether the service left the answer out, where it may: the body is empty, or `null`.
    fn is_left_out(body: &[u8]) -> bool {
        matches!(body.trim_ascii(), b"" | b"null")
    }
}

/// Whatever JSON the answer is, nothing of it is kept. What is not JSON is no success: a page to
/// sign in comes with status 200 as well.
impl Output for () {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(());
        }
        let mut reader = Reader::new(body)?;
        reader.skip()?;
        reader.finish()
    }
}

impl<M: Model + Send + 'static> Output for M {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        let mut model = M::empty();
        let body = if body.iter().all(u8::is_ascii_whitespace) {
            b"{}"
        } else {
            body
        };
        json::read_document(body, &mut model)?;
        Ok(model)
    }
}

impl<T: Decode + Send + 'static> Output for Vec<T> {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        json::from_slice(body)
    }
}

impl<T: Decode + Send + 'static> Output for BTreeMap<String, T> {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        json::from_slice(body)
    }
}

/// Implements [`Output`] for answers that are a single value.
macro_rules! output_by_decode {
    ($($scalar:ty),*) => {$(
        impl Output for $scalar {
            fn decode(body: &[u8]) -> Result<Self, ReadError> {
                json::from_slice(body)
            }
        }
    )*};
}

output_by_decode!(bool, f64, i64, json::Value, String);

/// An operation that answers a list in pages.
pub trait Paged: Operation {
    /// An element of the list.
    type Item: Send + 'static;

    /// Token of the page after this one; absent or empty on the last page.
    fn next_page_token(output: &Self::Output) -> Option<&str>;

    /// Whether the answer says, beside its token, that elements follow it.
    fn has_more(_output: &Self::Output) -> bool {
        false
    }

    /// Asks for the page with this token.
    fn set_page_token(&mut self, token: String);

    /// Asks for pages of no more than `most` elements, or as many as the service allows, unless
    /// the request says itself how many a page has.
    fn limit_page(&mut self, _most: i64) {}

    /// The elements of a page.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// An operation that answers one object whose arrays continue over pages.
pub trait Continued: Operation {
    /// Token of the page after this one; absent or empty on the last page.
    fn next_page_token(output: &Self::Output) -> Option<&str>;

    /// Whether the answer says, beside its token, that its arrays continue.
    fn has_more(_output: &Self::Output) -> bool {
        false
    }

    /// Asks for the page with this token.
    fn set_page_token(&mut self, token: String);

    /// Appends the arrays of the next page to what has been read so far, and takes over what it
    /// says of the page after it.
    fn merge(whole: &mut Self::Output, page: Self::Output);
}

/// The functions of [`Continued`] as a value, by which the runtime reads such an object whole.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "client"),
    expect(dead_code, reason = "only the client reads on")
)]
pub struct Continuation<O: Operation> {
    pub(crate) next_page_token: fn(&O::Output) -> Option<&str>,
    pub(crate) has_more: fn(&O::Output) -> bool,
    pub(crate) set_page_token: fn(&mut O, String),
    pub(crate) merge: fn(&mut O::Output, O::Output),
}

impl<O: Continued> Continuation<O> {
    /// The continuation of an operation that is [`Continued`].
    pub const fn of() -> Self {
        Self {
            next_page_token: O::next_page_token,
            has_more: O::has_more,
            set_page_token: O::set_page_token,
            merge: O::merge,
        }
    }
}

/// Appends the elements of a page that are new by their key: a page that comes twice, or repeats
/// what an earlier one had, adds nothing. Those without a key are told apart by all they hold.
pub fn append_new<T: Encode, K: Eq + Hash>(
    whole: &mut Option<Vec<T>>,
    page: Option<Vec<T>>,
    key: impl Fn(&T) -> Option<K>,
) {
    let Some(page) = page else { return };
    let whole = whole.get_or_insert_default();
    let (mut keys, mut texts) = (HashSet::new(), HashSet::new());
    let mut is_new = |item: &T| match key(item) {
        Some(key) => keys.insert(key),
        // As it is written: to compare it as it is, the comparison of its type and of all below
        // would be compiled for this alone.
        None => json::to_vec(item)
            .ok()
            .is_none_or(|text| texts.insert(text)),
    };
    for item in whole.iter() {
        is_new(item);
    }
    for item in page {
        if is_new(&item) {
            whole.push(item);
        }
    }
}

/// Sets a key by which the service knows a request again, unless the caller has set one: a random
/// UUID, 36 characters long.
///
/// Its randomness is that of the standard library's hash maps. WebAssembly without an operating
/// system has none: there, the key stays unset.
pub fn idempotency_token(slot: &mut Option<String>) {
    let has_randomness = !cfg!(all(target_family = "wasm", target_os = "unknown"));
    if slot.as_ref().is_none_or(String::is_empty) && has_randomness {
        *slot = Some(uuid(random_bits(), random_bits()));
    }
}

/// 64 random bits: the standard library seeds its hashers from the operating system.
fn random_bits() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A UUID of version 4, the random one.
fn uuid(high: u64, low: u64) -> String {
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        (low >> 48) & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff,
    )
}

/// A value that can stand in a path or a query.
pub trait Parameter {
    /// Hands over the value's text: once for a scalar, once per element for a list, never if unset.
    fn each(&self, text: &mut dyn FnMut(&str));
}

impl Parameter for str {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        text(self);
    }
}

impl Parameter for String {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        text(self);
    }
}

/// Implements [`Parameter`] by the type's `Display`.
macro_rules! parameter_by_display {
    ($($scalar:ty),*) => {$(
        impl Parameter for $scalar {
            fn each(&self, text: &mut dyn FnMut(&str)) {
                text(&self.to_string());
            }
        }
    )*};
}

parameter_by_display!(bool, i64, f64);

impl<T: Parameter> Parameter for Option<T> {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each(text);
        }
    }
}

impl<T: Parameter> Parameter for Vec<T> {
    fn each(&self, text: &mut dyn FnMut(&str)) {
        for value in self {
            value.each(text);
        }
    }
}

/// A request as an operation writes it, before host, credentials and options are added.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RequestParts {
    /// Parameters of the path, escaped.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    /// Names and values of a body that is sent as an HTML form sends them.
    pub(crate) form: Vec<(String, String)>,
    /// Parts of a body that is sent as an HTML form sends them that uploads files.
    pub(crate) parts: Vec<Part>,
}

impl RequestParts {
    /// Fills a parameter of the path template. It is escaped, slashes included.
    ///
    /// # Errors
    ///
    /// When the value is empty: the request would go to another resource.
    pub fn path(&mut self, name: &'static str, value: &dyn Parameter) -> Result<()> {
        let mut text = String::new();
        value.each(&mut |part| text.push_str(&escape::in_path(part)));
        self.path_text(name, text)
    }

    /// Fills a parameter of the path template with text that is escaped.
    fn path_text(&mut self, name: &'static str, text: String) -> Result<()> {
        if text.is_empty() {
            return Err(Error::invalid_request(format!(
                "path parameter `{name}` is empty"
            )));
        }
        self.path.push((name, text));
        Ok(())
    }

    /// Adds a query parameter: nothing if unset, repeated for a list.
    pub fn query(&mut self, name: &str, value: &dyn Parameter) {
        value.each(&mut |text| self.query.push((name.to_owned(), text.to_owned())));
    }

    /// Adds a header: nothing if unset.
    pub fn header(&mut self, name: &'static str, value: &dyn Parameter) {
        value.each(&mut |text| self.headers.push((name, text.to_owned())));
    }

    /// Refuses a request of which these members say nothing: each is absent or empty.
    ///
    /// # Errors
    ///
    /// When that is so.
    pub fn any_of(&self, members: &[(&str, &dyn Encode)]) -> Result<()> {
        for (_, value) in members {
            let json = json::to_vec(*value).map_err(Error::invalid_request)?;
            if !matches!(json.as_slice(), b"null" | b"{}" | b"[]") {
                return Ok(());
            }
        }
        let names: Vec<String> = members
            .iter()
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        Err(Error::invalid_request(format!(
            "the request would change nothing: set one of {}",
            names.join(", ")
        )))
    }

    /// Sets the body to a value's JSON.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite: JSON has no such number.
    pub fn json(&mut self, body: &dyn Encode) -> Result<()> {
        self.body = Body::Json(json::to_vec(body).map_err(Error::invalid_request)?);
        Ok(())
    }
}

impl fmt::Debug for RequestParts {
    /// Values are left out: they may be secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| -> Vec<String> {
            pairs.iter().map(|(name, _)| name.clone()).collect()
        };
        f.debug_struct("RequestParts")
            .field("path", &self.path)
            .field("query", &names(&self.query))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // R2.1: at most 64 characters, another one each time, and never in place of the caller's.
    #[test]
    fn tokens_are_minted_where_there_is_none() {
        let mint = |mut slot: Option<String>| {
            idempotency_token(&mut slot);
            slot.unwrap()
        };
        let (one, other) = (mint(None), mint(Some(String::new())));
        assert_ne!(one, other);
        for token in [one, other] {
            assert_eq!(token.len(), 36, "{token}");
            assert!(
                token.chars().all(|c| c == '-' || c.is_ascii_hexdigit()),
                "{token}"
            );
        }
        assert_eq!(mint(Some("own".to_owned())), "own");
    }

    #[test]
    fn a_token_is_a_uuid_of_version_4() {
        assert_eq!(uuid(0, 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(
            uuid(u64::MAX, u64::MAX),
            "ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            uuid(0x0123_4567_89ab_cdef, 0x0123_4567_89ab_cdef),
            "01234567-89ab-4def-8123-456789abcdef"
        );
    }

    // R5.3: unset is left out, a list is repeated, empty and false are sent.
    #[test]
    fn parameters_are_written_as_they_are() {
        let mut request = RequestParts::default();
        request.query("unset", &None::<String>);
        request.query("list", &vec![1, i64::MAX]);
        request.query("flag", &Some(false));
        request.query("empty", &Some(String::new()));
        let query: Vec<_> = request
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(
            query,
            ["list=1", "list=9223372036854775807", "flag=false", "empty="]
        );
    }

    // An empty one would lead to another resource.
    #[test]
    fn a_path_parameter_must_not_be_empty() {
        let mut request = RequestParts::default();
        assert!(request.path("id", &String::new()).is_err());
        assert!(request.path("id", &None::<i64>).is_err());
        assert!(request.path("id", &7).is_ok());
    }

    // R16.1
    #[test]
    fn an_answer_may_be_any_json() {
        assert_eq!(Vec::<i64>::decode(b"[1, \"2\"]").unwrap(), [1, 2]);
        let map = BTreeMap::<String, bool>::decode(br#"{"a": true}"#).unwrap();
        assert_eq!(map, BTreeMap::from([("a".to_owned(), true)]));
        assert_eq!(String::decode(br#""x""#).unwrap(), "x");
        assert_eq!(f64::decode(b"1.5").unwrap(), 1.5);
        assert!(Vec::<i64>::decode(b"{}").is_err());
        assert!(Vec::<i64>::decode(b"").is_err());
        for nothing in ["", " ", "{}", "null", "[1]"] {
            assert!(<()>::decode(nothing.as_bytes()).is_ok(), "{nothing}");
        }
        for other in ["not JSON", "<html>", "{", "{} {}"] {
            assert!(<()>::decode(other.as_bytes()).is_err(), "{other}");
        }
    }

    // R5.1
    #[test]
    fn a_body_may_be_any_json() {
        let mut request = RequestParts::default();
        request.json(&vec!["a".to_owned()]).unwrap();
        assert!(request.body == Body::Json(b"[\"a\"]".to_vec()));
        assert!(request.json(&f64::NAN).is_err());
    }

    // R6.3
    #[test]
    fn what_comes_twice_is_appended_once() {
        let mut whole = Some(vec![1, 2]);
        append_new(&mut whole, Some(vec![2, 3, 3]), |item| Some(*item));
        append_new(&mut whole, None, |item| Some(*item));
        assert_eq!(whole, Some(vec![1, 2, 3]));
        append_new(&mut whole, Some(vec![3, 4, 5]), |_| None::<()>);
        assert_eq!(whole, Some(vec![1, 2, 3, 4, 5]), "without keys");
    }
}

//! Bodies that are not JSON.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

use super::style::{Style, pairs};
use super::{Output, RequestParts, escape};
use crate::Result;
use crate::error::Error;
use crate::json::{self, Encode, ReadError, Reader, Value};

/// What a request carries.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) enum Body {
    /// Nothing.
    #[default]
    None,
    /// A JSON document.
    Json(Vec<u8>),
    /// Bytes of this media type.
    Bytes(&'static str, Bytes),
}

/// A part of a body in parts.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    /// Name and media type of a file; none of anything else.
    pub(crate) file_name: Option<String>,
    pub(crate) media: Option<String>,
    pub(crate) content: Bytes,
}

/// A file to be uploaded.
#[derive(Clone, PartialEq, Eq)]
pub struct Upload {
    name: String,
    media: Option<String>,
    content: Bytes,
}

impl Upload {
    /// A file with this content, called `file`.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            name: "file".to_owned(),
            media: None,
            content: content.into(),
        }
    }

    /// Sets its name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets its media type, such as `image/png`. Without, it is what the API says of the member, or
    /// else `application/octet-stream`.
    #[must_use]
    pub fn media(mut self, media: impl Into<String>) -> Self {
        self.media = Some(media.into());
        self
    }

    /// Its content.
    pub fn content(&self) -> &Bytes {
        &self.content
    }
}

impl fmt::Debug for Upload {
    /// The content is left out: it may be secret, and long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("name", &self.name)
            .field("media", &self.media)
            .field("bytes", &self.content.len())
            .finish()
    }
}

impl<C: Into<Bytes>> From<C> for Upload {
    fn from(content: C) -> Self {
        Self::new(content)
    }
}

/// Files to be uploaded: one, one or none, or several.
pub trait Uploads {
    /// Hands over each file.
    fn each(&self, file: &mut dyn FnMut(&Upload));
}

impl Uploads for Upload {
    fn each(&self, file: &mut dyn FnMut(&Upload)) {
        file(self);
    }
}

impl<T: Uploads> Uploads for Option<T> {
    fn each(&self, file: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(|files| files.each(file));
    }
}

impl<T: Uploads> Uploads for Vec<T> {
    fn each(&self, file: &mut dyn FnMut(&Upload)) {
        self.iter().for_each(|files| files.each(file));
    }
}

impl RequestParts {
    /// Sets the body to bytes of a media type.
    pub fn bytes(&mut self, media: &'static str, body: impl Into<Bytes>) {
        self.body = Body::Bytes(media, body.into());
    }

    /// Says of which media type the JSON of the body is, where it is not `application/json`.
    pub fn media(&mut self, media: &'static str) {
        self.headers.push(("content-type", media.to_owned()));
    }

    /// Adds a value to the body's form: nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn form(&mut self, name: &str, style: Style, value: &dyn Encode) -> Result<()> {
        self.form
            .extend(pairs(name, style, value, escape::in_form)?);
        Ok(())
    }

    /// Adds a value to the body's parts: a scalar as text, a list as a part for each element,
    /// anything else as JSON; nothing if unset.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn part(&mut self, name: &'static str, value: &dyn Encode) -> Result<()> {
        self.add_part(name, None, value)
    }

    /// Adds a value to the body's parts, each of this media type: as JSON if it is that.
    ///
    /// # Errors
    ///
    /// When a number in it is not finite.
    pub fn part_as(
        &mut self,
        name: &'static str,
        media: &'static str,
        value: &dyn Encode,
    ) -> Result<()> {
        self.add_part(name, Some(media), value)
    }

    fn add_part(
        &mut self,
        name: &'static str,
        media: Option<&'static str>,
        value: &dyn Encode,
    ) -> Result<()> {
        let is_json = media.is_some_and(|media| media.ends_with("json"));
        let json = json::to_vec(value).map_err(Error::invalid_request)?;
        let values = match json::from_slice(&json).map_err(Error::invalid_request)? {
            Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            let is_object = matches!(value, Value::Array(_) | Value::Object(_));
            let content = match value {
                Value::Null => continue,
                Value::String(text) if !is_json => text,
                value => value.to_string(),
            };
            let media = media.or(is_object.then_some("application/json"));
            self.parts.push(Part {
                name,
                file_name: None,
                media: media.map(str::to_owned),
                content: content.into(),
            });
        }
        Ok(())
    }

    /// Adds files to the body's parts: nothing if there are none.
    pub fn upload(&mut self, name: &'static str, files: &dyn Uploads) {
        self.upload_as(name, "application/octet-stream", files);
    }

    /// Adds files to the body's parts, of this media type if they do not say theirs.
    pub fn upload_as(&mut self, name: &'static str, media: &'static str, files: &dyn Uploads) {
        files.each(&mut |file| {
            let media = file.media.as_deref().unwrap_or(media);
            self.parts.push(Part {
                name,
                file_name: Some(file.name.clone()),
                media: Some(media.to_owned()),
                content: file.content.clone(),
            });
        });
    }
}

/// An answer that is text, and no JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Text(pub String);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl Output for Text {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        // The reader tells where it is no UTF-8.
        Reader::new(body)?;
        Ok(Self(String::from_utf8_lossy(body).into_owned()))
    }

    fn is_left_out(body: &[u8]) -> bool {
        body.trim_ascii().is_empty()
    }
}

/// Whatever the service answers.
impl Output for Bytes {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        Ok(Self::copy_from_slice(body))
    }

    fn is_left_out(body: &[u8]) -> bool {
        body.trim_ascii().is_empty()
    }
}

/// An answer that the service may leave out.
impl<T: Output> Output for Option<T> {
    fn decode(body: &[u8]) -> Result<Self, ReadError> {
        if T::is_left_out(body) {
            Ok(None)
        } else {
            T::decode(body).map(Some)
        }
    }
}

// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{self, Extra, Model, ObjectWriter, ReadError, Reader};

/// A \[shelf\] of \<b\>books\</b\>, `Vec<[u8]>` in code, an 'unpaired backtick.
///
/// <https://example.com/first>
///
/// See [the docs](https://example.com/books#shelf), <https://example.com/more>,
/// <https://example.com>, or a page nearby.
///
/// * An element of a list, which is long enough that it has to be continued on the next line of
///   text.
///
/// * Another one.
///
/// 1\. Not a list.
///
/// \# Not a heading
///
/// `let code = "on one line";`
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Text {
    /// A line may not begin with what Markdown takes for the beginning of a list - or a heading, a
    /// quote or a table.
    pub words: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Text {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `words`.
    #[must_use]
    pub fn words(mut self, value: impl Into<String>) -> Self {
        self.words = Some(value.into());
        self
    }
}

impl Model for Text {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Text"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "words" => value.read(&mut self.words),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("words", &self.words);
        object.extra(&self.extra);
    }
}

json::impl_model!(Text);

// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::json::{self, Decode, Extra, Model, ObjectWriter, ReadError, Reader};
use jobs_runtime::operation::{
    self, Method, Operation, OperationInfo, RequestParts, RetryClass,
};

use super::super::types::{Offset, Page};

/// Request to find pages.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FindPages {
    /// A named one.
    pub offset: Offset,
    /// One.
    ///
    /// At most 18446744073709551615. Default: `18446744073709551615`.
    pub size: Option<u64>,
    /// Several.
    pub of: Option<Vec<u64>>,
    /// Several, with commas.
    pub not: Option<Vec<u64>>,
    /// In a header.
    pub x_hash: Option<u64>,
}

impl FindPages {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(offset: impl Into<Offset>) -> Self {
        Self {
            offset: offset.into(),
            size: None,
            of: None,
            not: None,
            x_hash: None,
        }
    }

    /// Sets `offset`.
    #[must_use]
    pub fn offset(mut self, value: impl Into<Offset>) -> Self {
        self.offset = value.into();
        self
    }

    /// Sets `size`.
    #[must_use]
    pub fn size(mut self, value: u64) -> Self {
        self.size = Some(value);
        self
    }

    /// Sets `of`.
    #[must_use]
    pub fn of(mut self, value: impl IntoIterator<Item = u64>) -> Self {
        self.of = Some(value.into_iter().collect());
        self
    }

    /// Sets `not`.
    #[must_use]
    pub fn not(mut self, value: impl IntoIterator<Item = u64>) -> Self {
        self.not = Some(value.into_iter().collect());
        self
    }

    /// Sets `x_hash`.
    #[must_use]
    pub fn x_hash(mut self, value: u64) -> Self {
        self.x_hash = Some(value);
        self
    }
}

impl From<Offset> for FindPages {
    fn from(offset: Offset) -> Self {
        Self::new(offset)
    }
}

impl From<u64> for FindPages {
    fn from(offset: u64) -> Self {
        Self::new(offset)
    }
}

impl Operation for FindPages {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "find_pages",
        Method::Get,
        "/pages/{offset}",
        RetryClass::Safe,
    );
    type Output = u64;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("offset", &self.offset)?;
        request.query("size", &self.size);
        request.query("of", &self.of);
        request.query_value("not", operation::Style::Commas, &self.not)?;
        request.header("X-Hash", &self.x_hash);
        Ok(())
    }
}

/// Request to add a page.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AddPage {
    /// What tells it apart.
    pub hash: u64,
    /// What it is.
    pub page: Option<Box<Page>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AddPage {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(hash: u64) -> Self {
        Self {
            hash,
            page: None,
            extra: Extra::default(),
        }
    }

    /// Sets `hash`.
    #[must_use]
    pub fn hash(mut self, value: u64) -> Self {
        self.hash = value;
        self
    }

    /// Sets `page`.
    #[must_use]
    pub fn page(mut self, value: impl Into<Page>) -> Self {
        self.page = Some(Box::new(value.into()));
        self
    }
}

impl Model for AddPage {
    fn empty() -> Self {
        Self {
            hash: Decode::empty(),
            page: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "AddPage"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "hash" => value.read(&mut self.hash),
            "page" => value.read(&mut self.page),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("hash", &self.hash);
        object.member("page", &self.page);
        object.extra(&self.extra);
    }
}

json::impl_model!(AddPage);

impl From<u64> for AddPage {
    fn from(hash: u64) -> Self {
        Self::new(hash)
    }
}

impl Operation for AddPage {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "add_page",
        Method::Post,
        "/pages",
        RetryClass::Unsafe,
    );
    type Output = Offset;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.json(self)?;
        Ok(())
    }
}

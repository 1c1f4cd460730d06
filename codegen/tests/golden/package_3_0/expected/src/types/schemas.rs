// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// `BooksCreateResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BooksCreateResponse {
    /// The identifier of the book.
    pub book_id: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BooksCreateResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = Some(value);
        self
    }
}

impl Model for BooksCreateResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BooksCreateResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "book_id" => value.read(&mut self.book_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("book_id", &self.book_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(BooksCreateResponse);

/// `BooksGetResponse` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BooksGetResponse {
    /// This field is required.
    pub title: Option<String>,
    /// `format` of the API.
    pub format: Option<BookSettingsFormat>,
    /// `key` of the API.
    pub key: Option<BookKey>,
    /// `source` of the API.
    pub source: Option<Box<Source>>,
    /// `book_id` of the API.
    pub book_id: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BooksGetResponse {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `format`.
    #[must_use]
    pub fn format(mut self, value: impl Into<BookSettingsFormat>) -> Self {
        self.format = Some(value.into());
        self
    }

    /// Sets `key`.
    #[must_use]
    pub fn key(mut self, value: impl Into<BookKey>) -> Self {
        self.key = Some(value.into());
        self
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<Source>) -> Self {
        self.source = Some(Box::new(value.into()));
        self
    }

    /// Sets `book_id`.
    #[must_use]
    pub fn book_id(mut self, value: i64) -> Self {
        self.book_id = Some(value);
        self
    }
}

impl Model for BooksGetResponse {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BooksGetResponse"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "format" => value.read(&mut self.format),
            "key" => value.read(&mut self.key),
            "source" => value.read(&mut self.source),
            "book_id" => value.read(&mut self.book_id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("format", &self.format);
        object.member("key", &self.key);
        object.member("source", &self.source);
        object.member("book_id", &self.book_id);
        object.extra(&self.extra);
    }
}

json::impl_model!(BooksGetResponse);

/// `Error` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Error {
    /// `error_code` of the API.
    pub error_code: Option<String>,
    /// `message` of the API.
    pub message: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Error {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `error_code`.
    #[must_use]
    pub fn error_code(mut self, value: impl Into<String>) -> Self {
        self.error_code = Some(value.into());
        self
    }

    /// Sets `message`.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        self.message = Some(value.into());
        self
    }
}

impl Model for Error {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Error"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "error_code" => value.read(&mut self.error_code),
            "message" => value.read(&mut self.message),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("error_code", &self.error_code);
        object.member("message", &self.message);
        object.extra(&self.extra);
    }
}

json::impl_model!(Error);

/// `BookSettings` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct BookSettings {
    /// This field is required.
    pub title: Option<String>,
    /// `format` of the API.
    pub format: Option<BookSettingsFormat>,
    /// `key` of the API.
    pub key: Option<BookKey>,
    /// `source` of the API.
    pub source: Option<Box<Source>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl BookSettings {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `title`.
    #[must_use]
    pub fn title(mut self, value: impl Into<String>) -> Self {
        self.title = Some(value.into());
        self
    }

    /// Sets `format`.
    #[must_use]
    pub fn format(mut self, value: impl Into<BookSettingsFormat>) -> Self {
        self.format = Some(value.into());
        self
    }

    /// Sets `key`.
    #[must_use]
    pub fn key(mut self, value: impl Into<BookKey>) -> Self {
        self.key = Some(value.into());
        self
    }

    /// Sets `source`.
    #[must_use]
    pub fn source(mut self, value: impl Into<Source>) -> Self {
        self.source = Some(Box::new(value.into()));
        self
    }
}

impl Model for BookSettings {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "BookSettings"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "title" => value.read(&mut self.title),
            "format" => value.read(&mut self.format),
            "key" => value.read(&mut self.key),
            "source" => value.read(&mut self.source),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("title", &self.title);
        object.member("format", &self.format);
        object.member("key", &self.key);
        object.member("source", &self.source);
        object.extra(&self.extra);
    }
}

json::impl_model!(BookSettings);

/// `BookSettingsFormat` of the API.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BookSettingsFormat {
    /// `HARDCOVER`
    Hardcover,
    /// `PAPERBACK`
    Paperback,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for BookSettingsFormat {
    fn from_wire(value: &str) -> Self {
        match value {
            "HARDCOVER" => Self::Hardcover,
            "PAPERBACK" => Self::Paperback,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Hardcover => "HARDCOVER",
            Self::Paperback => "PAPERBACK",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(BookSettingsFormat);

/// `BookKey` of the API.
///
/// At least 1 character. Matches `^[\w\-]+$`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BookKey(pub String);

json::impl_string_id!(BookKey);

/// `Source` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Source {
    /// `url` of the API.
    pub url: Option<String>,
    /// `branch` of the API.
    pub branch: Option<String>,
    /// `tag` of the API.
    pub tag: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Source {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `url`.
    #[must_use]
    pub fn url(mut self, value: impl Into<String>) -> Self {
        self.url = Some(value.into());
        self
    }

    /// Sets `branch`.
    #[must_use]
    pub fn branch(mut self, value: impl Into<String>) -> Self {
        self.branch = Some(value.into());
        self
    }

    /// Sets `tag`.
    #[must_use]
    pub fn tag(mut self, value: impl Into<String>) -> Self {
        self.tag = Some(value.into());
        self
    }
}

impl Model for Source {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Source"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "url" => value.read(&mut self.url),
            "branch" => value.read(&mut self.branch),
            "tag" => value.read(&mut self.tag),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("url", &self.url);
        object.member("branch", &self.branch);
        object.member("tag", &self.tag);
        object.extra(&self.extra);
    }
}

json::impl_model!(Source);

/// `AccessControlList` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AccessControlList {
    /// `access_control_list` of the API.
    pub access_control_list: Option<Vec<AccessControlRequest>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AccessControlList {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `access_control_list`.
    #[must_use]
    pub fn access_control_list(
        mut self,
        value: impl IntoIterator<Item = impl Into<AccessControlRequest>>,
    ) -> Self {
        self.access_control_list = Some(value.into_iter().map(Into::into).collect());
        self
    }
}

impl Model for AccessControlList {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "AccessControlList"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "access_control_list" => value.read(&mut self.access_control_list),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("access_control_list", &self.access_control_list);
        object.extra(&self.extra);
    }
}

json::impl_model!(AccessControlList);

/// `AccessControlRequest` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AccessControlRequest {
    /// `user_name` of the API.
    pub user_name: Option<String>,
    /// Permission level to grant.
    pub permission_level: Option<PermissionLevel>,
    /// `group_name` of the API.
    pub group_name: Option<String>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AccessControlRequest {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `user_name`.
    #[must_use]
    pub fn user_name(mut self, value: impl Into<String>) -> Self {
        self.user_name = Some(value.into());
        self
    }

    /// Sets `permission_level`.
    #[must_use]
    pub fn permission_level(mut self, value: impl Into<PermissionLevel>) -> Self {
        self.permission_level = Some(value.into());
        self
    }

    /// Sets `group_name`.
    #[must_use]
    pub fn group_name(mut self, value: impl Into<String>) -> Self {
        self.group_name = Some(value.into());
        self
    }
}

impl Model for AccessControlRequest {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "AccessControlRequest"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "user_name" => value.read(&mut self.user_name),
            "permission_level" => value.read(&mut self.permission_level),
            "group_name" => value.read(&mut self.group_name),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("user_name", &self.user_name);
        object.member("permission_level", &self.permission_level);
        object.member("group_name", &self.group_name);
        object.extra(&self.extra);
    }
}

json::impl_model!(AccessControlRequest);

/// `AccessControlRequestForUser` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AccessControlRequestForUser {
    /// `user_name` of the API.
    pub user_name: Option<String>,
    /// Permission level to grant.
    pub permission_level: Option<PermissionLevel>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AccessControlRequestForUser {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `user_name`.
    #[must_use]
    pub fn user_name(mut self, value: impl Into<String>) -> Self {
        self.user_name = Some(value.into());
        self
    }

    /// Sets `permission_level`.
    #[must_use]
    pub fn permission_level(mut self, value: impl Into<PermissionLevel>) -> Self {
        self.permission_level = Some(value.into());
        self
    }
}

impl Model for AccessControlRequestForUser {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "AccessControlRequestForUser"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "user_name" => value.read(&mut self.user_name),
            "permission_level" => value.read(&mut self.permission_level),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("user_name", &self.user_name);
        object.member("permission_level", &self.permission_level);
        object.extra(&self.extra);
    }
}

json::impl_model!(AccessControlRequestForUser);

/// `AccessControlRequestForGroup` of the API.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct AccessControlRequestForGroup {
    /// `group_name` of the API.
    pub group_name: Option<String>,
    /// Permission level to grant.
    pub permission_level: Option<CanManage>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl AccessControlRequestForGroup {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `group_name`.
    #[must_use]
    pub fn group_name(mut self, value: impl Into<String>) -> Self {
        self.group_name = Some(value.into());
        self
    }

    /// Sets `permission_level`.
    #[must_use]
    pub fn permission_level(mut self, value: impl Into<CanManage>) -> Self {
        self.permission_level = Some(value.into());
        self
    }
}

impl Model for AccessControlRequestForGroup {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "AccessControlRequestForGroup"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "group_name" => value.read(&mut self.group_name),
            "permission_level" => value.read(&mut self.permission_level),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("group_name", &self.group_name);
        object.member("permission_level", &self.permission_level);
        object.extra(&self.extra);
    }
}

json::impl_model!(AccessControlRequestForGroup);

/// Permission level to grant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PermissionLevel {
    /// Permission to manage the book.
    CanManage,
    /// Ownership of the book.
    IsOwner,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for PermissionLevel {
    fn from_wire(value: &str) -> Self {
        match value {
            "CAN_MANAGE" => Self::CanManage,
            "IS_OWNER" => Self::IsOwner,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::CanManage => "CAN_MANAGE",
            Self::IsOwner => "IS_OWNER",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(PermissionLevel);

/// Permission to manage the book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CanManage {
    /// `CAN_MANAGE`
    CanManage,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for CanManage {
    fn from_wire(value: &str) -> Self {
        match value {
            "CAN_MANAGE" => Self::CanManage,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::CanManage => "CAN_MANAGE",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(CanManage);

/// Ownership of the book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IsOwner {
    /// `IS_OWNER`
    IsOwner,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for IsOwner {
    fn from_wire(value: &str) -> Self {
        match value {
            "IS_OWNER" => Self::IsOwner,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::IsOwner => "IS_OWNER",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(IsOwner);

// Generated from openapi.yaml. Do not edit.

use jobs_runtime::Result;
use jobs_runtime::operation::{
    self, Continuation, Continued, Method, Operation, OperationInfo, RequestParts,
    RetryClass,
};

use super::super::types::Library;

/// Request to get the library.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetLibrary {
    /// Which page.
    pub page_token: Option<String>,
}

impl GetLibrary {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `page_token`.
    #[must_use]
    pub fn page_token(mut self, value: impl Into<String>) -> Self {
        self.page_token = Some(value.into());
        self
    }
}

impl Operation for GetLibrary {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_library",
        Method::Get,
        "/library",
        RetryClass::Safe,
    );
    const CONTINUATION: Option<Continuation<Self>> = Some(Continuation::of());
    type Output = Library;

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.query("page_token", &self.page_token);
        Ok(())
    }
}

impl Continued for GetLibrary {
    fn next_page_token(output: &Self::Output) -> Option<&str> {
        output.next_page_token.as_deref()
    }

    fn has_more(output: &Self::Output) -> bool {
        output.has_more.unwrap_or_default()
    }

    fn set_page_token(&mut self, token: String) {
        self.page_token = Some(token);
    }

    fn merge(whole: &mut Self::Output, page: Self::Output) {
        whole.next_page_token = page.next_page_token;
        whole.has_more = page.has_more;
        operation::append_new(
            &mut whole.readers,
            page.readers,
            |item| item.name.clone(),
        );
        if let Some(catalogue) = page.catalogue {
            match &mut whole.catalogue {
                Some(whole_catalogue) => {
                    operation::append_new(
                        &mut whole_catalogue.books,
                        catalogue.books,
                        |item| item.book_id,
                    );
                    operation::append_new(
                        &mut whole_catalogue.maps,
                        catalogue.maps,
                        |item| item.title.clone(),
                    );
                }
                unset => *unset = Some(catalogue),
            }
        }
    }
}

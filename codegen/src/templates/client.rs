//! The client: one method per operation.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{WIDTH, ident, lines, request_line, sent_again, wrapped};
use crate::Options;
use crate::model::{Api, Operation, Shape, paragraphs};

/// `client.rs`
pub(super) fn client(api: &Api, options: &Options) -> Vec<TokenStream> {
    let about = lines(&wrapped(
        &[
            paragraphs(&format!("Client of the {}.", api.title)).join(" "),
            "It is cheap to clone; clones share connections, credentials and the retry budget."
                .to_owned(),
        ],
        WIDTH,
    ));
    let methods = api.groups.iter().flat_map(|group| &group.operations);
    let methods = methods.map(|operation| method(operation, options));
    vec![
        quote! {
            #about
            #[derive(Clone, Debug)]
            pub struct Client {
                runtime: jobs_runtime::Client,
            }
        },
        quote! {
            impl From<jobs_runtime::Client> for Client {
                fn from(runtime: jobs_runtime::Client) -> Self {
                    Self { runtime }
                }
            }
        },
        quote! {
            impl Client {
                #[doc = " A client with settings of its own."]
                pub fn builder() -> ClientBuilder<Self> {
                    ClientBuilder::new()
                }

                #[doc = " A client for the workspace that environment and profile file name."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " When they name none, or no credentials for it."]
                pub async fn from_env() -> Result<Self> {
                    jobs_runtime::Client::from_env().await.map(Self::from)
                }

                #[doc = " The client below this one, which knows HTTP and nothing of this API."]
                #[must_use]
                pub const fn runtime(&self) -> &jobs_runtime::Client {
                    &self.runtime
                }
            }
        },
        quote! { impl Client { #(#methods)* } },
    ]
}

fn method(operation: &Operation, options: &Options) -> TokenStream {
    let about = lines(&method_docs(operation, options));
    let name = ident(&operation.name);
    let request = ident(&operation.request.name);
    quote! {
        #about
        pub fn #name(&self, request: impl Into<#request>) -> Call<#request> {
            self.runtime.call(request.into())
        }
    }
}

fn method_docs(operation: &Operation, options: &Options) -> Vec<String> {
    let width = WIDTH - 4;
    let mut paragraphs = operation.docs.clone();
    paragraphs.push(how(operation));
    let mut docs = wrapped(&paragraphs, width);
    let mut errors =
        "When the service refuses the request or cannot be reached, as `ErrorKind` tells"
            .to_owned();
    errors.push_str(match operation.not_found {
        Some(_) => "; `NotFound` if what it names does not exist.",
        None => ".",
    });
    docs.extend([String::new(), "# Errors".to_owned(), String::new()]);
    docs.extend(wrapped(&[errors], width));
    if let Some(sample) = &operation.sample {
        // What samples of other documents stand on is not known.
        let fence = if options.foreign { "```ignore" } else { "```" };
        docs.extend(["", "# Examples", "", fence].map(str::to_owned));
        docs.extend(options.sample_head.iter().map(|line| format!("# {line}")));
        let sample = sample.trim_end().lines();
        docs.extend(sample.map(|line| line.replace(char::is_control, " ")));
        docs.extend(options.sample_tail.iter().map(|line| format!("# {line}")));
        docs.push("```".to_owned());
    }
    docs
}

/// The request line, and what the runtime does beyond sending it.
fn how(operation: &Operation) -> String {
    let mut text = format!(
        "{}. {}",
        request_line(operation),
        sent_again(&operation.retry)
    );
    if operation.may_be_empty {
        text.push_str(" Answers `None` where the service has nothing to tell.");
    }
    if let Some(paged) = &operation.paged {
        let item = match &paged.item {
            Shape::Named(named) => format!("[`{0}`](super::types::{0})", named.name),
            _ => "element".to_owned(),
        };
        text.push_str(&format!(
            " Answers a page; [`Call::items`] reads each {item} of all pages."
        ));
    }
    if operation.continued.is_some() {
        text.push_str(" Answers the whole, over all its pages; [`Call::page`] reads one of them.");
    }
    if let Some(work) = &operation.long_running {
        let polled = &work.polled;
        text.push_str(&format!(
            " Answers at once; [`Call::wait`] waits until the \
             [`{polled}`](super::types::{polled}) has ended."
        ));
    }
    text
}

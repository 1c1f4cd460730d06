//! The client for programs that are not async: the same methods, over the runtime's.

use proc_macro2::TokenStream;
use quote::quote;

use super::pieces::{WIDTH, ident, lines, wrapped};
use crate::model::{Api, Operation, paragraphs};

/// `blocking.rs`
pub(super) fn blocking(api: &Api) -> Vec<TokenStream> {
    let title = paragraphs(&format!(
        "Client of the {}, for programs that are not async.",
        api.title
    ));
    let about = lines(&wrapped(&[title.join(" "), ABOUT.to_owned()], WIDTH));
    let operations = api.groups.iter().flat_map(|group| &group.operations);
    let methods = operations.map(method);
    vec![
        quote! {
            #about
            #[derive(Clone, Debug)]
            pub struct Client {
                client: super::Client,
                runtime: jobs_runtime::blocking::Client,
            }
        },
        quote! {
            impl Client {
                #[doc = " The blocking client over an async one, whose settings it has."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " Inside an async runtime, or when no thread can be started."]
                pub fn new(client: super::Client) -> Result<Self> {
                    let runtime = jobs_runtime::blocking::Client::new(client.runtime().clone())?;
                    Ok(Self { client, runtime })
                }

                #[doc = " A client for the workspace that environment and profile file name."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " As [`new`](Self::new), and when they name none, or no credentials for it."]
                pub fn from_env() -> Result<Self> {
                    let runtime = jobs_runtime::blocking::Client::from_env()?;
                    let client = runtime.async_client().clone().into();
                    Ok(Self { client, runtime })
                }

                #[doc = " The blocking client below this one, which knows HTTP and nothing of this API."]
                #[must_use]
                pub const fn runtime(&self) -> &jobs_runtime::blocking::Client {
                    &self.runtime
                }

                #[doc = " Does with the async client what this one has no method for."]
                #[doc = ""]
                #[doc = " # Errors"]
                #[doc = ""]
                #[doc = " With the error of `work`, and inside an async runtime."]
                pub fn block_on<T>(
                    &self,
                    work: impl AsyncFnOnce(&super::Client) -> Result<T>,
                ) -> Result<T> {
                    self.runtime.block_on(work(&self.client))?
                }
            }
        },
        quote! { impl Client { #(#methods)* } },
    ]
}

const ABOUT: &str = "It is cheap to clone; clones share a thread, and what clones of the async \
                     client share.";

fn method(operation: &Operation) -> TokenStream {
    let name = ident(&operation.name);
    let request = ident(&operation.request.name);
    let link = format!("As [`Client::{name}`](super::Client::{name}); ended by [`Call::send`].");
    let mut paragraphs: Vec<String> = operation.docs.first().cloned().into_iter().collect();
    paragraphs.push(link);
    let about = lines(&wrapped(&paragraphs, WIDTH - 4));
    quote! {
        #about
        pub fn #name(&self, request: impl Into<#request>) -> Call<#request> {
            self.runtime.call(request.into())
        }
    }
}

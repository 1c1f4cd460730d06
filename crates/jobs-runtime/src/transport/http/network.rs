//! What of the network can be set.

use std::path::{Path, PathBuf};
use std::time::Duration;

use http::Uri;
use reqwest::{NoProxy, Proxy};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::{self, PemObject};

use crate::Result;
use crate::config::{Environment, Secret};
use crate::error::Error;

/// What of the network can be set. What is not set is as the constants of the transport say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Network {
    /// File of certificates of authorities to trust beside those of the system.
    pub(crate) ca_bundle: Option<PathBuf>,
    /// Address of a proxy, perhaps with a password.
    pub(crate) proxy: Option<Secret>,
    /// Most bytes of an answer, decompressed.
    pub(crate) response_limit: Option<usize>,
    /// Time to get a connection.
    pub(crate) connect_timeout: Option<Duration>,
}

impl Network {
    /// The authorities of the bundle, if there is one.
    pub(super) fn authorities(&self) -> Result<Vec<CertificateDer<'static>>> {
        let Some(path) = &self.ca_bundle else {
            return Ok(Vec::new());
        };
        let authorities =
            read_certificates(path).map_err(|error| unusable(path, &error).with_source(error))?;
        if authorities.is_empty() {
            return Err(unusable(path, "it has no certificate"));
        }
        Ok(authorities)
    }

    /// The proxy, if there is one, for all hosts but those that the environment excepts.
    pub(super) fn proxy(&self, environment: &dyn Environment) -> Result<Option<Proxy>> {
        let Some(url) = &self.proxy else {
            return Ok(None);
        };
        // The address is left out, and the cause, which may tell it: it may hold a password.
        let invalid =
            || Error::config("`proxy` is not an address such as http://proxy.example:3128");
        if !is_address(url.expose()) {
            return Err(invalid());
        }
        let proxy = Proxy::all(url.expose()).map_err(|_| invalid())?;
        let except = ["NO_PROXY", "no_proxy"]
            .into_iter()
            .find_map(|name| environment.variable(name))
            .and_then(|hosts| NoProxy::from_string(&hosts));
        Ok(Some(proxy.no_proxy(except)))
    }
}

/// Whether a text is the address of a proxy that HTTP is spoken with.
fn is_address(text: &str) -> bool {
    text.parse().is_ok_and(|url: Uri| {
        matches!(url.scheme_str(), Some("http" | "https"))
            && url.host().is_some_and(|host| !host.is_empty())
    })
}

fn read_certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, pem::Error> {
    CertificateDer::pem_file_iter(path)?.collect()
}

fn unusable(path: &Path, why: impl std::fmt::Display) -> Error {
    Error::config(format!(
        "cannot use the certificates in {} (`ca_bundle`): {why}",
        path.display()
    ))
}

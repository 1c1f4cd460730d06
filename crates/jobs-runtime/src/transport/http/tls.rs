//! How the service proves who it is.

use std::error::Error as StdError;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{
    CertificateError, ClientConfig, ConfigBuilder, InvalidMessage, RootCertStore, WantsVerifier,
};
use rustls_platform_verifier::Verifier;

/// Settings for connections without TLS: nobody is trusted.
pub(super) fn none() -> Result<ClientConfig, rustls::Error> {
    Ok(versions(provider())?
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth())
}

/// Settings that trust whom the system trusts, and these authorities. To read the system's takes a
/// while.
pub(super) fn trusting(
    authorities: &[CertificateDer<'static>],
) -> Result<ClientConfig, rustls::Error> {
    let provider = provider();
    let verifier: Arc<dyn ServerCertVerifier> = Arc::new(Verifier::new_with_extra_roots(
        authorities.iter().cloned(),
        provider.clone(),
    )?);
    let mut config = versions(provider)?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The one provider of cryptography. It is not installed for the process, which may have its own.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn versions(
    provider: Arc<CryptoProvider>,
) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, rustls::Error> {
    ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()
}

/// The error of TLS in an error, perhaps wrapped as one of input and output.
pub(super) fn error_in<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    let wrapped = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match wrapped {
        Some(inner) => error_in(inner),
        None => error.downcast_ref(),
    }
}

/// What an error of TLS means for the connection to a host.
pub(super) fn explain(host: &str, error: &rustls::Error) -> String {
    let why = match error {
        rustls::Error::InvalidCertificate(why) => why,
        // What comes is no TLS at all.
        rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType) => {
            return format!(
                "no secure connection to {host}: it answers without TLS; is the port right, or \
                 does the address begin with http://?"
            );
        }
        _ => return format!("no secure connection to {host}: {error}"),
    };
    match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            format!("the certificate of {host} has expired")
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!("the certificate of {host} is not valid yet: is this machine's clock right?")
        }
        CertificateError::NotValidForName => {
            format!("the certificate of {host} is for another host")
        }
        CertificateError::NotValidForNameContext { presented, .. } => format!(
            "the certificate of {host} is for another host: {}",
            presented.join(", ")
        ),
        CertificateError::UnknownIssuer => format!(
            "the certificate of {host} is not from an authority that this machine trusts: if it \
             should be, name the authority's file as `ca_bundle`"
        ),
        _ => format!("the certificate of {host} cannot be trusted: {error}"),
    }
}

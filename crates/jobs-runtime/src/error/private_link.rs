//! The page to which a workspace sends those who should come over a private link.

use http::Uri;

use super::problem::Problem;

/// How the clouds call their private links, and where their use is told.
struct Feature {
    /// Ends of host names in this cloud.
    hosts: &'static [&'static str],
    name: &'static str,
    endpoint: &'static str,
    docs: &'static str,
}

const AZURE: Feature = Feature {
    hosts: &[
        ".azuredatabricks.net",
        ".databricks.azure.us",
        ".databricks.azure.cn",
    ],
    name: "Azure Private Link",
    endpoint: "Azure Private Link endpoint",
    docs: "https://learn.microsoft.com/en-us/azure/databricks/security/network/classic/private-link-standard#authentication-troubleshooting",
};

const GCP: Feature = Feature {
    hosts: &[".gcp.databricks.com"],
    name: "GCP Private Service Connect",
    endpoint: "GCP VPC endpoint",
    docs: "https://docs.gcp.databricks.com/en/security/network/classic/private-service-connect.html",
};

const AWS: Feature = Feature {
    hosts: &[],
    name: "AWS PrivateLink",
    endpoint: "AWS VPC endpoint",
    docs: "https://docs.databricks.com/en/security/network/classic/privatelink.html",
};

/// What it means that an answer leads to this place, if that is the page. `host` is where the
/// request went to, which tells the cloud where the place is without host.
pub(super) fn private_link(place: &str, host: Option<&str>) -> Option<Problem> {
    let place: Uri = place.parse().ok()?;
    let tells = place
        .query()
        .is_some_and(|query| query.contains("error=private-link-validation-error"));
    if !tells || !place.path().ends_with("/login.html") {
        return None;
    }
    let Feature {
        name,
        endpoint,
        docs,
        ..
    } = feature(place.host().or(host).unwrap_or_default());
    Some(Problem {
        code: Some("PRIVATE_LINK_VALIDATION_ERROR".to_owned()),
        message: format!(
            "the workspace has {name} enabled and cannot be reached from this network: check that \
             {name} is set up, and that this machine reaches the {endpoint}; see {docs}"
        ),
        ..Problem::default()
    })
}

fn feature(host: &str) -> &'static Feature {
    let host = host.to_ascii_lowercase();
    [&AZURE, &GCP]
        .into_iter()
        .find(|feature| feature.hosts.iter().any(|end| host.ends_with(end)))
        .unwrap_or(&AWS)
}

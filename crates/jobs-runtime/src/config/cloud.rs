//! Clouds, as a workspace's address tells them apart.

use std::fmt;
use std::str::FromStr;

use crate::Result;
use crate::error::Error;

/// A cloud that workspaces run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// Amazon Web Services.
    Aws,
    /// Microsoft Azure.
    Azure,
    /// Google Cloud.
    Gcp,
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aws => "AWS",
            Self::Azure => "AZURE",
            Self::Gcp => "GCP",
        })
    }
}

impl FromStr for Cloud {
    type Err = Error;

    /// Reads a cloud's name, in any case.
    fn from_str(name: &str) -> Result<Self> {
        [Self::Aws, Self::Azure, Self::Gcp]
            .into_iter()
            .find(|cloud| cloud.to_string().eq_ignore_ascii_case(name.trim()))
            .ok_or_else(|| Error::config("the cloud is none of AWS, AZURE, GCP"))
    }
}

/// Where the parts of an Azure cloud are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AzureEnvironment {
    /// Name, such as `PUBLIC`.
    pub(crate) name: &'static str,
    /// The service management, which is the resource of management tokens.
    pub(crate) service_management: &'static str,
    /// The resource manager.
    pub(crate) resource_manager: &'static str,
    /// Where service principals get tokens; it ends in a slash.
    pub(crate) active_directory: &'static str,
}

/// The clouds of Azure.
pub(super) const AZURE_ENVIRONMENTS: [AzureEnvironment; 3] = [
    AzureEnvironment {
        name: "PUBLIC",
        service_management: "https://management.core.windows.net/",
        resource_manager: "https://management.azure.com/",
        active_directory: "https://login.microsoftonline.com/",
    },
    AzureEnvironment {
        name: "USGOVERNMENT",
        service_management: "https://management.core.usgovcloudapi.net/",
        resource_manager: "https://management.usgovcloudapi.net/",
        active_directory: "https://login.microsoftonline.us/",
    },
    AzureEnvironment {
        name: "CHINA",
        service_management: "https://management.core.chinacloudapi.cn/",
        resource_manager: "https://management.chinacloudapi.cn/",
        active_directory: "https://login.chinacloudapi.cn/",
    },
];

impl AzureEnvironment {
    /// Reads a name such as `PUBLIC`, `public` or `AzurePublicCloud`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_uppercase();
        let name = name.strip_prefix("AZURE").unwrap_or(&name);
        let name = name.strip_suffix("CLOUD").unwrap_or(name);
        AZURE_ENVIRONMENTS
            .into_iter()
            .find(|environment| environment.name == name)
    }
}

/// What a host's name tells by its end.
pub(super) struct Domain {
    /// End of the name, with the dot before it.
    suffix: &'static str,
    pub(super) cloud: Cloud,
    /// Id of the application that tokens of Microsoft Entra ID are for, in Azure.
    pub(super) azure_application: Option<&'static str>,
    /// Index into [`AZURE_ENVIRONMENTS`], in Azure.
    pub(super) azure_environment: usize,
}

impl Domain {
    /// The domain of the machine with this name, if it is known.
    pub(super) fn of(name: &str) -> Option<&'static Self> {
        DOMAINS.iter().find(|domain| name.ends_with(domain.suffix))
    }
}

/// Id of the application in production.
const APPLICATION: &str = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

const fn plain(suffix: &'static str, cloud: Cloud) -> Domain {
    Domain {
        suffix,
        cloud,
        azure_application: None,
        azure_environment: 0,
    }
}

const fn azure(suffix: &'static str, application: &'static str, environment: usize) -> Domain {
    Domain {
        suffix,
        cloud: Cloud::Azure,
        azure_application: Some(application),
        azure_environment: environment,
    }
}

/// The domains of workspaces; the first that fits counts.
const DOMAINS: &[Domain] = &[
    plain(".dev.databricks.com", Cloud::Aws),
    plain(".staging.cloud.databricks.com", Cloud::Aws),
    plain(".cloud.databricks.us", Cloud::Aws),
    plain(".cloud.databricks.com", Cloud::Aws),
    azure(
        ".dev.azuredatabricks.net",
        "62a912ac-b58e-4c1d-89ea-b2dbfc7358fc",
        0,
    ),
    azure(
        ".staging.azuredatabricks.net",
        "4a67d088-db5c-48f1-9ff2-0aace800ae68",
        0,
    ),
    azure(".azuredatabricks.net", APPLICATION, 0),
    azure(".databricks.azure.us", APPLICATION, 1),
    azure(".databricks.azure.cn", APPLICATION, 2),
    plain(".dev.gcp.databricks.com", Cloud::Gcp),
    plain(".staging.gcp.databricks.com", Cloud::Gcp),
    plain(".gcp.databricks.com", Cloud::Gcp),
];

/// Id of the application in production, for workspaces that no domain tells of.
pub(super) const fn production_application() -> &'static str {
    APPLICATION
}

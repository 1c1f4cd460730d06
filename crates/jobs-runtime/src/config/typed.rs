//! Values as the types that they stand for.

use std::time::Duration;

use super::cloud::{AZURE_ENVIRONMENTS, AzureEnvironment, Domain, production_application};
use super::table::Form;
use super::{Attribute, Cloud, Config, Host, coerce};

impl Config {
    /// Whether an attribute is set and true.
    pub fn is_true(&self, attribute: Attribute) -> bool {
        self.typed(attribute, Form::Flag) == Some("true")
    }

    /// Value of an attribute that is a whole number.
    pub fn integer(&self, attribute: Attribute) -> Option<u64> {
        self.typed(attribute, Form::Integer)?.parse().ok()
    }

    /// Value of an attribute that is a number of seconds. Zero is zero, and not unset.
    pub fn seconds(&self, attribute: Attribute) -> Option<Duration> {
        coerce::seconds(self.typed(attribute, Form::Seconds)?)
    }

    /// OAuth scopes to ask for, sorted, each once: `all-apis` unless some are set.
    pub fn scopes(&self) -> Vec<String> {
        let scopes = self.get(Attribute::Scopes).unwrap_or("all-apis");
        let mut scopes: Vec<_> = coerce::words(scopes).map(str::to_owned).collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }

    /// The cloud that the workspace is in: a resource id of Azure says so, then the attribute, then
    /// the address; else it is AWS.
    pub fn cloud(&self) -> Cloud {
        if self.get(Attribute::AzureWorkspaceResourceId).is_some() {
            return Cloud::Azure;
        }
        let named = self
            .get(Attribute::Cloud)
            .and_then(|name| name.parse().ok());
        named
            .or_else(|| Some(self.domain()?.cloud))
            .unwrap_or(Cloud::Aws)
    }

    /// The address, in its one form, if it is set and can be read.
    pub(crate) fn host(&self) -> Option<Host> {
        Host::parse(self.get(Attribute::Host)?).ok()
    }

    /// Whether the workspace is in Azure.
    pub(crate) fn is_azure(&self) -> bool {
        self.cloud() == Cloud::Azure
    }

    /// Where the parts of the Azure cloud are reached that the workspace is in.
    pub(crate) fn azure_environment(&self) -> AzureEnvironment {
        self.get(Attribute::AzureEnvironment)
            .and_then(AzureEnvironment::from_name)
            .or_else(|| Some(AZURE_ENVIRONMENTS[self.domain()?.azure_environment]))
            .unwrap_or(AZURE_ENVIRONMENTS[0])
    }

    /// Id of the application that tokens of Microsoft Entra ID are for.
    pub(crate) fn azure_application(&self) -> &'static str {
        self.domain()
            .and_then(|domain| domain.azure_application)
            .unwrap_or(production_application())
    }

    fn domain(&self) -> Option<&'static Domain> {
        Domain::of(self.host()?.name())
    }

    fn typed(&self, attribute: Attribute, form: Form) -> Option<&str> {
        let value = self.get(attribute)?;
        (attribute.description().form == form).then_some(value)
    }
}

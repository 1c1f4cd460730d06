//! Which cloud a workspace is in.

use super::*;

// CFG-24, F.A.4
#[test]
fn the_address_tells_the_cloud() {
    const APPLICATION: &str = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
    const DEV: &str = "62a912ac-b58e-4c1d-89ea-b2dbfc7358fc";
    const STAGING: &str = "4a67d088-db5c-48f1-9ff2-0aace800ae68";
    for (name, cloud, application, environment) in [
        ("x.dev.databricks.com", Cloud::Aws, APPLICATION, "PUBLIC"),
        (
            "x.staging.cloud.databricks.com",
            Cloud::Aws,
            APPLICATION,
            "PUBLIC",
        ),
        ("x.cloud.databricks.us", Cloud::Aws, APPLICATION, "PUBLIC"),
        ("x.cloud.databricks.com", Cloud::Aws, APPLICATION, "PUBLIC"),
        (
            "adb-1.2.dev.azuredatabricks.net",
            Cloud::Azure,
            DEV,
            "PUBLIC",
        ),
        (
            "adb-1.2.staging.azuredatabricks.net",
            Cloud::Azure,
            STAGING,
            "PUBLIC",
        ),
        (
            "ADB-1.2.AzureDatabricks.net.",
            Cloud::Azure,
            APPLICATION,
            "PUBLIC",
        ),
        (
            "x.databricks.azure.us",
            Cloud::Azure,
            APPLICATION,
            "USGOVERNMENT",
        ),
        ("x.databricks.azure.cn", Cloud::Azure, APPLICATION, "CHINA"),
        (
            "x.dev.gcp.databricks.com",
            Cloud::Gcp,
            APPLICATION,
            "PUBLIC",
        ),
        (
            "x.staging.gcp.databricks.com",
            Cloud::Gcp,
            APPLICATION,
            "PUBLIC",
        ),
        ("1.2.gcp.databricks.com", Cloud::Gcp, APPLICATION, "PUBLIC"),
        // the end of the name counts, and whole labels of it
        ("azuredatabricks.net", Cloud::Aws, APPLICATION, "PUBLIC"),
        (
            "x.azuredatabricks.net.evil.test",
            Cloud::Aws,
            APPLICATION,
            "PUBLIC",
        ),
        (
            "x.notazuredatabricks.net",
            Cloud::Aws,
            APPLICATION,
            "PUBLIC",
        ),
        ("x.example.com", Cloud::Aws, APPLICATION, "PUBLIC"),
    ] {
        let config = resolve_one(Attribute::Host, &format!("{name}:8443")).unwrap();
        assert_eq!(config.cloud(), cloud, "{name}");
        assert_eq!(config.is_azure(), cloud == Cloud::Azure, "{name}");
        assert_eq!(config.azure_application(), application, "{name}");
        assert_eq!(config.azure_environment().name, environment, "{name}");
    }
    assert_eq!(Config::new().cloud(), Cloud::Aws);
}

// CFG-25, F.A.2
#[test]
fn a_resource_id_beats_the_attribute_and_that_the_address() {
    use Attribute::{AzureWorkspaceResourceId, Cloud as Named, Host};
    let azure = (Host, "adb-1.2.azuredatabricks.net");
    let gcp = (Host, "1.2.gcp.databricks.com");
    let resource = (AzureWorkspaceResourceId, "/subscriptions/s");
    let home = Home::empty();
    for (explicit, cloud) in [
        (&[azure][..], Cloud::Azure),
        (&[azure, (Named, "AWS")], Cloud::Aws),
        (&[azure, (Named, "gcp")], Cloud::Gcp),
        (&[gcp, (Named, "Azure")], Cloud::Azure),
        (&[gcp, (Named, "azur")], Cloud::Gcp),
        (&[gcp, (Named, "")], Cloud::Gcp),
        (&[gcp, (Named, "AWS"), resource], Cloud::Azure),
        (&[(Named, "AWS"), resource], Cloud::Azure),
    ] {
        let config = resolve(explicit, &[], &home).unwrap();
        assert_eq!(config.cloud(), cloud, "{explicit:?}");
    }
    for (name, cloud) in [
        ("AWS", Cloud::Aws),
        ("aws", Cloud::Aws),
        ("AZURE", Cloud::Azure),
        ("Azure", Cloud::Azure),
        ("GCP", Cloud::Gcp),
        (" gcp ", Cloud::Gcp),
    ] {
        assert_eq!(name.parse::<Cloud>().unwrap(), cloud);
        let config = resolve_one(Named, name).unwrap();
        assert_eq!(config.get(Named), Some(cloud.to_string().as_str()));
    }
    assert!("MOON".parse::<Cloud>().is_err());
}

// CFG-26, F.A.5
#[test]
fn azure_clouds_have_more_names_than_one() {
    use Attribute::{AzureEnvironment, AzureTenantId, AzureWorkspaceResourceId, Host};
    let home = Home::empty();
    let resource = (AzureWorkspaceResourceId, "/subscriptions/s");
    for (name, environment, login) in [
        ("PUBLIC", "PUBLIC", "https://login.microsoftonline.com/"),
        (
            "USGOVERNMENT",
            "USGOVERNMENT",
            "https://login.microsoftonline.us/",
        ),
        ("CHINA", "CHINA", "https://login.chinacloudapi.cn/"),
        ("public", "PUBLIC", "https://login.microsoftonline.com/"),
        (
            "usgovernment",
            "USGOVERNMENT",
            "https://login.microsoftonline.us/",
        ),
        ("china", "CHINA", "https://login.chinacloudapi.cn/"),
        (
            "AzurePublicCloud",
            "PUBLIC",
            "https://login.microsoftonline.com/",
        ),
        (
            "AzureUSGovernment",
            "USGOVERNMENT",
            "https://login.microsoftonline.us/",
        ),
        (
            "AzureChinaCloud",
            "CHINA",
            "https://login.chinacloudapi.cn/",
        ),
    ] {
        let config = resolve(&[resource, (AzureEnvironment, name)], &[], &home).unwrap();
        assert_eq!(config.azure_environment().name, environment, "{name}");
        assert_eq!(config.azure_environment().active_directory, login);
    }
    assert_eq!(
        resolve(&[resource], &[], &home)
            .unwrap()
            .azure_environment()
            .name,
        "PUBLIC"
    );

    // One that is not known matters to whom secrets of Azure go to, and to nobody else.
    let german = [("ARM_ENVIRONMENT", "german")];
    let error = resolve(&[resource], &german, &home).unwrap_err();
    assert_eq!(
        error.message(),
        "`azure_environment` (environment variable ARM_ENVIRONMENT) must be PUBLIC, \
         USGOVERNMENT or CHINA"
    );
    for explicit in [
        [(Host, "x.databricks.azure.cn"), (AzureTenantId, "")],
        [(Host, "x.cloud.databricks.com"), (AzureTenantId, "t")],
    ] {
        assert!(resolve(&explicit, &german, &home).is_ok());
    }
}

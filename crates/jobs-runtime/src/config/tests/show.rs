//! What is shown of a configuration.

use super::*;
use crate::config::table::DESCRIPTIONS;

// R10.1
#[test]
fn a_configuration_is_shown_without_secrets() {
    let home =
        Home::with("[DEFAULT]\nhost = https://x\ntoken = canary-4b1d\ncanary-4b1d = canary-4b1d\n");
    let config = resolve(&[], &[], &home).unwrap();
    let file = home.file();
    assert_eq!(
        format!("{config:?}"),
        format!(
            "Config {{ host: \"https://x\" ({file}:2, profile DEFAULT), \
             token: \"***\" ({file}:3, profile DEFAULT) }}"
        )
    );
    assert_eq!(config.to_string(), "host=https://x, token=***");
    assert_eq!(config.get(Attribute::Token), Some("canary-4b1d"));
    assert_eq!(format!("{:?}", Secret::new("canary-4b1d")), "***");
}

// R10.1, G.6: over all attributes, at every place where something is shown.
#[test]
fn no_secret_is_ever_shown() {
    let sensitive = DESCRIPTIONS
        .iter()
        .filter(|description| description.sensitive)
        .map(|description| description.attribute);
    for attribute in sensitive {
        let mut config = Config::new()
            .with(attribute, "canary-4b1d")
            .with(Attribute::Username, "me");
        let before = format!("{config:?} {config}");
        let resolved = config.resolve(&());
        let iterated: String = config.iter().map(|(_, value, _)| value).collect();
        let shown = format!(
            "{before} {config:?} {config} {} {iterated} {resolved:?}",
            config.tried()
        );
        assert!(shown.contains("***"));
        assert!(!shown.contains("canary-4b1d"), "{shown}");
    }
}

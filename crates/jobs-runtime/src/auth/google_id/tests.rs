use super::super::jwt;
use super::super::testing::{CANARY, Services, answers, context, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://x.gcp.databricks.com");
const ACCOUNT: (Attribute, &str) = (Attribute::GoogleServiceAccount, "bot@example.iam");

/// Google's services, and those of a machine in its cloud.
fn google() -> Services {
    Services::answering(|head| {
        let (_, address) = head.split_once(' ')?;
        if address.ends_with(":generateIdToken") {
            answers(json!({"token": jwt::unsigned(&json!({"exp": 2_000_000_000}))}))
        } else if address.ends_with(":generateAccessToken") {
            answers(json!({"accessToken": CANARY, "expireTime": "1970-01-01T01:00:00Z"}))
        } else {
            answers(json!({"access_token": "caller", "expires_in": 60}))
        }
    })
}

fn source(variables: &[(&str, &str)], services: &Services) -> GoogleId {
    GoogleId {
        context: context(&[HOST, ACCOUNT], variables, services),
        account: ACCOUNT.1.to_owned(),
    }
}

fn act(verb: &str, body: &str) -> String {
    format!(
        "POST https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/\
         bot%40example%2Eiam:{verb}\n\
         authorization: Bearer caller\n\
         content-type: application/json\n\
         {body}"
    )
}

// B.2: the machine's own account acts in the name of another, byte for byte.
#[tokio::test]
async fn the_machines_account_acts_for_another() {
    let services = google();
    let token = source(&[], &services).token().await.unwrap();
    assert_eq!(
        services.asked(),
        [
            format!("GET {MACHINE}\nmetadata-flavor: Google"),
            act(
                "generateIdToken",
                r#"{"audience":"https://x.gcp.databricks.com","includeEmail":true}"#
            ),
            act(
                "generateAccessToken",
                r#"{"lifetime":"3600s","scope":["https://www.googleapis.com/auth/cloud-platform","https://www.googleapis.com/auth/compute"]}"#
            ),
        ]
    );
    assert_eq!(token.headers["x-databricks-gcp-sa-access-token"], CANARY);
    let life = token
        .expires_at
        .unwrap()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    assert_eq!(life.as_secs(), 3600);
}

// Application default credentials: the login of a person, where gcloud leaves it or a variable says.
#[tokio::test]
async fn the_login_of_a_person_acts_for_another() {
    let home = tempfile::tempdir().unwrap();
    let gcloud = home.path().join(".config/gcloud");
    std::fs::create_dir_all(&gcloud).unwrap();
    let file = gcloud.join("application_default_credentials.json");
    let login = json!({
        "type": "authorized_user",
        "client_id": "an-id",
        "client_secret": "a-secret",
        "refresh_token": "a-token",
    });
    std::fs::write(&file, login.to_string()).unwrap();
    for variable in [
        ("HOME", home.path().to_str().unwrap()),
        ("GOOGLE_APPLICATION_CREDENTIALS", file.to_str().unwrap()),
    ] {
        let services = google();
        source(&[variable], &services).token().await.unwrap();
        assert_eq!(
            services.asked()[0],
            "POST https://oauth2.googleapis.com/token\n\
             content-type: application/x-www-form-urlencoded\n\
             grant_type=refresh_token&client_id=an-id&client_secret=a-secret&refresh_token=a-token"
        );
    }
}

#[tokio::test]
async fn an_unusable_file_is_an_error_that_does_not_show_it() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let variables = [(
        "GOOGLE_APPLICATION_CREDENTIALS",
        file.path().to_str().unwrap(),
    )];
    for (text, expected) in [
        (CANARY.to_owned(), "no JSON"),
        (
            json!({"type": "external_account", "x": CANARY}).to_string(),
            "external_account",
        ),
        (
            json!({"type": "service_account", "x": CANARY}).to_string(),
            "client_email",
        ),
    ] {
        std::fs::write(file.path(), text).unwrap();
        let error = source(&variables, &google()).token().await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
    let missing = [("GOOGLE_APPLICATION_CREDENTIALS", "/not/there")];
    let error = source(&missing, &google()).token().await.unwrap_err();
    assert!(error.to_string().contains("/not/there"), "{error}");
}

#[test]
fn it_applies_where_an_account_is_set() {
    let none = Services::answering(|_| None);
    assert_eq!(
        verdict(&STRATEGY, &context(&[HOST, ACCOUNT], &[], &none)).0,
        "chosen"
    );
    assert_eq!(
        verdict(&STRATEGY, &context(&[HOST], &[], &none)).0,
        "not configured"
    );
}

use serde_json::json;

use super::super::testing::{CANARY, Services, answers, context, discovery, verdict};
use super::*;

const HOST: (Attribute, &str) = (Attribute::Host, "https://x.cloud.databricks.com");
const PIPELINE: [(&str, &str); 6] = [
    (ACCESS_TOKEN, CANARY),
    (COLLECTION, "https://dev.azure.com/me/"),
    (PROJECT, "project"),
    (HOST_TYPE, "build"),
    (PLAN, "plan"),
    (JOB, "job"),
];

// test_oidc_token_supplier: the request, with or without a slash at the end of the collection.
#[tokio::test]
async fn an_id_token_is_asked_for_and_exchanged() {
    for collection in ["https://dev.azure.com/me/", "https://dev.azure.com/me"] {
        let services = Services::answering(|head| {
            if head.starts_with("POST https://dev.azure.com") {
                answers(json!({"oidcToken": "id-token"}))
            } else if head.starts_with("POST") {
                answers(json!({"access_token": "access", "expires_in": 60}))
            } else {
                discovery(head)
            }
        });
        let mut pipeline = PIPELINE;
        pipeline[1].1 = collection;
        let attributes = [HOST, (Attribute::TokenAudience, "a")];
        let source = AzureDevopsOidc {
            context: context(&attributes, &pipeline, &services),
        };
        assert_eq!(
            source.token().await.unwrap().access_token.expose(),
            "access"
        );
        let asked = services.asked();
        let id_token = asked
            .iter()
            .find(|asked| asked.contains("dev.azure.com"))
            .unwrap();
        assert_eq!(
            *id_token,
            format!(
                "POST https://dev.azure.com/me/project/_apis/distributedtask/hubs/build/plans/plan\
                 /jobs/job/oidctoken?api-version=7.2-preview.1\n\
                 authorization: Bearer {CANARY}\n\
                 content-type: application/json"
            )
        );
        assert!(
            asked
                .iter()
                .any(|asked| asked.contains("subject_token=id-token")),
            "{asked:?}"
        );
    }
}

// test_oidc_token_supplier: each variable that is missing is named.
#[test]
fn what_is_missing_is_named() {
    let none = Services::answering(|_| None);
    for (missing, _) in PIPELINE {
        let rest: Vec<_> = PIPELINE
            .into_iter()
            .filter(|(name, _)| *name != missing)
            .collect();
        let (word, lacks) = verdict(&STRATEGY, &context(&[HOST], &rest, &none));
        assert_eq!(word, "incomplete", "{missing}");
        assert!(lacks.contains(missing), "{lacks}");
    }
    let (word, lacks) = verdict(&STRATEGY, &context(&[HOST], &PIPELINE[..1], &none));
    assert_eq!(word, "incomplete");
    assert!(lacks.contains(PLAN) && lacks.contains(JOB), "{lacks}");
    // On a machine that is none of Azure DevOps, nothing is missing.
    assert_eq!(
        verdict(&STRATEGY, &context(&[HOST], &[], &none)).0,
        "not configured"
    );
    assert_eq!(
        verdict(&STRATEGY, &context(&[HOST], &PIPELINE, &none)).0,
        "possible"
    );
}

// test_oidc_token_supplier: failures of the service, and answers without a token.
#[tokio::test]
async fn a_failure_is_told_without_secrets() {
    for answer in [
        None,
        answers("{}"),
        answers("no JSON"),
        answers(r#"{"oidcToken": ""}"#),
        Some(crate::transport::Response::new(
            http::StatusCode::UNAUTHORIZED,
            "no",
        )),
    ] {
        let services = Services::answering(move |_| answer.clone());
        let source = AzureDevopsOidc {
            context: context(&[HOST], &PIPELINE, &services),
        };
        let error = source.id_token().await.unwrap_err();
        assert!(
            !format!("{error:#} {error:?}").contains(CANARY),
            "{error:?}"
        );
    }
}

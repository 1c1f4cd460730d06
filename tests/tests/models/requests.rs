//! What operations send.

use std::collections::BTreeSet;

use jobs_api::operations::*;
use jobs_api::types::{AzureAttributes, JobCluster, NewCluster, RunType, Task, ViewsToExport};
use jobs_api::{Client, ErrorKind, Result};
use jobs_codegen::model::FieldPlace;
use jobs_codegen::openapi::{ParameterPlace, Retry};
use jobs_runtime::json::{self, Decode};
use jobs_runtime::operation::{
    Method, Operation, OperationInfo, Parameter, RequestParts, RetryClass,
};
use jobs_runtime::transport::{Reply, Request, Script};

use crate::instance::{Maker, with_members};
use crate::json::Json;
use crate::spec::SPEC;

const HOST: &str = "https://example.test";

/// Calls an operation, and gives what it sent, or why it sent nothing. What it makes of the answer,
/// which is empty, does not matter.
async fn attempt<O: Operation>(operation: O) -> Result<Request> {
    let script = Script::new();
    script.stub(O::INFO.name, |_| Reply::ok("{}"));
    let client: Client = Client::builder()
        .host(HOST)
        .token("token")
        .environment(())
        .transport(script.clone())
        .build()?;
    let answer = client.runtime().call(operation).await;
    match script.requests().into_iter().next() {
        Some(request) => Ok(request),
        None => Err(answer.map(|_| ()).unwrap_err()),
    }
}

async fn sent<O: Operation>(operation: O) -> Request {
    check_expectation(operation.clone()).await;
    attempt(operation).await.unwrap()
}

/// R12.1: whatever a request says, an expectation of it covers it, and no other one.
async fn check_expectation<O: Operation>(operation: O) {
    let script = Script::new();
    let client: Client = script.client();
    let call = || client.runtime().call(operation.clone());
    script
        .on(operation.clone())
        .reply_error(403, "PERMISSION_DENIED", "no");
    let error = call().await.map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied, "{error}");
    script.assert_done();

    script
        .on(operation.clone())
        .reply_error(403, "PERMISSION_DENIED", "no")
        .any_times();
    let other = call().query("more", "than expected").await;
    let error = other.map(|_| ()).unwrap_err();
    let told = error.to_string();
    assert!(told.contains("`more` should not be there"), "{told}");
    let done = std::panic::catch_unwind(|| script.assert_done());
    assert!(done.is_err(), "{}", O::INFO.name);
}

/// Method and address of a request, without the host.
async fn line<O: Operation>(operation: O) -> String {
    let request = sent(operation).await;
    assert!(request.body.is_empty(), "{} has a body", O::INFO.name);
    assert!(request.headers.get("content-type").is_none());
    let address = request.url.to_string();
    format!("{} {}", request.method, address.strip_prefix(HOST).unwrap())
}

/// Checks what an operation with a body sends, as the spec describes it: with every member set,
/// and with the required ones only.
async fn check_body<O: Operation + Decode>() -> &'static str {
    let operation = SPEC.operation(O::INFO.name);
    let model = SPEC.model(&operation.request.name);
    // Else the runtime would put a key in.
    let key = match &operation.retry {
        Retry::Keyed(key) => vec![(key.as_str(), Json::text("key"))],
        _ => Vec::new(),
    };
    for (body, says_something) in [
        (Maker::default().depth(3).model(model), true),
        (with_members(model, &key), operation.any_of.is_empty()),
    ] {
        let mut request: O = json::from_slice(body.compact().as_bytes()).unwrap();
        let mut path = operation.path.clone();
        for (field, place) in operation.request.fields.iter().zip(&operation.places) {
            match place {
                FieldPlace::Body => {}
                FieldPlace::Parameter(ParameterPlace::Path) => {
                    // Members are read wherever they are sent.
                    let with_path = format!(r#"{{"{}":17,{}"#, field.wire, &body.compact()[1..]);
                    request = json::from_slice(with_path.replace(",}", "}").as_bytes()).unwrap();
                    path = path.replace(&format!("{{{}}}", field.wire), "17");
                }
                place => panic!("{}.{} goes to {place:?}", operation.name, field.wire),
            }
        }
        if !says_something {
            let error = attempt(request).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
            continue;
        }
        let sent = sent(request).await;
        assert_eq!(
            sent.method.as_str(),
            format!("{:?}", operation.method).to_uppercase()
        );
        assert_eq!(sent.url.to_string(), format!("{HOST}{path}"));
        assert_eq!(sent.headers["content-type"], "application/json");
        let written = String::from_utf8(sent.body.to_vec()).unwrap();
        assert_eq!(written, body.compact(), "{}", operation.name);
    }
    O::INFO.name
}

/// Checks what an operation without a body sends: the line, in which every parameter is set.
async fn check_line<O: Operation>(operation: O, expected: &str) -> &'static str {
    let described = SPEC.operation(O::INFO.name);
    for (field, place) in described.request.fields.iter().zip(&described.places) {
        let queried = expected.contains(&format!("?{}=", field.wire))
            || expected.contains(&format!("&{}=", field.wire));
        let in_query = *place == FieldPlace::Parameter(ParameterPlace::Query);
        assert_eq!(
            queried, in_query,
            "set `{}` of `{}` here",
            field.wire, described.name
        );
    }
    assert_eq!(line(operation).await, expected);
    O::INFO.name
}

/// Every operation of the spec sends every member, each in its place.
#[tokio::test]
async fn every_operation_sends_every_member_in_its_place() {
    let mut checked = BTreeSet::from([
        check_body::<CreateJob>().await,
        check_body::<UpdateJob>().await,
        check_body::<ResetJob>().await,
        check_body::<DeleteJob>().await,
        check_body::<RunNow>().await,
        check_body::<SubmitRun>().await,
        check_body::<CancelRun>().await,
        check_body::<CancelAllRuns>().await,
        check_body::<RepairRun>().await,
        check_body::<DeleteRun>().await,
        check_body::<SetPermissions>().await,
        check_body::<UpdatePermissions>().await,
        check_body::<EnforceCompliance>().await,
    ]);
    checked.extend([
        check_line(
            GetJob::new(17).include_trigger_state(true).page_token("p"),
            "GET /api/2.2/jobs/get?job_id=17&include_trigger_state=true&page_token=p",
        )
        .await,
        check_line(
            ListJobs::new()
                .name("n")
                .expand_tasks(true)
                .limit(25)
                .page_token("p")
                .offset(1),
            "GET /api/2.2/jobs/list?name=n&expand_tasks=true&limit=25&page_token=p&offset=1",
        )
        .await,
        check_line(
            GetRun::new(17)
                .include_history(true)
                .include_resolved_values(false)
                .page_token("p"),
            "GET /api/2.2/jobs/runs/get?run_id=17&include_history=true\
             &include_resolved_values=false&page_token=p",
        )
        .await,
        check_line(
            ListRuns::new()
                .job_id(17)
                .active_only(true)
                .completed_only(false)
                .run_type(RunType::SubmitRun)
                .start_time_from(1)
                .start_time_to(i64::MAX)
                .expand_tasks(true)
                .limit(25)
                .page_token("p")
                .offset(20),
            "GET /api/2.2/jobs/runs/list?job_id=17&active_only=true&completed_only=false\
             &run_type=SUBMIT_RUN&start_time_from=1&start_time_to=9223372036854775807\
             &expand_tasks=true&limit=25&page_token=p&offset=20",
        )
        .await,
        check_line(
            GetRunOutput::new(17),
            "GET /api/2.2/jobs/runs/get-output?run_id=17",
        )
        .await,
        check_line(
            ExportRun::new(17).views_to_export(ViewsToExport::All),
            "GET /api/2.2/jobs/runs/export?run_id=17&views_to_export=ALL",
        )
        .await,
        check_line(GetPermissions::new(17), "GET /api/2.0/permissions/jobs/17").await,
        check_line(
            GetPermissionLevels::new(17),
            "GET /api/2.0/permissions/jobs/17/permissionLevels",
        )
        .await,
        check_line(
            GetCompliance::new(17),
            "GET /api/2.0/policies/jobs/get-compliance?job_id=17",
        )
        .await,
        check_line(
            ListCompliance::new("P1").page_size(5).page_token("p"),
            "GET /api/2.0/policies/jobs/list-compliance?policy_id=P1&page_size=5&page_token=p",
        )
        .await,
    ]);
    let known: BTreeSet<_> = SPEC
        .operations
        .iter()
        .map(|operation| &*operation.name)
        .collect();
    assert_eq!(checked, known);
}

/// R5.1: what is set is sent, be it `false`, 0 or empty; what is not set is not.
#[tokio::test]
async fn a_query_has_what_is_set_and_nothing_else() {
    assert_eq!(line(ListJobs::new()).await, "GET /api/2.2/jobs/list");
    let zeros = ListJobs::new().name("").expand_tasks(false).limit(0);
    assert_eq!(
        line(zeros).await,
        "GET /api/2.2/jobs/list?name=&expand_tasks=false&limit=0"
    );
}

/// R5.1: the same for a body.
#[tokio::test]
async fn a_body_has_what_is_set_and_nothing_else() {
    let body = |request: &Request| String::from_utf8(request.body.to_vec()).unwrap();
    assert_eq!(body(&sent(CreateJob::new()).await), "{}");
    let zeros = CreateJob::new()
        .name("")
        .timeout_seconds(0)
        .tasks(Vec::<Task>::new())
        .tags(Vec::<(String, String)>::new());
    let sent: serde_json::Value = serde_json::from_slice(&sent(zeros).await.body).unwrap();
    let expected = serde_json::json!({ "name": "", "timeout_seconds": 0, "tasks": [], "tags": {} });
    assert_eq!(sent, expected);
}

/// R5.3: a value in a query is escaped, so that it stays one value.
#[tokio::test]
async fn values_in_a_query_are_escaped() {
    assert_eq!(
        line(
            ListJobs::new()
                .name("a b&limit=1/ü+%#?=🦀")
                .page_token("x==")
        )
        .await,
        "GET /api/2.2/jobs/list?name=a%20b%26limit%3D1%2F%C3%BC%2B%25%23%3F%3D%F0%9F%A6%80\
         &page_token=x%3D%3D",
    );
}

/// R3.2, R5.3: an enum goes by its name on the wire, known or not.
#[tokio::test]
async fn enums_go_by_their_names_on_the_wire() {
    let path = "GET /api/2.2/jobs/runs/list?run_type=";
    assert_eq!(
        line(ListRuns::new().run_type("JOB_RUN")).await,
        format!("{path}JOB_RUN")
    );
    assert_eq!(
        line(ListRuns::new().run_type("NEW KIND")).await,
        format!("{path}NEW%20KIND")
    );
}

/// R9: the place in the body is told.
#[tokio::test]
async fn a_number_that_json_lacks_is_an_error() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let azure = AzureAttributes::new().spot_bid_max_price(number);
        let cluster = NewCluster::new().azure_attributes(azure);
        let cluster = JobCluster::new("main").new_cluster(cluster);
        let error = attempt(CreateJob::new().job_cluster(cluster))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        let place = "job_clusters[0].new_cluster.azure_attributes.spot_bid_max_price";
        assert!(error.to_string().contains(place), "{error}");
    }
}

/// An operation with parameters such as this API has none of.
#[derive(Clone, Default)]
struct GetFile {
    name: String,
    tags: Option<Vec<String>>,
    kinds: Vec<RunType>,
    trace: Option<String>,
}

impl Operation for GetFile {
    const INFO: &'static OperationInfo = &OperationInfo::new(
        "get_file",
        Method::Get,
        "/api/files/{name}/text",
        RetryClass::Safe,
    );
    type Output = ();

    fn encode(&self, request: &mut RequestParts) -> Result<()> {
        request.path("name", &self.name)?;
        request.query("tag", &self.tags);
        request.query("kind", &self.kinds);
        request.header("x-trace", &self.trace);
        Ok(())
    }
}

/// R5.3: whatever a parameter of the path holds, it stays one segment.
#[tokio::test]
async fn a_parameter_of_the_path_stays_one_segment() {
    for (name, segment) in [
        ("plain-1.2_3~4", "plain-1.2_3~4"),
        ("a/b", "a%2Fb"),
        ("../x", "..%2Fx"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("100%", "100%25"),
        ("{name}", "%7Bname%7D"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
        ("\n", "%0A"),
    ] {
        let file = GetFile {
            name: name.to_owned(),
            ..GetFile::default()
        };
        assert_eq!(line(file).await, format!("GET /api/files/{segment}/text"));
    }
}

/// R5.3: with an empty segment, or a dot, the request would go to another resource.
#[tokio::test]
async fn a_parameter_of_the_path_that_leads_elsewhere_is_an_error() {
    for name in ["", ".", ".."] {
        let file = GetFile {
            name: name.to_owned(),
            ..GetFile::default()
        };
        let error = attempt(file).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(
            error.to_string().contains("path parameter `name`"),
            "{error}"
        );
    }
}

/// R5.3: a list is its elements, one after the other.
#[tokio::test]
async fn a_list_in_a_query_is_repeated() {
    let file = |tags: &[&str]| GetFile {
        name: "f".to_owned(),
        tags: Some(tags.iter().map(ToString::to_string).collect()),
        kinds: vec![RunType::JobRun, "NEW".into()],
        ..GetFile::default()
    };
    let path = "GET /api/files/f/text";
    assert_eq!(
        line(file(&["a,b", "", "ü"])).await,
        format!("{path}?tag=a%2Cb&tag=&tag=%C3%BC&kind=JOB_RUN&kind=NEW"),
    );
    assert_eq!(
        line(file(&[])).await,
        format!("{path}?kind=JOB_RUN&kind=NEW")
    );
}

#[tokio::test]
async fn a_header_is_sent_where_it_is_set() {
    let file = |trace: Option<&str>| GetFile {
        name: "f".to_owned(),
        trace: trace.map(str::to_owned),
        ..GetFile::default()
    };
    assert_eq!(sent(file(Some("abc"))).await.headers["x-trace"], "abc");
    assert!(!sent(file(None)).await.headers.contains_key("x-trace"));
    let error = attempt(file(Some("two\r\nlines"))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(!error.to_string().contains("lines"), "{error}");
}

/// R5.3: scalars as parameters.
#[test]
fn parameters_are_plain_text() {
    let text = |value: &dyn Parameter| {
        let mut texts = Vec::new();
        value.each(&mut |text| texts.push(text.to_owned()));
        texts
    };
    assert_eq!(text(&true), ["true"]);
    assert_eq!(text(&i64::MIN), ["-9223372036854775808"]);
    assert_eq!(text(&Some(0.5)), ["0.5"]);
    assert_eq!(text(&None::<bool>), [""; 0]);
}

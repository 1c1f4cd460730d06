//! Jobs that are made once, as well as that can be had.

use jobs_api::operations::{CreateJob, ListJobs};
use jobs_api::types::Task;
use jobs_api::{Client, ErrorKind};
use jobs_runtime::BoxFuture;
use jobs_runtime::transport::{Request, Response, Transport, TransportError, TransportErrorKind};

use crate::common::{Result, workspace};

fn job(name: &str) -> CreateJob {
    CreateJob::new().name(name).task(Task::notebook("a", "/a"))
}

// R2.4
#[tokio::test]
async fn a_job_is_made_once_by_name_or_by_tag() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let other_case = client.create(job("Nightly")).await?.job_id;
    let first = client.create_or_get_by_name(job("nightly")).await?;
    assert!(first.created);
    assert_ne!(first.job_id, other_case);
    let again = client.create_or_get_by_name(job("nightly")).await?;
    assert_eq!((again.job_id, again.created), (first.job_id, false));

    // Of the same name, but somebody else's.
    let mine = client
        .create_or_get_by_tag("made_by", job("nightly").tag("made_by", "me"))
        .await?;
    assert!(mine.created);
    let again = client
        .create_or_get_by_tag("made_by", job("nightly").tag("made_by", "me"))
        .await?;
    assert_eq!((again.job_id, again.created), (mine.job_id, false));
    let mut nameless = job("").tag("made_by", "me");
    nameless.name = None;
    let found = client.create_or_get_by_tag("made_by", nameless).await?;
    assert_eq!((found.job_id, found.created), (mine.job_id, false));

    let error = client
        .create_or_get_by_name(job("nightly"))
        .await
        .expect_err("there are two");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    let told = "create_or_get_by_name: 2 jobs have the name `nightly` (";
    assert!(error.message().starts_with(told), "{error}");
    let error = |job| async { client.create_or_get_by_tag("made_by", job).await.err() };
    client.create(job("nightly").tag("made_by", "me")).await?;
    let error = error(job("nightly").tag("made_by", "me")).await;
    let error = error.ok_or("there are two")?;
    let told = "create_or_get_by_tag: 2 jobs have the name `nightly` and the tag `made_by: me` (";
    assert!(error.message().starts_with(told), "{error}");
    Ok(())
}

// R2.4
#[tokio::test]
async fn a_job_that_cannot_be_found_again_is_not_made() -> Result {
    let (client, _) = workspace(|emulator| emulator)?;
    let nameless = CreateJob::new().task(Task::notebook("a", "/a"));
    let errors = [
        client.create_or_get_by_name(nameless).await.err(),
        client
            .create_or_get_by_tag("made_by", job("nightly"))
            .await
            .err(),
    ];
    for error in errors.into_iter().flatten() {
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(error.message().contains("to be found by"), "{error}");
    }
    assert!(
        client
            .list(ListJobs::new())
            .items()
            .try_next()
            .await?
            .is_none()
    );
    Ok(())
}

/// A network that loses the answer to what makes a job.
#[derive(Clone)]
struct Lossy {
    emulator: jobs_emulator::InProcess,
    /// What the job's notebook is in the request that arrives: another than "/a" if somebody else's
    /// arrives, and this one is lost as well.
    notebook: &'static str,
}

impl Transport for Lossy {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let mut request = request;
            let loses = request.operation == "create";
            if loses {
                let body = String::from_utf8_lossy(&request.body);
                request.body = body.replace("\"/a\"", self.notebook).into_bytes().into();
            }
            let answer = self.emulator.send(request).await;
            if loses {
                return Err(TransportError::new(TransportErrorKind::Reset, "lost"));
            }
            answer
        })
    }
}

// R2.4: it is told to be made if it is as it was to be; else it may be somebody else's.
#[tokio::test]
async fn a_job_whose_answer_was_lost_is_found() -> Result {
    for (notebook, created) in [("\"/a\"", true), ("\"/b\"", false)] {
        let (_, emulator) = workspace(|emulator| emulator)?;
        let client = Client::builder().host("http://localhost").token("t");
        let client = client.transport(Lossy { emulator, notebook }).build()?;
        let made = client.create_or_get_by_name(job("nightly")).await?;
        assert_eq!(made.created, created, "{notebook}");
        let again = client.create_or_get_by_name(job("nightly")).await?;
        assert_eq!((again.job_id, again.created), (made.job_id, false));
    }
    Ok(())
}

//! Settings of jobs in every shape in which people have them, where a command takes settings.

use jobs_api::runtime::json;
use jobs_api::types::JobSettings;

use crate::failure::Failure;
use crate::members::Members;
use crate::source::Source;

/// Members around settings in the shapes that tools and the service show.
const AROUND_SETTINGS: [&str; 4] = ["settings", "new_settings", "resources", "jobs"];

/// Members that show that a document is meant for another command, and for which.
const OTHERS: [(&str, &str); 7] = [
    ("run_name", "a one-time run: that is `jobs submit`"),
    (
        "idempotency_token",
        "a start of a run: that is `jobs run-now` or `jobs submit`",
    ),
    ("job_parameters", "a start of a run: that is `jobs run-now`"),
    ("run_id", "a run: what its job is, `jobs get` tells"),
    ("runs", "a list of runs: what a job is, `jobs get` tells"),
    (
        "access_control_list",
        "a request with permissions: that is `jobs create`, or set them with `jobs permissions set`",
    ),
    (
        "permissions",
        "a job with permissions: take them out, and set them with `jobs permissions set`",
    ),
];

/// Reads the request of an operation from a document.
///
/// `create` takes the settings of another job; `reset` and `update` take settings without the
/// request around them. The shapes are those of [`JobSettings::from_json`].
pub(crate) fn request(operation: &str, source: &Source) -> Result<Members, Failure> {
    let members = source.members()?;
    match operation {
        "create" => {
            let is_wrapped = AROUND_SETTINGS.iter().any(|name| members.has(name));
            let has_permissions = members.has("access_control_list");
            if has_permissions && !is_wrapped {
                return Ok(members);
            }
            Members::parse(&written(&settings(source)?)?, false)
        }
        "reset" | "update" => {
            let is_request = members.has("new_settings") || members.has("fields_to_remove");
            if is_request || members.is_empty() {
                return Ok(members);
            }
            let mut request = Members::default();
            if let Some(job_id) = members.json("job_id") {
                request.set("job_id", job_id)?;
            }
            request.set("new_settings", &written(&settings(source)?)?)?;
            Ok(request)
        }
        _ => Ok(members),
    }
}

/// The settings in a document.
pub(crate) fn settings(source: &Source) -> Result<JobSettings, Failure> {
    let members = source.members()?;
    if let Some((member, what)) = OTHERS.iter().find(|(member, _)| members.has(member)) {
        return Err(source.refused(format_args!(
            "these are no settings of a job: `{member}` shows that it is {what}"
        )));
    }
    if members
        .json("jobs")
        .is_some_and(|jobs| jobs.starts_with('['))
    {
        return Err(source.refused("this is a list of jobs: take one, as `jobs export` shows it"));
    }
    let settings = match source.is_yaml {
        true => JobSettings::from_yaml(&source.text),
        false => JobSettings::from_json(&source.text),
    };
    settings.map_err(|error| {
        let message = error.message();
        source.refused(message.strip_prefix("job settings: ").unwrap_or(message))
    })
}

/// Settings as JSON.
fn written(settings: &JobSettings) -> Result<String, Failure> {
    let json = json::to_vec(settings).map_err(|error| Failure::usage(error.to_string()))?;
    Ok(String::from_utf8_lossy(&json).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(operation: &str, text: &str) -> Result<String, Failure> {
        let source = Source::new(text.to_owned(), "--json");
        request(operation, &source).map(|members| members.to_json())
    }

    // R4.2
    #[test]
    fn settings_are_taken_in_every_shape() {
        for text in [
            r#"{"name":"a"}"#,
            r#"{"settings":{"name":"a"}}"#,
            r#"{"job_id":7,"new_settings":{"name":"a"}}"#,
            r#"{"job_id":7,"created_time":1,"settings":{"name":"a"}}"#,
            "resources: { jobs: { a: { name: a } } }",
            "name: a",
        ] {
            assert_eq!(read("create", text).unwrap(), r#"{"name":"a"}"#, "{text}");
            let reset = read("reset", text).unwrap();
            let id = if text.contains("job_id") {
                "\"job_id\":7,"
            } else {
                ""
            };
            assert_eq!(reset, format!(r#"{{{id}"new_settings":{{"name":"a"}}}}"#));
        }
    }

    #[test]
    fn requests_are_taken_as_they_are() {
        let with_permissions = r#"{"name":"a","access_control_list":[]}"#;
        assert_eq!(read("create", with_permissions).unwrap(), with_permissions);
        let removal = r#"{"job_id":1,"fields_to_remove":["schedule"]}"#;
        assert_eq!(read("update", removal).unwrap(), removal);
        let run = r#"{"job_id":1,"new":[1.10]}"#;
        assert_eq!(read("run_now", run).unwrap(), run);
    }

    // R4.2
    #[test]
    fn another_shape_is_refused_with_the_way_out() {
        let failure = read("create", r#"{"run_name":"once"}"#).unwrap_err();
        assert!(failure.to_string().contains("`jobs submit`"), "{failure}");
    }
}

//! `jobs api`: a request of any method to any path, for what the program does not know.

use clap::{Arg, ArgAction, ArgMatches};
use jobs_api::Method;

use crate::completion;
use crate::document::Document;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::source::Source;

/// The methods that there are.
const METHODS: [(&str, Method); 6] = [
    ("GET", Method::Get),
    ("POST", Method::Post),
    ("PUT", Method::Put),
    ("PATCH", Method::Patch),
    ("DELETE", Method::Delete),
    ("HEAD", Method::Head),
];

/// Headers that the client sets in any case, so that what somebody else gives would be lost.
const OWN_HEADERS: [&str; 2] = ["Authorization", "User-Agent"];

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("api")
        .about("Send a request of your own, with the same credentials, retries and errors")
        .arg(
            Arg::new("method")
                .value_name("METHOD")
                .required(true)
                .ignore_case(true)
                .value_parser(METHODS.map(|(name, _)| name))
                .help("HTTP method"),
        )
        .arg(
            Arg::new("path")
                .value_name("PATH")
                .required(true)
                .help("Path on the host, such as /api/2.2/jobs/list?limit=5"),
        )
        .arg(
            Arg::new("json")
                .long("json")
                .short('j')
                .value_name("JSON|@FILE|-")
                .allow_hyphen_values(true)
                .add(completion::files())
                .help("The body in JSON or YAML: text, @file, or - for standard input"),
        )
        .arg(
            Arg::new("header")
                .long("header")
                .short('H')
                .value_name("NAME: VALUE")
                .action(ArgAction::Append)
                .help("A header; may be repeated"),
        )
}

/// Sends the request and shows the answer: what is no JSON as it came, or as a string in the format
/// that is asked for.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let argument = |name| matches.get_one::<String>(name).map_or("", String::as_str);
    let wanted = argument("method");
    let method = METHODS
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let method = method.map_or(Method::Get, |(_, method)| *method);
    let path = argument("path");
    if !path.starts_with('/') {
        return Err(Failure::usage(format!(
            "`{path}` is no path on the host: it has to begin with a slash, such as \
             /api/2.2/jobs/list"
        )));
    }
    let mut output = crate::output(globals, "api", None)?;
    let mut call = globals.client()?.raw(method, path);
    if let Some(json) = matches.get_one::<String>("json") {
        call = call.body(Source::read(json)?.json()?);
    }
    for header in matches.get_many::<String>("header").into_iter().flatten() {
        // It is not told: what has no name may be a secret.
        let (name, value) = header
            .split_once(':')
            .ok_or_else(|| Failure::usage("--header: each has to be NAME: VALUE, with a colon"))?;
        let name = name.trim();
        if OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            return Err(Failure::usage(format!(
                "--header: `{name}` is the command's own to set; `--profile` chooses who calls"
            )));
        }
        call = call.header(name, value.trim());
    }
    let answer = call.await?;
    if answer.bytes().is_empty() {
        return output.done();
    }
    match Document::parse(answer.bytes()) {
        Ok(document) => output.result(&document),
        Err(_) if output.is_for_people() => output.text(&answer.text()),
        // Programs that ask for a format get it, whatever the service sends.
        Err(_) => output.result(&answer.text().into_owned().into()),
    }
}

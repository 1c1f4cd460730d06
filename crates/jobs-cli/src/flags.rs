//! The flags of a generated command: how they are declared, and what they make of a request.

use std::convert::Infallible;
use std::num::{IntErrorKind, ParseIntError};

use clap::builder::{
    BoolValueParser, PossibleValuesParser, StringValueParser, TypedValueParser as _,
};
use clap::{Arg, ArgAction, ArgMatches};

use crate::command::{Command, Flag, Kind};
use crate::completion;
use crate::document::{Document, quoted};
use crate::failure::Failure;
use crate::members::Members;
use crate::pasted;
use crate::source::Source;

/// Member that names a job, by its id or its name.
pub(crate) const JOB: &str = "job_id";

/// All arguments of a command that make up its request.
pub(crate) fn arguments(command: &Command) -> Vec<Arg> {
    let mut arguments: Vec<Arg> = command.flags.iter().map(argument).collect();
    arguments.push(
        Arg::new("json")
            .long("json")
            .short('j')
            .value_name("JSON|@FILE|-")
            .allow_hyphen_values(true)
            .add(completion::files())
            .help("The request in JSON or YAML: text, @file, or - for standard input")
            .long_help(
                "The request in JSON or YAML: text, @file, or - for standard input. Flags go over \
                 what it says.",
            ),
    );
    arguments
}

fn argument(flag: &Flag) -> Arg {
    let about = flag.about.replace("**", "");
    let short = about.split("\n\n").next().unwrap_or_default();
    let mut argument = Arg::new(flag.name)
        .help(short.trim_end_matches('.').to_owned())
        .value_name(placeholder(flag));
    if about != short {
        argument = argument.long_help(about.clone());
    }
    if !flag.positional {
        argument = argument.long(flag.name);
    }
    if flag.member != JOB {
        return valued(argument, flag.kind);
    }
    argument
        .help(format!(
            "{} (its id, or its name)",
            short.trim_end_matches('.')
        ))
        .value_parser(job)
        .add(completion::jobs())
}

/// The argument with values of this kind, which come as JSON.
fn valued(argument: Arg, kind: Kind) -> Arg {
    match kind {
        Kind::Text => argument.value_parser(StringValueParser::new().map(|text| quoted(&text))),
        Kind::Number { whole: true } => argument
            .value_parser(|text: &str| whole(text).map(|number| number.to_string()))
            .allow_negative_numbers(true),
        Kind::Number { whole: false } => argument.value_parser(number).allow_negative_numbers(true),
        Kind::Boolean => argument
            .value_name("BOOL")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .value_parser(BoolValueParser::new().map(|flag| flag.to_string())),
        Kind::Word(words) => argument
            .value_parser(PossibleValuesParser::new(words).map(|text| {
                let mut known = words.iter();
                let word = known.find(|word| word.eq_ignore_ascii_case(&text));
                quoted(word.unwrap_or(&text.as_str()))
            }))
            .ignore_case(true),
        Kind::List(kind) => valued(argument, *kind)
            .action(ArgAction::Append)
            // What a program is to be called with looks like flags.
            .allow_hyphen_values(*kind == Kind::Text),
        Kind::TextMap => argument
            .value_name("NAME=VALUE")
            .allow_hyphen_values(true)
            .action(ArgAction::Append)
            .value_parser(pair),
    }
}

/// What stands for the value of a flag in texts.
fn placeholder(flag: &Flag) -> String {
    match flag.member == JOB {
        true => "JOB".to_owned(),
        false => flag.member.to_uppercase(),
    }
}

/// The id of a job, or its name.
fn job(text: &str) -> Result<String, Infallible> {
    let id = text.parse::<i64>();
    Ok(id.map_or_else(|_| quoted(text), |id| id.to_string()))
}

/// A whole number.
pub(crate) fn whole(text: &str) -> Result<i64, String> {
    text.parse().map_err(|error: ParseIntError| {
        let what = match error.kind() {
            IntErrorKind::PosOverflow | IntErrorKind::NegOverflow => "a number of 64 bits",
            _ => "a whole number",
        };
        format!("it has to be {what}")
    })
}

/// A number, as it is written.
fn number(text: &str) -> Result<String, String> {
    match Document::parse(text.as_bytes()) {
        Ok(Document::Number(digits)) => Ok(digits),
        _ => Err("it has to be a number, such as 2 or 0.5".to_owned()),
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("it has to be NAME=VALUE".to_owned()),
    }
}

/// The request that the command line asks for: its JSON, and its flags over that.
pub(crate) fn request(command: &Command, matches: &ArgMatches) -> Result<Members, Failure> {
    let mut request = match matches.get_one::<String>("json") {
        Some(argument) => pasted::request(command.operation, &Source::read(argument)?)?,
        None => Members::default(),
    };
    for flag in command.flags {
        set(&mut request, flag, matches)?;
    }
    Ok(request)
}

/// Refuses a request that lacks what it cannot do without: it would be sent with something empty in
/// the place, and settings that are empty are settings. One that would change something cannot do
/// without a word.
pub(crate) fn check(command: &Command, request: &Members) -> Result<(), Failure> {
    let words = command.words.join(" ");
    // Where there are no flags, there may be nothing to say.
    let has_to_speak = command.changes && command.required.is_empty() && !command.flags.is_empty();
    if has_to_speak && request.is_empty() {
        return Err(Failure::usage(format!(
            "the request is empty: give its members as flags, which `jobs {words} --help` lists, or \
             with --json"
        )));
    }
    let is_missing = |member: &&&str| !request.has(member);
    let Some(member) = command.required.iter().find(is_missing) else {
        return Ok(());
    };
    let flag = command.flags.iter().find(|flag| flag.member == *member);
    let way_out = match flag {
        Some(flag) if flag.positional => {
            let argument = placeholder(flag);
            format!("write `jobs {words} {argument}`, or give it with --json")
        }
        Some(flag) => format!("give it with --{} or --json", flag.name),
        None => "give it with --json".to_owned(),
    };
    Err(Failure::usage(format!("`{member}` is missing: {way_out}")))
}

fn set(request: &mut Members, flag: &Flag, matches: &ArgMatches) -> Result<(), Failure> {
    let (name, member) = (flag.name, flag.member);
    if !matches.contains_id(name) {
        return Ok(());
    }
    if flag.kind == Kind::TextMap {
        let pairs = matches.get_many::<(String, String)>(name);
        let pairs = pairs.into_iter().flatten();
        return request.merge(member, pairs.map(|(name, value)| (&**name, &**value)));
    }
    let values = matches.get_many::<String>(name).into_iter().flatten();
    let mut values = values.map(String::as_str);
    if matches!(flag.kind, Kind::List(_)) {
        let elements: Vec<&str> = values.collect();
        return request.set(member, &format!("[{}]", elements.join(",")));
    }
    values.try_for_each(|value| request.set(member, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generated::COMMANDS;

    fn request_of(words: &[&str]) -> Result<String, Failure> {
        let command = COMMANDS.iter().find(|command| command.words == &words[..1]);
        let command = command.unwrap();
        let parser = clap::Command::new("jobs").args(arguments(command));
        let matches = parser.try_get_matches_from(words);
        let matches = matches.map_err(|error| Failure::usage(error.to_string()))?;
        let request = request(command, &matches)?;
        check(command, &request)?;
        Ok(request.to_json())
    }

    #[test]
    fn flags_go_over_the_json() {
        let json =
            r#"--json={"job_id":1,"only":["x"],"job_parameters":{"a":"1","b":"2"},"new":1.10}"#;
        let words = [
            "run-now",
            "7",
            json,
            "--only=a",
            "--only=b",
            "--job-parameters=b=3=4",
        ];
        assert_eq!(
            request_of(&words).unwrap(),
            r#"{"job_id":7,"only":["a","b"],"job_parameters":{"a":"1","b":"3=4"},"new":1.10}"#
        );
    }

    // R18.1
    #[test]
    fn integers_of_flags_are_exact() {
        for (id, shown) in [
            ("9223372036854775807", "9223372036854775807"),
            ("9007199254740993", "9007199254740993"),
            ("nightly", "\"nightly\""),
        ] {
            let request = request_of(&["get", id]).unwrap();
            assert_eq!(request, format!(r#"{{"job_id":{shown}}}"#));
        }
        request_of(&["get-run", "9223372036854775808"]).unwrap_err();
        request_of(&["get-run", "1.5"]).unwrap_err();
    }

    // R20.5: wherever a job is asked for.
    #[test]
    fn a_job_is_an_id_or_a_name_in_flags_too() {
        for (id, shown) in [("17", "17"), ("nightly", "\"nightly\"")] {
            let request = request_of(&["list-runs", "--job-id", id]).unwrap();
            assert_eq!(request, format!(r#"{{"job_id":{shown}}}"#));
        }
    }

    // R18.1
    #[test]
    fn numbers_stay_as_they_are_written() {
        for text in ["1.10", "-0", "1e40", "123456789012345678901234567890"] {
            assert_eq!(number(text), Ok(text.to_owned()));
        }
        for text in [
            "", "many", "nan", "inf", ".5", "1.", "1,5", "\"1\"", "[1]", "1 2",
        ] {
            number(text).unwrap_err();
        }
    }

    // R4.2: what changes nothing may be asked for without a word.
    #[test]
    fn a_request_that_would_change_something_has_to_be_asked_for() {
        for words in [
            &["create"][..],
            &["submit"],
            &["submit", "--json={}"],
            &["cancel-all-runs"],
        ] {
            let failure = request_of(words).unwrap_err().to_string();
            let help = format!("`jobs {} --help`", words[0]);
            assert!(failure.contains(&help), "{failure}");
            assert!(failure.contains("--json"), "{failure}");
        }
        assert_eq!(request_of(&["list"]).unwrap(), "{}");
    }

    // YAML begins so, and so do the arguments of programs.
    #[test]
    fn values_may_begin_like_flags() {
        for (words, request) in [
            (
                &["run-now", "--json", "---\njob_id: 7"][..],
                r#"{"job_id":7}"#,
            ),
            (
                &[
                    "run-now",
                    "7",
                    "--python-params",
                    "--all",
                    "--python-params",
                    "-1",
                ],
                r#"{"job_id":7,"python_params":["--all","-1"]}"#,
            ),
            (
                &["run-now", "7", "--job-parameters", "-x=1"],
                r#"{"job_id":7,"job_parameters":{"-x":"1"}}"#,
            ),
        ] {
            assert_eq!(request_of(words).unwrap(), request);
        }
        request_of(&["run-now", "7", "--job-parameters", "--json"]).unwrap_err();
        request_of(&["run-now", "7", "--idempotency-token", "--json"]).unwrap_err();
    }

    #[test]
    fn booleans_may_be_turned_off() {
        let on = request_of(&["list", "--expand-tasks"]).unwrap();
        assert_eq!(on, r#"{"expand_tasks":true}"#);
        let off = request_of(&["list", "--expand-tasks=false"]).unwrap();
        assert_eq!(off, r#"{"expand_tasks":false}"#);
    }

    #[test]
    fn words_are_those_of_the_spec_in_any_case() {
        let request = request_of(&["list-runs", "--run-type", "job_run"]);
        assert_eq!(request.unwrap(), r#"{"run_type":"JOB_RUN"}"#);
        request_of(&["list-runs", "--run-type", "JOB"]).unwrap_err();
    }

    #[test]
    fn what_is_missing_is_told_with_the_way_out() {
        let failure = request_of(&["get"]).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`job_id` is missing: write `jobs get JOB`, or give it with --json"
        );
        let failure = request_of(&["reset", "7"]).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "`new_settings` is missing: give it with --json"
        );
        assert_eq!(
            request_of(&["get", r#"--json={"job_id":5}"#]).unwrap(),
            r#"{"job_id":5}"#
        );
    }
}

//! `jobs runs gantt`: when what happened in a run, as a picture.

mod chart;
mod document;
mod html;
mod scale;
mod svg;
mod text;

use clap::{Arg, ArgAction, ArgMatches};
use jiff::Timestamp;
use jobs_api::runs::Timeline;

use scale::Scale;

use crate::failure::Failure;
use crate::globals::Globals;
use crate::picture;
use crate::run_argument;

/// What a timeline can be drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// As wide as the terminal
    Text,
    /// A picture for reports and web pages
    Svg,
    /// A page with the picture and a table, in one file
    Html,
}

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("gantt")
        .about("Draw when what happened in a run: each attempt with its parts, and the critical path")
        .long_about(
            "Draw when what happened in a run: each attempt of each task with the time that it \
             waited in the queue, was set up, ran and was cleaned up, and the critical path: the \
             task runs that decided when the run ended, each of which waited for the one before.\n\n\
             With --output json (or jsonl, yaml) it gives the data. Moments and times are in \
             milliseconds.",
        )
        .arg(run_argument::argument())
        .arg(picture::format_argument::<Format>())
        .arg(
            Arg::new("iterations")
                .long("iterations")
                .action(ArgAction::SetTrue)
                .help("Show each iteration of for-each tasks, not only how many there are"),
        )
        .arg(
            Arg::new("until")
                .long("until")
                .value_name("MOMENT")
                .value_parser(moment)
                .help("Moment up to which a run that goes on is drawn; now if not given"),
        )
}

/// Draws the timeline, or gives its data.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let format = picture::format(globals, matches, Format::Text)?;
    let mut session = crate::session(globals, "run_timeline", Some("run_id"))?;
    let run_id = run_argument::one(matches);
    let until = matches.get_one::<Timestamp>("until").copied();
    let now = until.unwrap_or_else(Timestamp::now).as_millisecond();
    let client = session.client();
    let mut timeline = client.run_timeline(run_id, now).await?;
    if matches.get_flag("iterations") {
        client.read_iterations(&mut timeline, now).await?;
    }
    match format {
        None => session.output.result(&document::of(&timeline)),
        Some(Format::Text) => {
            let text = text::draw(&timeline, picture::text_width());
            session.output.styled(&text)
        }
        Some(Format::Svg) => session.output.text(&svg::draw(&timeline).to_string()),
        Some(Format::Html) => session.output.text(&html::draw(&timeline)),
    }
}

/// A moment as people write it.
fn moment(text: &str) -> Result<Timestamp, String> {
    let moment = text.parse();
    moment.map_err(|_| "it has to be a moment, such as 2026-01-31T06:00:00Z".to_owned())
}

/// The axis of a timeline.
fn scale(timeline: &Timeline) -> Scale {
    let phases = timeline.spans.iter().flat_map(|span| &span.phases);
    let busy = phases
        .chain(&timeline.queue)
        .map(|phase| (phase.start, phase.end));
    Scale::new(timeline.start, timeline.end, busy)
}

#[cfg(test)]
mod tests;

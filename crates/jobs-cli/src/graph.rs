//! `jobs graph`: the tasks of a job and what waits for what, as a picture.

mod boxes;
mod canvas;
mod document;
mod dot;
mod layers;
mod layout;
mod model;
mod svg;
mod text;

use clap::ArgMatches;

use model::Graph;

use crate::export;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::picture;

/// What a graph can be drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Boxes where the terminal is wide enough, else a list
    Text,
    /// A picture for reports and web pages
    Svg,
    /// For Graphviz
    Dot,
}

/// The command as the parser takes it.
pub(crate) fn command() -> clap::Command {
    clap::Command::new("graph")
        .about("Draw the tasks of a job and what waits for what")
        .long_about(
            "Draw the tasks of a job and what waits for what: with the kind of each task, when it \
             runs if not after success, and the outcome of a condition that leads to it.\n\n\
             With --output json (or jsonl, yaml) it gives the data.",
        )
        .arg(export::job_argument())
        .arg(picture::format_argument::<Format>())
}

/// Draws the graph, or gives its data.
pub(crate) async fn run(globals: &Globals, matches: &ArgMatches) -> Result<(), Failure> {
    let format = picture::format(globals, matches, Format::Text)?;
    let mut session = crate::session(globals, "graph", Some("job_id"))?;
    let graph = Graph::of(&export::job(&session, matches).await?)?;
    match format {
        None => session.output.result(&document::of(&graph)),
        Some(Format::Text) => {
            let text = text::draw(&graph, picture::text_width());
            session.output.styled(&text)
        }
        Some(Format::Svg) => session.output.text(&svg::draw(&graph).to_string()),
        Some(Format::Dot) => session.output.text(&dot::draw(&graph)),
    }
}

#[cfg(test)]
mod tests;

//! What drawings have in common: markup, words for times, room for text.

pub(crate) mod style;
pub(crate) mod words;
pub(crate) mod xml;

use std::io;

use clap::builder::EnumValueParser;
use clap::{Arg, ArgMatches, ValueEnum};
use unicode_width::UnicodeWidthStr as _;

use crate::failure::Failure;
use crate::globals::Globals;
use crate::output;
use crate::terminal_text::cut;

/// The flag that says what to draw a picture as.
pub(crate) fn format_argument<F: ValueEnum + Send + Sync + 'static>() -> Arg {
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .value_parser(EnumValueParser::<F>::new())
        .help("What to draw it as [default: text]")
}

/// What to draw; nothing if the data is asked for instead.
pub(crate) fn format<F>(
    globals: &Globals,
    matches: &ArgMatches,
    usual: F,
) -> Result<Option<F>, Failure>
where
    F: ValueEnum + Send + Sync + 'static,
{
    let given = matches.get_one::<F>("format").cloned();
    let wants_data = globals.output != output::Format::Table || globals.query.is_some();
    match (wants_data, given) {
        (true, Some(_)) => Err(Failure::usage(
            "--format draws a picture, --output and --query give the data: use one of them",
        )),
        (true, None) => Ok(None),
        (false, given) => Ok(Some(given.unwrap_or(usual))),
    }
}

/// Width of a picture in text where no terminal tells its own.
const WIDTH: usize = 100;

/// Least width that a picture in text can be drawn in.
pub(crate) const NARROWEST: usize = 40;

/// How wide a picture in text may be: as wide as the terminal that it goes to.
pub(crate) fn text_width() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout());
    let width = terminal.map_or(WIDTH, |(width, _)| usize::from(width.0));
    width.max(NARROWEST)
}

/// The text with spaces behind it, so that it takes this many columns.
pub(crate) fn padded(text: &str, columns: usize) -> String {
    let space = columns.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(space))
}

/// Entries one after the other, over as many lines as they need.
pub(crate) fn flowing(entries: &[String], between: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if line.width() + between.width() + entry.width() <= columns => {
                line.push_str(between);
                line.push_str(entry);
            }
            _ => lines.push(cut(entry, columns)),
        }
    }
    lines
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{env, fs};

    use super::*;

    /// Compares a picture to the one in `pictures/`; with `UPDATE_GOLDEN=1` puts it there instead.
    pub(crate) fn assert_golden(name: &str, picture: &str) {
        let file = format!("{}/pictures/{name}", env!("CARGO_MANIFEST_DIR"));
        if env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, picture).unwrap();
        }
        let golden = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            golden == picture,
            "{file} is not what is drawn; look at it after UPDATE_GOLDEN=1\n{picture}"
        );
    }

    #[test]
    fn text_is_padded_by_columns() {
        assert_eq!(padded("日", 4), "日  ");
        assert_eq!(padded("long", 2), "long");
    }
}

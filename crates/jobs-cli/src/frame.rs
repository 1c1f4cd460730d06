//! What a live view shows at one moment: a line with a bar, and below it a row for each thing, as
//! far as the screen has room.

mod phase;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr as _;

use crate::terminal_text::cut;
use crate::words;
pub(crate) use phase::Phase;

/// Room on a screen, in columns and rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) width: usize,
    pub(crate) height: usize,
}

/// What a live view shows at one moment.
#[derive(Debug)]
pub(crate) struct Frame {
    /// What it is about.
    pub(crate) name: String,
    /// How that stands; empty where there is nothing to tell.
    pub(crate) standing: String,
    pub(crate) done: usize,
    pub(crate) total: usize,
    pub(crate) rows: Vec<Row>,
    /// What the rows left out are, if any are.
    pub(crate) rest: Option<String>,
}

/// A thing that is shown.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) phase: Phase,
    /// How deep it stands in the tree.
    pub(crate) depth: usize,
    pub(crate) name: String,
    pub(crate) elapsed: Option<Duration>,
    pub(crate) words: String,
}

/// A frame as the view takes it.
pub(crate) struct Painted {
    /// The line with the bar; what comes below is its message.
    pub(crate) template: String,
    pub(crate) body: String,
    pub(crate) done: u64,
    pub(crate) total: u64,
}

/// Columns of a time, such as `59m 59s`.
const TIME: usize = 7;
/// Least columns of a name in the line with the bar.
const LEAST_NAME: usize = 5;
/// The deepest indentation, in levels.
const DEEPEST: usize = 6;

impl Frame {
    /// A frame for so much room. Where the rows do not all fit, those that failed and those at work
    /// come first, and the rest is summed up.
    pub(crate) fn new((name, standing): (String, String), rows: Vec<Row>, size: Size) -> Self {
        let total = rows.len();
        let done = rows.iter().filter(|row| row.phase.has_ended()).count();
        let room = size.height.saturating_sub(1);
        let (rows, rest) = if total <= room {
            (rows, None)
        } else {
            choose(rows, room.saturating_sub(1))
        };
        Self {
            name,
            standing,
            done,
            total,
            rows,
            rest,
        }
    }

    /// What it is about, where there is no bar.
    pub(crate) fn title(&self) -> String {
        let Self { done, total, .. } = self;
        format!("{}, {done}/{total}", self.head(usize::MAX))
    }

    /// What it is about, and how that stands. Where there is no room for both, it is the name that
    /// is cut, as long as enough of it is left.
    fn head(&self, room: usize) -> String {
        if self.standing.is_empty() {
            return cut(&self.name, room);
        }
        match room.checked_sub(1 + self.standing.width()) {
            Some(for_name @ LEAST_NAME..) => {
                format!("{} {}", cut(&self.name, for_name), self.standing)
            }
            _ => cut(&format!("{} {}", self.name, self.standing), room),
        }
    }

    /// The frame in text, no line of which is wider than this.
    pub(crate) fn paint(&self, width: usize, note: Option<&str>, has_colours: bool) -> Painted {
        let bar = (width / 4).clamp(5, 24);
        let figures = format!(" {}/{}", self.done, self.total);
        let head = self.head(width.saturating_sub(bar + 1 + figures.len()));
        let head = head.replace('{', "{{").replace('}', "}}");
        let mut body = String::new();
        for line in self.lines(width, has_colours) {
            let _ = write!(body, "\n{line}");
        }
        if let Some(note) = note {
            let style = AnsiColor::Yellow.on_default();
            let _ = write!(body, "\n{}", paint(&cut(note, width), style, has_colours));
        }
        let green = paint(
            &format!("{{bar:{bar}}}"),
            Phase::Succeeded.style(),
            has_colours,
        );
        // Of nothing, all is done: a bar would be full.
        let template = match self.total {
            0 => format!("{head}{{msg}}"),
            _ => format!("{head} {green} {{pos}}/{{len}}{{msg}}"),
        };
        Painted {
            template,
            body,
            done: u64::try_from(self.done).unwrap_or(u64::MAX),
            total: u64::try_from(self.total).unwrap_or(u64::MAX),
        }
    }

    /// The rows, a line each.
    pub(crate) fn lines(&self, width: usize, has_colours: bool) -> Vec<String> {
        let names = self.rows.iter().map(|row| row.indent() + row.name.width());
        let names = names.max().unwrap_or(0).min((width * 2 / 5).max(12));
        let mut lines: Vec<String> = Vec::with_capacity(self.rows.len() + 1);
        for row in &self.rows {
            let name = cut(&format!("{:1$}{2}", "", row.indent(), row.name), names);
            let elapsed = row.elapsed.map(words::elapsed).unwrap_or_default();
            let mark = row.phase.mark();
            let space = " ".repeat(names - name.width());
            let text = format!("  {mark} {name}{space} {elapsed:>TIME$}  {}", row.words);
            let text = cut(text.trim_end(), width);
            lines.push(paint(&text, row.phase.style(), has_colours));
        }
        lines.extend(self.rest.as_ref().map(|rest| cut(rest, width)));
        lines
    }
}

impl Row {
    fn indent(&self) -> usize {
        2 * self.depth.min(DEEPEST)
    }
}

/// The most telling rows, in their order, and what the others are.
fn choose(rows: Vec<Row>, room: usize) -> (Vec<Row>, Option<String>) {
    let places = |phase| {
        let places = rows.iter().enumerate();
        places.filter_map(move |(place, row)| (row.phase == phase).then_some(place))
    };
    // Those that failed must not hide those at work.
    let for_active = places(Phase::Active).count().min(room.div_ceil(2));
    let failed = places(Phase::Failed).take(room - for_active);
    let others = Phase::ALL.into_iter().skip(1).flat_map(places);
    let chosen: BTreeSet<usize> = failed.chain(others).take(room).collect();
    let parts = Phase::ALL.into_iter().filter_map(|phase| {
        let count = places(phase).filter(|place| !chosen.contains(place));
        Some(count.count())
            .filter(|count| *count > 0)
            .map(|count| format!("{count} {}", phase.word()))
    });
    let parts: Vec<String> = parts.collect();
    let left_out = rows.len() - chosen.len();
    let rest = format!("  … {left_out} more: {}", parts.join(", "));
    let rows = rows.into_iter().enumerate();
    let kept = rows.filter(|(place, _)| chosen.contains(place));
    (kept.map(|(_, row)| row).collect(), Some(rest))
}

fn paint(text: &str, style: Style, has_colours: bool) -> String {
    if has_colours {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(phases: &[(Phase, usize)]) -> Vec<Row> {
        let rows = phases
            .iter()
            .flat_map(|(phase, count)| std::iter::repeat_n(*phase, *count));
        rows.enumerate()
            .map(|(number, phase)| Row {
                phase,
                depth: number,
                name: format!("task_{number}_with_a_long_name"),
                elapsed: Some(Duration::from_secs(90)),
                words: phase.word().to_owned(),
            })
            .collect()
    }

    const MANY: &[(Phase, usize)] = &[
        (Phase::Succeeded, 30),
        (Phase::Failed, 20),
        (Phase::Active, 20),
        (Phase::Waiting, 30),
    ];

    // However many there are, and however small the screen is.
    #[test]
    fn a_frame_fits_the_screen() {
        for width in [0, 1, 7, 20, 39, 79, 200] {
            for height in [0, 1, 2, 3, 9, 23] {
                let frame = Frame::new(
                    ("é日本語".repeat(9), "running, 1m 30s".to_owned()),
                    rows(MANY),
                    Size { width, height },
                );
                assert_eq!((frame.done, frame.total), (50, 100));
                let lines = frame.lines(width, false);
                assert!(lines.len() < height.max(2), "{height}: {}", lines.len());
                for line in lines {
                    assert!(line.width() <= width, "{width}: {line}");
                }
            }
        }
    }

    // A name of any length hides how the run stands no more than it hides the bar.
    #[test]
    fn a_long_name_leaves_room_for_how_it_stands() {
        let head = ("nightly_".repeat(9), "running, 1m 30s".to_owned());
        let size = Size {
            width: 39,
            height: 9,
        };
        let frame = Frame::new(head, rows(&[(Phase::Active, 1)]), size);
        for (room, shown) in [
            (100, format!("{} running, 1m 30s", frame.name)),
            (30, "nightly_night… running, 1m 30s".to_owned()),
            (20, "nightly_nightly_nig…".to_owned()),
            (3, "ni…".to_owned()),
        ] {
            assert_eq!(frame.head(room), shown, "{room}");
        }
    }

    #[test]
    fn there_is_no_bar_before_anything_is_known() {
        let size = Size {
            width: 79,
            height: 23,
        };
        let template = |rows| {
            let frame = Frame::new(("starting".to_owned(), String::new()), rows, size);
            frame.paint(79, None, false).template
        };
        assert_eq!(template(Vec::new()), "starting{msg}");
        assert!(template(rows(&[(Phase::Active, 1)])).contains("{bar:"));
    }

    #[test]
    fn those_that_failed_and_those_at_work_come_first() {
        let size = Size {
            width: 79,
            height: 9,
        };
        let frame = Frame::new(Default::default(), rows(MANY), size);
        let shown: Vec<Phase> = frame.rows.iter().map(|row| row.phase).collect();
        assert_eq!(
            shown,
            [[Phase::Failed; 3].as_slice(), &[Phase::Active; 4]].concat()
        );
        assert_eq!(
            frame.rest.as_deref(),
            Some("  … 93 more: 17 failed, 16 active, 30 waiting, 30 succeeded")
        );
    }
}

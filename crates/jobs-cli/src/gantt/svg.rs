//! A timeline as a picture in SVG.

use std::time::Duration;

use jobs_api::runs::{Part, Phase, Timeline};

use super::chart::{self, Kind, Row, Tone};
use super::scale::Scale;
use crate::picture::style::{self, MARGIN, rect};
use crate::picture::words;
use crate::picture::xml::Element;
use crate::terminal_text::cut;
use crate::words::took;

const WIDTH: f64 = 960.0;

/// Most pixels for what rows are called, and for how they ended.
const LABEL: f64 = 250.0;
const RESULT: f64 = 170.0;

/// Pixels for how long a row took, and between columns.
const TOOK: f64 = 56.0;
const SPACE: f64 = 12.0;

/// Where axis and rows are.
const AXIS: f64 = 98.0;
const ROWS: f64 = 106.0;

/// Least pixels between two ticks.
const TICK: f64 = 76.0;

/// Least width of a bar that can be seen.
const LEAST: f64 = 2.0;

/// Draws a timeline.
pub(super) fn draw(timeline: &Timeline) -> Element {
    let rows = chart::rows(timeline);
    let frame = Frame::of(timeline, &rows);
    let legend = legend(timeline, &rows, &frame);
    let height = frame.bottom + 16.0 + legend.1;
    let (name, facts) = chart::title(timeline);
    let critical = rows.iter().filter_map(|row| connector(row, &rows, &frame));
    style::picture(WIDTH, height, &name, &facts)
        .children(axis(&frame))
        .children(critical)
        .children(
            rows.iter()
                .enumerate()
                .map(|(at, row)| bar(row, at, &frame)),
        )
        .children(legend.0)
}

/// Where things are.
struct Frame {
    scale: Scale,
    /// Where bars begin and end.
    left: f64,
    right: f64,
    /// Where each row begins, and its height.
    rows: Vec<(f64, f64)>,
    /// Below the last row.
    bottom: f64,
}

impl Frame {
    fn of(timeline: &Timeline, rows: &[Row<'_>]) -> Self {
        let labels = rows
            .iter()
            .map(|row| indent(row) + style::mono_width(&row.label));
        let results = rows.iter().map(|row| style::width(&row.result));
        let mut bottom = ROWS;
        let heights = rows.iter().map(|row| match row.kind {
            Kind::Iteration => 16.0,
            Kind::Queue | Kind::Task | Kind::Again => 24.0,
        });
        let places = heights.map(|height| {
            let top = bottom;
            bottom += height;
            (top, height)
        });
        Self {
            scale: super::scale(timeline),
            left: MARGIN + SPACE + labels.fold(40.0, f64::max).min(LABEL) + SPACE,
            right: WIDTH - MARGIN - results.fold(40.0, f64::max).min(RESULT) - TOOK - 2.0 * SPACE,
            rows: places.collect(),
            bottom: bottom + 4.0,
        }
    }

    fn x(&self, place: f64) -> f64 {
        self.left + place * (self.right - self.left)
    }

    /// Where a bar begins and how wide it is.
    fn across(&self, phases: &[Phase]) -> Option<(f64, f64)> {
        let from = self.x(self.scale.place(phases.first()?.start));
        let to = self.x(self.scale.place(phases.last()?.end));
        let width = (to - from).max(LEAST);
        Some((from.min(self.right - width), width))
    }

    /// The top of a row's bar, and its height.
    fn down(&self, row: usize) -> (f64, f64) {
        let (top, height) = self.rows.get(row).copied().unwrap_or_default();
        let bar = if height < 20.0 { 8.0 } else { 14.0 };
        (top + (height - bar) / 2.0, bar)
    }
}

fn indent(row: &Row<'_>) -> f64 {
    match row.kind {
        Kind::Queue | Kind::Task => 0.0,
        Kind::Again | Kind::Iteration => 16.0,
    }
}

/// Lines at the ticks with what they are, and stretches that were cut short.
fn axis(frame: &Frame) -> Vec<Element> {
    let top = AXIS + 6.0;
    let cuts = frame.scale.cuts().map(|(from, to, idle)| {
        let across = (frame.x(from), frame.x(to) - frame.x(from));
        rect("cut", across, (top, frame.bottom - top))
            .child(Element::new("title").text(nothing(idle)))
    });
    let distance = TICK / (frame.right - frame.left);
    let ticks = frame
        .scale
        .ticks(distance)
        .into_iter()
        .flat_map(|(place, tick)| {
            let x = frame.x(place);
            [
                Element::new("line")
                    .with("class", "grid")
                    .at("x1", x)
                    .at("y1", top)
                    .at("x2", x)
                    .at("y2", frame.bottom),
                style::text(x, AXIS, "dim small", &words::tick(tick)).with("text-anchor", "middle"),
            ]
        });
    cuts.chain(ticks).collect()
}

fn nothing(idle: Duration) -> String {
    format!("nothing for {}", took(idle))
}

/// A row: what it is called, its bar, how long it took and how it ended.
fn bar(row: &Row<'_>, at: usize, frame: &Frame) -> Element {
    let (top, height) = frame.down(at);
    let line = top + height / 2.0 + 4.0;
    let left = MARGIN + SPACE + indent(row);
    let columns = style::mono_columns(frame.left - SPACE - left);
    let class = match row.kind {
        Kind::Task => "mono",
        Kind::Queue | Kind::Again | Kind::Iteration => "mono dim",
    };
    let mut group = Element::new("g").child(Element::new("title").text(hint(row)));
    if row.is_critical {
        let (x, y) = (MARGIN + 3.0, top + height / 2.0);
        let mark = format!("M{x} {} l4 4 l-4 4 l-4 -4 z", y - 4.0);
        group = group.child(
            Element::new("path")
                .with("class", "critical-mark")
                .with("d", mark),
        );
    }
    group = group.child(style::text(left, line, class, &cut(&row.label, columns)));
    for phase in row.phases {
        let (from, width) = frame
            .across(std::slice::from_ref(phase))
            .unwrap_or_default();
        group = group.child(rect(
            part_class(phase.part, row.tone),
            (from, width),
            (top, height),
        ));
    }
    if let Some(across) = frame.across(row.phases).filter(|_| row.is_critical) {
        group = group.child(rect("critical", across, (top, height)));
    }
    let took = row.took().map_or("–".to_owned(), took);
    let column = frame.right + SPACE + TOOK;
    let room = style::columns(WIDTH - MARGIN - column - SPACE);
    group
        .child(style::text(column, line, "", &took).with("text-anchor", "end"))
        .child(style::text(
            column + SPACE,
            line,
            row.tone.class(),
            &cut(&row.result, room),
        ))
}

const fn part_class(part: Part, tone: Tone) -> &'static str {
    match part {
        Part::Queue => "queue",
        Part::Setup => "setup",
        Part::Execution => tone.class(),
        Part::Cleanup => "cleanup",
    }
}

/// A line from the end of the task run that was waited for to the begin of this one.
fn connector(row: &Row<'_>, rows: &[Row<'_>], frame: &Frame) -> Option<Element> {
    let before = row.after?;
    let at = rows.iter().position(|other| std::ptr::eq(other, row))?;
    let (begin, width) = frame.across(rows.get(before)?.phases)?;
    let (end, _) = frame.across(row.phases)?;
    let from = (begin + width).min(end + LEAST);
    let ((from_top, height), (to_top, _)) = (frame.down(before), frame.down(at));
    let out = from_top + height;
    let into = to_top + height / 2.0;
    let line = if end - from > LEAST {
        format!("M{from:.1} {out:.1} V{into:.1} H{end:.1}")
    } else {
        format!("M{from:.1} {out:.1} V{to_top:.1}")
    };
    Some(
        Element::new("path")
            .with("class", "critical")
            .with("d", line),
    )
}

/// All that is known of a row.
fn hint(row: &Row<'_>) -> String {
    let key = row.span.map(|span| span.task_key.as_str());
    let mut lines = vec![match key {
        Some(key) if !row.label.starts_with(key) => format!("{key} {}", row.label),
        _ => row.label.clone(),
    }];
    lines.push(row.full_result());
    let parts = row.phases.iter();
    let parts = parts.map(|phase| format!("{} {}", phase.part.name(), took(phase.duration())));
    lines.push(parts.collect::<Vec<_>>().join(", "));
    if let Some(bounds) = row.bounds() {
        let [start, end] = <[i64; 2]>::from(bounds).map(words::moment);
        lines.push(format!("{start} to {end}"));
    }
    let run_id = row.span.and_then(|span| span.run_id);
    lines.extend(run_id.map(|id| format!("run {id}")));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// What colours mean, with the sum of each part; and the height that it takes.
fn legend(timeline: &Timeline, rows: &[Row<'_>], frame: &Frame) -> (Vec<Element>, f64) {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for (part, total) in chart::totals(timeline) {
        let text = format!("{} {}", part.name(), took(total));
        entries.push((part_class(part, Tone::Good), text));
    }
    for (tone, name) in [
        (Tone::Bad, "failed"),
        (Tone::Off, "canceled"),
        (Tone::Active, "going on"),
    ] {
        let has_bar = |row: &Row<'_>| row.span.is_some() && row.took().is_some();
        if rows.iter().any(|row| row.tone == tone && has_bar(row)) {
            entries.push((tone.class(), name.to_owned()));
        }
    }
    if !timeline.critical_path.is_empty() {
        let critical = took(timeline.critical_duration());
        let whole = took(timeline.duration());
        entries.push((
            "critical-mark",
            format!("critical path {critical} of {whole}"),
        ));
    }
    let cuts = frame.scale.cuts();
    entries.extend(cuts.map(|(_, _, idle)| ("cut", nothing(idle))));
    let (mut x, mut y) = (MARGIN, frame.bottom + 20.0);
    let mut elements = Vec::new();
    for (class, text) in entries {
        let width = 18.0 + style::width(&text) + 14.0;
        if x > MARGIN && x + width > WIDTH - MARGIN {
            (x, y) = (MARGIN, y + 20.0);
        }
        elements.push(rect(class, (x, 12.0), (y - 10.0, 12.0)));
        elements.push(style::text(x + 18.0, y, "dim", &text));
        x += width;
    }
    (elements, y - frame.bottom)
}

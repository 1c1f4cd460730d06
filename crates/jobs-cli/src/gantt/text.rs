//! A timeline in text, for terminals.

use anstyle::{AnsiColor, Style};
use jobs_api::runs::{Part, Phase, Timeline};
use unicode_width::UnicodeWidthStr as _;

use super::chart::{self, Kind, Row, Tone};
use super::scale::Scale;
use crate::picture::{self, padded, words};
use crate::terminal_text::cut;
use crate::words::took;

/// Most columns for what rows are called, and for how they ended.
const LABEL: usize = 36;
const RESULT: usize = 32;

/// Columns that are worth showing a part of how a row ended in.
const SHORTEST_RESULT: usize = 6;

/// Columns between labels, bars and results.
const SPACE: usize = 2;

/// Columns for how long a row took.
const TOOK: usize = 7;

/// Least columns between two ticks.
const TICK: f64 = 9.0;

/// What stands before a row on the critical path.
const CRITICAL: &str = "◆ ";

/// What has no length that can be seen.
const MOMENT: char = '▏';

/// Draws a timeline in this many columns. Colours are for terminals; they are to be taken out else.
pub(super) fn draw(timeline: &Timeline, width: usize) -> String {
    let rows = chart::rows(timeline);
    let labels = rows
        .iter()
        .map(|row| indented(row).width() + CRITICAL.width());
    let label = labels
        .max()
        .unwrap_or(0)
        .clamp(CRITICAL.width() + 4, LABEL.min(width / 3));
    let results = rows.iter().map(|row| result(row).width());
    // Bars come first: in narrow terminals there is no room for how rows ended.
    let room = Some(width.saturating_sub(30) / 3).filter(|room| *room >= SHORTEST_RESULT);
    let result_width = results
        .max()
        .unwrap_or(0)
        .min(RESULT)
        .min(room.unwrap_or(0));
    let bars = width
        .saturating_sub(label + result_width + TOOK + 3 * SPACE)
        .max(8);
    let scale = super::scale(timeline);
    let space = " ".repeat(SPACE);

    let mut lines = heading(timeline, width);
    let [labels, line] = axis(&scale, bars);
    let gap = " ".repeat(label + SPACE);
    lines.push(format!("{gap}{labels}"));
    lines.push(format!("{gap}{line}"));
    for row in &rows {
        let (name, tone) = (name(row, label), style(row.tone));
        let cells = cells(row.phases, &scale, bars);
        let took = row.took().map_or("–".to_owned(), took);
        let result = match cut(&result(row), result_width) {
            result if result.is_empty() => result,
            result => format!("{space}{tone}{result}{tone:#}"),
        };
        lines.push(format!(
            "{name}{space}{tone}{cells}{tone:#}{space}{took:>TOOK$}{result}"
        ));
    }
    lines.push(String::new());
    lines.extend(legend(timeline, &rows, &scale, width));
    let lines = lines.iter().map(|line| format!("{}\n", line.trim_end()));
    lines.collect()
}

fn heading(timeline: &Timeline, width: usize) -> Vec<String> {
    let bold = Style::new().bold();
    let (name, facts) = chart::title(timeline);
    let name = cut(&name, width);
    let mut lines = picture::flowing(&facts, " · ", width);
    let first = lines.first().map_or(0, |line| line.width());
    if lines.len() == 1 && name.width() + 3 + first <= width {
        lines = vec![format!("{bold}{name}{bold:#} · {}", lines.concat())];
    } else {
        lines.insert(0, format!("{bold}{name}{bold:#}"));
    }
    lines.push(String::new());
    lines
}

/// The ticks: what they are, and where.
fn axis(scale: &Scale, width: usize) -> [String; 2] {
    let mut line = vec!['─'; width];
    for (from, to, _) in scale.cuts() {
        let (from, to) = (column(from, width), column(to, width));
        line[from..to.max(from + 1).min(width)].fill('┄');
    }
    let mut labels = String::new();
    for (place, tick) in scale.ticks((TICK / width as f64).min(1.0)) {
        let at = column(place, width).min(width - 1);
        line[at] = '┬';
        let label = words::tick(tick);
        // The last one may have no room behind its tick.
        let start = at.min(width.saturating_sub(label.width()));
        if start == 0 || start > labels.width() {
            labels = padded(&labels, start);
            labels.push_str(&label);
        }
    }
    [labels, line.into_iter().collect()]
}

/// The bar of a row, a character for each column.
fn cells(phases: &[Phase], scale: &Scale, width: usize) -> String {
    let mut cells = vec![' '; width];
    for phase in phases {
        let from = column(scale.place(phase.start), width);
        let to = column(scale.place(phase.end), width);
        cells[from..to].fill(glyph(phase.part));
    }
    if let Some(first) = phases
        .first()
        .filter(|_| cells.iter().all(|cell| *cell == ' '))
    {
        let at = column(scale.place(first.start), width);
        cells[at.min(width - 1)] = MOMENT;
    }
    cells.into_iter().collect()
}

fn column(place: f64, width: usize) -> usize {
    // Places are from 0 to 1.
    ((place * width as f64).round() as usize).min(width)
}

const fn glyph(part: Part) -> char {
    match part {
        Part::Queue => '·',
        Part::Setup => '░',
        Part::Execution => '█',
        Part::Cleanup => '▒',
    }
}

/// The mark of the critical path and what a row is called.
fn name(row: &Row<'_>, width: usize) -> String {
    let text = padded(
        &cut(&indented(row), width - CRITICAL.width()),
        width - CRITICAL.width(),
    );
    if row.is_critical {
        let style = AnsiColor::Yellow.on_default();
        return format!("{style}{CRITICAL}{style:#}{text}");
    }
    format!("{}{text}", " ".repeat(CRITICAL.width()))
}

fn indented(row: &Row<'_>) -> String {
    match row.kind {
        Kind::Queue | Kind::Task => row.label.clone(),
        Kind::Again | Kind::Iteration => format!("  {}", row.label),
    }
}

fn result(row: &Row<'_>) -> String {
    match row.tone {
        Tone::Off => row.full_result(),
        _ => row.result.clone(),
    }
}

const fn style(tone: Tone) -> Style {
    match tone {
        Tone::Good => AnsiColor::Green.on_default(),
        Tone::Bad => AnsiColor::Red.on_default(),
        Tone::Off => Style::new().dimmed(),
        Tone::Active => AnsiColor::Cyan.on_default(),
    }
}

/// What the characters mean, with the sum of each part.
fn legend(timeline: &Timeline, rows: &[Row<'_>], scale: &Scale, width: usize) -> Vec<String> {
    let totals = chart::totals(timeline).into_iter();
    let mut entries: Vec<String> = totals
        .map(|(part, total)| {
            let took = took(total);
            format!("{} {} {took}", glyph(part), part.name())
        })
        .collect();
    if rows.iter().any(|row| row.is_critical) {
        let critical = took(timeline.critical_duration());
        let whole = took(timeline.duration());
        entries.push(format!("{CRITICAL}critical path {critical} of {whole}"));
    }
    for (_, _, idle) in scale.cuts() {
        entries.push(format!("┄ nothing for {}", took(idle)));
    }
    picture::flowing(&entries, "   ", width)
}

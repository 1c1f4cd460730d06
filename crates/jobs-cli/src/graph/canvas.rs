//! Characters in rows, and lines that are drawn with them.

use unicode_width::UnicodeWidthChar as _;

/// Directions in which a line leaves a cell.
const UP: usize = 1;
const RIGHT: usize = 2;
const DOWN: usize = 4;
const LEFT: usize = 8;

/// What a cell looks like by the directions in which lines leave it.
const LINES: [char; 16] = [
    ' ', '│', '─', '└', '│', '│', '┌', '├', '─', '┘', '─', '┴', '┐', '┤', '┬', '┼',
];

/// What leads from one slot to those of the next layer.
pub(super) struct Net {
    /// The column where it begins.
    pub(super) exit: usize,
    /// Columns where it comes in.
    pub(super) ends: Vec<usize>,
    /// The row of its horizontal line, if it has one.
    pub(super) track: Option<usize>,
}

impl Net {
    /// The columns from the first to the last of its line.
    pub(super) fn span(&self) -> (usize, usize) {
        self.ends
            .iter()
            .fold((self.exit, self.exit), |(from, to), end| {
                (from.min(*end), to.max(*end))
            })
    }
}

/// Rows of characters; a character that takes two columns is followed by an empty one.
pub(super) struct Canvas {
    width: usize,
    rows: Vec<Vec<Cell>>,
}

#[derive(Clone, Copy)]
enum Cell {
    Char(char),
    /// The second column of a wide character.
    Taken,
    /// A line in these directions, and whose it is.
    Line(usize, usize),
}

impl Canvas {
    pub(super) const fn new(width: usize) -> Self {
        Self {
            width,
            rows: Vec::new(),
        }
    }

    /// Makes it so many rows high.
    pub(super) fn grow(&mut self, rows: usize) {
        self.rows.resize(rows, vec![Cell::Char(' '); self.width]);
    }

    fn put(&mut self, column: usize, row: usize, cell: Cell) {
        if let Some(place) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *place = cell;
        }
    }

    /// Writes text from a column on.
    pub(super) fn write(&mut self, column: usize, row: usize, text: &str) {
        let mut column = column;
        for char in text.chars() {
            let width = char.width().unwrap_or(0);
            for step in 0..width {
                let cell = if step == 0 {
                    Cell::Char(char)
                } else {
                    Cell::Taken
                };
                self.put(column, row, cell);
                column += 1;
            }
        }
    }

    pub(super) const fn height(&self) -> usize {
        self.rows.len()
    }

    /// Adds a piece of somebody's line that goes down.
    pub(super) fn down(&mut self, column: usize, row: usize, of: usize) {
        self.line(column, row, UP | DOWN, of);
    }

    /// Adds a piece of somebody's line. Where lines of others cross, the one that goes down is seen.
    fn line(&mut self, column: usize, row: usize, directions: usize, of: usize) {
        let known = self.rows.get(row).and_then(|row| row.get(column)).copied();
        let cell = match known {
            Some(Cell::Line(known, owner)) if owner == of => Cell::Line(known | directions, of),
            Some(Cell::Line(known, owner)) if directions != UP | DOWN => Cell::Line(known, owner),
            _ => Cell::Line(directions, of),
        };
        self.put(column, row, cell);
    }

    /// Draws a net between two rows.
    pub(super) fn net(&mut self, net: &Net, of: usize, top: usize, bottom: usize) {
        let Some(track) = net.track else {
            for row in top..=bottom {
                self.line(net.exit, row, UP | DOWN, of);
            }
            return;
        };
        let track = top + 1 + track;
        for row in top..track {
            self.line(net.exit, row, UP | DOWN, of);
        }
        let (from, to) = net.span();
        for column in from..=to {
            let mut directions = 0;
            for (is_so, direction) in [
                (column > from, LEFT),
                (column < to, RIGHT),
                (column == net.exit, UP),
                (net.ends.contains(&column), DOWN),
            ] {
                directions |= if is_so { direction } else { 0 };
            }
            self.line(column, track, directions, of);
        }
        for end in &net.ends {
            for row in track + 1..=bottom {
                self.line(*end, row, UP | DOWN, of);
            }
        }
    }

    /// The rows, without spaces at their ends.
    pub(super) fn lines(&self) -> Vec<String> {
        let text = |row: &Vec<Cell>| {
            let chars = row.iter().filter_map(|cell| match cell {
                Cell::Char(char) => Some(*char),
                Cell::Taken => None,
                Cell::Line(directions, _) => LINES.get(*directions).copied(),
            });
            chars.collect::<String>().trim_end().to_owned()
        };
        self.rows.iter().map(text).collect()
    }
}

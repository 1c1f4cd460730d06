//! A table in plain text.

use std::fmt;

/// Rows of cells; what stands in a column stands below each other.
pub(crate) struct Table {
    /// How many columns hold words, which begin at the left; the others hold numbers.
    words: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these heads of its columns, of which the first few hold words.
    pub(crate) fn new<const N: usize>(words: usize, heads: [&str; N]) -> Self {
        Self {
            words,
            rows: vec![heads.map(str::to_owned).to_vec()],
        }
    }

    /// Adds a row.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.to_vec());
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let width = self.width(column);
                line.push_str(&if column < self.words {
                    format!("{cell:width$}  ")
                } else {
                    format!("{cell:>width$}  ")
                });
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_and_numbers_end_below_each_other() {
        let mut table = Table::new(1, ["what", "s"]);
        table.row(["a build".to_owned(), "12.5".to_owned()]);
        assert_eq!(table.to_string(), "what        s\na build  12.5\n");
    }
}

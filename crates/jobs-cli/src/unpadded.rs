//! A terminal on which lines end where their text does.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use console::Term;
use indicatif::TermLike;

/// A terminal on which lines end where their text does.
///
/// `indicatif` fills each line up to the edge and has the next one begin by wrapping. Then whatever
/// the terminal itself writes, such as `^C`, begins a new row of which nobody knows, and a window
/// that becomes narrower breaks every line in two. Here, lines end in line feeds.
#[derive(Debug)]
pub(crate) struct Unpadded {
    term: Term,
    /// A line was filled up: what comes next begins another.
    is_full: AtomicBool,
}

impl Unpadded {
    pub(crate) const fn new(term: Term) -> Self {
        Self {
            term,
            is_full: AtomicBool::new(false),
        }
    }
}

impl TermLike for Unpadded {
    fn width(&self) -> u16 {
        self.term.size().1
    }

    fn height(&self) -> u16 {
        self.term.size().0
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_up(n)
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_down(n)
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_right(n)
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        self.term.move_cursor_left(n)
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(text)?;
        self.term.write_str("\n")
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        if text.bytes().all(|byte| byte == b' ') {
            self.is_full.store(true, Ordering::Relaxed);
            return Ok(());
        }
        if self.is_full.swap(false, Ordering::Relaxed) {
            self.term.write_str("\n")?;
        }
        self.term.write_str(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.term.clear_line()
    }

    /// Ends a frame: the cursor stays behind its last line.
    fn flush(&self) -> io::Result<()> {
        self.is_full.store(false, Ordering::Relaxed);
        self.term.flush()
    }
}

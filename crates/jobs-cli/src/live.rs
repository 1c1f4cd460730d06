//! A live view at the bottom of a terminal: lines that change in place, by `indicatif`.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use console::Term;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jobs_api::runtime::clock::{Clock as _, TokioClock};
use tokio::sync::Notify;
use unicode_width::UnicodeWidthStr as _;

use crate::frame::{Frame, Size};
use crate::terminal_text::cut;
use crate::unpadded::Unpadded;

/// Where the live view stands, if there is one. It ends when its [`View`] does.
#[derive(Default)]
pub(crate) struct Live {
    shown: Mutex<Option<Shown>>,
    /// There is a new note.
    has_news: Notify,
}

struct Shown {
    bar: ProgressBar,
    clock: TokioClock,
    note: Option<Note>,
}

/// A note that stands for a while.
struct Note {
    beginning: String,
    end: String,
    /// On the view's clock.
    until: Duration,
}

impl Live {
    /// Whether standard error can show a live view.
    pub(crate) fn is_possible() -> bool {
        io::stderr().is_terminal() && !console::is_dumb()
    }

    /// Writes something to the terminal that is to stay, above the view.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        let bar = self.shown().as_ref().map(|shown| shown.bar.clone());
        match bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Shows a note within the view, for so long; false if there is none. Where it is too long, its
    /// beginning is cut.
    pub(crate) fn note(&self, beginning: &str, end: &str, lasts: Duration) -> bool {
        let mut shown = self.shown();
        let Some(shown) = shown.as_mut() else {
            return false;
        };
        shown.note = Some(Note {
            beginning: beginning.to_owned(),
            end: end.to_owned(),
            until: shown.clock.elapsed().saturating_add(lasts),
        });
        self.has_news.notify_one();
        true
    }

    fn shown(&self) -> MutexGuard<'_, Option<Shown>> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The live view at work. To drop it takes it off the screen.
pub(crate) struct View {
    live: Arc<Live>,
    bar: ProgressBar,
    term: Term,
    clock: TokioClock,
    has_colours: bool,
}

impl View {
    /// Begins to show.
    pub(crate) fn begin(live: &Arc<Live>) -> Self {
        let term = Term::buffered_stderr();
        let target = ProgressDrawTarget::term_like(Box::new(Unpadded::new(term.clone())));
        let bar = ProgressBar::with_draw_target(Some(0), target);
        // What is told before the first frame would draw a bar of its own, and a full one.
        if let Ok(style) = ProgressStyle::with_template("{msg}") {
            bar.set_style(style);
        }
        let clock = TokioClock::new();
        *live.shown() = Some(Shown {
            bar: bar.clone(),
            clock: clock.clone(),
            note: None,
        });
        Self {
            live: live.clone(),
            bar,
            term,
            clock,
            has_colours: AutoStream::choice(&io::stderr()) != ColorChoice::Never,
        }
    }

    /// Shows this in place of what was shown before.
    pub(crate) fn draw(&self, frame: impl FnOnce(Size) -> Frame) {
        let mut size = self.size();
        let note = self.note(size.width);
        size.height = size.height.saturating_sub(usize::from(note.is_some()));
        let painted = frame(size).paint(size.width, note.as_deref(), self.has_colours);
        if let Ok(style) = ProgressStyle::with_template(&painted.template) {
            self.bar.set_style(style.progress_chars("█▌░"));
        }
        // Each of these draws: the last one alone, wherever nothing has ended.
        if self.bar.length() != Some(painted.total) {
            self.bar.set_length(painted.total);
        }
        if self.bar.position() != painted.done {
            self.bar.set_position(painted.done);
        }
        self.bar.set_message(painted.body);
    }

    /// The room that there is. One row stays free, for a full screen would scroll; and three columns,
    /// for what a terminal shows of Ctrl-C where the cursor is.
    pub(crate) fn size(&self) -> Size {
        let (height, width) = self.term.size_checked().unwrap_or((24, 80));
        Size {
            width: usize::from(width.saturating_sub(3)),
            height: usize::from(height.saturating_sub(1)),
        }
    }

    /// Waits until it has to be drawn again, even though nothing has changed: time passes.
    pub(crate) async fn is_due(&self) {
        tokio::select! {
            () = self.clock.sleep(Duration::from_secs(1)) => {}
            () = self.live.has_news.notified() => {}
        }
    }

    /// The note that stands now.
    fn note(&self, width: usize) -> Option<String> {
        let mut shown = self.live.shown();
        let shown = shown.as_mut()?;
        let now = shown.clock.elapsed();
        shown.note.take_if(|note| note.until <= now);
        let Note { beginning, end, .. } = shown.note.as_ref()?;
        let beginning = cut(beginning, width.saturating_sub(end.width()));
        Some(format!("{beginning}{end}"))
    }
}

impl Drop for View {
    fn drop(&mut self) {
        *self.live.shown() = None;
        self.bar.finish_and_clear();
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Live").finish_non_exhaustive()
    }
}

//! A process in a group of its own: its output, its end, and how it is stopped with all that it has
//! started.

use std::io::{self, Read};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

/// How long to wait for the rest of the output of a process that has ended.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Most output that is kept, in bytes: the end of it.
const MAX_OUTPUT: usize = 5 * 1024 * 1024;

/// A hand on the process of a task run, whichever it has at a time. Clones share it.
#[derive(Clone, Debug)]
pub(super) struct Control {
    shared: Arc<(Mutex<Hold>, Condvar)>,
    /// How long the process may take to end that was asked to.
    grace: Duration,
}

#[derive(Debug, Default)]
struct Hold {
    is_stopped: bool,
    /// Whether nobody wants to know how it ends.
    is_abandoned: bool,
    /// The group of the process that runs, until all of it is gone.
    group: Option<Pid>,
}

/// The end of what a process has printed.
#[derive(Debug, Default)]
pub(super) struct Tail {
    bytes: Vec<u8>,
    is_cut: bool,
}

impl Control {
    pub(super) fn new(grace: Duration) -> Self {
        Self {
            shared: Arc::default(),
            grace,
        }
    }

    /// Asks the process to end, and makes it after a while. No other is started.
    pub(super) fn stop(&self) {
        {
            let mut hold = self.hold();
            if std::mem::replace(&mut hold.is_stopped, true) {
                return;
            }
            signal(&hold, Signal::SIGTERM);
            if hold.group.is_none() {
                return;
            }
        }
        let control = self.clone();
        std::thread::spawn(move || control.kill_after_grace());
    }

    /// The same, for a task run of which nobody wants to know how it ends.
    pub(super) fn abandon(&self) {
        self.hold().is_abandoned = true;
        self.stop();
    }

    /// Ends the process at once.
    pub(super) fn kill(&self) {
        signal(&self.hold(), Signal::SIGKILL);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.hold().is_stopped
    }

    pub(super) fn is_abandoned(&self) -> bool {
        self.hold().is_abandoned
    }

    /// Kills the process if it takes longer to end than it may.
    fn kill_after_grace(&self) {
        let (_, ended) = &*self.shared;
        let at_work = |hold: &mut Hold| hold.group.is_some();
        let waited = ended.wait_timeout_while(self.hold(), self.grace, at_work);
        let (hold, _) = waited.unwrap_or_else(PoisonError::into_inner);
        signal(&hold, Signal::SIGKILL);
    }

    /// Runs a process to its end, with everything that it has started. None if it was stopped
    /// before it began.
    pub(super) fn run(
        &self,
        mut command: Command,
        begun: impl FnOnce(),
    ) -> io::Result<Option<(ExitStatus, Tail)>> {
        let (reader, writer) = io::pipe()?;
        command
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = {
            let mut hold = self.hold();
            if hold.is_stopped {
                return Ok(None);
            }
            let child = command.spawn()?;
            hold.group = Some(group_of(&child));
            child
        };
        // The command has ends of the pipe as well, which must be closed to see the end of it.
        drop(command);
        let output = collect(reader);
        // While it is open, the process knows that the emulator is there.
        let stdin = child.stdin.take();
        begun();
        let status = child.wait();
        {
            let mut hold = self.hold();
            signal(&hold, Signal::SIGKILL);
            hold.group = None;
        }
        self.shared.1.notify_all();
        drop(stdin);
        Ok(Some((status?, output.finish())))
    }

    fn hold(&self) -> MutexGuard<'_, Hold> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn signal(hold: &Hold, signal: Signal) {
    if let Some(group) = hold.group {
        // A group that is gone has nothing to be told.
        let _ = killpg(group, signal);
    }
}

fn group_of(leader: &Child) -> Pid {
    // Process ids are positive numbers of this type.
    Pid::from_raw(i32::try_from(leader.id()).unwrap_or(i32::MAX))
}

/// Output on its way in.
struct Output {
    tail: Arc<Mutex<Tail>>,
    ended: mpsc::Receiver<()>,
}

/// Reads output to its end, whoever holds it open.
fn collect(mut from: impl Read + Send + 'static) -> Output {
    let tail = Arc::new(Mutex::new(Tail::default()));
    let (end, ended) = mpsc::channel();
    let read = Arc::clone(&tail);
    std::thread::spawn(move || {
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut buffer) {
            let mut tail = read.lock().unwrap_or_else(PoisonError::into_inner);
            tail.push(&buffer[..length]);
        }
        // Nobody may be waiting any more.
        let _ = end.send(());
    });
    Output { tail, ended }
}

impl Output {
    /// All of it, unless something that left the group still holds it open.
    fn finish(self) -> Tail {
        let _ = self.ended.recv_timeout(LAST_WORDS);
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut tail)
    }
}

impl Tail {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        // Cut rarely: each cut moves what is kept.
        if self.bytes.len() > 2 * MAX_OUTPUT {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if let Some(more) = self
            .bytes
            .len()
            .checked_sub(MAX_OUTPUT)
            .filter(|more| *more > 0)
        {
            self.bytes.drain(..more);
            self.is_cut = true;
        }
    }

    /// What was printed, and whether it is only the end of it.
    pub(super) fn text(mut self) -> (String, bool) {
        self.cut();
        let bytes = &self.bytes;
        // A cut may have gone through a character.
        let is_inner = |byte: &&u8| self.is_cut && (0x80..0xC0).contains(*byte);
        let inner = bytes.iter().take(3).take_while(is_inner).count();
        let text = String::from_utf8_lossy(&bytes[inner..]).into_owned();
        (text, self.is_cut)
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_OUTPUT, Tail};

    /// 1.10: the last 5 MB.
    #[test]
    fn the_end_of_the_output_is_kept() {
        let mut tail = Tail::default();
        tail.push("ä".as_bytes());
        assert_eq!(tail.text(), ("ä".to_owned(), false));

        let mut tail = Tail::default();
        for _ in 0..3 {
            tail.push("ä".repeat(MAX_OUTPUT / 2).as_bytes());
        }
        tail.push(b"end");
        let (text, is_cut) = tail.text();
        assert!(is_cut && text.ends_with("äend") && text.starts_with('ä'));
        assert!(text.len() <= MAX_OUTPUT && text.len() > MAX_OUTPUT - 4);
    }
}

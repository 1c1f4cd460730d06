//! R10.1: no output of the test suite has a secret in it.
//!
//! All secrets in tests begin with `canary-`. Whatever the tests' programs write, passing tests'
//! output and logs included, is searched for them; so are the files that they leave behind. What
//! the emulator keeps is not: a service stores the parameters of jobs as they are.

use std::fmt;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use crate::workspace::line;

/// What a canary looks like: as it is, and in Base64 after 0, 1 or 2 bytes more than whole groups
/// of 3.
const FORMS: [&str; 4] = ["canary-", "Y2FuYXJ5L", "jYW5hcnkt", "NhbmFyeS"];

/// Leaks that are told one by one.
const MOST: usize = 20;

/// Bytes of a file beyond which it is no record of anything.
const LARGEST_FILE: u64 = 16 << 20;

/// Searches what programs write. Clones share what was found.
#[derive(Clone, Default)]
pub(crate) struct Watch {
    leaks: Arc<Mutex<Vec<String>>>,
}

impl Watch {
    /// Runs a program, shows its command line first, and searches and shows what it writes.
    pub(crate) fn run(&self, command: &mut Command) -> Result<(), String> {
        let line = line(command);
        eprintln!("> {line}");
        let cannot = |error: io::Error| format!("cannot run `{line}`: {error}");
        let piped = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().map_err(cannot)?;
        // Both share the place: the program's name comes by one, its tests' output by the other.
        let place = Arc::new(Mutex::new(Place::default()));
        let out = child.stdout.take().map(|output| {
            self.follow(output, &place, |place, line| {
                if !place.is_quiet {
                    show(io::stdout(), line);
                }
            })
        });
        let err = child
            .stderr
            .take()
            .map(|output| self.follow(output, &place, |_, line| show(io::stderr(), line)));
        let status = child.wait();
        for reader in out.into_iter().chain(err) {
            let _ = reader.join();
        }
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{line}` failed: {status}")),
            Err(error) => Err(cannot(error)),
        }
    }

    /// Searches what a program at work writes, and shows it as it comes.
    pub(crate) fn attend(&self, output: impl Read + Send + 'static) -> JoinHandle<()> {
        self.follow(output, &Arc::default(), |_, line| show(io::stderr(), line))
    }

    fn follow(
        &self,
        output: impl Read + Send + 'static,
        place: &Arc<Mutex<Place>>,
        show: impl Fn(&Place, &str) + Send + 'static,
    ) -> JoinHandle<()> {
        let (watch, place) = (self.clone(), Arc::clone(place));
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            let mut bytes = Vec::new();
            while output
                .read_until(b'\n', &mut bytes)
                .is_ok_and(|length| length > 0)
            {
                let line = String::from_utf8_lossy(&bytes);
                let line = line.trim_end_matches(['\r', '\n']);
                let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
                place.pass(line);
                watch.search(&place.to_string(), line);
                show(&place, line);
                bytes.clear();
            }
        })
    }

    /// Searches the files that tests have left in a folder, whatever depth they stand at.
    pub(crate) fn search_files(&self, folder: &Path) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let Ok(about) = entry.metadata() else {
                continue;
            };
            if about.is_dir() {
                self.search_files(&path);
            } else if about.is_file() && about.len() <= LARGEST_FILE && !is_database(&path) {
                let text = fs::read(&path).unwrap_or_default();
                for line in String::from_utf8_lossy(&text).lines() {
                    self.search(&path.display().to_string(), line);
                }
            }
        }
    }

    fn search(&self, place: &str, text: &str) {
        if FORMS.iter().any(|form| text.contains(form)) {
            let mut leaks = self.leaks.lock().unwrap_or_else(PoisonError::into_inner);
            leaks.push(format!("{place}: {}", masked(text)));
        }
    }

    /// # Errors
    ///
    /// When a canary was seen; where, and in which line, with the canary masked.
    pub(crate) fn verdict(&self) -> Result<(), String> {
        let leaks = self.leaks.lock().unwrap_or_else(PoisonError::into_inner);
        if leaks.is_empty() {
            return Ok(());
        }
        let mut message =
            "the output of tests shows secrets (they begin with `canary`):".to_owned();
        for leak in leaks.iter().take(MOST) {
            message += &format!("\n  {leak}");
        }
        if leaks.len() > MOST {
            message += &format!("\n  and {} more", leaks.len() - MOST);
        }
        Err(message)
    }
}

/// Whether a file is one in which the emulator keeps its jobs and runs.
fn is_database(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.contains(".db")
}

/// A line with `***` for each canary.
fn masked(line: &str) -> String {
    let mut line = line.to_owned();
    for form in FORMS {
        while let Some(start) = line.find(form) {
            let is_part = |c: char| c.is_ascii_alphanumeric() || "-_+/=.".contains(c);
            let length = line[start..].find(|c| !is_part(c));
            let end = length.map_or(line.len(), |length| start + length);
            line.replace_range(start..end, "***");
        }
    }
    line
}

/// Shows a line that a program wrote.
fn show(mut output: impl io::Write, line: &str) {
    // If nobody listens any more, nobody misses it.
    let _ = writeln!(output, "{line}");
}

/// Where in a program's output a line stands, as cargo and its tests tell.
#[derive(Default)]
struct Place {
    /// The tests' program.
    program: String,
    /// The test whose output follows.
    test: String,
    /// Whether that is output of tests that passed, which only the search has use for.
    is_quiet: bool,
}

impl Place {
    /// Goes on to a line.
    fn pass(&mut self, line: &str) {
        let begins = |word| line.trim_start().strip_prefix(word);
        if let Some(program) = begins("Running ").or_else(|| begins("Doc-tests ")) {
            program.clone_into(&mut self.program);
        } else if let Some(test) = line.strip_prefix("---- ") {
            let test = test.split(" stdout ----").next().unwrap_or_default();
            test.clone_into(&mut self.test);
        } else if line == "successes:" {
            (self.test, self.is_quiet) = (String::new(), true);
        } else if line == "failures:" || line.starts_with("test result: ") {
            (self.test, self.is_quiet) = (String::new(), false);
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.program.as_str(), self.test.as_str()) {
            ("", _) => f.write_str("output"),
            (program, "") => f.write_str(program),
            (program, test) => write!(f, "{program}, {test}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// What a program writes, written so that this file has no canary in it.
    const OUTPUT: &str = "     Running tests/a.rs (target/a)
test works ... ok
successes:

---- works stdout ----
token=@-7f3a, and Basic Y2Fu@YXJ5LTdm;
a secret of none

successes:
    works

test result: ok. 1 passed
failures:
---- fails stdout ----
thread 'fails' panicked: @-7f3a
";

    // R10.1
    #[test]
    fn a_canary_in_any_output_is_told_with_its_test() {
        let output = OUTPUT.replace("Fu@", "Fu").replace('@', "canary");
        let watch = Watch::default();
        let (shown, lines) = mpsc::channel();
        let reader = watch.follow(
            io::Cursor::new(output),
            &Arc::default(),
            move |place, line| {
                if !place.is_quiet {
                    let _ = shown.send(line.to_owned());
                }
            },
        );
        assert!(reader.join().is_ok());
        assert_eq!(
            watch.verdict().unwrap_err(),
            "the output of tests shows secrets (they begin with `canary`):
  tests/a.rs (target/a), works: token=***, and Basic ***;
  tests/a.rs (target/a), fails: thread 'fails' panicked: ***"
        );
        // People see what cargo shows them: the output of passing tests is not in it.
        let lines: Vec<_> = lines.iter().collect();
        let heads: Vec<_> = lines.iter().map(|line| line.trim_start()).collect();
        assert_eq!(
            heads[..5],
            [
                "Running tests/a.rs (target/a)",
                "test works ... ok",
                "test result: ok. 1 passed",
                "failures:",
                "---- fails stdout ----",
            ]
        );
        assert_eq!(heads.len(), 6);
    }

    #[test]
    fn files_are_searched_but_for_databases() {
        let folder = std::env::temp_dir().join(format!("canaries-{}", std::process::id()));
        let canary = ["canary", "7f3a"].join("-");
        fs::create_dir_all(folder.join("deep")).unwrap();
        fs::write(folder.join("jobs.db-wal"), &canary).unwrap();
        let watch = Watch::default();
        watch.search_files(&folder);
        assert_eq!(watch.verdict(), Ok(()));
        fs::write(
            folder.join("deep/trace.json"),
            format!("{{\n\"{canary}\"}}"),
        )
        .unwrap();
        watch.search_files(&folder);
        fs::remove_dir_all(&folder).unwrap();
        let verdict = watch.verdict().unwrap_err();
        assert!(verdict.ends_with("deep/trace.json: \"***\"}"), "{verdict}");
    }

    #[test]
    fn quiet_programs_pass() {
        let watch = Watch::default();
        assert!(
            watch
                .run(Command::new("sh").args(["-c", "echo canary"]))
                .is_ok()
        );
        assert!(
            watch
                .run(Command::new("sh").args(["-c", "exit 3"]))
                .is_err()
        );
        assert_eq!(watch.verdict(), Ok(()));
    }
}

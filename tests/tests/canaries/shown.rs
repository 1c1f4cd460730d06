//! What is shown, and the search of it.

use std::any::Any;
use std::fmt::{Debug, Display, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a canary looks like, wherever it is: as it is, and in Base64 after 0, 1 or 2 bytes more
/// than whole groups of 3. Forms, addresses, JSON and HTML leave it as it is.
const FORMS: [&str; 4] = ["canary-", "Y2FuYXJ5L", "jYW5hcnkt", "NhbmFyeS"];

/// The line of a text that has a canary in it.
pub(crate) fn leak(text: &str) -> Option<&str> {
    let leaks = |line: &&str| FORMS.iter().any(|form| line.contains(form));
    text.lines().find(leaks)
}

/// Collects what is shown.
#[derive(Default)]
pub(crate) struct Shown(String);

impl Shown {
    /// A text that somebody reads.
    pub(crate) fn text(&mut self, what: &str, text: impl Display) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{what}: {text}");
    }

    /// What `Debug` shows, in both its forms.
    pub(crate) fn debug(&mut self, what: &str, value: &impl Debug) {
        let _ = writeln!(self.0, "{what}: {value:?}\n{value:#?}");
    }

    /// An error in all its forms, and its causes one by one.
    pub(crate) fn error(&mut self, what: &str, error: &(impl std::error::Error + 'static)) {
        let _ = writeln!(self.0, "{what}: {error}\n{error:#}");
        self.debug(what, error);
        let mut cause = error.source();
        while let Some(error) = cause {
            let _ = writeln!(self.0, "caused by: {error}\n{error:?}\n{error:#?}");
            cause = error.source();
        }
    }

    /// What comes of something: a value; or an error, also in the panic of who expects none.
    pub(crate) fn result<T: Debug, E: std::error::Error + 'static>(
        &mut self,
        what: &str,
        result: &Result<T, E>,
    ) {
        match result {
            Ok(value) => self.debug(what, value),
            Err(error) => {
                self.error(what, error);
                self.panic(what, || assert!(result.as_ref().map(|_| true).unwrap()));
            }
        }
    }

    /// What somebody panics with.
    pub(crate) fn panic(&mut self, what: &str, body: impl FnOnce()) {
        let payload = catch_unwind(AssertUnwindSafe(body)).expect_err("it panics");
        self.text(what, message(&*payload));
    }

    /// Checks that nothing shown is a canary, and that these words are in it.
    #[track_caller]
    pub(crate) fn assert_clean(&self, words: &[&str]) {
        assert_clean(&self.0, words);
    }
}

/// Checks that a text has no canary in it, but these words.
#[track_caller]
pub(crate) fn assert_clean(text: &str, words: &[&str]) {
    if let Some(line) = leak(text) {
        panic!("this shows a canary: {line}");
    }
    for word in words {
        assert!(text.contains(word), "nothing shows `{word}`: {text}");
    }
}

fn message(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref().copied())
        .expect("a panic with a message")
}

/// The search finds what it is there for, however it is written.
#[test]
fn a_leak_is_found() {
    struct Leaky(String);

    impl Debug for Leaky {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "Leaky({})", self.0)
        }
    }

    // Written in parts: the output of this very test is searched as well.
    let name = "canary";
    for secret in [
        format!("{name}-x"),
        format!("https://user:{name}-x@example.test"),
        ["Basic Y2Fu", "YXJ5LXg="].concat(), // the canary alone
        ["Basic dTpj", "YW5hcnkteA=="].concat(), // u:…
        ["Basic bWU6", "Y2FuYXJ5LXg="].concat(), // me:…
        ["Basic Zm9vOmNhbm", "FyeS14"].concat(), // foo:…
    ] {
        let mut shown = Shown::default();
        shown.debug("a value", &("before", Leaky(secret.clone())));
        assert!(leak(&shown.0).is_some_and(|line| line.contains(&secret)));
    }
    assert_eq!(leak("canary, canaries and ***"), None);
}

/// Nor is silence taken for keeping a secret.
#[test]
#[should_panic(expected = "nothing shows `run_now`")]
fn what_is_missing_is_found() {
    Shown::default().assert_clean(&["run_now"]);
}

//! Values with blanks and the like, for shells that take completions as they come.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::env::EnvCompleter;

/// A shell, with the quotes that it leaves to us.
pub(super) struct Quoting<'a> {
    shell: &'a dyn EnvCompleter,
    quote: fn(&str) -> String,
    /// What comes as it is typed, with quotes.
    typed: Words,
}

/// Some of the words of a command line.
#[derive(PartialEq, Eq)]
enum Words {
    None,
    /// The one that is completed.
    Last,
    All,
}

impl<'a> Quoting<'a> {
    pub(super) const fn fish(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            quote: str::to_owned,
            typed: Words::Last,
        }
    }

    pub(super) const fn powershell(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            quote: for_powershell,
            typed: Words::None,
        }
    }

    pub(super) const fn zsh(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            quote: str::to_owned,
            typed: Words::All,
        }
    }
}

impl EnvCompleter for Quoting<'_> {
    fn name(&self) -> &'static str {
        self.shell.name()
    }

    fn is(&self, name: &str) -> bool {
        self.shell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        self.shell
            .write_registration(var, name, bin, completer, buf)
    }

    fn write_complete(
        &self,
        cmd: &mut clap::Command,
        args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let last = args.len().saturating_sub(1);
        let words = args.into_iter().enumerate();
        let words = words.map(|(index, word)| match self.typed {
            Words::All => Typed::plain(word),
            Words::Last if index == last => Typed::plain(word),
            Words::Last | Words::None => word,
        });
        let mut candidates = Vec::new();
        self.shell
            .write_complete(cmd, words.collect(), current_dir, &mut candidates)?;
        for candidate in String::from_utf8_lossy(&candidates).lines() {
            match candidate.split_once('\t') {
                Some((value, help)) => writeln!(buf, "{}\t{help}", (self.quote)(value))?,
                None => writeln!(buf, "{}", (self.quote)(candidate))?,
            }
        }
        Ok(())
    }
}

/// A word as it is typed, with quotes that may not be closed yet.
pub(super) struct Typed {
    /// Without quotes.
    pub(super) plain: String,
    /// The quote that is still open.
    pub(super) open: Option<char>,
}

impl Typed {
    pub(super) fn read(word: &str) -> Self {
        let (mut plain, mut open, mut chars) = (String::new(), None, word.chars());
        while let Some(c) = chars.next() {
            match (c, open) {
                ('\\', None | Some('"')) => plain.extend(chars.next()),
                ('\'' | '"', None) => open = Some(c),
                (c, Some(quote)) if c == quote => open = None,
                (c, _) => plain.push(c),
            }
        }
        Self { plain, open }
    }

    /// A word without its quotes.
    pub(super) fn plain(word: OsString) -> OsString {
        match word.to_str() {
            Some(text) => Self::read(text).plain.into(),
            None => word,
        }
    }
}

/// For bash, without quotes around it.
pub(super) fn with_backslashes(value: &str) -> String {
    escaped(value, " \t\"'\\$`&|;()<>*?[]{}#!:~")
}

/// For bash, between double quotes that are there already.
pub(super) fn in_double_quotes(value: &str) -> String {
    escaped(value, "\"\\$`")
}

/// For bash, in quotes of its own.
pub(super) fn in_single_quotes(value: &str) -> String {
    format!("'{}'", within_single_quotes(value))
}

/// For bash, between single quotes that are there already.
pub(super) fn within_single_quotes(value: &str) -> String {
    value.replace('\'', r"'\''")
}

fn escaped(value: &str, special: &str) -> String {
    let mut quoted = String::new();
    for c in value.chars() {
        if special.contains(c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

/// For PowerShell.
fn for_powershell(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=@:,".contains(c);
    match value.chars().all(is_plain) && !value.starts_with('@') {
        true => value.to_owned(),
        false => format!("'{}'", value.replace('\'', "''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_for_a_shell_is_read_back() {
        for value in [
            "plain",
            "two words",
            "it's",
            "a:b",
            r"back\slash",
            "$(rm)",
            "\"",
            "",
        ] {
            for quoted in [
                with_backslashes(value),
                in_single_quotes(value),
                format!("\"{}\"", in_double_quotes(value)),
            ] {
                let read = Typed::read(&quoted);
                assert_eq!((&*read.plain, read.open), (value, None), "{quoted}");
            }
        }
    }

    #[test]
    fn quotes_need_not_be_closed() {
        for (typed, plain, open) in [
            ("two\\ wo", "two wo", None),
            ("'two wo", "two wo", Some('\'')),
            ("\"two \\\"wo", "two \"wo", Some('"')),
            ("a'b'\"c", "abc", Some('"')),
            ("two\\", "two", None),
        ] {
            let read = Typed::read(typed);
            assert_eq!((&*read.plain, read.open), (plain, open), "{typed}");
        }
    }

    #[test]
    fn powershell_takes_what_stands_between_quotes() {
        for (value, quoted) in [
            ("nightly", "nightly"),
            ("it's 5", "'it''s 5'"),
            ("$x", "'$x'"),
        ] {
            assert_eq!(for_powershell(value), quoted);
        }
    }
}

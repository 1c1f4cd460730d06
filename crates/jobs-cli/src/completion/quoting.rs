//! Values with blanks and the like, for shells that take completions as they come.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::env::EnvCompleter;

/// A shell, with the quotes that it leaves to us.
pub(super) struct Quoting<'a> {
    shell: &'a dyn EnvCompleter,
    /// What stands between candidates; none if a variable says so.
    separator: Option<&'static str>,
    quote: fn(&str) -> String,
    /// Whether the words come as they are typed, with quotes.
    as_typed: bool,
}

impl<'a> Quoting<'a> {
    pub(super) const fn bash(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            separator: None,
            quote: backslashed,
            as_typed: true,
        }
    }

    pub(super) const fn powershell(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            separator: Some("\n"),
            quote: single_quoted,
            as_typed: false,
        }
    }

    pub(super) const fn zsh(shell: &'a dyn EnvCompleter) -> Self {
        Self {
            shell,
            separator: Some("\n"),
            quote: str::to_owned,
            as_typed: true,
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
        let args = match self.as_typed {
            true => args.into_iter().map(unquoted).collect(),
            false => args,
        };
        let mut candidates = Vec::new();
        self.shell
            .write_complete(cmd, args, current_dir, &mut candidates)?;
        let candidates = String::from_utf8_lossy(&candidates);
        let separator = match self.separator {
            Some(separator) => separator.to_owned(),
            None => std::env::var("_CLAP_IFS").unwrap_or_else(|_| "\n".to_owned()),
        };
        let quoted: Vec<String> = candidates
            .split(&separator)
            .map(|candidate| match candidate.split_once('\t') {
                Some((value, help)) => format!("{}\t{help}", (self.quote)(value)),
                None => (self.quote)(candidate),
            })
            .collect();
        buf.write_all(quoted.join(&separator).as_bytes())
    }
}

/// A word without the quotes that were typed, which may not be closed yet.
fn unquoted(word: OsString) -> OsString {
    let Some(text) = word.to_str() else {
        return word;
    };
    let (mut plain, mut quote, mut chars) = (String::new(), None, text.chars());
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\\', None | Some('"')) => plain.extend(chars.next()),
            ('\'' | '"', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            (c, _) => plain.push(c),
        }
    }
    plain.into()
}

/// For bash.
fn backslashed(value: &str) -> String {
    let mut quoted = String::new();
    for c in value.chars() {
        if " \t\"'\\$`&|;()<>*?[]{}#!:".contains(c) {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted
}

/// For PowerShell.
fn single_quoted(value: &str) -> String {
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
            let quoted = backslashed(value);
            assert_eq!(unquoted(quoted.into()), value, "{value}");
        }
    }

    #[test]
    fn quotes_need_not_be_closed() {
        for (typed, plain) in [
            ("two\\ wo", "two wo"),
            ("'two wo", "two wo"),
            ("\"two \\\"wo", "two \"wo"),
            ("two\\", "two"),
        ] {
            assert_eq!(unquoted(typed.into()), plain, "{typed}");
        }
    }

    #[test]
    fn powershell_takes_what_stands_between_quotes() {
        for (value, quoted) in [
            ("nightly", "nightly"),
            ("it's 5", "'it''s 5'"),
            ("$x", "'$x'"),
        ] {
            assert_eq!(single_quoted(value), quoted);
        }
    }
}

//! Completions for bash, which takes words apart where the program does not.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap_complete::env::{Bash as Shell, EnvCompleter};

use super::quoting::{
    Typed, in_double_quotes, in_single_quotes, with_backslashes, within_single_quotes,
};

/// What of the word is to be replaced: bash begins anew behind `=`, `:` and an open quote.
const PART: &str = "_JOBS_PART";

/// The words up to the cursor are put together again from the line, and candidates are kept from
/// being taken for patterns.
const SCRIPT: &str = r#"
_jobs() {
    local rest=${COMP_LINE:0:COMP_POINT} words=() word space=true
    for word in "${COMP_WORDS[@]:0:COMP_CWORD}" ""; do
        if [[ ${#words[@]} -eq 0 || $rest == [[:space:]]* ]]; then
            rest=${rest#"${rest%%[![:space:]]*}"}
            words+=("")
        fi
        [[ -n $word ]] || word=$rest
        words[${#words[@]}-1]+=$word
        rest=${rest#"$word"}
    done
    if compopt +o nospace 2> /dev/null; then
        space=false
    fi
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(PART="$2" _CLAP_IFS=$'\n' _CLAP_COMPLETE_INDEX=$((${#words[@]} - 1)) VAR=bash \
        COMPLETER -- "${words[@]}")
    if [[ $space == false && "${COMPREPLY-}" =~ [=/:]$ ]]; then
        compopt -o nospace
    fi
}
complete -o nospace -o bashdefault -o nosort -F _jobs NAME 2> /dev/null \
    || complete -o nospace -o bashdefault -F _jobs NAME
"#;

/// Bash.
pub(super) struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        Shell.name()
    }

    fn is(&self, name: &str) -> bool {
        Shell.is(name)
    }

    fn write_registration(
        &self,
        var: &str,
        name: &str,
        _bin: &str,
        completer: &str,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let script = SCRIPT
            .replace("PART", PART)
            .replace("VAR", var)
            .replace("NAME", name)
            .replace("COMPLETER", &in_single_quotes(completer));
        buf.write_all(script.as_bytes())
    }

    fn write_complete(
        &self,
        cmd: &mut clap::Command,
        args: Vec<OsString>,
        current_dir: Option<&Path>,
        buf: &mut dyn Write,
    ) -> io::Result<()> {
        let typed = args.last().and_then(|word| word.to_str()).unwrap_or("");
        let part = std::env::var(PART).ok();
        let stays = part.and_then(|part| typed.strip_suffix(&part));
        let stays = Typed::read(stays.unwrap_or_default());
        let args = args.into_iter().map(Typed::plain).collect();
        let mut candidates = Vec::new();
        Shell.write_complete(cmd, args, current_dir, &mut candidates)?;
        let candidates = String::from_utf8_lossy(&candidates);
        for candidate in candidates.lines() {
            let rest = candidate.strip_prefix(&stays.plain).unwrap_or(candidate);
            let rest = match stays.open {
                Some('"') => in_double_quotes(rest),
                Some(_) => within_single_quotes(rest),
                None => with_backslashes(rest),
            };
            writeln!(buf, "{rest}")?;
        }
        Ok(())
    }
}

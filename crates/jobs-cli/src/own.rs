//! Commands that are no operations of the API: written by hand, and known here.

use clap::ArgMatches;

use crate::block_on;
use crate::failure::Failure;
use crate::globals::Globals;
use crate::{api, apply, auth, clone, diff, export, gantt, graph, manual, outputs, runs_wait};

/// A command that is written by hand.
pub(crate) struct Own {
    /// How it is spelt.
    pub(crate) words: &'static [&'static str],
    /// What it takes, but for its name.
    pub(crate) parser: fn() -> clap::Command,
    /// What it does.
    pub(crate) run: fn(&Globals, &ArgMatches) -> Result<(), Failure>,
}

/// All of them.
pub(crate) static OWN: &[Own] = &[
    Own {
        words: &["runs", "wait"],
        parser: runs_wait::command,
        run: |globals, matches| block_on(runs_wait::run(globals, matches)),
    },
    Own {
        words: &["runs", "outputs"],
        parser: outputs::command,
        run: |globals, matches| block_on(outputs::run(globals, matches)),
    },
    Own {
        words: &["runs", "gantt"],
        parser: gantt::command,
        run: |globals, matches| block_on(gantt::run(globals, matches)),
    },
    Own {
        words: &["graph"],
        parser: graph::command,
        run: |globals, matches| block_on(graph::run(globals, matches)),
    },
    Own {
        words: &["export"],
        parser: export::command,
        run: |globals, matches| block_on(export::run(globals, matches)),
    },
    Own {
        words: &["diff"],
        parser: diff::command,
        run: |globals, matches| block_on(diff::run(globals, matches)),
    },
    Own {
        words: &["apply"],
        parser: apply::command,
        run: |globals, matches| block_on(apply::run(globals, matches)),
    },
    Own {
        words: &["clone"],
        parser: clone::command,
        run: |globals, matches| block_on(clone::run(globals, matches)),
    },
    Own {
        words: &["api"],
        parser: api::command,
        run: |globals, matches| block_on(api::run(globals, matches)),
    },
    Own {
        words: &["auth", "explain"],
        parser: auth::explain_command,
        run: |globals, _| block_on(auth::explain(globals)),
    },
    Own {
        words: &["auth", "profiles"],
        parser: auth::profiles_command,
        run: |globals, _| auth::profiles(globals),
    },
    Own {
        words: &["completions"],
        parser: manual::completions_command,
        run: |_, matches| manual::completions(matches),
    },
    Own {
        words: &["man"],
        parser: manual::man_command,
        run: |_, matches| manual::man(matches),
    },
    #[cfg(feature = "emulator")]
    Own {
        words: &["emulator"],
        parser: crate::emulator::command,
        run: |_, matches| crate::emulator::run(matches),
    },
];

/// What groups are about that only commands by hand are in.
pub(crate) const GROUPS: [(&str, &str); 1] = [("auth", "Who you are to the service, and why")];

//! Other programs that know tokens, such as the vendor's command line tool.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::complaint::complaint;
use crate::BoxFuture;
use crate::config::Environment;

/// A program to run.
#[derive(Clone)]
#[cfg_attr(
    not(feature = "http"),
    expect(dead_code, reason = "programs are run with that feature only")
)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) arguments: Vec<String>,
    /// Set beside the variables of this process.
    pub(crate) variables: Vec<(&'static str, OsString)>,
    /// Time after which it is killed.
    pub(crate) timeout: Duration,
}

impl Program {
    /// A program with its arguments. It sees the home directory and the search path of
    /// `environment`, which need not be those of this process.
    pub(crate) fn new(
        path: &Path,
        arguments: impl IntoIterator<Item = impl Into<String>>,
        environment: &dyn Environment,
    ) -> Self {
        let variables = ["HOME", "PATH"]
            .into_iter()
            .filter_map(|name| Some((name, environment.variable(name)?.into())));
        Self {
            path: path.to_owned(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            variables: variables.collect(),
            timeout: Duration::from_secs(30),
        }
    }

    /// The same, killed after this time in place of 30 s.
    pub(crate) fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Program")
            .field("path", &self.path)
            .field("arguments", &self.arguments)
            .finish_non_exhaustive()
    }
}

/// What a program that has ended left behind.
pub(crate) struct Ended {
    pub(crate) success: bool,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
}

impl Ended {
    /// What it complained of, on one line and not too long, without what may be a secret.
    pub(crate) fn complaint(&self) -> String {
        complaint(&String::from_utf8_lossy(&self.stderr))
    }
}

/// Runs programs.
pub(crate) trait Programs: Send + Sync {
    /// Runs one to its end, with nothing to read and both outputs kept.
    fn run(&self, program: Program) -> BoxFuture<'_, io::Result<Ended>>;
}

/// The program with this name: as it is if the name has a directory in it, else the first on the
/// search path that `accept` takes.
pub(crate) fn find(
    name: &str,
    environment: &dyn Environment,
    accept: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    if name.contains(['/', MAIN_SEPARATOR]) {
        return Some(PathBuf::from(name)).filter(|path| is_program(path));
    }
    let search = environment.variable("PATH")?;
    std::env::split_paths(&search)
        .flat_map(|directory| {
            let plain = directory.join(name);
            // `az` comes as a batch file there.
            let extensions: &[&str] = if cfg!(windows) { &["exe", "cmd"] } else { &[] };
            let extended: Vec<_> = extensions.iter().map(|e| plain.with_extension(e)).collect();
            extended.into_iter().chain([plain])
        })
        .find(|path| is_program(path) && accept(path))
}

fn is_program(path: &Path) -> bool {
    let Ok(about) = std::fs::metadata(path) else {
        return false;
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        about.is_file() && about.permissions().mode() & 0o111 != 0
    }
    #[cfg(not(unix))]
    about.is_file()
}

/// What runs programs unless told otherwise.
#[cfg(feature = "http")]
pub(crate) fn default_programs() -> Arc<dyn Programs> {
    Arc::new(processes::Processes)
}

/// What runs programs unless told otherwise.
#[cfg(not(feature = "http"))]
pub(crate) fn default_programs() -> Arc<dyn Programs> {
    struct NoPrograms;

    impl Programs for NoPrograms {
        fn run(&self, _program: Program) -> BoxFuture<'_, io::Result<Ended>> {
            Box::pin(async {
                Err(io::Error::new(
                    io::ErrorKind::Unsupported,
                    "other programs are run with the feature `http` only",
                ))
            })
        }
    }

    Arc::new(NoPrograms)
}

#[cfg(feature = "http")]
mod processes {
    use std::io;
    use std::process::Stdio;

    use tokio::io::{AsyncRead, AsyncReadExt};
    use tokio::process::Command;

    use super::{Ended, Program, Programs};
    use crate::BoxFuture;

    /// Size in bytes of what is read of an output: a token is far shorter.
    const OUTPUT_LIMIT: u64 = 1 << 20;

    /// Real programs, as child processes.
    pub(super) struct Processes;

    impl Programs for Processes {
        fn run(&self, program: Program) -> BoxFuture<'_, io::Result<Ended>> {
            Box::pin(async move {
                let limit = program.timeout;
                tokio::time::timeout(limit, run(program))
                    .await
                    .unwrap_or_else(|_| {
                        let message = format!("it did not end within {limit:?}");
                        Err(io::Error::new(io::ErrorKind::TimedOut, message))
                    })
            })
        }
    }

    async fn run(program: Program) -> io::Result<Ended> {
        let mut command = Command::new(&program.path);
        command
            .args(&program.arguments)
            .envs(program.variables)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // Whoever stops waiting, be it at the time limit, leaves no process behind.
            .kill_on_drop(true);
        let mut child = command.spawn()?;
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let (stdout, stderr, status) = tokio::try_join!(read(stdout), read(stderr), child.wait())?;
        Ok(Ended {
            success: status.success(),
            stdout,
            stderr,
        })
    }

    async fn read(output: Option<impl AsyncRead + Unpin>) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(output) = output {
            output.take(OUTPUT_LIMIT).read_to_end(&mut bytes).await?;
        }
        Ok(bytes)
    }
}

//! Tasks that are run on this machine, as the service sees them: what they read of it, and what
//! comes of them.

use std::sync::Arc;

use super::files::{path, workspace};
use super::{Service, ServiceError};
use crate::execute::LocalExecution;
use crate::execute::local::{Executor, Finished, Host, Stored, TaskRun};
use crate::store::{FileKind, FileRow, Place, Tables};
use crate::tokens::RunTokens;

impl Service {
    /// Runs tasks on this machine from now on. Only the first call counts.
    pub(crate) fn run_locally(
        self: &Arc<Self>,
        settings: LocalExecution,
        tokens: RunTokens,
    ) -> Result<(), ServiceError> {
        let service: Arc<dyn Host> = Arc::<Self>::clone(self);
        let executor = Executor::new(settings, tokens, Arc::downgrade(&service));
        let executor = executor.map_err(|error| {
            ServiceError::invalid_state(format!("tasks cannot be run on this machine: {error}"))
        })?;
        self.executor.get_or_init(|| executor);
        // What was ordered before.
        self.act(|_| Ok(()))
    }

    /// Ends the processes of all tasks, and starts no more.
    pub(crate) fn stop_locally(&self) {
        if let Some(executor) = self.executor.get() {
            executor.close();
        }
    }

    fn tell(&self, work: impl FnOnce(&mut super::Context<'_>) -> Result<(), ServiceError>) {
        match self.act(work) {
            Err(error) if !error.is_stopped() => eprintln!("jobs-emulator: {}", error.message),
            _ => {}
        }
    }
}

impl Host for Service {
    fn read(&self, path: &str) -> Result<Option<Stored>, String> {
        let (place, path) = locate(path)?;
        let found = self.act(|context| {
            let file = context.tables.file(place, &path)?;
            let file = file.filter(|file| !file.is_directory());
            Ok(file.map(|file| stored(context.tables, place, &file)))
        });
        let found = found.map_err(|error| error.message)?;
        found.transpose()
    }

    fn read_below(&self, folder: &str) -> Result<Vec<Stored>, String> {
        let (place, folder) = locate(folder)?;
        let found = self.act(|context| {
            let files = context.tables.files_below(place, &folder)?;
            let files = files.iter().filter(|file| file.kind == FileKind::File);
            Ok(files
                .map(|file| stored(context.tables, place, file))
                .collect())
        });
        found.map_err(|error| error.message)?
    }

    fn source_of_jupyter(&self, content: &[u8]) -> Result<Vec<u8>, String> {
        workspace::source_of_jupyter(content).map(String::into_bytes)
    }

    fn base_url(&self) -> Option<String> {
        self.base_url.listening().map(str::to_owned)
    }

    fn runs(&self, task_run: TaskRun) {
        self.tell(|context| {
            let (tables, now) = (context.tables, context.now);
            Ok(context.scheduler.process_runs(tables, task_run, now)?)
        });
    }

    fn ended(&self, task_run: TaskRun, finished: Finished) {
        self.tell(|context| {
            let (tables, now) = (context.tables, context.now);
            let Finished {
                result,
                output,
                local,
            } = finished;
            let scheduler = &mut context.scheduler;
            if scheduler.knows(task_run) {
                tables.add_local_output(task_run.run_id, &local)?;
            }
            Ok(scheduler.process_ended(tables, task_run, result, output, now)?)
        });
    }
}

/// Where a path of a task leads: workspace, DBFS or volumes.
fn locate(path: &str) -> Result<(Place, String), String> {
    let is_dbfs = ["dbfs:", "/dbfs/", "/Volumes/"];
    if is_dbfs.iter().any(|begin| path.starts_with(begin)) {
        return Ok((Place::Dbfs, path::of_dbfs(path)?));
    }
    if !path.starts_with('/') {
        return Err(format!(
            "Cannot read '{path}': jobs-emulator runs code from the workspace (/…), DBFS (dbfs:/…) \
             and volumes (/Volumes/…)."
        ));
    }
    Ok((Place::Workspace, path::of_workspace(path)?))
}

/// A file with its content, a notebook in source form.
fn stored(tables: Tables<'_>, place: Place, file: &FileRow) -> Result<Stored, String> {
    let content = tables.whole_file(file).map_err(|error| error.to_string())?;
    let (content, language) = match &file.kind {
        FileKind::Notebook {
            is_jupyter: true,
            language,
        } => {
            let source = workspace::source_of_jupyter(&content)?;
            (source.into_bytes(), Some(language.clone()))
        }
        FileKind::Notebook { language, .. } => (content, Some(language.clone())),
        FileKind::File | FileKind::Directory => (content, None),
    };
    let path = match place {
        Place::Workspace => format!("/Workspace{}", file.path),
        Place::Dbfs if file.path.starts_with("/Volumes/") => file.path.clone(),
        Place::Dbfs => format!("/dbfs{}", file.path),
    };
    Ok(Stored {
        path,
        content,
        language,
    })
}

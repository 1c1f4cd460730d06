//! What references can name.

use super::Reference;
use super::moment::Format;

/// What a reference names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Name<'a> {
    Job(OfJob),
    /// A job parameter.
    Parameter(String),
    /// The task run that has the reference.
    Task(OfTask),
    /// Another task of the run.
    OtherTask(&'a str, OfTask),
    /// The input of an iteration, or the field of it that these names lead to.
    Input(Vec<&'a str>),
    WorkspaceId,
    WorkspaceUrl,
}

/// What can be told of a job and its run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum OfJob {
    Id,
    Name,
    RunId,
    RepairCount,
    StartTime(Format),
    TriggerType,
    TriggerTime(Format),
    FileArrivalLocation,
    UpdatedTables,
    /// What is known of the update of a table: its `version` or its `commit_timestamp`.
    TableUpdate {
        table: String,
        member: &'static str,
    },
}

/// What can be told of a task and its run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum OfTask {
    Name,
    RunId,
    ExecutionCount,
    NotebookPath,
    ResultState,
    ErrorCode,
    /// A task value.
    Value(String),
    Rows,
    /// The first row of a SQL task, or one column of it.
    FirstRow(Option<String>),
    AlertState,
    RetryCount,
    StartTime(Format),
}

/// Why a reference names nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoName {
    /// It is of no namespace that is known: it is text.
    IsText,
    /// It is of a known namespace, which has no such member.
    IsWrong,
}

impl<'a> Name<'a> {
    pub(super) fn of(reference: &Reference<'a>) -> Result<Self, NoName> {
        let path = reference.path.as_slice();
        let name = match path {
            [name] if *name != "input" => return Self::deprecated(name).ok_or(NoName::IsText),
            ["job", "parameters", name @ ..] if !name.is_empty() => {
                Some(Self::Parameter(name.join(".")))
            }
            ["job", member @ ..] => OfJob::read(member).map(Self::Job),
            ["task", member @ ..] => OfTask::of_own(member).map(Self::Task),
            ["tasks", key, member @ ..] => {
                OfTask::of_other(member).map(|member| Self::OtherTask(key, member))
            }
            ["input", fields @ ..] => Some(Self::Input(fields.to_vec())),
            ["workspace", "id"] => Some(Self::WorkspaceId),
            ["workspace", "url"] => Some(Self::WorkspaceUrl),
            ["tasks" | "workspace", ..] => None,
            // `backfill` among them: its values are put in when a backfill is started.
            _ => return Err(NoName::IsText),
        };
        name.ok_or(NoName::IsWrong)
    }

    /// The names of before there were namespaces.
    fn deprecated(name: &str) -> Option<Self> {
        Some(match name {
            "job_id" => Self::Job(OfJob::Id),
            "parent_run_id" => Self::Job(OfJob::RunId),
            "run_id" => Self::Task(OfTask::RunId),
            "task_key" => Self::Task(OfTask::Name),
            "task_retry_count" => Self::Task(OfTask::RetryCount),
            "start_date" => Self::Task(OfTask::StartTime(Format::IsoDate)),
            "start_time" => Self::Task(OfTask::StartTime(Format::TimestampMs)),
            _ => return None,
        })
    }
}

impl OfJob {
    fn read(member: &[&str]) -> Option<Self> {
        Some(match member {
            ["id"] => Self::Id,
            ["name"] => Self::Name,
            ["run_id"] => Self::RunId,
            ["repair_count"] => Self::RepairCount,
            ["start_time", format] => Self::StartTime(Format::from_wire(format)?),
            ["trigger", "type"] => Self::TriggerType,
            ["trigger", "time", format] => Self::TriggerTime(Format::from_wire(format)?),
            ["trigger", "file_arrival", "location"] => Self::FileArrivalLocation,
            ["trigger", "table_update", "updated_tables"] => Self::UpdatedTables,
            ["trigger", "table_update", table @ .., member] if !table.is_empty() => {
                Self::TableUpdate {
                    table: table.join("."),
                    member: match *member {
                        "version" => "version",
                        "commit_timestamp" => "commit_timestamp",
                        _ => return None,
                    },
                }
            }
            _ => return None,
        })
    }
}

impl OfTask {
    /// What a task can tell of itself.
    fn of_own(member: &[&str]) -> Option<Self> {
        Some(match member {
            ["name"] => Self::Name,
            ["run_id"] => Self::RunId,
            ["execution_count"] => Self::ExecutionCount,
            ["notebook_path"] => Self::NotebookPath,
            _ => return None,
        })
    }

    /// What a task can tell of another one.
    fn of_other(member: &[&str]) -> Option<Self> {
        Some(match member {
            ["run_id"] => Self::RunId,
            ["execution_count"] => Self::ExecutionCount,
            ["notebook_path"] => Self::NotebookPath,
            ["result_state"] => Self::ResultState,
            ["error_code"] => Self::ErrorCode,
            ["values", key @ ..] if !key.is_empty() => Self::Value(key.join(".")),
            ["output", "rows"] => Self::Rows,
            ["output", "first_row"] => Self::FirstRow(None),
            ["output", "first_row", column @ ..] => Self::FirstRow(Some(column.join("."))),
            ["output", "alert_state"] => Self::AlertState,
            _ => return None,
        })
    }
}

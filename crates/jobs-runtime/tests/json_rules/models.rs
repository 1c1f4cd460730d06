//! Types as generated code has them.

use std::collections::BTreeMap;

use serde_json::Value;

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// Every kind of member, and itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Task {
    pub(crate) run_id: Option<RunId>,
    pub(crate) cluster_id: Option<ClusterId>,
    pub(crate) name: Option<String>,
    pub(crate) retries: Option<i64>,
    pub(crate) share: Option<f64>,
    pub(crate) disabled: Option<bool>,
    pub(crate) state: Option<State>,
    pub(crate) tags: Option<BTreeMap<String, String>>,
    pub(crate) tasks: Option<Vec<Task>>,
    pub(crate) inner: Option<Box<Task>>,
    pub(crate) value: Option<Value>,
    pub(crate) extra: Extra,
}

impl Model for Task {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Task"
    }

    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        match name {
            "run_id" => value.read(&mut self.run_id),
            "cluster_id" => value.read(&mut self.cluster_id),
            "name" => value.read(&mut self.name),
            "retries" => value.read(&mut self.retries),
            "share" => value.read(&mut self.share),
            "disabled" => value.read(&mut self.disabled),
            "state" => value.read(&mut self.state),
            "tags" => value.read(&mut self.tags),
            "tasks" => value.read(&mut self.tasks),
            "inner" => value.read(&mut self.inner),
            "value" => value.read(&mut self.value),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("run_id", &self.run_id);
        object.member("cluster_id", &self.cluster_id);
        object.member("name", &self.name);
        object.member("retries", &self.retries);
        object.member("share", &self.share);
        object.member("disabled", &self.disabled);
        object.member("state", &self.state);
        object.member("tags", &self.tags);
        object.member("tasks", &self.tasks);
        object.member("inner", &self.inner);
        object.member("value", &self.value);
        object.extra(&self.extra);
    }
}

json::impl_model!(Task);

/// Nothing is optional, and the ids are required.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Started {
    pub(crate) run_id: RunId,
    pub(crate) cluster_id: ClusterId,
    pub(crate) state: State,
    pub(crate) count: i64,
    pub(crate) task: Task,
    pub(crate) names: Vec<String>,
    pub(crate) extra: Extra,
}

impl Model for Started {
    fn empty() -> Self {
        Self {
            run_id: Decode::empty(),
            cluster_id: Decode::empty(),
            state: Decode::empty(),
            count: Decode::empty(),
            task: Decode::empty(),
            names: Decode::empty(),
            extra: Extra::new(),
        }
    }

    fn name(&self) -> &'static str {
        "Started"
    }

    fn required(&self) -> &'static [&'static str] {
        &["run_id", "cluster_id"]
    }

    fn read_member(&mut self, name: &str, value: &mut Reader<'_>) -> Result<(), ReadError> {
        match name {
            "run_id" => value.read(&mut self.run_id),
            "cluster_id" => value.read(&mut self.cluster_id),
            "state" => value.read(&mut self.state),
            "count" => value.read(&mut self.count),
            "task" => value.read(&mut self.task),
            "names" => value.read(&mut self.names),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("run_id", &self.run_id);
        object.member("cluster_id", &self.cluster_id);
        object.member("state", &self.state);
        object.member("count", &self.count);
        object.member("task", &self.task);
        object.member("names", &self.names);
        object.extra(&self.extra);
    }
}

json::impl_model!(Started);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum State {
    Pending,
    Running,
    UnknownValue(UnknownValue),
}

impl OpenEnum for State {
    fn from_wire(value: &str) -> Self {
        match value {
            "PENDING" => Self::Pending,
            "RUNNING" => Self::Running,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Pending => "PENDING",
            Self::Running => "RUNNING",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(State);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RunId(pub(crate) i64);

json::impl_integer_id!(RunId);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Offset(pub(crate) u64);

json::impl_integer_id!(Offset, u64);

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClusterId(pub(crate) String);

json::impl_string_id!(ClusterId);

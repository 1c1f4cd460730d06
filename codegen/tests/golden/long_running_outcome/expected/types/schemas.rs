// Generated from openapi.yaml. Do not edit.

use jobs_runtime::json::{
    self, Decode, Extra, Model, ObjectWriter, OpenEnum, ReadError, Reader, UnknownValue,
};

/// Identifier of a repair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepairId(pub String);

json::impl_string_id!(RepairId);

/// A repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Repair {
    /// How it stands.
    pub status: Box<RepairStatus>,
    /// The newer word for the state.
    pub phase: Option<RepairPhase>,
    /// How often it was started.
    pub rounds: Option<Vec<Round>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Repair {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(status: impl Into<RepairStatus>) -> Self {
        Self {
            status: Box::new(status.into()),
            phase: None,
            rounds: None,
            extra: Extra::default(),
        }
    }

    /// Sets `status`.
    #[must_use]
    pub fn status(mut self, value: impl Into<RepairStatus>) -> Self {
        self.status = Box::new(value.into());
        self
    }

    /// Sets `phase`.
    #[must_use]
    pub fn phase(mut self, value: impl Into<RepairPhase>) -> Self {
        self.phase = Some(value.into());
        self
    }

    /// Sets `rounds`.
    #[must_use]
    pub fn rounds(mut self, value: impl IntoIterator<Item = impl Into<Round>>) -> Self {
        self.rounds = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `rounds`.
    #[must_use]
    pub fn round(mut self, value: impl Into<Round>) -> Self {
        self.rounds.get_or_insert_default().push(value.into());
        self
    }
}

impl Model for Repair {
    fn empty() -> Self {
        Self {
            status: Decode::empty(),
            phase: None,
            rounds: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Repair"
    }

    fn required(&self) -> &'static [&'static str] {
        &["status"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "status" => value.read(&mut self.status),
            "phase" => value.read(&mut self.phase),
            "rounds" => value.read(&mut self.rounds),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("status", &self.status);
        object.member("phase", &self.phase);
        object.member("rounds", &self.rounds);
        object.extra(&self.extra);
    }
}

json::impl_model!(Repair);

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RepairStatus {
    /// How far it is.
    pub state: RepairStatusState,
    /// What came of it.
    pub result: Option<String>,
    /// What the bookbinder says.
    pub remark: Option<String>,
    /// What the master says.
    pub word: Option<String>,
    /// Where to read more.
    pub page: Option<String>,
    /// What was renewed.
    pub ids: Option<Vec<Renewal>>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl RepairStatus {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(state: impl Into<RepairStatusState>) -> Self {
        Self {
            state: state.into(),
            result: None,
            remark: None,
            word: None,
            page: None,
            ids: None,
            extra: Extra::default(),
        }
    }

    /// Sets `state`.
    #[must_use]
    pub fn state(mut self, value: impl Into<RepairStatusState>) -> Self {
        self.state = value.into();
        self
    }

    /// Sets `result`.
    #[must_use]
    pub fn result(mut self, value: impl Into<String>) -> Self {
        self.result = Some(value.into());
        self
    }

    /// Sets `remark`.
    #[must_use]
    pub fn remark(mut self, value: impl Into<String>) -> Self {
        self.remark = Some(value.into());
        self
    }

    /// Sets `word`.
    #[must_use]
    pub fn word(mut self, value: impl Into<String>) -> Self {
        self.word = Some(value.into());
        self
    }

    /// Sets `page`.
    #[must_use]
    pub fn page(mut self, value: impl Into<String>) -> Self {
        self.page = Some(value.into());
        self
    }

    /// Sets `ids`.
    #[must_use]
    pub fn ids(mut self, value: impl IntoIterator<Item = impl Into<Renewal>>) -> Self {
        self.ids = Some(value.into_iter().map(Into::into).collect());
        self
    }

    /// Adds one to `ids`.
    #[must_use]
    pub fn id(mut self, value: impl Into<Renewal>) -> Self {
        self.ids.get_or_insert_default().push(value.into());
        self
    }
}

impl Model for RepairStatus {
    fn empty() -> Self {
        Self {
            state: Decode::empty(),
            result: None,
            remark: None,
            word: None,
            page: None,
            ids: None,
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "RepairStatus"
    }

    fn required(&self) -> &'static [&'static str] {
        &["state"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "state" => value.read(&mut self.state),
            "result" => value.read(&mut self.result),
            "remark" => value.read(&mut self.remark),
            "word" => value.read(&mut self.word),
            "page" => value.read(&mut self.page),
            "ids" => value.read(&mut self.ids),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("state", &self.state);
        object.member("result", &self.result);
        object.member("remark", &self.remark);
        object.member("word", &self.word);
        object.member("page", &self.page);
        object.member("ids", &self.ids);
        object.extra(&self.extra);
    }
}

json::impl_model!(RepairStatus);

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepairStatusState {
    /// `WAITING`
    Waiting,
    /// `ENDED`
    Ended,
    /// `RUINED`
    Ruined,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for RepairStatusState {
    fn from_wire(value: &str) -> Self {
        match value {
            "WAITING" => Self::Waiting,
            "ENDED" => Self::Ended,
            "RUINED" => Self::Ruined,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Waiting => "WAITING",
            Self::Ended => "ENDED",
            Self::Ruined => "RUINED",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(RepairStatusState);

/// The newer word for the state.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RepairPhase {
    /// `UNDER_WAY`
    UnderWay,
    /// `OVER`
    Over,
    /// A value that this version of the SDK does not know.
    UnknownValue(UnknownValue),
}

impl OpenEnum for RepairPhase {
    fn from_wire(value: &str) -> Self {
        match value {
            "UNDER_WAY" => Self::UnderWay,
            "OVER" => Self::Over,
            _ => Self::UnknownValue(UnknownValue::new(value)),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::UnderWay => "UNDER_WAY",
            Self::Over => "OVER",
            Self::UnknownValue(value) => value.as_str(),
        }
    }
}

json::impl_open_enum!(RepairPhase);

/// A start of a repair.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Round {
    /// Which one.
    pub number: Option<i64>,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Round {
    /// A value without any member.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets `number`.
    #[must_use]
    pub fn number(mut self, value: i64) -> Self {
        self.number = Some(value);
        self
    }
}

impl Model for Round {
    fn empty() -> Self {
        Self::default()
    }

    fn name(&self) -> &'static str {
        "Round"
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "number" => value.read(&mut self.number),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("number", &self.number);
        object.extra(&self.extra);
    }
}

json::impl_model!(Round);

/// A renewal of a repair.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Renewal {
    /// Which one.
    pub id: String,
    /// Members that this version of the SDK does not know; they are sent back unchanged.
    pub extra: Extra,
}

impl Renewal {
    /// A value with the members that are always there.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            extra: Extra::default(),
        }
    }

    /// Sets `id`.
    #[must_use]
    pub fn id(mut self, value: impl Into<String>) -> Self {
        self.id = value.into();
        self
    }
}

impl Model for Renewal {
    fn empty() -> Self {
        Self {
            id: Decode::empty(),
            extra: Extra::default(),
        }
    }

    fn name(&self) -> &'static str {
        "Renewal"
    }

    fn required(&self) -> &'static [&'static str] {
        &["id"]
    }

    fn read_member(
        &mut self,
        name: &str,
        value: &mut Reader<'_>,
    ) -> Result<(), ReadError> {
        match name {
            "id" => value.read(&mut self.id),
            _ => self.extra.read(name, value),
        }
    }

    fn write_members(&self, object: &mut ObjectWriter<'_>) {
        object.member("id", &self.id);
        object.extra(&self.extra);
    }
}

json::impl_model!(Renewal);

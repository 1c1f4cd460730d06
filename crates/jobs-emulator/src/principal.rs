//! Who calls: users and service principals of the workspace.

/// The group of everybody in the workspace.
const USERS: &str = "users";

/// The group of its admins.
pub(crate) const ADMINS: &str = "admins";

/// A user or service principal, its groups, and whether it is an admin of the workspace.
///
/// ```
/// use jobs_emulator::{Emulator, Principal};
///
/// let service = Emulator::builder()
///     .principal("root-token", Principal::user("root@example.com").admin())
///     .principal("ada-token", Principal::user("ada@example.com").member_of("data"))
///     .in_process()?;
/// # Ok::<_, jobs_emulator::StartError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    id: usize,
    name: String,
    kind: Kind,
    is_admin: bool,
    groups: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    User,
    Service,
}

impl Principal {
    /// A user of this name, which is an e-mail address in a workspace.
    #[must_use]
    pub fn user(name: impl Into<String>) -> Self {
        Self::new(Kind::User, name.into())
    }

    /// A service principal with this application id.
    #[must_use]
    pub fn service_principal(application_id: impl Into<String>) -> Self {
        Self::new(Kind::Service, application_id.into())
    }

    /// Makes it an admin: it may do everything.
    #[must_use]
    pub fn admin(mut self) -> Self {
        self.is_admin = true;
        self
    }

    /// Adds it to a group. Everybody is in `users` anyway, and admins are in `admins`.
    #[must_use]
    pub fn member_of(mut self, group: impl Into<String>) -> Self {
        self.groups.push(group.into());
        self
    }

    /// The same principal, with this number in the workspace.
    pub(crate) fn numbered(mut self, id: usize) -> Self {
        self.id = id;
        self
    }

    fn new(kind: Kind, name: String) -> Self {
        Self {
            id: 1,
            name,
            kind,
            is_admin: false,
            groups: Vec::new(),
        }
    }

    /// Number of the principal in the workspace.
    pub(crate) fn id(&self) -> usize {
        self.id
    }

    /// Name of the user, or application id.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn is_user(&self) -> bool {
        self.kind == Kind::User
    }

    pub(crate) fn is_admin(&self) -> bool {
        self.is_admin
    }

    /// Names of all groups that it is in.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &str> {
        let admins = self.is_admin.then_some(ADMINS);
        let own = self.groups.iter().map(String::as_str);
        admins.into_iter().chain([USERS]).chain(own)
    }
}

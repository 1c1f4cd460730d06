//! Who calls: users and service principals of the workspace, told apart by their tokens.

use std::fmt;

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

/// A token to take, and whose it is if that is said.
#[derive(Clone)]
pub(crate) struct GivenToken {
    pub(crate) token: String,
    pub(crate) principal: Option<Principal>,
}

/// Which tokens are taken, and whose they are.
pub(crate) struct Tokens {
    known: Vec<(String, Principal)>,
    /// Whose all tokens are while none is known.
    anybody: Principal,
}

impl Tokens {
    /// Takes these tokens; those without a principal are this user's, and so are all tokens if none
    /// is given. Whoever is alone may do everything, as an admin: with the only token, or where
    /// workspaces are not shared.
    ///
    /// # Errors
    ///
    /// When a token or a name is empty, or one token is given to two principals.
    pub(crate) fn new(
        given: Vec<GivenToken>,
        user: &Principal,
        is_shared: bool,
    ) -> Result<Self, String> {
        let mut names = vec![user.name.clone()];
        let mut known: Vec<(String, Principal)> = Vec::with_capacity(given.len());
        for GivenToken { token, principal } in given {
            let mut principal = principal.unwrap_or_else(|| user.clone());
            if token.is_empty() || principal.name.is_empty() {
                return Err("a token and the name of its principal must not be empty".to_owned());
            }
            let place = names.iter().position(|name| *name == principal.name);
            let place = place.unwrap_or_else(|| {
                names.push(principal.name.clone());
                names.len() - 1
            });
            principal.id = place + 1;
            match known.iter().find(|(other, _)| *other == token) {
                Some((_, other)) if *other != principal => {
                    return Err(format!(
                        "a token is given twice, once for '{}' and once for '{}' with other rights                          or groups: give each principal a token of its own",
                        other.name, principal.name
                    ));
                }
                Some(_) => {}
                None => known.push((token, principal)),
            }
        }
        let is_alone = !is_shared || known.len() < 2;
        for (_, principal) in &mut known {
            principal.is_admin |= is_alone;
        }
        Ok(Self {
            known,
            anybody: user.clone(),
        })
    }

    /// Whether it takes any token.
    pub(crate) fn takes_any(&self) -> bool {
        self.known.is_empty()
    }

    /// Whose token this is; none if it is not taken.
    pub(crate) fn principal(&self, token: &str) -> Option<&Principal> {
        if self.takes_any() {
            return Some(&self.anybody);
        }
        let found = self.known.iter().find(|(known, _)| known == token);
        found.map(|(_, principal)| principal)
    }
}

impl fmt::Debug for GivenToken {
    /// The token is left out: it is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GivenToken").field(&self.principal).finish()
    }
}

impl fmt::Debug for Tokens {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let principals = self.known.iter().map(|(_, principal)| principal);
        f.debug_list().entries(principals).finish()
    }
}

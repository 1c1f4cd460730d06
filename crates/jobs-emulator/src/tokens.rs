//! Whose tokens are: those that are given to the emulator, and those that its token endpoint issues.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::clock::millis;
use crate::engine::Millis;
use crate::principal::Principal;

/// How long an issued token lasts unless told otherwise.
pub(crate) const LIFETIME: Duration = Duration::from_secs(3600);

/// The token of runs where any token is taken.
const ANY_TOKEN: &str = "token-of-a-run";

/// Most issued tokens that are known at a time; of more, those that end first are forgotten.
const MAX_ISSUED: usize = 10_000;

/// A token to take, and whose it is if that is said.
#[derive(Clone)]
pub(crate) struct GivenToken {
    pub(crate) token: String,
    pub(crate) principal: Option<Principal>,
}

/// A client that gets tokens for its secret. Its principal is the service principal of its id.
#[derive(Clone)]
pub(crate) struct OauthClient {
    pub(crate) secret: String,
    pub(crate) principal: Principal,
}

/// Which tokens are taken, and whose they are.
pub(crate) struct Tokens {
    known: Vec<(String, Arc<Principal>)>,
    clients: Vec<(String, Arc<Principal>)>,
    /// Whose all tokens are while none is known.
    anybody: Arc<Principal>,
    lifetime: Duration,
    issued: Mutex<HashMap<String, Issued>>,
}

/// Tokens with which runs call the service, by whom they act as.
#[derive(Clone, Default)]
pub(crate) struct RunTokens {
    by_name: HashMap<String, String>,
    /// The token of all others, if they have one.
    any: Option<String>,
}

/// A token that the token endpoint gave.
#[derive(Clone)]
struct Issued {
    principal: Arc<Principal>,
    /// By the clock of the workspace in which it counts.
    ends: Millis,
}

/// Somebody known.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(crate) token: String,
    pub(crate) principal: Arc<Principal>,
    /// When the token ends by itself.
    ends: Option<Millis>,
}

/// What a client asks a token for.
#[derive(Clone, Copy)]
pub(crate) enum Grant<'a> {
    /// Its own secret.
    ClientCredentials { id: &'a str, secret: &'a str },
    /// A token of somebody, be it the client's or a user's.
    TokenExchange {
        id: Option<&'a str>,
        subject: &'a str,
    },
}

/// Why no token is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The client is not known, or its secret is another one.
    Client(&'static str),
    /// What the token is asked for cannot be.
    Grant(&'static str),
}

impl Tokens {
    /// Takes these tokens and serves these clients; tokens without a principal are this user's, and
    /// so are all tokens if nothing is given. Whoever is alone may do everything, as an admin: the
    /// only principal, or where workspaces are not shared.
    ///
    /// # Errors
    ///
    /// When a token, a secret or a name is empty, or one token is given to two principals.
    pub(crate) fn new(
        given: Vec<GivenToken>,
        clients: Vec<OauthClient>,
        user: &Principal,
        is_shared: bool,
        lifetime: Duration,
    ) -> Result<Self, String> {
        let mut names = vec![user.name().to_owned()];
        let is_alone = !is_shared || given.len() + clients.len() < 2;
        let mut entered = |principal: Principal| {
            let place = names.iter().position(|name| name == principal.name());
            let place = place.unwrap_or_else(|| {
                names.push(principal.name().to_owned());
                names.len() - 1
            });
            let principal = principal.numbered(place + 1);
            Arc::new(if is_alone {
                principal.admin()
            } else {
                principal
            })
        };
        let mut known: Vec<(String, Arc<Principal>)> = Vec::with_capacity(given.len());
        for GivenToken { token, principal } in given {
            let principal = entered(principal.unwrap_or_else(|| user.clone()));
            if token.is_empty() || principal.name().is_empty() {
                return Err("a token and the name of its principal must not be empty".to_owned());
            }
            match known.iter().find(|(other, _)| *other == token) {
                Some((_, other)) if *other != principal => {
                    return Err(format!(
                        "a token is given twice, once for '{}' and once for '{}' with other rights \
                         or groups: give each principal a token of its own",
                        other.name(),
                        principal.name()
                    ));
                }
                Some(_) => {}
                None => known.push((token, principal)),
            }
        }
        let mut with_secrets = Vec::with_capacity(clients.len());
        for OauthClient { secret, principal } in clients {
            if secret.is_empty() || principal.name().is_empty() {
                return Err("the id and the secret of a client must not be empty".to_owned());
            }
            with_secrets.push((secret, entered(principal)));
        }
        Ok(Self {
            known,
            clients: with_secrets,
            anybody: Arc::new(user.clone()),
            lifetime,
            issued: Mutex::default(),
        })
    }

    /// The tokens with which runs call back.
    pub(crate) fn of_runs(&self) -> RunTokens {
        // Of several, the first one that was given.
        let known = self.known.iter().rev();
        let by_name = known.map(|(token, principal)| (principal.name().to_owned(), token.clone()));
        RunTokens {
            by_name: by_name.collect(),
            any: self.takes_any().then(|| ANY_TOKEN.to_owned()),
        }
    }

    /// Whether it takes any token.
    pub(crate) fn takes_any(&self) -> bool {
        self.known.is_empty() && self.clients.is_empty()
    }

    /// Whose token this is; none if it is not taken.
    pub(crate) fn caller(&self, token: &str) -> Option<Caller> {
        if let Some(Issued { principal, ends }) = self.issued().get(token).cloned() {
            return Some(Caller {
                token: token.to_owned(),
                principal,
                ends: Some(ends),
            });
        }
        let principal = if self.takes_any() {
            &self.anybody
        } else {
            let found = self.known.iter().find(|(known, _)| known == token);
            found.map(|(_, principal)| principal)?
        };
        Some(Caller {
            token: token.to_owned(),
            principal: Arc::clone(principal),
            ends: None,
        })
    }

    /// Who is to get a token for this.
    pub(crate) fn granted(&self, grant: Grant<'_>) -> Result<Arc<Principal>, Refusal> {
        let service_principal = |id: &str| Arc::new(Principal::service_principal(id).admin());
        match grant {
            Grant::ClientCredentials { id, secret } if id.is_empty() || secret.is_empty() => {
                Err(Refusal::Client("client_id and client_secret are needed"))
            }
            Grant::ClientCredentials { id, .. } if self.takes_any() => Ok(service_principal(id)),
            Grant::ClientCredentials { id, secret } => {
                let mut clients = self.clients.iter();
                let known = clients.find(|(known, client)| client.name() == id && known == secret);
                known
                    .map(|(_, principal)| Arc::clone(principal))
                    .ok_or(Refusal::Client(
                        "the client is not known or its secret is another one",
                    ))
            }
            // No issuer is asked here, so a subject that is not known would be anybody's word.
            Grant::TokenExchange { subject, .. } if !self.takes_any() => {
                let mut known = self.known.iter();
                let found = known.find(|(token, _)| token == subject);
                found
                    .map(|(_, principal)| Arc::clone(principal))
                    .ok_or(Refusal::Grant(
                        "subject_token is none of the tokens that the emulator was started with",
                    ))
            }
            Grant::TokenExchange { id, subject } => {
                let of_subject = subject_of(subject).ok_or(Refusal::Grant(
                    "subject_token is no JWT with a subject (`sub`)",
                ))?;
                Ok(match id {
                    Some(id) => service_principal(id),
                    None => Arc::new(Principal::user(of_subject).admin()),
                })
            }
        }
    }

    /// Issues a token, and tells how long it lasts.
    ///
    /// # Errors
    ///
    /// When the machine has no randomness.
    pub(crate) fn issue(
        &self,
        principal: Arc<Principal>,
        now: Millis,
    ) -> Result<(String, Duration), getrandom::Error> {
        let mut random = [0_u8; 32];
        getrandom::getrandom(&mut random)?;
        let token = BASE64_URL_SAFE_NO_PAD.encode(random);
        let mut issued = self.issued();
        if issued.len() >= MAX_ISSUED {
            let first = issued.iter().min_by_key(|(_, issued)| issued.ends);
            let first = first.map(|(token, _)| token.clone());
            first.map(|first| issued.remove(&first));
        }
        let ends = now.saturating_add(millis(self.lifetime));
        issued.insert(token.clone(), Issued { principal, ends });
        Ok((token, self.lifetime))
    }

    fn issued(&self) -> MutexGuard<'_, HashMap<String, Issued>> {
        // Every change of it is whole: it can be used after a panic.
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl RunTokens {
    /// The same token for all.
    pub(crate) fn only(token: &str) -> Self {
        Self {
            any: Some(token.to_owned()),
            ..Self::default()
        }
    }

    /// The token of this user or service principal, if it has one.
    pub(crate) fn of(&self, name: &str) -> Option<&str> {
        let own = self.by_name.get(name).or(self.any.as_ref());
        own.map(String::as_str)
    }
}

impl Caller {
    /// Whether the token has ended by itself.
    pub(crate) fn has_ended(&self, now: Millis) -> bool {
        self.ends.is_some_and(|ends| ends <= now)
    }

    /// Whose workspace it is in, where each has one: that of the token, or of all tokens that are
    /// issued to one principal.
    pub(crate) fn workspace(&self) -> &str {
        if self.ends.is_some() {
            self.principal.name()
        } else {
            &self.token
        }
    }
}

/// The subject of a JWT, which nobody has verified.
fn subject_of(jwt: &str) -> Option<String> {
    let claims = jwt.split('.').nth(1)?.trim_end_matches('=');
    let claims = BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?;
    let claims: serde_json::Value = serde_json::from_slice(&claims).ok()?;
    let subject = claims["sub"].as_str()?;
    (!subject.is_empty()).then(|| subject.to_owned())
}

impl fmt::Debug for GivenToken {
    /// The token is left out: it is secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("GivenToken").field(&self.principal).finish()
    }
}

impl fmt::Debug for RunTokens {
    /// Tokens are left out: they are secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.by_name.keys()).finish()
    }
}

impl fmt::Debug for OauthClient {
    /// The secret is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OauthClient").field(&self.principal).finish()
    }
}

impl fmt::Debug for Tokens {
    /// Tokens and secrets are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.known.iter().chain(&self.clients);
        f.debug_list()
            .entries(all.map(|(_, principal)| principal))
            .finish()
    }
}

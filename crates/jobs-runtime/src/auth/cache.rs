//! Tokens kept until they run out, and refreshed before.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use fastrand::Rng;
use http::HeaderMap;
use http::header::AUTHORIZATION;

use super::flight::Flight;
use super::token::TokenSource;
use super::{Context, Credentials, Token};
use crate::clock::Clock;
use crate::config::Attribute;
use crate::{BoxFuture, Result};

/// Time before its end from which a token is refreshed ahead, at most.
const STALE_WINDOW: Duration = Duration::from_secs(20 * 60);

/// Time before its end from which a token is not used any more, at most: it must outlive the way
/// of the request, and clocks differ.
const EXPIRY_BUFFER: Duration = Duration::from_secs(40);

/// Time without refreshes ahead after one that failed.
const BACK_OFF: Duration = Duration::from_secs(60);

/// Keeps the token of a source, and refreshes it before it expires.
///
/// - There is one refresh at a time, however many tasks share the cache. Tasks without a valid token
///   wait for that refresh and all get its result, be it a token or an error.
/// - A refresh begins ahead of time, in the second half of the token's life but no earlier than
///   20 minutes before its end. It runs in the background while requests go on with the old token;
///   after a failure, the next one is tried a minute later. The moment at which it begins is
///   random, so that many processes do not refresh together.
/// - A token counts as expired 40 s early, or a tenth of its life early if that is less: it has to
///   last until the request arrives, and clocks differ.
/// - Time is measured by the calendar and by the monotonic clock, and the earlier end counts: after
///   a machine was asleep, its token is known to have expired.
pub struct TokenCache {
    shared: Arc<Shared>,
    ahead: bool,
}

struct Shared {
    source: Arc<dyn TokenSource>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    flight: Flight<HeaderMap>,
}

struct State {
    kept: Option<Kept>,
    /// How many tokens have been kept.
    generation: u64,
    random: Rng,
}

/// A token, as requests carry it.
struct Kept {
    headers: HeaderMap,
    life: Option<Life>,
    generation: u64,
    /// Whether a task is about to get the next one.
    refreshing: bool,
    /// No refresh ahead before this time on the clock.
    not_before: Duration,
}

/// What the caller is to do.
enum Next {
    Use(HeaderMap),
    /// Use it, and get the next token for the one of this generation.
    RefreshAhead(HeaderMap, u64),
    Refresh,
}

impl TokenCache {
    /// A cache without a token yet.
    pub fn new(source: impl TokenSource, clock: impl Clock + 'static) -> Self {
        Self {
            shared: Arc::new(Shared {
                source: Arc::new(source),
                clock: Arc::new(clock),
                state: Mutex::new(State {
                    kept: None,
                    generation: 0,
                    random: Rng::new(),
                }),
                flight: Flight::new(),
            }),
            ahead: true,
        }
    }

    /// Sets whether tokens are refreshed ahead of their end, as they are unless set. If not, each is
    /// used until it has expired, and requests then wait for the next.
    #[must_use]
    pub fn refresh_ahead(mut self, ahead: bool) -> Self {
        self.ahead = ahead;
        self
    }
}

/// Credentials from a source, with its tokens kept as the configuration wants it.
pub(super) fn cached(context: &Context, source: impl TokenSource) -> Arc<dyn Credentials> {
    let on_demand = context.config.is_true(Attribute::DisableAsyncTokenRefresh);
    Arc::new(TokenCache::new(source, context.clock.clone()).refresh_ahead(!on_demand))
}

impl Credentials for TokenCache {
    fn name(&self) -> &'static str {
        self.shared.source.name()
    }

    fn headers(&self) -> BoxFuture<'_, Result<HeaderMap>> {
        Box::pin(async move {
            match self.shared.next(self.ahead) {
                Next::Use(headers) => Ok(headers),
                Next::RefreshAhead(headers, generation) => {
                    let refresh = self.shared.clone().refresh_ahead(generation);
                    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
                        runtime.spawn(refresh);
                    } else {
                        refresh.await;
                    }
                    Ok(headers)
                }
                Next::Refresh => self.shared.refresh(None).await,
            }
        })
    }

    fn refused<'a>(&'a self, headers: &'a HeaderMap) -> BoxFuture<'a, Result<bool>> {
        Box::pin(self.shared.replace(headers))
    }
}

impl Shared {
    fn next(&self, ahead: bool) -> Next {
        let mut state = self.state();
        let Some(kept) = state
            .kept
            .as_mut()
            .filter(|kept| kept.is_usable(&*self.clock))
        else {
            return Next::Refresh;
        };
        let headers = kept.headers.clone();
        let stale = kept
            .life
            .as_ref()
            .is_some_and(|life| life.stale.has_passed(&*self.clock));
        if ahead && stale && !kept.refreshing && self.clock.elapsed() >= kept.not_before {
            kept.refreshing = true;
            return Next::RefreshAhead(headers, kept.generation);
        }
        Next::Use(headers)
    }

    /// The kept token if it can be used, and is another than the one that was refused.
    fn usable(&self, refused: Option<&HeaderMap>) -> Option<HeaderMap> {
        let state = self.state();
        let kept = state.kept.as_ref()?;
        let fits = kept.is_usable(&*self.clock)
            && refused.is_none_or(|refused| differ(&kept.headers, refused));
        fits.then(|| kept.headers.clone())
    }

    /// Gets a token while the caller waits, unless there is one by then that will do.
    async fn refresh(&self, refused: Option<&HeaderMap>) -> Result<HeaderMap> {
        self.flight
            .join(|| async {
                if let Some(headers) = self.usable(refused) {
                    return Ok(headers);
                }
                let token = self.source.token().await.map_err(unsent)?;
                let headers = token.to_headers()?;
                self.state().keep(headers.clone(), &token, &*self.clock);
                Ok(headers)
            })
            .await
    }

    /// Gets another token than the one that was refused; true if there is one.
    async fn replace(&self, refused: &HeaderMap) -> Result<bool> {
        if self.usable(Some(refused)).is_some() {
            return Ok(true);
        }
        loop {
            let before = self.state().generation;
            let headers = self.refresh(Some(refused)).await?;
            if differ(&headers, refused) {
                return Ok(true);
            }
            // The attempt that was under way may have begun, and found the refused token good,
            // before it was refused: then nothing has been asked for yet.
            if self.state().generation != before {
                return Ok(false);
            }
        }
    }

    /// Gets the token after the one of this generation, while that is still used.
    async fn refresh_ahead(self: Arc<Self>, generation: u64) {
        let _done = Done {
            shared: &self,
            generation,
        };
        let next = self.source.token().await;
        let next = next.and_then(|token| Ok((token.to_headers()?, token)));
        let mut state = self.state();
        // What comes late is dropped: the token has been replaced by now.
        let Some(old) = state.kept_of(generation) else {
            return;
        };
        match next {
            Ok((headers, token)) if old.is_outlived_by(&token) => {
                state.keep(headers, &token, &*self.clock);
            }
            _ => old.not_before = self.clock.elapsed().saturating_add(BACK_OFF),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The API's request that the token was for has not been sent, wherever getting it failed.
fn unsent(error: crate::Error) -> crate::Error {
    let transient = error.is_retryable();
    error.in_exchange(false, transient)
}

/// Whether two sets of headers carry different tokens.
fn differ(one: &HeaderMap, other: &HeaderMap) -> bool {
    one.get(AUTHORIZATION) != other.get(AUTHORIZATION)
}

/// Says at the end of a refresh ahead, however it ends, that it is not under way any more.
struct Done<'a> {
    shared: &'a Shared,
    generation: u64,
}

impl Drop for Done<'_> {
    fn drop(&mut self) {
        if let Some(kept) = self.shared.state().kept_of(self.generation) {
            kept.refreshing = false;
        }
    }
}

impl State {
    fn kept_of(&mut self, generation: u64) -> Option<&mut Kept> {
        self.kept
            .as_mut()
            .filter(|kept| kept.generation == generation)
    }

    fn keep(&mut self, headers: HeaderMap, token: &Token, clock: &dyn Clock) {
        self.generation += 1;
        let random = self.random.f64();
        self.kept = Some(Kept {
            headers,
            life: token
                .expires_at
                .map(|end| Life::new(end, clock.elapsed(), clock.now(), random)),
            generation: self.generation,
            refreshing: false,
            not_before: Duration::ZERO,
        });
    }
}

impl Kept {
    fn is_usable(&self, clock: &dyn Clock) -> bool {
        self.life
            .as_ref()
            .is_none_or(|life| !life.end.has_passed(clock))
    }

    /// Whether a token runs out later than this one.
    fn is_outlived_by(&self, token: &Token) -> bool {
        match (&self.life, token.expires_at) {
            (Some(life), Some(expires_at)) => expires_at > life.expires_at,
            (_, expires_at) => expires_at.is_none(),
        }
    }
}

/// What is to happen when in the life of a token.
#[derive(Debug, PartialEq)]
struct Life {
    /// From here on it is refreshed ahead.
    stale: Moment,
    /// From here on it is not used any more.
    end: Moment,
    expires_at: SystemTime,
}

/// A moment on both kinds of clocks. The monotonic one may stand still while the machine sleeps,
/// the calendar may be set back; the first to get there counts.
#[derive(Debug, PartialEq)]
struct Moment {
    elapsed: Duration,
    date: SystemTime,
}

impl Life {
    /// The life of a token that is got now. `random`, from 0 to below 1, moves the refresh ahead
    /// by up to a tenth of its window, so that processes that began together do not stay so.
    fn new(expires_at: SystemTime, elapsed: Duration, now: SystemTime, random: f64) -> Self {
        let left = expires_at.duration_since(now).unwrap_or_default();
        let window = (left / 2).min(STALE_WINDOW);
        let stale_for = window - window.mul_f64(random / 10.0).min(window);
        let buffer = (left / 10).min(EXPIRY_BUFFER);
        let moment = |before: Duration| Moment {
            elapsed: elapsed.saturating_add(left - before),
            date: expires_at.checked_sub(before).unwrap_or(expires_at),
        };
        Self {
            stale: moment(stale_for),
            end: moment(buffer),
            expires_at,
        }
    }
}

impl Moment {
    fn has_passed(&self, clock: &dyn Clock) -> bool {
        clock.elapsed() > self.elapsed || clock.now() > self.date
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache")
            .field("source", &self.shared.source)
            .field("refresh_ahead", &self.ahead)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

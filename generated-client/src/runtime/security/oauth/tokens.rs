//! [`Tokens`]: the access tokens of a grant, and the requests for missing ones.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Uri;

use super::answer::{self, Granted};
use super::check::check;
use super::flight::{Flight, Waiter, lock};
use super::grant::Kind;
use super::request::{self, Carrier};
use super::{OAuthGrant, TokenError};
use crate::runtime::clock::{Clock, now};
use crate::runtime::platform::Instant;
use crate::runtime::security::{Scheme, Setting};
use crate::runtime::{BuildError, Secret};

/// The time before its expiry at which a token is no longer used, so that it doesn't expire in
/// flight.
const MARGIN: Duration = Duration::from_secs(30);

/// The access tokens of a grant, shared by the clones of a client.
pub(crate) struct Tokens {
    grant: OAuthGrant,
    url: Uri,
    state: Mutex<State>,
}

struct State {
    /// The refresh token to send next.
    refresh: Option<Secret>,
    tokens: Vec<Token>,
    /// The requests in flight, each with the scopes that it requests.
    flights: Vec<(Vec<String>, Arc<Flight<Outcome>>)>,
}

type Outcome = Result<Secret, TokenError>;

struct Token {
    secret: Secret,
    scopes: Vec<String>,
    /// The time from which the token is no longer used, if known.
    until: Option<Instant>,
}

/// The way in which a call obtains its token.
enum TokenSource {
    /// A cached token.
    Known(Secret),
    /// A request that this call has started, or that other calls wait for too.
    Shared(Waiter<Outcome>),
    /// A request that no call has waited for in the meantime.
    Resumed(Waiter<Outcome>),
}

impl Tokens {
    /// Creates the token store of a grant for this security scheme.
    ///
    /// # Errors
    /// The grant is invalid, so that no token request can be sent.
    pub(crate) fn new(
        grant: OAuthGrant,
        scheme: &Scheme,
        setting: Setting<'_>,
    ) -> Result<Self, BuildError> {
        let url = check(&grant, scheme, setting)?;
        let refresh = match &grant.kind {
            Kind::ClientCredentials => None,
            Kind::RefreshToken(token) => Some(token.clone()),
        };
        let state = State { refresh, tokens: Vec::new(), flights: Vec::new() };
        Ok(Self { grant, url, state: Mutex::new(state) })
    }

    /// Returns a token with the scopes of an operation, other than the `refused` one.
    pub(crate) async fn ask(
        self: &Arc<Self>,
        scopes: &[&str],
        refused: Option<&Secret>,
        carrier: &Carrier<'_>,
    ) -> Outcome {
        let scopes = self.scopes(scopes);
        let mut has_resumed = false;
        loop {
            let (waiter, is_resumed) = match self.way(&scopes, refused, carrier) {
                TokenSource::Known(secret) => return Ok(secret),
                TokenSource::Shared(waiter) => (waiter, false),
                TokenSource::Resumed(waiter) => (waiter, true),
            };
            match waiter.await {
                // It may have failed because it was paused.
                Some(Err(_)) if is_resumed && !has_resumed => has_resumed = true,
                Some(outcome) => return outcome,
                // It panicked, as a callback of the caller may.
                None => lock(&self.state).flights.clear(),
            }
        }
    }

    /// The scopes to request: those of the grant, or else those of the operation. A refresh token
    /// has its own.
    fn scopes(&self, of_operation: &[&str]) -> Vec<String> {
        match (&self.grant.scopes, &self.grant.kind) {
            (Some(scopes), _) => scopes.clone(),
            (None, Kind::ClientCredentials) => {
                of_operation.iter().map(|it| (*it).to_owned()).collect()
            }
            (None, Kind::RefreshToken(_)) => Vec::new(),
        }
    }

    fn way(
        self: &Arc<Self>,
        scopes: &[String],
        refused: Option<&Secret>,
        carrier: &Carrier<'_>,
    ) -> TokenSource {
        let mut state = lock(&self.state);
        let now = now(carrier.timer.map(|it| &**it));
        let is_over = |token: &Token| token.until.is_some_and(|until| now >= until);
        state.tokens.retain(|token| refused != Some(&token.secret) && !is_over(token));
        if let Some(token) = state.tokens.iter().find(|token| covers(&token.scopes, scopes)) {
            return TokenSource::Known(token.secret.clone());
        }
        if let Some((_, flight)) = state.flights.iter().find(|(asked, _)| covers(asked, scopes)) {
            let is_at_rest = flight.is_at_rest();
            let waiter = flight.join();
            return if is_at_rest {
                TokenSource::Resumed(waiter)
            } else {
                TokenSource::Shared(waiter)
            };
        }
        let refresh = state.refresh.clone();
        let fetch = self.fetch(scopes.to_vec(), refresh, carrier);
        let flight = Arc::new(Flight::new(Box::pin(fetch)));
        state.flights.push((scopes.to_vec(), Arc::clone(&flight)));
        TokenSource::Shared(flight.join())
    }

    /// Sends a token request independently of the call that started it.
    fn fetch(
        self: &Arc<Self>,
        scopes: Vec<String>,
        refresh: Option<Secret>,
        carrier: &Carrier<'_>,
    ) -> impl Future<Output = Outcome> + Send + use<> {
        let (grant, all) = (self.grant.clone(), Arc::downgrade(self));
        let request =
            request::request(&grant, refresh.as_ref(), &scopes, &self.url, carrier.user_agent);
        let (transport, limits) = (carrier.transport.clone(), carrier.limits);
        let timer = carrier.timer.cloned();
        async move {
            let start = now(timer.as_deref());
            let clock = Clock::start(timer, limits);
            let answer = request::send(request, transport, clock, limits).await;
            let granted = answer.and_then(|it| answer::read(it, &grant, refresh.as_ref()));
            if let (Some(sent), Ok(Granted { refresh_token: Some(next), .. })) =
                (&refresh, &granted)
                && next != sent
            {
                if let Some(all) = all.upgrade() {
                    lock(&all.state).refresh = Some(next.clone());
                }
                if let Some(keep) = &grant.rotated {
                    keep(next.clone()).await;
                }
            }
            match all.upgrade() {
                Some(all) => all.settle(scopes, granted, start),
                None => granted.map(|it| it.access_token),
            }
        }
    }

    /// Stores the token of a request that was sent with these scopes at this time.
    fn settle(
        &self,
        mut scopes: Vec<String>,
        granted: Result<Granted, TokenError>,
        start: Instant,
    ) -> Outcome {
        let mut state = lock(&self.state);
        state.flights.retain(|(asked, _)| *asked != scopes);
        let granted = granted?;
        let secret = granted.access_token;
        // A token with fewer scopes than requested is the best that is available.
        scopes.extend(granted.scopes);
        let until = granted
            .expires_in
            .and_then(|time| start.checked_add(time.saturating_sub(MARGIN.min(time / 4))));
        state.tokens.push(Token { secret: secret.clone(), scopes, until });
        Ok(secret)
    }
}

fn covers(all: &[String], some: &[String]) -> bool {
    some.iter().all(|scope| all.contains(scope))
}

//! [`Tokens`]: the access tokens of a grant, and the requests for missing ones.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Uri;

use super::check::check;
use super::flight::{Flight, Waiter, lock};
use super::grant::Kind;
use super::request::{self, TokenClient};
use super::response::{self, TokenResponse};
use super::{OAuthGrant, TokenError};
use crate::runtime::clock::{Clock, now};
use crate::runtime::platform::Instant;
use crate::runtime::security::{Scheme, Setting};
use crate::runtime::{BuildError, Secret};

/// The time before its expiry at which a token is no longer used, so that it doesn't expire in
/// flight.
const EXPIRY_MARGIN: Duration = Duration::from_secs(30);

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
    expiry: Option<Instant>,
}

/// The way in which a call obtains its token.
enum TokenSource {
    /// A cached token.
    Cached(Secret),
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

    /// Returns a token with the scopes of an operation, other than the `rejected` one.
    pub(crate) async fn obtain(
        self: &Arc<Self>,
        scopes: &[&str],
        rejected: Option<&Secret>,
        token_client: &TokenClient<'_>,
    ) -> Outcome {
        let scopes = self.scopes(scopes);
        let mut has_resumed = false;
        loop {
            let (waiter, is_resumed) = match self.token_source(&scopes, rejected, token_client) {
                TokenSource::Cached(secret) => return Ok(secret),
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

    /// The scopes to request: the scopes of the grant, or else of the operation. A refresh token
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

    fn token_source(
        self: &Arc<Self>,
        scopes: &[String],
        rejected: Option<&Secret>,
        token_client: &TokenClient<'_>,
    ) -> TokenSource {
        let mut state = lock(&self.state);
        let now = now(token_client.timer.map(|it| &**it));
        let is_expired = |token: &Token| token.expiry.is_some_and(|expiry| now >= expiry);
        state.tokens.retain(|token| rejected != Some(&token.secret) && !is_expired(token));
        if let Some(token) = state.tokens.iter().find(|token| covers(&token.scopes, scopes)) {
            return TokenSource::Cached(token.secret.clone());
        }
        if let Some((_, flight)) =
            state.flights.iter().find(|(requested, _)| covers(requested, scopes))
        {
            let is_idle = flight.is_idle();
            let waiter = flight.join();
            return if is_idle {
                TokenSource::Resumed(waiter)
            } else {
                TokenSource::Shared(waiter)
            };
        }
        let refresh = state.refresh.clone();
        let fetch = self.fetch(scopes.to_vec(), refresh, token_client);
        let flight = Arc::new(Flight::new(Box::pin(fetch)));
        state.flights.push((scopes.to_vec(), Arc::clone(&flight)));
        TokenSource::Shared(flight.join())
    }

    /// Sends a token request independently of the call that started it.
    fn fetch(
        self: &Arc<Self>,
        scopes: Vec<String>,
        refresh: Option<Secret>,
        token_client: &TokenClient<'_>,
    ) -> impl Future<Output = Outcome> + Send + use<> {
        let (grant, all) = (self.grant.clone(), Arc::downgrade(self));
        let request =
            request::request(&grant, refresh.as_ref(), &scopes, &self.url, token_client.user_agent);
        let (transport, limits) = (token_client.transport.clone(), token_client.limits);
        let timer = token_client.timer.cloned();
        async move {
            let start = now(timer.as_deref());
            let clock = Clock::start(timer, limits);
            let response = request::send(request, transport, clock, limits).await;
            let granted = response.and_then(|it| response::read(it, &grant, refresh.as_ref()));
            if let (Some(sent), Ok(TokenResponse { refresh_token: Some(next), .. })) =
                (&refresh, &granted)
                && next != sent
            {
                if let Some(all) = all.upgrade() {
                    lock(&all.state).refresh = Some(next.clone());
                }
                if let Some(on_rotation) = &grant.on_rotation {
                    on_rotation(next.clone()).await;
                }
            }
            match all.upgrade() {
                Some(all) => all.store(scopes, granted, start),
                None => granted.map(|it| it.access_token),
            }
        }
    }

    /// Stores the token of a request that was sent with these scopes at this time.
    fn store(
        &self,
        mut scopes: Vec<String>,
        granted: Result<TokenResponse, TokenError>,
        start: Instant,
    ) -> Outcome {
        let mut state = lock(&self.state);
        state.flights.retain(|(requested, _)| *requested != scopes);
        let granted = granted?;
        let secret = granted.access_token;
        // A token with fewer scopes than requested is the best that is available.
        scopes.extend(granted.scopes);
        let expiry = granted
            .expires_in
            .and_then(|time| start.checked_add(time.saturating_sub(EXPIRY_MARGIN.min(time / 4))));
        state.tokens.push(Token { secret: secret.clone(), scopes, expiry });
        Ok(secret)
    }
}

fn covers(all: &[String], some: &[String]) -> bool {
    some.iter().all(|scope| all.contains(scope))
}

//! [`Tokens`]: the access tokens of a grant, and the requests for those that are missing.

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

/// How long before it expires a token is not used any more, so that it does not expire on its way.
const MARGIN: Duration = Duration::from_secs(30);

/// The access tokens of a grant. Clones of a client share them.
pub(crate) struct Tokens {
    grant: OAuthGrant,
    url: Uri,
    state: Mutex<State>,
}

struct State {
    /// The refresh token that is sent next.
    refresh: Option<Secret>,
    tokens: Vec<Token>,
    /// The requests that are on their way, each with the scopes that it asks for.
    flights: Vec<(Vec<String>, Arc<Flight<Outcome>>)>,
}

type Outcome = Result<Secret, TokenError>;

struct Token {
    secret: Secret,
    scopes: Vec<String>,
    /// When it is not used any more; none where that is not known.
    until: Option<Instant>,
}

/// How a call gets its token.
enum Way {
    /// There is one.
    Known(Secret),
    /// By a request that is its own, or that others wait for as well.
    Shared(Waiter<Outcome>),
    /// By a request for which nobody has waited for some time.
    Resumed(Waiter<Outcome>),
}

impl Tokens {
    /// The tokens of a grant for this security scheme.
    ///
    /// # Errors
    /// No token request can be sent.
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

    /// A token with the scopes of an operation, another one than the refused one.
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
                Way::Known(secret) => return Ok(secret),
                Way::Shared(waiter) => (waiter, false),
                Way::Resumed(waiter) => (waiter, true),
            };
            match waiter.await {
                // It may have failed because it was left alone.
                Some(Err(_)) if is_resumed && !has_resumed => has_resumed = true,
                Some(outcome) => return outcome,
                // It panicked, as a function of the program may.
                None => lock(&self.state).flights.clear(),
            }
        }
    }

    /// The scopes that are asked for: those of the grant, else those of the operation. A refresh token
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
    ) -> Way {
        let mut state = lock(&self.state);
        let now = now(carrier.timer.map(|it| &**it));
        let is_over = |token: &Token| token.until.is_some_and(|until| now >= until);
        state.tokens.retain(|token| refused != Some(&token.secret) && !is_over(token));
        if let Some(token) = state.tokens.iter().find(|token| covers(&token.scopes, scopes)) {
            return Way::Known(token.secret.clone());
        }
        if let Some((_, flight)) = state.flights.iter().find(|(asked, _)| covers(asked, scopes)) {
            let is_at_rest = flight.is_at_rest();
            let waiter = flight.join();
            return if is_at_rest { Way::Resumed(waiter) } else { Way::Shared(waiter) };
        }
        let refresh = state.refresh.clone();
        let fetch = self.fetch(scopes.to_vec(), refresh, carrier);
        let flight = Arc::new(Flight::new(Box::pin(fetch)));
        state.flights.push((scopes.to_vec(), Arc::clone(&flight)));
        Way::Shared(flight.join())
    }

    /// Sends a token request by itself: it outlives the call that began it.
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

    /// Keeps the token of a request that asked for these scopes at this time.
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
        // A token with fewer scopes than were asked for is all that there is.
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

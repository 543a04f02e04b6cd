//! Selection of an alternative of an operation's security requirements (OpenAPI 3.1, Security
//! Requirement Object).

use std::borrow::Cow;

use super::{Keyring, Scheme, StoredCredential};
use crate::runtime::InvalidRequest;

/// The credentials that a call may send.
#[derive(Clone, Copy)]
pub(crate) struct Keys<'a> {
    /// The credentials set on the call.
    pub(crate) call: &'a Keyring,
    /// The credentials of its client.
    pub(crate) client: &'a Keyring,
    /// The security schemes of the API.
    pub(crate) schemes: &'static [Scheme],
}

/// The rule that selects the credentials to send.
#[derive(Clone, Copy)]
pub(crate) enum Security<'a> {
    /// The security requirements of an operation.
    Operation(&'a [&'a [&'a str]]),
    /// A single security scheme, by its name.
    Scheme(&'a str),
    /// The credentials of the call, or the security requirements of the document.
    Document,
}

impl<'a> Keys<'a> {
    /// Returns the names of the schemes whose credentials are sent.
    ///
    /// # Errors
    /// A credential is missing or can't be sent.
    pub(crate) fn names<'r>(
        &'r self,
        security: Security<'r>,
        document: &'r [&'r [&'r str]],
    ) -> Result<Cow<'r, [&'r str]>, InvalidRequest> {
        let of_call = || self.call.names().collect::<Vec<_>>();
        match security {
            Security::Operation(alternatives) => self.choose(alternatives).map(Cow::Borrowed),
            Security::Scheme(name) => self.choose(&[&[name]]).map(|_| Cow::Owned(vec![name])),
            Security::Document if self.call.is_empty() => self.choose(document).map(Cow::Borrowed),
            Security::Document => self.choose(&[&of_call()]).map(|_| Cow::Owned(of_call())),
        }
    }

    /// The credential of a scheme: the call's, or else the client's.
    pub(crate) fn get(&self, name: &str) -> Option<&'a StoredCredential> {
        self.call.get(name).or_else(|| self.client.get(name))
    }

    /// Selects the alternative whose credentials are sent: all of its credentials are set, and no
    /// two are sent in the same location. If there are several, it is the one with the most
    /// credentials of the call, then the one with the most recent credential of the client, then
    /// the first. An empty requirement needs no credentials.
    ///
    /// # Errors
    /// No alternative can be sent, or none with the credentials of the call.
    pub(crate) fn choose<'r>(
        &self,
        requirement: &'r [&'r [&'r str]],
    ) -> Result<&'r [&'r str], InvalidRequest> {
        if requirement.is_empty() {
            return Ok(&[]);
        }
        let mut best: Option<(&[&str], Preference)> = None;
        for alternative in requirement {
            let Some(preference) = self.preference(alternative) else { continue };
            if best.is_none_or(|(_, other)| preference > other) {
                best = Some((alternative, preference));
            }
        }
        match best {
            Some((_, (0, _))) if !self.call.is_empty() => Err(self.incomplete(requirement)),
            Some((alternative, _)) => Ok(alternative),
            None => Err(self.incomplete(requirement)),
        }
    }

    /// The preference for an alternative; `None` if it can't be sent.
    fn preference(&self, alternative: &[&str]) -> Option<Preference> {
        let mut preference = (0, None);
        for name in alternative {
            if self.call.get(name).is_some() {
                preference.0 += 1;
            } else {
                preference.1 = preference.1.max(Some(self.client.rank(name)?));
            }
        }
        self.find_conflict(alternative).is_none().then_some(preference)
    }

    /// Two schemes of an alternative whose credentials are sent in the same location, which can
    /// hold only one.
    fn find_conflict<'r>(&self, alternative: &'r [&'r str]) -> Option<[&'r str; 2]> {
        let (last, others) = alternative.split_last()?;
        let location = |name: &str| self.scheme(name).map(Scheme::location);
        let other = others.iter().find(|other| location(other) == location(last));
        other.map(|other| [*other, *last]).or_else(|| self.find_conflict(others))
    }

    fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }

    /// The error for a call without a usable alternative, naming the credentials that are missing.
    #[cold]
    fn incomplete(&self, requirement: &[&[&str]]) -> InvalidRequest {
        let of_call = |alternative: &&&[&str]| {
            self.call.is_empty() || alternative.iter().any(|name| self.call.get(name).is_some())
        };
        let (mut conflicts, mut hints) = (Vec::new(), Vec::new());
        for alternative in requirement.iter().filter(of_call) {
            if let Some([one, other]) = self.find_conflict(alternative) {
                let location = self.scheme(other).map(|it| it.location().to_string());
                let location = location.unwrap_or_default();
                conflicts.push(format!(
                    "`{one}` and `{other}` can't be sent together, both are in {location}"
                ));
            } else {
                let missing = alternative.iter().filter(|name| self.get(name).is_none());
                let needs: Vec<_> = missing.map(|name| self.setup_hint(name)).collect();
                hints.push(needs.join(" and "));
            }
        }
        if !hints.is_empty() {
            conflicts.push(format!("a credential is missing: {}", hints.join("; or ")));
        }
        InvalidRequest::new(conflicts.join("; "))
    }

    fn setup_hint(&self, name: &str) -> String {
        let Some(scheme) = self.scheme(name) else {
            return format!("the scheme `{name}` is not supported by this client");
        };
        let setter = scheme.setter;
        match scheme.env {
            [] => format!("call `.{setter}(..)` on the builder or on the call"),
            env => format!(
                "call `.{setter}(..)` on the builder or on the call, or set {} and use \
                 `Client::from_env()`",
                env.join(" and "),
            ),
        }
    }
}

/// The number of credentials that are the call's, and the rank of the most recent one of the
/// client.
type Preference = (usize, Option<u32>);
